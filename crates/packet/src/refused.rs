//! Files that cannot go into the packet, and why, in both languages of the program.

use usr_desk_workspace::Sentence;

/// Why a file cannot go in, and what to do; without its full stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Why {
    /// Traditional Chinese of Taiwan; the packet's own list of attachments says it too.
    pub zh: &'static str,
    /// English.
    pub en: &'static str,
}

impl Why {
    /// In both languages.
    pub const fn new(zh: &'static str, en: &'static str) -> Why {
        Why { zh, en }
    }

    /// As a host tells it.
    pub fn sentence(self) -> Sentence {
        Sentence::new(self.zh, self.en)
    }
}

/// A picture whose file the host does not have.
pub(crate) const ABSENT: Why = Why::new(
    "找不到這個圖檔，請重新附上",
    "the picture is not there; attach it again",
);

/// A file that cannot go into the packet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedFile {
    /// Its path as the season writes it.
    pub file: String,
    /// Why, and what to do, in the user's words.
    pub reason: Why,
}
