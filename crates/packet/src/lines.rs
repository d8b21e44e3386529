//! Where a paragraph breaks into lines (斷行), and how each line fills its measure. Pure: advances in, lines out.
//!
//! The breaks that are allowed come from the Unicode line breaking rules (避頭尾); this file chooses among them for
//! the whole paragraph at once, so that no line is loose because its neighbour is tight.

/// What a piece is to its neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A Chinese character, or a mark as wide as one.
    Han,
    /// An opening bracket （起始括號）: half a square of blank on its left.
    Open,
    /// A closing bracket （結束括號）: half a square of blank on its right.
    Close,
    /// A mark in the middle of its square （句逗號）: a quarter of blank on either side.
    Pause,
    /// One half of ——: the halves touch.
    Dash,
    /// One half of ……: nothing may come between.
    Dots,
    /// A run of Latin letters or digits.
    Latin,
    /// A space.
    Space,
    /// Raised or lowered letters: close to what they follow.
    Raised,
}

impl Kind {
    /// Blank that belongs to the square on the left and on the right, in em.
    fn blanks(self) -> (f32, f32) {
        match self {
            Kind::Open => (0.5, 0.0),
            Kind::Close => (0.0, 0.5),
            Kind::Pause => (0.25, 0.25),
            _ => (0.0, 0.0),
        }
    }

    pub(crate) fn is_mark(self) -> bool {
        matches!(self, Kind::Open | Kind::Close | Kind::Pause)
    }
}

/// A piece of a paragraph: what never breaks inside.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Piece {
    pub(crate) kind: Kind,
    /// Width, in points.
    pub(crate) width: f32,
    /// Size of the type, in points.
    pub(crate) em: f32,
    /// A line may end after it.
    pub(crate) may_break: bool,
    /// A line must end after it.
    pub(crate) must_break: bool,
}

/// The measure to fill.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Measure {
    /// Width of a line, in points.
    pub(crate) width: f32,
    /// How far the first line is moved in.
    pub(crate) indent: f32,
    /// Fill each line but the last.
    pub(crate) justify: bool,
}

/// A line: which pieces, and where each starts.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Line {
    /// First piece.
    pub(crate) first: usize,
    /// Left edges of the pieces, in points from the left of the measure.
    pub(crate) at: Vec<f32>,
    /// Width from the left of the measure to the end of the last piece.
    pub(crate) width: f32,
}

/// The room between a piece and the next one.
#[derive(Clone, Copy, Debug, Default)]
struct Gap {
    natural: f32,
    shrink: f32,
    /// Share of what a short line has left over.
    stretch: f32,
}

/// What a dash leaves blank at the edges of its square.
const DASH_BLANK: f32 = -0.085;
/// A quarter of a square between Chinese and Latin.
const BETWEEN_SCRIPTS: f32 = 0.25;

fn gap(a: &Piece, b: &Piece) -> Gap {
    let em = a.em.min(b.em);
    let (trail, lead) = (a.kind.blanks().1, b.kind.blanks().0);
    if a.kind.is_mark() && b.kind.is_mark() {
        // Two blanks meet: the smaller one is enough.
        let keep = if trail > 0.0 && lead > 0.0 {
            trail.min(lead)
        } else {
            0.0
        };
        return Gap {
            natural: (keep - trail - lead) * em,
            shrink: keep * 0.5 * em,
            stretch: 0.5,
        };
    }
    let shrink = (trail + lead) * 0.5 * em;
    match (a.kind, b.kind) {
        (Kind::Dash, Kind::Dash) => Gap {
            natural: DASH_BLANK * em,
            ..Gap::default()
        },
        (Kind::Dots, Kind::Dots) => Gap::default(),
        (Kind::Space, _) => Gap {
            shrink: a.width * 0.35,
            stretch: 2.0,
            ..Gap::default()
        },
        (_, Kind::Space) => Gap {
            shrink,
            ..Gap::default()
        },
        (Kind::Han, Kind::Latin) | (Kind::Latin, Kind::Han) => Gap {
            natural: BETWEEN_SCRIPTS * em,
            shrink: 0.125 * em,
            stretch: 2.0,
        },
        (Kind::Latin, Kind::Latin) | (_, Kind::Raised) => Gap::default(),
        (Kind::Open, _) | (_, Kind::Close | Kind::Pause) => Gap {
            shrink,
            stretch: 0.25,
            ..Gap::default()
        },
        _ => Gap {
            shrink,
            stretch: 1.0,
            ..Gap::default()
        },
    }
}

