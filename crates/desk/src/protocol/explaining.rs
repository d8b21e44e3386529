//! What explaining an outcome carries: where its values came from, and what other texts say the same.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use usr_desk_rules::alike::Alike;
use usr_desk_rules::{Figures, InputPart};
use usr_desk_workspace::{FieldPath, Sentence};

/// How an outcome came about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Explained {
    /// What the rule says.
    pub message: String,
    /// 點次 from which the limit comes.
    pub clause: String,
    /// Its words.
    pub quote: String,
    /// Values of the season that were used.
    pub inputs: Vec<ExplainedInput>,
    /// The arithmetic, a line each.
    pub steps: Vec<String>,
    /// Its end, where numbers were compared.
    pub figures: Option<Figures>,
}

/// A value that an outcome rests on, and where it came from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ExplainedInput {
    /// What it is called, in words.
    pub name: String,
    /// As it is written; blank = not filled in.
    pub value: String,
    /// Where it stands.
    pub place: FieldPath,
    /// What it is in the arithmetic.
    pub part: InputPart,
    /// The workbook's cell from which it was read; absent = typed.
    pub cell: Option<String>,
    /// What the cell said, where it was changed since.
    pub imported: Option<String>,
    /// Who made it what it is; blank where no name was told.
    pub by: String,
    /// When, RFC 3339; blank where the history does not tell.
    pub at: String,
    /// In which step.
    pub step: Sentence,
}

/// What a narrative was compared with, and what is alike.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct AlikeFound {
    /// In the order in which they were compared.
    pub sources: Vec<ComparedSource>,
    /// In the narrative's order.
    pub alike: Vec<Alike>,
}

/// A text that was compared.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ComparedSource {
    /// What it is called.
    pub name: String,
    /// How many characters were read.
    pub characters: u32,
}
