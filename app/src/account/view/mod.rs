//! The pieces that several pages of the account are drawn with.

pub mod about;
pub mod check_boxes;
pub mod contact;
pub mod device;
pub mod form_fields;
pub mod letter;
pub mod news;
pub mod passkey;
pub mod qr;
pub mod second_step;
pub mod staff;
