//! Converts the events of the next weeks to the blocks of a print page.

use documents::{DocumentBlock, TextRun};
use jiff::civil::Date;
use model::calendar::EventTopic;
use store::calendar::print::PrintedEvents;
use store::events::EventSummary;

use super::event_kind::event_name;
use super::event_row::event_time;
use crate::i18n::{Localizer, capitalize_line, isolate_bidi};
use crate::page::authored_text::printed_run;
use crate::plan::view::print_document::document_facts;

/// Builds the blocks in the reader's language. A place that is withheld from the reader is in none
/// of them.
pub struct CalendarDocument<'a> {
    pub text: Localizer,
    pub family: &'a str,
    pub printed: &'a PrintedEvents,
    /// The day of printing.
    pub today: Date,
}

impl CalendarDocument<'_> {
    /// The whole document: the title, and the events by day.
    pub fn to_blocks(&self) -> Vec<DocumentBlock> {
        let text = self.text;
        let title = DocumentBlock::Heading(1, self.message_run("calendar-print-title"));
        let facts = document_facts(text, self.family, None, self.today)
            .into_iter()
            .map(|fact| DocumentBlock::Small(self.localized_run(fact)));
        let mut out: Vec<DocumentBlock> = std::iter::once(title).chain(facts).collect();
        let day = |event: &EventSummary| event.starts.to_jiff().date();
        let events = &self.printed.events;
        for same_day in events.chunk_by(|one, next| day(one) == day(next)) {
            // Without a year: paper has the day of printing, and four weeks.
            let heading = same_day
                .first()
                .map(|event| capitalize_line(&text.format_day(day(event))));
            out.extend(heading.map(|day| DocumentBlock::Heading(2, self.localized_run(day))));
            for event in same_day {
                self.push_event(&mut out, event);
            }
        }
        if events.is_empty() {
            out.push(DocumentBlock::Text(self.message_run("home-next-none")));
        }
        out
    }

    fn push_event(&self, out: &mut Vec<DocumentBlock>, event: &EventSummary) {
        let text = self.text;
        let heading = format!("{} · {}", event_time(text, event), event_name(text, event));
        out.push(DocumentBlock::Heading(3, self.localized_run(heading)));
        out.push(DocumentBlock::Text(printed_run(text, &event.about)));
        let place = event.place.as_deref().map(isolate_bidi);
        let place = place.map(|place| self.localized_run(place));
        let link = event.remote_link.clone().map(|link| TextRun {
            // An address is read from left to right in every language.
            language: "en".to_owned(),
            words: link,
        });
        let rows: Vec<(TextRun, TextRun)> = [
            ("calendar-where", place),
            (
                "calendar-topic-way",
                self.detail_run(event, EventTopic::Way),
            ),
            (
                "calendar-topic-court",
                self.detail_run(event, EventTopic::Court),
            ),
            (
                "calendar-topic-join",
                self.detail_run(event, EventTopic::Join),
            ),
            ("calendar-video", link),
            (
                "calendar-topic-bring",
                self.detail_run(event, EventTopic::Bring),
            ),
            (
                "calendar-topic-after",
                self.detail_run(event, EventTopic::After),
            ),
        ]
        .into_iter()
        .filter_map(|(label, value)| Some((self.message_run(label), value?)))
        .collect();
        if !rows.is_empty() {
            out.push(DocumentBlock::Facts(rows));
        }
    }

    fn detail_run(&self, event: &EventSummary, topic: EventTopic) -> Option<TextRun> {
        self.printed
            .details
            .iter()
            .find(|one| one.event_id == event.id && one.detail.topic == topic)
            .map(|one| printed_run(self.text, &one.detail.words))
    }

    fn localized_run(&self, words: String) -> TextRun {
        TextRun {
            language: self.text.0.language_tag().to_owned(),
            words,
        }
    }

    fn message_run(&self, key: &str) -> TextRun {
        self.localized_run(self.text.get(key))
    }
}
