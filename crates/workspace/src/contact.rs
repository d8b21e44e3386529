//! Whom to ask, and where the work is done.

use crate::{ContactId, PersonId, SiteId, Text};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// 聯絡人, of the school or of a proposal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// Stable id.
    #[ts(type = "string")]
    pub id: ContactId,
    /// 職責, in the office's words (計畫聯絡人, 經費聯絡人).
    #[serde(default)]
    #[ts(type = "string | null")]
    pub duty: Text,
    /// Of the roster, where it is somebody of the roster; the fields below then add to it.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub person: Option<PersonId>,
    /// 姓名.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub name: Text,
    /// 職稱.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub title: Text,
    /// 電話.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub phone: Text,
    /// 電子信箱.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub email: Text,
}

/// 實踐場域: where a proposal works.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Site {
    /// Stable id.
    #[ts(type = "string")]
    pub id: SiteId,
    /// 場域名稱.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub name: Text,
    /// 縣市.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub county: Text,
    /// 鄉鎮市區.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub township: Text,
    /// What the proposal does there.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub note: Text,
}
