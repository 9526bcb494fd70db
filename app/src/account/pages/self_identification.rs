//! `/account/self`: how a person describes themself, why it is asked, and who reads it.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use model::details::{Race, SelfIdentification};
use store::Intent;
use store::details::read_self_identification;
use strum::VariantArray;

use super::details::line;
use crate::account::forms::details::SaveSelfIdentification;
use crate::account::view::check_boxes::check_boxes;
use crate::i18n::Localizer;
use crate::page::form::page_form;
use crate::page::{NavItem, PageLayout, html_document, render_page};
use crate::paths;
use crate::plan::view::form_values::FormValues;
use crate::request::context::RequestContext;
use crate::request::form::is_rejected;
use crate::ui::error_summary::error_summary;
use crate::ui::field::RadioGroup;

/// `/account/self`
#[component]
pub fn SelfIdentificationPage() -> impl IntoView {
    render_page(async |context: RequestContext| {
        let text = context.localizer();
        let state = context.stored_form(SaveSelfIdentification::PATH).await?;
        let mut tx = context.begin_transaction(Intent::Read).await?;
        let stored = read_self_identification(&mut tx).await?;
        drop(tx);
        let filled = FormValues {
            text,
            state: state.as_ref(),
        };
        let title = text.get("account-self-title");
        let body = view! {
            {back_link(text)}
            <h1>{title.clone()}</h1>
            {error_summary(text, state.as_ref())}
            // Why it is asked and who reads it stand before the first question.
            <p>{text.get("account-self-why")}</p>
            <p>{text.get("account-self-optional")}</p>
            <p>{text.get("account-self-private")}</p>
            {page_form(&context, SaveSelfIdentification::PATH, self_fields(&filled, &stored))}
        };
        let layout = PageLayout {
            title,
            nav_item: NavItem::More,
            has_errors: is_rejected(state.as_ref()),
            has_main_form: true,
            ..PageLayout::default()
        };
        Ok(html_document(&context, layout, body.into_any()))
    })
}

/// The link back to one's details.
pub(super) fn back_link(text: Localizer) -> AnyView {
    view! {
        <p>
            <a href=paths::ACCOUNT_DETAILS>{text.get("account-details-title")}</a>
        </p>
    }
    .into_any()
}

fn self_fields(filled: &FormValues<'_>, stored: &SelfIdentification) -> AnyView {
    let text = filled.text;
    let options = Race::VARIANTS
        .iter()
        .map(|race| (race.slug().to_owned(), text.get_value(*race)))
        .collect();
    let races: Vec<String> = stored
        .races
        .iter()
        .map(|race| race.slug().to_owned())
        .collect();
    let about_races = (
        text.get("account-self-races"),
        text.get("account-self-races-hint"),
    );
    let about_tribe = (
        text.get("account-self-tribe"),
        text.get("account-self-tribe-hint"),
    );
    view! {
        {check_boxes(filled, "races", about_races, options, &races)}
        {line(
            filled,
            "race_words",
            (text.get("account-self-race-words"), String::new()),
            stored.race_words.clone(),
        )}
        {line(filled, "tribe", about_tribe, stored.tribe.clone())}
        {line(
            filled,
            "gender",
            (text.get("account-self-gender"), text.get("account-self-gender-hint")),
            stored.gender.clone(),
        )}
        {reader_choice(filled, stored.shared)}
        <button class="btn">{text.get("account-details-save")}</button>
    }
    .into_any()
}

/// Who reads it: only the person, unless they choose otherwise.
fn reader_choice(filled: &FormValues<'_>, shared: bool) -> AnyView {
    let text = filled.text;
    let stored = if shared { "workers" } else { "me" };
    RadioGroup {
        name: "who",
        legend: text.get("account-self-who"),
        options: vec![
            ("me".to_owned(), text.get("account-self-who-me")),
            ("workers".to_owned(), text.get("account-self-who-workers")),
        ],
        chosen: filled.value_or_stored("who", Some(stored.to_owned())),
        ..RadioGroup::default()
    }
    .view()
}
