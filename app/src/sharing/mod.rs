//! The access log of a family's record.
//!
//! For families. It promises: every access by someone outside the family is one row with time,
//! person and what was read, and one parent's mentor never appears in the other parent's log.

pub mod pages;
