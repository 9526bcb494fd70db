//! All replies to the plan, and the page of one reply, where a worker answers it.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use model::id::ReplyId;
use model::role::Role;
use store::plan::replies;

use super::item::{family_id_from_path, plan_link};
use crate::error::AppError;
use crate::page::form::page_form;
use crate::page::{NavItem, PageLayout, html_document, render_page};
use crate::plan::replies::{ReplyList, outcome_label};
use crate::request_context::RequestContext;
use crate::ui::empty::empty_state;
use crate::ui::error_summary::{error_summary, field_error_message};
use crate::ui::field::{RadioGroup, TextAreaField};
use crate::ui::writing_language::writing_language_select;

/// `/family/{id}/plan/replies`
#[component]
pub fn RepliesPage() -> impl IntoView {
    let family = family_id_from_path();
    render_page(async move |visit: RequestContext| {
        let (text, family) = (visit.localizer(), family.ok_or(AppError::NotFound)?);
        let mut tx = visit.begin_record_read(family).await?;
        let talk =
            replies::list_replies(&mut tx, family, None, visit.language.language_tag()).await?;
        tx.commit().await?;
        let reply_list = ReplyList {
            visit: &visit,
            text,
            family,
            texts: &talk.texts,
            can_answer: talk.role == Role::Worker,
            shows_target: true,
        };
        let (waiting, rest): (Vec<_>, Vec<_>) = talk
            .replies
            .iter()
            .cloned()
            .rev()
            .partition(replies::PlanReply::awaits_answer);
        let title = text.get("plan-replies");
        let propose = talk.role.is_family().then(|| {
            (
                format!("/family/{family}/plan/propose"),
                text.get("plan-propose"),
            )
        });
        let body = view! {
            {plan_link(text, family)}
            <h1>{title.clone()}</h1>
            {(!waiting.is_empty())
                .then(|| {
                    view! {
                        <h2>{text.get("plan-replies-waiting")}</h2>
                        {reply_list.reply_list(&waiting)}
                    }
                })}
            {(!rest.is_empty())
                .then(|| {
                    view! {
                        <h2>{text.get("plan-replies-rest")}</h2>
                        {reply_list.reply_list(&rest)}
                    }
                })}
            {talk.replies.is_empty().then(|| empty_state(text.get("plan-replies-empty"), propose))}
        };
        Ok(html_document(
            &visit,
            PageLayout {
                title,
                nav_item: NavItem::Plan,
                ..PageLayout::default()
            },
            body.into_any(),
        ))
    })
}

/// `/family/{id}/plan/reply/{reply}`
#[component]
pub fn ReplyPage() -> impl IntoView {
    let (family, id) = (
        family_id_from_path(),
        use_params_map()
            .read_untracked()
            .get("reply")
            .and_then(|id| id.parse::<ReplyId>().ok()),
    );
    render_page(async move |visit: RequestContext| {
        let (text, family, id) = (
            visit.localizer(),
            family.ok_or(AppError::NotFound)?,
            id.ok_or(AppError::NotFound)?,
        );
        let mut tx = visit.begin_record_read(family).await?;
        let talk = replies::read_reply(&mut tx, family, id, visit.language.language_tag()).await?;
        tx.commit().await?;
        let one = talk.replies.first().ok_or(AppError::NotFound)?;
        let state = visit.stored_form("plan/answer").await?;
        let can_answer = talk.role == Role::Worker && one.awaits_answer();
        let reply_list = ReplyList {
            visit: &visit,
            text,
            family,
            texts: &talk.texts,
            can_answer: false,
            shows_target: true,
        };
        let title = text.get(if can_answer {
            "plan-answer"
        } else {
            "plan-talk"
        });
        let value = |name: &str| {
            state
                .as_ref()
                .map(|state| state.field_value(name))
                .unwrap_or_default()
        };
        let error = |name: &str| field_error_message(text, state.as_ref(), name);
        let form = can_answer.then(|| {
            let choices = RadioGroup {
                name: "outcome",
                legend: text.get("plan-answer-what"),
                options: one
                    .kind
                    .allowed_outcomes()
                    .iter()
                    .map(|each| (each.slug().to_owned(), outcome_label(text, one.kind, *each)))
                    .collect(),
                chosen: value("outcome"),
                error: error("outcome"),
                ..RadioGroup::default()
            };
            let area = TextAreaField {
                name: "words",
                label: text.get("plan-answer-words"),
                value: value("words"),
                error: error("words"),
                ..TextAreaField::default()
            };
            let fields = view! {
                <input type="hidden" name="family" value=family.to_string() />
                <input type="hidden" name="reply" value=id.to_string() />
                {choices.view()}
                {area.view()}
                {writing_language_select(&visit, state.as_ref(), None)}
                <button class="btn">{text.get("plan-answer-send")}</button>
            };
            page_form(&visit, "/api/plan/answer", fields.into_any())
        });
        let body = view! {
            <p>
                <a href=format!("/family/{family}/plan/replies")>{text.get("plan-replies")}</a>
            </p>
            <h1>{title.clone()}</h1>
            {error_summary(text, state.as_ref())}
            {reply_list.reply_list(&talk.replies)}
            {form}
        };
        let refused = state.as_ref().is_some_and(|state| !state.errors.is_empty());
        Ok(html_document(
            &visit,
            PageLayout {
                title,
                nav_item: NavItem::Plan,
                has_errors: refused,
                has_main_form: can_answer,
                ..PageLayout::default()
            },
            body.into_any(),
        ))
    })
}
