//! The import worker: a process of its own, with an end to its memory and its time.
//!
//! A workbook or a Word file comes from anywhere. Whatever it does to the reader (a loop, a gigabyte, an abort) happens to a process
//! that has nothing, and the person is told in a sentence. **No workbook is ever parsed in the desk's own process.**

use crate::error::Error;
use serde::{Deserialize, Serialize};
use std::io::{BufWriter, Read, Write};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};
use usr_desk_bulletin::document::{Document, document};
use usr_desk_intake::records::{self, RecordBundle, Subject};
use usr_desk_intake::{Map, Said, WorkerAnswer};
use usr_desk_word::{Narrative, Wanted, narrative};
use usr_desk_workspace::Sentence;

/// The argument that makes `usr-desk` a worker.
pub const ARGUMENT: &str = "--import-worker";

/// An unoptimised worker is some eight times slower at the same work.
const SLOWNESS: u64 = if cfg!(debug_assertions) { 8 } else { 1 };
/// Processor time of a worker.
const TIME: Duration = Duration::from_secs(5 * SLOWNESS);
/// Time on the clock, by which a worker that waits or is kept waiting is ended as well.
const PATIENCE: Duration = Duration::from_secs(30 * SLOWNESS);
const MEMORY: u64 = 1024 * 1024 * 1024;
/// An answer larger than this is no budget: 100,000 lines with their cells are half of it.
const LARGEST_ANSWER: u64 = 128 * 1024 * 1024;

const MISFORTUNE: (&str, &str) = (
    "讀取這個檔案時發生問題（檔案可能已損壞，或展開後過大），沒有匯入任何資料。請用 Excel 開啟後另存新檔再試。",
    "Something went wrong while this file was read (it may be damaged, or too large when unpacked); nothing was imported. Open it in Excel, save it under another name, then try again.",
);

/// What the first line of the work says; the file's bytes follow it.
#[derive(Serialize, Deserialize)]
struct Work {
    name: String,
    map: Map,
    wants: Wants,
}

/// What is wanted of the file.
#[derive(Serialize, Deserialize)]
enum Wants {
    /// The lines of a budget, or how its sheets look.
    Budget(usr_desk_intake::Wanted),
    /// The people of a roster, or indicators.
    Records(Subject),
    /// The words of a document.
    Words,
    /// A narrative of a Word file.
    Narrative(Wanted),
}

/// Has a worker process read a workbook.
pub fn read(
    worker: Option<&Path>,
    name: &str,
    bytes: &[u8],
    map: &Map,
    wanted: usr_desk_intake::Wanted,
) -> Result<WorkerAnswer, Error> {
    let work = Work {
        name: name.to_owned(),
        map: map.clone(),
        wants: Wants::Budget(wanted),
    };
    let answer = ask(worker, sent(&work, bytes)?)?;
    serde_json::from_slice(&answer).map_err(|_| Error::refused(MISFORTUNE.0, MISFORTUNE.1))
}

/// Has a worker process read a roster, or a list of indicators.
pub fn records(
    worker: Option<&Path>,
    subject: Subject,
    name: &str,
    bytes: &[u8],
    map: &Map,
) -> Result<RecordBundle, Error> {
    let work = Work {
        name: name.to_owned(),
        map: map.clone(),
        wants: Wants::Records(subject),
    };
    let answer = ask(worker, sent(&work, bytes)?)?;
    let answer: Result<RecordBundle, Said> =
        serde_json::from_slice(&answer).map_err(|_| Error::refused(MISFORTUNE.0, MISFORTUNE.1))?;
    answer.map_err(|said| unreadable(&said))
}

/// What the reader says is wrong with a workbook.
pub fn unreadable(said: &Said) -> Error {
    Error::Refused(said.sentence())
}

/// Has a worker process read the words of a document (.txt, .docx, .pdf, .eml).
pub fn words(worker: Option<&Path>, name: &str, bytes: &[u8]) -> Result<Document, Error> {
    let work = Work {
        name: name.to_owned(),
        map: Map::default(),
        wants: Wants::Words,
    };
    let misfortune = || {
        Error::refused(
            format!("讀取「{name}」時發生問題（檔案可能已損壞，或展開後過大）。請把文字複製後貼上。"),
            format!(
                "Something went wrong while “{name}” was read (it may be damaged, or too large when unpacked). Copy its text and paste it."
            ),
        )
    };
    let answer = ask(worker, sent(&work, bytes)?).map_err(|e| match e {
        Error::Refused(sentence) if sentence.zh == MISFORTUNE.0 => misfortune(),
        other => other,
    })?;
    let answer: Result<Document, (String, String)> =
        serde_json::from_slice(&answer).map_err(|_| misfortune())?;
    answer.map_err(|(zh, en)| Error::refused(format!("「{name}」：{zh}"), format!("“{name}”: {en}")))
}

