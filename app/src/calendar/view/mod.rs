//! What several pages draw of an event.

pub mod event_row;
