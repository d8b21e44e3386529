//! Tables: column widths, cells over columns and rows, rows as strips; a row too tall for a page is cut between its lines.

use crate::block::{Align, Cell, CellText, Column, Row, RowKind, Table, Width};
use crate::flow::Strip;
use crate::layout::Setter;
use crate::lines::Measure;
use crate::page::{Ink, Item, LEFT, MEASURE, ROOM};
use crate::typeset::{self, SetLine, Voice};
use std::ops::Range;

/// Between a rule and the text beside it.
const PAD_X: f32 = 4.0;
const PAD_Y: f32 = 3.2;
const HAIR: f32 = 0.4;
const STRONG: f32 = 1.0;
/// A row of more lines than this may be cut.
const TALL: usize = 14;
/// How far the items of a list in a cell stand in.
const STEP: f32 = 11.0;

/// A cell, set: which rows and columns it covers, and its lines.
struct SetCell {
    rows: Range<usize>,
    columns: Range<usize>,
    lines: Vec<SetLine>,
    tag: u32,
}

/// Rows of a table before they are strips.
struct Grid {
    cells: Vec<SetCell>,
    heights: Vec<f32>,
    /// Lines of the tallest cell that stands in this row alone.
    lines: Vec<usize>,
    /// Which cells begin in each row.
    begin: Vec<Range<usize>>,
    /// Cells over several rows.
    long: Vec<usize>,
}

impl Grid {
    /// The cells that cover a row.
    fn covering(&self, row: usize) -> impl Iterator<Item = &SetCell> {
        let from_above = self.long.iter().map(|i| &self.cells[*i]);
        let from_above = from_above.filter(move |cell| cell.rows.start < row && cell.rows.end > row);
        from_above.chain(&self.cells[self.begin[row].clone()])
    }
}

