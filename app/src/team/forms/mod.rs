//! Server functions of the team list.

pub mod contact;
pub mod request;
pub mod tribe;
