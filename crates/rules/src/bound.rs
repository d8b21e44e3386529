//! A clause's limit in dollars as data: for whoever looks for amounts that keep it, instead of judging those there are.

/// Which 補助款 lines a share counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Counted {
    /// 人事費.
    Personnel,
    /// 國外差旅費.
    Travel,
    /// 國外差旅費 and 國際交流費.
    Abroad,
}

/// What a clause asks of a year's dollars.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Demand {
    /// 補助經費 is at most so many dollars.
    GrantAtMost(i64),
    /// A sum of 補助款 lines is at most so many percent of 補助經費.
    AtMostOfGrant { counted: Counted, percent: u32 },
    /// 配合款 is at least `above`/`below` of 補助經費.
    MatchingAtLeast { above: u32, below: u32 },
    /// 補助款 lines add up to 補助經費.
    LinesMakeGrant,
}

/// A demand, and how firmly it is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Bound {
    pub(crate) demand: Demand,
    /// Stated 「為原則」: a recorded reason settles it as well.
    pub(crate) in_principle: bool,
}

impl Demand {
    /// Without exception.
    pub(crate) fn firmly(self) -> Bound {
        Bound {
            demand: self,
            in_principle: false,
        }
    }

    /// 為原則.
    pub(crate) fn in_principle(self) -> Bound {
        Bound {
            demand: self,
            in_principle: true,
        }
    }

    /// The limit in whole dollars if the grant were `grant`: a ceiling rounded down, a minimum rounded up.
    pub(crate) fn dollars(self, grant: i64) -> i64 {
        let (grant, exact) = (i128::from(grant), |n: i128| i64::try_from(n).unwrap_or(i64::MAX));
        match self {
            Demand::GrantAtMost(dollars) => dollars,
            Demand::AtMostOfGrant { percent, .. } => exact((grant * i128::from(percent)).div_euclid(100)),
            Demand::MatchingAtLeast { above, below } => {
                exact(-(-grant * i128::from(above)).div_euclid(i128::from(below)))
            }
            Demand::LinesMakeGrant => exact(grant),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ceilings_round_down_and_minimums_up() {
        let share = |percent| Demand::AtMostOfGrant {
            counted: Counted::Personnel,
            percent,
        };
        assert_eq!(share(60).dollars(2_333_333), 1_399_999);
        assert_eq!(share(6).dollars(3_499_999), 209_999);
        let matching = |above, below| Demand::MatchingAtLeast { above, below };
        assert_eq!(matching(10, 100).dollars(3_499_999), 350_000);
        assert_eq!(matching(10, 90).dollars(8_000_000), 888_889);
        assert_eq!(matching(25, 75).dollars(3_000_000), 1_000_000);
        assert_eq!(matching(10, 100).dollars(0), 0);
    }
}
