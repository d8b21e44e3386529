//! How a packet is put together (輸出設定): the order of its parts, the print room's wishes, limits of the upload.
//!
//! All of it is data. What the program brings is `data/setup.json`; no call has announced it, and the packet says so
//! (預設，非公告) until the office names its source. A season may hold its own; what that leaves out is as usual.

use crate::Sentence;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::sync::LazyLock;
use ts_rs::TS;

/// How a packet is put together.
// `remote` makes serde write the plain reading and writing beside the type; below, reading fills in and checks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, remote = "Self")]
pub struct Setup {
    /// Where order and limits are announced (文號、公告名稱); blank = nowhere: they are the program's own.
    pub source: String,
    /// The parts of a proposal in their order; each begins on a new page and holds these chapters.
    pub parts: Vec<Vec<Chapter>>,
    /// 摘要字數上限, in characters without white space; none = the call states none.
    pub summary_limit: Option<u32>,
    /// Both sides of the paper are printed on: parts begin on right-hand pages.
    pub both_sides: bool,
    /// 裝訂邊: how far the text is moved away from the binding, in whole millimetres (0–15).
    #[serde(deserialize_with = "whole")]
    pub gutter_mm: u8,
    /// A sheet with its name before each volume (分隔頁).
    pub separators: bool,
    /// Pages are marked 草稿 even where nothing is open.
    pub always_draft: bool,
    /// Pictures and scans are reduced to this many dots an inch.
    pub picture_dpi: u16,
    /// The largest file that the upload page takes, in MB (1 MB = 1,000,000 bytes); none = not known.
    pub largest_file_mb: Option<u32>,
}

/// A chapter of a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "PrintedChapter")]
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

/// 裝訂邊 at most, in millimetres: more would push the text off the page.
pub const WIDEST_GUTTER_MM: u8 = 15;
/// Dots an inch of pictures: below, a scan cannot be read; above, no printer shows it.
pub const PICTURE_DPI: std::ops::RangeInclusive<u16> = 72..=1200;

const USUAL_FILE: &str = include_str!("../data/setup.json");
static USUAL: LazyLock<Setup> = LazyLock::new(|| {
    let mut reader = serde_json::Deserializer::from_str(USUAL_FILE);
    Setup::deserialize(&mut reader).expect("a test reads data/setup.json")
});

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
    pub fn read(bytes: &[u8]) -> Result<Setup, Sentence> {
        serde_json::from_slice(bytes).map_err(|e| {
            let why = crate::format::in_words(&e);
            let en = format!("The setup cannot be used: {}", why.en);
            Sentence::new(format!("輸出設定讀不懂：{}", why.zh), en)
        })
    }

    /// Whether a chapter has its place in the order.
    pub fn has(&self, chapter: Chapter) -> bool {
        self.parts.iter().flatten().any(|c| *c == chapter)
    }

    /// What cannot be printed so, in a sentence.
    fn fault(&self) -> Option<Sentence> {
        let chapters: Vec<&Chapter> = self.parts.iter().flatten().collect();
        if let Some(twice) = (1..chapters.len()).find(|i| chapters[..*i].contains(&chapters[*i])) {
            let named = serde_json::to_string(chapters[twice]).unwrap_or_default();
            return Some(Sentence::new(
                format!("輸出順序（parts）裡 {named} 出現兩次；每一章只能列一次。"),
                format!("The order (parts) names {named} twice; each chapter may stand there once."),
            ));
        }
        if chapters.is_empty() {
            return Some(Sentence::new(
                "輸出順序（parts）沒有任何一章；請至少列一章。",
                "The order (parts) has no chapter; name at least one.",
            ));
        }
        if self.gutter_mm > WIDEST_GUTTER_MM {
            return Some(gutter_fault());
        }
        if !PICTURE_DPI.contains(&self.picture_dpi) {
            let (least, most) = (PICTURE_DPI.start(), PICTURE_DPI.end());
            return Some(Sentence::new(
                format!("圖片解析度（picture_dpi）應為每英寸 {least} 至 {most} 點。"),
                format!("The resolution of pictures (picture_dpi) is {least} to {most} dots an inch."),
            ));
        }
        if self.largest_file_mb == Some(0) || self.summary_limit == Some(0) {
            return Some(Sentence::new(
                "上限不能是 0；沒有上限請留空。",
                "A limit cannot be 0; leave it blank where there is none.",
            ));
        }
        None
    }
}

impl Serialize for Setup {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Setup::serialize(self, serializer)
    }
}

impl<'de> Deserialize<'de> for Setup {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Setup, D::Error> {
        let own = serde_json::Map::deserialize(deserializer)?;
        let mut whole: serde_json::Map<_, _> =
            serde_json::from_str(USUAL_FILE).expect("a test reads data/setup.json");
        whole.extend(own);
        let setup = Setup::deserialize(serde_json::Value::from(whole)).map_err(D::Error::custom)?;
        match setup.fault() {
            Some(sentence) => Err(D::Error::custom(sentence.joined())),
            None => Ok(setup),
        }
    }
}

/// Whole millimetres, however they are written (8, 8.0).
fn whole<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u8, D::Error> {
    let given = serde_json::Number::deserialize(deserializer)?;
    let number: Option<Decimal> = given.as_str().parse().ok();
    let whole = number.filter(Decimal::is_integer).and_then(|n| n.to_u8());
    whole.ok_or_else(|| D::Error::custom(gutter_fault().joined()))
}

fn gutter_fault() -> Sentence {
    Sentence::new(
        format!("裝訂邊（gutter_mm）應為 0 至 {WIDEST_GUTTER_MM} 的整數毫米。"),
        format!("The gutter (gutter_mm) is a whole number of millimetres from 0 to {WIDEST_GUTTER_MM}."),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_setup_is_whole_and_an_own_one_may_be_short() {
        let usual = Setup::usual();
        assert!(usual.source.is_empty() && usual.has(Chapter::Attachments) && usual.fault().is_none());
        let own = Setup::read(br#"{"both_sides": true, "gutter_mm": 8.0}"#).unwrap();
        assert_eq!(
            (own.both_sides, own.gutter_mm, &own.parts),
            (true, 8, &usual.parts)
        );
        let again = serde_json::to_vec(&own).unwrap();
        assert_eq!(Setup::read(&again).unwrap(), own);
        for wrong in [
            r#"{"parts": [["budget"], ["budget"]]}"#,
            r#"{"parts": [[]]}"#,
            r#"{"gutter_mm": 99}"#,
            r#"{"gutter_mm": 2.5}"#,
            r#"{"picture_dpi": 12}"#,
            r#"{"largest_file_mb": 0}"#,
            r#"{"colour": 1}"#,
        ] {
            assert!(Setup::read(wrong.as_bytes()).is_err(), "{wrong}");
        }
    }
}
