//! The one short page: what is next, what someone owes me, what I do next, what is new.
//!
//! For families, one family's day. For mentors and workers, the families they walk with and who wrote.

pub mod page;
pub mod part;
