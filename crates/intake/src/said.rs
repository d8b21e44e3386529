//! A sentence to whoever imports, written in both languages where it arises.
//!
//! **Both stay together until it is known who reads**; then one is left, and in JSON that one is a string.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::ops::Deref;
use usr_desk_workspace::Sentence;

/// What happened at which cell, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Said {
    /// In the reader's language.
    One(String),
    /// While the reader is not known: Traditional Chinese of Taiwan, and English.
    Both {
        /// 繁體中文.
        zh: String,
        /// English.
        en: String,
    },
}

/// Which of two sentences, the Chinese and the English, is read.
pub type Pick<'a> = &'a dyn for<'s> Fn(&'s str, &'s str) -> &'s str;

impl Said {
    /// Both at once.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Said {
        Said::Both {
            zh: zh.into(),
            en: en.into(),
        }
    }

    /// In English; what was settled already stands as it is.
    pub fn en(&self) -> &str {
        match self {
            Said::One(text) => text,
            Said::Both { en, .. } => en,
        }
    }

    /// Leaves the one that is read.
    pub fn settle(&mut self, pick: Pick<'_>) {
        if let Said::Both { zh, en } = self {
            *self = Said::One(pick(zh, en).to_owned());
        }
    }

    /// As whoever refuses says it.
    pub fn sentence(&self) -> Sentence {
        Sentence::new(&**self, self.en())
    }
}

/// The program's first language, until another is picked.
impl Deref for Said {
    type Target = str;

    fn deref(&self) -> &str {
        match self {
            Said::One(text) | Said::Both { zh: text, .. } => text,
        }
    }
}

impl fmt::Display for Said {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self)
    }
}

/// Two texts over the same values: `said!("{cell} 不是數字。", "{cell} is no number.", cell = cell_name(at))`.
macro_rules! said {
    ($zh:literal, $en:literal $(, $name:ident = $value:expr)* $(,)?) => {{
        $(let $name = $value;)*
        $crate::said::Said::new(format!($zh), format!($en))
    }};
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_cross_to_another_process_and_one_is_a_string() {
        let mut said = said!("第 {row} 列", "row {row}", row = 7 + 1);
        let text = serde_json::to_string(&said).unwrap_or_default();
        assert_eq!(text, r#"{"zh":"第 8 列","en":"row 8"}"#);
        assert_eq!(serde_json::from_str::<Said>(&text).ok().as_ref(), Some(&said));
        assert_eq!((&*said, said.en()), ("第 8 列", "row 8"));
        said.settle(&|_, en| en);
        assert_eq!(serde_json::to_string(&said).unwrap_or_default(), r#""row 8""#);
        said.settle(&|zh, _| zh);
        assert_eq!(&*said, "row 8", "what is settled stays");
    }
}
