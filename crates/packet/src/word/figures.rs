//! Pictures of the text, as they were attached, with their captions.

use super::body::{Body, Stand, field, run_xml};
use crate::block::{Figure, Run};
use crate::page::{MEASURE, ROOM};
use crate::picture::Picture;
use std::fmt::Write;
use usr_desk_word::{escape, names};

/// English metric units to a point.
const EMU: f32 = 12_700.0;

impl Body<'_> {
    pub(super) fn figure(&mut self, figure: &Figure) {
        let stand = Stand {
            keep: true,
            ..Stand::of("FigurePlace")
        };
        match &figure.picture {
            Ok(picture) => {
                let drawing = self.drawing(figure, picture);
                self.raw(&stand, &drawing);
            }
            Err(reason) => self.paragraph(&stand, &[Run::inked(&**reason, crate::page::Ink::Red)]),
        }
        // 「圖 1」 is the first run of the caption; Word counts it.
        let mut caption = String::new();
        let mut runs = figure.caption.as_slice();
        if let Some((label, rest)) = runs.split_first() {
            let number = label.text.rsplit(' ').next().unwrap_or_default();
            let _ = write!(
                caption,
                "{}{}",
                run_xml(&Run::plain("圖 ")),
                field(r" SEQ 圖 \* ARABIC ", number)
            );
            runs = rest;
        }
        caption.push_str(&self.runs(runs));
        self.raw(&Stand::of(names::CAPTION), &caption);
    }

    fn drawing(&mut self, figure: &Figure, picture: &Picture) -> String {
        let width = MEASURE * figure.width.clamp(10.0, 100.0) / 100.0;
        let (across, down) = picture.upright();
        let height = width * down as f32 / across.max(1) as f32;
        // Room is left for a caption of three lines.
        let scale = ((ROOM - 72.0) / height).min(1.0);
        let (cx, cy) = ((width * scale * EMU) as u64, (height * scale * EMU) as u64);
        let media = self.media(figure, picture);
        self.drawings += 1;
        let id = self.drawings;
        let alt = escape(&figure.alt).replace('\n', " ");
        format!(
            concat!(
                r#"<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{cx}" cy="{cy}"/>"#,
                r#"<wp:docPr id="{id}" name="圖片 {id}" descr="{alt}"/>"#,
                r#"<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">"#,
                r#"<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">"#,
                r#"<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">"#,
                r#"<pic:nvPicPr><pic:cNvPr id="{id}" name="圖片 {id}" descr="{alt}"/><pic:cNvPicPr/></pic:nvPicPr>"#,
                r#"<pic:blipFill><a:blip r:embed="{media}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>"#,
                r#"<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm>"#,
                r#"<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>"#,
                r#"</wp:inline></w:drawing></w:r>"#
            ),
            cx = cx,
            cy = cy,
            id = id,
            alt = alt,
            media = media
        )
    }

    /// The relation of a picture; one that is shown twice is in the file once. One that a camera took lying down goes in
    /// upright, for Word does not turn it.
    fn media(&mut self, figure: &Figure, picture: &Picture) -> String {
        let attached = self.files.get(&figure.file).filter(|_| picture.turns == 0);
        let bytes = match attached {
            Some(bytes) => bytes.clone(),
            None => picture.upright_jpeg().unwrap_or_default(),
        };
        let known = self.pictures.iter().position(|(_, known)| *known == bytes);
        let at = known.unwrap_or_else(|| {
            let ending = if bytes.starts_with(b"\x89PNG") {
                "png"
            } else {
                "jpg"
            };
            self.pictures
                .push((format!("image{}.{ending}", self.pictures.len() + 1), bytes));
            self.pictures.len() - 1
        });
        format!("rPicture{}", at + 1)
    }
}
