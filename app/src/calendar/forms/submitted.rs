//! What the form for an event says: its fields, parsed, and the time of one that is shown again.

use std::collections::BTreeSet;

use jiff::tz::TimeZone;
use model::calendar::series::{EventSeries, SeriesForm, SeriesTimes};
use model::calendar::{EventForm, EventInput, EventKind};
use model::field_errors::FieldError;
use model::id::{EventId, PersonId};
use store::calendar::clashes::EventTime;

use super::change::EventFields;
use crate::error::AppError;
use crate::request::context::RequestContext;
use crate::request::form::{FormState, checked_ids};

/// When the event of a form that is shown again takes place, and whom it invites; `None` while a
/// time is invalid.
pub fn submitted_time(
    state: &FormState,
    event: Option<EventId>,
    zone: &TimeZone,
) -> Option<(EventTime, BTreeSet<PersonId>)> {
    let [day, starts, ends, last] =
        ["day", "starts", "ends", "last"].map(|name| state.field_value(name));
    let form = EventForm {
        day: &day,
        starts: &starts,
        ends: &ends,
        last: &last,
        first: !state.field_value("first").is_empty(),
        ..EventForm::default()
    };
    let (starts, ends) = form.valid_times(zone)?;
    // A browser sends no box that is not checked, so a name that was sent is a checked box.
    let people = state.values.keys();
    let people = people.filter_map(|name| name.strip_prefix("people-")?.parse().ok());
    let time = EventTime {
        starts,
        ends,
        id: event,
    };
    Some((time, people.collect()))
}

/// A new event, and the times of all events where it repeats.
type NewEvents = (EventInput, Option<SeriesTimes>);

impl EventFields {
    /// A new event does not begin in the past. A stored one may be corrected afterwards.
    pub(super) fn parse(
        &self,
        context: &RequestContext,
        rules_of: Option<EventKind>,
        is_new: bool,
    ) -> Result<Result<EventInput, Vec<FieldError>>, AppError> {
        let (people, hidden) = (checked_ids("people"), checked_ids("hidden"));
        let form = EventForm {
            kind: &self.kind,
            rules_of,
            day: &self.day,
            starts: &self.starts,
            ends: &self.ends,
            last: &self.last,
            first: !self.first.is_empty(),
            about: &self.about,
            place: &self.place,
            remote_link: &self.remote_link,
            bring: &self.bring,
            way: &self.way,
            after: &self.after,
            court: &self.court,
            join: &self.join,
            people: &people,
            hidden: &hidden,
        };
        let zone = &context.actor()?.zone;
        let now = context.db.clock().now().to_zoned(zone.clone()).datetime();
        let language = context.submitted_language();
        Ok(EventInput::parse(
            &form,
            &language,
            zone,
            is_new.then_some(now),
        ))
    }

    /// As `parse`, for a new event that may repeat.
    pub(super) fn parse_new(
        &self,
        context: &RequestContext,
        rules_of: Option<EventKind>,
    ) -> Result<Result<NewEvents, Vec<FieldError>>, AppError> {
        let form = SeriesForm {
            repeat: &self.repeat,
            times: &self.times,
            until: &self.until,
        };
        let (input, series) = match (
            self.parse(context, rules_of, true)?,
            EventSeries::parse(&form),
        ) {
            (Ok(input), Ok(series)) => (input, series),
            // Both are parsed before one is refused, so that the page shows all errors at once.
            (input, series) => {
                let errors = input.err().into_iter().chain(series.err());
                return Ok(Err(errors.flatten().collect()));
            }
        };
        let zone = &context.actor()?.zone;
        let first = (input.starts, input.ends);
        let times = series
            .map(|series| series.times(first, zone, !self.first.is_empty()))
            .transpose();
        Ok(times
            .map(|times| (input, times))
            .map_err(|error| vec![error]))
    }
}
