//! What several pages draw of an event.

pub mod answer;
pub mod clocks;
pub mod days_off;
pub mod event_fields;
pub mod event_row;
pub mod family_time;
pub mod family_time_fields;
pub mod family_time_paper;
pub mod visit_part;
