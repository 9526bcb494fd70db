//! The pieces of the home page.

pub mod caseload;
pub mod family_home;
