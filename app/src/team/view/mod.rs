//! The pieces that several pages of the team are drawn with.

pub mod contact_fields;
mod member_links;
pub mod membership;
pub mod person_card;
pub mod picked;
pub mod requests;
pub mod told;
pub mod tribe;
mod tribe_facts;
pub mod tribe_fields;
