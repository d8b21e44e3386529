//! Tables: column widths, cells, rows as strips; a row too tall for a page is cut between its lines.

use crate::block::{Align, Cell, Column, RowKind, Table, Width};
use crate::flow::Strip;
use crate::layout::Setter;
use crate::lines::Measure;
use crate::page::{Ink, Item, LEFT, MEASURE};
use crate::typeset::{self, SetLine, Voice};

/// Between a rule and the text beside it.
const PAD_X: f32 = 4.0;
const PAD_Y: f32 = 3.2;
const HAIR: f32 = 0.4;
const STRONG: f32 = 1.0;
/// A row of more lines than this may be cut.
const TALL: usize = 14;

/// One row, its cells set.
struct SetRow {
    /// Left edge, width, lines, alignment, tag.
    cells: Vec<(f32, f32, Vec<SetLine>, u32)>,
    lines: usize,
    kind: Option<RowKind>,
}

impl Setter<'_> {
    /// Sets a table as strips.
    pub(crate) fn table(&mut self, table: &Table) {
        let edges = self.edges(&table.columns);
        let tag = self.tags.add("Table", None);
        if let Some(caption) = &table.caption {
            self.caption(caption, tag);
        }
        let mut head = Vec::new();
        for cells in &table.head {
            let row = self.set_row(cells, &table.columns, &edges, None, tag);
            head.extend(strips_of(&row, &edges, head.is_empty()));
        }
        let index = self.heads.len();
        for strip in &mut head {
            (strip.head, strip.is_head, strip.keep) = (Some(index), true, true);
        }
        let has_head = !head.is_empty();
        self.strips.extend(head.iter().cloned());
        self.heads.push(head);
        for (i, row) in table.rows.iter().enumerate() {
            let set = self.set_row(&row.cells, &table.columns, &edges, Some(row.kind), tag);
            let mut strips = strips_of(&set, &edges, i == 0 && !has_head);
            let count = strips.len();
            for (k, strip) in strips.iter_mut().enumerate() {
                strip.head = has_head.then_some(index);
                strip.keep = k + 1 == count && row.keep_with_next;
            }
            if i + 1 == table.rows.len()
                && let Some(last) = strips.last_mut()
            {
                let closing = std::mem::take(&mut last.closing);
                let height = last.height;
                last.items
                    .extend(closing.iter().map(|item| item.moved(0.0, height)));
            }
            self.strips.extend(strips);
        }
        self.room(12.0);
    }

    fn edges(&mut self, columns: &[Column]) -> Vec<f32> {
        let fixed: f32 = columns
            .iter()
            .map(|c| if let Width::Fixed(w) = c.width { w } else { 0.0 })
            .sum();
        let shares: f32 = columns
            .iter()
            .map(|c| if let Width::Share(s) = c.width { s } else { 0.0 })
            .sum();
        let mut edges = vec![LEFT];
        let mut x = LEFT;
        for column in columns {
            x += match column.width {
                Width::Fixed(width) => width,
                Width::Share(share) => (MEASURE - fixed).max(0.0) * share / shares,
            };
            edges.push(x);
        }
        edges
    }

    fn set_row(
        &mut self,
        cells: &[Cell],
        columns: &[Column],
        edges: &[f32],
        kind: Option<RowKind>,
        table: u32,
    ) -> SetRow {
        let tag = self.tags.add("TR", Some(table));
        let mut column = 0;
        let mut set = Vec::new();
        for cell in cells {
            let end = (column + cell.span).min(columns.len());
            let (x, right) = (edges[column], edges[end]);
            let is_head = kind.is_none();
            let align = cell.align.unwrap_or(if is_head {
                Align::Center
            } else {
                columns[column].align
            });
            let role = if is_head { "TH" } else { "TD" };
            let cell_tag = self.tags.cell(role, tag, cell.span);
            let mut runs = cell.runs.clone();
            if kind != Some(RowKind::Body) {
                runs.iter_mut().for_each(|run| run.bold = true);
            }
            let width = right - x - 2.0 * PAD_X;
            let voice = self.fitting(&runs, width, align);
            let measure = Measure {
                width,
                indent: 0.0,
                justify: false,
            };
            let lines = typeset::set(&mut self.shaper, &runs, voice, measure)
                .into_iter()
                .map(|line| line.aligned(align, width))
                .collect();
            set.push((x, right, lines, cell_tag));
            column = end;
        }
        let lines = set
            .iter()
            .map(|(_, _, lines, _): &(f32, f32, Vec<SetLine>, u32)| lines.len())
            .max();
        SetRow {
            cells: set,
            lines: lines.unwrap_or(1).max(1),
            kind,
        }
    }

    /// Figures are never broken: a number too long for its column is set smaller.
    fn fitting(&mut self, runs: &[crate::block::Run], width: f32, align: Align) -> Voice {
        let voice = Voice::TABLE;
        if align != Align::Right {
            return voice;
        }
        let needs = typeset::narrowest(&mut self.shaper, runs, voice);
        if needs <= width {
            voice
        } else {
            Voice {
                size: voice.size * width / needs,
                ..voice
            }
        }
    }
}

