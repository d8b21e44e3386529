//! Copies of the library, made by themselves once a day and thinned; and what is done when the library is damaged.
//!
//! **A copy is whole or not there**: it is written beside its place and renamed. **What is damaged is never overwritten**:
//! it is set aside under another name, and the newest copy takes its place.

use crate::error::Error;
use crate::{files, soundness};
use rusqlite::{Connection, OpenFlags};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use usr_desk_workspace::Sentence;

const DAYS: usize = 7;
const WEEKS: usize = 5;
const MONTHS: usize = 12;

/// Lies among the copies while none are made.
const PAUSED: &str = "paused";

/// What to tell of copies that are not made any more; `None` = all is well.
pub(crate) fn paused(library: &Path) -> Option<Sentence> {
    if !folder(library).join(PAUSED).exists() {
        return None;
    }
    let newest = copies(library)
        .into_iter()
        .next()
        .map_or_else(|| "—".to_owned(), |(day, _)| day);
    Some(Sentence::new(
        format!(
            "資料庫有一部分存在磁碟上的內容已損壞，每日備份已暫停（最近一份：{newest}）。請將各季匯出成 .usrdesk 檔另存，並檢查磁碟。"
        ),
        format!(
            "Part of what the disk keeps of the library is damaged, so the daily copies are paused (the newest is of {newest}). Export each season as a .usrdesk file, keep it elsewhere, and have the disk checked."
        ),
    ))
}

/// The folder of the copies.
fn folder(library: &Path) -> PathBuf {
    library.with_file_name("backups")
}

/// Copies by day, newest first.
pub(crate) fn copies(library: &Path) -> Vec<(String, PathBuf)> {
    let entries = std::fs::read_dir(folder(library)).into_iter().flatten().flatten();
    let mut found: Vec<(String, PathBuf)> = entries
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            let day = name.strip_prefix("library-")?.strip_suffix(".sqlite3")?;
            (day.len() == 10).then(|| (day.to_owned(), entry.path()))
        })
        .collect();
    found.sort();
    found.reverse();
    found
}

/// Makes today's copy where there is none yet, and thins the older ones. `today` is `2026-03-02`.
pub(crate) fn keep(library: &Path, today: &str) -> Result<(), Error> {
    if copies(library)
        .first()
        .is_some_and(|(day, _)| day.as_str() >= today)
    {
        return Ok(());
    }
    let folder = folder(library);
    std::fs::create_dir_all(&folder).map_err(|e| Error::writing(folder.display().to_string(), e))?;
    let copy = folder.join(format!("library-{today}.sqlite3"));
    let temporary = copy.with_extension("part");
    let _ = std::fs::remove_file(&temporary);
    // A connection of its own: the window goes on working meanwhile.
    let reading = Connection::open_with_flags(library, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    // Damage is not copied: the copies that are there are what it is mended from. The next start says so.
    let paused = folder.join(PAUSED);
    if !soundness::is_sound(&reading)? {
        return std::fs::write(&paused, "").map_err(|e| Error::writing(files::shown(&paused), e));
    }
    let _ = std::fs::remove_file(&paused);
    reading.execute("VACUUM INTO ?1", [temporary.to_string_lossy().as_ref()])?;
    std::fs::rename(&temporary, &copy).map_err(|e| Error::writing(copy.display().to_string(), e))?;
    for (_, old) in superfluous(copies(library)) {
        let _ = std::fs::remove_file(old);
    }
    Ok(())
}

/// What is neither one of the last days, nor the newest of one of the last weeks or months.
fn superfluous(copies: Vec<(String, PathBuf)>) -> Vec<(String, PathBuf)> {
    let (mut weeks, mut months) = (BTreeSet::new(), BTreeSet::new());
    let stays = |(i, (day, _)): (usize, &(String, PathBuf))| {
        let week = day.parse::<jiff::civil::Date>().map(|d| d.iso_week_date());
        let week = week.map_or_else(|_| day.clone(), |w| format!("{}-{}", w.year(), w.week()));
        let is_new_week = weeks.len() < WEEKS && weeks.insert(week);
        let is_new_month = months.len() < MONTHS && months.insert(day[..7].to_owned());
        i < DAYS || is_new_week || is_new_month
    };
    let kept: Vec<bool> = copies.iter().enumerate().map(stays).collect();
    copies
        .into_iter()
        .zip(kept)
        .filter(|(_, kept)| !kept)
        .map(|(copy, _)| copy)
        .collect()
}

/// Puts the newest copy in the place of a library that cannot be read; answers what to tell, `None` = there is no copy.
pub(crate) fn put_back(library: &Path) -> Result<Option<Sentence>, Error> {
    let Some((day, copy)) = copies(library).into_iter().next() else {
        return Ok(None);
    };
    let failed = |e| Error::writing(library.display().to_string(), e);
    let aside = (1..)
        .map(|n| library.with_file_name(format!("library-damaged-{n}.sqlite3")))
        .find(|p| !p.exists());
    let aside = aside.unwrap_or_else(|| library.with_extension("damaged"));
    std::fs::rename(library, &aside).map_err(failed)?;
    // What the journal holds belongs to the damaged file.
    for journal in ["library.sqlite3-wal", "library.sqlite3-shm"] {
        let path = library.with_file_name(journal);
        if path.exists() {
            let _ = std::fs::rename(&path, aside.with_extension(journal));
        }
    }
    std::fs::copy(&copy, library).map_err(failed)?;
    let aside = files::shown(&aside);
    Ok(Some(Sentence::new(
        format!(
            "資料庫檔案已損壞，已改用 {day} 的備份開啟；損壞的檔案保留為「{aside}」。{day} 之後的修改請對照匯出的檔案補上。"
        ),
        format!(
            "The library file is damaged; the copy of {day} was opened instead, and the damaged file is kept as “{aside}”. Make up for changes after {day} from the files that you exported."
        ),
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_of_days_then_weeks_then_months() {
        let day = |d: jiff::civil::Date| (d.to_string(), PathBuf::new());
        let first: jiff::civil::Date = "2026-12-31".parse().unwrap();
        let all: Vec<_> = (0..400).map(|n| day(first - jiff::Span::new().days(n))).collect();
        let gone: BTreeSet<String> = superfluous(all.clone()).into_iter().map(|(d, _)| d).collect();
        let kept: Vec<&str> = all
            .iter()
            .map(|(d, _)| d.as_str())
            .filter(|d| !gone.contains(*d))
            .collect();
        assert_eq!(
            kept[..7],
            [
                "2026-12-31",
                "2026-12-30",
                "2026-12-29",
                "2026-12-28",
                "2026-12-27",
                "2026-12-26",
                "2026-12-25"
            ]
        );
        assert_eq!(kept.last(), Some(&"2026-01-31"));
        assert!(kept.len() <= DAYS + WEEKS + MONTHS, "{kept:?}");
        // Thinning what was thinned takes nothing more.
        let again: Vec<_> = kept.iter().map(|d| ((*d).to_owned(), PathBuf::new())).collect();
        assert!(superfluous(again).is_empty());
    }
}
