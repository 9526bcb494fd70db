//! `/account/details`: one's own name, languages and formats.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use model::details::FormatNeed;
use store::Intent;
use store::details::{OwnDetails, read_own};
use strum::VariantArray;

use super::own::account_link;
use crate::account::forms::details::SaveDetails;
use crate::account::view::check_boxes::{check_boxes, language_boxes};
use crate::i18n::Localizer;
use crate::page::form::page_form;
use crate::page::{NavItem, PageLayout, html_document, render_page};
use crate::paths;
use crate::plan::view::form_values::FormValues;
use crate::request::context::RequestContext;
use crate::request::form::is_rejected;
use crate::ui::error_summary::error_summary;
use crate::ui::field::InputField;
use crate::ui::link_list::{ListRow, link_list};

/// `/account/details`
#[component]
pub fn DetailsPage() -> impl IntoView {
    render_page(async |context: RequestContext| {
        let text = context.localizer();
        let state = context.stored_form(SaveDetails::PATH).await?;
        let mut tx = context.begin_transaction(Intent::Read).await?;
        let stored = read_own(&mut tx).await?;
        drop(tx);
        let filled = FormValues {
            text,
            state: state.as_ref(),
        };
        let title = text.get("account-details-title");
        let body = view! {
            {account_link(text)}
            <h1>{title.clone()}</h1>
            {error_summary(text, state.as_ref())}
            <p>{text.get("account-details-body")}</p>
            {page_form(&context, SaveDetails::PATH, detail_fields(&filled, &stored))}
            <h2>{text.get("account-details-more")}</h2>
            {link_list(other_rows(text))}
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

fn detail_fields(filled: &FormValues<'_>, stored: &OwnDetails) -> AnyView {
    let text = filled.text;
    let name = text.format(
        "account-details-name-hint",
        &[("name", stored.name.clone().into())],
    );
    let formats = FormatNeed::VARIANTS
        .iter()
        .map(|format| (format.slug().to_owned(), text.get_value(*format)))
        .collect();
    let needed: Vec<String> = stored
        .formats()
        .into_iter()
        .map(|format| format.slug().to_owned())
        .collect();
    let legend = text.get("account-details-formats");
    let hint = text.get("account-details-formats-hint");
    view! {
        {line(
            filled,
            "chosen_name",
            (text.get("account-details-name"), name),
            stored.chosen_name.clone(),
        )}
        {line(
            filled,
            "pronouns",
            (text.get("account-details-pronouns"), text.get("account-details-pronouns-hint")),
            stored.pronouns.clone(),
        )}
        {line(
            filled,
            "pronunciation",
            (text.get("account-details-say"), text.get("account-details-say-hint")),
            stored.pronunciation.clone(),
        )}
        {language_fields(filled, stored)}
        {check_boxes(filled, "formats", (legend, hint), formats, &needed)}
        <button class="btn">{text.get("account-details-save")}</button>
    }
    .into_any()
}

/// A one-line field with its label and hint.
pub(super) fn line(
    filled: &FormValues<'_>,
    name: &'static str,
    (label, hint): (String, String),
    stored: Option<String>,
) -> AnyView {
    InputField {
        name,
        label,
        hint,
        value: filled.value_or_stored(name, stored),
        error: filled.field_error_message(name),
        // A browser would offer the name that is in its own settings.
        autocomplete: "off",
        ..InputField::default()
    }
    .view()
}

/// Language checkboxes; for an interpreter a sentence, because the agency maintains their
/// languages.
fn language_fields(filled: &FormValues<'_>, stored: &OwnDetails) -> AnyView {
    let text = filled.text;
    if stored.agency_keeps_languages {
        return view! { <p>{text.get("account-details-agency-languages")}</p> }.into_any();
    }
    let (speaks, reads) = (
        text.get("account-details-speaks"),
        text.get("account-details-reads"),
    );
    view! {
        {language_boxes(filled, "speaks", speaks, &stored.languages_spoken.0)}
        {language_boxes(filled, "reads", reads, &stored.languages_read.0)}
    }
    .into_any()
}

/// The other pages on which a person says something about themself or chooses something.
fn other_rows(text: Localizer) -> Vec<ListRow> {
    [
        (paths::ACCOUNT_SELF, "account-self-title"),
        (paths::NOTIFICATION_PREFERENCES, "account-details-reach"),
        (paths::ACCOUNT_WINDOW, "account-window-title"),
    ]
    .into_iter()
    .map(|(href, title)| ListRow {
        href: Some(href.to_owned()),
        title: Some(text.get(title).into_any()),
        ..ListRow::default()
    })
    .collect()
}
