//! What the pages of services and of credit reports share: who reads them, their layout, who
//! recorded a row, the form that records one, and the button that removes it.

use jiff::civil::Date;
use leptos::prelude::*;
use model::id::{FamilyId, PersonId};
use model::transition::TransitionDates;
use store::Actor;
use store::transition::OwnTransition;
use store::transition::records::{ReadableRecords, RecordAttribution};

use crate::error::AppError;
use crate::i18n::Localizer;
use crate::page::form::{button_form, page_form};
use crate::page::{PageLayout, html_document};
use crate::plan::view::form_values::FormValues;
use crate::request::context::RequestContext;
use crate::request::form::{FormState, is_rejected};
use crate::transition::record_kind::RecordKind;
use crate::transition::view::plan_links::{own_plan_link, released_plan_link};
use crate::ui::error_summary::error_summary;
use crate::ui::field::{InputField, TextAreaField};

/// For whom the records of a young person are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RecordsReader {
    Owner,
    /// A worker of this family, who records, too.
    Worker(FamilyId),
    /// An adult of this family's team to whom the part `money` was released.
    Adult(FamilyId),
}

/// Whose records a page shows, and to whom.
#[derive(Debug, Clone)]
pub(crate) struct ReadableSubject {
    pub reader: RecordsReader,
    pub owner: PersonId,
    /// Their chosen name, else their name.
    pub name: String,
    /// `None` for a reader who is not told.
    pub born: Option<Date>,
    pub dates: TransitionDates,
}

impl From<OwnTransition> for ReadableSubject {
    fn from(own: OwnTransition) -> Self {
        Self {
            reader: RecordsReader::Owner,
            owner: own.owner,
            name: own.name,
            born: Some(own.born),
            dates: own.dates,
        }
    }
}

impl From<ReadableRecords> for ReadableSubject {
    fn from(records: ReadableRecords) -> Self {
        let released = records.released;
        let reader = if records.may_record {
            RecordsReader::Worker(released.family)
        } else {
            RecordsReader::Adult(released.family)
        };
        Self {
            reader,
            owner: released.youth,
            name: released.name,
            born: released.born,
            dates: released.dates,
        }
    }
}

/// The records of one kind of one young person, as one reader sees them.
pub(crate) struct RecordsView<'a> {
    pub context: &'a RequestContext,
    pub text: Localizer,
    pub actor: &'a Actor,
    pub kind: RecordKind,
    pub subject: &'a ReadableSubject,
    /// The form that came back.
    pub state: Option<&'a FormState>,
}

impl<'a> RecordsView<'a> {
    /// # Errors
    /// `SignedOut` without a signed-in person.
    pub(crate) fn new(
        context: &'a RequestContext,
        kind: RecordKind,
        subject: &'a ReadableSubject,
        state: Option<&'a FormState>,
    ) -> Result<Self, AppError> {
        Ok(Self {
            context,
            text: context.localizer(),
            actor: context.actor()?,
            kind,
            subject,
            state,
        })
    }
}

