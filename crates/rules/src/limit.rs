//! Ceilings and minimums, compared exactly: cross-multiplied, equal passes.

use crate::Figures;
use usr_desk_workspace::Money;

/// A limit as an exact fraction of dollars.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limit {
    above: Money,
    below: Money,
}

/// Whether a sum keeps a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kept {
    Yes,
    No,
    /// Some filling of the blanks keeps it and some other does not.
    Open,
}

/// A sum of which a part may still be blank: it will lie between `low` and `high`, or above.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sum {
    /// Whole dollars that surely count: nearly all there are, and quick to add.
    dollars: i64,
    /// Other amounts that surely count.
    rest: Money,
    /// Negative amounts that may count.
    less: Money,
    /// Positive amounts that may count.
    more: Money,
    /// A blank amount counts, or may: the sum has no upper end.
    pub(crate) endless: bool,
    /// The lines that make it uncertain, by index.
    pub(crate) blanks: Vec<usize>,
}

impl Sum {
    /// Adds a line's amount; `surely` is false where a blank field decides whether it counts.
    pub(crate) fn add(&mut self, line: usize, amount: Option<Money>, surely: bool) {
        match amount {
            Some(amount) if surely => {
                match amount.as_integer().and_then(|n| self.dollars.checked_add(n)) {
                    Some(dollars) => self.dollars = dollars,
                    None => self.rest = self.rest.plus(amount),
                }
                return;
            }
            Some(amount) if amount.is_negative() => self.less = self.less.plus(amount),
            Some(amount) => self.more = self.more.plus(amount),
            None => self.endless = true,
        }
        self.blanks.push(line);
    }

    /// A sum that is known.
    pub(crate) fn known(amount: Money) -> Sum {
        Sum {
            rest: amount,
            ..Sum::default()
        }
    }

    /// If nothing uncertain counts that would make it more.
    pub(crate) fn low(&self) -> Money {
        Money::whole(self.dollars).plus(self.rest).plus(self.less)
    }

    /// If everything uncertain counts that would make it more; without its blanks.
    pub(crate) fn high(&self) -> Money {
        Money::whole(self.dollars).plus(self.rest).plus(self.more)
    }

    /// Surely nothing.
    pub(crate) fn is_zero(&self) -> bool {
        self.low() == Money::ZERO && self.high() == Money::ZERO && !self.endless
    }
}

impl Limit {
    /// So many dollars.
    pub(crate) fn dollars(limit: Money) -> Limit {
        Limit {
            above: limit,
            below: Money::whole(1),
        }
    }

    /// `above`/`below` of an amount: 60/100 of the grant, 10/90 of it.
    pub(crate) fn share(of: Money, above: u32, below: u32) -> Limit {
        Limit {
            above: of.times(Money::whole(i64::from(above))),
            below: Money::whole(i64::from(below)),
        }
    }

    fn exceeded_by(&self, amount: Money) -> bool {
        amount.times(self.below) > self.above
    }

    fn missed_by(&self, amount: Money) -> bool {
        amount.times(self.below) < self.above
    }

    fn exact(&self) -> Money {
        Money(self.above.0 / self.below.0)
    }

    /// At most this much.
    pub(crate) fn as_ceiling(&self, sum: &Sum) -> Kept {
        match () {
            () if self.exceeded_by(sum.low()) => Kept::No,
            () if sum.endless || self.exceeded_by(sum.high()) => Kept::Open,
            () => Kept::Yes,
        }
    }

    /// At least this much.
    pub(crate) fn as_minimum(&self, sum: &Sum) -> Kept {
        match () {
            () if !self.missed_by(sum.low()) => Kept::Yes,
            () if sum.endless || !self.missed_by(sum.high()) => Kept::Open,
            () => Kept::No,
        }
    }

    /// Figures of a ceiling: the limit floored, a fraction of the amount counted up.
    pub(crate) fn ceiling_figures(&self, amount: Money) -> Figures {
        let limit = self.exact().floor();
        let actual = match self.exceeded_by(amount) {
            true => amount.ceil(),
            false => amount.ceil().min(limit),
        };
        Figures {
            actual,
            limit,
            headroom: limit.saturating_sub(actual),
        }
    }

    /// Figures of a minimum: the limit rounded up, a fraction of the amount dropped.
    pub(crate) fn minimum_figures(&self, amount: Money) -> Figures {
        let limit = self.exact().ceil();
        let actual = match self.missed_by(amount) {
            true => amount.floor(),
            false => amount.floor().max(limit),
        };
        Figures {
            actual,
            limit,
            headroom: actual.saturating_sub(limit),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn money(text: &str) -> Money {
        Money::parse(text).unwrap()
    }

    #[test]
    fn ceilings_floor_minimums_rise_and_equal_passes() {
        let sixty = Limit::share(money("2333333"), 60, 100);
        assert_eq!(
            sixty.ceiling_figures(money("1399999")),
            Figures {
                actual: 1_399_999,
                limit: 1_399_999,
                headroom: 0
            }
        );
        assert_eq!(sixty.ceiling_figures(money("1400000")).headroom, -1);
        let tenth = Limit::share(money("3499999"), 1, 10);
        assert_eq!(
            tenth.minimum_figures(money("349999")),
            Figures {
                actual: 349_999,
                limit: 350_000,
                headroom: -1
            }
        );
        let ninth = Limit::share(money("8000000"), 10, 90);
        assert_eq!(
            ninth.minimum_figures(money("888889")),
            Figures {
                actual: 888_889,
                limit: 888_889,
                headroom: 0
            }
        );
    }

    #[test]
    fn figures_never_contradict_the_comparison() {
        let sixty = Limit::share(money("2333333"), 60, 100);
        assert_eq!(sixty.ceiling_figures(money("1399999.5")).headroom, 0);
        assert_eq!(sixty.ceiling_figures(money("1399999.9")).headroom, -1);
        let tenth = Limit::share(money("3499999"), 1, 10);
        assert_eq!(tenth.minimum_figures(money("349999.95")).headroom, 0);
        assert_eq!(tenth.minimum_figures(money("349999.8")).headroom, -1);
    }

    #[test]
    fn a_blank_matters_only_where_it_could_change_the_answer() {
        let limit = Limit::dollars(money("100"));
        let mut sum = Sum::default();
        sum.add(0, Some(money("90")), true);
        assert_eq!(
            (limit.as_ceiling(&sum), limit.as_minimum(&sum)),
            (Kept::Yes, Kept::No)
        );
        sum.add(1, Some(money("10")), false);
        assert_eq!(
            (limit.as_ceiling(&sum), limit.as_minimum(&sum)),
            (Kept::Yes, Kept::Open)
        );
        sum.add(2, None, true);
        assert_eq!(
            (limit.as_ceiling(&sum), limit.as_minimum(&sum)),
            (Kept::Open, Kept::Open)
        );
        sum.add(3, Some(money("20")), true);
        assert_eq!(
            (limit.as_ceiling(&sum), limit.as_minimum(&sum)),
            (Kept::No, Kept::Yes)
        );
    }
}
