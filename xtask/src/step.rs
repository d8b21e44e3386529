//! One step: a command that is announced, streamed, timed and bounded, and whose tests are counted.

use std::io::{BufRead, BufReader, Read};
use std::process::{Command, Stdio};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

/// How a step went.
pub(crate) struct Ran {
    pub(crate) title: String,
    pub(crate) passed: u32,
    pub(crate) failed: u32,
    pub(crate) took: Duration,
}

impl Ran {
    pub(crate) fn ok(&self) -> bool {
        self.failed == 0
    }

    /// A step that could not be tried, because what it stands on failed.
    pub(crate) fn not_tried(title: &str, because: &str) -> Self {
        println!("\n── {title}: not tried, {because}");
        Self::of(title, false, "", Duration::ZERO)
    }

    fn of(title: &str, succeeded: bool, output: &str, took: Duration) -> Self {
        let (passed, failed) = counted(output);
        let (passed, failed) = match (succeeded, passed, failed) {
            (true, 0, 0) => (1, 0),
            (false, passed, 0) => (passed, 1),
            counts => (counts.1, counts.2),
        };
        Self {
            title: title.to_owned(),
            passed,
            failed,
            took,
        }
    }
}

/// Runs a command: its lines are shown as they come; after `limit` it is stopped and has failed.
pub(crate) fn run(title: &str, limit: Duration, command: &mut Command) -> Ran {
    println!("\n── {title}\n   {}", spelled(command));
    let start = Instant::now();
    let child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let mut child = match child {
        Ok(child) => child,
        Err(e) => {
            println!("   cannot start: {e}");
            return Ran::of(title, false, "", start.elapsed());
        }
    };
    let (send, receive) = channel();
    relay(child.stdout.take(), send.clone());
    relay(child.stderr.take(), send);

    let mut output = String::new();
    let mut ended: Option<(bool, Instant)> = None;
    loop {
        match receive.recv_timeout(Duration::from_millis(100)) {
            Ok(line) => {
                println!("   {line}");
                output.push_str(&line);
                output.push('\n');
            }
            // Both pipes are closed: nothing more will be said.
            Err(RecvTimeoutError::Disconnected) => break,
            Err(RecvTimeoutError::Timeout) => {}
        }
        if let Some((_, at)) = ended {
            // A grandchild may hold the pipe open for ever; the child's own word is enough.
            if at.elapsed() > Duration::from_secs(3) {
                break;
            }
        } else if let Ok(Some(status)) = child.try_wait() {
            ended = Some((status.success(), Instant::now()));
        } else if start.elapsed() > limit {
            println!("   stopped: not done after {} s", limit.as_secs());
            let _ = child.kill();
            ended = Some((false, Instant::now()));
        }
    }
    let succeeded = match ended {
        Some((succeeded, _)) => succeeded,
        None => child.wait().is_ok_and(|status| status.success()),
    };
    let ran = Ran::of(title, succeeded, &output, start.elapsed());
    println!(
        "   {} · {}",
        if ran.ok() { "ok" } else { "FAILED" },
        seconds(ran.took)
    );
    ran
}

/// Runs a command quietly and gives what it printed, if it succeeded.
pub(crate) fn ask(program: &str, args: &[&str]) -> Option<String> {
    let output = Command::new(program)
        .args(args)
        .stdin(Stdio::null())
        .output()
        .ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// `12.3 s`, `4 min 05 s`.
pub(crate) fn seconds(took: Duration) -> String {
    match took.as_secs() {
        0..60 => format!("{:.1} s", took.as_secs_f32()),
        whole => format!("{} min {:02} s", whole / 60, whole % 60),
    }
}

fn relay(pipe: Option<impl Read + Send + 'static>, send: Sender<String>) {
    let Some(pipe) = pipe else { return };
    std::thread::spawn(move || {
        let mut pipe = BufReader::new(pipe);
        let mut line = Vec::new();
        while pipe.read_until(b'\n', &mut line).is_ok_and(|n| n > 0) {
            let text = String::from_utf8_lossy(&line).trim_end().to_owned();
            line.clear();
            if send.send(text).is_err() {
                return;
            }
        }
    });
}

fn spelled(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words
        .map(|w| w.to_string_lossy().into_owned())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Tests that passed and failed, in the words of cargo, vitest, node and the scorers.
fn counted(output: &str) -> (u32, u32) {
    let mut passed = 0;
    let mut failed = 0;
    for line in output.lines().map(str::trim) {
        let line = line
            .strip_prefix('ℹ')
            .or(line.strip_prefix('#'))
            .unwrap_or(line)
            .trim();
        if line.starts_with("test result:") || line.starts_with("Tests ") {
            passed += before(line, "passed");
            failed += before(line, "failed");
        } else if let Some(n) = line.strip_prefix("pass ") {
            passed += n.parse().unwrap_or(0);
        } else if let Some(n) = line.strip_prefix("fail ") {
            failed += n.parse().unwrap_or(0);
        } else if let Some((good, all)) = line.strip_suffix(" cases hold").and_then(|l| l.split_once('/')) {
            let (good, all): (u32, u32) = (good.parse().unwrap_or(0), all.parse().unwrap_or(0));
            passed += good;
            failed += all.saturating_sub(good);
        }
    }
    (passed, failed)
}

/// The number that stands before a word: `5` of `5 passed`.
fn before(line: &str, word: &str) -> u32 {
    let words: Vec<&str> = line
        .split_whitespace()
        .map(|w| w.trim_matches([';', ',', '|', '.']))
        .collect();
    words
        .windows(2)
        .find(|pair| pair[1] == word)
        .and_then(|pair| pair[0].parse().ok())
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tests_are_counted_in_every_dialect() {
        let check = |text: &str, expect| assert_eq!(counted(text), expect, "{text}");
        check(
            "test result: ok. 5 passed; 0 failed; 1 ignored\ntest result: FAILED. 2 passed; 3 failed;",
            (7, 3),
        );
        check("      Tests  1 failed | 19 passed (20)", (19, 1));
        check("ℹ pass 7\nℹ fail 0", (7, 0));
        check("# pass 1\n# fail 2", (1, 2));
        check("118/121 cases hold", (118, 3));
        check("a step that counts nothing", (0, 0));
    }

    #[test]
    fn a_step_that_fails_without_counting_counts_as_one() {
        assert_eq!(Ran::of("x", false, "", Duration::ZERO).failed, 1);
        assert_eq!(
            Ran::of("x", false, "test result: ok. 5 passed; 0 failed;", Duration::ZERO).failed,
            1
        );
        assert_eq!(Ran::of("x", true, "", Duration::ZERO).passed, 1);
    }

    #[test]
    #[cfg(unix)]
    fn a_step_ends_at_its_limit() {
        let ran = run(
            "sleep",
            Duration::from_millis(300),
            Command::new("sleep").arg("30"),
        );
        assert!(
            !ran.ok() && ran.took < Duration::from_secs(10),
            "took {:?}",
            ran.took
        );
    }
}
