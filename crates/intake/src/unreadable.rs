//! The one way in which reading fails.

use crate::said::Said;
use thiserror::Error;

/// Why a file was not read; nothing was imported. Each is a sentence for the office: what, where, what to do.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Unreadable {
    /// No bytes at all.
    #[error("檔案是空的（0 位元組），請重新取得檔案。")]
    Empty,
    /// Larger than a budget can be; megabytes allowed.
    #[error("檔案過大（上限 {0} MB），請只保留經費表的工作表後再匯入。")]
    TooLarge(u64),
    /// The lock file that Excel leaves beside an open workbook.
    #[error("這是 Excel 開啟中的暫存檔（~$），請選擇原檔。")]
    LockFile,
    /// Encrypted.
    #[error("檔案有密碼保護，請先在 Excel 移除密碼再匯入。")]
    Password,
    /// Another kind of document, by its content.
    #[error("這是 {0}，不是試算表；請選擇 .xlsx、.xls、.ods 或 .csv 的經費表。")]
    NotSpreadsheet(Said),
    /// The archive is cut off, or its data is wrong; where.
    #[error("檔案不完整或已損毀（{0}），請重新取得檔案。")]
    Damaged(Said),
    /// Far larger inside than outside.
    #[error("檔案解壓縮後過大（疑似壓縮炸彈），未匯入；請確認檔案來源。")]
    Bomb,
    /// More parts than a workbook has.
    #[error("檔案內項目過多（{0} 個，上限 {1} 個），未匯入；請另存成新的活頁簿。")]
    TooManyParts(usize, usize),
    /// More sheets than a budget has.
    #[error("工作表數量過多（{0} 個，上限 {1} 個），請只保留經費表後再匯入。")]
    TooManySheets(usize, usize),
    /// Two sheets of one name, which no spreadsheet program makes and no reader tells apart; which name.
    #[error("有兩張工作表都叫「{0}」，無法分辨，未匯入；請用 Excel 開啟後改名、另存新檔再試。")]
    SameName(String),
    /// More rows than a budget has; in which sheet.
    #[error("工作表「{sheet}」的列數超過上限（{limit} 列），請縮小範圍後再匯入。")]
    TooManyRows {
        /// Which sheet.
        sheet: String,
        /// How many are read.
        limit: u32,
    },
    /// A cell far outside; which.
    #[error("工作表「{sheet}」範圍過大（儲存格 {cell} 超出上限），請刪除多餘的儲存格後再匯入。")]
    TooWide {
        /// Which sheet.
        sheet: String,
        /// The first cell beyond the limit.
        cell: String,
    },
    /// More cells than a budget has.
    #[error("工作表範圍過大（超過 {0} 個儲存格），請縮小範圍後再匯入。")]
    TooManyCells(usize),
    /// The content breaks the rules of its own format; how.
    #[error("檔案內容有誤（{0}），未匯入；請用 Excel 開啟後另存新檔再試。")]
    Malformed(Said),
    /// XML entities or a document type, which no spreadsheet program writes.
    #[error("檔案內容不合規格（XML 實體），未匯入；請用 Excel 開啟後另存新檔再試。")]
    Entities,
    /// Cells that would be lost without a word.
    #[error(".xlsb 內容讀取不完整（工作表「{0}」），請另存為 .xlsx 再匯入。")]
    ShortRecords(String),
    /// Nothing in it looks like a budget.
    #[error("找不到經費表（沒有「項目」與「金額」欄）；請確認檔案，或手動指定各欄的意義。")]
    NoBudget,
    /// A form that is not read.
    #[error("無法辨識的檔案格式，請另存為 .xlsx 再匯入。")]
    UnknownFormat,
    /// A reader gave up in an unforeseen way.
    #[error("讀取檔案時發生未預期的錯誤，未匯入任何資料；請用 Excel 另存為新的 .xlsx 再試。")]
    Unexpected,
}

impl Unreadable {
    /// In both languages.
    pub fn said(&self) -> Said {
        Said::new(self.to_string(), self.english())
    }

    fn english(&self) -> String {
        match self {
            Unreadable::Empty => "The file is empty (0 bytes). Get it again.".to_owned(),
            Unreadable::TooLarge(most) => {
                format!("The file is too large ({most} MB at most). Keep only the budget's sheet, then import it.")
            }
            Unreadable::LockFile => {
                "This is what Excel keeps while a workbook is open (~$). Choose the workbook itself.".to_owned()
            }
            Unreadable::Password => {
                "The file is protected by a password. Remove it in Excel, then import the file.".to_owned()
            }
            Unreadable::NotSpreadsheet(what) => {
                let what = what.en();
                format!("This is {what}, not a spreadsheet. Choose the budget as .xlsx, .xls, .ods or .csv.")
            }
            Unreadable::Damaged(what) => {
                format!("The file is cut off or damaged ({}). Get it again.", what.en())
            }
            Unreadable::Bomb => {
                "The file is far too large when unpacked (it may be meant to harm) and was not imported. Check where it comes from.".to_owned()
            }
            Unreadable::TooManyParts(parts, most) => {
                format!("The file has too many parts ({parts}, {most} at most) and was not imported. Save it as a new workbook.")
            }
            Unreadable::TooManySheets(sheets, most) => {
                format!("There are too many sheets ({sheets}, {most} at most). Keep only those of the budget, then import it.")
            }
            Unreadable::SameName(name) => {
                format!("Two sheets are both called “{name}” and cannot be told apart; nothing was imported. Open the file in Excel, rename one, save it under another name, then try again.")
            }
            Unreadable::TooManyRows { sheet, limit } => {
                format!("Sheet “{sheet}” has more rows than are read ({limit}). Shorten it, then import it.")
            }
            Unreadable::TooWide { sheet, cell } => {
                format!("Sheet “{sheet}” reaches too far (cell {cell}). Delete what is not needed, then import it.")
            }
            Unreadable::TooManyCells(most) => {
                format!("The sheets hold too much (more than {most} cells). Shorten them, then import them.")
            }
            Unreadable::Malformed(what) => {
                let what = what.en();
                format!("The file breaks the rules of its own format ({what}) and was not imported. Open it in Excel, save it under another name, then try again.")
            }
            Unreadable::Entities => {
                "The file breaks the rules of its format (XML entities) and was not imported. Open it in Excel, save it under another name, then try again.".to_owned()
            }
            Unreadable::ShortRecords(sheet) => {
                format!("The .xlsb is not read whole (sheet “{sheet}”). Save it as .xlsx, then import that.")
            }
            Unreadable::NoBudget => {
                "There is no budget in it (no columns 項目 and 金額). Check the file, or say what each column means.".to_owned()
            }
            Unreadable::UnknownFormat => "The format is not known. Save it as .xlsx, then import that.".to_owned(),
            Unreadable::Unexpected => {
                "Something unforeseen happened while the file was read; nothing was imported. Save it as a new .xlsx in Excel, then try again.".to_owned()
            }
        }
    }
}
