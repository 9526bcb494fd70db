//! The navigation bar.

use leptos::prelude::*;
use model::policy::can_open_record;
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
    Calendar,
    Messages,
    /// The page of everything else: access log, settings, help.
    More,
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

/// The entries of the navigation bar, at most five: more do not fit beside each other on a phone.
/// Plan and calendar are for family members, the calendar also for others who have one family: they
/// reach those of several from the list of families.
fn nav_entries(actor: &Actor) -> Vec<NavEntry> {
    let entry = |item, href: String, icon, label_key| NavEntry {
        item,
        href,
        icon,
        label_key,
    };
    // The short addresses would cost a member of one family a redirect on every tap.
    let (plan, calendar, has_one) = match actor.teams.as_slice() {
        [team] => (
            paths::plan(team.family_id),
            paths::calendar(team.family_id),
            can_open_record(team.role),
        ),
        _ => (
            paths::OWN_PLAN.to_owned(),
            paths::OWN_CALENDAR.to_owned(),
            false,
        ),
    };
    let is_family_member = actor.is_family_member();
    let home = entry(
        NavItem::Home,
        paths::HOME.to_owned(),
        Icon::Home,
        "common-place-home",
    );
    let plan = entry(NavItem::Plan, plan, Icon::Plan, "common-place-plan");
    let calendar = entry(
        NavItem::Calendar,
        calendar,
        Icon::Calendar,
        "common-place-calendar",
    );
    let messages = entry(
        NavItem::Messages,
        paths::MESSAGES.to_owned(),
        Icon::Messages,
        "common-place-messages",
    );
    let more = entry(
        NavItem::More,
        paths::MORE.to_owned(),
        Icon::More,
        "common-place-more",
    );
    [
        Some(home),
        is_family_member.then_some(plan),
        (is_family_member || has_one).then_some(calendar),
        Some(messages),
        Some(more),
    ]
    .into_iter()
    .flatten()
    .collect()
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
