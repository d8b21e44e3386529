//! A part of the season handed out to one person, and taken back: what the command line and the desk share.

use crate::error::Error;
use crate::exchange::{self, Parcel};
use crate::files::sha256;
use std::collections::BTreeMap;
use usr_desk_workspace::diff::{Change, changes};
use usr_desk_workspace::handout::{Chapter, Handed, Handout, Purpose, for_review, reduced};
use usr_desk_workspace::merge::{Choice, Conflict};
use usr_desk_workspace::returned::returned;
use usr_desk_workspace::{FieldPath, Moment, ProposalId, Text, Workspace};

/// What handing out is told.
pub struct Terms<'a> {
    /// The proposal's id.
    pub proposal: &'a str,
    /// Who receives it.
    pub to: &'a str,
    /// Who hands it out.
    pub by: &'a str,
    /// When, as it is written.
    pub on: &'a str,
    /// To fill in, or to comment.
    pub purpose: Purpose,
    /// Chapters that may come back changed.
    pub may_edit: Vec<Chapter>,
}

/// The part that one person receives, with the attached files that it names.
pub fn hand_out(
    season: &Workspace,
    attachments: Vec<(String, Vec<u8>)>,
    terms: Terms<'_>,
) -> Result<Parcel, Error> {
    if terms.to.trim().is_empty() {
        return Err(Error::refused(
            "請填入要交給誰，收回時才知道是誰的部分。",
            "Say who receives it, so that it is known whose part comes back.",
        ));
    }
    let id = ProposalId::from(terms.proposal);
    let base = reduced(season, &id).ok_or_else(|| {
        let known: Vec<&str> = season.proposals.iter().map(|p| p.id.as_str()).collect();
        Error::refused(
            format!("找不到代號為「{id}」的計畫。可用的有：{}。", known.join("、")),
            format!("There is no proposal “{id}”. There are: {}.", known.join(", ")),
        )
    })?;
    let base = match terms.purpose {
        Purpose::Section => base,
        Purpose::Review => for_review(base),
    };
    let named = exchange::named_files(&base);
    let attachments: Vec<_> = attachments
        .into_iter()
        .filter(|(name, _)| named.contains(name))
        .collect();
    let mut handout = Handout {
        proposal: id,
        to: Text::from(terms.to.trim()),
        by: Text::from(terms.by.trim()),
        on: Moment::parse(terms.on),
        saved_on: None,
        purpose: terms.purpose,
        may_edit: terms.may_edit,
        roster: Vec::new(),
        files: attachments
            .iter()
            .map(|(name, bytes)| (name.clone(), sha256(bytes)))
            .collect(),
    };
    handout.remember(&season.people);
    Ok(Parcel {
        season: base.clone(),
        attachments,
        handed: Some(Handed { handout, base }),
    })
}

/// What taking a part back comes to.
pub struct TakenBack {
    /// The season with everything that could be taken.
    pub season: Workspace,
    /// Attached files that come with it.
    pub files: Vec<(String, Vec<u8>)>,
    /// What the season gains.
    pub taken: Vec<Change>,
    /// What a person has to settle.
    pub open: Vec<Conflict>,
    /// What was not for its holder to change.
    pub refused: Vec<Change>,
}

/// Takes a part back. `held` tells the SHA-256 of an attached file that the season holds.
pub fn take_back(
    season: &Workspace,
    held: &dyn Fn(&str) -> Option<String>,
    part: &Parcel,
    choices: &BTreeMap<FieldPath, Choice>,
) -> Result<TakenBack, Error> {
    let handed = part.handed.as_ref().ok_or_else(not_a_part)?;
    let back = returned(season, handed, &part.season, choices).map_err(Error::Refused)?;
    let mut done = TakenBack {
        taken: changes(season, &back.season),
        files: Vec::new(),
        open: back.open,
        refused: back.refused,
        season: back.season,
    };
    let handout = &handed.handout;
    // Bytes for what another proposal or the school names are nobody's to bring.
    let own = reduced(&done.season, &handout.proposal).map(|part| exchange::named_files(&part));
    let own = own.unwrap_or_default();
    let may_bring = handout.purpose == Purpose::Section && handout.may_edit.contains(&Chapter::Cooperation);
    let value = |hash: &String| serde_json::Value::from(hash.as_str());
    for (name, bytes) in part.attachments.iter().filter(|(name, _)| own.contains(name)) {
        let (before, here, back) = (handout.files.get(name), held(name), sha256(bytes));
        if !may_bring {
            if before != Some(&back) {
                done.refused.push(Change {
                    path: FieldPath::new("/files").then(name),
                    before: before.map(value),
                    after: Some(value(&back)),
                });
            }
            continue;
        }
        if here.as_ref() == Some(&back) || (here.is_some() && before == Some(&back)) {
            continue;
        }
        // The same name over other bytes: two people replaced one scan.
        if here.is_some() && here.as_ref() != before {
            let path = FieldPath::new("/files").then(name);
            match choices.get(&path) {
                Some(Choice::Theirs) => {}
                Some(_) => continue,
                None => {
                    done.open.push(Conflict {
                        path,
                        base: before.map(value),
                        ours: here.as_ref().map(value),
                        theirs: Some(value(&back)),
                    });
                    continue;
                }
            }
        }
        done.files.push((name.clone(), bytes.clone()));
    }
    Ok(done)
}

/// The file holds a whole season.
pub fn not_a_part() -> Error {
    Error::refused(
        "這不是分工檔，裡面沒有交出紀錄。請選擇對方交回的 .usrdesk-part 檔。",
        "This is no part: it has no record of handing out. Choose the .usrdesk-part file that came back.",
    )
}
