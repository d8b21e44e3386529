//! Plain text: UTF-8, UTF-16 with or without its mark, Big5.

use super::Unreadable;
use encoding_rs::{BIG5, Encoding, UTF_16BE, UTF_16LE};

pub(super) fn text(bytes: &[u8]) -> Result<String, Unreadable> {
    let not_text = || Unreadable::OtherKind("認不出編碼的檔案", "a file of unknown encoding");
    let encoding = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None if bytes.contains(&0) => without_mark(bytes).ok_or_else(not_text)?,
        None => match std::str::from_utf8(bytes) {
            Ok(text) => return Ok(text.to_owned()),
            Err(_) => BIG5,
        },
    };
    let (text, _, is_bad) = encoding.decode(bytes);
    if is_bad
        || text
            .chars()
            .filter(|c| c.is_control() && !c.is_whitespace())
            .count()
            > 8
    {
        return Err(not_text());
    }
    Ok(text.into_owned())
}

/// Line ends and ASCII of UTF-16 show on which side the zero bytes are.
fn without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let zeros = |side: usize| bytes.iter().skip(side).step_by(2).filter(|b| **b == 0).count();
    // 一 (U+4E00) has a zero byte too, on the other side; ASCII is more.
    match bytes.len().is_multiple_of(2) {
        true if zeros(1) > zeros(0) => Some(UTF_16LE),
        true => Some(UTF_16BE),
        false => None,
    }
}