/// A row as strips: one, or several where it is tall.
fn strips_of(row: &SetRow, edges: &[f32], is_first: bool) -> Vec<Strip> {
    let voice = Voice::TABLE;
    let per_strip = if row.lines > TALL { 1 } else { row.lines };
    let pieces = row.lines.div_ceil(per_strip);
    let (left, right) = (edges[0], edges.last().copied().unwrap_or(LEFT + MEASURE));
    let mut strips = Vec::new();
    for piece in 0..pieces {
        let (from, to) = (piece * per_strip, ((piece + 1) * per_strip).min(row.lines));
        let top_pad = if piece == 0 { PAD_Y } else { 0.0 };
        let bottom_pad = if piece + 1 == pieces { PAD_Y } else { 0.0 };
        let height = top_pad + bottom_pad + (to - from) as f32 * voice.leading;
        let mut items = Vec::new();
        let ground = match row.kind {
            None => Some(Ink::Tint),
            Some(RowKind::Total) => Some(Ink::Tint),
            Some(RowKind::Subtotal) => Some(Ink::PaleTint),
            Some(RowKind::Body) => None,
        };
        if let Some(ink) = ground {
            items.push(Item::Area {
                x: left,
                y: 0.0,
                width: right - left,
                height,
                ink,
            });
        }
        if is_first && piece == 0 {
            items.push(rule((left, 0.0), (right, 0.0), STRONG));
        } else if piece == 0 {
            items.push(rule((left, 0.0), (right, 0.0), HAIR));
        }
        items.push(rule((left, 0.0), (left, height), HAIR));
        for (x, cell_right, lines, tag) in &row.cells {
            items.push(rule((*cell_right, 0.0), (*cell_right, height), HAIR));
            let is_short = lines.len() < row.lines && per_strip == row.lines;
            let drop = match row.kind {
                None if is_short => (row.lines - lines.len()) as f32 * voice.leading / 2.0,
                _ => 0.0,
            };
            for (i, line) in lines.iter().enumerate().take(to).skip(from) {
                let y = top_pad + drop + (i - from) as f32 * voice.leading + voice.baseline();
                items.push(line.item(x + PAD_X, y, Some(*tag)));
            }
        }
        let closing = vec![rule((left, 0.0), (right, 0.0), STRONG)];
        strips.push(Strip {
            height,
            items,
            closing,
            ..Strip::default()
        });
    }
    // The first two and the last two lines of a cut row stay together.
    let count = strips.len();
    if count > 1 {
        strips[0].keep = true;
        strips[count - 2].keep = true;
    }
    strips
}

fn rule(from: (f32, f32), to: (f32, f32), width: f32) -> Item {
    Item::Rule {
        from,
        to,
        width,
        ink: Ink::Rule,
        dashed: false,
    }
}
