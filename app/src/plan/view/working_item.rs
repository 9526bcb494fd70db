//! What the edit page of a line shows around its form: the stored words, plain-language hints and
//! the earlier wordings.

use leptos::prelude::*;
use model::plan::PlanItemKind;
use store::plan::working_copy::{ItemRevision, WorkingItem};
use store::stored_by::StoredBy;

use crate::i18n::Localizer;
use crate::page::authored_text::to_translated_text;
use crate::page::stored_record::stored_card;
use crate::plan::plain_language;
use crate::request::context::RequestContext;

/// The stored words, where the form below does not show them: after an edit conflict (`is_stale`)
/// the form has the submitted words, and a family goal has no field for its words.
pub(in crate::plan) fn stored_words_card(
    context: &RequestContext,
    working_item: &WorkingItem,
    is_stale: bool,
) -> Option<AnyView> {
    let (text, item) = (context.localizer(), &working_item.item);
    let wording = working_item
        .texts
        .get(&item.text_id)
        .map(to_translated_text);
    let words = view! {
        <blockquote>{wording.as_ref().map(|wording| wording.inline_text(text))}</blockquote>
    }
    .into_any();
    if is_stale {
        let mut revisions = working_item.revisions.iter();
        let present = revisions.find(|one| one.revision == item.revision);
        let by = present.map(|one| StoredBy {
            name: one.by_name.clone(),
            stored_at: one.created_at,
        });
        return Some(stored_card(context, by.as_ref(), words));
    }
    // In any other case the words would be on the page twice, here and in the form.
    (item.kind == PlanItemKind::FamilyGoal).then(|| {
        view! {
            <div class="card">
                <p class="muted">{text.get("plan-their-words")}</p>
                {words}
            </div>
        }
        .into_any()
    })
}

/// Plain-language hints for the words of the agency. The family's own words get none.
pub(in crate::plan) fn wording_hints(text: Localizer, working_item: &WorkingItem) -> AnyView {
    let item = &working_item.item;
    if matches!(item.kind, PlanItemKind::OwnWords | PlanItemKind::FamilyGoal) {
        return ().into_any();
    }
    working_item
        .texts
        .get(&item.text_id)
        .map(|wording| {
            plain_language::hint_list(text, &wording.language, &wording.body, Some("plain"))
        })
        .into_any()
}

/// The earlier wordings of a line, each with its reason and writer, in a collapsed section; `None`
/// when the line was never changed.
pub(in crate::plan) fn earlier_wordings(
    context: &RequestContext,
    working_item: &WorkingItem,
) -> Option<AnyView> {
    let rows = working_item
        .revisions
        .iter()
        // The history contains the present wording too, which the form shows.
        .filter(|one| one.revision < working_item.item.revision)
        .filter_map(|one| earlier_wording(context, working_item, one))
        .collect::<Vec<_>>();
    (!rows.is_empty()).then(|| {
        view! {
            <details class="card">
                <summary>{context.localizer().get("plan-earlier")}</summary>
                <ol class="stack" role="list">
                    {rows}
                </ol>
            </details>
        }
        .into_any()
    })
}

/// One earlier wording; `None` when the reader may not see its text.
fn earlier_wording(
    context: &RequestContext,
    working_item: &WorkingItem,
    revision: &ItemRevision,
) -> Option<AnyView> {
    let text = context.localizer();
    let wording = working_item
        .texts
        .get(&revision.text_id)
        .map(to_translated_text)?;
    // The first wording of a line has no reason, and own words never need one.
    let why = revision
        .why_id
        .and_then(|id| working_item.texts.get(&id))
        .map(to_translated_text);
    let zone = context.profile.as_ref()?.actor.zone.clone();
    let day = text.format_day(revision.created_at.to_jiff().to_zoned(zone).date());
    let by = text.format(
        "plan-who-when",
        &[
            ("name", revision.by_name.clone().into()),
            ("day", day.into()),
        ],
    );
    let row = view! {
        <li>
            <blockquote>{wording.inline_text(text)}</blockquote>
            {why.map(|why| view! { <p>{why.inline_text(text)}</p> })}
            <p class="muted">{by}</p>
        </li>
    };
    Some(row.into_any())
}
