//! `handout` and `merge`: a part of the season to one person, and back.

use crate::ask::{HandOut, Merge};
use crate::{Done, Ended, Manner, tell};
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;
use usr_desk_desk::exchange::{Form, Parcel};
use usr_desk_desk::sections::{self, TakenBack, Terms, hand_out, take_back};
use usr_desk_desk::{Error, files, season_file, time};
use usr_desk_rules::Language;
use usr_desk_workspace::diff::Change;
use usr_desk_workspace::handout::{Chapter, Handout, Purpose};
use usr_desk_workspace::merge::Choice;
use usr_desk_workspace::{FieldPath, Workspace, label, many};

/// Writes the part that one person receives.
pub(crate) fn handout(ask: &HandOut, manner: Manner) -> Ended {
    let name = files::shown(&ask.output);
    if Form::of(&name) != Some(Form::Part) {
        return Err(Error::refused(
            format!("分工檔的副檔名應為 .usrdesk-part，不是「{name}」。請改寫 -o 後面的檔名。"),
            format!("A part's file ends in .usrdesk-part, unlike “{name}”. Change the name after -o."),
        ));
    }
    let passphrase = crate::passphrase(ask.passphrase_file.as_deref())?;
    let parcel = season_file::open(&ask.season)?;
    if parcel.handed.is_some() {
        let name = files::shown(&ask.season);
        return Err(Error::refused(
            format!("「{name}」本身就是分工檔，不能再分出去。請由申請季的工作檔交出。"),
            format!(
                "“{name}” is a part itself and cannot be handed on. Hand out from the season's workspace."
            ),
        ));
    }
    let now = time::written(jiff::Timestamp::now());
    let terms = Terms {
        proposal: &ask.proposal,
        to: &ask.to,
        by: "",
        on: &now,
        purpose: Purpose::Section,
        may_edit: Chapter::all(),
    };
    let part = hand_out(&parcel.season, parcel.attachments, terms)?;
    season_file::save_locked(&ask.output, &part, passphrase.as_ref())?;
    let (title, to, count) = (
        part.season.proposals[0].title.trim(),
        ask.to.trim(),
        part.attachments.len(),
    );
    tell::out(manner.language.choose(
        &format!("已將計畫「{title}」交給{to}：「{name}」，含 {count} 個附件。對方填好後交回同一種檔案，再以 usr-desk merge 併回。"),
        &format!("Handed “{title}” to {to}: “{name}”, with {count} attachments. A file of the same kind comes back; take it in with usr-desk merge."),
    ));
    Ok(Done::Well)
}

/// Takes a part back, all or nothing.
pub(crate) fn merge(ask: &Merge, manner: Manner) -> Ended {
    let done = taken_back(ask, manner);
    crate::refused_in_json(&done, manner);
    done
}

fn taken_back(ask: &Merge, manner: Manner) -> Ended {
    let mut ours = season_file::open(&ask.season)?;
    if ours.handed.is_some() {
        let name = files::shown(&ask.season);
        return Err(Error::refused(
            format!("「{name}」是分工檔，不是申請季的工作檔。請把分工檔併回交出它的那一季。"),
            format!(
                "“{name}” is a part, not a season's workspace. Merge into the season that handed it out."
            ),
        ));
    }
    let passphrase = crate::passphrase(ask.passphrase_file.as_deref())?;
    let part = season_file::open_locked(&ask.part, passphrase.as_ref())?;
    let handout = part
        .handed
        .as_ref()
        .map(|h| h.handout.clone())
        .ok_or_else(sections::not_a_part)?;
    let choices = choices(ask)?;
    let hashes: BTreeMap<&str, String> = ours
        .attachments
        .iter()
        .map(|(name, bytes)| (name.as_str(), files::sha256(bytes)))
        .collect();
    let done = take_back(&ours.season, &|name| hashes.get(name).cloned(), &part, &choices)?;
    let report = Report::of(&done, &handout, &ours.season, manner.language);
    report.tell(manner);
    if !done.open.is_empty() {
        return Ok(Done::WithViolations);
    }
    put(&mut ours, done);
    season_file::save(ask.output.as_ref().unwrap_or(&ask.season), &ours)?;
    Ok(Done::Well)
}

fn put(ours: &mut Parcel, done: TakenBack) {
    ours.season = done.season;
    for (name, bytes) in done.files {
        ours.attachments.retain(|(known, _)| *known != name);
        ours.attachments.push((name, bytes));
    }
}

/// `{"path": "ours" | "theirs" | "base" | {"value": …}}`.
fn choices(ask: &Merge) -> Result<BTreeMap<FieldPath, Choice>, Error> {
    let Some(path) = &ask.settle else {
        return Ok(BTreeMap::new());
    };
    let bytes = files::read(path, files::LARGEST_IMPORT)?;
    serde_json::from_slice(&bytes).map_err(|e| {
        let name = files::shown(path);
        Error::refused(
            format!("無法讀取「{name}」：{e}。每個位置的答案要寫成 \"ours\"、\"theirs\"、\"base\" 或 {{\"value\": 值}}。"),
            format!("“{name}” cannot be read: {e}. The answer for a place is \"ours\", \"theirs\", \"base\" or {{\"value\": VALUE}}."),
        )
    })
}

