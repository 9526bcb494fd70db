//! What several pages draw of an event.

pub mod answer;
pub mod clocks;
pub mod days_off;
pub mod event_fields;
pub mod event_kind;
pub mod event_row;
pub mod month;
pub mod print;
pub mod series_fields;
