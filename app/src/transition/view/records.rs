//! What the pages of services and of credit reports share: who reads them, who recorded a row, and
//! the button that removes it.

use jiff::civil::Date;
use leptos::prelude::*;
use model::id::{FamilyId, PersonId};
use store::Actor;

use crate::i18n::Localizer;
use crate::page::form::button_form;
use crate::plan::view::form_values::FormValues;
use crate::request::context::RequestContext;
use crate::ui::field::{InputField, TextAreaField};

/// For whom the records of a young person are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RecordsReader {
    Owner,
    /// A worker of this family, who records, too.
    Worker(FamilyId),
    /// An adult to whom the part `money` was released.
    Adult,
}

impl RecordsReader {
    /// An adult of this family's team, who may record or not.
    pub(crate) const fn of(family: FamilyId, may_record: bool) -> Self {
        if may_record {
            Self::Worker(family)
        } else {
            Self::Adult
        }
    }
}

/// The records of one young person, as one reader sees them.
pub(crate) struct RecordsView<'a> {
    pub context: &'a RequestContext,
    pub text: Localizer,
    pub actor: &'a Actor,
    pub reader: RecordsReader,
    pub owner: PersonId,
    /// The chosen name of the young person, else their name.
    pub owner_name: &'a str,
}

impl RecordsView<'_> {
    pub(crate) fn is_owner(&self) -> bool {
        self.reader == RecordsReader::Owner
    }

    pub(crate) fn may_record(&self) -> bool {
        self.reader != RecordsReader::Adult
    }

    /// Who reads this page, and why: before anything is written here.
    pub(crate) fn readers_notice(&self, source: &'static str) -> Option<AnyView> {
        let key = match self.reader {
            RecordsReader::Owner => "transition-records-readers",
            RecordsReader::Worker(_) => "transition-records-readers-worker",
            RecordsReader::Adult => return None,
        };
        let words = self.text.format(key, &[("source", source.into())]);
        Some(view! { <p class="muted">{words}</p> }.into_any())
    }

    /// The hidden fields that say whose records a form is about; none in the owner's forms.
    pub(crate) fn subject_fields(&self) -> Vec<(&'static str, String)> {
        match self.reader {
            RecordsReader::Worker(family) => vec![
                ("family", family.to_string()),
                ("youth", self.owner.to_string()),
            ],
            RecordsReader::Owner | RecordsReader::Adult => Vec::new(),
        }
    }

    /// The hidden fields of the form that records, with its id.
    pub(crate) fn hidden_fields(&self, form: String) -> AnyView {
        let subject = self
            .subject_fields()
            .into_iter()
            .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
            .collect_view();
        view! {
            <input type="hidden" name="form" value=form />
            {subject}
        }
        .into_any()
    }

    /// Who recorded a row, and when.
    pub(crate) fn recorded_line(
        &self,
        by: (PersonId, Option<&String>),
        at: jiff_sqlx::Timestamp,
    ) -> AnyView {
        let text = self.text;
        let day = at.to_jiff().to_zoned(self.actor.zone.clone()).date();
        let day = text.format_date(day);
        let words = match by {
            (id, _) if id == self.actor.person => {
                text.format("transition-recorded-you", &[("day", day.into())])
            }
            (_, Some(name)) => text.format(
                "transition-recorded-by",
                &[("name", name.clone().into()), ("day", day.into())],
            ),
            // A worker whom the reader does not see any more is the agency.
            (_, None) => text.format("transition-recorded-agency", &[("day", day.into())]),
        };
        view! { <p class="muted">{words}</p> }.into_any()
    }

    /// The button that removes a row, for those who may: the owner what they recorded, a worker
    /// what a worker recorded.
    pub(crate) fn remove_button(
        &self,
        action: &'static str,
        row: String,
        recorded_by: PersonId,
    ) -> Option<AnyView> {
        let is_own = recorded_by == self.owner;
        let may_remove = match self.reader {
            RecordsReader::Owner => is_own,
            RecordsReader::Worker(_) => !is_own,
            RecordsReader::Adult => false,
        };
        may_remove.then(|| {
            let mut fields = self.subject_fields();
            fields.push(("row", row));
            fields.push(("act", "remove".to_owned()));
            let label = self.text.get("transition-record-remove");
            button_form(action, fields, "btn link", label)
        })
    }
}

/// A note in the words of the person who recorded a row.
pub(crate) fn note_view(note: Option<&String>) -> Option<AnyView> {
    note.map(|note| {
        view! {
            <p class="typed-words">
                <bdi dir="auto">{note.clone()}</bdi>
            </p>
        }
        .into_any()
    })
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
