//! New amounts for 補助款 lines: the least moved that keeps every limit.

use super::flow::{ENDLESS, Lane, Network, Node};

/// What a line may count as, beside being 補助款.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Abroad {
    No,
    /// 國際交流費.
    Exchange,
    /// 國外差旅費, whatever else.
    Travel,
}

/// One 補助款 line, as far as limits see it.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    pub(super) amount: i64,
    pub(super) locked: bool,
    pub(super) personnel: bool,
    pub(super) abroad: Abroad,
    /// 資本門, which is moved only where nothing else will do.
    pub(super) capital: bool,
    /// 勞保、健保、勞退 follow from what they insure: within their kind they are moved last.
    pub(super) insurance: bool,
}

/// The most that each sum may be; `None` = as much as there is.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Most {
    pub(super) personnel: Option<i64>,
    pub(super) travel: Option<i64>,
    pub(super) abroad: Option<i64>,
}

/// A dollar moved. What is less than one in a thousand of it only chooses between ways that move equally much.
const DOLLAR: i64 = 1000;

/// Lines that limits cannot tell apart.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Kind {
    personnel: bool,
    abroad: Abroad,
    capital: bool,
}

/// New amounts, in the order of the cells, that add up to `grant` and move the fewest dollars; `None` = there are none.
pub(super) fn least_moved(cells: &[Cell], grant: i64, most: Most) -> Option<Vec<i64>> {
    let fixed = |counts: &dyn Fn(&Cell) -> bool| -> i64 {
        let locked = cells.iter().filter(|c| c.locked && counts(c));
        locked.map(|c| c.amount).sum()
    };
    let room = |most: Option<i64>, taken: i64| most.map_or(ENDLESS, |most| most - taken);
    let personnel = room(most.personnel, fixed(&|c| c.personnel));
    let travel = room(most.travel, fixed(&|c| c.abroad == Abroad::Travel));
    let abroad = room(most.abroad, fixed(&|c| c.abroad != Abroad::No));
    let wanted = grant - fixed(&|_| true);
    if [personnel, travel, abroad, wanted].iter().any(|room| *room < 0) {
        return None;
    }
    const SOURCE: Node = 0;
    const STAFF: Node = 1;
    const OTHERS: Node = 2;
    const HOME: Node = 3;
    const EXCHANGE: Node = 4;
    const TRAVEL: Node = 5;
    const ABROAD: Node = 6;
    const SINK: Node = 7;
    let mut network = Network::new(8);
    network.lane(SOURCE, STAFF, personnel, 0);
    network.lane(SOURCE, OTHERS, ENDLESS, 0);
    network.lane(HOME, SINK, ENDLESS, 0);
    network.lane(EXCHANGE, ABROAD, ENDLESS, 0);
    network.lane(TRAVEL, ABROAD, travel, 0);
    network.lane(ABROAD, SINK, abroad, 0);
    let mut kinds: Vec<Kind> = cells.iter().filter(|c| !c.locked).map(Cell::kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let mut lanes: Vec<(Kind, i64, Lane, Lane)> = Vec::new();
    for kind in kinds {
        let free = cells.iter().filter(|c| !c.locked && c.kind() == kind);
        let now: i64 = free.map(|c| c.amount).sum();
        let from = if kind.personnel { STAFF } else { OTHERS };
        let to = match kind.abroad {
            Abroad::No => HOME,
            Abroad::Exchange => EXCHANGE,
            Abroad::Travel => TRAVEL,
        };
        let reluctance = kind.reluctance();
        let keep = network.lane(from, to, now, -DOLLAR - reluctance);
        let raise = network.lane(from, to, ENDLESS, DOLLAR + reluctance);
        lanes.push((kind, now, keep, raise));
    }
    if network.send(SOURCE, SINK, wanted) < wanted {
        return None;
    }
    let mut amounts: Vec<i64> = cells.iter().map(|c| c.amount).collect();
    for (kind, now, keep, raise) in lanes {
        let sum = network.along(keep) + network.along(raise);
        within(cells, kind, sum - now, &mut amounts);
    }
    Some(amounts)
}

impl Cell {
    fn kind(&self) -> Kind {
        Kind {
            personnel: self.personnel,
            abroad: self.abroad,
            capital: self.capital,
        }
    }
}

impl Kind {
    /// Between two ways that move equally much: 業務費 absorbs first, then people, then what goes abroad, then 資本門.
    fn reluctance(self) -> i64 {
        let abroad = if self.abroad == Abroad::No { 0 } else { 2 };
        i64::from(self.personnel) + abroad + if self.capital { 4 } else { 0 }
    }
}

/// Lays a kind's difference on as few of its lines as can be: the largest first.
fn within(cells: &[Cell], kind: Kind, difference: i64, amounts: &mut [i64]) {
    let free = |i: &usize| !cells[*i].locked && cells[*i].kind() == kind;
    let mut lines: Vec<usize> = (0..cells.len()).filter(free).collect();
    lines.sort_by_key(|i| (cells[*i].insurance, std::cmp::Reverse(cells[*i].amount)));
    let mut left = difference;
    for i in lines {
        let change = left.max(-amounts[i]);
        amounts[i] += change;
        left -= change;
        if left == 0 {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cell() -> impl Strategy<Value = Cell> {
        let abroad = prop_oneof![Just(Abroad::No), Just(Abroad::Exchange), Just(Abroad::Travel)];
        (0..9i64, any::<bool>(), any::<bool>(), abroad, any::<bool>()).prop_map(
            |(amount, locked, personnel, abroad, capital)| Cell {
                amount,
                locked,
                personnel,
                abroad,
                capital,
                insurance: false,
            },
        )
    }

    fn most() -> impl Strategy<Value = Most> {
        let limit = || proptest::option::of(0..10i64);
        (limit(), limit(), limit()).prop_map(|(personnel, travel, abroad)| Most {
            personnel,
            travel,
            abroad,
        })
    }

    fn keeps(cells: &[Cell], amounts: &[i64], grant: i64, most: Most) -> bool {
        let sum = |counts: &dyn Fn(&Cell) -> bool| -> i64 {
            let counted = cells.iter().zip(amounts).filter(|(c, _)| counts(c));
            counted.map(|(_, amount)| *amount).sum()
        };
        let at_most = |most: Option<i64>, sum: i64| most.is_none_or(|most| sum <= most);
        sum(&|_| true) == grant
            && at_most(most.personnel, sum(&|c| c.personnel))
            && at_most(most.travel, sum(&|c| c.abroad == Abroad::Travel))
            && at_most(most.abroad, sum(&|c| c.abroad != Abroad::No))
    }

    fn moved(cells: &[Cell], amounts: &[i64]) -> i64 {
        cells.iter().zip(amounts).map(|(c, a)| (c.amount - a).abs()).sum()
    }

    /// Every way to fill the free lines, tried.
    fn least_by_trying(cells: &[Cell], grant: i64, most: Most) -> Option<i64> {
        fn fill(cells: &[Cell], at: usize, amounts: &mut Vec<i64>, grant: i64, most: Most) -> Option<i64> {
            let Some(cell) = cells.get(at) else {
                return keeps(cells, amounts, grant, most).then(|| moved(cells, amounts));
            };
            let tries = if cell.locked {
                cell.amount..=cell.amount
            } else {
                0..=grant
            };
            let mut best = None;
            for amount in tries {
                amounts.push(amount);
                let found = fill(cells, at + 1, amounts, grant, most);
                amounts.pop();
                best = [best, found].into_iter().flatten().min();
            }
            best
        }
        fill(cells, 0, &mut Vec::new(), grant, most)
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

        #[test]
        fn nothing_that_moves_less_was_overlooked(
            cells in proptest::collection::vec(cell(), 1..5), grant in 0..11i64, most in most()
        ) {
            let found = least_moved(&cells, grant, most);
            if let Some(amounts) = &found {
                prop_assert!(keeps(&cells, amounts, grant, most), "{amounts:?}");
                prop_assert!(amounts.iter().all(|a| *a >= 0));
                for (cell, amount) in cells.iter().zip(amounts) {
                    prop_assert!(!cell.locked || cell.amount == *amount);
                }
            }
            prop_assert_eq!(found.map(|a| moved(&cells, &a)), least_by_trying(&cells, grant, most));
        }
    }

    #[test]
    fn the_largest_line_of_a_kind_gives_and_operations_take() {
        let line = |amount, personnel, capital| Cell {
            amount,
            locked: false,
            personnel,
            abroad: Abroad::No,
            capital,
            insurance: false,
        };
        let cells = [
            line(300, true, false),
            line(500, true, false),
            line(100, false, true),
            line(100, false, false),
        ];
        let most = Most {
            personnel: Some(600),
            ..Most::default()
        };
        assert_eq!(least_moved(&cells, 1000, most), Some(vec![300, 300, 100, 300]));
    }
}
