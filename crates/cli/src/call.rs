//! `call`: requests from standard input, one JSON a line, answered line by line.
//!
//! Besides requests a line may play the host: `{"offer": "sheet.xlsx"}` and `{"destination": "out.pdf"}` are
//! answered with a ticket.

use crate::{Done, Ended, tell};
use serde::{Deserialize, Serialize};
use std::io::BufRead;
use std::path::PathBuf;
use usr_desk_desk::protocol::{Failure, Request, Response, Ticket};
use usr_desk_desk::{Desk, Error, Place};

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Host {
    Offer(PathBuf),
    Destination(PathBuf),
}

/// An answer as the bridge gives it too.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
#[allow(clippy::large_enum_variant, reason = "made once and written")]
pub(crate) enum Answer {
    Ok(Response),
    Failure(Failure),
    Ticket(Ticket),
}

impl From<Result<Response, Failure>> for Answer {
    fn from(result: Result<Response, Failure>) -> Answer {
        result.map_or_else(Answer::Failure, Answer::Ok)
    }
}

/// The desk of the usual place, or of another library.
pub(crate) fn desk(place: Place, library: Option<PathBuf>) -> Result<Desk, Error> {
    let place = Place {
        library: library.unwrap_or(place.library.clone()),
        ..place
    };
    Desk::opened_here(place)
}

/// Plays the script; a line that cannot be understood ends it.
pub(crate) fn call(library: Option<PathBuf>) -> Ended {
    let desk = desk(Place::usual(), library)?;
    for (number, line) in std::io::stdin().lock().lines().enumerate() {
        let line = line.map_err(|e| Error::Unexpected(format!("stdin: {e}")))?;
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let answer = match serde_json::from_str(&line) {
            Ok(Host::Offer(path)) => Answer::Ticket(desk.offer(path)),
            Ok(Host::Destination(path)) => Answer::Ticket(desk.destination(path)),
            Err(_) => {
                let line_number = number + 1;
                let request: Request = serde_json::from_str(&line).map_err(|e| {
                    Error::refused(
                        format!("第 {line_number} 行不是有效的請求：{e}"),
                        format!("Line {line_number} is no valid request: {e}"),
                    )
                })?;
                desk.handle(request).into()
            }
        };
        tell::out(&serde_json::to_string(&answer).unwrap_or_default());
    }
    Ok(Done::Well)
}
