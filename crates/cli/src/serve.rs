//! `serve`: the same desk over loopback HTTP, for development and for tests in a real browser.
//!
//! **Only this machine, only pages of this machine**: it binds 127.0.0.1 and refuses any request whose `Host` or
//! `Origin` is not loopback, so that a page from elsewhere cannot reach it by a name that it controls.

use crate::ask::Serve;
use crate::call::{Answer, desk};
use crate::{Done, Ended, tell};
use serde::Deserialize;
use std::collections::HashMap;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex};
use tiny_http::{Header, Method, Request, Response, Server};
use usr_desk_desk::protocol::{Progress, Ticket};
use usr_desk_desk::{Desk, Error, Place, files};

/// Base64 of the largest workbook, and room around it.
const LARGEST_BODY: u64 = 40 * 1024 * 1024;
/// Requests at work at once: long work must leave room for `Cancel`.
const WORKERS: usize = 6;

struct Bridge {
    desk: Desk,
    ui: Option<PathBuf>,
    /// Where what is saved lands until the browser fetches it.
    saved: tempfile::TempDir,
    tickets: Mutex<HashMap<Ticket, PathBuf>>,
    listeners: Arc<Mutex<Vec<Sender<Progress>>>>,
}

/// Listens until it is ended; its address is the first line that it prints.
pub(crate) fn serve(ask: &Serve) -> Ended {
    let failed = |e: &dyn std::fmt::Display| {
        Error::refused(
            format!("無法在本機開啟連接埠：{e}。請換一個 --port。"),
            format!("No port of this machine could be opened: {e}. Try another --port."),
        )
    };
    let listeners: Arc<Mutex<Vec<Sender<Progress>>>> = Arc::default();
    let told = listeners.clone();
    let place = Place {
        progress: Arc::new(move |progress| {
            let mut told = told.lock().expect("no listener panics");
            told.retain(|listener| listener.send(progress.clone()).is_ok());
        }),
        ..Place::usual()
    };
    let bridge = Bridge {
        desk: desk(place, ask.library.clone())?,
        ui: ask.ui.clone(),
        saved: tempfile::tempdir().map_err(|e| failed(&e))?,
        tickets: Mutex::default(),
        listeners,
    };
    let server = Server::http(("127.0.0.1", ask.port)).map_err(|e| failed(&e))?;
    tell::out(&format!("http://{}", server.server_addr()));
    std::thread::scope(|scope| {
        for _ in 0..WORKERS {
            scope.spawn(|| {
                while let Ok(request) = server.recv() {
                    bridge.answer(request);
                }
            });
        }
    });
    Ok(Done::Well)
}

type Reply = Response<std::io::Cursor<Vec<u8>>>;

impl Bridge {
    fn answer(&self, mut request: Request) {
        if !is_local(&request) {
            send(request, text(403, "只接受本機的連線。"));
            return;
        }
        let url = request.url().split('?').next().unwrap_or_default().to_owned();
        let method = request.method().clone();
        // A page that asks first (CORS) gets no permission: everything comes from the same origin.
        if (&method, url.as_str()) == (&Method::Get, "/progress") {
            self.stream(request);
            return;
        }
        let reply = match (&method, url.as_str()) {
            (Method::Post, "/call") => match body(&mut request) {
                Ok(body) => match serde_json::from_slice(&body) {
                    Ok(asked) => json(&Answer::from(self.desk.handle(asked))),
                    Err(error) => text(400, &format!("不是有效的請求：{error}")),
                },
                Err(refused) => refused,
            },
            (Method::Post, "/stage") => self.stage(&mut request),
            (Method::Post, "/destination") => self.destination(&mut request),
            (Method::Get, _) => match url.strip_prefix("/download/") {
                Some(ticket) => self.download(ticket),
                None => self.page(&url),
            },
            _ => text(405, "不支援的方法。"),
        };
        send(request, reply);
    }

    /// A file from outside the page, as its raw bytes; its name stands in `?name=`.
    fn stage(&self, request: &mut Request) -> Reply {
        let name = request.url().split_once("?name=").map(|(_, n)| unescaped(n));
        let Some(name) = name.map(|n| files::shown(Path::new(&n))) else {
            return text(400, "少了 ?name=檔名。");
        };
        match body(request) {
            Ok(bytes) => json(&serde_json::json!({ "ticket": self.desk.stage_bytes(name, bytes) })),
            Err(refused) => refused,
        }
    }

    fn destination(&self, request: &mut Request) -> Reply {
        #[derive(Deserialize)]
        struct Asked {
            name: String,
        }
        let asked = match body(request).map(|b| serde_json::from_slice::<Asked>(&b)) {
            Ok(Ok(asked)) => asked,
            Ok(Err(error)) => return text(400, &format!("不是有效的請求：{error}")),
            Err(refused) => return refused,
        };
        let mut tickets = self.tickets.lock().expect("no holder panics");
        // One folder each: the name stays the user's own.
        let folder = self.saved.path().join(tickets.len().to_string());
        if let Err(error) = std::fs::create_dir_all(&folder) {
            return text(500, &error.to_string());
        }
        let path = folder.join(files::shown(Path::new(&asked.name)));
        let ticket = self.desk.destination(path.clone());
        tickets.insert(ticket.clone(), path);
        json(&serde_json::json!({ "ticket": ticket }))
    }

