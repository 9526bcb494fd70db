//! An event as an iCalendar file (RFC 5545), to keep in the calendar of a phone. Others see that
//! calendar: without `FileContent::Details` the file has the times and a neutral title.

use std::net::IpAddr;

use icalendar::{Calendar, Class, Component, Event, EventLike, EventStatus};
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use model::id::{EventId, FamilyId};
use store::calendar::uid::UidKey;
use store::calendar::{self, EventWithDetails, feed};
use store::throttle::{self, GuessTarget, ThrottleVerdict};
use store::{Db, Intent};

use crate::calendar::view::event_kind::{event_kind_name, event_name};
use crate::error::AppError;
use crate::i18n::Localizer;
use crate::page::authored_text::to_translated_text;
use crate::request::context::RequestContext;

/// How much of an event a file tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileContent {
    /// The times, and the word for an appointment.
    Neutral,
    /// Also its kind, its place and what it is about, as far as the reader may know them.
    Details,
}

/// An event of a file. Times are in UTC, which every calendar shows in its own time zone.
#[derive(Debug, Clone, PartialEq, Eq)]
struct FileEvent {
    uid: String,
    /// Larger after each change, so that a calendar replaces what it has.
    sequence: u32,
    cancelled: bool,
    starts: Timestamp,
    ends: Option<Timestamp>,
    title: String,
    place: Option<String>,
    about: Option<String>,
}

/// The file of one event. Logs the access.
///
/// # Errors
/// `NotFound` when the reader is not in the audience of the event; `Busy` when the database is
/// overloaded.
pub async fn event_file(
    context: RequestContext,
    family: FamilyId,
    event: EventId,
    content: FileContent,
) -> Result<Vec<u8>, AppError> {
    let mut tx = context.begin_record_read(family).await?;
    let language = context.language.language_tag();
    let found = calendar::read_event(&mut tx, family, event, language).await?;
    let key = UidKey::load(&mut tx).await?;
    let now = tx.clock().now();
    tx.commit().await?;
    let actor = context.actor()?;
    // Another identifier for each person, so that two calendars do not tell that their owners meet.
    let uid = key.event_uid(event, actor.person);
    let event = file_event(context.localizer(), &actor.zone, &found, uid, content)?;
    Ok(write_file(now, None, &[event]).into_bytes())
}

/// The file of a private calendar address: all events of its owner, as much of each as they chose.
/// `address` is the network that asks.
///
/// # Errors
/// `NotFound` for a token that is wrong or was revoked, `TooMany` when the rate limit is exceeded,
/// `Busy` when the database is overloaded.
pub async fn feed_file(db: &Db, address: Option<IpAddr>, token: &str) -> Result<Vec<u8>, AppError> {
    let guess = GuessTarget::CalendarFeed;
    let attempt = match throttle::count_attempt(db, address, guess).await? {
        ThrottleVerdict::Allowed(attempt) => attempt,
        ThrottleVerdict::Refused(wait) => {
            // Rounded up: a request after fewer seconds would be refused again.
            let seconds = u32::try_from(wait.as_secs().max(0) + 1).unwrap_or(u32::MAX);
            return Err(AppError::TooMany(seconds));
        }
    };
    // A wrong token returns here, before the refund below, and so stays counted.
    let found = feed::find_feed(db, token).await?;
    // Only a token without an owner counts as a guess.
    attempt.refund_succeeded(db).await;
    // Any zone will do for this query: only the zone of the profile is used.
    let actor = db.load_profile(found.person, &TimeZone::UTC).await?.actor;
    let mut tx = db.acting_as(&actor, Intent::Read).await?;
    let text = Localizer(found.language);
    let neutral = text.get("calendar-neutral");
    let key = UidKey::load(&mut tx).await?;
    let mut events = Vec::new();
    for event in feed::list_feed_events(&mut tx, text.0.language_tag()).await? {
        let ends = event.ends.as_ref().map(|ends| ends.to_jiff());
        let title = event.title(found.content);
        events.push(FileEvent {
            uid: key.event_uid(event.id, actor.person),
            sequence: event.revision.unsigned_abs(),
            cancelled: event.cancelled,
            starts: timestamp_in_zone(event.starts.to_jiff(), &actor.zone)?,
            ends: ends
                .map(|ends| timestamp_in_zone(ends, &actor.zone))
                .transpose()?,
            title: title.map_or_else(
                || neutral.clone(),
                |(kind, label)| event_kind_name(text, kind, label),
            ),
            place: event.place(found.content).map(str::to_owned),
            about: None,
        });
    }
    Ok(write_file(db.clock().now(), Some(&neutral), &events).into_bytes())
}

