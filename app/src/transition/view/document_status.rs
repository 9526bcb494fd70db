//! What was said about a document, in a sentence.

use jiff::civil::Date;
use leptos::prelude::*;
use model::id::PersonId;
use model::transition::{DocumentKind, DocumentState};
use store::stored_by::StoredBy;
use store::transition::documents::DocumentStatus;

use crate::i18n::Localizer;
use crate::request::context::RequestContext;
use crate::ui::link_list::RowTag;

/// Who reads about a document: its owner is spoken to, an adult reads about them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DocumentReader {
    Owner,
    Adult,
}

impl DocumentReader {
    const fn have_key(self) -> &'static str {
        match self {
            Self::Owner => "transition-document-have",
            Self::Adult => "transition-document-adult-have",
        }
    }

    const fn unsure_key(self) -> &'static str {
        match self {
            Self::Owner => "transition-document-unsure",
            Self::Adult => "transition-document-adult-unsure",
        }
    }

    const fn open_key(self) -> &'static str {
        match self {
            Self::Owner => "transition-document-open",
            Self::Adult => "transition-document-adult-open",
        }
    }

    const fn agency_key(self) -> &'static str {
        match self {
            Self::Owner => "transition-document-agency",
            Self::Adult => "transition-document-adult-agency",
        }
    }
}

/// What holds for a document; `None` while nothing was said about it.
pub fn status_line(
    text: Localizer,
    owner: PersonId,
    reader: DocumentReader,
    status: Option<&DocumentStatus>,
) -> String {
    let Some(status) = status else {
        return text.get(reader.open_key());
    };
    match status.state {
        DocumentState::Have => text.get(reader.have_key()),
        DocumentState::Unsure => text.get(reader.unsure_key()),
        DocumentState::Coming => coming_line(text, owner, reader, status),
    }
}

fn coming_line(
    text: Localizer,
    owner: PersonId,
    reader: DocumentReader,
    status: &DocumentStatus,
) -> String {
    let who = if status.is_by_agency(owner) {
        // The name is missing for a worker whom the reader does not see any more.
        let worker = status.written_by.clone();
        worker.unwrap_or_else(|| text.get(reader.agency_key()))
    } else {
        let helper = status.helper.clone();
        helper.unwrap_or_else(|| text.get("transition-document-someone"))
    };
    match status.due_on {
        Some(due) => text.format(
            "transition-document-coming",
            &[
                ("who", who.into()),
                ("day", text.format_date(due.to_jiff()).into()),
            ],
        ),
        None => text.format("transition-document-coming-undated", &[("who", who.into())]),
    }
}

/// The tag of a document that is late, or that the young person has.
pub fn status_tag(
    text: Localizer,
    reader: DocumentReader,
    today: Date,
    status: Option<&DocumentStatus>,
) -> Option<RowTag> {
    let status = status?;
    if status.is_overdue(today) {
        return Some(RowTag::urgent(text.get("transition-document-late")));
    }
    (status.state == DocumentState::Have).then(|| RowTag::done(text.get(reader.have_key())))
}

/// The line below the tag: empty where the tag says everything.
pub fn line_below_tag(
    text: Localizer,
    owner: PersonId,
    reader: DocumentReader,
    status: Option<&DocumentStatus>,
) -> String {
    if status.is_some_and(|status| status.state == DocumentState::Have) {
        return String::new();
    }
    status_line(text, owner, reader, status)
}

/// What holds for this document.
pub fn status_of(statuses: &[DocumentStatus], kind: DocumentKind) -> Option<&DocumentStatus> {
    statuses.iter().find(|status| status.kind == kind)
}

/// Who said it, and when. A worker whom the reader does not see any more is the agency.
pub fn written_line(
    context: &RequestContext,
    reader: DocumentReader,
    status: &DocumentStatus,
) -> Option<String> {
    let (text, actor) = (context.localizer(), &context.profile.as_ref()?.actor);
    let at = status.written_at.to_jiff().to_zoned(actor.zone.clone());
    let day = text.format_date(at.date());
    if status.written_by_id.is_none() {
        return Some(text.format("transition-dates-imported", &[("day", day.into())]));
    }
    let name = status.written_by.clone();
    Some(text.format(
        "common-stored-by",
        &[
            (
                "name",
                name.unwrap_or_else(|| text.get(reader.agency_key())).into(),
            ),
            ("day", day.into()),
            ("time", text.format_time(at.datetime()).into()),
        ],
    ))
}

/// Who said it; `None` for an import, and for someone whom the reader does not see any more.
pub fn stored_by(status: &DocumentStatus) -> Option<StoredBy> {
    Some(StoredBy {
        name: status.written_by.clone()?,
        stored_at: status.written_at,
    })
}

/// What was said before, folded; nothing without earlier answers.
pub fn earlier_answers(
    context: &RequestContext,
    owner: PersonId,
    reader: DocumentReader,
    earlier: &[DocumentStatus],
) -> Option<AnyView> {
    let text = context.localizer();
    let rows = earlier
        .iter()
        .map(|status| {
            view! {
                <li>
                    {status_line(text, owner, reader, Some(status))}
                    <small class="muted">{written_line(context, reader, status)}</small>
                </li>
            }
        })
        .collect_view();
    (!earlier.is_empty()).then(|| {
        view! {
            <details class="disclosure">
                <summary>{text.get("transition-document-history")}</summary>
                <ul class="document-history">{rows}</ul>
            </details>
        }
        .into_any()
    })
}
