//! `/family/{id}/plan/safety`: the safety plan (what to do, whom to call) as one printable page.

use leptos::prelude::*;
use model::plan::PlanItemKind;
use model::plan::reply::PlanSection;

use super::item::{family_id_from_path, plan_link};
use crate::error::AppError;
use crate::page::authored_text::to_translated_text;
use crate::page::{NavItem, PageLayout, html_document, render_page};
use crate::request_context::RequestContext;
use crate::ui::empty::empty_state;
use crate::ui::summary_list::summary_list;

/// `/family/{id}/plan/safety`
#[component]
pub fn SafetyPlanPage() -> impl IntoView {
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
            PlanSection::Safety,
            visit.language.language_tag(),
        )
        .await?;
        tx.commit().await?;
        let list = |kind: PlanItemKind| {
            let rows = items
                .iter()
                .filter(|item| item.kind == kind)
                .filter_map(|item| {
                    let said = replies_with_texts.texts.get(&item.text_id).map(to_translated_text)?;
                    Some(view! { <li>{said.inline_text(text)}{said.translation_details(text, &visit.path_and_query)}</li> })
                })
                .collect::<Vec<_>>();
            (!rows.is_empty()).then(|| view! { <ol class="card lines safety">{rows}</ol> })
        };
        let call = |number: &str| {
            view! {
                <a href=format!("tel:{number}")>
                    <bdi dir="ltr">{number.to_owned()}</bdi>
                </a>
            }
            .into_any()
        };
        let phone = visit.help_line().to_owned();
        let lines = summary_list(vec![
            (text.get("help-line-danger"), call("911")),
            (text.get("help-line-talk"), call("988")),
            (text.get("help-line-agency"), call(&phone)),
        ]);
        let title = text.get("plan-safety");
        let body = view! {
            <div class="on-screen">{plan_link(text, family)}</div>
            <article class="print">
                <h1>{title.clone()}</h1>
                {items.is_empty().then(|| empty_state(text.get("plan-safety-empty"), None))}
                {list(PlanItemKind::SafetyAction)
                    .map(|rows| {
                        view! {
                            <h2>{text.get("plan-safety-do")}</h2>
                            {rows}
                        }
                    })}
                {list(PlanItemKind::SafetyContact)
                    .map(|rows| {
                        view! {
                            <h2>{text.get("plan-safety-call")}</h2>
                            {rows}
                        }
                    })}
                <h2>{text.get("plan-safety-always")}</h2>
                {lines}
            </article>
            <p class="on-screen">
                <a href=format!("/family/{family}/plan/section/safety")>{text.get("plan-think")}</a>
            </p>
            <p class="on-screen soft">{text.get("plan-print-how")}</p>
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
