//! An event as its notes need it, and the writing of a version of them, with everything in it.

use std::collections::{BTreeSet, HashMap};

use model::calendar::NotesInput;
use model::id::{AudienceId, EventId, EventWordsId, FamilyId, PersonId, TextId};
use model::role::Role;
use uuid::Uuid;

use super::parts::{EventNotes, EventParts, EventWords};
use crate::Error;
use crate::access::OpenRecord;
use crate::authored_text::{AuthoredText, insert_text};
use crate::db::{run_on, unique_violation_as_race};
use crate::events::EventSummary;
use crate::visibility::visible_to_actor;

/// Someone who can have been at an event.
#[derive(Debug, Clone)]
pub struct NotesPerson {
    pub person_id: PersonId,
    pub name: String,
    pub role: Role,
}

/// An event for the form of its notes.
#[derive(Debug, Clone)]
pub struct EventForNotes {
    pub event: EventSummary,
    /// Those who were invited, and the family members whom a decision concerns.
    pub people: Vec<NotesPerson>,
    /// With the newest version of the notes, also a draft.
    pub parts: EventParts,
}

impl EventForNotes {
    /// The family members whom a decision concerns: those who were invited, or without one of them
    /// all on the team. Only a young person who is old enough for an account is on a team.
    pub fn family(&self) -> impl Iterator<Item = &NotesPerson> {
        self.people.iter().filter(|one| one.role.is_family())
    }

    /// The ids of `people`.
    pub fn people_ids(&self) -> BTreeSet<PersonId> {
        self.people.iter().map(|one| one.person_id).collect()
    }

    /// The ids of `family`.
    pub fn family_ids(&self) -> BTreeSet<PersonId> {
        self.family().map(|one| one.person_id).collect()
    }

    /// The revision of the newest version; 0 without one.
    pub fn revision(&self) -> i32 {
        self.parts.notes.as_ref().map_or(0, |notes| notes.revision)
    }
}

/// The texts of the stored version that have this audience, by their words: unchanged words stay
/// the same text, with their translations.
pub(super) fn reusable_texts(
    notes: Option<&EventNotes>,
    audience: AudienceId,
) -> HashMap<String, TextId> {
    let mut texts = HashMap::new();
    // A text has one audience. With other readers the same words are another text.
    let Some(notes) = notes.filter(|notes| notes.audience_id == audience) else {
        return texts;
    };
    let mut add = |text: &AuthoredText| texts.insert(text.body.clone(), text.text_id);
    add(&notes.result);
    for decision in &notes.decisions {
        add(&decision.words);
        let noted = decision
            .positions
            .iter()
            .filter_map(|one| one.noted.as_ref());
        for words in noted.filter_map(|noted| noted.words.as_ref()) {
            add(words);
        }
    }
    texts
}

/// Writes a version of the notes.
pub(super) struct NotesWriter<'a> {
    pub family: FamilyId,
    pub event: EventId,
    pub audience: AudienceId,
    pub publish: bool,
    pub stored: &'a EventForNotes,
    pub input: &'a NotesInput,
    pub texts: HashMap<String, TextId>,
}

