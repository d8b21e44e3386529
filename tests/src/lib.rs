//! What is true of the tree itself. The suites of behaviour lie in `suite/`, each beside the crate's test that walks it.

#[cfg(test)]
mod tidy;
