use jiff::civil::date;

use super::*;

const GOOD: EventForm<'_> = EventForm {
    kind: "meeting",
    rules_of: None,
    day: "2026-12-14",
    starts: "16:00",
    ends: "17:30",
    last: "",
    first: false,
    about: "To plan the holidays",
    place: " Room 2 ",
    remote_link: "",
    bring: "",
    way: "The side door",
    after: " ",
    court: "Branch 4",
    join: "",
    people: &[],
    hidden: &[],
};

fn parse(form: &EventForm<'_>) -> Result<EventInput, Vec<FieldError>> {
    let zone = TimeZone::get("America/Chicago").unwrap();
    let now = date(2026, 11, 23).at(12, 0, 0, 0);
    EventInput::parse(form, "en", &zone, Some(now))
}

fn errors(form: &EventForm<'_>) -> Vec<FieldError> {
    parse(form).err().unwrap_or_default()
}

#[test]
fn a_form_is_read_with_its_words_trimmed() {
    let input = parse(&GOOD).unwrap();
    assert_eq!(input.starts, date(2026, 12, 14).at(16, 0, 0, 0));
    assert_eq!(input.ends, Some(date(2026, 12, 14).at(17, 30, 0, 0)));
    assert_eq!(input.place.as_deref(), Some("Room 2"));
    assert_eq!(input.detail(EventTopic::Way), Some("The side door"));
    assert_eq!(input.detail(EventTopic::After), None);
    assert_eq!(input.detail(EventTopic::Court), Some("Branch 4"));
    assert_eq!(input.detail(EventTopic::Join), None);
    let overnight = EventForm {
        ends: "09:00",
        last: "2026-12-15",
        ..GOOD
    };
    let ends = parse(&overnight).unwrap().ends;
    assert_eq!(ends, Some(date(2026, 12, 15).at(9, 0, 0, 0)));
}

#[test]
fn the_times_of_a_form_are_known_before_the_rest_of_it_is_valid() {
    let zone = TimeZone::get("America/Chicago").unwrap();
    let form = EventForm { about: "", ..GOOD };
    let day = date(2026, 12, 14);
    let times = (day.at(16, 0, 0, 0), Some(day.at(17, 30, 0, 0)));
    assert_eq!(form.valid_times(&zone), Some(times));
    let early = EventForm {
        ends: "15:00",
        ..form
    };
    assert_eq!(early.valid_times(&zone), None);
}

#[test]
fn a_kind_of_the_agency_follows_the_rules_of_another() {
    let form = EventForm {
        kind: "circle",
        ..GOOD
    };
    assert_eq!(errors(&form), [("kind", "plan-choose")]);
    let rules_of = Some(EventKind::Meeting);
    let input = parse(&EventForm { rules_of, ..form }).unwrap();
    assert_eq!(input.kind, EventKind::Meeting);
    assert_eq!(input.own_kind.as_deref(), Some("circle"));
    assert_eq!(parse(&GOOD).unwrap().own_kind, None);
}

#[test]
fn all_errors_are_told_at_once() {
    let form = EventForm {
        kind: "party",
        day: "tomorrow",
        starts: "4 PM",
        ends: "25:00",
        about: "\u{200B}",
        remote_link: "http://video.example",
        ..GOOD
    };
    let found = [
        ("kind", "plan-choose"),
        ("day", "plan-date"),
        ("starts", "calendar-time"),
        ("ends", "calendar-time"),
        ("about", "plan-words-missing"),
        ("remote_link", "calendar-link"),
    ];
    assert_eq!(errors(&form), found);
}

#[test]
fn a_time_that_the_clocks_skip_or_repeat_is_asked_about() {
    let at = |day, starts, ends, first| {
        errors(&EventForm {
            day,
            starts,
            ends,
            first,
            ..GOOD
        })
    };
    let (spring, fall) = ("2027-03-14", "2027-11-07");
    let skipped = "calendar-time-skipped";
    assert_eq!(at(spring, "02:30", "", true), [("starts", skipped)]);
    assert_eq!(at(spring, "01:30", "02:30", true), [("ends", skipped)]);
    assert_eq!(at(spring, "01:30", "03:00", false), []);
    let twice = "calendar-time-twice";
    assert_eq!(at(fall, "01:30", "", false), [("starts", twice)]);
    assert_eq!(at(fall, "00:30", "01:30", false), [("ends", twice)]);
    assert_eq!(at(fall, "01:30", "02:30", true), []);
    let zone = TimeZone::get("America/Phoenix").unwrap();
    let form = EventForm {
        day: spring,
        starts: "02:30",
        ends: "",
        ..GOOD
    };
    assert!(EventInput::parse(&form, "en", &zone, None).is_ok());
}

#[test]
fn an_end_before_the_start_and_a_start_in_the_past_are_refused() {
    let early = EventForm {
        ends: "16:00",
        ..GOOD
    };
    assert_eq!(errors(&early), [("ends", "calendar-ends-early")]);
    let day = |day| EventForm { day, ..GOOD };
    assert_eq!(errors(&day("2026-11-22")), [("starts", "calendar-past")]);
    assert_eq!(errors(&day("2027-02-29")), [("day", "calendar-leap-day")]);
    assert_eq!(errors(&day("2028-02-29")), []);
    let without_end = EventForm {
        ends: "",
        last: "2026-12-15",
        ..GOOD
    };
    assert_eq!(errors(&without_end), [("ends", "calendar-time")]);
}

#[test]
fn a_place_is_kept_only_from_someone_who_is_invited() {
    let ids = |numbers: &[u128]| -> Vec<String> {
        let id = |number: &u128| uuid::Uuid::from_u128(*number).to_string();
        numbers.iter().map(id).collect()
    };
    let (people, hidden) = (ids(&[1, 2]), ids(&[2, 3]));
    let form = EventForm {
        people: &people,
        hidden: &hidden,
        ..GOOD
    };
    let input = parse(&form).unwrap();
    assert_eq!(input.people.len(), 2);
    let second = PersonId(uuid::Uuid::from_u128(2));
    assert_eq!(input.hidden, BTreeSet::from([second]));
    let nowhere = EventForm { place: "", ..form };
    assert_eq!(errors(&nowhere), [("place", "calendar-place")]);
}
