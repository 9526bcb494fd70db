//! The pieces of the home page.

pub mod caseload;
pub mod duties;
pub mod family_home;
pub mod mentees;
mod mentors;
pub mod news;
pub mod people;
pub mod queue;