/// What merging came to, as it is told.
#[derive(Serialize)]
struct Report {
    proposal: String,
    from: String,
    merged: bool,
    changes: Vec<Told>,
    conflicts: Vec<Told>,
    not_taken: Vec<Told>,
}

/// One place.
#[derive(Serialize, Default)]
struct Told {
    path: String,
    label: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    base: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ours: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    theirs: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    after: Option<Value>,
    /// Whose value `theirs` is.
    #[serde(skip_serializing_if = "Option::is_none")]
    who: Option<String>,
    /// Since when.
    #[serde(skip_serializing_if = "Option::is_none")]
    when: Option<String>,
}

impl Report {
    fn of(done: &TakenBack, handout: &Handout, ours: &Workspace, language: Language) -> Report {
        let when = handout.saved_on.as_ref().or(handout.on.as_ref());
        let when = when.map(|m| m.as_str().to_owned());
        // An addition is named by what it adds.
        let named = |path: &FieldPath| {
            let segments = path.segments();
            let known = label::place(&done.season, &segments);
            let label = if known.zh.is_empty() {
                label::place(ours, &segments)
            } else {
                known
            };
            let label = language.choose(&label.zh, &label.en).to_owned();
            (path.to_string(), label)
        };
        let change = |change: &Change| {
            let (path, label) = named(&change.path);
            let (before, after) = (change.before.clone(), change.after.clone());
            Told {
                path,
                label,
                before,
                after,
                ..Told::default()
            }
        };
        let conflicts = done.open.iter().map(|c| {
            let (path, label) = named(&c.path);
            Told {
                path,
                label,
                base: Some(c.base.clone().unwrap_or_default()),
                ours: Some(c.ours.clone().unwrap_or_default()),
                theirs: Some(c.theirs.clone().unwrap_or_default()),
                who: Some(handout.to.trim().to_owned()),
                when: Some(when.clone().unwrap_or_default()),
                ..Told::default()
            }
        });
        Report {
            proposal: handout.proposal.to_string(),
            from: handout.to.trim().to_owned(),
            merged: done.open.is_empty(),
            conflicts: conflicts.collect(),
            changes: done.taken.iter().map(change).collect(),
            not_taken: done.refused.iter().map(change).collect(),
        }
    }

    fn tell(&self, manner: Manner) {
        if manner.json {
            return tell::json(self);
        }
        tell::out(&self.in_words(manner.language));
    }

    fn in_words(&self, language: Language) -> String {
        let say = |zh: String, en: String| match language {
            Language::ZhTw => zh,
            Language::En => en,
        };
        let Report {
            from,
            changes,
            conflicts,
            not_taken,
            ..
        } = self;
        let mut lines = Vec::new();
        if self.merged && changes.is_empty() {
            lines.push(say(
                format!("{from}交回的內容與現有資料相同，沒有變更。"),
                format!("What {from} sent back is what stands here; nothing was changed."),
            ));
        } else if self.merged {
            let count = changes.len();
            lines.push(say(
                format!("已併入{from}交回的部分，變更 {count} 處："),
                format!(
                    "Merged the part of {from}; {} changed:",
                    many(count, "place", "places")
                ),
            ));
            lines.extend(changes.iter().map(|c| format!("  {}　{}", c.label, c.path)));
        } else {
            let count = conflicts.len();
            lines.push(say(
                format!("有 {count} 處雙方都改了而不相同，沒有寫入任何資料。請逐一決定後以 --settle 再執行："),
                format!("Both sides changed {} differently; nothing was written. Settle each, then run again with --settle:", many(count, "place", "places")),
            ));
            for c in conflicts {
                lines.push(format!("  {}　{}", c.label, c.path));
                let (base, ours, theirs) = (shown(&c.base), shown(&c.ours), shown(&c.theirs));
                lines.push(say(
                    format!("    交出時：{base}"),
                    format!("    handed out: {base}"),
                ));
                lines.push(say(format!("    我方　：{ours}"), format!("    ours: {ours}")));
                let when = c.when.as_deref().unwrap_or_default();
                lines.push(say(
                    format!("    {from}（{when}）：{theirs}"),
                    format!("    {from} ({when}): {theirs}"),
                ));
            }
        }
        if !not_taken.is_empty() {
            let count = not_taken.len();
            lines.push(say(
                format!("不在交付範圍內而沒有採用的 {count} 處："),
                format!(
                    "{} not handed out to change, and not taken:",
                    many(count, "place was", "places were")
                ),
            ));
            lines.extend(not_taken.iter().map(|c| format!("  {}　{}", c.label, c.path)));
        }
        lines.join("\n")
    }
}

fn shown(value: &Option<Value>) -> String {
    match value {
        None | Some(Value::Null) => "—".to_owned(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}
