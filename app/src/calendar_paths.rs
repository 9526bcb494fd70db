//! The addresses of the calendar.

use model::id::{CaseDateId, DecisionId, EventId, EventWordsId, FamilyId, FamilyTimeId};

/// The private calendar address of the signed-in person.
pub const CALENDAR_FEED: &str = "/calendar/feed";

pub fn calendar(family: FamilyId) -> String {
    format!("/family/{family}/calendar")
}

pub fn calendar_event(family: FamilyId, event: EventId) -> String {
    format!("/family/{family}/calendar/{event}")
}

pub fn add_calendar_event(family: FamilyId) -> String {
    format!("/family/{family}/calendar/add")
}

pub fn edit_calendar_event(family: FamilyId, event: EventId) -> String {
    format!("/family/{family}/calendar/{event}/edit")
}

/// The same, filled in with another local time, such as `2026-12-14T16:00:00`.
pub fn move_calendar_event(family: FamilyId, event: EventId, to: &str) -> String {
    format!("{}?to={to}", edit_calendar_event(family, event))
}

/// What the signed-in person needs to come to an event.
pub fn event_needs(family: FamilyId, event: EventId) -> String {
    format!("/family/{family}/calendar/{event}/needs")
}

/// The family time of a family: its plans and visits.
pub fn family_time(family: FamilyId) -> String {
    format!("/family/{family}/calendar/family-time")
}

pub fn print_family_time(family: FamilyId) -> String {
    format!("/family/{family}/calendar/family-time/print")
}

pub fn add_family_time(family: FamilyId) -> String {
    format!("/family/{family}/calendar/family-time/add")
}

pub fn edit_family_time(family: FamilyId, plan: FamilyTimeId) -> String {
    format!("/family/{family}/calendar/family-time/{plan}/edit")
}

/// The form that adds a visit to a plan. With `?for=` and the id of a visit it makes up for that
/// one.
pub fn add_visit(family: FamilyId, plan: FamilyTimeId) -> String {
    format!("/family/{family}/calendar/family-time/{plan}/visit")
}

/// The month that the day of today is in.
pub fn calendar_month(family: FamilyId) -> String {
    format!("/family/{family}/calendar/month")
}

/// `day` is a date. Its type is not named, because the browser's module does not have it.
pub fn calendar_day(family: FamilyId, day: impl std::fmt::Display) -> String {
    format!("/family/{family}/calendar/day?day={day}")
}

pub fn print_calendar(family: FamilyId) -> String {
    format!("/family/{family}/calendar/print")
}

/// By when the law wants reviews and hearings.
pub fn calendar_clocks(family: FamilyId) -> String {
    format!("/family/{family}/calendar/clocks")
}

/// The form with which a worker notes that a review or hearing was held.
pub fn note_held_date(family: FamilyId) -> String {
    format!("/family/{family}/calendar/clocks/held")
}

/// The same, as a correction of a date that was noted.
pub fn correct_held_date(family: FamilyId, date: CaseDateId) -> String {
    format!("{}?correct={date}", note_held_date(family))
}

/// Observances of the signed-in family member.
pub fn calendar_days(family: FamilyId) -> String {
    format!("/family/{family}/calendar/days")
}

/// The page on which a person brings their own words to an event.
pub fn event_words(family: FamilyId, event: EventId) -> String {
    format!("/family/{family}/calendar/{event}/words")
}

/// The same page with the form for words that are stored.
pub fn change_event_words(family: FamilyId, event: EventId, words: EventWordsId) -> String {
    format!("{}?change={words}", event_words(family, event))
}

/// The page on which a worker writes the notes of an event.
pub fn event_notes(family: FamilyId, event: EventId) -> String {
    format!("/family/{family}/calendar/{event}/notes")
}

/// The page of an event with the form in which a family member says what they think of a decision.
pub fn own_position(family: FamilyId, event: EventId, decision: DecisionId) -> String {
    format!("{}?decision={decision}", calendar_event(family, event))
}

/// An event as a file for the calendar of a phone: its times and a neutral title.
pub fn calendar_file(family: FamilyId, event: EventId) -> String {
    format!("/family/{family}/calendar/{event}/file")
}

/// The same with its place and what it is about.
pub fn detailed_calendar_file(family: FamilyId, event: EventId) -> String {
    format!("{}?with=details", calendar_file(family, event))
}

/// The address that a calendar fetches, by its token.
pub fn calendar_feed_file(token: &str) -> String {
    format!("{CALENDAR_FEED}/{token}.ics")
}
