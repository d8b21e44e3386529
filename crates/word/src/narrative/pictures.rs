//! Pictures: where they stand, how wide, and their bytes.

use super::body::Body;
use super::inline::Inline;
use super::losses::{Loss, Losses};
use super::{PictureFile, block::words};
use crate::dom::Element;
use crate::package::{Package, Unreadable};
use usr_desk_workspace::prose::{Attrs, Node, NodeKind};

/// One picture, and all of them together.
const LARGEST: usize = 24 << 20;
const LARGEST_ALL: usize = 32 << 20;
/// What the schema calls usual.
const USUAL_WIDTH: u8 = 80;

/// A picture that the document shows.
pub(super) struct Seen {
    pub(super) id: String,
    /// Its part in the container.
    pub(super) part: String,
}

impl Body<'_> {
    /// A drawing: a picture becomes a figure, anything else is told.
    pub(super) fn drawing(&mut self, e: &Element, out: &mut Inline) {
        if let Some(inner) = e.find("txbxContent") {
            self.losses.add(Loss::TextBox);
            self.losses.at(&inner.text());
            return;
        }
        let none = Element::default();
        let blip = e.find("blip").or_else(|| e.find("imagedata"));
        let Some(blip) = blip else {
            return self.losses.add(match () {
                () if e.find("chart").is_some() => Loss::Chart,
                () if e.find("relIds").is_some() => Loss::Diagram,
                () => Loss::Object,
            });
        };
        let relation = blip
            .get("embed")
            .or_else(|| blip.get("id"))
            .and_then(|id| self.relations.get(id));
        let Some(relation) = relation.filter(|r| !r.is_outside) else {
            return self.losses.add(Loss::PictureOutside);
        };
        let part = relation.target.trim_start_matches("./");
        let part = part
            .strip_prefix('/')
            .map_or_else(|| format!("word/{part}"), str::to_owned);
        let known = self.pictures.iter().find(|seen| seen.part == part);
        let id = known.map_or_else(
            || format!("picture-{}", self.pictures.len() + 1),
            |seen| seen.id.clone(),
        );
        if known.is_none() {
            self.pictures.push(Seen { id: id.clone(), part });
        }
        let about = e.find("docPr").unwrap_or(&none);
        let alt = about.get("descr").filter(|alt| !alt.trim().is_empty());
        let across = e
            .find("extent")
            .and_then(|extent| extent.get("cx")?.parse::<f64>().ok());
        let percent = across.map(|across| (across / self.measure * 100.0).round().clamp(10.0, 100.0) as u8);
        out.figures.push(Node {
            attrs: Some(Attrs {
                attachment: Some(id.as_str().into()),
                alt: alt.map(str::to_owned),
                width: percent.filter(|percent| *percent != USUAL_WIDTH),
                ..Attrs::default()
            }),
            ..Node::new(NodeKind::Figure)
        });
    }
}

/// The bytes of what the document still shows; a figure whose picture cannot be had becomes its caption.
pub(super) fn load(
    package: &mut Package<'_>,
    seen: &mut Vec<Seen>,
    document: &mut Node,
    losses: &mut Losses,
) -> Result<Vec<PictureFile>, Unreadable> {
    let mut kept: Vec<PictureFile> = Vec::new();
    let mut all = 0;
    for picture in seen.drain(..) {
        let is_shown = |node: &Node| figure_of(node).is_some_and(|id| id == picture.id);
        if !document.content.iter().any(is_shown) {
            continue;
        }
        let bytes = package.bytes(&picture.part, LARGEST)?.unwrap_or_default();
        all += bytes.len();
        if all > LARGEST_ALL {
            return Err(Unreadable::TooLarge(LARGEST_ALL >> 20));
        }
        let is_picture = bytes.starts_with(b"\xFF\xD8\xFF") || bytes.starts_with(b"\x89PNG\r\n\x1a\n");
        if is_picture {
            let name = picture.part.rsplit('/').next().unwrap_or_default().to_owned();
            kept.push(PictureFile {
                id: picture.id,
                name: with_ending(&name, &bytes),
                bytes,
            });
            continue;
        }
        let loss = if bytes.is_empty() {
            Loss::PictureMissing
        } else {
            Loss::PictureKind
        };
        for node in &mut document.content {
            if figure_of(node) == Some(picture.id.as_str()) {
                losses.put(loss, 1, &words(&node.content));
                (node.kind, node.attrs) = (NodeKind::Paragraph, None);
            }
        }
    }
    let is_left = |node: &Node| node.kind != NodeKind::Paragraph || !node.content.is_empty();
    document.content.retain(is_left);
    if document.content.is_empty() {
        document.content.push(Node::new(NodeKind::Paragraph));
    }
    Ok(kept)
}

fn figure_of(node: &Node) -> Option<&str> {
    let attrs = node.attrs.as_ref().filter(|_| node.kind == NodeKind::Figure)?;
    attrs.attachment.as_ref().map(|id| id.as_str())
}

/// The ending that the bytes say.
fn with_ending(name: &str, bytes: &[u8]) -> String {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let ending = if bytes.starts_with(b"\x89PNG") {
        "png"
    } else {
        "jpg"
    };
    format!("{stem}.{ending}")
}