    fn download(&self, ticket: &str) -> Reply {
        // A folder of files is fetched one by one: /download/TICKET/NAME.
        let (ticket, inner) = ticket.split_once('/').unwrap_or((ticket, ""));
        let inner = unescaped(inner);
        let path = self
            .tickets
            .lock()
            .expect("no holder panics")
            .get(ticket)
            .map(|path| match inner.is_empty() {
                true => path.clone(),
                false => path.join(files::shown(Path::new(&inner))),
            });
        let found = path.and_then(|p| Some((std::fs::read(&p).ok()?, p)));
        let Some((bytes, path)) = found else {
            return text(404, "還沒有這個檔案。");
        };
        let kind = kind(&path);
        let name = escaped(&files::shown(&path));
        Response::from_data(bytes)
            .with_header(header("Content-Type", kind))
            .with_header(header(
                "Content-Disposition",
                &format!("attachment; filename*=UTF-8''{name}"),
            ))
    }

    /// A file of the window; anything that is no file is the window itself.
    fn page(&self, url: &str) -> Reply {
        let Some(ui) = &self.ui else {
            return text(404, "沒有介面檔案：請以 --ui ui/dist 指定。");
        };
        let wanted = unescaped(url.trim_start_matches('/'));
        let file = if usr_desk_desk::exchange::is_inside(&wanted) {
            ui.join(&wanted)
        } else {
            ui.join("index.html")
        };
        let file = if file.is_file() {
            file
        } else {
            ui.join("index.html")
        };
        match std::fs::read(&file) {
            Ok(bytes) => Response::from_data(bytes).with_header(header("Content-Type", kind(&file))),
            Err(_) => text(404, "沒有介面檔案：請先在 ui 執行 npm run build。"),
        }
    }

    /// Server-sent events on a thread of their own, until the page goes away.
    fn stream(&self, request: Request) {
        let (sender, events) = channel::<Progress>();
        self.listeners.lock().expect("no listener panics").push(sender);
        std::thread::spawn(move || {
            let mut line = request.into_writer();
            let head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n: \n\n";
            let mut said = line.write_all(head.as_bytes()).and_then(|()| line.flush());
            while said.is_ok() {
                let Ok(progress) = events.recv() else { return };
                let event = serde_json::to_string(&progress).unwrap_or_default();
                said = write!(line, "data: {event}\n\n").and_then(|()| line.flush());
            }
        });
    }
}

/// The answer leaves in one piece. Written as the library would, its head first and then its body, every answer comes 40 ms
/// late: the system holds back a small packet until the one before is acknowledged, and the browser acknowledges late.
fn send(request: Request, reply: Reply) {
    let mut whole = Vec::new();
    let version = request.http_version().clone();
    let no_body = *request.method() == Method::Head;
    // The length is known: no need for chunks.
    let reply = reply.with_chunked_threshold(usize::MAX);
    let printed = reply.raw_print(&mut whole, version, request.headers(), no_body, None);
    let mut line = request.into_writer();
    // A page that is gone needs no answer.
    let _ = printed
        .and_then(|()| line.write_all(&whole))
        .and_then(|()| line.flush());
}

/// Whether both the name that the browser used and the page that asked are of this machine.
fn is_local(request: &Request) -> bool {
    let value = |name: &'static str| {
        let found = request.headers().iter().find(|h| h.field.equiv(name));
        found.map(|h| h.value.as_str().to_owned())
    };
    let origin =
        value("Origin").is_none_or(|o| o.split_once("://").is_some_and(|(_, host)| is_loopback(host)));
    origin && value("Host").is_some_and(|host| is_loopback(&host))
}

fn is_loopback(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.chars().all(|c| c.is_ascii_digit()) => name,
        _ => host,
    };
    matches!(name, "127.0.0.1" | "localhost" | "[::1]")
}

fn body(request: &mut Request) -> Result<Vec<u8>, Reply> {
    let mut bytes = Vec::new();
    let read = request.as_reader().take(LARGEST_BODY + 1).read_to_end(&mut bytes);
    match read {
        Err(error) => Err(text(400, &error.to_string())),
        Ok(_) if bytes.len() as u64 > LARGEST_BODY => Err(text(413, "內容過大。")),
        Ok(_) => Ok(bytes),
    }
}

fn json(value: &impl serde::Serialize) -> Reply {
    Response::from_data(serde_json::to_vec(value).unwrap_or_default())
        .with_header(header("Content-Type", "application/json"))
        .with_header(header("Cache-Control", "no-store"))
}

fn text(status: u16, message: &str) -> Reply {
    Response::from_data(message.as_bytes().to_vec())
        .with_status_code(status)
        .with_header(header("Content-Type", "text/plain; charset=utf-8"))
}

fn header(name: &str, value: &str) -> Header {
    Header::from_bytes(name.as_bytes(), value.as_bytes()).expect("our own headers are ASCII")
}

fn kind(path: &Path) -> &'static str {
    match path.extension().and_then(|e| e.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("woff2") => "font/woff2",
        Some("pdf") => "application/pdf",
        Some("json" | "map") => "application/json",
        _ => "application/octet-stream",
    }
}

fn escaped(name: &str) -> String {
    name.bytes()
        .map(|b| match b {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' => char::from(b).to_string(),
            _ => format!("%{b:02X}"),
        })
        .collect()
}

fn unescaped(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let code = (*first == b'%')
            .then(|| tail.get(..2))
            .flatten()
            .and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
        bytes.push(code.unwrap_or(*first));
        rest = if code.is_some() { &tail[2..] } else { tail };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_loopback_names() {
        for host in ["127.0.0.1:8000", "localhost", "localhost:5173", "[::1]:80"] {
            assert!(is_loopback(host), "{host}");
        }
        for host in [
            "example.com",
            "127.0.0.1.example.com",
            "localhost.example.com:80",
            "0.0.0.0",
            "",
        ] {
            assert!(!is_loopback(host), "{host}");
        }
    }

    #[test]
    fn names_cross_a_url() {
        assert_eq!(unescaped(&escaped("經費 表%.xlsx")), "經費 表%.xlsx");
        assert_eq!(unescaped("%zz%4"), "%zz%4");
    }
}
