//! The links to services and credit reports, for the adults who read them.

use leptos::prelude::*;
use model::role::Role;
use model::transition::TransitionPart;
use store::transition::ReleasedTransition;

use super::released_section::ReleasedSection;
use crate::i18n::Localizer;
use crate::paths;
use crate::request::context::RequestContext;
use crate::ui::link_list::{ListRow, link_list};

/// The links, as a section of the part `money`. No statement. A worker has them above the parts,
/// without a release, too.
pub(super) fn released_sections(
    context: &RequestContext,
    released: &ReleasedTransition,
) -> Vec<ReleasedSection> {
    if !released.shows(TransitionPart::Money) || released.role == Role::Worker {
        return Vec::new();
    }
    vec![ReleasedSection {
        part: TransitionPart::Money,
        body: record_links(context.localizer(), released),
    }]
}

/// The links to the services and the credit reports of a young person.
pub(crate) fn record_links(text: Localizer, released: &ReleasedTransition) -> AnyView {
    let link = |href: String, key: &str| ListRow {
        href: Some(href),
        title: Some(text.get(key).into_any()),
        ..ListRow::default()
    };
    let (family, youth) = (released.family, released.youth);
    link_list(vec![
        link(
            paths::services_of(family, youth),
            "transition-services-link",
        ),
        link(paths::credit_of(family, youth), "transition-credit-link"),
    ])
}
