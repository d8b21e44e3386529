//! Tables as Word's own: heads that repeat, rows that stay whole, cells over columns and rows.

use super::body::{Body, Stand};
use crate::block::{Align, Bars, Cell, Column, Row, RowKind, Run, Table, Width};
use crate::page::MEASURE;
use std::fmt::Write;
use usr_desk_word::names;

/// Twentieths of a point.
const TWIPS: f32 = 20.0;
/// Columns of the grid on which a chart is drawn, and how they are shared out.
const GRID: usize = 60;
const LABEL: usize = 14;
const SCALE: usize = 26;

/// How a cell looks beside its words.
#[derive(Clone, Copy, Default)]
struct Frame {
    shade: Option<&'static str>,
    /// A rule at its right edge, and no other.
    tick: Option<bool>,
}

/// A cell of the row above that reaches down.
struct Reaching {
    column: usize,
    across: usize,
    rows: usize,
}

impl Body<'_> {
    pub(super) fn table(&mut self, table: &Table) {
        if let Some(caption) = &table.caption {
            let stand = Stand {
                keep: true,
                ..Stand::of(names::CAPTION)
            };
            self.paragraph(&stand, &[Run::bold(&**caption)]);
        }
        self.space_before_table();
        let widths = match table.fitted {
            true => fitted(table),
            false => widths(&table.columns),
        };
        self.begin_table(&widths, !table.fitted);
        let mut reaching = Vec::new();
        for head in &table.head {
            self.xml
                .push_str("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
            let frame = Frame {
                shade: Some("E6E6E6"),
                ..Frame::default()
            };
            self.cells(head, table, &widths, &mut reaching, frame, true, true);
            self.xml.push_str("</w:tr>");
        }
        for row in &table.rows {
            self.row(row, table, &widths, &mut reaching);
        }
        self.end_table();
    }

    fn row(&mut self, row: &Row, table: &Table, widths: &[u32], reaching: &mut Vec<Reaching>) {
        self.xml.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
        let frame = Frame {
            shade: (row.kind != RowKind::Body).then_some("F2F2F2"),
            ..Frame::default()
        };
        let is_sum = row.kind != RowKind::Body;
        self.cells(
            &row.cells,
            table,
            widths,
            reaching,
            frame,
            is_sum,
            row.keep_with_next,
        );
        self.xml.push_str("</w:tr>");
    }

    #[allow(clippy::too_many_arguments, reason = "a row and what it stands in")]
    fn cells(
        &mut self,
        cells: &[Cell],
        table: &Table,
        widths: &[u32],
        reaching: &mut Vec<Reaching>,
        frame: Frame,
        is_bold: bool,
        keep: bool,
    ) {
        let mut column = 0;
        let mut next = Vec::new();
        let mut cells = cells.iter();
        loop {
            if let Some(above) = reaching.iter().find(|r| r.column == column) {
                let across = above.across;
                self.begin_cell(
                    &widths[column.min(widths.len())..],
                    across,
                    r#"<w:vMerge/>"#,
                    frame,
                );
                self.raw(&Stand::of(names::CELL), "");
                self.xml.push_str("</w:tc>");
                if above.rows > 1 {
                    next.push(Reaching {
                        column,
                        across,
                        rows: above.rows - 1,
                    });
                }
                column += across;
                continue;
            }
            let Some(cell) = cells.next() else { break };
            let across = cell.span.max(1);
            let merge = if cell.rows > 1 {
                r#"<w:vMerge w:val="restart"/>"#
            } else {
                ""
            };
            self.begin_cell(&widths[column.min(widths.len())..], across, merge, frame);
            if cell.rows > 1 {
                next.push(Reaching {
                    column,
                    across,
                    rows: cell.rows - 1,
                });
            }
            let align = cell.align.or_else(|| table.columns.get(column).map(|c| c.align));
            let is_head = cell.is_head || (is_bold && frame.shade == Some("E6E6E6"));
            let stand = Stand {
                keep,
                align: in_word(align.filter(|_| !is_head || cell.align.is_some()), is_head),
                ..Stand::of(if is_head { names::CELL_HEAD } else { names::CELL })
            };
            self.cell_content(cell, &stand, is_bold && !is_head);
            self.xml.push_str("</w:tc>");
            column += across;
        }
        *reaching = next;
    }

    fn cell_content(&mut self, cell: &Cell, stand: &Stand, is_bold: bool) {
        let mut texts = cell.texts.clone();
        if is_bold {
            let runs = texts.iter_mut().flat_map(|text| &mut text.runs);
            runs.for_each(|run| run.bold = true);
        }
        if stand.style == names::CELL_HEAD {
            let runs = texts.iter_mut().flat_map(|text| &mut text.runs);
            runs.for_each(|run| run.bold = false);
        }
        let before = self.xml.len();
        self.cell_texts(&texts, stand);
        if self.xml.len() == before {
            self.raw(stand, "");
        }
    }

    fn begin_cell(&mut self, widths: &[u32], across: usize, merge: &str, frame: Frame) {
        let width: u32 = widths.iter().take(across).sum();
        let _ = write!(self.xml, r#"<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>"#);
        if across > 1 {
            let _ = write!(self.xml, r#"<w:gridSpan w:val="{across}"/>"#);
        }
        self.xml.push_str(merge);
        if let Some(has_tick) = frame.tick {
            let none = |side: &str| format!(r#"<w:{side} w:val="nil"/>"#);
            let right = if has_tick {
                r#"<w:right w:val="single" w:sz="12" w:space="0" w:color="000000"/>"#.to_owned()
            } else {
                none("right")
            };
            let _ = write!(
                self.xml,
                "<w:tcBorders>{}{}{}{right}</w:tcBorders>",
                none("top"),
                none("left"),
                none("bottom")
            );
        }
        if let Some(shade) = frame.shade {
            let _ = write!(
                self.xml,
                r#"<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>"#
            );
        }
        self.xml.push_str(r#"<w:vAlign w:val="center"/></w:tcPr>"#);
    }

    fn begin_table(&mut self, widths: &[u32], is_fixed: bool) {
        let layout = if is_fixed { "fixed" } else { "autofit" };
        let grid: String = widths
            .iter()
            .map(|w| format!(r#"<w:gridCol w:w="{w}"/>"#))
            .collect();
        let _ = write!(
            self.xml,
            concat!(
                r#"<w:tbl><w:tblPr><w:tblStyle w:val="{}"/><w:tblW w:w="5000" w:type="pct"/><w:tblLayout w:type="{}"/>"#,
                r#"<w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/></w:tblPr>"#,
                r#"<w:tblGrid>{}</w:tblGrid>"#
            ),
            names::TABLE,
            layout,
            grid
        );
    }

    /// Word joins tables that stand side by side, and wants a paragraph behind the last one.
    fn end_table(&mut self) {
        self.xml.push_str("</w:tbl>");
        self.raw(&Stand::of("TableEnd"), "");
    }

    /// A table cannot begin a page by itself.
    fn space_before_table(&mut self) {
        if self.takes_new_page() {
            let stand = Stand {
                new_page: true,
                keep: true,
                ..Stand::of("TableEnd")
            };
            self.raw(&stand, "");
        }
    }

    /// A chart of shares: each bar is a shaded cell, the limit the rule at its edge.
    pub(super) fn bars(&mut self, bars: &Bars) {
        if bars.bars.is_empty() {
            return;
        }
        let stand = Stand {
            keep: true,
            ..Stand::of(names::CAPTION)
        };
        self.paragraph(&stand, &[Run::bold(&*bars.title)]);
        let widths = vec![(MEASURE * TWIPS) as u32 / GRID as u32; GRID];
        self.begin_table(&widths, true);
        let at = |share: f32| -> usize {
            let at = (share / bars.full).clamp(0.0, 1.0) * SCALE as f32;
            at.round() as usize
        };
        for bar in &bars.bars {
            self.xml.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
            let plain = Frame {
                tick: Some(false),
                ..Frame::default()
            };
            let words = |body: &mut Self, columns: usize, text: &str, align| {
                body.begin_cell(&widths, columns, "", plain);
                let stand = Stand {
                    keep: true,
                    align,
                    ..Stand::of(names::CELL)
                };
                body.paragraph(&stand, &[Run::plain(text)]);
                body.xml.push_str("</w:tc>");
            };
            words(self, LABEL, &bar.label, Some("right"));
            let (share, limit) = (at(bar.share), bar.limit.as_ref().map(|(limit, _)| at(*limit)));
            let mut edges = vec![share, SCALE];
            edges.extend(limit);
            edges.sort_unstable();
            edges.dedup();
            let mut from = 0;
            for to in edges.into_iter().filter(|to| *to > 0) {
                let frame = Frame {
                    shade: Some(if to <= share { "7F7F7F" } else { "F2F2F2" }),
                    tick: Some(limit == Some(to)),
                };
                self.begin_cell(&widths, to - from, "", frame);
                self.raw(&Stand::of(names::CELL), "");
                self.xml.push_str("</w:tc>");
                from = to;
            }
            let said = bar
                .limit
                .as_ref()
                .map(|(_, said)| format!("（{said}）"))
                .unwrap_or_default();
            words(self, GRID - LABEL - SCALE, &format!("{}{said}", bar.shown), None);
            self.xml.push_str("</w:tr>");
        }
        self.end_table();
    }

    /// Boxes two abreast: who signs, room for the seal, the day.
    pub(super) fn seal_boxes(&mut self, names: &[String]) {
        self.space_before_table();
        let width = (MEASURE * TWIPS) as u32 / 2;
        self.begin_table(&[width, width], true);
        for pair in names.chunks(2) {
            self.xml.push_str(
                r#"<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="2360" w:hRule="atLeast"/></w:trPr>"#,
            );
            for i in 0..2 {
                self.begin_cell(&[width], 1, "", Frame::default());
                let name = pair
                    .get(i)
                    .map(|name| format!("{name}（簽章）"))
                    .unwrap_or_default();
                let day = if name.is_empty() {
                    ""
                } else {
                    "日期：　　　年　　月　　日"
                };
                self.paragraph(
                    &Stand::of(super::styles::SEAL),
                    &[Run::plain(format!("{name}\n\n\n{day}"))],
                );
                self.xml.push_str("</w:tc>");
            }
            self.xml.push_str("</w:tr>");
        }
        self.end_table();
    }
}

/// Columns in twentieths of a point.
fn widths(columns: &[Column]) -> Vec<u32> {
    let fixed = |column: &Column| match column.width {
        Width::Fixed(width) => width,
        Width::Share(_) => 0.0,
    };
    let share = |column: &Column| match column.width {
        Width::Fixed(_) => 0.0,
        Width::Share(share) => share,
    };
    let left = (MEASURE - columns.iter().map(fixed).sum::<f32>()).max(0.0);
    let shares: f32 = columns.iter().map(share).sum();
    let width = |column: &Column| {
        let width = fixed(column)
            + if shares > 0.0 {
                left * share(column) / shares
            } else {
                0.0
            };
        (width * TWIPS).round() as u32
    };
    columns.iter().map(width).collect()
}

/// Columns by what they hold: Word finds its own, others take what stands here.
fn fitted(table: &Table) -> Vec<u32> {
    const NARROWEST: f32 = 3.0;
    const WIDEST: f32 = 18.0;
    let mut squares = vec![NARROWEST; table.columns.len()];
    let rows = table.head.iter().chain(table.rows.iter().map(|row| &row.cells));
    for cells in rows {
        // Joined cells shift what stands beside them: they say nothing of one column.
        if cells.len() != squares.len() {
            continue;
        }
        for (square, cell) in squares.iter_mut().zip(cells) {
            let lines = cell
                .texts
                .iter()
                .map(|text| text.runs.iter().map(|run| width_of(&run.text)).sum());
            *square = lines.fold(*square, f32::max).min(WIDEST);
        }
    }
    let all: f32 = squares.iter().map(|square| square + 1.0).sum();
    let width = |square: &f32| ((square + 1.0) / all * MEASURE * TWIPS).round() as u32;
    squares.iter().map(width).collect()
}

/// In squares: Latin takes half of one.
fn width_of(text: &str) -> f32 {
    text.chars().map(|c| if c.is_ascii() { 0.5 } else { 1.0 }).sum()
}

fn in_word(align: Option<Align>, is_head: bool) -> Option<&'static str> {
    match align {
        Some(Align::Left) => Some("left"),
        Some(Align::Right) => Some("right"),
        Some(Align::Center) => Some("center"),
        None if is_head => None,
        None => Some("left"),
    }
}
