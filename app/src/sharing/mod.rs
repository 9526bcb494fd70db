//! Who looked at our record.
//!
//! For families. It promises: every look by someone outside the family is one line here, when, who and what,
//! and one parent's helpers never show in the other parent's list.

pub mod page;
