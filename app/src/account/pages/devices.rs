//! `/account/devices`: where one is signed in, and ending that.

use jiff::{SignedDuration, Timestamp};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use model::account::DeviceUse;
use store::authentication::{OwnSession, list_own_sessions};
use store::notifications::list_browser_sessions;
use store::{Actor, Intent};

use super::own::account_link;
use crate::account::forms::{EndOtherSessions, EndSession};
use crate::account::view::device::{device_name, relative_day_and_time};
use crate::i18n::Localizer;
use crate::page::form::button_form;
use crate::page::{NavItem, PageLayout, html_document, render_page};
use crate::paths;
use crate::request::context::RequestContext;
use crate::ui::link_list::{ListRow, RowTag, link_list};

/// `/account/devices`
#[component]
pub fn DevicesPage() -> impl IntoView {
    render_page(async |context: RequestContext| {
        let (text, actor) = (context.localizer(), context.actor()?);
        let mut tx = context.begin_transaction(Intent::Read).await?;
        let now = context.db.clock().now();
        let mut sessions = list_own_sessions(&mut tx, &context.session_token()).await?;
        // A shared device that has locked is none of theirs any more.
        sessions.retain(|session| session.device_use == DeviceUse::Own || !is_locked(session, now));
        let has_more_notices = list_browser_sessions(&mut tx)
            .await?
            .into_iter()
            .any(|browser| !sessions.iter().any(|session| Some(session.id) == browser));
        drop(tx);
        let has_others = sessions.iter().any(|session| !session.is_current);
        let rows = sessions
            .iter()
            .map(|session| session_row(text, actor, session, now))
            .collect();
        let end_others = if has_others {
            button_form(
                EndOtherSessions::PATH,
                Vec::new(),
                "btn",
                text.get("account-devices-end-all"),
            )
        } else {
            view! { <p>{text.get("account-devices-only")}</p> }.into_any()
        };
        let body = view! {
            {account_link(text)}
            <h1>{text.get("account-devices-title")}</h1>
            <p>{text.get("account-devices-body")}</p>
            {link_list(rows)}
            {end_others}
            <p class="muted">{text.get("account-devices-help")}</p>
            {has_more_notices.then(|| notices_hint(text))}
        };
        let layout = PageLayout {
            title: text.get("account-devices-title"),
            nav_item: NavItem::More,
            ..PageLayout::default()
        };
        Ok(html_document(&context, layout, body.into_any()))
    })
}

/// That a browser may show notices whose session is not on the list: it has expired, or is not
/// known because the notices were turned on in an older version. It may be this browser.
fn notices_hint(text: Localizer) -> AnyView {
    view! {
        <p class="muted">
            {text.get("account-devices-notices-elsewhere")} " "
            <a href=paths::NOTIFICATION_PREFERENCES>{text.get("messages-notify-title")}</a>
        </p>
    }
    .into_any()
}

/// Whether a session asks for the passphrase again at its next use.
fn is_locked(session: &OwnSession, now: Timestamp) -> bool {
    let idle = now.duration_since(session.last_used);
    idle >= SignedDuration::from_mins(session.device_use.idle_minutes())
}

fn session_row(text: Localizer, actor: &Actor, session: &OwnSession, now: Timestamp) -> ListRow {
    let state = if is_locked(session, now) {
        text.get("account-devices-locked")
    } else if session.device_use == DeviceUse::Shared {
        text.get("account-devices-shared")
    } else {
        text.get("account-devices-own")
    };
    let last_used = text.format(
        "account-devices-last",
        &[(
            "moment",
            relative_day_and_time(text, actor, session.last_used).into(),
        )],
    );
    let end = (!session.is_current).then(|| {
        button_form(
            EndSession::PATH,
            vec![("session", session.id.to_string())],
            "btn neutral",
            text.get("account-devices-end"),
        )
    });
    ListRow {
        title: Some(device_name(text, session.client).into_any()),
        small: format!("{state} · {last_used}"),
        tag: session
            .is_current
            .then(|| RowTag::done(text.get("account-devices-this"))),
        below: end,
        ..ListRow::default()
    }
}
