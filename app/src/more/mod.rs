//! The page of everything that the navigation bar has no place for.
//!
//! For everyone who has signed in. It promises: the access log, the settings and help are two taps
//! from every page.

pub mod pages;