fn file_event(
    text: Localizer,
    zone: &TimeZone,
    found: &EventWithDetails,
    uid: String,
    content: FileContent,
) -> Result<FileEvent, AppError> {
    let event = &found.event;
    let tells = content == FileContent::Details;
    let title = if tells {
        event_name(text, event)
    } else {
        text.get("calendar-neutral")
    };
    Ok(FileEvent {
        uid,
        sequence: event.revision.unsigned_abs(),
        cancelled: event.cancelled,
        starts: timestamp_in_zone(event.starts.to_jiff(), zone)?,
        ends: event
            .ends
            .as_ref()
            .map(|ends| timestamp_in_zone(ends.to_jiff(), zone))
            .transpose()?,
        title,
        place: event.place.clone().filter(|_| tells),
        about: tells.then(|| to_translated_text(&event.about).plain_text()),
    })
}

/// The timestamp of a local time in the agency's zone. Of an hour that the clocks repeat, the first
/// counts; a time in an hour that they skip moves forward, as in an import.
fn timestamp_in_zone(local: DateTime, zone: &TimeZone) -> Result<Timestamp, AppError> {
    local
        .to_zoned(zone.clone())
        .map(|zoned| zoned.timestamp())
        // At the end of the calendar only.
        .map_err(|_| AppError::NotFound)
}

/// `name` is the name of the whole calendar. Without one, phones list an address under the address
/// itself, which names the portal.
fn write_file(now: Timestamp, name: Option<&str>, events: &[FileEvent]) -> String {
    let mut file = Calendar::empty();
    file.append_property(("VERSION", "2.0"))
        .append_property(("PRODID", "-//Alongside//Calendar//EN"))
        .append_property(("CALSCALE", "GREGORIAN"))
        // A published file asks for no answer: opening it sends nothing to anyone.
        .append_property(("METHOD", "PUBLISH"));
    if let Some(name) = name {
        file.name(name);
    }
    for event in events {
        file.push(vevent(now, event));
    }
    file.to_string()
}

fn vevent(now: Timestamp, event: &FileEvent) -> Event {
    let mut vevent = Event::new();
    let status = if event.cancelled {
        EventStatus::Cancelled
    } else {
        EventStatus::Confirmed
    };
    vevent
        .uid(&event.uid)
        .sequence(event.sequence)
        .summary(&event.title)
        // Asks a calendar that is shared with other people to show them no details.
        .class(Class::Private)
        .status(status)
        .add_property("DTSTAMP", utc(now))
        .add_property("DTSTART", utc(event.starts));
    // An event in the hour that the clocks skip could end before it begins, and a calendar refuses
    // the whole file then.
    if let Some(ends) = event.ends.filter(|ends| *ends > event.starts) {
        vevent.add_property("DTEND", utc(ends));
    }
    if let Some(place) = &event.place {
        vevent.location(&without_returns(place));
    }
    if let Some(about) = &event.about {
        vevent.description(&without_returns(about));
    }
    vevent.done()
}

/// A carriage return would end a line of the file. Line feeds are escaped.
fn without_returns(words: &str) -> String {
    words.replace('\r', "")
}