impl RecordsView<'_> {
    pub(crate) fn is_owner(&self) -> bool {
        self.subject.reader == RecordsReader::Owner
    }

    pub(crate) const fn may_record(&self) -> bool {
        !matches!(self.subject.reader, RecordsReader::Adult(_))
    }

    /// The page, with the list and the form between what both kinds have.
    pub(crate) fn document(&self, records: AnyView) -> AnyView {
        let (own_title, title_of) = self.kind.title_keys();
        let name = &self.subject.name;
        let youth = self.subject.owner;
        let (title, back) = match self.subject.reader {
            RecordsReader::Owner => (self.text.get(own_title), own_plan_link(self.text)),
            RecordsReader::Worker(family) | RecordsReader::Adult(family) => (
                self.text.format(title_of, &[("name", name.clone().into())]),
                released_plan_link(self.text, (family, youth), name),
            ),
        };
        let lead = self
            .is_owner()
            .then(|| view! { <p>{self.text.get(self.kind.lead_key())}</p> });
        let body = view! {
            {back}
            <h1>{title.clone()}</h1>
            {error_summary(self.text, self.state)}
            {lead}
            {self.readers_notice()}
            {records}
        };
        html_document(
            self.context,
            PageLayout {
                title,
                has_errors: is_rejected(self.state),
                has_main_form: self.may_record(),
                ..PageLayout::default()
            },
            body.into_any(),
        )
    }

    /// Who reads this page, and why: before anything is written here.
    fn readers_notice(&self) -> Option<AnyView> {
        let key = match self.subject.reader {
            RecordsReader::Owner => "transition-records-readers",
            RecordsReader::Worker(_) => "transition-records-readers-worker",
            RecordsReader::Adult(_) => return None,
        };
        let source = self.kind.source();
        let words = self.text.format(key, &[("source", source.into())]);
        Some(view! { <p class="muted">{words}</p> }.into_any())
    }

    /// The hidden fields that say whose records a form is about; none in the owner's forms.
    fn subject_fields(&self) -> Vec<(&'static str, String)> {
        match self.subject.reader {
            RecordsReader::Worker(family) => vec![
                ("family", family.to_string()),
                ("youth", self.subject.owner.to_string()),
            ],
            RecordsReader::Owner | RecordsReader::Adult(_) => Vec::new(),
        }
    }

    /// The form that records, with these fields. It is folded until it comes back, also after a
    /// change of the language.
    pub(crate) fn record_form(&self, title: &str, fields: AnyView) -> AnyView {
        let subject = self
            .subject_fields()
            .into_iter()
            .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
            .collect_view();
        let fields = view! {
            <input type="hidden" name="form" value=self.context.form_id(self.state) />
            {subject}
            {fields}
            <button class="btn">{self.text.get("transition-budget-save")}</button>
        };
        view! {
            <details class="card" open=self.state.is_some()>
                <summary>{self.text.get(title)}</summary>
                {page_form(self.context, self.kind.add_action(), fields.into_any())}
            </details>
        }
        .into_any()
    }

    /// The note of a row, and who recorded it when.
    pub(crate) fn attribution_lines(&self, attribution: &RecordAttribution) -> AnyView {
        let text = self.text;
        let note = attribution.note.clone().map(|note| {
            view! {
                <p class="typed-words">
                    <bdi dir="auto">{note}</bdi>
                </p>
            }
        });
        let at = attribution.recorded_at.to_jiff();
        let day = text.format_date(at.to_zoned(self.actor.zone.clone()).date());
        let words = match &attribution.recorded_by {
            _ if attribution.recorded_by_id == self.actor.person => {
                text.format("transition-recorded-you", &[("day", day.into())])
            }
            Some(name) => text.format(
                "transition-recorded-by",
                &[("name", name.clone().into()), ("day", day.into())],
            ),
            // A worker whom the reader does not see any more is the agency.
            None => text.format("transition-recorded-agency", &[("day", day.into())]),
        };
        view! {
            {note}
            <p class="muted">{words}</p>
        }
        .into_any()
    }

    /// The button that removes a row, for those who may: the owner what they recorded, a worker
    /// what a worker recorded.
    pub(crate) fn remove_button(
        &self,
        row: String,
        attribution: &RecordAttribution,
    ) -> Option<AnyView> {
        let is_own = attribution.recorded_by_id == self.subject.owner;
        let may_remove = match self.subject.reader {
            RecordsReader::Owner => is_own,
            RecordsReader::Worker(_) => !is_own,
            RecordsReader::Adult(_) => false,
        };
        may_remove.then(|| {
            let mut fields = self.subject_fields();
            fields.push(("row", row));
            fields.push(("act", "remove".to_owned()));
            let label = self.text.get("transition-record-remove");
            button_form(self.kind.remove_action(), fields, "btn link", label)
        })
    }
}

/// A day of a form. `stored` is empty for one that may stay empty.
pub(crate) fn day_field(
    filled: &FormValues<'_>,
    name: &'static str,
    label: &'static str,
    hint: Option<&'static str>,
    stored: Option<Date>,
) -> AnyView {
    InputField {
        name,
        kind: "date",
        label: filled.text.get(label),
        hint: hint.map(|key| filled.text.get(key)).unwrap_or_default(),
        value: filled.value_or_stored(name, stored.map(|day| day.to_string())),
        error: filled.field_error_message(name),
        autocomplete: "off",
        ..InputField::default()
    }
    .view()
}

/// The field for a note.
pub(crate) fn note_field(filled: &FormValues<'_>, label: &'static str) -> AnyView {
    TextAreaField {
        name: "note",
        label: filled.text.get(label),
        hint: filled.text.get("transition-note-hint"),
        value: filled.value_or_stored("note", None),
        error: filled.field_error_message("note"),
    }
    .view()
}