/// Sums over the first k pieces, so that any line's sums are two look-ups.
struct Sums {
    natural: Vec<f32>,
    shrink: Vec<f32>,
    stretch: Vec<f32>,
}

impl Sums {
    fn new(pieces: &[Piece], gaps: &[Gap]) -> Sums {
        let mut sums = Sums {
            natural: vec![0.0],
            shrink: vec![0.0],
            stretch: vec![0.0],
        };
        let (mut natural, mut shrink, mut stretch) = (0.0, 0.0, 0.0);
        for (piece, gap) in pieces.iter().zip(gaps) {
            natural += piece.width + gap.natural;
            shrink += gap.shrink;
            stretch += gap.stretch;
            sums.natural.push(natural);
            sums.shrink.push(shrink);
            sums.stretch.push(stretch);
        }
        sums
    }
}

struct Span {
    end: usize,
    natural: f32,
    shrink: f32,
    stretch: f32,
}

/// Lines of a paragraph. `pieces` must not be empty.
pub(crate) fn lines(pieces: &[Piece], measure: &Measure) -> Vec<Line> {
    let gaps: Vec<Gap> = (0..pieces.len())
        .map(|i| {
            pieces
                .get(i + 1)
                .map_or(Gap::default(), |next| gap(&pieces[i], next))
        })
        .collect();
    let sums = Sums::new(pieces, &gaps);
    let breaks = choose(pieces, &sums, measure);
    let mut first = 0;
    let mut lines = Vec::with_capacity(breaks.len());
    for end in breaks {
        let is_last = end == pieces.len() || pieces[end - 1].must_break;
        lines.push(place(pieces, &gaps, &sums, measure, first, end, is_last));
        first = end;
    }
    lines
}

/// Measures the line of pieces `first..end`: spaces at its end and the outer blanks of its brackets are gone.
fn span(pieces: &[Piece], sums: &Sums, first: usize, end: usize) -> Span {
    let mut last = end;
    while last > first + 1 && pieces[last - 1].kind == Kind::Space {
        last -= 1;
    }
    let inner = last - 1;
    let (a, b) = (&pieces[first], &pieces[inner]);
    let mut natural = sums.natural[inner] - sums.natural[first] + b.width;
    let mut shrink = sums.shrink[inner] - sums.shrink[first];
    if a.kind == Kind::Open {
        natural -= 0.5 * a.em;
    }
    match b.kind {
        Kind::Close => natural -= 0.5 * b.em,
        Kind::Pause => shrink += 0.25 * b.em,
        _ => {}
    }
    Span {
        end: last,
        natural,
        shrink,
        stretch: sums.stretch[inner] - sums.stretch[first],
    }
}

/// The ends of the lines that cost least together.
fn choose(pieces: &[Piece], sums: &Sums, measure: &Measure) -> Vec<usize> {
    let n = pieces.len();
    let mut best: Vec<(f32, usize)> = vec![(f32::INFINITY, 0); n + 1];
    best[0] = (0.0, 0);
    let mut starts = vec![0];
    for end in 1..=n {
        let piece = &pieces[end - 1];
        let is_end = end == n || piece.must_break;
        if !(is_end || piece.may_break) {
            continue;
        }
        let mut keep_from = 0;
        for (i, first) in starts.iter().copied().enumerate() {
            let width = measure.width - if first == 0 { measure.indent } else { 0.0 };
            let line = span(pieces, sums, first, end);
            let is_only_choice = i + 1 == starts.len();
            if line.natural - line.shrink > width + 0.01 {
                // Too long from here, and from now on; but something must stand on the line.
                keep_from = i + 1;
                if !is_only_choice {
                    continue;
                }
            }
            let cost = best[first].0 + demerits(&line, width, is_end, piece.em);
            if cost < best[end].0 {
                best[end] = (cost, first);
            }
        }
        starts.drain(..keep_from.min(starts.len()));
        if piece.must_break {
            starts.clear();
        }
        starts.push(end);
    }
    let mut ends = vec![];
    let mut end = n;
    while end > 0 {
        ends.push(end);
        end = best[end].1;
    }
    ends.reverse();
    ends
}

