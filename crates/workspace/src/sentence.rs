//! A sentence for the user in both languages of the program (繁體中文, English), written at one place.
//!
//! **Whoever refuses writes both**; which of the two is shown, the host decides, once and late.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What happened, where, what to do; shown as it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Sentence {
    /// Traditional Chinese of Taiwan.
    pub zh: String,
    /// English.
    pub en: String,
}

impl Sentence {
    /// The same in both languages.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Sentence {
        Sentence {
            zh: zh.into(),
            en: en.into(),
        }
    }

    /// A name, which has no translation.
    pub fn alike(name: impl Into<String>) -> Sentence {
        let zh = name.into();
        Sentence { en: zh.clone(), zh }
    }

    /// Both in one text, where a library carries errors as text; [`Sentence::parted`] takes it apart again.
    pub(crate) fn joined(&self) -> String {
        format!("{}{SEAM}{}", self.zh, self.en)
    }

    /// What [`Sentence::joined`] joined; a text of another origin stands for both.
    pub(crate) fn parted(text: &str) -> Sentence {
        let (zh, en) = text.split_once(SEAM).unwrap_or((text, text));
        Sentence::new(zh, en)
    }
}

/// Where it was not taken apart it reads as one sentence after the other.
const SEAM: &str = "。／ ";

/// As English counts: `1 line`, `2 lines`.
pub fn many<N: std::fmt::Display + PartialEq + From<u8>>(count: N, one: &str, more: &str) -> String {
    let word = if count == N::from(1) { one } else { more };
    format!("{count} {word}")
}

/// The program's first language.
impl std::fmt::Display for Sentence {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&self.zh)
    }
}

impl std::error::Error for Sentence {}
