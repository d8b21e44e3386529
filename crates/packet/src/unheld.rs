//! Faces that an attached file names and does not hold (未嵌入字型): another machine may print its pages otherwise.

use lopdf::{Dictionary, Document, Object};

/// An attached file that leaves faces to whoever prints it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnheldFaces {
    /// Its path as the season writes it.
    pub file: String,
    /// The names of the faces, in order; one that cannot be read is left out.
    pub faces: Vec<String>,
}

/// Every machine has these.
const EVERYWHERE: [&str; 5] = ["Helvetica", "Times", "Courier", "Symbol", "ZapfDingbats"];

/// The names of the faces that the document does not hold; the blank name = one that cannot be read.
pub(crate) fn unheld(document: &Document) -> Vec<String> {
    let descriptors = document
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok());
    let mut names: Vec<String> = descriptors.filter_map(name_of_unheld).collect();
    names.sort();
    names.dedup();
    names
}

fn name_of_unheld(descriptor: &Dictionary) -> Option<String> {
    let is_held = || {
        [&b"FontFile"[..], b"FontFile2", b"FontFile3"]
            .iter()
            .any(|key| descriptor.has(key))
    };
    if !matches!(descriptor.get_type(), Ok(b"FontDescriptor")) || is_held() {
        return None;
    }
    let name = descriptor
        .get(b"FontName")
        .and_then(Object::as_name)
        .unwrap_or_default();
    let name = std::str::from_utf8(name).unwrap_or_default().to_owned();
    (!EVERYWHERE.iter().any(|known| name.starts_with(known))).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use lopdf::dictionary;

    #[test]
    fn a_face_that_is_held_or_everywhere_is_no_news() {
        let mut document = Document::with_version("1.7");
        let face = |name: &str| dictionary! { "Type" => "FontDescriptor", "FontName" => name };
        document.add_object(face("DFKaiShu-SB-Estd-BF"));
        document.add_object(face("PMingLiU"));
        document.add_object(face("PMingLiU"));
        document.add_object(face("Helvetica-Bold"));
        let file = document.add_object(dictionary! {});
        let mut held = face("ABCDEF+TW-Kai");
        held.set("FontFile2", file);
        document.add_object(held);
        assert_eq!(unheld(&document), ["DFKaiShu-SB-Estd-BF", "PMingLiU"]);
    }
}
