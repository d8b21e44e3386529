//! Files that the user picked: a window sees a ticket, never a path.

use crate::error::Error;
use crate::protocol::Ticket;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Mutex;

/// What a ticket stands for.
#[derive(Clone)]
pub(crate) enum Held {
    /// A file to read.
    File(PathBuf),
    /// Bytes that a window brought.
    Bytes {
        /// Its name, for its kind and for messages.
        name: String,
        /// What it holds.
        bytes: Vec<u8>,
    },
    /// Where to save.
    Destination(PathBuf),
}

/// Tickets given out since the program began.
#[derive(Default)]
pub(crate) struct Tickets(Mutex<HashMap<Ticket, Held>>);

impl Tickets {
    /// A ticket for this.
    pub(crate) fn give(&self, held: Held) -> Ticket {
        let mut given = self.0.lock().expect("no holder panics");
        let ticket = format!("t{}", given.len() + 1);
        given.insert(ticket.clone(), held);
        ticket
    }

    /// What this ticket stands for.
    pub(crate) fn held(&self, ticket: &Ticket) -> Result<Held, Error> {
        let given = self.0.lock().expect("no holder panics");
        given.get(ticket).cloned().ok_or_else(|| {
            Error::not_found(
                "程式重新啟動過，已不認得先前選擇的檔案。請重新選擇檔案。",
                "The program was started anew and does not know the chosen file any more. Choose it again.",
            )
        })
    }
}
