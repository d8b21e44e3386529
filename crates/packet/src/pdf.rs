//! Pages to a PDF file (only file that names printpdf): glyphs, rules, links, marked content.

use crate::fonts::{Face, Fonts};
use crate::glyphs::{Glyphs, Subset, width};
use crate::packet::Error;
use crate::page::{HEIGHT, Ink, Item, Page, Placed, Tag, WIDTH, circle};
use crate::picture::Picture;
use crate::progress::Steps;
use printpdf::{
    Actions, BorderArray, Codepoint, Color, CurTransMat, Destination, DictItem, ExternalStream,
    ExternalXObject, FontId, Greyscale, HighlightingMode, Line, LineCapStyle, LineDashPattern, LinePoint,
    LinkAnnotation, Mm, Op, PaintMode, ParsedFont, PdfDocument, PdfFont, PdfFontHandle, PdfPage,
    PdfSaveOptions, Point, Polygon, PolygonRing, Pt, Rect, Rgb, TextItem, TextMatrix, WindingOrder, XObject,
    XObjectId, XObjectTransform,
};
use std::collections::BTreeMap;
use std::rc::Rc;
use subsetter::GlyphRemapper;

/// What the file is, before its outline and structure are added.
pub(crate) struct Written {
    pub(crate) bytes: Vec<u8>,
    /// For each page, the structure element of each marked piece, by its number on the page.
    pub(crate) marks: Vec<Vec<u32>>,
    /// For each page, the structure element of each link, in order.
    pub(crate) links: Vec<Vec<Tag>>,
}

/// Pictures that stand on the pages, each once however often it is shown.
#[derive(Default)]
struct Pictures {
    known: Vec<Rc<Picture>>,
}

impl Pictures {
    fn place(&mut self, picture: &Rc<Picture>) -> XObjectId {
        let known = self.known.iter().position(|k| Rc::ptr_eq(k, picture));
        let at = known.unwrap_or_else(|| {
            self.known.push(picture.clone());
            self.known.len() - 1
        });
        XObjectId(format!("P{at}"))
    }

    fn objects(&self) -> impl Iterator<Item = (XObjectId, XObject)> {
        let name = |text: &str| DictItem::Name(text.as_bytes().to_vec());
        let object = move |(at, picture): (usize, &Rc<Picture>)| {
            let mut dict = BTreeMap::from([
                ("Type".to_owned(), name("XObject")),
                ("Subtype".to_owned(), name("Image")),
                ("Width".to_owned(), DictItem::Int(i64::from(picture.width))),
                ("Height".to_owned(), DictItem::Int(i64::from(picture.height))),
                ("ColorSpace".to_owned(), name(picture.space())),
                ("BitsPerComponent".to_owned(), DictItem::Int(8)),
            ]);
            if picture.is_jpeg {
                dict.insert("Filter".to_owned(), name("DCTDecode"));
            }
            let stream = ExternalStream {
                dict,
                content: picture.data.clone(),
                compress: !picture.is_jpeg,
            };
            let external = ExternalXObject {
                stream,
                width: None,
                height: None,
                dpi: None,
            };
            (XObjectId(format!("P{at}")), XObject::External(external))
        };
        self.known.iter().enumerate().map(object)
    }
}

/// Pages, faces, file.
pub(crate) const STEPS: usize = 3;

