//! What the editor of a narrative asks for beside the season: live figures, and the pictures that it shows.

use crate::desk::Desk;
use crate::error::Error;
use crate::protocol::{NarrativeFigures, Response};
use crate::seasons;
use base64::Engine;
use usr_desk_workspace::{fact, stale};

/// A larger picture is named in the editor, not shown (12 MB); the packet holds it all the same.
const LARGEST_SHOWN: usize = 12 * 1024 * 1024;

impl Desk {
    pub(crate) fn narrative(&self, season: &str, scope: &str) -> Result<Response, Error> {
        let state = self.shelf().state(seasons::row_id(season)?)?;
        let season = &state.season;
        let figures = match season.proposals.iter().find(|p| p.id.as_str() == scope) {
            Some(proposal) => NarrativeFigures {
                facts: fact::of_proposal(season, proposal),
                stale: stale::of_proposal(season, proposal),
            },
            None if scope == "support_plan" => NarrativeFigures {
                facts: fact::of_support_plan(season),
                stale: stale::of_support_plan(season),
            },
            None => return Err(Error::no_proposal()),
        };
        Ok(Response::Narrative(figures))
    }

    pub(crate) fn picture(&self, season: &str, file: &str) -> Result<Response, Error> {
        let id = seasons::row_id(season)?;
        let shelf = self.shelf();
        let bytes = seasons::attachment(&shelf.library.connection, id, file)?;
        drop(shelf);
        let bytes = bytes.ok_or_else(|| {
            Error::refused(
                format!("找不到圖片「{file}」。請重新附上。"),
                format!("There is no picture “{file}”. Attach it again."),
            )
        })?;
        let kind = match bytes.as_slice() {
            [0xFF, 0xD8, 0xFF, ..] => "image/jpeg",
            [0x89, b'P', b'N', b'G', ..] => "image/png",
            _ => {
                return Err(Error::refused(
                    format!("「{file}」不是 PNG 或 JPG 圖片。"),
                    format!("“{file}” is no PNG or JPG picture."),
                ));
            }
        };
        if bytes.len() > LARGEST_SHOWN {
            return Err(Error::refused(
                format!("「{file}」太大，畫面上不顯示；輸出時仍會放入。"),
                format!("“{file}” is too large to be shown here; the packet holds it all the same."),
            ));
        }
        let content = base64::engine::general_purpose::STANDARD.encode(bytes);
        Ok(Response::Picture(format!("data:{kind};base64,{content}")))
    }
}
