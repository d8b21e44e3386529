//! The terms of a part that was handed out, as they stand in its file.
//!
//! In a `.usrdesk-part` they are `handout.json`, with the base beside them; in a `.json` they are the field `handout`, with
//! the base inside. **The base is held by its hash**: what it was when it was handed out decides what was changed.

use crate::files::sha256;
use serde_json::{Map, Value};
use usr_desk_workspace::handout::{Handed, Handout};
use usr_desk_workspace::{Sentence, Workspace, format};

const FORMAT: &str = "usr-desk.handout";
const VERSION: u64 = 1;
const FIELD: &str = "handout";
const BASE: &str = "base";
const BASE_HASH: &str = "base_sha256";

/// The season of a JSON file without the terms, and the terms; `None` = the file has none.
pub(super) fn taken_out(bytes: &[u8]) -> Option<(Vec<u8>, Value)> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let mut fields: Map<String, Value> = serde_json::from_slice(bytes).ok()?;
    let terms = fields.shift_remove(FIELD)?;
    Some((serde_json::to_vec(&fields).ok()?, terms))
}

/// From the field of a JSON file.
pub(super) fn from_json(mut terms: Value) -> Result<Handed, Sentence> {
    let base = terms.as_object_mut().and_then(|fields| fields.shift_remove(BASE));
    let base = base.ok_or_else(|| {
        Sentence::new(
            "位置 /handout/base：缺少交出時的內容，無法得知對方改了什麼。請向提供者重新索取檔案。",
            "At /handout/base: what was handed out is missing, so there is no telling what was changed. Ask its sender for the file again.",
        )
    })?;
    let base = format::read(&serde_json::to_vec(&base).unwrap_or_default())
        .map_err(|e| within("/handout/base", e))?;
    handed(terms, base)
}

/// From the two files of a `.usrdesk-part`.
pub(super) fn from_files(terms: &[u8], base: &[u8]) -> Result<Handed, Sentence> {
    let terms = serde_json::from_slice(terms).map_err(|e| {
        Sentence::new(
            format!("handout.json 看不懂（{e}）。請向提供者重新索取檔案。"),
            format!("its handout.json cannot be understood ({e}). Ask its sender for the file again."),
        )
    })?;
    let base = format::read(base).map_err(|e| within("base.json", e))?;
    handed(terms, base)
}

fn handed(terms: Value, base: Workspace) -> Result<Handed, Sentence> {
    let unreadable = |zh: &str, en: &str| {
        Sentence::new(
            format!("交出紀錄（handout）看不懂：{zh}。請向提供者重新索取檔案。"),
            format!(
                "the record of handing out cannot be understood: {en}. Ask its sender for the file again."
            ),
        )
    };
    let Value::Object(mut fields) = terms else {
        return Err(unreadable("不是物件", "it is no object"));
    };
    let mut taken = |name: &str| fields.shift_remove(name).unwrap_or_default();
    if taken("format") != FORMAT {
        return Err(unreadable("不認得的格式", "an unknown format"));
    }
    if taken("version").as_u64() != Some(VERSION) {
        return Err(Sentence::new(
            "這份分工檔由較新的版本輸出。請更新程式後再開啟。",
            "a newer program wrote this part. Update the program, then open it again.",
        ));
    }
    let hash = taken(BASE_HASH);
    if hash.as_str() != Some(sha256(&format::write(&base)).as_str()) {
        return Err(Sentence::new(
            "交出時的內容（base）與雜湊值不符，檔案曾被更改或已損壞。請向提供者重新索取檔案。",
            "what was handed out (base) does not have its hash: the file was altered or damaged. Ask its sender for it again.",
        ));
    }
    let handout: Handout = usr_desk_workspace::objects::from_value(Value::Object(fields))
        .map_err(|e| unreadable(&e.to_string(), &e.to_string()))?;
    Ok(Handed { handout, base })
}

fn within(file: &str, unreadable: format::Unreadable) -> Sentence {
    let Sentence { zh, en } = unreadable.sentence();
    Sentence::new(format!("{file} 裡的{zh}"), format!("in {file}: {en}"))
}

/// `handout.json`.
pub(super) fn to_file(handed: &Handed) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(&fields(handed)).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

/// A JSON file of the part with its terms.
pub(super) fn put_in(season: &Workspace, handed: &Handed) -> Vec<u8> {
    let form = |w: &Workspace| serde_json::from_slice(&format::write(w)).unwrap_or_default();
    let mut whole: Map<String, Value> = form(season);
    let mut terms = fields(handed);
    terms.insert(BASE.to_owned(), Value::Object(form(&handed.base)));
    whole.insert(FIELD.to_owned(), Value::Object(terms));
    let mut bytes = serde_json::to_vec_pretty(&whole).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

fn fields(handed: &Handed) -> Map<String, Value> {
    let mut fields = Map::new();
    fields.insert("format".to_owned(), FORMAT.into());
    fields.insert("version".to_owned(), VERSION.into());
    if let Ok(Value::Object(handout)) = serde_json::to_value(&handed.handout) {
        fields.extend(handout);
    }
    fields.insert(BASE_HASH.to_owned(), sha256(&format::write(&handed.base)).into());
    fields
}
