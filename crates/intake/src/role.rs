//! What a column of a table is: of a budget, a roster, a list of indicators.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use std::fmt;
use std::str::FromStr;
use ts_rs::TS;
use usr_desk_workspace::Fund;

/// The meaning of a column. Written `amount`, `amount:grant` (補助款金額), `amount:113` (113年度金額),
/// `amount:113:grant`, `unit_price`, `ignore`….
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, TS)]
#[ts(type = "string", rename = "ColumnRole")]
pub enum Role {
    /// 項次.
    Seq,
    /// 經費類別.
    Category,
    /// 項目.
    Name,
    /// 單位.
    Unit,
    /// 單價.
    UnitPrice,
    /// 數量; several of them are multiplied.
    Quantity,
    /// 金額; of one fund, of one year, or of all.
    Amount {
        /// Whose money, where the column says so.
        fund: Option<Fund>,
        /// 民國 year, where the column says so.
        year: Option<u16>,
    },
    /// 經費來源 as text.
    Fund,
    /// A mark (V) that says whose money the row is; written `fund:grant`.
    FundMark(Fund),
    /// 年度 as text.
    Year,
    /// 說明.
    Note,
    /// 目標值 of an indicator (指標) in a year; written `target:115`.
    Target(u16),
    /// A field of a person (人員名冊) or of an indicator.
    Field(Field),
    /// Not read.
    Ignore,
}

/// What a column of a roster or of a list of indicators holds besides name, unit and number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// 員工編號.
    StaffNumber,
    /// 電子郵件.
    Email,
    /// 服務學校或機構.
    Affiliation,
    /// 單位.
    Department,
    /// 職稱.
    Title,
    /// 是否教師, or 身分別.
    Teacher,
    /// 校外.
    Outside,
    /// 校長或副校長.
    Executive,
    /// 基準值.
    Baseline,
    /// The plan that an indicator belongs to.
    Proposal,
}

impl Role {
    /// The plain amount.
    pub const AMOUNT: Role = Role::Amount {
        fund: None,
        year: None,
    };

    /// Whether the column holds dollars of a line.
    pub fn is_amount(self) -> bool {
        matches!(self, Role::Amount { .. })
    }
}

const PLAIN: [(&str, Role); 11] = [
    ("seq", Role::Seq),
    ("category", Role::Category),
    ("name", Role::Name),
    ("unit", Role::Unit),
    ("unit_price", Role::UnitPrice),
    ("quantity", Role::Quantity),
    ("amount", Role::AMOUNT),
    ("fund", Role::Fund),
    ("year", Role::Year),
    ("note", Role::Note),
    ("ignore", Role::Ignore),
];

const FIELDS: [(&str, Field); 10] = [
    ("staff_number", Field::StaffNumber),
    ("email", Field::Email),
    ("affiliation", Field::Affiliation),
    ("department", Field::Department),
    ("title", Field::Title),
    ("teacher", Field::Teacher),
    ("outside", Field::Outside),
    ("executive", Field::Executive),
    ("baseline", Field::Baseline),
    ("proposal", Field::Proposal),
];

const FUNDS: [(&str, Fund); 3] = [
    ("grant", Fund::Grant),
    ("matching", Fund::Matching),
    ("external", Fund::External),
];

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some((name, _)) = PLAIN.iter().find(|(_, role)| role == self) {
            return f.write_str(name);
        }
        if let Role::Target(year) = self {
            return write!(f, "target:{year}");
        }
        if let Role::Field(field) = self {
            let name = FIELDS
                .iter()
                .find(|(_, f)| f == field)
                .map_or("", |(name, _)| name);
            return f.write_str(name);
        }
        if let Role::FundMark(fund) = self {
            let name = FUNDS.iter().find(|(_, f)| f == fund).map_or("", |(name, _)| name);
            return write!(f, "fund:{name}");
        }
        let Role::Amount { fund, year } = self else {
            return Ok(());
        };
        f.write_str("amount")?;
        if let Some(year) = year {
            write!(f, ":{year}")?;
        }
        let fund = fund.and_then(|fund| FUNDS.iter().find(|(_, f)| *f == fund));
        fund.map_or(Ok(()), |(name, _)| write!(f, ":{name}"))
    }
}

impl FromStr for Role {
    type Err = String;

    fn from_str(text: &str) -> Result<Role, String> {
        if let Some((_, role)) = PLAIN.iter().find(|(name, _)| *name == text) {
            return Ok(*role);
        }
        if let Some((_, field)) = FIELDS.iter().find(|(name, _)| *name == text) {
            return Ok(Role::Field(*field));
        }
        let unknown = || {
            format!(
                "不認得欄位意義「{text}」，可用：{}",
                PLAIN.map(|(name, _)| name).join("、")
            )
        };
        let marked = text
            .strip_prefix("fund:")
            .and_then(|t| FUNDS.iter().find(|(name, _)| *name == t));
        if let Some((_, fund)) = marked {
            return Ok(Role::FundMark(*fund));
        }
        if let Some(year) = text.strip_prefix("target:") {
            return year.parse().map(Role::Target).map_err(|_| unknown());
        }
        let mut parts = text.split(':');
        if parts.next() != Some("amount") {
            return Err(unknown());
        }
        let (mut fund, mut year) = (None, None);
        for part in parts {
            match FUNDS.iter().find(|(name, _)| *name == part) {
                Some((_, found)) => fund = Some(*found),
                None => year = Some(part.parse().map_err(|_| unknown())?),
            }
        }
        Ok(Role::Amount { fund, year })
    }
}

impl Serialize for Role {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Role {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Role, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_read_back() {
        for text in [
            "amount",
            "amount:grant",
            "amount:113",
            "amount:113:matching",
            "fund:external",
            "target:115",
            "staff_number",
            "outside",
            "unit_price",
            "ignore",
        ] {
            assert_eq!(text.parse::<Role>().unwrap().to_string(), text);
        }
        assert!("price".parse::<Role>().is_err());
    }
}
