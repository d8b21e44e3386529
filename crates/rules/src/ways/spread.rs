//! Dollars laid out in whole ones: by largest remainder over lines, by unit price within a line.

use usr_desk_workspace::Money;

/// `total` spread in proportion to `weights`, in whole dollars that add up to it exactly: each gets its floor, and the
/// dollars that are left go to the largest remainders, the first of equals. `None` = nothing carries weight.
pub(super) fn spread(total: i64, weights: &[i64]) -> Option<Vec<i64>> {
    let sum: i128 = weights.iter().map(|w| i128::from(*w)).sum();
    if sum == 0 {
        return (total == 0).then(|| vec![0; weights.len()]);
    }
    let share = |weight: &i64| i128::from(*weight) * i128::from(total);
    let mut parts: Vec<i64> = weights
        .iter()
        .map(|w| i64::try_from(share(w) / sum).unwrap_or(i64::MAX))
        .collect();
    let mut by_remainder: Vec<usize> = (0..weights.len()).collect();
    by_remainder.sort_by_key(|i| std::cmp::Reverse(share(&weights[*i]) % sum));
    let given: i64 = parts.iter().sum();
    for i in by_remainder
        .into_iter()
        .take(usize::try_from(total - given).unwrap_or(0))
    {
        parts[i] += 1;
    }
    Some(parts)
}

/// The unit price with the fewest decimals at which `quantity` comes to `amount`, to less than a dollar; and whether
/// that takes a quantity of one, because of nothing there is no price.
pub(super) fn fitting_price(quantity: Money, amount: i64) -> (Money, bool) {
    let amount = Money::whole(amount);
    if quantity == Money::ZERO {
        return (amount, true);
    }
    let exact = amount.0 / quantity.0;
    let fits = |price: &Money| {
        let off = price.times(quantity).minus(amount);
        off < Money::whole(1) && off > Money::whole(-1)
    };
    let mut prices = (0..=8).map(|places| Money(exact.round_dp(places).normalize()));
    match prices.find(fits) {
        Some(price) => (price, false),
        None => (amount, true),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_left_over_goes_to_the_largest_remainders() {
        assert_eq!(spread(10, &[1, 1, 1]), Some(vec![4, 3, 3]));
        assert_eq!(
            spread(6_500_000, &[4_000_000, 4_000_000]),
            Some(vec![3_250_000, 3_250_000])
        );
        assert_eq!(spread(2, &[5, 3, 2]), Some(vec![1, 1, 0]));
        assert_eq!(spread(0, &[0, 0]), Some(vec![0, 0]));
        assert_eq!(spread(1, &[0, 0]), None);
    }

    #[test]
    fn a_price_stays_short_and_comes_to_the_amount() {
        let check = |quantity: &str, amount: i64, price: &str| {
            let (found, once) = fitting_price(Money::parse(quantity).unwrap(), amount);
            assert_eq!((found, once), (Money::parse(price).unwrap(), false));
        };
        check("12", 480_000, "40000");
        check("12", 480_001, "40000.1");
        check("13.5", 540_000, "40000");
        check("3", 100, "33.3");
        assert_eq!(fitting_price(Money::ZERO, 500), (Money::whole(500), true));
    }

    proptest! {
        #[test]
        fn the_parts_add_up_and_none_is_off_by_a_dollar(total in 0..90_000_000i64, weights in proptest::collection::vec(0..9_000_000i64, 1..30)) {
            let sum: i64 = weights.iter().sum();
            match spread(total, &weights) {
                None => prop_assert!(sum == 0 && total > 0),
                Some(parts) => {
                    prop_assert_eq!(parts.iter().sum::<i64>(), total);
                    for (part, weight) in parts.iter().zip(&weights) {
                        let exact = i128::from(*weight) * i128::from(total);
                        prop_assert!((i128::from(*part) * i128::from(sum) - exact).abs() < i128::from(sum.max(1)));
                    }
                }
            }
        }

        #[test]
        fn a_line_still_multiplies_out(quantity in 1..500_000i64, amount in 0..20_000_000i64) {
            let quantity = Money::parse(&format!("{}.{:02}", quantity / 100, quantity % 100)).unwrap();
            let (price, once) = fitting_price(quantity, amount);
            let off = price.times(if once { Money::whole(1) } else { quantity }).minus(Money::whole(amount));
            prop_assert!(off.0.abs() < Money::whole(1).0);
        }
    }
}
