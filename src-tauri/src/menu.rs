//! The system's menu, in the language of the settings. An item is an action of the pages, by its id; the pages do it.
//!
//! **A key here is a key of the pages too** (`ui/src/views/actions.ts`): where the system takes it, the menu acts, where
//! it leaves it to the page, the page does, and both do the same.

use std::collections::BTreeSet;
use std::sync::{Mutex, MutexGuard};
use tauri::menu::{Menu, MenuBuilder, MenuEvent, MenuItem, MenuItemBuilder, Submenu, SubmenuBuilder};
use tauri::{AppHandle, Emitter, Manager, Wry};
use usr_desk_desk::protocol::Language;

enum Entry {
    /// Id, 正體中文, English, key.
    Item(&'static str, &'static str, &'static str, Option<&'static str>),
    Line,
    /// Cut, copy, paste: a Mac gives them to the page only through its menu; elsewhere the page has them itself.
    #[cfg(target_os = "macos")]
    Clipboard,
}
use Entry::{Item, Line};

const FILE: &[Entry] = &[
    Item("seasons", "所有申請", "All Seasons", None),
    Item("import_season", "匯入申請檔…", "Import a Season…", None),
    Item("import", "匯入經費表…", "Import a Budget Sheet…", None),
    Item("exchange", "交換與合併", "Exchange and Merge", None),
    Line,
    Item(
        "checkpoint",
        "為目前狀態命名…",
        "Name the Present State…",
        Some("CmdOrCtrl+S"),
    ),
    Item("export", "輸出與列印…", "Export and Print…", Some("CmdOrCtrl+P")),
    Line,
    Item("settings", "設定", "Settings", Some("CmdOrCtrl+,")),
    Item("quit", "結束", "Quit", Some("CmdOrCtrl+Q")),
];

const EDIT: &[Entry] = &[
    Item("undo", "復原", "Undo", Some("CmdOrCtrl+Z")),
    Item("redo", "重做", "Redo", Some("CmdOrCtrl+Shift+Z")),
    Line,
    #[cfg(target_os = "macos")]
    Entry::Clipboard,
    Item(
        "search",
        "搜尋欄位、條款或指令…",
        "Find a Field, Clause or Command…",
        Some("CmdOrCtrl+K"),
    ),
    Item("history", "版本紀錄", "History", None),
];

const VIEW: &[Entry] = &[
    Item("overview", "總覽", "Overview", None),
    Item("pictures", "圖表", "Pictures", None),
    Item("panel", "檢核與條款", "Checks and Clauses", None),
    Line,
    Item("next", "下一項檢核", "Next Finding", Some("F8")),
    Item("previous", "上一項檢核", "Previous Finding", Some("Shift+F8")),
    Item("next_pane", "下一個區域", "Next Pane", Some("F6")),
    Item("previous_pane", "上一個區域", "Previous Pane", Some("Shift+F6")),
    Line,
    Item("back", "上一頁", "Back", Some(BACK)),
    Item("forward", "下一頁", "Forward", Some(FORWARD)),
    Line,
    Item("zoom_in", "放大", "Zoom In", Some("CmdOrCtrl+=")),
    Item("zoom_out", "縮小", "Zoom Out", Some("CmdOrCtrl+-")),
    Item("zoom_reset", "實際大小", "Actual Size", Some("CmdOrCtrl+0")),
];

const HELP: &[Entry] = &[
    Item("keys", "按鍵一覽", "All Keys", Some("F1")),
    Item("tour", "練習導覽", "Practice Tour", None),
    Item("manual", "使用手冊", "Manual", None),
    Item("clauses", "條款總覽", "All Clauses", None),
];

/// A Mac moves by words with Alt and an arrow.
const BACK: &str = if cfg!(target_os = "macos") {
    "Cmd+["
} else {
    "Alt+Left"
};
const FORWARD: &str = if cfg!(target_os = "macos") {
    "Cmd+]"
} else {
    "Alt+Right"
};

/// What the menu says now, what it can be used for, and how large the pages are drawn.
#[derive(Default)]
pub(crate) struct Shown {
    language: Mutex<Option<Language>>,
    items: Mutex<Vec<MenuItem<Wry>>>,
    offered: Mutex<BTreeSet<String>>,
    steps: Mutex<i32>,
}

fn held<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(|e| e.into_inner())
}

/// Greys what the pages do not offer now. What the window does by itself can be used at any time.
pub(crate) fn offer(app: &AppHandle, ids: BTreeSet<String>) {
    let shown = app.state::<Shown>();
    held(&shown.offered).clone_from(&ids);
    // No lock is held while the window's own thread greys.
    let items = held(&shown.items).clone();
    grey(&items, &ids);
}

fn grey(items: &[MenuItem<Wry>], offered: &BTreeSet<String>) {
    for item in items {
        let id = item.id().as_ref();
        // An item that cannot be greyed is looked at by the pages when it is chosen.
        let _ = item.set_enabled(is_own(id) || offered.contains(id));
    }
}

