//! Edits in the user's words: 「甲案 115年度 專任助理：金額」.

use crate::{Edit, Workspace};

/// What an edit does, as the history shows it, in zh-TW.
pub fn label(workspace: &Workspace, edit: &Edit) -> String {
    match edit {
        Edit::All { label, .. } => label.clone(),
        Edit::Set { path, .. } => format!("修改{}", place(workspace, &path.segments())),
        Edit::Add { list, .. } => format!("新增{}", place(workspace, &list.segments())),
        Edit::Remove { path } => format!("刪除{}", place(workspace, &path.segments())),
        Edit::Move { path, .. } => format!("移動{}", place(workspace, &path.segments())),
    }
}

/// A place in words: whose, which year, which line, which field.
pub fn place(workspace: &Workspace, segments: &[String]) -> String {
    let names: Vec<&str> = segments.iter().map(String::as_str).collect();
    let (whose, rest) = match names.as_slice() {
        ["proposals", id, rest @ ..] => {
            let title = workspace
                .proposals
                .iter()
                .find(|p| p.id.as_str() == *id)
                .map(|p| shortened(&p.title));
            (
                title
                    .filter(|t| !t.is_empty())
                    .map_or_else(|| "計畫".to_owned(), |t| format!("「{t}」")),
                rest,
            )
        }
        ["people", id, rest @ ..] => {
            let name = workspace
                .people
                .iter()
                .find(|p| p.id.as_str() == *id)
                .map(|p| p.name.trim().to_owned());
            (name.unwrap_or_else(|| "人員".to_owned()), rest)
        }
        ["support_plan", rest @ ..] => ("校務支持規劃方案".to_owned(), rest),
        ["setup", field, ..] => return format!("輸出設定 {}", setup_word(field)),
        rest => (String::new(), rest),
    };
    let mut words = vec![whose];
    let mut after = "";
    for name in rest {
        match after {
            "budget" => words.push(format!("{name}年度")),
            "lines" => words.extend(line_name(workspace, &names, name)),
            _ => words.extend(word(name).map(str::to_owned)),
        }
        after = name;
    }
    words.retain(|w| !w.is_empty());
    words.join(" ")
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
fn setup_word(field: &str) -> &str {
    match field {
        "source" => "公告依據",
        "parts" => "各部分順序",
        "summary_limit" => "摘要字數上限",
        "both_sides" => "雙面列印",
        "gutter_mm" => "裝訂邊",
        "separators" => "分隔頁",
        "always_draft" => "一律加註草稿",
        "picture_dpi" => "圖片解析度",
        "largest_file_mb" => "檔案大小上限",
        other => other,
    }
}

/// The word on the screen for a field of the file form.
pub fn word(field: &str) -> Option<&'static str> {
    Some(match field {
        "edition" => "適用要點",
        "cycle" => "期別",
        "call" => "徵件時程",
        "deadline" => "公告期限",
        "planned_submission" => "預計送件時間",
        "effective_on" => "要點生效日",
        "approved_on" => "核定日",
        "school" => "學校基本資料",
        "name" => "名稱",
        "ownership" => "學校屬性",
        "is_open_university" => "是否為空中大學",
        "under_special_guidance" => "是否為專案輔導學校",
        "fiscal_tier" => "財力分級",
        "development_plan" => "校務發展計畫",
        "title" => "名稱",
        "pages" => "頁碼",
        "adopted_on" => "通過日期",
        "people" => "人員",
        "staff_number" => "員工編號",
        "email" => "電子信箱",
        "affiliation" => "服務機關",
        "department" => "單位",
        "is_teacher" => "是否為教師",
        "executive" => "校長或副校長",
        "other_school_declaration" => "未兼任他校計畫聲明",
        "support_plan" => "校務支持規劃方案",
        "proposals" => "計畫",
        "type" => "計畫類型",
        "starts_on" => "開始日",
        "ends_on" => "結束日",
        "submit" => "送件",
        "topic" => "提案主題",
        "sdgs" => "SDGs",
        "pi_selection_basis" => "主持人擇定依據",
        "team" => "團隊成員",
        "role" => "角色",
        "person" => "人員",
        "past_projects" => "曾執行計畫",
        "program" => "計畫類別",
        "evidence" => "佐證",
        "agreements" => "國際合作文件",
        "party" => "簽署對象",
        "party_kind" => "對象性質",
        "country" => "國別",
        "signed_on" => "簽署日",
        "expires_on" => "效期",
        "signed_by" => "簽署層級",
        "covers_plan" => "涵蓋計畫內容",
        "document" => "文號或文件",
        "events" => "跨校活動",
        "schools" => "參與學校",
        "partners" => "合作單位",
        "sections" => "計畫內容",
        "operations" => "整體運作及校務支持",
        "hub" => "USR Hub 育成培力",
        "evaluation" => "成效評估",
        "indicators" => "績效指標",
        "baseline" => "基準值",
        "targets" => "目標值",
        "budget" => "經費",
        "grant_requested" => "申請補助額",
        "grant_approved" => "核定補助額",
        "lines" => "項目",
        "category" => "經費類別",
        "item" => "項目名稱",
        "fund" => "經費來源",
        "unit_price" => "單價",
        "quantity" => "數量",
        "unit" => "單位",
        "amount" => "金額",
        "position" => "職別",
        "tags" => "標記",
        "note" => "說明",
        "approval" => "報部核准",
        "status" => "核准狀態",
        "extra_item" => "增加之經費項目",
        "attachments" => "附件",
        "kind" => "種類",
        "file" => "檔案",
        "justifications" => "超過原則之理由",
        "confirmations" => "確認紀錄",
        "by" => "確認人",
        "on" => "日期",
        "basis" => "依據",
        "checklist" => "應備文件",
        "applies_to" => "適用對象",
        "attachment_kind" => "附件種類",
        "year" => "年度",
        "text" => "內文",
        "declared" => "已聲明",
        "contacts" => "聯絡人",
        "duty" => "職責",
        "phone" => "電話",
        "sites" => "實踐場域",
        "county" => "縣市",
        "township" => "鄉鎮市區",
        "comments" => "審查意見",
        "round" => "審查輪次",
        "answer" => "研復說明",
        "changed" => "修正處",
        "settled_by" => "結案人",
        "settled_on" => "結案日",
        "activities" => "活動",
        "host" => "主辦單位",
        "place" => "地點",
        "links" => "連結",
        "participants" => "參與紀錄",
        "certificate" => "參與證明",
        "milestones" => "時程",
        "done_on" => "完成日",
        "holidays" => "停止上班日",
        "make_up_days" => "補行上班日",
        "same_people" => "同名人員之認定",
        "setup" => "輸出設定",
        "documents" => "內文",
        "locked" => "鎖定",
        "source" => "匯入來源",
        _ => return None,
    })
}
