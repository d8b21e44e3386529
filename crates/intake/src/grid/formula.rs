//! A cell's formula, as wide as a pointer: most cells have none, and a long sheet has a million cells.

use std::ops::Deref;
use std::sync::Arc;

/// A formula without the leading `=`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Formula(Arc<Box<str>>);

impl From<String> for Formula {
    fn from(text: String) -> Formula {
        Formula(Arc::new(text.into()))
    }
}

impl From<&str> for Formula {
    fn from(text: &str) -> Formula {
        Formula(Arc::new(text.into()))
    }
}

impl Deref for Formula {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}