fn is_own(id: &str) -> bool {
    id == "quit" || id.starts_with("zoom_")
}

/// Shows the menu in this language, where it is not shown in it already.
pub(crate) fn speak(app: &AppHandle, language: Language) {
    let shown = app.state::<Shown>();
    let mut spoken = held(&shown.language);
    if *spoken == Some(language) {
        return;
    }
    // A system without menus (a tiling desktop) shows none; the palette has them all.
    let mut items = Vec::new();
    if made(app, language, &mut items)
        .and_then(|menu| app.set_menu(menu))
        .is_ok()
    {
        *spoken = Some(language);
        let offered = held(&shown.offered).clone();
        grey(&items, &offered);
        *held(&shown.items) = items;
    }
}

fn made(app: &AppHandle, language: Language, items: &mut Vec<MenuItem<Wry>>) -> tauri::Result<Menu<Wry>> {
    let parts: [(&str, &str, &[Entry]); 4] = [
        ("檔案", "File", FILE),
        ("編輯", "Edit", EDIT),
        ("檢視", "View", VIEW),
        ("說明", "Help", HELP),
    ];
    let mut menu = MenuBuilder::new(app);
    for (zh, en, entries) in parts {
        let part = submenu(app, said(language, zh, en), entries, language, items)?;
        menu = menu.item(&part);
    }
    menu.build()
}

fn submenu(
    app: &AppHandle,
    title: &str,
    entries: &[Entry],
    language: Language,
    items: &mut Vec<MenuItem<Wry>>,
) -> tauri::Result<Submenu<Wry>> {
    let mut part = SubmenuBuilder::new(app, title);
    for entry in entries {
        part = match entry {
            Line => part.separator(),
            #[cfg(target_os = "macos")]
            Entry::Clipboard => part.cut().copy().paste().select_all().separator(),
            Item(id, zh, en, key) => {
                let mut item = MenuItemBuilder::with_id(*id, said(language, zh, en));
                if let Some(key) = key {
                    item = item.accelerator(key);
                }
                let item = item.build(app)?;
                items.push(item.clone());
                part.item(&item)
            }
        };
    }
    part.build()
}

fn said<'a>(language: Language, zh: &'a str, en: &'a str) -> &'a str {
    match language {
        Language::ZhTw => zh,
        Language::En => en,
    }
}

/// What an item does: the window's own here, all else in the page.
pub(crate) fn chosen(app: &AppHandle, event: &MenuEvent) {
    match event.id().as_ref() {
        "quit" => app.exit(0),
        "zoom_in" => zoom(app, |steps| steps + 1),
        "zoom_out" => zoom(app, |steps| steps - 1),
        "zoom_reset" => zoom(app, |_| 0),
        // A window that is closing does nothing any more.
        id => drop(app.emit("menu", id)),
    }
}

/// By tenths, from half to three times.
fn zoom(app: &AppHandle, to: impl FnOnce(i32) -> i32) {
    let shown = app.state::<Shown>();
    let mut steps = held(&shown.steps);
    *steps = to(*steps).clamp(-5, 20);
    if let Some(window) = app.get_webview_window("main") {
        let _ = window.set_zoom(1.0 + f64::from(*steps) / 10.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items() -> impl Iterator<Item = (&'static str, Option<&'static str>)> {
        let all = [FILE, EDIT, VIEW, HELP].into_iter().flatten();
        all.filter_map(|entry| match entry {
            Item(id, _, _, key) => Some((*id, *key)),
            _ => None,
        })
    }

    #[test]
    fn every_item_is_an_action_of_the_pages_with_the_same_key() {
        let pages = include_str!("../../ui/src/views/actions.ts");
        let library = include_str!("../../ui/src/library/Library.svelte");
        for (id, key) in items().filter(|(id, _)| !is_own(id)) {
            let known = pages.contains(&format!("id: '{id}'")) || library.contains(&format!("id === '{id}'"));
            assert!(known, "the pages know no action {id}");
            let Some(key) = key.filter(|k| !k.starts_with("Cmd+") && *k != "CmdOrCtrl+,") else {
                continue;
            };
            let written = key
                .replace("CmdOrCtrl", "Ctrl")
                .replace("Left", "←")
                .replace("Right", "→");
            let line = pages.lines().find(|l| l.contains(&format!("id: '{id}'")));
            assert!(
                line.is_some_and(|l| l.contains(&format!("'{written}'"))),
                "{id}: {written} is not its key in the pages"
            );
        }
    }

    #[test]
    fn no_key_and_no_id_is_given_twice() {
        let ids: Vec<_> = items().map(|(id, _)| id).collect();
        let keys: Vec<_> = items().filter_map(|(_, key)| key).collect();
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
        assert_eq!(keys.iter().collect::<BTreeSet<_>>().len(), keys.len());
    }
}
