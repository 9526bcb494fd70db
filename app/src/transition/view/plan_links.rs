//! The way back to a plan, above the title of a page: one name for its owner, and one for adults.

use leptos::prelude::*;
use model::id::{FamilyId, PersonId};

use crate::i18n::Localizer;
use crate::paths;

/// The link back to one's own plan.
pub(crate) fn own_plan_link(text: Localizer) -> AnyView {
    back_link(paths::TRANSITION.to_owned(), text.get("transition-open"))
}

/// The link back to what a young person has released.
pub(crate) fn released_plan_link(
    text: Localizer,
    (family, youth): (FamilyId, PersonId),
    name: &str,
) -> AnyView {
    let label = text.format("transition-title", &[("name", name.to_owned().into())]);
    back_link(paths::transition_of(family, youth), label)
}

fn back_link(href: String, label: String) -> AnyView {
    view! {
        <p class="no-print">
            <a href=href>{label}</a>
        </p>
    }
    .into_any()
}
