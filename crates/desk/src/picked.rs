//! Requests about files that a person picked: bytes in, bytes out, seasons as files.

use crate::desk::Desk;
use crate::error::Error;
use crate::exchange::{self, Parcel};
use crate::locked::{self, Passphrase};
use crate::protocol::{Response, Saved, Ticket};
use crate::tickets::Held;
use crate::{files, handouts, seasons};
use usr_desk_workspace::Sentence;

impl Desk {
    /// A ticket for bytes that a host already holds.
    pub fn stage_bytes(&self, name: String, bytes: Vec<u8>) -> Ticket {
        self.tickets.give(Held::Bytes { name, bytes })
    }

    pub(crate) fn stage(&self, name: String, content: &str) -> Result<Response, Error> {
        let bytes = decoded(&name, content)?;
        if bytes.len() as u64 > files::LARGEST_IMPORT {
            return Err(Error::refused(
                format!("「{name}」超過 20 MB，無法讀取。請拆成較小的檔案後再試。"),
                format!("“{name}” is larger than 20 MB and is not read. Split it, then try again."),
            ));
        }
        Ok(Response::Staged(self.stage_bytes(name, bytes)))
    }

    /// The file that a ticket stands for: its name and bytes.
    pub(crate) fn picked(&self, ticket: &Ticket, largest: u64) -> Result<(String, Vec<u8>), Error> {
        match self.tickets.held(ticket)? {
            Held::File(path) => Ok((files::shown(&path), files::read(&path, largest)?)),
            Held::Bytes { name, bytes } => Ok((name, bytes)),
            Held::Destination(path) => Err(Error::refused(
                format!(
                    "「{}」是存檔的位置，不能讀取。請選擇要讀取的檔案。",
                    files::shown(&path)
                ),
                format!(
                    "“{}” is a place to save to. Choose a file to read.",
                    files::shown(&path)
                ),
            )),
        }
    }

    /// Writes to the place that a ticket stands for.
    pub(crate) fn save(&self, ticket: &Ticket, bytes: &[u8]) -> Result<Saved, Error> {
        let path = self.place_to_save(ticket)?;
        files::write(&path, bytes)?;
        Ok(files::saved(&path, bytes))
    }

    /// The window draws it; only a picture, and only under a picture's name, is written.
    pub(crate) fn save_picture(&self, content: &str, ticket: &Ticket) -> Result<Response, Error> {
        let name = files::shown(&self.place_to_save(ticket)?);
        let bytes = decoded(&name, content)?;
        let lower = name.to_lowercase();
        let fits = (lower.ends_with(".svg") && bytes.starts_with(b"<svg"))
            || (lower.ends_with(".png") && bytes.starts_with(b"\x89PNG"));
        if !fits {
            return Err(Error::refused(
                format!("圖表只能存成 .svg 或 .png，不是「{name}」。請改用所選格式的副檔名。"),
                format!(
                    "A picture is saved as .svg or .png, not as “{name}”. Give it the ending of the format that was chosen."
                ),
            ));
        }
        self.save(ticket, &bytes).map(Response::Saved)
    }

    /// Under its own name, for the rest of the program's run.
    pub(crate) fn unlock(&self, ticket: &Ticket, passphrase: &Passphrase) -> Result<Response, Error> {
        let (name, bytes) = self.picked(ticket, files::LARGEST_SEASON)?;
        let bytes = locked::opened(&name, bytes, Some(passphrase))?;
        Ok(Response::Staged(self.stage_bytes(name, bytes)))
    }

    pub(crate) fn import_season(&self, ticket: &Ticket) -> Result<Response, Error> {
        let (name, bytes) = self.picked(ticket, files::LARGEST_SEASON)?;
        let parcel = exchange::read(&name, &bytes)?;
        let title = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
        if let Some(handed) = &parcel.handed
            && parcel
                .season
                .proposals
                .iter()
                .all(|p| p.id != handed.handout.proposal)
        {
            return Err(Error::refused(
                format!("「{name}」裡沒有交出紀錄所說的計畫，內容已被改動。請向提供者重新索取檔案。"),
                format!(
                    "“{name}” lacks the proposal that its terms speak of: it was altered. Ask its sender for it again."
                ),
            ));
        }
        let label = Sentence::new(
            format!("由檔案「{name}」開始"),
            format!("Start from the file “{name}”"),
        );
        self.begin(title, false, parcel, &label)
    }

    pub(crate) fn export_season(
        &self,
        season: &str,
        ticket: &Ticket,
        passphrase: Option<&Passphrase>,
    ) -> Result<Response, Error> {
        let path = self.place_to_save(ticket)?;
        let id = seasons::row_id(season)?;
        let parcel = {
            let mut shelf = self.shelf();
            let state = shelf.state(id)?;
            let parcel = Parcel {
                attachments: seasons::attachments(&shelf.library.connection, id, &state.season)?,
                season: (*state.season).clone(),
                handed: handouts::held(&shelf.library.connection, id)?,
            };
            handouts::to_send_back(parcel, &state.at)
        };
        let bytes = exchange::write_locked(&files::shown(&path), &parcel, passphrase)?;
        self.save(ticket, &bytes).map(Response::Saved)
    }

    pub(crate) fn place_to_save(&self, ticket: &Ticket) -> Result<std::path::PathBuf, Error> {
        match self.tickets.held(ticket)? {
            Held::Destination(path) => Ok(path),
            _ => Err(Error::refused(
                "這不是存檔的位置。請重新選擇要存到哪裡。",
                "This is no place to save to. Choose again where to save.",
            )),
        }
    }
}

fn decoded(name: &str, content: &str) -> Result<Vec<u8>, Error> {
    use base64::Engine;
    base64::engine::general_purpose::STANDARD
        .decode(content)
        .map_err(|_| {
            Error::refused(
                format!("「{name}」的內容傳送不完整，請再選擇一次。"),
                format!("“{name}” did not arrive whole. Choose it once more."),
            )
        })
}
