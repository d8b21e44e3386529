//! `export-docx` and `import-docx`: the packet for Word, and a chapter from it.

use crate::ask::{ImportWord, Print};
use crate::printing::Printing;
use crate::{Done, Ended, Manner, tell};
use usr_desk_desk::protocol::{Saved, WordChapter};
use usr_desk_desk::word_files::{take_in, titles};
use usr_desk_desk::{files, judging, packets, place, season_file, worker};
use usr_desk_rules::Language;
use usr_desk_word::{Dropped, Loss, Narrative, Wanted};
use usr_desk_workspace::edit;

/// Always written, and called 草稿 while anything stands open.
pub(crate) fn export(print: &Print, manner: Manner) -> Ended {
    let printing = Printing::open(&print.season)?;
    let setup = printing.setup(print)?;
    let order = printing.asked(print, &setup)?;
    let file = packets::make_word(&order, &printing.rules)?;
    files::write(&print.output, &file.bytes)?;
    let saved = packets::saved_word(&print.output, &file, manner.language);
    if manner.json {
        tell::json(&saved);
    } else {
        tell::out(&written(&saved, manner.language));
    }
    for note in &saved.notes {
        tell::err(note);
    }
    Ok(Done::Well)
}

/// Reads in a worker process; writes the season only where a chapter is named.
pub(crate) fn import(import: &ImportWord, manner: Manner) -> Ended {
    let done = taken(import, manner);
    crate::refused_in_json(&done, manner);
    done
}

fn taken(import: &ImportWord, manner: Manner) -> Ended {
    let bytes = files::read(&import.file, files::LARGEST_IMPORT)?;
    let name = files::shown(&import.file);
    let reading = |wanted: &Wanted| worker::word(place::worker().as_deref(), &name, &bytes, wanted);
    let Some((path, scope, section)) = &import.into else {
        let read = reading(&Wanted::default())?;
        report(&read, manner);
        return Ok(Done::Well);
    };
    let rules = judging::rulebook(&place::pack_folders())?;
    let mut parcel = season_file::open(path)?;
    let read = reading(&Wanted {
        titles: titles(&rules, &parcel.season, scope, section)?,
        heading: None,
    })?;
    let chapter = WordChapter {
        season: String::new(),
        scope: scope.clone(),
        section: section.clone(),
        ticket: String::new(),
        heading: None,
    };
    let hash = |file: &str| {
        let found = parcel.attachments.iter().find(|(name, _)| name == file);
        found.map(|(_, bytes)| files::sha256(bytes))
    };
    let taken = take_in(&parcel.season, &hash, &chapter, &read, &name, 0)?;
    parcel.season = edit::apply(&parcel.season, &taken.edit)?;
    parcel.attachments.extend(taken.files);
    season_file::save(path, &parcel)?;
    report(&read, manner);
    tell::err(manner.language.choose(
        &format!("已併入「{}」的這一章。", path.display()),
        &format!("The chapter of “{}” is what the file says now.", path.display()),
    ));
    Ok(Done::Well)
}

fn written(saved: &Saved, language: Language) -> String {
    let Saved { name, bytes, .. } = saved;
    let draft = match (saved.draft, language) {
        (false, _) => "",
        (true, Language::ZhTw) => "，頁首標明草稿",
        (true, Language::En) => ", called 草稿 (draft) at its head",
    };
    match language {
        Language::ZhTw => format!("已輸出「{name}」：{bytes} 位元組{draft}。"),
        Language::En => format!("Wrote “{name}”: {bytes} bytes{draft}."),
    }
}

