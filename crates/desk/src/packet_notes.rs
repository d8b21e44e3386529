//! What the user should know of a file that was printed, in both languages: characters that no face has, files that
//! could not be merged, pictures that were reduced.

use usr_desk_packet::{MissingGlyph, Packet, ReducedFile, RefusedFile, UnheldFaces, WordFile};
use usr_desk_rules::Language;
use usr_desk_workspace::Sentence;

/// Of a packet.
pub(crate) fn of_packet(packet: &Packet) -> Vec<Sentence> {
    let glyphs = packet.missing_glyphs.iter().map(missing);
    let files = packet.refused.iter().map(unmerged);
    let reduced = packet.reduced.iter().map(reduced);
    let unheld = packet.unheld.iter().map(unheld);
    glyphs
        .chain(files)
        .chain(unheld)
        .chain(reduced)
        .chain(size(packet))
        .collect()
}

/// Of a Word file.
pub(crate) fn of_word(file: &WordFile) -> Vec<Sentence> {
    let unshown = |refused: &RefusedFile| {
        let (file, why) = (&refused.file, refused.reason);
        Sentence::new(
            format!("圖檔「{file}」沒有放入：{}。", why.zh),
            format!("The picture “{file}” was left out: {}.", why.en),
        )
    };
    let contents = Sentence::new(
        "目錄的頁碼由 Word 填入：開啟檔案時若詢問是否更新欄位，請選「是」。",
        "Word fills in the page numbers of the contents: answer Yes when it asks to update fields on opening.",
    );
    file.refused.iter().map(unshown).chain([contents]).collect()
}

/// Of a paper beside the packet, or a book.
pub(crate) fn of_paper(missing_glyphs: &[MissingGlyph]) -> Vec<Sentence> {
    missing_glyphs.iter().map(missing).collect()
}

/// In the window's language.
pub(crate) fn told(notes: &[Sentence], language: Language) -> Vec<String> {
    let one = |note: &Sentence| language.choose(&note.zh, &note.en).to_owned();
    notes.iter().map(one).collect()
}

fn missing(glyph: &MissingGlyph) -> Sentence {
    let (character, code, place) = (glyph.character, u32::from(glyph.character), &glyph.place);
    Sentence::new(
        format!("字型裡沒有「{character}」（U+{code:04X}），{place}印不出這個字。請改用其他寫法或造字圖。"),
        format!(
            "No typeface has “{character}” (U+{code:04X}): it is not printed in “{place}”. Write it otherwise, or as a picture."
        ),
    )
}

fn unmerged(refused: &RefusedFile) -> Sentence {
    let (file, why) = (&refused.file, refused.reason);
    Sentence::new(
        format!("附件「{file}」沒有併入：{}。", why.zh),
        format!("The attachment “{file}” was not merged: {}.", why.en),
    )
}

/// What was done to the pictures of an attached file.
fn reduced(file: &ReducedFile) -> Sentence {
    let megabytes = |bytes: u64| bytes as f64 / 1e6;
    let (before, after) = (megabytes(file.before), megabytes(file.after));
    let (name, pictures, left) = (&file.file, file.pictures, file.left);
    let left = match left {
        0 => Sentence::new("", ""),
        left => Sentence::new(
            format!("另有 {left} 張因格式特殊保持原樣。"),
            format!(" {left} more are of an unusual kind and stay as they are."),
        ),
    };
    Sentence::new(
        format!(
            "附件「{name}」的 {pictures} 張圖片解析度高於輸出設定，已縮小（{before:.1} MB → {after:.1} MB），文字與線條不變。{}",
            left.zh
        ),
        format!(
            "Pictures of the attachment “{name}” had more dots an inch than the setup asks for; {pictures} were reduced ({before:.1} MB → {after:.1} MB). Text and lines are untouched.{}",
            left.en
        ),
    )
}

/// Faces that a file leaves to whoever prints it.
fn unheld(file: &UnheldFaces) -> Sentence {
    let names: Vec<&str> = file
        .faces
        .iter()
        .map(String::as_str)
        .filter(|name| !name.is_empty())
        .collect();
    let (name, zh, en) = (&file.file, names.join("、"), names.join(", "));
    Sentence::new(
        format!(
            "附件「{name}」沒有內嵌字型（{zh}），換一臺電腦列印時字形可能不同或缺字；預覽以本程式的字型代替。請重新輸出成內嵌字型的 PDF 再附上。"
        ),
        format!(
            "The attachment “{name}” does not hold its typefaces ({en}): on another machine it may look otherwise or lack characters; the preview shows faces of ours. Make the PDF anew with its fonts embedded and attach that."
        ),
    )
}

/// What the limit of the upload did to the file.
fn size(packet: &Packet) -> Option<Sentence> {
    let megabytes = packet.bytes.len() as f64 / 1e6;
    match (packet.over_limit, packet.reduced_to) {
        (Some(limit), _) => Some(Sentence::new(
            format!(
                "檔案 {megabytes:.1} MB，圖片縮到最小仍超過上限 {limit} MB。請減少附件，或把附件另外上傳。"
            ),
            format!(
                "The file has {megabytes:.1} MB: over the limit of {limit} MB with its pictures as small as they go. Attach less, or upload attachments on their own."
            ),
        )),
        (None, Some(dots)) => Some(Sentence::new(
            format!(
                "為了不超過上傳上限，圖片和掃描檔的解析度降為每英寸 {dots} 點（檔案 {megabytes:.1} MB）。"
            ),
            format!(
                "To stay within the limit of the upload, pictures and scans have {dots} dots an inch now (the file has {megabytes:.1} MB)."
            ),
        )),
        (None, None) => None,
    }
}
