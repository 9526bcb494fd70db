//! `/family/{id}/plan/closure`: the conditions for closing the case, and which are met.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use model::id::{FamilyId, ItemId};
use model::plan::StepState;
use model::plan::reply::{PlanSection, ReplyKind};
use model::policy::may_edit_plan;
use store::plan::{PlanItem, SectionDetail};

use super::item::{family_id_from_path, plan_link};
use crate::error::AppError;
use crate::i18n::Localizer;
use crate::page::authored_text::to_translated_text;
use crate::page::form::return_fields;
use crate::page::{NavItem, PageLayout, html_document, render_page};
use crate::paths;
use crate::plan::forms::ReportStep;
use crate::plan::view::reader::PlanReader;
use crate::request::context::RequestContext;
use crate::ui::empty::empty_state;
use crate::ui::icon::Icon;

/// `/family/{id}/plan/closure`
#[component]
pub fn ClosurePage() -> impl IntoView {
    let family = family_id_from_path();
    render_page(async move |context: RequestContext| {
        let (text, family) = (context.localizer(), family.ok_or(AppError::NotFound)?);
        let mut tx = context.begin_record_read(family).await?;
        let detail = store::plan::read_section(
            &mut tx,
            family,
            PlanSection::ClosureConditions,
            context.language.language_tag(),
        )
        .await?;
        // Commits the access log entry of a reader from outside the family.
        tx.commit().await?;
        let title = text.get("plan-changes");
        let after_key = PlanReader::of(&context, family).heading_key("plan-closure-after");
        let replies_href = paths::plan_section(family, PlanSection::ClosureConditions.slug());
        let body = view! {
            {plan_link(text, family)}
            <h1>{title.clone()}</h1>
            {if detail.items.is_empty() {
                empty_state(text.get("plan-closure-empty"), None)
            } else {
                condition_list(&context, family, &detail)
            }}
            <p class="muted">{text.get(after_key)}</p>
            <p>
                <a href=replies_href>{text.get("plan-think")}</a>
            </p>
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

/// How many conditions are met, and each condition.
fn condition_list(context: &RequestContext, family: FamilyId, detail: &SectionDetail) -> AnyView {
    let text = context.localizer();
    // Counts what the store returned: a count of all would reveal conditions that are hidden from
    // this reader.
    let done = detail
        .items
        .iter()
        .filter(|item| item.state == StepState::Done)
        .count();
    let rows = detail
        .items
        .iter()
        .map(|item| condition_card(context, family, detail, item))
        .collect_view();
    // A count and not a percentage, which would rate the family.
    let progress = text.format(
        "plan-closure-count",
        &[
            ("done", done.to_string().into()),
            ("all", detail.items.len().to_string().into()),
        ],
    );
    view! {
        <p>{progress}</p>
        <ol class="card-list" role="list">
            {rows}
        </ol>
    }
    .into_any()
}

fn condition_card(
    context: &RequestContext,
    family: FamilyId,
    detail: &SectionDetail,
    item: &PlanItem,
) -> AnyView {
    let text = context.localizer();
    let replies = &detail.replies_with_texts;
    let wording = replies.texts.get(&item.text_id).map(to_translated_text);
    view! {
        <li class="card" id=item.id.to_string()>
            <p>
                <a class="item-link" href=paths::plan_item(family, item.id)>
                    {wording.as_ref().map(|wording| wording.inline_text(text))}
                </a>
            </p>
            {wording
                .as_ref()
                .map(|wording| wording.translation_details(text, &context.path_and_query))}
            <p>{condition_tag(text, item.state == StepState::Done)}</p>
            {may_edit_plan(replies.role).then(|| condition_form(context, family, item.id))}
        </li>
    }
    .into_any()
}

fn condition_tag(text: Localizer, is_met: bool) -> AnyView {
    // The icon and the words say the same as the color, which not everyone can tell apart.
    let (class, key) = if is_met {
        ("tag done", "plan-true-now")
    } else {
        ("tag", "plan-true-later")
    };
    let icon = is_met.then(|| Icon::Check.view());
    let tag = view! { <span class=class>{icon} {text.get(key)}</span> };
    tag.into_any()
}

/// Buttons for a worker to mark a condition as met or not. The family can disagree on the line's
/// page.
fn condition_form(context: &RequestContext, family: FamilyId, item: ItemId) -> AnyView {
    let text = context.localizer();
    // A condition has no kinds of reply of its own: `Done` and `NotYet` set its state as they set
    // that of a step.
    let button = |kind: ReplyKind, key: &'static str| {
        view! {
            <button class="btn secondary small" name="kind" value=kind.slug()>
                {text.get(key)}
            </button>
        }
    };
    // Not `page_form`: the page has one of these forms for each condition, and its id would not be
    // unique. Always with a new form id: a rejected form comes back on the page of its line, not
    // here.
    view! {
        <form method="post" action=ReportStep::PATH>
            {return_fields(context, ReportStep::PATH)}
            <input type="hidden" name="form" value=context.form_id(None) />
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
