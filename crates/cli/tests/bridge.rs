//! The loopback bridge: answers the window's own page, and nobody else.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Longer than the library's own buffer, shorter than a packet of the loopback.
const LONG: usize = 20_000;

struct Bridge {
    child: Child,
    address: String,
    _folder: tempfile::TempDir,
}

impl Bridge {
    fn start() -> Bridge {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("ui")).unwrap();
        std::fs::write(folder.path().join("ui/index.html"), "<title>USR</title>").unwrap();
        std::fs::write(folder.path().join("ui/long.js"), "x".repeat(LONG)).unwrap();
        std::fs::write(folder.path().join("secret"), "secret").unwrap();
        let mut child = Command::new(env!("CARGO_BIN_EXE_usr-desk"))
            .args(["serve", "--port", "0", "--library"])
            .arg(folder.path().join("library"))
            .arg("--ui")
            .arg(folder.path().join("ui"))
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let address = line.trim().strip_prefix("http://").unwrap().to_owned();
        Bridge {
            child,
            address,
            _folder: folder,
        }
    }

    /// Status and body.
    fn ask(&self, method: &str, path: &str, headers: &str, body: &str) -> (u16, String) {
        let mut line = TcpStream::connect(&self.address).unwrap();
        let host = if headers.contains("Host:") {
            String::new()
        } else {
            format!("Host: {}\r\n", self.address)
        };
        write!(
            line,
            "{method} {path} HTTP/1.1\r\n{host}{headers}Connection: close\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        )
        .unwrap();
        let mut answer = String::new();
        line.read_to_string(&mut answer).unwrap();
        let status = answer.split(' ').nth(1).unwrap().parse().unwrap();
        let (_, body) = answer.split_once("\r\n\r\n").unwrap();
        (status, body.to_owned())
    }
}

/// Asks over a line that stays open, as a browser does; how long the whole answer took.
fn again(line: &mut BufReader<TcpStream>, host: &str) -> Duration {
    let begun = Instant::now();
    // In one piece too.
    let request = format!("GET /long.js HTTP/1.1\r\nHost: {host}\r\n\r\n");
    line.get_mut().write_all(request.as_bytes()).unwrap();
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        assert!(
            line.read_line(&mut head).unwrap() > 0,
            "the line was closed: {head}"
        );
    }
    let mut body = vec![0; LONG];
    line.read_exact(&mut body).unwrap();
    assert!(body.iter().all(|byte| *byte == b'x'));
    begun.elapsed()
}

impl Drop for Bridge {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn a_page_of_this_machine_is_answered_and_a_stranger_is_not() {
    let bridge = Bridge::start();
    let (status, body) = bridge.ask("POST", "/call", "", "\"hello\"");
    assert_eq!(status, 200);
    assert!(body.contains("\"welcome\""), "{body}");
    for headers in [
        "Origin: https://example.com\r\n",
        "Origin: null\r\n",
        "Host: example.com\r\n",
        "Host: 127.0.0.1.example.com\r\n",
    ] {
        let (status, body) = bridge.ask("POST", "/call", headers, "\"hello\"");
        assert_eq!(status, 403, "{headers}: {body}");
    }
    assert_eq!(bridge.ask("POST", "/call", "", "nonsense").0, 400);
    assert_eq!(bridge.ask("DELETE", "/call", "", "").0, 405);
}

#[test]
fn files_cross_by_ticket_and_nothing_outside_the_window_is_served() {
    let bridge = Bridge::start();
    assert!(bridge.ask("GET", "/", "", "").1.contains("<title>USR"));
    for path in ["/../secret", "/%2e%2e/secret", "/%2Fetc/passwd", "/seasons/1"] {
        assert!(bridge.ask("GET", path, "", "").1.contains("<title>USR"), "{path}");
    }
    bridge.ask("POST", "/call", "", "\"practice\"");
    let (_, ticket) = bridge.ask("POST", "/destination", "", "{\"name\":\"../季.json\"}");
    let ticket: serde_json::Value = serde_json::from_str(&ticket).unwrap();
    let ticket = ticket["ticket"].as_str().unwrap();
    assert_eq!(bridge.ask("GET", &format!("/download/{ticket}"), "", "").0, 404);
    let export = format!("{{\"export_season\":{{\"season\":\"1\",\"ticket\":\"{ticket}\"}}}}");
    assert!(bridge.ask("POST", "/call", "", &export).1.contains("saved"));
    let (_, season) = bridge.ask("GET", &format!("/download/{ticket}"), "", "");
    assert!(season.contains("usr-desk.workspace"));
    let (_, staged) = bridge.ask("POST", "/stage?name=%E5%AD%A3.json", "", &season);
    let staged: serde_json::Value = serde_json::from_str(&staged).unwrap();
    let import = format!("{{\"import_season\":{{\"ticket\":{}}}}}", staged["ticket"]);
    let (_, opened) = bridge.ask("POST", "/call", "", &import);
    assert!(
        opened.contains("\"title\":\"季\""),
        "{}",
        &opened[..200.min(opened.len())]
    );
}

/// An answer in pieces waits for the other side to acknowledge its first, which it does 40 ms late: each and every one.
#[test]
fn an_answer_does_not_wait_for_its_own_beginning_to_be_acknowledged() {
    let bridge = Bridge::start();
    let mut line = BufReader::new(TcpStream::connect(&bridge.address).unwrap());
    let mut took: Vec<Duration> = (0..40).map(|_| again(&mut line, &bridge.address)).collect();
    // A line that was just opened is acknowledged at once; what else the machine does makes some late.
    let later = &mut took[20..];
    later.sort();
    assert!(later[10] < Duration::from_millis(20), "{later:?}");
}
