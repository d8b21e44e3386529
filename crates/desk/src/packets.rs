//! The PDF packet: laid out outside the lock, written whole.

use crate::desk::Desk;
use crate::error::Error;
use crate::protocol::{Response, Ticket};

impl Desk {
    pub(crate) fn export_packet(
        &self,
        _: &str,
        _: Option<&str>,
        _: bool,
        _: &Ticket,
    ) -> Result<Response, Error> {
        Err(Error::Refused("這一版還不能輸出。".into()))
    }
}
