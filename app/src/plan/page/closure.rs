//! `/family/{id}/plan/closure`: the conditions for closing the case, and which are met.

use leptos::prelude::*;
use model::id::{FamilyId, ItemId};
use model::plan::StepState;
use model::plan::reply::{PlanSection, ReplyKind};
use model::policy::may_edit_plan;

use super::item::{family_id_from_path, plan_link};
use crate::error::AppError;
use crate::page::authored_text::to_translated_text;
use crate::page::form::return_fields;
use crate::page::{NavItem, PageLayout, html_document, render_page};
use crate::request_context::RequestContext;
use crate::ui::empty::empty_state;
use crate::ui::icon::Icon;

/// `/family/{id}/plan/closure`
#[component]
pub fn ClosurePage() -> impl IntoView {
    let family = family_id_from_path();
    render_page(async move |visit: RequestContext| {
        let (text, family) = (visit.localizer(), family.ok_or(AppError::NotFound)?);
        let mut tx = visit.begin_record_read(family).await?;
        let store::plan::SectionDetail {
            items,
            replies_with_texts,
            ..
        } = store::plan::read_section(
            &mut tx,
            family,
            PlanSection::ClosureConditions,
            visit.language.language_tag(),
        )
        .await?;
        tx.commit().await?;
        let writes = may_edit_plan(replies_with_texts.role);
        let done = items
            .iter()
            .filter(|item| item.state == StepState::Done)
            .count();
        let rows = items
            .iter()
            .map(|item| {
                let said = replies_with_texts
                    .texts
                    .get(&item.text_id)
                    .map(to_translated_text);
                let (class, key) = if item.state == StepState::Done {
                    ("tag done", "plan-true-now")
                } else {
                    ("tag", "plan-true-later")
                };
                view! {
                    <li class="card" id=item.id.to_string()>
                        <p>
                            <a class="line" href=format!("/family/{family}/plan/item/{}", item.id)>
                                {said.as_ref().map(|said| said.inline_text(text))}
                            </a>
                        </p>
                        {said
                            .as_ref()
                            .map(|said| said.translation_details(text, &visit.path_and_query))}
                        <p>
                            <span class=class>
                                {(item.state == StepState::Done).then(|| Icon::Check.view())}
                                {text.get(key)}
                            </span>
                        </p>
                        {writes.then(|| condition_form(&visit, family, item.id))}
                    </li>
                }
            })
            .collect_view();
        let title = text.get("plan-changes");
        let body = view! {
            {plan_link(text, family)}
            <h1>{title.clone()}</h1>
            {if items.is_empty() {
                empty_state(text.get("plan-closure-empty"), None)
            } else {
                view! {
                    <p>
                        {text
                            .format(
                                "plan-closure-count",
                                &[
                                    ("done", done.to_string().into()),
                                    ("all", items.len().to_string().into()),
                                ],
                            )}
                    </p>
                    <ol class="talk" role="list">
                        {rows}
                    </ol>
                }
                    .into_any()
            }}
            <p class="soft">{text.get("plan-closure-after")}</p>
            <p>
                <a href=format!(
                    "/family/{family}/plan/section/changes",
                )>{text.get("plan-think")}</a>
            </p>
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

/// Buttons for a worker to mark a condition as met or not. The family can disagree on the line's
/// page.
fn condition_form(visit: &RequestContext, family: FamilyId, item: ItemId) -> AnyView {
    let text = visit.localizer();
    let button = |kind: ReplyKind, key: &'static str| {
        view! {
            <button class="btn plain small" name="kind" value=kind.slug()>
                {text.get(key)}
            </button>
        }
    };
    view! {
        <form method="post" action="/api/plan/step">
            {return_fields(visit, "/api/plan/step")}
            <input type="hidden" name="form" value=visit.form_id(None) />
            <input type="hidden" name="family" value=family.to_string() />
            <input type="hidden" name="item" value=item.to_string() />
            <div class="row">
                {button(ReplyKind::Done, "plan-true-now")}
                {button(ReplyKind::NotYet, "plan-true-later")}
            </div>
        </form>
    }
    .into_any()
}