fn demerits(line: &Span, width: f32, is_end: bool, em: f32) -> f32 {
    let left = width - line.natural;
    let ratio = if left < 0.0 {
        -left / line.shrink.max(0.01)
    } else if is_end {
        // A last line of one character looks like a slip.
        return if line.natural < 2.2 * em { 200_000.0 } else { 1.0 };
    } else {
        left / (line.stretch.max(0.5) * 0.12 * em)
    };
    let badness = 100.0 * ratio.powi(3);
    if left < -line.shrink - 0.01 {
        1e12
    } else {
        (1.0 + badness).powi(2).min(1e10)
    }
}

fn place(
    pieces: &[Piece],
    gaps: &[Gap],
    sums: &Sums,
    measure: &Measure,
    first: usize,
    end: usize,
    is_last: bool,
) -> Line {
    let indent = if first == 0 { measure.indent } else { 0.0 };
    let line = span(pieces, sums, first, end);
    let left = measure.width - indent - line.natural;
    let trailing_shrink = if pieces[line.end - 1].kind == Kind::Pause {
        0.25 * pieces[line.end - 1].em
    } else {
        0.0
    };
    // What each unit of stretch or of shrink is worth on this line.
    let (grow, tighten, tail) = if left < 0.0 {
        let tail = trailing_shrink.min(-left);
        let inner = (line.shrink - trailing_shrink).max(0.01);
        (0.0, ((-left - tail) / inner).clamp(0.0, 1.0), tail)
    } else if is_last || !measure.justify || line.stretch <= 0.0 {
        (0.0, 0.0, 0.0)
    } else {
        (left / line.stretch, 0.0, 0.0)
    };
    let mut x = indent;
    if pieces[first].kind == Kind::Open {
        x -= 0.5 * pieces[first].em;
    }
    let mut at = Vec::with_capacity(end - first);
    for i in first..line.end {
        at.push(x);
        let gap = &gaps[i];
        x += pieces[i].width;
        if i + 1 < line.end {
            x += gap.natural + gap.stretch * grow - gap.shrink * tighten;
        }
    }
    if pieces[line.end - 1].kind == Kind::Close {
        x -= 0.5 * pieces[line.end - 1].em;
    }
    // The blank right of a mark at the end may hang out; its ink does not.
    x -= tail;
    Line { first, at, width: x }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn han(n: usize) -> Vec<Piece> {
        vec![
            Piece {
                kind: Kind::Han,
                width: 10.0,
                em: 10.0,
                may_break: true,
                must_break: false
            };
            n
        ]
    }

    fn measure(width: f32) -> Measure {
        Measure {
            width,
            indent: 0.0,
            justify: true,
        }
    }

    #[test]
    fn full_lines_are_flush_and_the_last_is_not_stretched() {
        let lines = lines(&han(25), &measure(105.0));
        assert_eq!(lines.iter().map(|l| l.at.len()).collect::<Vec<_>>(), [10, 10, 5]);
        assert!((lines[0].width - 105.0).abs() < 0.01, "{}", lines[0].width);
        assert!((lines[2].width - 50.0).abs() < 0.01);
    }

    #[test]
    fn one_character_never_stands_alone_on_the_last_line() {
        let lines = lines(&han(21), &measure(103.0));
        assert!(lines.last().unwrap().at.len() > 1, "{lines:?}");
    }

    #[test]
    fn a_bracket_at_either_edge_loses_its_blank() {
        let mut pieces = han(10);
        pieces[0].kind = Kind::Open;
        pieces[0].may_break = false;
        pieces[9].kind = Kind::Close;
        let lines = lines(&pieces, &measure(90.0));
        assert_eq!(lines.len(), 1);
        assert!((lines[0].at[0] + 5.0).abs() < 0.01);
        assert!((lines[0].width - 90.0).abs() < 0.01);
    }

    #[test]
    fn marks_side_by_side_share_their_blank() {
        let mut pieces = han(4);
        pieces[1].kind = Kind::Close;
        pieces[2].kind = Kind::Open;
        let lines = lines(&pieces, &measure(200.0));
        // 2 Han + two half squares + half a square between them
        assert!((lines[0].width - 35.0).abs() < 0.01, "{}", lines[0].width);
    }

    #[test]
    fn what_cannot_break_still_gets_a_line() {
        let mut pieces = han(3);
        pieces[1].width = 300.0;
        assert_eq!(lines(&pieces, &measure(50.0)).len(), 3);
    }
}