impl NotesWriter<'_> {
    /// Writes the version with its attendance, answers and decisions.
    ///
    /// # Errors
    /// `Raced` when another worker stored the same revision first. Also when the database fails.
    pub async fn write(&mut self, tx: &mut OpenRecord<'_>) -> Result<(), Error> {
        let (id, person): (Uuid, _) = (tx.clock().new_id(), tx.actor_id()?);
        let (now, today) = (tx.now(), tx.today());
        let input = self.input;
        let result = self.text(tx, &input.result).await?;
        let inserted = run_on!(tx, |c| {
            sqlx::query(
                "INSERT INTO event_notes (id, event_id, family_id, audience_id, revision, \
                published, result_id, created_by_id, created_at, since) VALUES ($1, $2, $3, $4, \
                $5, $6, $7, $8, $9, $10)",
            )
            .bind(id)
            .bind(self.event)
            .bind(self.family)
            .bind(self.audience)
            .bind(self.stored.revision() + 1)
            .bind(self.publish)
            .bind(result)
            .bind(person)
            .bind(now)
            .bind(today)
            .execute(c)
        });
        // The revision is unique for an event: of two workers, the second overwrites nothing.
        unique_violation_as_race(inserted)?;
        self.write_attendance(tx, id).await?;
        self.write_answers(tx, id).await?;
        self.write_decisions(tx, id).await
    }

    async fn text(&mut self, tx: &mut OpenRecord<'_>, words: &str) -> Result<TextId, Error> {
        if let Some(id) = self.texts.get(words) {
            return Ok(*id);
        }
        let (family, language) = (self.family, &self.input.language);
        let id = insert_text(tx, family, self.audience, None, language, words).await?;
        self.texts.insert(words.to_owned(), id);
        Ok(id)
    }

    async fn write_attendance(&self, tx: &mut OpenRecord<'_>, notes: Uuid) -> Result<(), Error> {
        // A row for each person who was invited, also for those who were not there: absence is a
        // record, too.
        for one in &self.stored.people {
            run_on!(tx, |c| sqlx::query(
                "INSERT INTO event_attendance (notes_id, person_id, attended) VALUES ($1, $2, $3)"
            )
            .bind(notes)
            .bind(one.person_id)
            .bind(self.input.attendance.includes(one.person_id))
            .execute(c))?;
        }
        Ok(())
    }

    /// An answer is read by those who may read the words that it answers.
    async fn write_answers(&self, tx: &mut OpenRecord<'_>, notes: Uuid) -> Result<(), Error> {
        let audiences = words_audiences(tx, self.family, self.event).await?;
        for (id, answer) in &self.input.answers {
            // Words that were removed meanwhile, or that this worker may not see.
            let Some(of_words) = audiences.get(id) else {
                continue;
            };
            // Of a draft, the answers stay with the readers of the draft, who are workers.
            let audience = if self.publish {
                *of_words
            } else {
                self.audience
            };
            let text = match self.kept_answer(*id, answer) {
                Some(text) => text,
                None => {
                    let (family, language) = (self.family, &self.input.language);
                    insert_text(tx, family, audience, None, language, answer).await?
                }
            };
            run_on!(tx, |c| sqlx::query(
                "INSERT INTO event_words_answer (notes_id, words_id, text_id) VALUES ($1, $2, $3)"
            )
            .bind(notes)
            .bind(id)
            .bind(text)
            .execute(c))?;
        }
        Ok(())
    }

    /// The text of an unchanged answer, while what is written has the same readers.
    fn kept_answer(&self, id: EventWordsId, answer: &str) -> Option<TextId> {
        let notes = self.stored.parts.notes.as_ref()?;
        let is_it = |one: &&EventWords| one.id == id;
        let words = self.stored.parts.words.iter().find(is_it)?;
        let kept = words.answer.as_ref()?;
        (notes.published == self.publish && kept.body == answer).then_some(kept.text_id)
    }

    async fn write_decisions(&mut self, tx: &mut OpenRecord<'_>, notes: Uuid) -> Result<(), Error> {
        let input = self.input;
        // The position is stored, because ids of decisions come from forms and do not sort in the
        // order of the page.
        for (position, decision) in (0_i32..).zip(&input.decisions) {
            let text = self.text(tx, &decision.words).await?;
            run_on!(tx, |c| sqlx::query(
                "INSERT INTO event_decision (notes_id, id, position, text_id, family_member_id) \
                VALUES ($1, $2, $3, $4, $5)"
            )
            .bind(notes)
            .bind(decision.id)
            .bind(position)
            .bind(text)
            .bind(decision.positions.first_person())
            .execute(c))?;
            for one in decision.positions.as_slice() {
                let mut why = None;
                if let Some(words) = &one.why {
                    why = Some(self.text(tx, words).await?);
                }
                run_on!(tx, |c| sqlx::query(
                    "INSERT INTO event_position (notes_id, decision_id, person_id, position, \
                    text_id) VALUES ($1, $2, $3, $4, $5)"
                )
                .bind(notes)
                .bind(decision.id)
                .bind(one.person)
                .bind(one.position)
                .bind(why)
                .execute(c))?;
            }
        }
        Ok(())
    }
}

/// The audiences of the words that people brought to an event, for the worker who answers them.
async fn words_audiences(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    event: EventId,
) -> Result<HashMap<EventWordsId, AudienceId>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    let found: Vec<(EventWordsId, AudienceId)> = run_on!(tx, |c| {
        sqlx::query_as(concat!(
        "SELECT w.id, w.audience_id FROM event_words w WHERE w.family_id = $3 AND w.event_id = $4 \
            AND NOT w.removed AND ",
        visible_to_actor!(event_words "w")
    ))
    .bind(person)
    .bind(today)
    .bind(family)
    .bind(event)
    .fetch_all(c)
    })?;
    Ok(found.into_iter().collect())
}