/// Has a worker process read a narrative from a Word file (.docx).
pub fn word(worker: Option<&Path>, name: &str, bytes: &[u8], wanted: &Wanted) -> Result<Narrative, Error> {
    let work = Work {
        name: name.to_owned(),
        map: Map::default(),
        wants: Wants::Narrative(wanted.clone()),
    };
    let misfortune = || {
        Error::refused(
            format!(
                "讀取「{name}」時發生問題（檔案可能已損壞，或過大），沒有匯入任何內容。請用 Word 開啟後另存新檔，或只保留要匯入的章節再試。"
            ),
            format!(
                "Something went wrong while “{name}” was read (it may be damaged, or too large); nothing was imported. Open it in Word and save it under another name, or keep only the chapter."
            ),
        )
    };
    // Whatever befell the worker, time or memory: the sentence speaks of this file.
    let answer = ask(worker, sent(&work, bytes)?).map_err(|e| match e {
        Error::Refused(sentence) if sentence.zh.starts_with("讀取這個檔案") => misfortune(),
        other => other,
    })?;
    let answer: Result<Narrative, (String, String)> =
        serde_json::from_slice(&answer).map_err(|_| misfortune())?;
    answer.map_err(|(zh, en)| Error::refused(format!("「{name}」：{zh}"), format!("“{name}”: {en}")))
}

fn sent(work: &Work, bytes: &[u8]) -> Result<Vec<u8>, Error> {
    let mut sent = serde_json::to_vec(work).map_err(|e| Error::Unexpected(e.to_string()))?;
    sent.push(b'\n');
    sent.extend_from_slice(bytes);
    Ok(sent)
}

/// The worker's own part: reads the work from standard input, writes the answer to standard output.
pub fn work() -> std::io::Result<()> {
    limit_this_process();
    let mut sent = Vec::new();
    std::io::stdin().lock().read_to_end(&mut sent)?;
    let (head, bytes) = match sent.iter().position(|b| *b == b'\n') {
        Some(end) => (&sent[..end], &sent[end + 1..]),
        None => (sent.as_slice(), &[][..]),
    };
    let work: Work = serde_json::from_slice(head)?;
    let out = std::io::stdout().lock();
    let mut out = BufWriter::with_capacity(1 << 16, out);
    match work.wants {
        Wants::Budget(wanted) => {
            let answer = usr_desk_intake::answer(&work.name, bytes, &work.map, wanted);
            serde_json::to_writer(&mut out, &answer)?;
        }
        Wants::Records(subject) => {
            let read = records::read(subject, &work.name, bytes, &work.map);
            serde_json::to_writer(&mut out, &read.map_err(|unreadable| unreadable.said()))?;
        }
        Wants::Words => {
            let answer = document(bytes).map_err(|unreadable| {
                let Sentence { zh, en } = unreadable.sentence();
                (zh, en)
            });
            serde_json::to_writer(&mut out, &answer)?;
        }
        Wants::Narrative(wanted) => {
            let answer = narrative(bytes, &wanted).map_err(|unreadable| {
                let Sentence { zh, en } = unreadable.sentence();
                (zh, en)
            });
            serde_json::to_writer(&mut out, &answer)?;
        }
    }
    out.flush()
}

/// Sends the work to a worker process and gives back what it wrote.
fn ask(worker: Option<&Path>, work: Vec<u8>) -> Result<Vec<u8>, Error> {
    ask_within(PATIENCE, worker, work)
}

fn ask_within(patience: Duration, worker: Option<&Path>, work: Vec<u8>) -> Result<Vec<u8>, Error> {
    let Some(worker) = worker else {
        return Err(Error::refused(
            "找不到匯入程式 usr-desk（應與本程式放在同一個資料夾）。請重新安裝後再匯入。",
            "The import program usr-desk is missing (it should lie in this program's folder). Install the program again.",
        ));
    };
    let started = start(worker);
    let mut child = started.map_err(|e| {
        Error::refused(
            format!("無法啟動匯入程式 usr-desk（{e}）。請重新安裝後再匯入。"),
            format!("The import program usr-desk could not be started ({e}). Install the program again."),
        )
    })?;
    let (input, output) = (child.stdin.take(), child.stdout.take());
    // A worker that dies early closes its end: that is told by its exit, not by this write.
    std::thread::spawn(move || input.map(|mut input| input.write_all(&work)));
    let answer = std::thread::spawn(move || {
        let mut bytes = Vec::new();
        let output = output.map(|o| o.take(LARGEST_ANSWER + 1));
        output.map(|mut output| output.read_to_end(&mut bytes));
        bytes
    });
    let end = wait(&mut child, patience);
    let answer = answer.join().unwrap_or_default();
    let whole = answer.len() as u64 <= LARGEST_ANSWER && !answer.is_empty();
    match end {
        End::TooLong(time) => {
            let seconds = time.as_secs();
            Err(Error::refused(
                format!(
                    "讀取這個檔案超過 {seconds} 秒，已停止，沒有匯入任何資料。請只保留經費表的工作表，另存新檔後再試。"
                ),
                format!(
                    "Reading this file took more than {seconds} seconds and was stopped; nothing was imported. Keep only the budget's sheet, save it under another name, then try again."
                ),
            ))
        }
        End::Well if whole => Ok(answer),
        End::Well | End::Ill => Err(Error::refused(MISFORTUNE.0, MISFORTUNE.1)),
    }
}