/// Writes the pages. `anchors` say where links lead: page from 0, and how far down it.
pub(crate) fn write(
    pages: &[Page],
    fonts: &Fonts,
    anchors: &[Option<(usize, f32)>],
    steps: &mut Steps,
) -> Result<Written, Error> {
    steps.next()?;
    let mut glyphs = Glyphs::default();
    let mut pictures = Pictures::default();
    let mut document = PdfDocument::new("");
    let mut marks = Vec::new();
    let mut links = Vec::new();
    let width_of = |face: Face, id: u16| width(fonts, face, id);
    for page in pages {
        let mut writer = PageWriter {
            glyphs: &mut glyphs,
            pictures: &mut pictures,
            ops: Vec::new(),
            marks: Vec::new(),
            links: Vec::new(),
            state: State::default(),
            width_of: &width_of,
        };
        // Rules reach into their corners.
        writer.ops.push(Op::SetLineCapStyle {
            cap: LineCapStyle::ProjectingSquare,
        });
        for item in &page.items {
            writer.item(item, anchors);
        }
        writer.close();
        marks.push(std::mem::take(&mut writer.marks));
        links.push(std::mem::take(&mut writer.links));
        let ops = std::mem::take(&mut writer.ops);
        let mut pdf_page = PdfPage::new(Mm(210.0), Mm(297.0), ops);
        let sheet = Rect {
            x: Pt(0.0),
            y: Pt(0.0),
            width: Pt(WIDTH),
            height: Pt(HEIGHT),
            mode: None,
            winding_order: None,
        };
        (pdf_page.media_box, pdf_page.trim_box, pdf_page.crop_box) = (sheet.clone(), sheet.clone(), sheet);
        document.pages.push(pdf_page);
    }
    steps.next()?;
    for (subset, remapper) in &glyphs.subsets {
        document
            .resources
            .fonts
            .map
            .insert(font_id(*subset), font(fonts, *subset, remapper)?);
    }
    document.resources.xobjects.map.extend(pictures.objects());
    let options = PdfSaveOptions {
        optimize: false,
        subset_fonts: false,
        secure: true,
        image_optimization: None,
    };
    steps.next()?;
    let bytes = document.save(&options, &mut Vec::new());
    Ok(Written { bytes, marks, links })
}

fn font_id((face, bank): Subset) -> FontId {
    let bank = if bank == 0 {
        String::new()
    } else {
        format!("x{bank}")
    };
    FontId(format!("F{}{bank}", face as usize))
}

fn font(fonts: &Fonts, subset: Subset, remapper: &GlyphRemapper) -> Result<PdfFont, subsetter::Error> {
    let (face, bank) = subset;
    let open = fonts.face(face);
    let bytes = subsetter::subset(&open.bytes, 0, remapper)?;
    let widths = remapper.remapped_gids().enumerate();
    let widths = widths
        .map(|(new, old)| (new as u16, width(fonts, face, old)))
        .collect();
    let metrics = open.font.metrics();
    let scale = |value: f64| (value * 1000.0 / f64::from(open.units_per_em)) as i16;
    let line = metrics.hhea_line.as_ref();
    let font_metrics = printpdf::FontMetrics {
        ascent: line.map_or(800, |l| scale(l.ascender.to_f64())),
        descent: line.map_or(-200, |l| scale(l.descender.to_f64())),
    };
    // The tag of a subset: six letters, the same for the same face.
    let tag = format!(
        "USRD{}{}",
        char::from(b'A' + face as u8),
        char::from(b'A' + (bank % 26) as u8)
    );
    let name = Some(format!("{tag}+{}", face.name()));
    // Widths are stated in thousandths already.
    let mut parsed = ParsedFont::with_glyph_data(bytes, 0, name, BTreeMap::new(), widths, 1000, font_metrics);
    let bounds = &metrics.bounds;
    parsed.pdf_font_metrics.x_min = scale(bounds.x_min.to_f64());
    parsed.pdf_font_metrics.y_min = scale(bounds.y_min.to_f64());
    parsed.pdf_font_metrics.x_max = scale(bounds.x_max.to_f64());
    parsed.pdf_font_metrics.y_max = scale(bounds.y_max.to_f64());
    parsed.pdf_font_metrics.us_weight_class = if matches!(face, Face::SansBold | Face::LatinBold) {
        700
    } else {
        400
    };
    Ok(PdfFont::new(parsed))
}

/// What the page's graphics state is, so that nothing is said twice.
#[derive(Default)]
struct State {
    fill: Option<Ink>,
    stroke: Option<(Ink, f32, bool)>,
    /// In a marked piece, of this element or decoration.
    marked: Option<Tag>,
    in_text: bool,
    font: Option<(Subset, f32)>,
}

struct PageWriter<'a> {
    glyphs: &'a mut Glyphs,
    pictures: &'a mut Pictures,
    ops: Vec<Op>,
    marks: Vec<u32>,
    links: Vec<Tag>,
    state: State,
    width_of: &'a dyn Fn(Face, u16) -> u16,
}

