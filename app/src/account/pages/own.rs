//! `/account`: one's own account, as a list of its parts.

use leptos::prelude::*;
use model::account::staff::may_have_authenticator_app;

use crate::error::AppError;
use crate::i18n::Localizer;
use crate::page::{NavItem, PageLayout, html_document, render_page};
use crate::paths;
use crate::request::context::RequestContext;
use crate::ui::link_list::{ListRow, RowTag, link_list};

/// `/account`
#[component]
pub fn AccountPage() -> impl IntoView {
    render_page(async |context: RequestContext| {
        let text = context.localizer();
        let unseen = context.unseen_account_events().await?;
        let body = view! {
            <h1>{text.get("account-title")}</h1>
            {link_list(account_rows(&context, unseen)?)}
        };
        let layout = PageLayout {
            title: text.get("account-title"),
            nav_item: NavItem::More,
            ..PageLayout::default()
        };
        Ok(html_document(&context, layout, body.into_any()))
    })
}

/// The link from a part of the account back to all of them. Not on paper, such as a recovery card.
pub(super) fn account_link(text: Localizer) -> AnyView {
    view! {
        <p class="no-print">
            <a href=paths::ACCOUNT>{text.get("account-title")}</a>
        </p>
    }
    .into_any()
}

/// One row for each part of the account.
fn account_rows(context: &RequestContext, unseen: i64) -> Result<Vec<ListRow>, AppError> {
    let text = context.localizer();
    let row = |href: &str, title: String| ListRow {
        href: Some(href.to_owned()),
        title: Some(title.into_any()),
        ..ListRow::default()
    };
    let events = ListRow {
        tag: (unseen > 0).then(|| RowTag::attention(text.get("account-event-new"))),
        ..row(paths::ACCOUNT_EVENTS, text.get("account-events-title"))
    };
    let mut rows = vec![
        row(paths::ACCOUNT_DETAILS, text.get("account-details-title")),
        row(
            paths::ACCOUNT_PASSPHRASE,
            text.get("account-new-passphrase-title"),
        ),
        row(paths::PASSKEYS, text.get("account-passkeys-title")),
        row(paths::RECOVERY_CARD, text.get("account-recovery-title")),
        row(paths::ACCOUNT_DEVICES, text.get("account-devices-title")),
        events,
    ];
    if context.actor()?.has_role_where(may_have_authenticator_app) {
        rows.push(row(
            paths::ACCOUNT_SECOND_STEP,
            text.get("account-app-title"),
        ));
    }
    Ok(rows)
}
