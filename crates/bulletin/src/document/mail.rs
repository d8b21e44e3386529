//! Mail (.eml): the subject, the body, the day of the letter. Attachments are not opened.

use super::{Document, Unreadable};
use mail_parser::{MessageParser, PartType};
use regex::Regex;
use std::sync::LazyLock;
use usr_desk_workspace::Date;

/// A link in HTML: its words, then its address.
static ANCHOR: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?s)<[aA] [^>]*?[hH][rR][eE][fF] *= *[\"'](https?://[^\"'>]+)[\"'][^>]*>(.*?)</[aA]>")
        .expect("the pattern is written here")
});

/// The head of a mail: fields, one of which every mail has.
pub(super) fn is_mail(head: &[u8]) -> bool {
    let text = String::from_utf8_lossy(head);
    let mut fields = 0;
    for line in text.lines() {
        if line.starts_with([' ', '\t']) && fields > 0 {
            continue;
        }
        let Some((name, _)) = line.split_once(':') else {
            break;
        };
        let is_name = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        if !is_name {
            break;
        }
        let known = [
            "from",
            "received",
            "mime-version",
            "return-path",
            "message-id",
            "delivered-to",
            "content-type",
        ];
        fields += 1;
        if known.contains(&name.to_ascii_lowercase().as_str())
            && fields > 0
            && text.to_ascii_lowercase().contains("\nsubject:")
            || name.eq_ignore_ascii_case("return-path")
            || name.eq_ignore_ascii_case("received")
            || name.eq_ignore_ascii_case("mime-version")
        {
            return true;
        }
    }
    false
}

pub(super) fn read(bytes: &[u8]) -> Result<Document, Unreadable> {
    let message = MessageParser::default().parse(bytes);
    let message = message.ok_or(Unreadable::Damaged("不是完整的郵件", "no whole message"))?;
    let letter = message.date().and_then(|d| {
        Date::new(
            i16::try_from(d.year).ok()?,
            i8::try_from(d.month).ok()?,
            i8::try_from(d.day).ok()?,
        )
    });
    let plain = message.text_body.first().and_then(|id| message.part(*id));
    let body = match plain.map(|part| &part.body) {
        Some(PartType::Text(text)) => text.to_string(),
        Some(PartType::Html(html)) => {
            mail_parser::decoders::html::html_to_text(&ANCHOR.replace_all(html, "$2 $1 "))
        }
        _ => message.body_text(0).map(|t| t.into_owned()).unwrap_or_default(),
    };
    if body.trim().is_empty() {
        return Err(Unreadable::NoText);
    }
    let subject = message.subject().unwrap_or_default().trim();
    let text = match subject.is_empty() {
        true => body,
        false => format!("主旨：{subject}\n\n{body}"),
    };
    Ok(Document {
        text: text.replace("\r\n", "\n"),
        letter,
        pages: Vec::new(),
    })
}
