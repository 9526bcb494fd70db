//! `/more`

use leptos::prelude::*;
use model::policy::{can_open_record, may_set_absence};
use store::Actor;

use crate::error::AppError;
use crate::i18n::Localizer;
use crate::page::{NavItem, PageLayout, html_document, render_page};
use crate::paths;
use crate::request::context::RequestContext;
use crate::ui::link_list::{ListRow, link_list};

/// `/more`
#[component]
pub fn MorePage() -> impl IntoView {
    render_page(async |context: RequestContext| more_page(&context))
}

fn more_page(context: &RequestContext) -> Result<AnyView, AppError> {
    let (text, actor) = (context.localizer(), context.actor()?);
    let body = view! {
        <h1>{text.get("more-title")}</h1>
        {link_list(own_rows(context))}
        {link_list(family_rows(text, actor))}
        {link_list(setting_rows(text, actor))}
        {link_list(help_rows(text))}
    };
    let layout = PageLayout {
        title: text.get("more-title"),
        nav_item: NavItem::More,
        ..PageLayout::default()
    };
    Ok(html_document(context, layout, body.into_any()))
}

/// What is the reader's own, whether or not they are on a team.
fn own_rows(context: &RequestContext) -> Vec<ListRow> {
    let has_transition = context
        .profile
        .as_ref()
        .is_some_and(|profile| profile.has_transition);
    if !has_transition {
        return Vec::new();
    }
    let title = context.localizer().get("transition-open");
    vec![row(paths::TRANSITION.to_owned(), title)]
}

/// What concerns the reader's own family.
fn family_rows(text: Localizer, actor: &Actor) -> Vec<ListRow> {
    if !actor.is_family_member() {
        return Vec::new();
    }
    let (team, sharing) = match actor.teams.as_slice() {
        [only] => (paths::team(only.family_id), paths::sharing(only.family_id)),
        _ => (paths::OWN_TEAM.to_owned(), paths::OWN_SHARING.to_owned()),
    };
    vec![
        row(team, text.get("home-team")),
        row(sharing, text.get("sharing-title")),
    ]
}

fn setting_rows(text: Localizer, actor: &Actor) -> Vec<ListRow> {
    let absence = actor
        .has_role_where(may_set_absence)
        .then(|| row(paths::ABSENCE.to_owned(), text.get("messages-away-title")));
    let language = format!("{}?from={}", paths::LANGUAGE, paths::MORE);
    // Others have no dates.
    let calendar = actor.has_role_where(can_open_record).then(|| {
        row(
            paths::CALENDAR_FEED.to_owned(),
            text.get("calendar-feed-title"),
        )
    });
    [
        Some(row(paths::ACCOUNT.to_owned(), text.get("account-title"))),
        calendar,
        Some(row(
            paths::NOTIFICATION_PREFERENCES.to_owned(),
            text.get("messages-notify-title"),
        )),
        absence,
        Some(row(language, text.get("account-language-title"))),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn help_rows(text: Localizer) -> Vec<ListRow> {
    vec![
        row(paths::HELP.to_owned(), text.get("help-title")),
        row(paths::EXIT.to_owned(), text.get("help-exit")),
    ]
}

fn row(href: String, title: String) -> ListRow {
    ListRow {
        href: Some(href),
        title: Some(title.into_any()),
        ..ListRow::default()
    }
}
