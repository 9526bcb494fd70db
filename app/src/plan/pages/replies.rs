//! All replies to the plan, and the page of one reply, where a worker answers it.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_params_map;
use model::id::{FamilyId, ReplyId};
use model::role::Role;
use store::plan::replies::{self, PlanReply, RepliesWithTexts};

use super::item::{family_id_from_path, plan_link};
use crate::error::AppError;
use crate::page::form::page_form;
use crate::page::{NavItem, PageLayout, html_document, render_page};
use crate::paths;
use crate::plan::forms::AnswerReply;
use crate::plan::view::form_values::FormValues;
use crate::plan::view::replies::{ReplyList, outcome_label};
use crate::request::context::RequestContext;
use crate::request::form::{FormState, is_rejected};
use crate::ui::empty::empty_state;
use crate::ui::error_summary::error_summary;
use crate::ui::field::RadioGroup;
use crate::ui::writing_language::writing_language_select;

/// `/family/{id}/plan/replies`
#[component]
pub fn RepliesPage() -> impl IntoView {
    let family = family_id_from_path();
    render_page(async move |context: RequestContext| {
        let (text, family) = (context.localizer(), family.ok_or(AppError::NotFound)?);
        let mut tx = context.begin_record_read(family).await?;
        let talk =
            replies::list_replies(&mut tx, family, None, context.language.language_tag()).await?;
        // Commits the access log entry of a reader from outside the family.
        tx.commit().await?;
        let title = text.get("plan-replies");
        // Only the family makes suggestions: for anyone else, the link in the empty state would
        // lead to a 404.
        let body = view! {
            {plan_link(text, family)}
            <h1>{title.clone()}</h1>
            {waiting_and_other_replies(&context, family, &talk)}
            {talk
                .replies
                .is_empty()
                .then(|| empty_state(
                    text.get("plan-replies-empty"),
                    talk
                        .role
                        .is_family()
                        .then(|| (paths::plan_proposal(family), text.get("plan-propose"))),
                ))}
        };
        Ok(html_document(
            &context,
            PageLayout {
                title,
                nav_item: NavItem::Plan,
                ..PageLayout::default()
            },
            body.into_any(),
        ))
    })
}

/// The replies that wait for an answer, then the others; each with the newest first.
fn waiting_and_other_replies(
    context: &RequestContext,
    family: FamilyId,
    talk: &RepliesWithTexts,
) -> AnyView {
    let text = context.localizer();
    let reply_list = ReplyList {
        context,
        text,
        family,
        texts: &talk.texts,
        can_answer: talk.role == Role::Worker,
        shows_target: true,
    };
    // `rev`, because the store lists the oldest first.
    let (waiting, rest): (Vec<_>, Vec<_>) = talk
        .replies
        .iter()
        .cloned()
        .rev()
        .partition(PlanReply::awaits_answer);
    let section = |heading: &'static str, replies: &[PlanReply]| {
        (!replies.is_empty()).then(|| {
            view! {
                <h2>{text.get(heading)}</h2>
                {reply_list.reply_list(replies)}
            }
        })
    };
    view! {
        {section("plan-replies-waiting", &waiting)}
        {section("plan-replies-rest", &rest)}
    }
    .into_any()
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
    render_page(async move |context: RequestContext| {
        let (text, family, id) = (
            context.localizer(),
            family.ok_or(AppError::NotFound)?,
            id.ok_or(AppError::NotFound)?,
        );
        let mut tx = context.begin_record_read(family).await?;
        let talk =
            replies::read_reply(&mut tx, family, id, context.language.language_tag()).await?;
        // Commits the access log entry of a reader from outside the family.
        tx.commit().await?;
        // Never empty: for a reply that does not exist or is hidden, `read_reply` answers 404.
        let reply = talk.replies.first().ok_or(AppError::NotFound)?;
        let state = context.stored_form(AnswerReply::PATH).await?;
        // An answer is given once: the store refuses another one with `Conflict`.
        let can_answer = talk.role == Role::Worker && reply.awaits_answer();
        let reply_list = ReplyList {
            context: &context,
            text,
            family,
            texts: &talk.texts,
            // The form is on this page: no link to it.
            can_answer: false,
            shows_target: true,
        };
        let title = text.get(if can_answer {
            "plan-answer"
        } else {
            "plan-talk"
        });
        let body = view! {
            <p>
                <a href=paths::plan_replies(family)>{text.get("plan-replies")}</a>
            </p>
            <h1>{title.clone()}</h1>
            {error_summary(text, state.as_ref())}
            {reply_list.reply_list(&talk.replies)}
            {can_answer.then(|| answer_form(&context, family, reply, state.as_ref()))}
        };
        Ok(html_document(
            &context,
            PageLayout {
                title,
                nav_item: NavItem::Plan,
                has_errors: is_rejected(state.as_ref()),
                has_main_form: can_answer,
                ..PageLayout::default()
            },
            body.into_any(),
        ))
    })
}

/// The form with the team's answer: what becomes of the reply, and why.
fn answer_form(
    context: &RequestContext,
    family: FamilyId,
    reply: &PlanReply,
    state: Option<&FormState>,
) -> AnyView {
    let text = context.localizer();
    let filled = FormValues { text, state };
    // Which outcomes there are depends on the kind: what does not help can be stopped, and a
    // proposal can be accepted.
    let choices = RadioGroup {
        name: "outcome",
        legend: text.get("plan-answer-what"),
        options: reply
            .kind
            .allowed_outcomes()
            .iter()
            .map(|each| {
                (
                    each.slug().to_owned(),
                    outcome_label(text, reply.kind, *each),
                )
            })
            .collect(),
        chosen: filled.value_or_stored("outcome", None),
        error: filled.field_error_message("outcome"),
        ..RadioGroup::default()
    };
    let fields = view! {
        <input type="hidden" name="family" value=family.to_string() />
        <input type="hidden" name="reply" value=reply.id.to_string() />
        {choices.view()}
        {filled.text_area("words", "plan-answer-words", None)}
        {writing_language_select(context, state, None)}
        <button class="btn">{text.get("plan-answer-send")}</button>
    };
    page_form(context, AnswerReply::PATH, fields.into_any())
}
