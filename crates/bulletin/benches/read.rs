//! How long a bulletin of 200 activities takes to read: `cargo bench -p usr-desk-bulletin`.
#![allow(clippy::print_stdout, reason = "a bench shows its figures")]

use std::time::{Duration, Instant};
use usr_desk_bulletin::{Context, read};

/// What a person does not notice.
const BUDGET: Duration = Duration::from_millis(20);
const ROUNDS: usize = 50;

fn main() {
    let seed = include_str!("../../../tests/suite/bulletins/seed.txt");
    let blocks = include_str!("../../../tests/suite/bulletins/labelled-blocks.txt");
    let lines = include_str!("../../../tests/suite/bulletins/one-line-entries.txt");
    let mut text = String::new();
    while read(&text, Context::default()).events.len() < 200 {
        for one in [seed, blocks, lines] {
            text.push_str(one);
            text.push_str("\n\n");
        }
    }
    let events = read(&text, Context::default()).events.len();
    let mut times: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            let begun = Instant::now();
            std::hint::black_box(read(std::hint::black_box(&text), Context::default()));
            begun.elapsed()
        })
        .collect();
    times.sort();
    let (fastest, median, worst) = (times[0], times[ROUNDS / 2], times[ROUNDS - 1]);
    println!(
        "{events} events, {} characters: fastest {fastest:.1?}, median {median:.1?}, worst {worst:.1?}",
        text.chars().count()
    );
    // What else the machine does at the time is not the reader's: the fastest is held to the budget.
    assert!(
        fastest <= BUDGET,
        "a bulletin of {events} events takes {fastest:.1?}"
    );
}
