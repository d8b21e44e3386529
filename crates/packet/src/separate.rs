//! The packet as separate files (分冊): what an upload page asks for one by one.

use crate::attach::Files;
use crate::fonts::Fonts;
use crate::packet::{Error, Input, Packet, Scope, packet_with_files};
use crate::progress::Progress;
use std::ops::ControlFlow;

/// One file of the packet.
#[derive(Clone, Debug)]
pub struct PartFile {
    /// Its name, safe on every system (`01_漁村共老_計畫書.pdf`).
    pub name: String,
    /// What it holds.
    pub scope: Scope,
    /// The file.
    pub packet: Packet,
}

/// How far a set of files has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PartProgress {
    /// Files that are done.
    pub done: u32,
    /// All files.
    pub of: u32,
    /// How far the present one is.
    pub within: Progress,
}

/// 校務支持規劃方案, and for each submitted proposal 計畫書, 經費表 and (where there are attachments) 附件.
///
/// `input.scope` chooses: the season all of it, a proposal its own files, the support plan only itself.
pub fn parts(
    input: &Input,
    files: &Files,
    fonts: &Fonts,
    progress: &mut dyn FnMut(PartProgress) -> ControlFlow<()>,
) -> Result<Vec<PartFile>, Error> {
    let scopes = scopes(input)?;
    let of = u32::try_from(scopes.len()).unwrap_or(u32::MAX);
    let mut made = Vec::new();
    for ((name, scope), done) in scopes.into_iter().zip(0..) {
        let input = Input {
            scope: scope.clone(),
            ..*input
        };
        let mut tell = |within| progress(PartProgress { done, of, within });
        let packet = packet_with_files(&input, files, fonts, &mut tell)?;
        made.push(PartFile { name, scope, packet });
    }
    Ok(made)
}

/// The files by name, with what each holds.
fn scopes(input: &Input) -> Result<Vec<(String, Scope)>, Error> {
    let season = input.workspace;
    let wanted = input.scope.proposal();
    let mut scopes = Vec::new();
    if season.support_plan.is_some() && wanted.is_none() {
        scopes.push(("00_校務支持規劃方案.pdf".to_owned(), Scope::SupportPlan));
    }
    let submitted = season
        .proposals
        .iter()
        .filter(|p| p.submit || wanted == Some(&p.id));
    for (i, proposal) in submitted.enumerate() {
        let is_wanted = wanted.map_or(input.scope == Scope::Season, |id| *id == proposal.id);
        if !is_wanted {
            continue;
        }
        let name = |what: &str| format!("{:02}_{}_{what}.pdf", i + 1, safe(&proposal.title));
        scopes.push((name("計畫書"), Scope::Plan(proposal.id.clone())));
        scopes.push((name("經費表"), Scope::Budget(proposal.id.clone())));
        if !proposal.attachments.is_empty() {
            scopes.push((name("附件"), Scope::Attachments(proposal.id.clone())));
        }
    }
    if let Some(id) = wanted.filter(|id| !season.proposals.iter().any(|p| p.id == **id)) {
        return Err(Error::UnknownProposal(id.to_string()));
    }
    if scopes.is_empty() {
        return Err(Error::NothingToPrint);
    }
    Ok(scopes)
}

/// A title as part of a file's name: nothing that a system forbids or that hides, no longer than it need be. The
/// number before it and the word after it keep it from being a name that Windows reserves (CON, NUL…).
fn safe(title: &str) -> String {
    let is_forbidden = |c: char| c.is_control() || "/\\:*?\"<>|：".contains(c);
    let is_hidden =
        |c: &char| matches!(u32::from(*c), 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x2069 | 0xFEFF);
    let name: String = title
        .trim()
        .chars()
        .filter(|c| !is_hidden(c))
        .map(|c| if is_forbidden(c) { '_' } else { c })
        .take(30)
        .collect();
    let name = name.trim_matches([' ', '.', '_', '　']).to_owned();
    if name.is_empty() {
        "未命名計畫".to_owned()
    } else {
        name
    }
}

#[cfg(test)]
mod tests {
    use super::safe;

    #[test]
    fn names_are_safe_everywhere() {
        assert_eq!(safe("漁村：共老/計畫"), "漁村_共老_計畫");
        assert_eq!(safe(" ..  "), "未命名計畫");
        assert_eq!(safe("a\u{0}b*?"), "a_b");
        assert!(safe(&"長".repeat(90)).chars().count() <= 30);
        // Longest case: 30 characters of four bytes, with number, word and extension, is within the 255 of every system.
        assert!(format!("00_{}_計畫書.pdf", safe(&"𠮷".repeat(90))).len() < 200);
        assert_eq!(safe("甲\u{202E}fdp.exe"), "甲fdp.exe");
    }
}
