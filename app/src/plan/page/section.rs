//! The page of one section with its replies, and the page to propose something.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use model::plan::PlanItemKind;
use model::plan::reply::{PlanSection, ReplyKind};
use model::policy::may_reply;
use model::role::Role;

use super::item::{family_id_from_path, plan_link};
use crate::error::AppError;
use crate::form::is_rejected;
use crate::page::authored_text::to_translated_text;
use crate::page::{NavItem, PageLayout, html_document, render_page};
use crate::plan::replies::{ReplyFormSpec, ReplyList, reply_form, section_title};
use crate::request_context::RequestContext;
use crate::ui::empty::empty_state;
use crate::ui::error_summary::error_summary;

/// `/family/{id}/plan/section/{section}`
#[component]
pub fn SectionPage() -> impl IntoView {
    let (family, part) = (
        family_id_from_path(),
        use_params_map()
            .read_untracked()
            .get("section")
            .and_then(|slug| PlanSection::parse(&slug)),
    );
    render_page(async move |visit: RequestContext| {
        let (text, family, part) = (
            visit.localizer(),
            family.ok_or(AppError::NotFound)?,
            part.ok_or(AppError::NotFound)?,
        );
        let mut tx = visit.begin_record_read(family).await?;
        let store::plan::SectionDetail {
            items,
            replies_with_texts,
            consultation,
        } = store::plan::read_section(&mut tx, family, part, visit.language.language_tag()).await?;
        tx.commit().await?;
        let state = visit.stored_form("plan/reply").await?;
        let role = replies_with_texts.role;
        let reply_list = ReplyList {
            visit: &visit,
            text,
            family,
            texts: &replies_with_texts.texts,
            can_answer: role == Role::Worker,
            shows_target: false,
        };
        let kinds: Vec<ReplyKind> = ReplyKind::FOR_SECTION
            .into_iter()
            .filter(|kind| may_reply(role, *kind))
            .collect();
        let spec = ReplyFormSpec {
            family,
            section: Some(part),
            item: None,
            kinds: &kinds,
            legend: "plan-think",
            label: "plan-words",
            shared_label: "plan-who-wide",
            offers_audience: role.is_family(),
        };
        let (title, actor) = (section_title(text, part), visit.actor()?);
        // Steps are left out: the plan page lists them under their goals.
        let lines = items
            .iter()
            .filter(|item| item.kind != PlanItemKind::Step)
            .map(|item| {
                let said = replies_with_texts
                    .texts
                    .get(&item.text_id)
                    .map(to_translated_text)?;
                let href = format!("/family/{family}/plan/item/{}", item.id);
                Some(view! {
                    <li>
                        <a class="line" href=href>
                            {said.inline_text(text)}
                        </a>
                        {said.translation_details(text, &visit.path_and_query)}
                    </li>
                })
            })
            .collect::<Vec<_>>();
        let body = view! {
            {plan_link(text, family)}
            <h1>{title.clone()}</h1>
            {error_summary(text, state.as_ref())}
            {(!lines.is_empty())
                .then(|| {
                    view! {
                        <ul class="lines card" role="list">
                            {lines}
                        </ul>
                    }
                })}
            {consultation
                .map(|asked| {
                    let day = text
                        .format_day(asked.at.to_jiff().to_zoned(actor.zone.clone()).date());
                    view! {
                        <p class="soft">
                            {text
                                .format(
                                    "plan-was-asked",
                                    &[("name", asked.by_name.into()), ("day", day.into())],
                                )}
                        </p>
                    }
                })}
            <h2>{text.get("plan-talk")}</h2>
            {if replies_with_texts.replies.is_empty() {
                empty_state(text.get("plan-talk-empty"), None)
            } else {
                reply_list.reply_list(&replies_with_texts.replies)
            }}
            {(!kinds.is_empty())
                .then(|| {
                    view! {
                        <h2 id="say">{text.get("plan-say")}</h2>
                        {reply_form(&visit, &spec, state.as_ref())}
                    }
                })}
        };
        let layout = PageLayout {
            title,
            nav_item: NavItem::Plan,
            has_errors: is_rejected(state.as_ref()),
            has_main_form: !kinds.is_empty(),
            ..PageLayout::default()
        };
        Ok(html_document(&visit, layout, body.into_any()))
    })
}

/// `/family/{id}/plan/propose`
#[component]
pub fn ProposalPage() -> impl IntoView {
    let family = family_id_from_path();
    render_page(async move |visit: RequestContext| {
        let (text, family) = (visit.localizer(), family.ok_or(AppError::NotFound)?);
        if !visit.actor()?.membership_in(family)?.role.is_family() {
            return Err(AppError::NotFound);
        }
        let state = visit.stored_form("plan/reply").await?;
        let spec = ReplyFormSpec {
            family,
            section: None,
            item: None,
            kinds: &ReplyKind::PROPOSALS,
            legend: "plan-propose-what",
            label: "plan-propose-words",
            shared_label: "plan-who-plan",
            offers_audience: true,
        };
        let title = text.get("plan-propose");
        let body = view! {
            {plan_link(text, family)}
            <h1>{title.clone()}</h1>
            {error_summary(text, state.as_ref())}
            <p>{text.get("plan-propose-next")}</p>
            {reply_form(&visit, &spec, state.as_ref())}
        };
        let layout = PageLayout {
            title,
            nav_item: NavItem::Plan,
            has_errors: is_rejected(state.as_ref()),
            has_main_form: true,
            ..PageLayout::default()
        };
        Ok(html_document(&visit, layout, body.into_any()))
    })
}
