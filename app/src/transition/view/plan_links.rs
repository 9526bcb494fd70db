//! The way back above the title of a page. It has the name of the page that it leads to; one's own
//! plan, whose title is the name of its owner, has one name everywhere.

use leptos::prelude::*;
use model::id::{FamilyId, PersonId};
use model::transition::TransitionPart;

use crate::i18n::Localizer;
use crate::paths;

/// The link back to one's own plan.
pub(crate) fn own_plan_link(text: Localizer) -> AnyView {
    back_link(paths::TRANSITION, text.get("transition-open"))
}

/// The link back to the page of a part of one's own plan.
pub(crate) fn part_link(text: Localizer, part: TransitionPart) -> AnyView {
    back_link(&paths::transition_part(part), text.get_value(part))
}

/// The link back to one's own ninety-day plan.
pub(crate) fn ninety_days_link(text: Localizer) -> AnyView {
    back_link(paths::NINETY_DAYS, text.get("transition-ninety-title"))
}

/// The link back to what a young person has released.
pub(crate) fn released_plan_link(
    text: Localizer,
    (family, youth): (FamilyId, PersonId),
    name: &str,
) -> AnyView {
    let label = text.format("transition-title", &[("name", name.to_owned().into())]);
    back_link(&paths::transition_of(family, youth), label)
}

/// The link back to another page. `label` is its title.
pub(crate) fn back_link(href: &str, label: String) -> AnyView {
    view! {
        <p class="no-print">
            <a href=href.to_owned()>{label}</a>
        </p>
    }
    .into_any()
}
