//! Suites that an outsider can read.
