//! The pieces that several pages of conversations are drawn with.

pub mod attachment_controls;
pub mod attachments;
pub mod composer;
pub mod conversation_list;
pub mod excerpt;
pub mod interpretation;
pub mod message;
pub mod message_list;
pub mod participants_notice;
pub mod push_subscription;
pub mod thread_notices;
