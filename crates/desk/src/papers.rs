//! Papers beside the packet: what was revised, what reviewers said and was answered, what the accounting office checked.

use crate::desk::Desk;
use crate::error::Error;
use crate::merging::differing;
use crate::protocol::{Differing, Finding, PaperKind, Response, Revision, Saved, Ticket};
use crate::revised_pages::Printable;
use crate::{files, freezes, history, judging, packet_notes, packets, participation, seasons};
use serde_json::Value;
use std::collections::BTreeMap;
use usr_desk_packet::{Paper, PaperColumn, PaperTable, paper};
use usr_desk_rules::{AttachmentFacts, Language, Standing};
use usr_desk_workspace::{Comment, CommentKind, Date, FieldPath, Fund, Money, Workspace, diff, label};

impl Desk {
    pub(crate) fn print_paper(
        &self,
        season: &str,
        kind: &PaperKind,
        ticket: &Ticket,
    ) -> Result<Response, Error> {
        let path = self.place_to_save(ticket)?;
        let id = seasons::row_id(season)?;
        let content = match kind {
            PaperKind::Revisions { from, to, reasons } => self.revisions(id, *from, *to, reasons)?,
            PaperKind::Finance { proposal } => {
                let mut shelf = self.shelf();
                let now = shelf.state(id)?.season.clone();
                let facts = self.judged.facts(&shelf.library.connection, id, &now)?;
                drop(shelf);
                self.finance(&now, proposal, &facts)?
            }
            PaperKind::Answers { proposal } => {
                let now = self.shelf().state(id)?.season.clone();
                answers(&now, proposal.as_deref())
            }
            PaperKind::Participation { proposal } => {
                let now = self.shelf().state(id)?.season.clone();
                participation::paper(&now, proposal.as_deref())
            }
        };
        let school = self.shelf().state(id)?.season.school.name.trim().to_owned();
        let printed = Paper {
            school,
            printed_on: packets::today(self.place.clock)?,
            program_version: env!("CARGO_PKG_VERSION").to_owned(),
            ..content
        };
        let set = paper(&printed, self.faces()?).map_err(|e| packets::refused(&e))?;
        files::write(&path, &set.bytes)?;
        Ok(Response::Saved(Saved {
            pages: Some(set.pages),
            notes: packet_notes::told(&packet_notes::of_paper(&set.missing_glyphs), self.language()),
            ..files::saved(&path, &set.bytes)
        }))
    }

    /// 經費檢核表: the figures of a proposal, what the clauses say of them, what the accounting office remarked.
    fn finance(&self, season: &Workspace, id: &str, facts: &AttachmentFacts) -> Result<Paper, Error> {
        let proposal = season.proposals.iter().find(|p| p.id.as_str() == id);
        let proposal = proposal.ok_or_else(Error::no_proposal)?;
        let mut findings = judging::findings(&self.rules, season, facts, Language::ZhTw);
        findings.retain(|f| {
            f.proposal.as_deref() == Some(id) && about_money(&f.rule) && f.outcome != Standing::NotApplicable
        });
        let checks = self.checks(season, &findings);
        let years = proposal.budget.iter().map(|year| {
            let of = |fund| -> Money {
                let lines = year.lines.iter().filter(|l| l.fund == Some(fund));
                lines
                    .filter_map(|l| l.amount)
                    .collect::<Vec<_>>()
                    .into_iter()
                    .sum()
            };
            let grant = year.grant_approved.or(year.grant_requested);
            format!(
                "{}年度：補助款 {} 元（項目合計 {} 元），配合款 {} 元",
                year.year,
                grant.map_or_else(|| "未填".to_owned(), |g| g.to_string()),
                of(Fund::Grant),
                of(Fund::Matching),
            )
        });
        let by = format!("檢核依據：{}", self.rules.basis(Language::ZhTw));
        let facts = std::iter::once(format!("計畫：{}", proposal.title.trim()))
            .chain(years)
            .chain([by]);
        let place = format!("/proposals/{id}/");
        let comments = season.comments.iter().filter(|c| c.kind == CommentKind::Finance);
        let comments = comments
            .filter(|c| c.path.as_str().starts_with(&place))
            .map(|c| comment_row(season, c));
        Ok(Paper {
            title: "經費編列檢核表".to_owned(),
            facts: facts.collect(),
            tables: vec![
                table(
                    "",
                    &[
                        ("點次", 1.6, false),
                        ("檢核事項", 1.9, false),
                        ("結果", 4.0, false),
                    ],
                    checks,
                    "沒有經費檢核事項。",
                ),
                table(
                    "審閱意見",
                    &[
                        ("位置", 1.6, false),
                        ("意見", 2.4, false),
                        ("回復", 2.2, false),
                        ("結案", 1.0, false),
                    ],
                    comments.collect(),
                    "沒有意見。",
                ),
            ],
            note: "本表為校內檢核之輔助，格式為預設，非公告；條文以教育部公告為準。".to_owned(),
            seals: ["承辦單位", "主（會）計單位", "首長"].map(str::to_owned).to_vec(),
            ..blank()
        })
    }
}

