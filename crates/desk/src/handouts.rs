//! Parts in other hands: who holds which of ours, and whose part a season of this library is.
//!
//! **A part changes only where its terms allow**: the desk refuses what would not be taken back.

use crate::desk::Desk;
use crate::error::Error;
use crate::exchange::{self, Form, Parcel};
use crate::protocol::{HandoutCard, NewHandout, PartCard, Response, SeasonId};
use crate::sections::{Terms, hand_out};
use crate::{files, seasons};
use rusqlite::{Connection, OptionalExtension, Transaction, params};
use usr_desk_workspace::handout::{Handed, Handout, Purpose};
use usr_desk_workspace::returned::permitted;
use usr_desk_workspace::{Moment, Workspace, format};

impl Desk {
    pub(crate) fn hand_out(&self, new: &NewHandout) -> Result<Response, Error> {
        let path = self.place_to_save(&new.ticket)?;
        if Form::of(&files::shown(&path)) != Some(Form::Part) {
            let name = files::shown(&path);
            return Err(Error::refused(
                format!("分工檔的副檔名應為 .usrdesk-part，不是「{name}」。請改用這個副檔名。"),
                format!("A part's file ends in .usrdesk-part, unlike “{name}”. Use that ending."),
            ));
        }
        let id = seasons::row_id(&new.season)?;
        let at = self.now();
        let mut shelf = self.shelf();
        let state = shelf.state(id)?;
        if held(&shelf.library.connection, id)?.is_some() {
            return Err(Error::refused(
                "這本身就是分工檔，不能再分出去。請由交出它的人分派。",
                "This is a part itself and cannot be handed on. Let the person who handed it out do that.",
            ));
        }
        let terms = Terms {
            proposal: &new.proposal,
            to: &new.to,
            by: &shelf.settings.author,
            on: &at,
            purpose: new.purpose,
            may_edit: new.may_edit.clone(),
        };
        let attachments = seasons::attachments(&shelf.library.connection, id, &state.season)?;
        let part = hand_out(&state.season, attachments, terms)?;
        let bytes = exchange::write_locked(&files::shown(&path), &part, new.passphrase.as_ref())?;
        // The file first: a record of a part that nobody holds would be waited for.
        let saved = self.save(&new.ticket, &bytes)?;
        let by = shelf.settings.author.clone();
        shelf.library.write(|t| {
            t.execute(
                "INSERT INTO handout (season, proposal, recipient, purpose, by, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                params![id, new.proposal, new.to.trim(), word(new.purpose), by, at],
            )?;
            Ok(())
        })?;
        Ok(Response::Saved(saved))
    }

    pub(crate) fn handouts(&self, season: &SeasonId) -> Result<Response, Error> {
        let id = seasons::row_id(season)?;
        Ok(Response::Handouts(list(&self.shelf().library.connection, id)?))
    }

    pub(crate) fn give_up_handout(&self, season: &SeasonId, handout: i64) -> Result<Response, Error> {
        let id = seasons::row_id(season)?;
        let at = self.now();
        self.shelf().library.write(|t| {
            t.execute(
                "UPDATE handout SET back_at = ?3 WHERE id = ?1 AND season = ?2 AND back_at IS NULL",
                params![handout, id, at],
            )?;
            Ok(())
        })?;
        self.handouts(season)
    }
}

fn list(db: &Connection, season: i64) -> Result<Vec<HandoutCard>, Error> {
    let mut found = db.prepare_cached(
        "SELECT id, proposal, recipient, purpose, by, at, back_at FROM handout WHERE season = ?1 ORDER BY id DESC",
    )?;
    let cards = found.query_map([season], |r| {
        Ok(HandoutCard {
            id: r.get(0)?,
            proposal: r.get(1)?,
            to: r.get(2)?,
            purpose: if r.get::<_, String>(3)? == word(Purpose::Review) {
                Purpose::Review
            } else {
                Purpose::Section
            },
            by: r.get(4)?,
            at: r.get(5)?,
            back_at: r.get(6)?,
        })
    })?;
    Ok(cards.collect::<Result<_, _>>()?)
}

fn word(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Section => "section",
        Purpose::Review => "review",
    }
}

/// The record of this part is closed: it was merged.
pub(crate) fn came_back(t: &Transaction<'_>, season: i64, handout: &Handout, at: &str) -> Result<(), Error> {
    let handed_on = handout.on.as_ref().map(Moment::as_str);
    t.execute(
        "UPDATE handout SET back_at = ?5
         WHERE season = ?1 AND proposal = ?2 AND recipient = ?3 AND at = ?4 AND back_at IS NULL",
        params![
            season,
            handout.proposal.as_str(),
            handout.to.trim(),
            handed_on,
            at
        ],
    )?;
    Ok(())
}

