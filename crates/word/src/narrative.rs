//! A narrative (計畫內容的一章) from a Word file: the body as a tree, its blocks in the closed schema, what is left out.

mod block;
mod body;
mod inline;
mod lists;
mod losses;
mod numbering;
mod pictures;
mod section;
mod styles;
mod tables;

pub use losses::{Dropped, Loss};

use crate::dom::{self, Element};
use crate::package::{Package, Relation, Unreadable};
use body::Body;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;
use usr_desk_workspace::Prose;

/// Which part of the file is wanted.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wanted {
    /// What the chapter is called: where a heading says so, only what stands below it is taken.
    #[serde(default)]
    pub titles: Vec<String>,
    /// What a person chose instead: a heading by its place in [`Narrative::headings`]; beyond them = the whole file.
    #[serde(default)]
    pub heading: Option<usize>,
}

/// What a Word file says, in the closed schema.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Narrative {
    /// Its figures name pictures (`picture-1`…) of [`Narrative::pictures`].
    pub document: Prose,
    /// Pictures that the document shows, each once.
    pub pictures: Vec<PictureFile>,
    /// The headings of the file that have something below them, in order.
    pub headings: Vec<HeadingSeen>,
    /// The heading that was taken, by its place among them; none = the whole file.
    pub taken: Option<usize>,
    /// What has no place in the schema.
    pub dropped: Vec<Dropped>,
}

/// A picture in a Word file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PictureFile {
    /// As the document's figures call it.
    pub id: String,
    /// Its name in the file.
    pub name: String,
    /// PNG or JPG.
    #[serde(with = "in_base64")]
    pub bytes: Vec<u8>,
}

/// A heading of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct HeadingSeen {
    /// From 1.
    pub level: u8,
    /// Its words.
    pub text: String,
}

/// Reads what is wanted of a file.
pub fn narrative(bytes: &[u8], wanted: &Wanted) -> Result<Narrative, Unreadable> {
    let mut package = Package::open(bytes)?;
    let text = package.body()?;
    if package.has("word/vbaProject.bin") {
        return Err(Unreadable::Macros);
    }
    let relations = package.relations("word/_rels/document.xml.rels")?;
    refuse_outside(&relations)?;
    refuse_outside(&package.relations("word/_rels/settings.xml.rels")?)?;
    let root = dom::parse(&text)?;
    drop(text);
    let body = root
        .child("body")
        .ok_or(Unreadable::Damaged("缺少內文", "it has no body"))?;
    let styles = styles::read(tree(&mut package, "word/styles.xml")?.as_ref());
    let numbering = numbering::read(tree(&mut package, "word/numbering.xml")?.as_ref());
    let notes = [
        tree(&mut package, "word/footnotes.xml")?,
        tree(&mut package, "word/endnotes.xml")?,
    ];
    let mut reading = Body::new(
        &styles,
        &numbering,
        &relations,
        [notes[0].as_ref(), notes[1].as_ref()],
    );
    let flow = reading.read(body);
    let (mut pictures, mut losses) = (reading.pictures, reading.losses);
    let chosen = section::choose(flow, wanted, &mut losses);
    let (mut document, taken, headings) = (chosen.document, chosen.taken, chosen.headings);
    if document.content.is_empty() {
        return Err(Unreadable::Empty);
    }
    let kept = pictures::load(&mut package, &mut pictures, &mut document, &mut losses)?;
    if document.fault().is_some() {
        return Err(Unreadable::Damaged("內容結構", "its structure"));
    }
    Ok(Narrative {
        document,
        pictures: kept,
        headings,
        taken,
        dropped: losses.told(),
    })
}

fn tree(package: &mut Package<'_>, name: &str) -> Result<Option<Element>, Unreadable> {
    package.xml(name)?.map(|text| dom::parse(&text)).transpose()
}

/// A link that is clicked and a picture that is linked are told; what Word would load by itself is refused.
fn refuse_outside(relations: &BTreeMap<String, Relation>) -> Result<(), Unreadable> {
    for relation in relations.values().filter(|r| r.is_outside) {
        let is_on_the_net = relation.target.contains("://") && !relation.target.starts_with("file:");
        match relation.kind.as_str() {
            "oleObject" | "package" | "subDocument" | "frame" | "control" => {
                return Err(Unreadable::Outside("連結的物件", "a linked object"));
            }
            "attachedTemplate" if is_on_the_net => {
                return Err(Unreadable::Outside("遠端範本", "a remote template"));
            }
            _ => {}
        }
    }
    Ok(())
}

mod in_base64 {
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub(super) fn serialize<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&STANDARD.encode(bytes))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
        STANDARD
            .decode(String::deserialize(deserializer)?)
            .map_err(D::Error::custom)
    }
}