/// How a worker ended.
enum End {
    Well,
    Ill,
    /// It was ended, by us or by the system, after so much time.
    TooLong(Duration),
}

fn start(worker: &Path) -> std::io::Result<Child> {
    let mut command = Command::new(worker);
    command
        .arg(ARGUMENT)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    #[cfg(windows)]
    {
        use std::os::windows::process::CommandExt;
        const CREATE_NO_WINDOW: u32 = 0x0800_0000;
        command.creation_flags(CREATE_NO_WINDOW);
    }
    command.spawn()
}

fn wait(child: &mut Child, patience: Duration) -> End {
    let begun = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) if status.success() => return End::Well,
            Ok(Some(status)) if is_out_of_time(status) => return End::TooLong(TIME),
            Ok(Some(_)) => return End::Ill,
            Ok(None) if begun.elapsed() < patience => std::thread::sleep(Duration::from_millis(2)),
            _ => {
                let _ = child.kill();
                let _ = child.wait();
                return End::TooLong(patience);
            }
        }
    }
}

/// The system ended it because its processor time was used up.
fn is_out_of_time(status: ExitStatus) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::process::ExitStatusExt;
        // SIGXCPU, the same number on Linux and macOS.
        status.signal() == Some(24)
    }
    #[cfg(not(unix))]
    {
        let _ = status;
        false
    }
}

/// Called before a byte is read a byte: an end to its memory and its processor time.
///
/// macOS ignores the first and Windows bounds only what is resident; there the intake guard's own limits must suffice.
fn limit_this_process() {
    #[cfg(unix)]
    {
        use rlimit::Resource;
        let seconds = TIME.as_secs();
        let _ = Resource::AS.set(MEMORY, MEMORY);
        // The first ends it with a signal of its own, by which it is told why.
        let _ = Resource::CPU.set(seconds, seconds + 2);
        let _ = Resource::CORE.set(0, 0);
    }
    #[cfg(windows)]
    {
        use win32job::{ExtendedLimitInfo, Job};
        let mut limits = ExtendedLimitInfo::new();
        let most = usize::try_from(MEMORY).unwrap_or(usize::MAX);
        limits
            .limit_kill_on_job_close()
            .limit_working_memory(1024 * 1024, most);
        if let Ok(job) = Job::create_with_limit_info(&limits) {
            let _ = job.assign_current_process();
            // Closing the job would end this process: it is kept until the process ends.
            std::mem::forget(job);
        }
    }
}

#[cfg(all(test, unix))]
#[allow(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    fn check(script: &str, work: &[u8]) -> Result<String, String> {
        check_within(PATIENCE, script, work)
    }

    fn check_within(patience: Duration, script: &str, work: &[u8]) -> Result<String, String> {
        let folder = tempfile::tempdir().unwrap();
        let worker = folder.path().join("worker");
        std::fs::write(&worker, format!("#!/bin/sh\n{script}\n")).unwrap();
        std::fs::set_permissions(&worker, std::fs::Permissions::from_mode(0o755)).unwrap();
        ask_within(patience, Some(&worker), work.to_vec())
            .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
            .map_err(|e| e.to_string())
    }

    #[test]
    fn an_answer_comes_back_and_every_misfortune_is_a_sentence() {
        assert_eq!(check("cat", b"work"), Ok("work".to_owned()));
        let large = vec![b'x'; 3_000_000];
        assert_eq!(check("cat", &large).unwrap().len(), large.len());
        // Ended by a signal, without an answer, with an answer and a failure, without reading.
        for script in [
            "kill -ABRT $$",
            "exit 0",
            "echo half; exit 3",
            "exec 0<&-; kill -KILL $$",
        ] {
            assert!(
                check(script, &large).unwrap_err().contains("沒有匯入任何資料"),
                "{script}"
            );
        }
        let missing = ask(Some(Path::new("/nonexistent/usr-desk")), Vec::new());
        assert!(missing.unwrap_err().to_string().contains("無法啟動"));
        assert!(
            ask(None, Vec::new())
                .unwrap_err()
                .to_string()
                .contains("找不到匯入程式")
        );
    }

    #[test]
    fn what_takes_too_long_is_ended() {
        let begun = Instant::now();
        let said = check_within(Duration::from_secs(1), "exec sleep 60", b"").unwrap_err();
        assert!(said.contains("超過 1 秒"), "{said}");
        // The system's own end to a worker that computes without end.
        let said = check("ulimit -S -t 1; while :; do :; done", b"").unwrap_err();
        assert!(said.contains(&format!("超過 {} 秒", TIME.as_secs())), "{said}");
        assert!(begun.elapsed() < Duration::from_secs(60));
    }
}