impl Desk {
    /// One row a rule, its years together, so that the sheet stays a sheet; a sentence only where something is open.
    fn checks(&self, season: &Workspace, findings: &[Finding]) -> Vec<Vec<String>> {
        let mut rules: Vec<&str> = Vec::new();
        for finding in findings {
            if !rules.contains(&finding.rule.as_str()) {
                rules.push(&finding.rule);
            }
        }
        let row = |rule: &str| {
            let of_rule: Vec<&Finding> = findings.iter().filter(|f| f.rule == rule).collect();
            let all_pass = of_rule.iter().all(|f| f.outcome == Standing::Pass);
            let results = of_rule.iter().map(|f| {
                let year = f.year.map_or_else(String::new, |y| format!("{y}年度　"));
                let said = if f.outcome == Standing::Pass {
                    String::new()
                } else {
                    format!("：{}", f.message)
                };
                format!("{year}{}{said}", standing(f.outcome))
            });
            let results = if all_pass {
                standing(Standing::Pass).to_owned()
            } else {
                results.collect::<Vec<_>>().join("\n")
            };
            let title = self
                .rules
                .clause(rule, &season.edition)
                .map_or_else(|| rule.to_owned(), |c| c.title);
            vec![of_rule[0].clause.clone(), title, results]
        };
        rules.into_iter().map(row).collect()
    }
}

impl Desk {
    /// 修正對照表.
    fn revisions(
        &self,
        id: i64,
        from: Revision,
        to: Option<Revision>,
        reasons: &BTreeMap<FieldPath, String>,
    ) -> Result<Paper, Error> {
        let (before, after, frozen) = {
            let mut shelf = self.shelf();
            let head = shelf.state(id)?;
            let db = &shelf.library.connection;
            let of = |(season, name): (Workspace, String)| -> Result<(Printable, String), Error> {
                let facts = self.judged.facts(db, id, &season)?;
                let files = seasons::attachments(db, id, &season)?.into_iter().collect();
                Ok((Printable { season, facts, files }, name))
            };
            let after = match to {
                Some(to) => history::old_state(db, id, to)?,
                None => ((*head.season).clone(), "目前".to_owned()),
            };
            let before = of(history::old_state(db, id, from)?)?;
            (before, of(after)?, freezes::of_revision(db, id, from)?)
        };
        let (old, new) = (&before.0.season, &after.0.season);
        let changes = diff::changes(old, new);
        let is_printed = |c: &Differing| !c.path.as_str().starts_with("/comments");
        let rows = differing(old, new, &changes).into_iter().filter(is_printed);
        let rows: Vec<Differing> = rows.collect();
        let changed: Vec<FieldPath> = rows.iter().map(|row| row.path.clone()).collect();
        let pages = self.revised_pages(&before.0, &after.0, frozen, &changed)?;
        let rows = rows.iter().map(|c| {
            let reason = reasons.get(&c.path).cloned();
            vec![
                c.label.zh.clone(),
                shown(&c.path, &c.before),
                shown(&c.path, &c.after),
                reason.unwrap_or_else(|| reason_of(new, &c.path)),
                pages.of(&c.path),
            ]
        });
        Ok(Paper {
            title: "計畫書修正對照表".to_owned(),
            facts: vec![format!("修正前：{}　修正後：{}", before.1, after.1)],
            tables: vec![table(
                "",
                &[
                    ("修正處", 1.5, false),
                    ("修正前", 2.1, false),
                    ("修正後", 2.1, false),
                    ("修正理由", 1.6, false),
                    ("頁碼", 0.8, false),
                ],
                rows.collect(),
                "兩個版本之間沒有修正。",
            )],
            note: format!("格式為預設，非公告。{}", pages.note()),
            ..blank()
        })
    }
}

