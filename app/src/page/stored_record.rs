//! What is stored of a record that another person changed while its form was filled in: above the
//! form, which has what was typed.

use leptos::prelude::*;
use store::stored_by::StoredBy;

use crate::i18n::Localizer;
use crate::request::context::RequestContext;
use crate::request::form::FormState;
use crate::ui::summary_list::summary_list;

/// Whether a form came back because it was filled in against an older revision.
pub fn is_stale(state: Option<&FormState>) -> bool {
    state.is_some_and(|state| state.field_error("stale").is_some())
}

/// The card to which the error summary of an edit conflict links: who stored the other version and
/// when, and `content`, what it says. `by` is `None` for an import.
pub fn stored_card(context: &RequestContext, by: Option<&StoredBy>, content: AnyView) -> AnyView {
    view! {
        <div class="card" id="stale">
            <h2>{context.localizer().get("team-stored")}</h2>
            {by.and_then(|by| stored_by_line(context, by))}
            {content}
        </div>
    }
    .into_any()
}

fn stored_by_line(context: &RequestContext, by: &StoredBy) -> Option<AnyView> {
    let (text, actor) = (context.localizer(), &context.profile.as_ref()?.actor);
    let at = by.stored_at.to_jiff().to_zoned(actor.zone.clone());
    let words = text.format(
        "common-stored-by",
        &[
            ("name", by.name.clone().into()),
            ("day", text.relative_day(actor.today, at.date()).into()),
            ("time", text.format_time(at.datetime()).into()),
        ],
    );
    Some(view! { <p class="muted">{words}</p> }.into_any())
}

/// What is stored in each field, after the label of the field; those without a value are left out.
pub fn stored_facts(
    text: Localizer,
    facts: impl IntoIterator<Item = (&'static str, Option<String>)>,
) -> AnyView {
    let rows = facts
        .into_iter()
        .filter_map(|(label, value)| {
            let value = value?;
            Some((
                text.get(label),
                view! { <bdi dir="auto">{value}</bdi> }.into_any(),
            ))
        })
        .collect();
    summary_list(rows)
}
