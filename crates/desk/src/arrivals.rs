//! A file comes from outside the window: which conversation does it belong to?

use crate::desk::Desk;
use crate::error::Error;
use crate::exchange::{self, Form};
use crate::files;
use crate::handouts;
use crate::protocol::{Arrived, ArrivedKind, Response, Ticket};
use crate::tickets::Held;

const BUDGETS: [&str; 9] = ["xlsx", "xlsm", "xls", "xlsb", "ods", "csv", "tsv", "htm", "html"];
const ATTACHMENTS: [&str; 4] = ["pdf", "jpg", "jpeg", "png"];
const BULLETINS: [&str; 4] = ["txt", "docx", "eml", "ics"];

impl Desk {
    pub(crate) fn identify(&self, ticket: &Ticket) -> Result<Response, Error> {
        let name = match self.tickets.held(ticket)? {
            Held::File(path) | Held::Destination(path) => files::shown(&path),
            Held::Bytes { name, .. } => name,
        };
        let what = match Form::of(&name) {
            Some(_) => self.our_own(ticket)?,
            None => by_ending(&name)?,
        };
        Ok(Response::Identified(Arrived { name, what }))
    }

    fn our_own(&self, ticket: &Ticket) -> Result<ArrivedKind, Error> {
        let (name, bytes) = self.picked(ticket, files::LARGEST_SEASON)?;
        let parcel = exchange::read(&name, &bytes)?;
        let Some(handed) = parcel.handed else {
            return Ok(ArrivedKind::Season {
                school: parcel.season.school.name.to_string(),
                proposals: u32::try_from(parcel.season.proposals.len()).unwrap_or(u32::MAX),
            });
        };
        let handout = handed.handout;
        let title = parcel
            .season
            .proposals
            .iter()
            .find(|p| p.id == handout.proposal)
            .map(|p| p.title.to_string());
        let shelf = self.shelf();
        let db = &shelf.library.connection;
        Ok(ArrivedKind::Part {
            proposal: title.unwrap_or_default(),
            to: handout.to.trim().to_owned(),
            by: handout.by.trim().to_owned(),
            purpose: handout.purpose,
            ours: handouts::origin(db, &handout)?,
            held: handouts::holder(db, &handout)?,
        })
    }
}

fn by_ending(name: &str) -> Result<ArrivedKind, Error> {
    let ending = name.rsplit_once('.').map_or("", |(_, e)| e).to_lowercase();
    let is = |endings: &[&str]| endings.contains(&ending.as_str());
    if is(&BUDGETS) {
        Ok(ArrivedKind::Budget)
    } else if is(&ATTACHMENTS) {
        Ok(ArrivedKind::Attachment)
    } else if is(&["docx"]) {
        Ok(ArrivedKind::Word)
    } else if is(&BULLETINS) {
        Ok(ArrivedKind::Bulletin)
    } else {
        Err(Error::refused(
            format!(
                "「{name}」不是本程式能開啟的檔案，沒有任何變更。可以開啟的是：申請檔（.usrdesk）、分工檔（.usrdesk-part）、\
                 經費表（.xlsx、.ods、.csv…）、附件（.pdf、.jpg、.png）、Word 寫的章節（.docx）與活動公告（.docx、.txt、.eml、.ics）。"
            ),
            format!(
                "“{name}” is no file that this program opens; nothing has changed. It opens seasons (.usrdesk), section files \
                 (.usrdesk-part), budget sheets (.xlsx, .ods, .csv…), attachments (.pdf, .jpg, .png), chapters written in Word (.docx) and bulletins (.docx, .txt, .eml, .ics)."
            ),
        ))
    }
}