fn report(read: &Narrative, manner: Manner) {
    if manner.json {
        let pictures: Vec<&str> = read.pictures.iter().map(|p| p.name.as_str()).collect();
        return tell::json(&serde_json::json!({
            "document": read.document,
            "headings": read.headings,
            "taken": read.taken,
            "pictures": pictures,
            "dropped": read.dropped,
        }));
    }
    let language = manner.language;
    let text = read.document.plain_text();
    let count = text.chars().filter(|c| !c.is_whitespace()).count();
    let taken = read.taken.and_then(|at| read.headings.get(at));
    tell::out(&match (language, taken) {
        (Language::ZhTw, Some(heading)) => format!("取自標題「{}」以下：{count} 字", heading.text),
        (Language::ZhTw, None) => format!("整份檔案：{count} 字"),
        (Language::En, Some(heading)) => format!("Taken from below \"{}\": {count} characters", heading.text),
        (Language::En, None) => format!("The whole file: {count} characters"),
    });
    for heading in &read.headings {
        let indent = "  ".repeat(usize::from(heading.level));
        tell::out(&format!("{indent}{}", heading.text));
    }
    for dropped in &read.dropped {
        tell::out(&sentence(dropped, language));
    }
}

fn sentence(dropped: &Dropped, language: Language) -> String {
    let (zh, en) = said(dropped.what);
    let near: Vec<String> = dropped.near.iter().map(|near| format!("「{near}」")).collect();
    let near = near.join("、");
    let count = dropped.count;
    match language {
        Language::ZhTw => format!("  {zh}：{count} 處 {near}"),
        Language::En => format!("  {en}: {count} {near}"),
    }
}

/// What became of it, in both languages.
fn said(loss: Loss) -> (&'static str, &'static str) {
    match loss {
        Loss::Elsewhere => ("不在這個標題以下，沒有取用", "outside this heading, not taken"),
        Loss::TextBox => ("文字方塊，沒有取用", "text boxes, not taken"),
        Loss::Chart => ("圖表，沒有取用", "charts, not taken"),
        Loss::Diagram => ("SmartArt，沒有取用", "SmartArt, not taken"),
        Loss::Object => ("內嵌物件，沒有取用", "embedded objects, not taken"),
        Loss::PictureKind => (
            "圖片不是 PNG 或 JPG，沒有取用",
            "pictures neither PNG nor JPG, not taken",
        ),
        Loss::PictureOutside => ("圖片在檔案之外，沒有取用", "pictures outside the file, not taken"),
        Loss::PictureMissing => ("圖片遺失，沒有取用", "pictures missing from the file"),
        Loss::PictureMoved => (
            "表格裡的圖片，移到表格之後",
            "pictures in tables, moved behind them",
        ),
        Loss::Equation => ("方程式，只留文字", "equations, characters only"),
        Loss::Symbol => (
            "符號字型的字元，沒有取用",
            "characters of symbol fonts, not taken",
        ),
        Loss::Deleted => ("追蹤修訂中刪除的文字，沒有取用", "tracked deletions, not taken"),
        Loss::Comment => ("註解，沒有取用", "comments, not taken"),
        Loss::Hidden => ("隱藏文字，沒有取用", "hidden text, not taken"),
        Loss::Contents => ("目錄，沒有取用", "tables of contents, not taken"),
        Loss::Link => ("超連結，只留文字", "links, words only"),
        Loss::FigureTyped => (
            "數據欄位被改寫，成為一般文字",
            "live figures typed over, plain text now",
        ),
        Loss::DeepHeading => ("過深的標題，成為第三層", "deep headings, now level three"),
        Loss::HeadingInside => ("表格裡的標題，成為段落", "headings in tables, now paragraphs"),
        Loss::NestedTable => ("表格裡的表格，只留文字", "tables in tables, words only"),
        Loss::ListRestart => (
            "被打斷的編號清單，重新從 1 起",
            "interrupted lists, numbered from 1 again",
        ),
        Loss::Endnote => ("章節附註，成為註腳", "endnotes, now footnotes"),
        Loss::InNote => (
            "註腳裡的圖表，沒有取用",
            "pictures or tables in footnotes, not taken",
        ),
        Loss::Look => (
            "文字的顏色、底線、刪除線、醒目提示，沒有取用",
            "colour, underline, strike, highlight, not taken",
        ),
        Loss::Break => (
            "分頁、分欄、分節，沒有取用",
            "page, column and section breaks, not taken",
        ),
        Loss::HeadFoot => ("頁首頁尾，沒有取用", "heads and feet of pages, not taken"),
    }
}