impl PageWriter<'_> {
    fn item(&mut self, item: &Item, anchors: &[Option<(usize, f32)>]) {
        match item {
            Item::Text { y, size, words, tag } => {
                self.mark(*tag);
                self.text(*y, *size, words);
            }
            Item::Picture {
                x,
                y,
                width,
                height,
                picture,
                tag,
            } => {
                self.mark(*tag);
                self.end_text();
                let id = self.pictures.place(picture);
                let matrix = picture.matrix(*x, HEIGHT - y - height, *width, *height);
                self.ops.push(Op::SaveGraphicsState);
                self.ops.push(Op::SetTransformationMatrix {
                    matrix: CurTransMat::Raw(matrix),
                });
                let transform = XObjectTransform {
                    no_auto_scale: true,
                    ..XObjectTransform::default()
                };
                self.ops.push(Op::UseXobject { id, transform });
                self.ops.push(Op::RestoreGraphicsState);
            }
            Item::Dot { x, y, radius, ink } => {
                self.mark(None);
                self.fill(*ink);
                let polygon = Polygon {
                    rings: vec![PolygonRing {
                        points: points(&circle(*x, *y, *radius)),
                    }],
                    mode: PaintMode::Fill,
                    winding_order: WindingOrder::NonZero,
                };
                self.ops.push(Op::DrawPolygon { polygon });
            }
            Item::Rule {
                from,
                to,
                width,
                ink,
                dashed,
            } => {
                self.mark(None);
                self.stroke(*ink, *width, *dashed);
                let points = vec![line_point(from.0, from.1, false), line_point(to.0, to.1, false)];
                self.ops.push(Op::DrawLine {
                    line: Line {
                        points,
                        is_closed: false,
                    },
                });
            }
            Item::Area {
                x,
                y,
                width,
                height,
                ink,
            } => {
                self.mark(None);
                self.fill(*ink);
                let rectangle = Rect {
                    x: Pt(*x),
                    y: Pt(HEIGHT - y - height),
                    width: Pt(*width),
                    height: Pt(*height),
                    mode: Some(PaintMode::Fill),
                    winding_order: None,
                };
                self.ops.push(Op::DrawRectangle { rectangle });
            }
            Item::Shape { contours, ink } => {
                self.mark(None);
                self.fill(*ink);
                let ring = |contour: &Vec<crate::page::Point>| PolygonRing {
                    points: points(contour),
                };
                let rings = contours.iter().map(ring).collect();
                let polygon = Polygon {
                    rings,
                    mode: PaintMode::Fill,
                    winding_order: WindingOrder::NonZero,
                };
                self.ops.push(Op::DrawPolygon { polygon });
            }
            Item::Link {
                x,
                y,
                width,
                height,
                to,
                tag,
            } => {
                let Some((page, top)) = anchors.get(*to).copied().flatten() else {
                    return;
                };
                let destination = Destination::Xyz {
                    page: page + 1,
                    left: None,
                    top: Some(HEIGHT - top + 8.0),
                    zoom: None,
                };
                let rect = Rect {
                    x: Pt(*x),
                    y: Pt(HEIGHT - y - height),
                    width: Pt(*width),
                    height: Pt(*height),
                    mode: None,
                    winding_order: None,
                };
                let border = BorderArray::Solid([0.0, 0.0, 0.0]);
                let link = LinkAnnotation::new(
                    rect,
                    Actions::go_to(destination),
                    Some(border),
                    None,
                    Some(HighlightingMode::Invert),
                );
                self.ops.push(Op::LinkAnnotation { link });
                self.links.push(*tag);
            }
        }
    }

    /// Opens marked content for this element, or for decoration, unless it is open already.
    fn mark(&mut self, tag: Tag) {
        if self.state.marked == Some(tag) {
            if tag.is_none() {
                self.end_text();
            }
            return;
        }
        self.close();
        match tag {
            Some(tag) => {
                let number = i64::try_from(self.marks.len()).unwrap_or(0);
                self.marks.push(tag);
                let map = BTreeMap::from([("MCID".to_owned(), DictItem::Int(number))]);
                let properties = DictItem::Dict { map };
                self.ops.push(Op::BeginMarkedContentWithProperties {
                    tag: "Span".to_owned(),
                    properties,
                });
            }
            None => self.ops.push(Op::BeginMarkedContent {
                tag: "Artifact".to_owned(),
            }),
        }
        self.state.marked = Some(tag);
    }

    fn close(&mut self) {
        self.end_text();
        if self.state.marked.take().is_some() {
            self.ops.push(Op::EndMarkedContent);
        }
    }

    fn end_text(&mut self) {
        if std::mem::take(&mut self.state.in_text) {
            self.ops.push(Op::EndTextSection);
            self.state.font = None;
        }
    }

    fn text(&mut self, y: f32, size: f32, words: &[Placed]) {
        let mut run = Vec::new();
        // Where the reader's pen is: it advances by the whole thousandths that the file states.
        let mut pen = f32::NAN;
        let mut height = f32::NAN;
        for placed in words {
            let (word, size, y) = (&placed.word, size * placed.scale, y - placed.rise);
            let mut at = placed.x;
            for glyph in &word.glyphs {
                let (bank, id) = self.glyphs.place(word.face, glyph);
                let font = ((word.face, bank), size);
                let is_new = self.state.font != Some(font) || self.state.fill != Some(placed.ink);
                if is_new || pen.is_nan() || height != y {
                    self.show(&mut run);
                    self.fill(placed.ink);
                    self.start(font, at, y);
                    (pen, height) = (at, y);
                }
                let wanted = at + glyph.shift * size;
                let kern = ((pen - wanted) * 1000.0 / size).round();
                if kern.abs() >= 2.0 {
                    run.push(TextItem::Offset(kern));
                    pen -= kern * size / 1000.0;
                }
                let point = Codepoint::with_cid(id, 0.0, glyph.text.clone());
                match run.last_mut() {
                    Some(TextItem::GlyphIds(points)) => points.push(point),
                    _ => run.push(TextItem::GlyphIds(vec![point])),
                }
                pen += f32::from((self.width_of)(word.face, glyph.id)) * size / 1000.0;
                at += glyph.advance * size;
            }
        }
        self.show(&mut run);
    }

    fn start(&mut self, font: (Subset, f32), x: f32, y: f32) {
        if !std::mem::replace(&mut self.state.in_text, true) {
            self.ops.push(Op::StartTextSection);
        }
        if self.state.font != Some(font) {
            let handle = PdfFontHandle::External(font_id(font.0));
            self.ops.push(Op::SetFont {
                font: handle,
                size: Pt(font.1),
            });
            self.state.font = Some(font);
        }
        self.ops.push(Op::SetTextMatrix {
            matrix: TextMatrix::Raw([1.0, 0.0, 0.0, 1.0, x, HEIGHT - y]),
        });
    }

    fn show(&mut self, run: &mut Vec<TextItem>) {
        if !run.is_empty() {
            self.ops.push(Op::ShowText {
                items: std::mem::take(run),
            });
        }
    }

    fn fill(&mut self, ink: Ink) {
        if self.state.fill != Some(ink) {
            self.ops.push(Op::SetFillColor { col: color(ink) });
            self.state.fill = Some(ink);
        }
    }

    fn stroke(&mut self, ink: Ink, width: f32, dashed: bool) {
        let wanted = (ink, width, dashed);
        let before = self.state.stroke.replace(wanted);
        if before.map(|b| b.0) != Some(ink) {
            self.ops.push(Op::SetOutlineColor { col: color(ink) });
        }
        if before.map(|b| b.1) != Some(width) {
            self.ops.push(Op::SetOutlineThickness { pt: Pt(width) });
        }
        if before.is_some_and(|b| b.2) != dashed {
            let mut dash = LineDashPattern::default();
            if dashed {
                dash.pattern.extend([3.0, 3.0]);
            }
            self.ops.push(Op::SetLineDashPattern { dash });
        }
    }
}

fn points(contour: &[crate::page::Point]) -> Vec<LinePoint> {
    contour.iter().map(|p| line_point(p.x, p.y, p.handle)).collect()
}

fn line_point(x: f32, y: f32, bezier: bool) -> LinePoint {
    LinePoint {
        p: Point {
            x: Pt(x),
            y: Pt(HEIGHT - y),
        },
        bezier,
    }
}

fn color(ink: Ink) -> Color {
    let grey = |percent: f32| Color::Greyscale(Greyscale::new(percent, None));
    match ink {
        Ink::Black => grey(0.0),
        Ink::Grey => grey(0.35),
        Ink::Rule => grey(0.3),
        Ink::Tint => grey(0.9),
        Ink::PaleTint => grey(0.955),
        Ink::Bar => grey(0.62),
        Ink::Ghost => grey(0.94),
        Ink::White => grey(1.0),
        Ink::Red | Ink::Seal => Color::Rgb(Rgb::new(0.72, 0.11, 0.11, None)),
    }
}
