//! The design system: UI components that depend on no feature and never query the database.

#[cfg(feature = "ssr")]
pub mod banner;
#[cfg(feature = "ssr")]
pub mod button_link;
// This module and `textarea` are compiled for the browser too, because islands of conversations
// render them.
pub mod changing_text;
#[cfg(feature = "ssr")]
pub mod empty;
#[cfg(feature = "ssr")]
pub mod error_summary;
#[cfg(feature = "ssr")]
pub mod field;
#[cfg(feature = "ssr")]
pub mod icon;
#[cfg(feature = "ssr")]
pub mod link_list;
#[cfg(feature = "ssr")]
pub mod phone;
#[cfg(feature = "ssr")]
mod phone_numbers;
#[cfg(feature = "ssr")]
pub mod print_view;
#[cfg(feature = "ssr")]
pub mod read_aloud;
#[cfg(feature = "ssr")]
pub mod spoken_name;
#[cfg(feature = "ssr")]
pub mod summary_list;
pub mod textarea;
#[cfg(feature = "ssr")]
pub mod translated_text;
#[cfg(feature = "ssr")]
pub mod writing_language;