impl Setter<'_> {
    /// Sets a table as strips.
    pub(crate) fn table(&mut self, table: &Table) {
        let columns = self.columns(table);
        let edges = edges(&columns);
        let tag = self.tags.add("Table", None);
        if let Some(caption) = &table.caption {
            self.caption(caption, tag);
        }
        let head_rows: Vec<Row> = table.head.iter().map(|cells| Row::body(cells.clone())).collect();
        let mut head = self.rows(&head_rows, &columns, &edges, tag, true);
        let index = self.heads.len();
        for strip in &mut head {
            (strip.head, strip.is_head, strip.keep) = (Some(index), true, true);
        }
        let has_head = !head.is_empty();
        let first = self.strips.len();
        self.strips.extend(head.iter().cloned());
        self.heads.push(head);
        let mut body = self.rows(&table.rows, &columns, &edges, tag, false);
        if let (false, Some(first)) = (has_head, body.first_mut()) {
            first
                .items
                .push(rule((edges[0], 0.0), (edges[columns.len()], 0.0), STRONG));
        }
        if let Some(last) = body.last_mut() {
            let height = last.height;
            let closing = std::mem::take(&mut last.closing);
            last.items
                .extend(closing.iter().map(|item| item.moved(0.0, height)));
        }
        for strip in &mut body {
            strip.head = has_head.then_some(index);
        }
        self.strips.extend(body);
        if let Some(first) = self.strips.get_mut(first) {
            first.before += 4.0;
        }
        self.room(12.0);
    }

    /// The columns as they are asked for, or as what they hold asks for.
    fn columns(&mut self, table: &Table) -> Vec<Column> {
        if !table.fitted {
            return table.columns.clone();
        }
        let count = table.columns.len();
        let (mut least, mut natural) = (vec![24.0f32; count], vec![24.0f32; count]);
        let heads: Vec<&[Cell]> = table.head.iter().map(Vec::as_slice).collect();
        let body: Vec<&[Cell]> = table.rows.iter().map(|row| row.cells.as_slice()).collect();
        for rows in [heads, body] {
            for (cells, places) in rows.iter().zip(places(&rows, count)) {
                for (cell, (over, _)) in cells.iter().zip(places) {
                    if over.len() == 1 {
                        let (needs, likes) = self.extent(cell);
                        let column = over.start;
                        least[column] = least[column].max(needs);
                        natural[column] = natural[column].max(likes.min(MEASURE * 0.7));
                    }
                }
            }
        }
        let (needed, liked): (f32, f32) = (least.iter().sum(), natural.iter().sum());
        let width = |i: usize| {
            if liked <= MEASURE || liked <= needed {
                natural[i] * MEASURE / liked
            } else if needed >= MEASURE {
                least[i] * MEASURE / needed
            } else {
                least[i] + (natural[i] - least[i]) * (MEASURE - needed) / (liked - needed)
            }
        };
        let fitted = |(i, column): (usize, &Column)| Column {
            width: Width::Fixed(width(i)),
            ..*column
        };
        table.columns.iter().enumerate().map(fitted).collect()
    }

    /// What a cell needs, and what it would like.
    fn extent(&mut self, cell: &Cell) -> (f32, f32) {
        let wide = Measure {
            width: 1e6,
            indent: 0.0,
            justify: false,
        };
        let (mut needs, mut likes) = (0f32, 0f32);
        for text in &cell.texts {
            let inset = text
                .marker
                .as_ref()
                .map_or(0.0, |(depth, _)| STEP * (*depth as f32 + 1.0));
            let lines = typeset::set(&mut self.shaper, &text.runs, Voice::TABLE, wide);
            let widest = lines.iter().map(|line| line.width).fold(0.0, f32::max);
            needs = needs.max(inset + typeset::narrowest(&mut self.shaper, &text.runs, Voice::TABLE));
            likes = likes.max(inset + widest);
        }
        // Half a point more than it measures: sums of many small widths differ in their last bits.
        (needs + 2.0 * PAD_X + 0.5, likes + 2.0 * PAD_X + 0.5)
    }

    /// Rows as strips; `is_head` = the repeated head.
    fn rows(
        &mut self,
        rows: &[Row],
        columns: &[Column],
        edges: &[f32],
        table: u32,
        is_head: bool,
    ) -> Vec<Strip> {
        let grid = self.grid(rows, columns, edges, table, is_head);
        let (mut strips, tops) = bare_strips(rows, &grid, edges, is_head);
        let voice = Voice::TABLE;
        let mut row_tops = vec![0.0];
        for height in &grid.heights {
            row_tops.push(row_tops[row_tops.len() - 1] + height);
        }
        for cell in &grid.cells {
            let room = row_tops[cell.rows.end] - row_tops[cell.rows.start];
            let needs = cell.lines.len() as f32 * voice.leading + 2.0 * PAD_Y;
            let is_centred = is_head || cell.rows.len() > 1;
            let drop = if is_centred {
                ((room - needs) / 2.0).max(0.0)
            } else {
                0.0
            };
            let left = edges[cell.columns.start] + PAD_X;
            let top = row_tops[cell.rows.start] + PAD_Y + drop;
            let last = tops.partition_point(|(_, row)| *row < cell.rows.end);
            for (i, line) in cell.lines.iter().enumerate() {
                let y = top + i as f32 * voice.leading;
                // A line between two rows belongs to the lower one, whose ground would else cover it.
                let foot = y + voice.leading - 0.1;
                let own = tops[..last].partition_point(|(at, _)| *at <= foot).max(1) - 1;
                let mut strip = std::mem::take(&mut strips[own]);
                let baseline = y - tops[own].0 + voice.baseline();
                self.draw(line, left, baseline, cell.tag, &mut strip);
                strips[own] = strip;
            }
        }
        strips
    }

    fn grid(&mut self, rows: &[Row], columns: &[Column], edges: &[f32], table: u32, is_head: bool) -> Grid {
        let leading = Voice::TABLE.leading;
        let mut grid = Grid {
            cells: Vec::new(),
            heights: Vec::new(),
            lines: Vec::new(),
            begin: Vec::new(),
            long: Vec::new(),
        };
        let cells: Vec<&[Cell]> = rows.iter().map(|row| row.cells.as_slice()).collect();
        for (row, places) in rows.iter().zip(places(&cells, columns.len())) {
            let tag = self.tags.add("TR", Some(table));
            let mut tallest = 1;
            let first = grid.cells.len();
            for (cell, (over, down)) in row.cells.iter().zip(places) {
                let heads = is_head || cell.is_head;
                let role = if heads { "TH" } else { "TD" };
                let scope = if is_head { "Column" } else { "Row" };
                let cell_tag = self.tags.cell(role, tag, over.len(), down.len(), scope);
                let align = cell.align.unwrap_or(if is_head {
                    Align::Center
                } else {
                    columns[over.start].align
                });
                let width = edges[over.end] - edges[over.start] - 2.0 * PAD_X;
                let is_bold = heads || row.kind != RowKind::Body;
                let lines = self.cell_lines(&cell.texts, width, align, is_bold);
                if down.len() == 1 {
                    tallest = tallest.max(lines.len());
                }
                if down.len() > 1 {
                    grid.long.push(grid.cells.len());
                }
                grid.cells.push(SetCell {
                    rows: down,
                    columns: over,
                    lines,
                    tag: cell_tag,
                });
            }
            grid.begin.push(first..grid.cells.len());
            grid.lines.push(tallest);
            grid.heights.push(tallest as f32 * leading + 2.0 * PAD_Y);
        }
        // A cell over several rows that needs more than they have makes the last of them taller.
        for cell in grid.long.iter().map(|i| &grid.cells[*i]) {
            let needs = cell.lines.len() as f32 * leading + 2.0 * PAD_Y;
            let has: f32 = grid.heights[cell.rows.clone()].iter().sum();
            grid.heights[cell.rows.end - 1] += (needs - has).max(0.0);
        }
        grid
    }

    fn cell_lines(&mut self, texts: &[CellText], width: f32, align: Align, is_bold: bool) -> Vec<SetLine> {
        let mut all = Vec::new();
        for text in texts {
            let mut runs = text.runs.clone();
            if is_bold {
                runs.iter_mut().for_each(|run| run.bold = true);
            }
            let inset = text
                .marker
                .as_ref()
                .map_or(0.0, |(depth, _)| STEP * (*depth as f32 + 1.0));
            let measure = Measure {
                width: width - inset,
                indent: 0.0,
                justify: false,
            };
            let voice = self.fitting(&runs, measure.width, align);
            let lines = typeset::set(&mut self.shaper, &runs, voice, measure);
            if lines.is_empty() && text.marker.is_none() {
                continue;
            }
            for (i, line) in lines.into_iter().enumerate() {
                let Some((_, marker)) = &text.marker else {
                    all.push(line.aligned(align, width));
                    continue;
                };
                let mut line = line.shifted(inset);
                if i == 0 {
                    let marker = typeset::set_line(&mut self.shaper, &[marker.as_str().into()], voice);
                    line.prepend(marker.shifted(inset - STEP));
                }
                all.push(line);
            }
        }
        all
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

/// Which columns and rows each cell covers; cells for which no column is left have no place.
fn places(rows: &[&[Cell]], columns: usize) -> Vec<Vec<(Range<usize>, Range<usize>)>> {
    // Up to which row each column is covered from above.
    let mut covered = vec![0; columns];
    let mut places = Vec::new();
    for (r, row) in rows.iter().enumerate() {
        let mut column = 0;
        let mut own = Vec::new();
        for cell in *row {
            while column < columns && covered[column] > r {
                column += 1;
            }
            if column >= columns {
                break;
            }
            let over = column..(column + cell.span.max(1)).min(columns);
            let down = r..(r + cell.rows.max(1)).min(rows.len());
            covered[over.clone()].fill(down.end);
            column = over.end;
            own.push((over, down));
        }
        places.push(own);
    }
    places
}

fn edges(columns: &[Column]) -> Vec<f32> {
    let fixed = columns
        .iter()
        .map(|c| if let Width::Fixed(w) = c.width { w } else { 0.0 });
    let fixed: f32 = fixed.sum();
    let shares = columns
        .iter()
        .map(|c| if let Width::Share(s) = c.width { s } else { 0.0 });
    let shares: f32 = shares.sum();
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

/// Strips with grounds and rules but no words yet; and of each its top below the first row's, and its row.
fn bare_strips(rows: &[Row], grid: &Grid, edges: &[f32], is_head: bool) -> (Vec<Strip>, Vec<(f32, usize)>) {
    let leading = Voice::TABLE.leading;
    let (left, right) = (edges[0], edges[edges.len() - 1]);
    let (mut strips, mut tops) = (Vec::new(), Vec::new());
    let mut y = 0.0;
    for (r, row) in rows.iter().enumerate() {
        let joined = grid
            .covering(r)
            .map(|cell| &cell.rows)
            .find(|rows| rows.end > r + 1);
        // Rows joined by a cell stay together, unless they are half a page by themselves.
        let is_held = joined.is_some_and(|rows| {
            let together: f32 = grid.heights[rows.clone()].iter().sum();
            together < ROOM / 2.0
        });
        let lines = grid.lines[r];
        let pieces = if lines > TALL { lines } else { 1 };
        for piece in 0..pieces {
            let (is_first, is_last) = (piece == 0, piece + 1 == pieces);
            let height = if pieces == 1 {
                grid.heights[r]
            } else {
                let extra = grid.heights[r] - lines as f32 * leading - 2.0 * PAD_Y;
                let pad = f32::from(u8::from(is_first)) + f32::from(u8::from(is_last));
                leading + pad * PAD_Y + if is_last { extra } else { 0.0 }
            };
            let mut strip = Strip {
                height,
                closing: vec![rule((left, 0.0), (right, 0.0), STRONG)],
                ..Strip::default()
            };
            let ground = match row.kind {
                _ if is_head => Some(Ink::Tint),
                RowKind::Total => Some(Ink::Tint),
                RowKind::Subtotal => Some(Ink::PaleTint),
                RowKind::Body => None,
            };
            strip.items.extend(ground.map(|ink| Item::Area {
                x: left,
                y: 0.0,
                width: right - left,
                height,
                ink,
            }));
            if is_first {
                let weight = if is_head && r == 0 { STRONG } else { HAIR };
                for cell in &grid.cells[grid.begin[r].clone()] {
                    let (from, to) = (edges[cell.columns.start], edges[cell.columns.end]);
                    strip.items.push(rule((from, 0.0), (to, 0.0), weight));
                }
            }
            strip.items.push(rule((left, 0.0), (left, height), HAIR));
            for cell in grid.covering(r) {
                let x = edges[cell.columns.end];
                strip.items.push(rule((x, 0.0), (x, height), HAIR));
            }
            // The first two and the last two lines of a cut row stay together.
            strip.keep = if is_last {
                row.keep_with_next || is_held
            } else {
                is_first || piece + 2 == pieces
            };
            strip.from.extend(row.from.clone());
            strips.push(strip);
            tops.push((y, r));
            y += height;
        }
    }
    (strips, tops)
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
