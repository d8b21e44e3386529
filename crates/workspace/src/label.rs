//! Edits in the user's words, in both languages: 修改「甲案」 經費 115年度 項目 專任助理 金額, Change “甲案”, year 115, 專任助理, amount.

use crate::{Edit, Sentence, Workspace};

/// What an edit does, as the history shows it.
pub fn label(workspace: &Workspace, edit: &Edit) -> Sentence {
    let of = |zh: &str, en: &str, segments: &[String]| {
        let (place, _) = in_a_sentence(workspace, segments);
        Sentence::new(format!("{zh}{}", place.zh), format!("{en} {}", place.en))
    };
    match edit {
        Edit::All { label, .. } => label.clone(),
        Edit::Set { path, .. } => of("修改", "Change", &path.segments()),
        Edit::Add { list, .. } => of("新增", "Add to", &list.segments()),
        Edit::Remove { path } => of("刪除", "Delete", &path.segments()),
        Edit::Move { path, .. } => of("移動", "Move", &path.segments()),
    }
}

/// A place in words, standing by itself: whose, which year, which line, which field.
pub fn place(workspace: &Workspace, segments: &[String]) -> Sentence {
    let (Sentence { zh, en }, begins) = in_a_sentence(workspace, segments);
    match en.chars().next() {
        Some(first) if begins == Begins::WithOurWord => {
            let rest = &en[first.len_utf8()..];
            let en = format!("{}{rest}", first.to_uppercase());
            Sentence { zh, en }
        }
        _ => Sentence { zh, en },
    }
}

/// What a person named keeps its own letters.
#[derive(PartialEq)]
enum Begins {
    WithOurWord,
    WithTheirName,
}

/// In Chinese, in English.
type Word = (&'static str, &'static str);

const PROPOSAL: Word = ("計畫", "proposal");
const PERSON: Word = ("人員", "person");

fn said(word: Word) -> Sentence {
    Sentence::new(word.0, word.1)
}

fn in_a_sentence(workspace: &Workspace, segments: &[String]) -> (Sentence, Begins) {
    let names: Vec<&str> = segments.iter().map(String::as_str).collect();
    let mut begins = Begins::WithOurWord;
    let (whose, rest) = match names.as_slice() {
        ["proposals", id, rest @ ..] => {
            let named = workspace.proposals.iter().find(|p| p.id.as_str() == *id);
            let title = named.map(|p| shortened(&p.title)).filter(|t| !t.is_empty());
            if title.is_some() {
                begins = Begins::WithTheirName;
            }
            let quoted = title.map(|t| Sentence::new(format!("「{t}」"), format!("“{t}”")));
            (Some(quoted.unwrap_or_else(|| said(PROPOSAL))), rest)
        }
        ["people", id, rest @ ..] => {
            let named = workspace.people.iter().find(|p| p.id.as_str() == *id);
            if named.is_some() {
                begins = Begins::WithTheirName;
            }
            let name = named.map(|p| Sentence::alike(p.name.trim()));
            (Some(name.unwrap_or_else(|| said(PERSON))), rest)
        }
        ["support_plan", rest @ ..] => (word("support_plan").map(said), rest),
        ["setup", field, ..] => {
            let (zh, en) = setup_word(field);
            let place = Sentence::new(format!("輸出設定 {zh}"), format!("print setup, {en}"));
            return (place, Begins::WithOurWord);
        }
        rest => (None, rest),
    };
    let mut words = Vec::from_iter(whose);
    let mut after = "";
    for (at, name) in rest.iter().enumerate() {
        match after {
            "budget" => words.push(Sentence::new(format!("{name}年度"), format!("year {name}"))),
            "lines" => words.extend(line_name(workspace, &names, name).map(Sentence::alike)),
            // In English the year and the line say by themselves what they are of.
            _ if matches!(*name, "budget" | "lines") && at + 1 < rest.len() => {
                words.extend(word(name).map(|(zh, _)| Sentence::new(zh, "")));
            }
            _ => words.extend(word(name).map(said)),
        }
        after = name;
    }
    let join = |of: fn(&Sentence) -> &str, between: &str| {
        let words: Vec<&str> = words.iter().map(of).filter(|w| !w.is_empty()).collect();
        words.join(between)
    };
    let place = Sentence::new(join(|w| &w.zh, " "), join(|w| &w.en, ", "));
    (place, begins)
}

fn shortened(title: &str) -> String {
    let short: String = title.trim().chars().take(10).collect();
    if title.trim().chars().count() > 10 {
        format!("{short}…")
    } else {
        short
    }
}