fn utc(moment: Timestamp) -> String {
    moment.strftime("%Y%m%dT%H%M%SZ").to_string()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn file_of(title: &str, about: Option<&str>) -> String {
        let chicago = TimeZone::get("America/Chicago").unwrap();
        let event = FileEvent {
            uid: "a1b2".into(),
            sequence: 3,
            cancelled: false,
            starts: timestamp_in_zone(date(2026, 11, 25).at(16, 0, 0, 0), &chicago).unwrap(),
            ends: Some(timestamp_in_zone(date(2026, 11, 25).at(17, 30, 0, 0), &chicago).unwrap()),
            title: title.into(),
            place: None,
            about: about.map(str::to_owned),
        };
        write_file("2026-11-23T18:00:00Z".parse().unwrap(), None, &[event])
    }

    #[test]
    fn a_neutral_file_has_the_times_and_nothing_else() {
        let file = file_of("Appointment", None);
        let lines: Vec<&str> = file.split_terminator("\r\n").collect();
        let mut sorted = lines.clone();
        sorted.sort_unstable();
        let mut expected = vec![
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//Alongside//Calendar//EN",
            "CALSCALE:GREGORIAN",
            "METHOD:PUBLISH",
            "BEGIN:VEVENT",
            "UID:a1b2",
            "SEQUENCE:3",
            "DTSTAMP:20261123T180000Z",
            "DTSTART:20261125T220000Z",
            "DTEND:20261125T233000Z",
            "SUMMARY:Appointment",
            "CLASS:PRIVATE",
            "STATUS:CONFIRMED",
            "END:VEVENT",
            "END:VCALENDAR",
        ];
        assert_eq!(
            (lines[0], lines.last()),
            ("BEGIN:VCALENDAR", Some(&"END:VCALENDAR"))
        );
        expected.sort_unstable();
        assert_eq!(sorted, expected);
    }

    #[test]
    fn no_event_ends_before_it_begins_when_the_clocks_change() {
        let chicago = TimeZone::get("America/Chicago").unwrap();
        let at = |hour, minute| {
            timestamp_in_zone(date(2026, 3, 8).at(hour, minute, 0, 0), &chicago).unwrap()
        };
        let event = FileEvent {
            uid: "a1b2".into(),
            sequence: 0,
            cancelled: true,
            // Half past two is moved to half past three.
            starts: at(2, 30),
            ends: Some(at(3, 15)),
            title: "Appointment".into(),
            place: None,
            about: None,
        };
        let file = write_file(Timestamp::UNIX_EPOCH, Some("Appointment"), &[event]);
        assert!(file.contains("DTSTART:20260308T083000Z"), "{file}");
        assert!(!file.contains("DTEND"), "{file}");
        assert!(file.contains("\r\nSTATUS:CANCELLED\r\n"), "{file}");
        assert!(file.contains("\r\nX-WR-CALNAME:Appointment\r\n"), "{file}");
    }

    #[test]
    fn long_and_hostile_words_stay_in_their_line() {
        let words = "قاعة المحكمة، الفرع الثالث; one, two\nEND:VEVENT\\ ".repeat(9);
        let file = file_of("Appointment", Some(&words));
        // A line break without a carriage return would end a property early.
        assert_eq!(file.matches('\n').count(), file.matches("\r\n").count());
        assert!(file.lines().all(|line| line.len() <= 75), "{file}");
        assert_eq!(file.lines().filter(|line| *line == "END:VEVENT").count(), 1);
        let unfolded = file.replace("\r\n ", "");
        let about = unfolded
            .lines()
            .find_map(|line| line.strip_prefix("DESCRIPTION:"))
            .unwrap();
        let read = about
            .replace("\\n", "\n")
            .replace("\\;", ";")
            .replace("\\,", ",")
            .replace("\\\\", "\\");
        assert_eq!(read, words);
    }

    #[test]
    fn both_changes_of_the_clocks_have_the_right_moment() {
        let chicago = TimeZone::get("America/Chicago").unwrap();
        let at = |day: jiff::civil::Date, hour: i8| {
            utc(timestamp_in_zone(day.at(hour, 30, 0, 0), &chicago).unwrap())
        };
        // The hour after two is skipped in March, and the hour after one is repeated in November.
        for (day, hour, expected) in [
            (date(2026, 3, 8), 1, "20260308T073000Z"),
            (date(2026, 3, 8), 2, "20260308T083000Z"),
            (date(2026, 3, 8), 3, "20260308T083000Z"),
            (date(2026, 11, 1), 1, "20261101T063000Z"),
            (date(2026, 11, 1), 2, "20261101T083000Z"),
            (date(2028, 2, 29), 9, "20280229T153000Z"),
        ] {
            assert_eq!(at(day, hour), expected, "{day} {hour}");
        }
    }
}
