//! The form that crosses to the window: amounts and quantities as decimal strings.
//!
//! JavaScript reads JSON numbers as floats; so every number of dollars, quantities and indicator values goes out as
//! a string and comes back as one. Years, ids and counts stay numbers.

use serde_json::Value;

/// Fields whose number is a [`crate::Money`]. `targets` holds a map of them.
pub const MONEY_FIELDS: [&str; 6] = [
    "unit_price",
    "quantity",
    "amount",
    "grant_requested",
    "grant_approved",
    "baseline",
];
/// The field that maps years to values.
pub const MONEY_MAP: &str = "targets";

/// Numbers of money become strings.
pub fn to_window(value: &mut Value) {
    walk(value, &|v| {
        if let Value::Number(n) = v {
            *v = Value::String(n.to_string());
        }
    });
}

/// As [`to_window`], for a lone value that stands at a place whose last segments are `segments`.
pub fn to_window_at(segments: &[String], value: &mut Value) {
    let last = segments.last().map(String::as_str).unwrap_or_default();
    let in_map = segments.len() >= 2 && segments[segments.len() - 2] == MONEY_MAP;
    let text = |v: &mut Value| {
        if let Value::Number(n) = v {
            *v = Value::String(n.to_string());
        }
    };
    if MONEY_FIELDS.contains(&last) || in_map {
        text(value);
    } else if let (MONEY_MAP, Value::Object(map)) = (last, &mut *value) {
        map.values_mut().for_each(text);
    } else {
        to_window(value);
    }
}

/// Strings of money become numbers again; a string that is no number stays, and is refused where it is read.
pub fn from_window(value: &mut Value) {
    walk(value, &number_of);
}

/// As [`from_window`], for a lone value that is set at a place whose last segments are `segments`.
pub fn from_window_at(segments: &[String], value: &mut Value) {
    let last = segments.last().map(String::as_str).unwrap_or_default();
    let in_map = segments.len() >= 2 && segments[segments.len() - 2] == MONEY_MAP;
    if MONEY_FIELDS.contains(&last) || in_map {
        number_of(value);
    } else if last == MONEY_MAP {
        if let Value::Object(map) = value {
            map.values_mut().for_each(number_of);
        }
    } else {
        from_window(value);
    }
}

fn number_of(value: &mut Value) {
    if let Value::String(text) = value
        && let Ok(number) = text.trim().parse::<serde_json::Number>()
    {
        *value = Value::Number(number);
    }
}

fn walk(value: &mut Value, change: &dyn Fn(&mut Value)) {
    match value {
        Value::Object(fields) => {
            for (name, field) in fields {
                if MONEY_FIELDS.contains(&name.as_str()) {
                    change(field);
                } else if name == MONEY_MAP {
                    if let Value::Object(map) = field {
                        map.values_mut().for_each(change);
                    }
                } else {
                    walk(field, change);
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| walk(item, change)),
        _ => {}
    }
}