fn line_name(workspace: &Workspace, names: &[&str], id: &str) -> Option<String> {
    let years = match names {
        ["proposals", proposal, ..] => {
            &workspace
                .proposals
                .iter()
                .find(|p| p.id.as_str() == *proposal)?
                .budget
        }
        _ => &workspace.support_plan.as_ref()?.budget,
    };
    let line = years
        .iter()
        .flat_map(|y| &y.lines)
        .find(|l| l.id.as_str() == id)?;
    line.item.filled().map(str::to_owned)
}

/// The word on the screen for a field of the setup (輸出設定).
fn setup_word(field: &str) -> (&str, &str) {
    match field {
        "source" => ("公告依據", "source of the call"),
        "parts" => ("各部分順序", "order of parts"),
        "summary_limit" => ("摘要字數上限", "limit of the summary"),
        "both_sides" => ("雙面列印", "print on both sides"),
        "gutter_mm" => ("裝訂邊", "gutter"),
        "separators" => ("分隔頁", "separators"),
        "always_draft" => ("一律加註草稿", "always marked as draft"),
        "picture_dpi" => ("圖片解析度", "resolution of pictures"),
        "largest_file_mb" => ("檔案大小上限", "largest file"),
        other => (other, other),
    }
}

/// The word on the screen for a field of the file form, in both languages.
fn word(field: &str) -> Option<Word> {
    Some(match field {
        "edition" => ("適用要點", "edition"),
        "cycle" => ("期別", "round"),
        "call" => ("徵件時程", "dates of the call"),
        "deadline" => ("公告期限", "deadline"),
        "planned_submission" => ("預計送件時間", "planned submission"),
        "effective_on" => ("要點生效日", "in force since"),
        "approved_on" => ("核定日", "approved on"),
        "school" => ("學校基本資料", "school profile"),
        "name" => ("名稱", "name"),
        "ownership" => ("學校屬性", "answers to"),
        "is_open_university" => ("是否為空中大學", "open university"),
        "under_special_guidance" => ("是否為專案輔導學校", "under special guidance"),
        "fiscal_tier" => ("財力分級", "fiscal tier"),
        "development_plan" => ("校務發展計畫", "school development plan"),
        "title" => ("名稱", "title"),
        "pages" => ("頁碼", "pages"),
        "adopted_on" => ("通過日期", "adopted on"),
        "people" => ("人員", "people"),
        "staff_number" => ("員工編號", "staff number"),
        "email" => ("電子信箱", "e-mail"),
        "affiliation" => ("服務機關", "institution"),
        "department" => ("單位", "unit"),
        "is_teacher" => ("是否為教師", "teacher"),
        "executive" => ("校長或副校長", "president or vice president"),
        "other_school_declaration" => (
            "未兼任他校計畫聲明",
            "declaration of no project at another school",
        ),
        "support_plan" => ("校務支持規劃方案", "school support plan"),
        "proposals" => ("計畫", "proposals"),
        "type" => ("計畫類型", "type"),
        "starts_on" => ("開始日", "first day"),
        "ends_on" => ("結束日", "last day"),
        "submit" => ("送件", "part of this submission"),
        "topic" => ("提案主題", "topic"),
        "sdgs" => ("SDGs", "SDGs"),
        "pi_selection_basis" => ("主持人擇定依據", "on what basis the investigator was chosen"),
        "team" => ("團隊成員", "team"),
        "role" => ("角色", "role"),
        "person" => ("人員", "person"),
        "past_projects" => ("曾執行計畫", "past projects"),
        "program" => ("計畫類別", "programme"),
        "evidence" => ("佐證", "evidence"),
        "agreements" => ("國際合作文件", "international documents"),
        "party" => ("簽署對象", "signed with"),
        "party_kind" => ("對象性質", "what the party is"),
        "country" => ("國別", "country"),
        "signed_on" => ("簽署日", "signed on"),
        "expires_on" => ("效期", "valid until"),
        "signed_by" => ("簽署層級", "signed by"),
        "covers_plan" => ("涵蓋計畫內容", "covers the proposal"),
        "document" => ("文號或文件", "file or number"),
        "events" => ("跨校活動", "cross-school events"),
        "schools" => ("參與學校", "schools taking part"),
        "partners" => ("合作單位", "partners"),
        "sections" => ("計畫內容", "narrative"),
        "operations" => ("整體運作及校務支持", "operation and school support"),
        "hub" => ("USR Hub 育成培力", "USR Hub"),
        "evaluation" => ("成效評估", "evaluation"),
        "indicators" => ("績效指標", "indicators"),
        "baseline" => ("基準值", "baseline"),
        "targets" => ("目標值", "targets"),
        "budget" => ("經費", "budget"),
        "grant_requested" => ("申請補助額", "grant requested"),
        "grant_approved" => ("核定補助額", "grant approved"),
        "lines" => ("項目", "lines"),
        "category" => ("經費類別", "category"),
        "item" => ("項目名稱", "item"),
        "fund" => ("經費來源", "fund"),
        "unit_price" => ("單價", "unit price"),
        "quantity" => ("數量", "quantity"),
        "unit" => ("單位", "unit"),
        "amount" => ("金額", "amount"),
        "position" => ("職別", "position"),
        "tags" => ("標記", "tags"),
        "note" => ("說明", "note"),
        "approval" => ("報部核准", "approval"),
        "status" => ("核准狀態", "status of approval"),
        "extra_item" => ("增加之經費項目", "added item"),
        "attachments" => ("附件", "attachments"),
        "kind" => ("種類", "kind"),
        "file" => ("檔案", "file"),
        "justifications" => ("超過原則之理由", "reasons for going beyond a principle"),
        "confirmations" => ("確認紀錄", "confirmations"),
        "by" => ("確認人", "confirmed by"),
        "on" => ("日期", "day"),
        "basis" => ("依據", "basis"),
        "checklist" => ("應備文件", "required documents"),
        "applies_to" => ("適用對象", "asked of"),
        "attachment_kind" => ("附件種類", "kind of attachment"),
        "year" => ("年度", "year"),
        "text" => ("內文", "text"),
        "declared" => ("已聲明", "declared"),
        "contacts" => ("聯絡人", "contacts"),
        "duty" => ("職責", "duty"),
        "phone" => ("電話", "telephone"),
        "sites" => ("實踐場域", "sites"),
        "county" => ("縣市", "city or county"),
        "township" => ("鄉鎮市區", "township or district"),
        "comments" => ("審查意見", "review comments"),
        "round" => ("審查輪次", "round of review"),
        "answer" => ("研復說明", "answer"),
        "changed" => ("修正處", "what was changed"),
        "settled_by" => ("結案人", "settled by"),
        "settled_on" => ("結案日", "settled on"),
        "activities" => ("活動", "activities"),
        "host" => ("主辦單位", "host"),
        "place" => ("地點", "place"),
        "links" => ("連結", "links"),
        "participants" => ("參與紀錄", "taking part"),
        "certificate" => ("參與證明", "certificate"),
        "milestones" => ("時程", "season’s dates"),
        "done_on" => ("完成日", "done on"),
        "holidays" => ("停止上班日", "office holidays"),
        "make_up_days" => ("補行上班日", "make-up working days"),
        "same_people" => ("同名人員之認定", "who is the same person"),
        "setup" => ("輸出設定", "print setup"),
        "documents" => ("內文", "text"),
        "locked" => ("鎖定", "locked"),
        "source" => ("匯入來源", "source of the import"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail")]

    use super::*;
    use crate::format;

    fn place_of(path: &str) -> Sentence {
        let season = format::read(
            br#"{"format": "usr-desk.workspace", "version": 1, "edition": "109-111", "school": {"name": ""}, "people": [{"id": "w", "name": "de Vries"}, {"id": "x", "name": ""}],
                "proposals": [{"id": "a", "title": "", "budget": [{"year": 115, "lines": []}]},
                    {"id": "b", "title": "\u6f01\u6751\u5171\u5b78", "budget": [{"year": 115, "lines": [{"id": "l", "item": "\u5c08\u4efb\u52a9\u7406"}]}]}]}"#,
        )
        .unwrap();
        place(&season, &crate::FieldPath::new(path).segments())
    }

    #[test]
    fn a_place_is_named_in_both_languages() {
        let named = [
            (
                "/proposals/b/budget/115/lines/l/amount",
                "「漁村共學」 經費 115年度 項目 專任助理 金額",
                "“漁村共學”, year 115, 專任助理, amount",
            ),
            ("/proposals/a/title", "計畫 名稱", "Proposal, title"),
            ("/people/w/email", "de Vries 電子信箱", "de Vries, e-mail"),
            (
                "/support_plan/budget/112",
                "校務支持規劃方案 經費 112年度",
                "School support plan, year 112",
            ),
            ("/setup/gutter_mm", "輸出設定 裝訂邊", "Print setup, gutter"),
            (
                "/call/deadline",
                "徵件時程 公告期限",
                "Dates of the call, deadline",
            ),
        ];
        for (path, zh, en) in named {
            assert_eq!(place_of(path), Sentence::new(zh, en), "{path}");
        }
    }
}
