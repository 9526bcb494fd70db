//! The form to add own words of a family member, and the words that they took out.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use model::id::FamilyId;
use store::plan::working_copy::{self, RemovedOwnWords};

use super::item::{family_id_from_path, plan_link};
use crate::error::AppError;
use crate::i18n::Localizer;
use crate::page::form::page_form;
use crate::page::{NavItem, PageLayout, html_document, render_page};
use crate::paths;
use crate::plan::forms;
use crate::plan::view::form_values::FormValues;
use crate::request::context::RequestContext;
use crate::request::form::is_rejected;
use crate::ui::error_summary::error_summary;
use crate::ui::field::RadioGroup;
use crate::ui::link_list::{ListRow, link_list};
use crate::ui::writing_language::writing_language_select;

/// `/family/{id}/plan/own`: a family member adds own words.
#[component]
pub fn AddOwnWords() -> impl IntoView {
    let family = family_id_from_path();
    render_page(async move |context: RequestContext| {
        let (text, family) = (context.localizer(), family.ok_or(AppError::NotFound)?);
        // No one else writes own words for the family. Checked here, because the store refuses no
        // one who opens the record. Refused looks like absent: 404.
        if !context.actor()?.membership_in(family)?.role.is_family() {
            return Err(AppError::NotFound);
        }
        let mut tx = context.begin_record_read(family).await?;
        let removed = working_copy::list_removed_own_words(&mut tx, family).await?;
        tx.commit().await?;
        let state = context.stored_form(forms::edit::AddOwnWords::PATH).await?;
        let filled = FormValues {
            text,
            state: state.as_ref(),
        };
        let who = RadioGroup {
            name: "who",
            legend: text.get("plan-who"),
            options: vec![
                ("own".into(), text.get("plan-who-own")),
                ("partner".into(), text.get("plan-who-partner")),
                ("wide".into(), text.get("plan-who-plan")),
            ],
            // The narrowest audience: the other parent reads what is shared.
            chosen: filled.value_or_stored("who", Some("own".into())),
            ..RadioGroup::default()
        };
        let fields = view! {
            <input type="hidden" name="form" value=context.form_id(state.as_ref()) />
            <input type="hidden" name="family" value=family.to_string() />
            {filled.text_area("words", "plan-own-words", None)}
            {writing_language_select(&context, state.as_ref(), None)}
            {who.view()}
            <button class="btn">{text.get("plan-save-own")}</button>
        };
        let title = text.get("plan-own");
        let body = view! {
            {plan_link(text, family)}
            <h1>{title.clone()}</h1>
            {error_summary(text, state.as_ref())}
            <p>{text.get("plan-own-note")}</p>
            {page_form(&context, forms::edit::AddOwnWords::PATH, fields.into_any())}
            {removed_words(text, family, &removed)}
        };
        Ok(html_document(
            &context,
            PageLayout {
                title,
                nav_item: NavItem::Plan,
                has_errors: is_rejected(state.as_ref()),
                has_main_form: true,
                ..PageLayout::default()
            },
            body.into_any(),
        ))
    })
}

/// The reader's words that they took out, each with a link to put it back.
fn removed_words(
    text: Localizer,
    family: FamilyId,
    removed: &[RemovedOwnWords],
) -> Option<AnyView> {
    let rows: Vec<ListRow> = removed
        .iter()
        .map(|words| ListRow {
            href: Some(paths::edit_plan_item(family, words.id)),
            title: Some(
                view! {
                    <bdi lang=words.language.clone() dir="auto">
                        {words.body.clone()}
                    </bdi>
                }
                .into_any(),
            ),
            ..ListRow::default()
        })
        .collect();
    (!rows.is_empty()).then(|| {
        view! {
            <h2>{text.get("plan-own-removed")}</h2>
            {link_list(rows)}
        }
        .into_any()
    })
}
