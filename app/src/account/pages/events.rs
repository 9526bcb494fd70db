//! `/account/events`: what happened to one's account.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use store::account::{AccountEvent, list_account_events};
use store::{Actor, Intent};

use super::own::account_link;
use crate::account::forms::MarkEventsSeen;
use crate::account::view::device::{device_name, relative_day_and_time};
use crate::i18n::{Localizer, isolate_bidi};
use crate::page::form::button_form;
use crate::page::{NavItem, PageLayout, html_document, render_page};
use crate::paths;
use crate::request::context::RequestContext;
use crate::ui::empty::empty_state;
use crate::ui::link_list::{ListRow, RowTag, folded_list};

/// How many events are shown before the others are folded.
const SHOWN_EVENTS: usize = 8;

/// `/account/events`
#[component]
pub fn AccountEventsPage() -> impl IntoView {
    render_page(async |context: RequestContext| {
        let (text, actor) = (context.localizer(), context.actor()?);
        let mut tx = context.begin_transaction(Intent::Read).await?;
        let events = list_account_events(&mut tx).await?;
        drop(tx);
        let sign_in = context.sign_in_event().await?;
        let is_new = |event: &AccountEvent| !event.is_seen && sign_in != Some(event.id);
        // A form and no visit of the page, because opening an address changes nothing.
        let seen = events.iter().any(is_new).then(|| {
            button_form(
                MarkEventsSeen::PATH,
                Vec::new(),
                "btn secondary",
                text.get("account-events-seen"),
            )
        });
        let body = view! {
            {account_link(text)}
            <h1>{text.get("account-events-title")}</h1>
            <p>{text.get("account-events-body")}</p>
            {event_list(text, actor, &events, is_new)}
            {seen}
            <p>
                {text.get("account-events-help")} " "
                <a href=paths::ACCOUNT_DEVICES>{text.get("account-devices-title")}</a>
            </p>
        };
        let layout = PageLayout {
            title: text.get("account-events-title"),
            nav_item: NavItem::More,
            ..PageLayout::default()
        };
        Ok(html_document(&context, layout, body.into_any()))
    })
}

/// `is_new` says of which events the person is asked whether they have read them.
fn event_list(
    text: Localizer,
    actor: &Actor,
    events: &[AccountEvent],
    is_new: impl Fn(&AccountEvent) -> bool,
) -> AnyView {
    if events.is_empty() {
        return empty_state(text.get("account-events-empty"), None);
    }
    let rows = events
        .iter()
        .map(|event| ListRow {
            title: Some(text.get_value(event.kind).into_any()),
            small: event_details(text, actor, event),
            tag: is_new(event).then(|| RowTag::attention(text.get("account-event-new"))),
            ..ListRow::default()
        })
        .collect();
    folded_list(text, rows, SHOWN_EVENTS)
}

/// When and on which device, and who did it if it was another person.
fn event_details(text: Localizer, actor: &Actor, event: &AccountEvent) -> String {
    let mut details = vec![relative_day_and_time(text, actor, event.at)];
    if event.is_by_other {
        details.push(match &event.acted_by {
            Some(name) => text.format("account-event-by", &[("name", isolate_bidi(name).into())]),
            None => text.get("account-event-by-other"),
        });
    } else {
        details.push(device_name(text, event.client));
    }
    details.join(" · ")
}
