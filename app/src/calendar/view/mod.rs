//! What several pages draw of an event.

pub mod answer;
pub mod clashes;
pub mod clocks;
pub mod days_off;
pub mod event_fields;
pub mod event_kind;
pub mod event_row;
pub mod family_time;
pub mod family_time_fields;
pub mod family_time_paper;
pub mod held_dates;
pub mod month;
pub mod needs;
pub mod notes;
pub mod notes_fields;
pub mod print;
pub mod proposed_times;
pub mod series_fields;
pub mod visit_part;
pub mod words;