/// The season of this library that handed this part out; absent = another library's, or it was deleted.
pub(crate) fn origin(db: &Connection, handout: &Handout) -> Result<Option<SeasonId>, Error> {
    let handed_on = handout.on.as_ref().map(Moment::as_str);
    let found = db
        .prepare_cached(
            "SELECT season.id FROM handout JOIN season ON season.id = handout.season
             WHERE proposal = ?1 AND recipient = ?2 AND at = ?3 AND deleted = 0 ORDER BY season.id DESC",
        )?
        .query_row(
            params![handout.proposal.as_str(), handout.to.trim(), handed_on],
            |r| r.get::<_, i64>(0),
        )
        .optional()?;
    Ok(found.map(|id| id.to_string()))
}

/// The season of this library that is this very part: it was opened here before.
pub(crate) fn holder(db: &Connection, handout: &Handout) -> Result<Option<SeasonId>, Error> {
    let mut held = db.prepare_cached(
        "SELECT season.id, terms FROM held JOIN season ON season.id = held.season WHERE deleted = 0 ORDER BY season.id DESC",
    )?;
    let rows = held.query_map([], |r| Ok((r.get::<_, i64>(0)?, r.get::<_, String>(1)?)))?;
    for row in rows {
        let (id, terms) = row?;
        let same = serde_json::from_str::<Handout>(&terms).is_ok_and(|one| {
            (one.proposal, one.to, one.on)
                == (handout.proposal.clone(), handout.to.clone(), handout.on.clone())
        });
        if same {
            return Ok(Some(id.to_string()));
        }
    }
    Ok(None)
}

/// Keeps the terms of a part that became a season of this library.
pub(crate) fn keep(t: &Transaction<'_>, season: i64, handed: &Handed) -> Result<(), Error> {
    let terms = serde_json::to_string(&handed.handout).map_err(|e| Error::Unexpected(e.to_string()))?;
    let base = String::from_utf8_lossy(&format::write(&handed.base)).into_owned();
    t.execute(
        "INSERT INTO held VALUES (?1, ?2, ?3)",
        params![season, terms, base],
    )?;
    Ok(())
}

/// The terms, where this season is someone's part.
pub(crate) fn held(db: &Connection, season: i64) -> Result<Option<Handed>, Error> {
    let found: Option<(String, String)> = db
        .prepare_cached("SELECT terms, base FROM held WHERE season = ?1")?
        .query_row([season], |r| Ok((r.get(0)?, r.get(1)?)))
        .optional()?;
    let Some((terms, base)) = found else {
        return Ok(None);
    };
    let damaged = || Error::Unexpected("分工檔的交出紀錄無法讀取".to_owned());
    Ok(Some(Handed {
        handout: serde_json::from_str(&terms).map_err(|_| damaged())?,
        base: format::read(base.as_bytes()).map_err(|_| damaged())?,
    }))
}

/// The proposal that a part is about; all else is not judged there.
pub(crate) fn scope(db: &Connection, season: i64) -> Result<Option<String>, Error> {
    let found = db
        .prepare_cached("SELECT terms ->> '$.proposal' FROM held WHERE season = ?1")?
        .query_row([season], |r| r.get(0))
        .optional()?;
    Ok(found)
}

/// Refuses a change that could not be taken back.
pub(crate) fn allowed(handed: &Handed, after: &Workspace) -> Result<(), Error> {
    if permitted(&handed.handout, &handed.base, after) == *after {
        return Ok(());
    }
    Err(match handed.handout.purpose {
        Purpose::Section => Error::refused(
            "這個位置不在交給你填寫的範圍內，沒有變更。需要修改時，請告知交出這份檔案的人。",
            "This place was not handed to you to fill in; nothing was changed. Tell the person who handed the part out.",
        ),
        Purpose::Review => Error::refused(
            "審閱檔只能加註意見，數字與文字沒有變更。請在該處寫下意見。",
            "A review file takes comments only; nothing was changed. Write your comment at that place.",
        ),
    })
}

/// What a window shows of the terms.
pub(crate) fn card(handed: &Handed) -> PartCard {
    let handout = &handed.handout;
    PartCard {
        proposal: handout.proposal.to_string(),
        to: handout.to.trim().to_owned(),
        by: handout.by.trim().to_owned(),
        on: handout.on.as_ref().map(|m| m.as_str().to_owned()),
        purpose: handout.purpose,
        may_edit: handout.may_edit.clone(),
    }
}

/// The parcel as its holder sends it back: with the moment of the last change.
pub(crate) fn to_send_back(mut parcel: Parcel, saved_on: &str) -> Parcel {
    if let Some(handed) = &mut parcel.handed {
        handed.handout.saved_on = Moment::parse(saved_on);
    }
    parcel
}
