//! The navigation bar.

use leptos::prelude::*;
use store::Actor;

use crate::i18n::Localizer;
use crate::paths;
use crate::request::context::RequestContext;
use crate::ui::icon::Icon;

/// The entries of the navigation bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum NavItem {
    #[default]
    None,
    Home,
    Plan,
    Messages,
    Sharing,
    Help,
}

pub(super) fn bottom_nav(context: &RequestContext, current: NavItem) -> AnyView {
    let Some(profile) = &context.profile else {
        return ().into_any();
    };
    let text = context.localizer();
    let links = nav_entries(&profile.actor)
        .into_iter()
        .map(|entry| {
            let count = (entry.item == NavItem::Messages && profile.unread > 0)
                .then(|| unread_badge(text, profile.unread));
            view! {
                <a href=entry.href aria-current=(entry.item == current).then_some("page")>
                    {entry.icon.view()}
                    <span>{text.get(entry.label_key)}</span>
                    {count}
                </a>
            }
        })
        .collect_view();
    view! {
        <nav class="bottom-nav" aria-label=text.get("common-places")>
            {links}
        </nav>
    }
    .into_any()
}

struct NavEntry {
    item: NavItem,
    href: String,
    icon: Icon,
    label_key: &'static str,
}

/// The entries of the navigation bar. Plan and access log are for family members: others reach
/// those of each family from the list of families.
fn nav_entries(actor: &Actor) -> Vec<NavEntry> {
    let entry = |item, href: String, icon, label_key| NavEntry {
        item,
        href,
        icon,
        label_key,
    };
    // The short addresses would cost a member of one family a redirect on every tap.
    let (plan, sharing) = match actor.teams.as_slice() {
        [team] => (paths::plan(team.family_id), paths::sharing(team.family_id)),
        _ => (paths::OWN_PLAN.to_owned(), paths::OWN_SHARING.to_owned()),
    };
    let is_family_member = actor.is_family_member();
    let mut entries = vec![entry(
        NavItem::Home,
        paths::HOME.to_owned(),
        Icon::Home,
        "common-place-home",
    )];
    if is_family_member {
        entries.push(entry(NavItem::Plan, plan, Icon::Plan, "common-place-plan"));
    }
    entries.push(entry(
        NavItem::Messages,
        paths::MESSAGES.to_owned(),
        Icon::Messages,
        "common-place-messages",
    ));
    if is_family_member {
        entries.push(entry(
            NavItem::Sharing,
            sharing,
            Icon::Eye,
            "common-place-sharing",
        ));
    }
    entries.push(entry(
        NavItem::Help,
        paths::HELP.to_owned(),
        Icon::Help,
        "common-place-help",
    ));
    entries
}

/// The number of unread messages. Screen readers hear it as a sentence.
fn unread_badge(text: Localizer, unread: i64) -> AnyView {
    let words = text.format("common-unread", &[("count", unread.into())]);
    let number = if unread > 99 {
        "99+".to_owned()
    } else {
        unread.to_string()
    };
    view! {
        <span class="count" aria-hidden="true">
            {number}
        </span>
        <span class="visually-hidden">{words}</span>
    }
    .into_any()
}
