//! The design system: UI components that depend on no feature and never query the database.

#[cfg(feature = "ssr")]
pub mod banner;
pub mod changing_text;
#[cfg(feature = "ssr")]
pub mod empty;
#[cfg(feature = "ssr")]
pub mod error_summary;
#[cfg(feature = "ssr")]
pub mod field;
#[cfg(feature = "ssr")]
pub mod form;
#[cfg(feature = "ssr")]
pub mod icon;
#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ssr")]
pub mod paper;
#[cfg(feature = "ssr")]
pub mod summary_list;
#[cfg(feature = "ssr")]
pub mod task_list;
pub mod textarea;
#[cfg(feature = "ssr")]
pub mod words;
#[cfg(feature = "ssr")]
pub mod writing_language;
