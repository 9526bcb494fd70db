//! `/transition/note/{part}`: the note of a part that only its owner reads.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use store::Intent;
use store::transition::note::{OwnNote, load_note};
use store::transition::own_transition;

use super::release::part_from_path;
use crate::error::AppError;
use crate::page::form::page_form;
use crate::page::{PageLayout, html_document, render_page};
use crate::plan::view::form_values::{FormValues, base_revision};
use crate::request::context::RequestContext;
use crate::request::form::{FormState, is_rejected};
use crate::transition::forms::note::SaveNote;
use crate::transition::view::plan_links::part_link;
use crate::ui::error_summary::error_summary;
use crate::ui::writing_language::writing_language_select;

/// `/transition/note/{part}`
#[component]
pub fn TransitionNotePage() -> impl IntoView {
    let part = part_from_path();
    render_page(async move |context: RequestContext| {
        let (text, part) = (context.localizer(), part.ok_or(AppError::NotFound)?);
        let state = context.stored_form(SaveNote::PATH).await?;
        let mut tx = context.begin_transaction(Intent::Read).await?;
        let own = own_transition(&mut tx).await?;
        let note = load_note(&mut tx, &own, part).await?;
        tx.commit().await?;
        let filled = FormValues {
            text,
            state: state.as_ref(),
        };
        let (words, language, revision) = note.as_ref().map_or((None, None, 0), |note| {
            (
                Some(note.body.clone()),
                Some(note.language.as_str()),
                note.revision,
            )
        });
        let fields = view! {
            <input type="hidden" name="form" value=context.form_id(state.as_ref()) />
            <input type="hidden" name="part" value=part.slug() />
            <input
                type="hidden"
                name="revision"
                value=base_revision(state.as_ref(), "revision", revision)
            />
            {filled.text_area("words", "transition-note-words", words)}
            {writing_language_select(&context, state.as_ref(), language)}
            <button class="btn">{text.get("transition-save")}</button>
        };
        let title = text.format(
            "transition-note-title",
            &[("part", text.get_value(part).into())],
        );
        let body = view! {
            {part_link(text, part)}
            <h1>{title.clone()}</h1>
            <p>{text.get("transition-note-intro")}</p>
            {error_summary(text, state.as_ref())}
            {stored_card(&context, note.as_ref(), state.as_ref())}
            {page_form(&context, SaveNote::PATH, fields.into_any())}
        };
        Ok(html_document(
            &context,
            PageLayout {
                title,
                has_errors: is_rejected(state.as_ref()),
                has_main_form: true,
                ..PageLayout::default()
            },
            body.into_any(),
        ))
    })
}

/// After an edit in another tab: what is stored, above what was typed.
fn stored_card(
    context: &RequestContext,
    note: Option<&OwnNote>,
    state: Option<&FormState>,
) -> Option<AnyView> {
    state?.field_error("stale")?;
    let body = note?.body.clone();
    let text = context.localizer();
    let view = view! {
        <div class="card" id="stale">
            <h2>{text.get("transition-note-stored")}</h2>
            <p class="typed-words">
                <bdi dir="auto">{body}</bdi>
            </p>
        </div>
    };
    Some(view.into_any())
}
