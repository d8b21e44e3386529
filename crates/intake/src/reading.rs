//! What was read: lines, doubts, totals that the sheet states. Its JSON is what `import-budget --json` prints.

mod source_cells;

pub use source_cells::{Field, SourceCells};

use crate::grid::{At, cell_at, cell_name};
use crate::said::{Pick, Said};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::DeserializeOwned};
use serde_json::Value;
use std::sync::Arc;
use usr_desk_workspace::{Category, Fund, Money};

/// Everything that was read from one workbook.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// Budget lines in the order of the sheets.
    pub lines: Vec<Line>,
    /// Doubts and notices.
    pub warnings: Vec<Warning>,
    /// Sheets that were left out, and why.
    pub skipped_sheets: Vec<SkippedSheet>,
    /// Dollars to one unit of the (first) table.
    pub unit_scale: u32,
    /// Every 小計/合計 that the sheet states.
    pub stated_totals: Vec<StatedTotal>,
}

impl Reading {
    /// Leaves every sentence in one language.
    pub fn settle(&mut self, pick: Pick<'_>) {
        self.warnings.iter_mut().for_each(|w| w.message.settle(pick));
        self.skipped_sheets.iter_mut().for_each(|s| s.reason.settle(pick));
    }
}

/// One budget line, with the cell that its amount came from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// 經費類別; `unknown` where the sheet does not say.
    #[serde(serialize_with = "or_unknown", deserialize_with = "unless_word")]
    pub category: Option<Category>,
    /// 項目, without leading numbering; where it stands so in the cell, the cell's own text.
    #[serde(serialize_with = "as_text", deserialize_with = "from_text")]
    pub name: Arc<str>,
    /// 單價 in dollars.
    pub unit_price: Option<Money>,
    /// 數量, factors multiplied.
    pub quantity: Option<Money>,
    /// 單位.
    #[serde(default, serialize_with = "as_words", deserialize_with = "from_words")]
    pub unit: Option<Arc<str>>,
    /// 金額 in dollars.
    pub amount: Option<Money>,
    /// 經費來源; `unspecified` where nothing says so.
    #[serde(serialize_with = "or_unspecified", deserialize_with = "unless_word")]
    pub fund: Option<Fund>,
    /// 民國 year.
    pub year: Option<u16>,
    /// 說明.
    #[serde(default, serialize_with = "as_words", deserialize_with = "from_words")]
    pub note: Option<Arc<str>>,
    /// The sheet that the amount came from; the lines of a sheet share its name.
    #[serde(serialize_with = "as_text", deserialize_with = "from_text")]
    pub source_sheet: Arc<str>,
    /// Its row, counted from 1.
    pub source_row: u32,
    /// Its cell; written `F8`.
    #[serde(serialize_with = "as_cell", deserialize_with = "from_cell")]
    pub source_cell: At,
    /// Field of a budget line → the cell that it was read from (`item` → `B8`).
    #[serde(default, skip_serializing_if = "SourceCells::is_empty")]
    pub source_cells: SourceCells,
    /// The row's total, where the row is split over funds or years.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row_amount: Option<Money>,
    /// The row is hidden in the file.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub hidden: bool,
    /// `false`: the sheet does not settle the amount; a person must look.
    #[serde(default = "yes", skip_serializing_if = "Clone::clone")]
    pub certain: bool,
    /// The word that stood for a category and is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category_text: Option<String>,
}

fn yes() -> bool {
    true
}

/// A doubt or a notice, with its place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Warning {
    /// Its kind.
    pub code: WarningCode,
    /// Which sheet.
    pub source_sheet: Option<String>,
    /// Which row, counted from 1.
    pub source_row: Option<u32>,
    /// Which cell.
    pub source_cell: Option<String>,
    /// A sentence for the office.
    pub message: Said,
}

/// Kinds of doubts.
#[allow(
    missing_docs,
    reason = "each is named after what it says; the sentence is the message"
)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum WarningCode {
    RowArithmetic,
    SubtotalMismatch,
    TotalMismatch,
    FundSplitMismatch,
    YearSplitMismatch,
    AmountWordsMismatch,
    UnitThousand,
    UnitTenThousand,
    ShrunkFormat,
    FormulaNoCache,
    FormulaError,
    NotANumber,
    TextNumber,
    HiddenRow,
    HiddenColumn,
    HiddenSheet,
    DuplicateLine,
    UnknownCategory,
    NegativeAmount,
    MergedCells,
    MultipleTables,
    MultipleAmountSets,
    SummarySheetSkipped,
    SheetSkipped,
    FileTypeMismatch,
    EncodingGuessed,
    ForeignCurrency,
    Rounding,
    ExternalLink,
    UnsafeText,
    AmountOutOfRange,
    Answered,
    AnswerUnused,
    OfficeWord,
    NameMissing,
    NotReadable,
    LookAgain,
}

/// A sheet that was left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct SkippedSheet {
    /// Its name.
    pub sheet: String,
    /// Why.
    #[ts(type = "string")]
    pub reason: Said,
}

/// A sum that the sheet states.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StatedTotal {
    /// 小計 or 合計.
    pub kind: TotalKind,
    /// What it is called.
    pub label: String,
    /// Where.
    pub source_sheet: String,
    /// Where.
    pub source_cell: String,
    /// What the sheet says, in dollars.
    pub stated: Option<Money>,
    /// What the lines add up to.
    pub computed_from_lines: Option<Money>,
    /// Whether both agree; `null` where the sheet's number cannot be read.
    pub ok: Option<bool>,
}

/// Part or whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TotalKind {
    /// 小計.
    Subtotal,
    /// 合計, 總計.
    Total,
}

fn as_text<S: Serializer>(text: &Arc<str>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(text)
}

fn from_text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Arc<str>, D::Error> {
    String::deserialize(deserializer).map(Arc::from)
}

fn as_words<S: Serializer>(words: &Option<Arc<str>>, serializer: S) -> Result<S::Ok, S::Error> {
    words.as_deref().serialize(serializer)
}

fn from_words<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Arc<str>>, D::Error> {
    Ok(Option::<String>::deserialize(deserializer)?.map(Arc::from))
}

fn as_cell<S: Serializer>(at: &At, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&cell_name(*at))
}

fn from_cell<'de, D: Deserializer<'de>>(deserializer: D) -> Result<At, D::Error> {
    let name = String::deserialize(deserializer)?;
    cell_at(&name).ok_or_else(|| serde::de::Error::custom(format!("{name} is no cell")))
}

fn or_unknown<S: Serializer>(value: &Option<Category>, serializer: S) -> Result<S::Ok, S::Error> {
    match value {
        Some(category) => category.serialize(serializer),
        None => "unknown".serialize(serializer),
    }
}

fn or_unspecified<S: Serializer>(value: &Option<Fund>, serializer: S) -> Result<S::Ok, S::Error> {
    match value {
        Some(fund) => fund.serialize(serializer),
        None => "unspecified".serialize(serializer),
    }
}

fn unless_word<'de, D: Deserializer<'de>, T: DeserializeOwned>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    let word = String::deserialize(deserializer)?;
    match word.as_str() {
        "unknown" | "unspecified" => Ok(None),
        _ => serde_json::from_value(Value::String(word))
            .map(Some)
            .map_err(serde::de::Error::custom),
    }
}
