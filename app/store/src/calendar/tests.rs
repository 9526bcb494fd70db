use jiff::civil::date;
use model::calendar::EventKind;
use model::id::TextId;
use uuid::Uuid;

use super::*;

fn on(day: Date) -> EventSummary {
    EventSummary {
        id: EventId(Uuid::nil()),
        kind: EventKind::Meeting,
        own_kind: None,
        kind_label: None,
        starts: day.at(9, 0, 0, 0).to_sqlx(),
        ends: None,
        place: None,
        remote_link: None,
        revision: 0,
        cancelled: false,
        listed_on: None,
        own_answer: None,
        is_asked_again: false,
        own_need_digits: None,
        confirm: None,
        about: AuthoredText {
            text_id: TextId(Uuid::nil()),
            language: "en".into(),
            body: String::new(),
            author_id: None,
            author: None,
            entered_by_agency: false,
            tr_body: None,
            tr_by: None,
            tr_machine: None,
            tr_asked_on: None,
            tr_due: None,
        },
    }
}

#[test]
fn a_page_ends_with_a_whole_day() {
    let (early, late) = (date(2026, 12, 1), date(2026, 12, 2));
    let upcoming = CalendarRange::Upcoming(None);
    let past = CalendarRange::Past(date(2026, 12, 3));
    let mut events = vec![on(early); EVENTS_PER_PAGE];
    assert_eq!(cut_page(&mut events, upcoming), None);
    assert_eq!(events.len(), EVENTS_PER_PAGE);
    // The last two are on one day, and the second of them is on the next page.
    events[EVENTS_PER_PAGE - 1] = on(late);
    events.push(on(late));
    assert_eq!(cut_page(&mut events, upcoming), Some(late));
    assert_eq!(events.len(), EVENTS_PER_PAGE - 1);
    // The latest first: the page that follows begins with all of the earlier day.
    let mut events = vec![on(late); EVENTS_PER_PAGE - 1];
    events.extend([on(early), on(early)]);
    assert_eq!(cut_page(&mut events, past), Some(late));
    assert_eq!(events.len(), EVENTS_PER_PAGE - 1);
}

#[test]
fn a_day_with_too_many_events_ends_the_page_and_the_next_one_goes_on() {
    let (day, after) = (date(2026, 12, 1), date(2026, 12, 2));
    let mut events = vec![on(day); EVENTS_PER_PAGE + 1];
    let next = cut_page(&mut events, CalendarRange::Upcoming(None));
    assert_eq!((events.len(), next), (EVENTS_PER_PAGE, Some(after)));
    let mut events = vec![on(day); EVENTS_PER_PAGE + 1];
    let next = cut_page(&mut events, CalendarRange::Past(after));
    assert_eq!((events.len(), next), (EVENTS_PER_PAGE, Some(day)));
}
