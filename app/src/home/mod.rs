//! The home page: the next event, what is owed to the family, the person's next steps, what is new.
//!
//! For families: their own family. For mentors and workers: their families and unread messages.

pub mod pages;
pub mod view;
