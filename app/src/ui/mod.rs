//! The design system: parts that know no feature and no store.

pub mod banner;
pub mod empty;
pub mod error_summary;
pub mod field;
pub mod form;
pub mod icon;
pub mod page;
pub mod paper;
pub mod summary_list;
pub mod task_list;
pub mod words;
