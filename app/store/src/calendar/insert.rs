//! The rows of a new event.

use jiff_sqlx::ToSqlx;
use model::calendar::series::SeriesTime;
use model::calendar::{EventInput, EventTopic};
use model::id::{AudienceId, EventId, FamilyId, TextId};

use super::editable::EventAudience;
use crate::Error;
use crate::access::OpenRecord;
use crate::authored_text::insert_text;
use crate::db::{run_on, unique_violation_as_race};

/// The audiences of an event and of what tells where it is.
pub(super) struct EventReaders {
    pub(super) event: EventAudience,
    /// The audience of a place that not everyone in that of the event may know.
    pub(super) place: Option<AudienceId>,
}

impl EventReaders {
    pub(super) fn of_topic(&self, topic: EventTopic) -> AudienceId {
        let of_place = self.place.filter(|_| topic.tells_place());
        of_place.unwrap_or(self.event.id)
    }
}

/// The stored texts of an event. The events of a series share them, and so their translations.
pub(super) struct EventTexts {
    about: TextId,
    details: Vec<(EventTopic, TextId)>,
}

impl EventTexts {
    /// # Errors
    /// When the database fails.
    pub(super) async fn insert(
        tx: &mut OpenRecord<'_>,
        family: FamilyId,
        readers: &EventReaders,
        input: &EventInput,
    ) -> Result<Self, Error> {
        let language = &input.language;
        let audience = readers.event.id;
        let about = insert_text(tx, family, audience, None, language, &input.about).await?;
        let mut details = Vec::new();
        for (topic, words) in &input.details {
            let audience = readers.of_topic(*topic);
            let text = insert_text(tx, family, audience, None, language, words).await?;
            details.push((*topic, text));
        }
        Ok(Self { about, details })
    }
}

/// A new event.
pub(super) struct NewEvent {
    pub id: EventId,
    /// The first event of its series.
    pub series: Option<EventId>,
    pub time: SeriesTime,
}

impl NewEvent {
    /// # Errors
    /// `Raced` when a concurrent request stored the same event. Also when the database fails.
    pub(super) async fn insert(
        &self,
        tx: &mut OpenRecord<'_>,
        family: FamilyId,
        readers: &EventReaders,
        texts: &EventTexts,
        input: &EventInput,
    ) -> Result<(), Error> {
        // The column is for a place that everyone who sees the event may know.
        let place = input.place.as_ref().filter(|_| readers.place.is_none());
        let (starts, ends) = self.time;
        let inserted = run_on!(tx, |c| {
            sqlx::query(
                "INSERT INTO event (id, family_id, audience_id, key, kind, starts, ends, place, \
                about_id, remote_link, series_id, own_kind) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, \
                $9, $10, $11, $12)",
            )
            .bind(self.id)
            .bind(family)
            .bind(readers.event.id)
            .bind(self.id.to_string())
            .bind(input.kind)
            .bind(starts.to_sqlx())
            .bind(ends.map(|ends| ends.to_sqlx()))
            .bind(place)
            .bind(texts.about)
            .bind(&input.remote_link)
            .bind(self.series)
            .bind(&input.own_kind)
            .execute(c)
        });
        unique_violation_as_race(inserted)?;
        insert_hidden_place(tx, family, self.id, readers, input).await?;
        for (topic, text) in &texts.details {
            insert_detail(tx, self.id, *topic, *text).await?;
        }
        Ok(())
    }
}

/// Writes a place that not everyone in the audience of the event may know, if it has one.
///
/// # Errors
/// As `NewEvent::insert`.
pub(super) async fn insert_hidden_place(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    event: EventId,
    readers: &EventReaders,
    input: &EventInput,
) -> Result<(), Error> {
    // A place for everyone is in the column of the event, and has no row here.
    let Some((audience, place)) = readers.place.zip(input.place.as_ref()) else {
        return Ok(());
    };
    let inserted = run_on!(tx, |c| sqlx::query(
        "INSERT INTO event_place (event_id, family_id, audience_id, place) VALUES \
            ($1, $2, $3, $4)"
    )
    .bind(event)
    .bind(family)
    .bind(audience)
    .bind(place)
    .execute(c));
    unique_violation_as_race(inserted).map(|_| ())
}

/// # Errors
/// As `NewEvent::insert`.
pub(super) async fn insert_detail(
    tx: &mut OpenRecord<'_>,
    event: EventId,
    topic: EventTopic,
    text: TextId,
) -> Result<(), Error> {
    let inserted = run_on!(tx, |c| sqlx::query(
        "INSERT INTO event_detail (event_id, topic, text_id) VALUES ($1, $2, $3)"
    )
    .bind(event)
    .bind(topic)
    .bind(text)
    .execute(c));
    unique_violation_as_race(inserted).map(|_| ())
}
