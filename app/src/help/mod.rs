//! Who to call, what the words mean, what the portal does with what it knows.
//!
//! For everyone, signed in or not. It promises: a person to talk to, and no word left unexplained.

pub mod page;
