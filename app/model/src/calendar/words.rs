//! Event words: what a person wants said, agenda items, and written comments.

use super::EventKind;
use crate::field_errors::{FieldError, FieldErrors};
use crate::plan::reply::parse_optional_text;
use crate::slug_enum::slug_enum;

/// Maximum length of a point for the agenda in characters.
pub const MAX_AGENDA_CHARS: usize = 200;

slug_enum! {
    /// What the words are for.
    #[derive(Hash, strum::VariantArray)]
    pub enum EventWordsKind {
        /// What the person wants said. One text for each person and event.
        Say = "say",
        /// A point for the agenda, in one line.
        Agenda = "agenda",
        /// Written comments on a review or a hearing. One text for each person and event.
        Comment = "comment",
    }
}

impl EventWordsKind {
    /// Whether people bring words of this kind to an event of that kind.
    pub fn fits(self, event: EventKind) -> bool {
        match self {
            Self::Say | Self::Agenda => event.has_words_and_notes(),
            Self::Comment => matches!(event, EventKind::Hearing | EventKind::Review),
        }
    }

    /// Whether each person has one text of this kind for an event.
    pub const fn is_single(self) -> bool {
        matches!(self, Self::Say | Self::Comment)
    }
}

impl EventKind {
    /// The kinds of events to which people bring their words, and of which a worker writes notes.
    pub const WITH_NOTES: [Self; 4] = [
        Self::Meeting,
        Self::Hearing,
        Self::Review,
        Self::TransitionConference,
    ];

    /// Whether people bring their words to an event of this kind, and a worker writes notes of it.
    pub fn has_words_and_notes(self) -> bool {
        Self::WITH_NOTES.contains(&self)
    }
}

slug_enum! {
    /// For whom the author chose their words. The narrowest is first.
    #[derive(Hash, strum::VariantArray)]
    pub enum WordsReaders {
        /// A draft.
        Author = "author",
        /// The workers and the supervisor of the family.
        Workers = "workers",
        /// Everyone who may see the event.
        Event = "event",
    }
}

/// Validated words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEventWords {
    pub kind: EventWordsKind,
    pub words: String,
    pub readers: WordsReaders,
    /// The assumed language of the words, as a language tag; see `language::detect_language`.
    pub language: String,
}

impl NewEventWords {
    /// # Errors
    /// Every invalid field: `kind` and `who` with `plan-choose` when they are unknown; `words` with
    /// `plan-words-missing` without words, `plan-words-long` above 10,000 characters, `team-long`
    /// for a point of the agenda above 200 characters.
    pub fn parse(
        kind: &str,
        words: &str,
        readers: &str,
        language: &str,
    ) -> Result<Self, Vec<FieldError>> {
        let mut errors = FieldErrors::default();
        let kind = EventWordsKind::parse(kind).ok_or(("kind", "plan-choose"));
        let kind = errors.take(kind.map(Some));
        let words = errors.take(parse_words(kind, words));
        let readers = WordsReaders::parse(readers).ok_or(("who", "plan-choose"));
        let readers = errors.take(readers.map(Some));
        errors.finish(kind.zip(readers).map(|(kind, readers)| Self {
            kind,
            words,
            readers,
            language: language.to_owned(),
        }))
    }
}

fn parse_words(kind: Option<EventWordsKind>, typed: &str) -> Result<String, FieldError> {
    let words = parse_optional_text(typed).map_err(|code| ("words", code))?;
    let words = words.ok_or(("words", "plan-words-missing"))?;
    // An unknown kind is reported by itself, and its words are not judged by the limit of the
    // agenda.
    if kind != Some(EventWordsKind::Agenda) {
        return Ok(words);
    }
    // A point of the agenda is one line, however it was typed.
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() > MAX_AGENDA_CHARS {
        return Err(("words", "team-long"));
    }
    Ok(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_errors_are_told_at_once() {
        let found = NewEventWords::parse("shout", "\u{200B}", "all", "en");
        let expected = vec![
            ("kind", "plan-choose"),
            ("words", "plan-words-missing"),
            ("who", "plan-choose"),
        ];
        assert_eq!(found, Err(expected));
        let long = "ب".repeat(10_001);
        let found = NewEventWords::parse("say", &long, "event", "ar");
        assert_eq!(found, Err(vec![("words", "plan-words-long")]));
    }

    #[test]
    fn a_point_for_the_agenda_is_one_short_line() {
        let point = NewEventWords::parse("agenda", " The bus\r\nto school ", "workers", "en");
        assert_eq!(point.unwrap().words, "The bus to school");
        let long = "x".repeat(MAX_AGENDA_CHARS + 1);
        let found = NewEventWords::parse("agenda", &long, "event", "en");
        assert_eq!(found, Err(vec![("words", "team-long")]));
        let said = NewEventWords::parse("say", "One\nTwo", "author", "en").unwrap();
        assert_eq!(said.words, "One\nTwo");
    }

    #[test]
    fn comments_are_for_reviews_and_hearings() {
        use EventKind::{
            Appointment, FamilyTime, Hearing, Meeting, Other, Review, Training,
            TransitionConference,
        };
        for (event, says, comments) in [
            (Meeting, true, false),
            (Hearing, true, true),
            (Review, true, true),
            (FamilyTime, false, false),
            (Appointment, false, false),
            (Training, false, false),
            (TransitionConference, true, false),
            (Other, false, false),
        ] {
            let fits = |kind: EventWordsKind| kind.fits(event);
            assert_eq!(fits(EventWordsKind::Say), says, "{event:?}");
            assert_eq!(fits(EventWordsKind::Agenda), says, "{event:?}");
            assert_eq!(fits(EventWordsKind::Comment), comments, "{event:?}");
        }
    }
}
