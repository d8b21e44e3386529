//! Budget workbooks (經費表): bytes in, budget lines and a plan out.
//!
//! The stages, in order:
//! 1. [`guard()`] decides by content what the file is, and refuses what could hurt ([`Unreadable`]).
//! 2. [`workbook`] turns it into sheets of cells; the only file that names the reading library.
//! 3. [`survey()`] finds the tables, and says what each column is and why.
//! 4. [`lines()`] reads budget lines, and doubts about them, cell by cell.
//! 5. [`plan()`] compares them with a budget; the plan becomes one edit.
//!
//! # Invariants
//! - **Nothing is imported that was not shown**: every line carries the cell it came from, every doubt its place.
//! - **No number is made up.** What cannot be read stays blank and is marked; a blank is never zero.
//! - **No IO.** A host reads the file once, calls [`read_all`] inside a bounded worker process, and gets a value.

#[macro_use]
mod said;

pub mod answers;
pub mod dictionary;
mod formula;
pub mod grid;
pub mod guard;
pub mod lines;
pub mod map;
pub mod number;
pub mod office;
pub mod plan;
pub mod preview;
pub mod reading;
pub mod records;
pub mod role;
pub mod survey;
mod unreadable;
pub mod words;
pub mod workbook;
mod worker;

pub use guard::{Admitted, guard};
pub use lines::lines;
pub use map::Map;
pub use office::OfficeWord;
pub use plan::{Plan, plan};
pub use preview::{Preview, preview};
pub use reading::{Line, Reading, Warning, WarningCode};
pub use said::{Pick, Said};
pub use survey::{Survey, survey};
pub use unreadable::Unreadable;
pub use worker::{Bundle, Wanted, WorkerAnswer, answer, read_all};
