//! `/account/recovery`: the recovery card of the signed-in person, to print when it is made.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use model::account::{RECOVERY_CARD_CODES, group_code};
use store::Intent;
use store::authentication::recovery::{RecoveryCard, read_card};

use super::own::account_link;
use crate::account::new_codes::{self, printed_address};
use crate::account::recovery_forms::MakeRecoveryCard;
use crate::error::AppError;
use crate::i18n::Localizer;
use crate::page::form::page_form;
use crate::page::{NavItem, PageLayout, html_document, render_page};
use crate::request::context::RequestContext;
use crate::request::form::{FormState, is_rejected};
use crate::request::host::request_host;
use crate::ui::error_summary::{error_summary, field_error_message};
use crate::ui::field::error_view;

/// `/account/recovery`
#[component]
pub fn RecoveryCardPage() -> impl IntoView {
    let host = request_host();
    render_page(async move |context: RequestContext| {
        let text = context.localizer();
        let state = context.stored_form(MakeRecoveryCard::PATH).await?;
        let mut tx = context.begin_transaction(Intent::Read).await?;
        let card = read_card(&mut tx).await?;
        tx.commit().await?;
        // Shown once: only digests of the codes are stored.
        let codes =
            new_codes::take_for_page(&context, new_codes::CARD, RECOVERY_CARD_CODES).await?;
        let shown = match codes {
            Some(codes) => new_card(text, host.as_deref(), &codes),
            None => card_state(&context, card.as_ref())?,
        };
        let title = text.get("account-recovery-title");
        let body = view! {
            {account_link(text)}
            <h1>{title.clone()}</h1>
            {error_summary(text, state.as_ref())}
            <p>{text.get("account-recovery-body")}</p>
            <p>{text.get("account-recovery-secret")}</p>
            {shown}
            {card_form(&context, card.is_some(), state.as_ref())}
        };
        let layout = PageLayout {
            title,
            nav_item: NavItem::More,
            has_errors: is_rejected(state.as_ref()),
            ..PageLayout::default()
        };
        Ok(html_document(&context, layout, body.into_any()))
    })
}

/// The codes, to print or to copy by hand.
fn new_card(text: Localizer, host: Option<&str>, codes: &[String]) -> AnyView {
    // From left to right in every language: groups that begin with a digit would change places.
    let rows = codes
        .iter()
        .map(|code| view! { <li><bdi dir="ltr">{group_code(code)}</bdi></li> })
        .collect_view();
    view! {
        <div class="card" role="status">
            <p class="no-print">
                <b>{text.get("account-recovery-new")}</b>
            </p>
            <p>{text.get("account-recovery-where")}</p>
            <p>
                <bdi dir="ltr">{printed_address(host)}</bdi>
            </p>
            <ol class="recovery-codes">{rows}</ol>
        </div>
    }
    .into_any()
}

/// When the card was made, and how many codes are left.
fn card_state(context: &RequestContext, card: Option<&RecoveryCard>) -> Result<AnyView, AppError> {
    let (text, actor) = (context.localizer(), context.actor()?);
    let Some(card) = card else {
        return Ok(view! { <p>{text.get("account-recovery-none")}</p> }.into_any());
    };
    let day = card.made_at.to_zoned(actor.zone.clone()).date();
    let made = text.format(
        "account-recovery-made",
        &[("day", text.format_date(day).into())],
    );
    let left = text.format("account-recovery-left", &[("count", card.unused.into())]);
    Ok(view! { <p>{made} " " {left}</p> }.into_any())
}

fn card_form(context: &RequestContext, has_card: bool, state: Option<&FormState>) -> AnyView {
    let text = context.localizer();
    let label = if has_card {
        "account-recovery-again"
    } else {
        "account-recovery-make"
    };
    // `card` is the field that an error of the store is about, so the summary's link leads here.
    let fields = view! {
        <div id="card">{error_view("card", field_error_message(text, state, "card"))}</div>
        <input type="hidden" name="form" value=context.form_id(state) />
        {has_card.then(|| view! { <p>{text.get("account-recovery-ends")}</p> })}
        <button class="btn">{text.get(label)}</button>
    };
    page_form(context, MakeRecoveryCard::PATH, fields.into_any())
}
