//! Server functions of the team list.

pub mod contact;
pub mod handover;
pub mod membership;
pub mod picked;
pub mod request;
pub mod tribe;
pub mod vouch;