/// What a reviewer asked for, where the change was linked to a comment.
fn reason_of(season: &Workspace, path: &FieldPath) -> String {
    let linked = season.comments.iter().filter(|c| c.changed.contains(path));
    let texts: Vec<&str> = linked.filter_map(|c| c.text.filled()).collect();
    if texts.is_empty() {
        return String::new();
    }
    format!("依審查意見：{}", texts.join("；"))
}

/// 審查意見研復表.
fn answers(season: &Workspace, proposal: Option<&str>) -> Paper {
    let wanted = |c: &&Comment| {
        c.kind == CommentKind::Review
            && proposal.is_none_or(|id| c.path.segments().get(1).is_some_and(|named| named == id))
    };
    let comments: Vec<&Comment> = season.comments.iter().filter(wanted).collect();
    let mut rounds: Vec<&str> = Vec::new();
    for comment in &comments {
        if !rounds.contains(&comment.round.trim()) {
            rounds.push(comment.round.trim());
        }
    }
    let columns = [
        ("項次", 0.5, false),
        ("審查意見", 2.6, false),
        ("研復說明", 2.6, false),
        ("修正處", 1.5, false),
    ];
    let tables = rounds.iter().map(|round| {
        let rows = comments
            .iter()
            .filter(|c| c.round.trim() == *round)
            .enumerate()
            .map(|(i, c)| {
                let places = c.changed.iter().map(|p| label::place(season, &p.segments()).zh);
                vec![
                    (i + 1).to_string(),
                    format!(
                        "{}\n{}",
                        label::place(season, &c.path.segments()).zh,
                        c.text.trim()
                    ),
                    c.answer.trim().to_owned(),
                    places.collect::<Vec<_>>().join("\n"),
                ]
            });
        table(round, &columns, rows.collect(), "")
    });
    let mut tables: Vec<PaperTable> = tables.collect();
    if tables.is_empty() {
        tables.push(table("", &columns, Vec::new(), "還沒有審查意見。"));
    }
    let title = season
        .proposals
        .iter()
        .find(|p| Some(p.id.as_str()) == proposal)
        .map(|p| format!("計畫：{}", p.title.trim()));
    Paper {
        title: "審查意見研復表".to_owned(),
        facts: title.into_iter().collect(),
        tables,
        note: "格式為預設，非公告。".to_owned(),
        ..blank()
    }
}

fn comment_row(season: &Workspace, comment: &Comment) -> Vec<String> {
    let settled = comment.settled_on.map_or_else(
        || "未結案".to_owned(),
        |day| format!("{}\n{}", comment.settled_by.trim(), day.in_roc()),
    );
    vec![
        label::place(season, &comment.path.segments()).zh,
        format!("{}\n{}", comment.text.trim(), comment.by.trim()),
        comment.answer.trim().to_owned(),
        settled,
    ]
}

