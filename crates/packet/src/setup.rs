//! How a packet is put together (輸出設定): the order of its parts, the print room's wishes, limits of the upload.
//!
//! All of it is data. What the program brings is `data/setup.json`; no call has announced it, and the packet says so
//! (預設，非公告) until the office names its source.

use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

/// How a packet is put together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Setup {
    /// Where order and limits are announced (文號、公告名稱); blank = nowhere: they are the program's own.
    pub source: String,
    /// The parts of a proposal in their order; each begins on a new page and holds these chapters.
    pub parts: Vec<Vec<Chapter>>,
    /// 摘要字數上限, in characters without white space; none = the call states none.
    pub summary_limit: Option<u32>,
    /// Both sides of the paper are printed on: parts begin on right-hand pages.
    pub both_sides: bool,
    /// 裝訂邊: how far the text is moved away from the binding, in millimetres (0–15).
    pub gutter_mm: f32,
    /// A sheet with its name before each volume (分隔頁).
    pub separators: bool,
    /// Pictures and scans are reduced to this many dots an inch.
    pub picture_dpi: u16,
    /// The largest file that the upload page takes, in MB (1 MB = 1,000,000 bytes); none = not known.
    pub largest_file_mb: Option<u32>,
}

/// A chapter of a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Chapter {
    /// 基本資料表.
    Basics,
    /// 計畫摘要; where it has no part of its own it stands in 計畫內容.
    Summary,
    /// 目錄; what stands before it is not numbered.
    Contents,
    /// 計畫團隊.
    Team,
    /// 過往執行經驗.
    Experience,
    /// 計畫內容.
    Narrative,
    /// 績效指標.
    Indicators,
    /// 合作與交流.
    Cooperation,
    /// 活動參與紀錄.
    Activities,
    /// 經費.
    Budget,
    /// 自我檢核表.
    SelfCheck,
    /// 聲明及簽章.
    Declarations,
    /// 附件清單.
    Attachments,
}

const USUAL_FILE: &str = include_str!("../data/setup.json");
static USUAL: LazyLock<Setup> =
    LazyLock::new(|| serde_json::from_str(USUAL_FILE).expect("a test reads data/setup.json"));

impl Default for Setup {
    fn default() -> Setup {
        USUAL.clone()
    }
}

impl Setup {
    /// What the program brings.
    pub fn usual() -> &'static Setup {
        &USUAL
    }

    /// Reads an office's own; what it leaves out is as usual.
    pub fn read(bytes: &[u8]) -> Result<Setup, String> {
        let unreadable = |e: serde_json::Error| format!("輸出設定讀不懂：{e}");
        let own: serde_json::Map<_, _> = serde_json::from_slice(bytes).map_err(unreadable)?;
        let mut whole: serde_json::Map<_, _> = serde_json::from_str(USUAL_FILE).map_err(unreadable)?;
        whole.extend(own);
        let setup: Setup = usr_desk_workspace::objects::from_value(whole.into()).map_err(unreadable)?;
        let chapters: Vec<&Chapter> = setup.parts.iter().flatten().collect();
        if let Some(twice) = (1..chapters.len()).find(|i| chapters[..*i].contains(&chapters[*i])) {
            let named = serde_json::to_string(chapters[twice]).unwrap_or_default();
            return Err(format!("輸出設定的 parts 裡 {named} 出現兩次；每一章只能列一次"));
        }
        if !(0.0..=15.0).contains(&setup.gutter_mm) {
            return Err("輸出設定的 gutter_mm 應為 0 至 15 毫米".to_owned());
        }
        Ok(setup)
    }

    /// Whether a chapter has its place in the order.
    pub(crate) fn has(&self, chapter: Chapter) -> bool {
        self.parts.iter().flatten().any(|c| *c == chapter)
    }

    /// 裝訂邊, in points.
    pub(crate) fn gutter(&self) -> f32 {
        self.gutter_mm.clamp(0.0, 15.0) * 72.0 / 25.4
    }

    /// Dots along the longer side of a picture this long, in points.
    pub(crate) fn dots(&self, length: f32) -> u32 {
        (length / 72.0 * f32::from(self.picture_dpi.clamp(72, 1200))) as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_setup_is_whole_and_an_own_one_may_be_short() {
        let usual = Setup::usual();
        assert!(usual.source.is_empty() && usual.has(Chapter::Attachments));
        let own = Setup::read(br#"{"both_sides": true}"#).unwrap();
        assert_eq!((own.both_sides, &own.parts), (true, &usual.parts));
        for wrong in [
            r#"{"parts": [["budget"], ["budget"]]}"#,
            r#"{"gutter_mm": 99}"#,
            r#"{"colour": 1}"#,
        ] {
            assert!(Setup::read(wrong.as_bytes()).is_err(), "{wrong}");
        }
    }
}
