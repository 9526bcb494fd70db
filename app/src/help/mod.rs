//! Telephone numbers, the glossary, and what the portal does with data.
//!
//! For everyone, signed in or not. It promises: a person to talk to, and an explanation of every
//! term.

pub mod pages;