pub(crate) fn blank() -> Paper {
    Paper {
        title: String::new(),
        school: String::new(),
        facts: Vec::new(),
        tables: Vec::new(),
        note: String::new(),
        seals: Vec::new(),
        printed_on: usr_desk_workspace::Date::new(2000, 1, 1).expect("the first day of a century"),
        program_version: String::new(),
    }
}

pub(crate) fn table(
    heading: &str,
    columns: &[(&str, f32, bool)],
    rows: Vec<Vec<String>>,
    none: &str,
) -> PaperTable {
    let column = |(head, share, is_amount): &(&str, f32, bool)| PaperColumn {
        head: (*head).to_owned(),
        share: *share,
        is_amount: *is_amount,
    };
    PaperTable {
        heading: heading.to_owned(),
        columns: columns.iter().map(column).collect(),
        rows,
        none: none.to_owned(),
    }
}

fn about_money(rule: &str) -> bool {
    const WORDS: [&str; 12] = [
        "budget-",
        "ceiling",
        "share",
        "matching",
        "capital",
        "personnel",
        "insurance",
        "extra-item",
        "fee",
        "pay-",
        "travel",
        "operating",
    ];
    WORDS.iter().any(|word| rule.contains(word))
}

fn standing(outcome: Standing) -> &'static str {
    match outcome {
        Standing::Pass => "✓ 符合",
        Standing::Violation => "✕ 不符",
        Standing::OverPrinciple => "△ 超過原則",
        Standing::Justified => "△ 已敘明理由",
        Standing::NeedsApproval => "□ 須報部核准",
        Standing::NeedsConfirmation => "□ 待確認",
        Standing::Undetermined => "？ 資料未填",
        Standing::Reminder => "提醒",
        Standing::NotApplicable => "－ 不適用",
    }
}

/// A value as a person reads it: an item by its name, blank as a dash.
fn shown(path: &FieldPath, value: &Option<Value>) -> String {
    match value {
        None | Some(Value::Null) => "－".to_owned(),
        Some(Value::String(text)) if is_amount(path) => grouped(text),
        Some(Value::String(text)) => in_roc(path, text).unwrap_or_else(|| text.clone()),
        Some(Value::Bool(yes)) => if *yes { "是" } else { "否" }.to_owned(),
        Some(Value::Array(items)) if items.is_empty() => "－".to_owned(),
        Some(Value::Array(items)) => items.iter().map(named).collect::<Vec<_>>().join("\n"),
        Some(other) => named(other),
    }
}

/// Days as forms write them (民國); `None` where the place holds no day.
fn in_roc(path: &FieldPath, text: &str) -> Option<String> {
    let field = path.segments().pop()?;
    let is_day = field == "on" || field.ends_with("_on");
    let day = is_day.then(|| Date::parse(text)).flatten()?;
    Some(day.in_roc())
}

fn named(item: &Value) -> String {
    let text = |key: &str| {
        item.get(key)
            .and_then(Value::as_str)
            .map(str::trim)
            .filter(|t| !t.is_empty())
    };
    match (
        ["item", "title", "name", "party", "text"]
            .into_iter()
            .find_map(text),
        text("amount"),
        item,
    ) {
        (Some(name), Some(amount), _) => format!("{name} {}", grouped(amount)),
        (Some(name), None, _) => name.to_owned(),
        (None, _, Value::Object(fields)) => {
            let words = fields
                .iter()
                .filter(|(key, _)| *key != "id")
                .filter_map(|(_, v)| v.as_str());
            words.collect::<Vec<_>>().join(" ")
        }
        (None, _, Value::String(text)) => text.clone(),
        (None, _, other) => other.to_string(),
    }
}

fn is_amount(path: &FieldPath) -> bool {
    let last = path.segments().pop().unwrap_or_default();
    ["unit_price", "amount", "grant_requested", "grant_approved"].contains(&last.as_str())
}

/// As the office writes amounts; what is none stays as it is.
fn grouped(amount: &str) -> String {
    let number = serde_json::from_str::<Money>(amount);
    number.map_or_else(|_| amount.to_owned(), |money| money.to_string())
}
