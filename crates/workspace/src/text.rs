//! Text that may be blank.

use serde::{Deserialize, Serialize};
use std::ops::Deref;

/// A text field. `null` and an empty string both mean "not filled in", and each is written back as it came.
/// It reads as a `&str`; blank reads as `""`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Text(Option<String>);

impl Text {
    /// Nothing but white space.
    pub fn is_blank(&self) -> bool {
        self.trim().is_empty()
    }

    /// The text without white space around it, where there is any.
    pub fn filled(&self) -> Option<&str> {
        Some(self.trim()).filter(|text| !text.is_empty())
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        self.0.as_deref().unwrap_or_default()
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Text {
        Text(Some(text.to_owned()))
    }
}

impl From<String> for Text {
    fn from(text: String) -> Text {
        Text(Some(text))
    }
}
