//! What is true of the tree itself. The suites of behaviour lie in `suite/`, each beside the crate's test that walks it.
#![allow(
    clippy::expect_used,
    clippy::missing_panics_doc,
    reason = "what is missing here fails a test"
)]

pub mod components;

#[cfg(test)]
mod tidy;
