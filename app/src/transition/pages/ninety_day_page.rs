//! `/transition/ninety-days/page/{part}`: a page of one's own ninety-day plan, with which one
//! agrees.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_params_map;
use model::transition::TransitionPart;
use model::transition::agreed_plan::Lack;
use store::Intent;
use store::transition::ninety_day::{NinetyDayPlan, OwnPlanPage, PageStanding, read_own_plan};
use store::transition::release::load_release;

use crate::error::AppError;
use crate::i18n::Localizer;
use crate::page::form::page_form;
use crate::page::{PageLayout, html_document, render_page};
use crate::paths;
use crate::request::context::RequestContext;
use crate::request::form::{FormState, is_rejected};
use crate::transition::forms::ninety_day::AgreeWithPage;
use crate::transition::view::ninety_day::{agreed_day, lack_link};
use crate::transition::view::plan_blocks::page_blocks;
use crate::transition::view::plan_links::ninety_days_link;
use crate::transition::view::release_line::release_line;
use crate::ui::error_summary::error_summary;
use crate::ui::print_view::print_view;

/// `/transition/ninety-days/page/{part}`
#[component]
pub fn NinetyDaysPartPage() -> impl IntoView {
    let part = use_params_map()
        .read_untracked()
        .get("part")
        .and_then(|slug| TransitionPart::parse(&slug));
    render_page(async move |context: RequestContext| {
        part_page(&context, part.ok_or(AppError::NotFound)?).await
    })
}

async fn part_page(context: &RequestContext, part: TransitionPart) -> Result<AnyView, AppError> {
    let text = context.localizer();
    let state = context.stored_form(AgreeWithPage::PATH).await?;
    let mut tx = context.begin_transaction(Intent::Read).await?;
    let plan = read_own_plan(&mut tx).await?;
    let release = load_release(&mut tx, &plan.own, part).await?;
    tx.commit().await?;
    // A part that has no page in this plan looks like one that does not exist: there is nothing to
    // agree with.
    let one = plan.page(part).ok_or(AppError::NotFound)?;
    let title = text.get_value(part);
    let form = agree_form(context, &plan, one, state.as_ref());
    let has_form = form.is_some();
    let body = view! {
        {ninety_days_link(text)}
        <h1>{title.clone()}</h1>
        {release_line(text, part, &release)}
        {error_summary(text, state.as_ref())}
        {content(text, one)}
        {agreement_line(context, one)?}
        {form}
        {next_link(text, &plan, part)}
    };
    Ok(html_document(
        context,
        PageLayout {
            title,
            has_errors: is_rejected(state.as_ref()),
            has_main_form: has_form,
            ..PageLayout::default()
        },
        body.into_any(),
    ))
}

/// What is on the page, below what is still missing. An empty page begins with the button to write
/// the first thing: there is nothing else to do on it.
fn content(text: Localizer, one: &OwnPlanPage) -> AnyView {
    let (lacks, part) = (one.page.missing_content(), one.page.part);
    let blocks = print_view(page_blocks(text, &one.page, 2));
    let missing = lacks.split_first().filter(|_| !one.has_content());
    let Some((&first, others)) = missing else {
        return view! {
            {lacks_list(text, part, &lacks)}
            {blocks}
            <p>
                <a href=paths::transition_part(part)>{text.get("transition-ninety-fill")}</a>
            </p>
        }
        .into_any();
    };
    let (_, href) = lack_link(text, part, first);
    view! {
        {blocks}
        <p>
            <a class="btn wide" href=href>
                {text.get("transition-ninety-begin")}
            </a>
        </p>
        {lacks_list(text, part, others)}
    }
    .into_any()
}

fn lacks_list(text: Localizer, part: TransitionPart, lacks: &[Lack]) -> Option<AnyView> {
    let rows: Vec<AnyView> = lacks
        .iter()
        .map(|&lack| {
            let (words, href) = lack_link(text, part, lack);
            view! {
                <li>
                    <a href=href>{words}</a>
                </li>
            }
            .into_any()
        })
        .collect();
    (!rows.is_empty()).then(|| {
        view! {
            <h2>{text.get("transition-ninety-missing")}</h2>
            <ul class="stack missing-lines" role="list">
                {rows}
            </ul>
        }
        .into_any()
    })
}

/// That the owner agreed with the page, and whether it has changed since; nothing for a page that
/// has become empty, which cannot be agreed with again.
fn agreement_line(
    context: &RequestContext,
    one: &OwnPlanPage,
) -> Result<Option<AnyView>, AppError> {
    if !one.has_content() {
        return Ok(None);
    }
    let text = context.localizer();
    let key = match one.standing() {
        PageStanding::Changed => "transition-ninety-changed",
        PageStanding::Open | PageStanding::Agreed => "transition-ninety-you-agreed",
    };
    Ok(agreed_day(context, one)?.map(|day| {
        let day = text.format_date(day);
        view! { <p>{text.format(key, &[("day", day.into())])}</p> }.into_any()
    }))
}

/// The button to agree with the page as it is shown, or to take that back; nothing for a page of
/// which the owner keeps a copy, and for one without content.
fn agree_form(
    context: &RequestContext,
    plan: &NinetyDayPlan,
    one: &OwnPlanPage,
    state: Option<&FormState>,
) -> Option<AnyView> {
    let text = context.localizer();
    let (act, class, key) = match one.standing() {
        PageStanding::Agreed if plan.kept_copy().is_some() => return None,
        PageStanding::Open | PageStanding::Changed if !one.has_content() => return None,
        PageStanding::Agreed => ("take_back", "btn secondary", "transition-ninety-take-back"),
        PageStanding::Open | PageStanding::Changed => {
            ("agree", "btn wide", "transition-ninety-agree")
        }
    };
    let fields = view! {
        <input type="hidden" name="form" value=context.form_id(state) />
        <input type="hidden" name="part" value=one.page.part.slug() />
        <input type="hidden" name="digest" value=one.digest.clone() />
        <input type="hidden" name="act" value=act />
        <button class=class>{text.get(key)}</button>
    };
    Some(page_form(context, AgreeWithPage::PATH, fields.into_any()))
}

/// The next page with content that the owner has not agreed with, from this one on, then from the
/// first.
fn next_link(text: Localizer, plan: &NinetyDayPlan, part: TransitionPart) -> Option<AnyView> {
    let is_open = |one: &&OwnPlanPage| {
        one.page.part != part && one.has_content() && one.standing() != PageStanding::Agreed
    };
    let later = |one: &&OwnPlanPage| is_open(one) && one.page.part > part;
    let next = plan.pages.iter().find(later);
    let next = next.or_else(|| plan.pages.iter().find(is_open))?;
    let name = text.get_value(next.page.part);
    let label = text.format("transition-ninety-next", &[("part", name.into())]);
    Some(
        view! {
            <p>
                <a class="btn secondary" href=paths::ninety_days_page(next.page.part)>
                    {label}
                </a>
            </p>
        }
        .into_any(),
    )
}
