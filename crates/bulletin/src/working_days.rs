//! The season's dates planned backwards from the ministry's deadline, over the office's working days.

use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use ts_rs::TS;
use usr_desk_workspace::{Date, MilestoneKind, Workspace};

/// A step, so many working days before the deadline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Lead {
    /// Which step.
    pub kind: MilestoneKind,
    /// Working days before the deadline's own day.
    pub working_days: u16,
}

/// A step with its day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PlannedStep {
    /// Which step.
    pub kind: MilestoneKind,
    /// The day.
    #[ts(type = "string")]
    pub on: Date,
}

/// What goes into the note of a planned date: the ministry announces only its deadline.
pub const DEFAULT_NOTE: &str = "預設，非公告：由公告期限倒推，本校可自行調整";

/// The program's own proposal for an office that has none (預設，非公告).
pub const DEFAULT_LEADS: [Lead; 5] = [
    Lead {
        kind: MilestoneKind::Announcement,
        working_days: 50,
    },
    Lead {
        kind: MilestoneKind::InternalCall,
        working_days: 30,
    },
    Lead {
        kind: MilestoneKind::FinanceCheck,
        working_days: 15,
    },
    Lead {
        kind: MilestoneKind::Seal,
        working_days: 7,
    },
    Lead {
        kind: MilestoneKind::Submission,
        working_days: 2,
    },
];

/// No calendar is this full of holidays: a plan stops here rather than run on.
const FURTHEST: u16 = 3_660;

/// When the office works, besides Monday to Friday. Nothing of it is shipped: the office enters or imports it.
#[derive(Clone, Debug, Default)]
pub struct Office {
    /// 停止上班日.
    pub holidays: BTreeSet<Date>,
    /// 補行上班日: Saturdays and Sundays that are worked.
    pub make_up_days: BTreeSet<Date>,
}

impl Office {
    /// The days of a season's office.
    pub fn of(season: &Workspace) -> Office {
        Office {
            holidays: season.holidays.iter().copied().collect(),
            make_up_days: season.make_up_days.iter().copied().collect(),
        }
    }

    /// Monday to Friday and made-up days, but for holidays.
    pub fn works_on(&self, day: Date) -> bool {
        let of_the_week = day.0.weekday().to_monday_zero_offset() < 5;
        (of_the_week || self.make_up_days.contains(&day)) && !self.holidays.contains(&day)
    }
}

/// The working day that lies so many working days before this day; 0 = this day, or the last working day before it.
pub fn before(day: Date, working_days: u16, office: &Office) -> Date {
    let mut at = day;
    let mut left = working_days;
    for _ in 0..FURTHEST {
        if office.works_on(at) {
            if left == 0 {
                break;
            }
            left -= 1;
        }
        at = Date(at.0.yesterday().unwrap_or(at.0));
    }
    at
}

/// Each step's day.
pub fn backwards(deadline: Date, office: &Office, leads: &[Lead]) -> Vec<PlannedStep> {
    let day = |lead: &Lead| PlannedStep {
        kind: lead.kind,
        on: before(deadline, lead.working_days, office),
    };
    leads.iter().map(day).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    #[test]
    fn weekends_and_holidays_are_left_out() {
        // 2026-01-01 is a Thursday; 2025-12-25 a Thursday.
        let holidays = Office {
            holidays: BTreeSet::from([day("2026-01-01"), day("2025-12-25")]),
            ..Office::default()
        };
        assert_eq!(before(day("2026-01-02"), 0, &holidays), day("2026-01-02"));
        assert_eq!(before(day("2026-01-02"), 1, &holidays), day("2025-12-31"));
        assert_eq!(before(day("2026-01-03"), 0, &holidays), day("2026-01-02"));
        assert_eq!(before(day("2025-12-26"), 1, &holidays), day("2025-12-24"));
    }

    #[test]
    fn a_saturday_that_is_made_up_counts() {
        // 2023-02-18 was a Saturday that was worked; before it lay the long holiday of the new year.
        let mut office = Office::default();
        assert_eq!(before(day("2023-02-20"), 1, &office), day("2023-02-17"));
        office.make_up_days.insert(day("2023-02-18"));
        assert_eq!(before(day("2023-02-20"), 1, &office), day("2023-02-18"));
        assert_eq!(before(day("2023-02-20"), 2, &office), day("2023-02-17"));
        assert_eq!(before(day("2023-02-18"), 0, &office), day("2023-02-18"));
        // What is closed is closed.
        office.holidays.insert(day("2023-02-18"));
        assert_eq!(before(day("2023-02-20"), 1, &office), day("2023-02-17"));
    }

    fn some_day() -> impl Strategy<Value = Date> {
        (2020_i16..2040, 1_i8..=12, 1_i8..=28).prop_map(|(y, m, d)| Date::new(y, m, d).unwrap())
    }

    proptest! {
        #[test]
        fn plans_keep_their_order_and_fall_on_working_days(
            deadline in some_day(),
            near in proptest::collection::vec(0_i64..120, 0..20),
            made_up in proptest::collection::vec(0_i64..120, 0..8),
            extra in 0_i64..120,
        ) {
            let back = |days: i64| Date(deadline.0.checked_sub(jiff::Span::new().days(days)).unwrap());
            let closed = Office {
                holidays: near.into_iter().map(back).collect(),
                make_up_days: made_up.into_iter().map(back).collect(),
            };
            let plan = backwards(deadline, &closed, &DEFAULT_LEADS);
            for step in &plan {
                prop_assert!(closed.works_on(step.on));
                prop_assert!(step.on <= deadline);
            }
            prop_assert!(plan.windows(2).all(|pair| pair[0].on < pair[1].on));
            // Counting forward again gives the lead that was asked for.
            for (step, lead) in plan.iter().zip(DEFAULT_LEADS) {
                let first = before(deadline, 0, &closed);
                let mut at = step.on;
                let mut count = 0;
                while at < first {
                    at = at.next_day();
                    count += u16::from(closed.works_on(at));
                }
                prop_assert_eq!(count, lead.working_days);
            }
            // One more holiday never moves a step to a later day.
            let mut more = closed.clone();
            more.holidays.insert(back(extra));
            let tighter = backwards(deadline, &more, &DEFAULT_LEADS);
            for (one, other) in plan.iter().zip(&tighter) {
                prop_assert!(other.on <= one.on);
            }
        }
    }
}
