//! `/transition/ninety-days/print` and `…/pdf`: one's own ninety-day plan, or a copy of it, to
//! print; and `/family/{id}/transition/{person}/copy`: what a young person agreed to, for adults,
//! as far as it is released to them.

use documents::DocumentBlock;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use model::transition::clock::care_ends;
use store::Intent;
use store::transition::done::read_done;
use store::transition::ninety_day::{PageStanding, read_own_plan};
use store::transition::ninety_day_copies::{PlanCopy, read_own_copy, read_released_copy};
use store::transition::{own_transition, read_released};

use super::adult::{family_from_path, youth_from_path};
use crate::error::AppError;
use crate::page::pdf_export::render_pdf_export;
use crate::page::{PageLayout, html_document, render_page};
use crate::paths;
use crate::request::concurrency_limits::EXPORTS;
use crate::request::context::RequestContext;
use crate::transition::view::ninety_day::{agreed_day, local_day, rights_blocks};
use crate::transition::view::plan_blocks::{PlanOpening, PrintedPage, document_blocks};
use crate::transition::view::plan_links::{ninety_days_link, released_plan_link};
use crate::ui::print_view::print_view;

/// The number of a copy as it is in an address; `None` for the plan as it is now.
///
/// # Errors
/// `NotFound` for what is no number.
pub fn parse_copy(typed: Option<&str>) -> Result<Option<i32>, AppError> {
    typed
        .map(|number| number.parse().map_err(|_| AppError::NotFound))
        .transpose()
}

/// `/transition/ninety-days/print`, with the query `copy` for a copy.
#[component]
pub fn PrintNinetyDays() -> impl IntoView {
    let typed = use_query_map().read_untracked().get("copy");
    let copy = parse_copy(typed.as_deref()).ok();
    render_page(async move |context: RequestContext| {
        let (text, copy) = (context.localizer(), copy.ok_or(AppError::NotFound)?);
        let blocks = own_blocks(&context, copy).await?;
        // Without fonts there is no PDF, and this page is the only way to print the plan.
        let pdf = context.config.pdf_fonts.is_some().then(|| {
            view! {
                <p class="no-print">
                    <a class="btn secondary" href=paths::ninety_days_pdf(copy)>
                        {text.get("plan-print-pdf")}
                    </a>
                </p>
            }
        });
        let body = view! {
            {ninety_days_link(text)}
            <p class="no-print muted">{text.get("plan-print-how")}</p>
            {pdf}
            {print_view(blocks)}
        };
        Ok(html_document(
            &context,
            PageLayout {
                title: text.get("transition-ninety-title"),
                ..PageLayout::default()
            },
            body.into_any(),
        ))
    })
}

/// The same as a tagged PDF, in the language of the request.
///
/// # Errors
/// `NotFound` for anyone without a plan of their own, when there is no such copy, and when the
/// fonts are missing; `Busy` while another export of this person runs, or when too many wait;
/// `Internal` when rendering fails; `SignedOut` without a signed-in person.
pub async fn ninety_days_pdf(
    context: RequestContext,
    copy: Option<i32>,
) -> Result<Vec<u8>, AppError> {
    let fonts = context.config.pdf_fonts.clone().ok_or(AppError::NotFound)?;
    // Before the plan is read, so that a request that waits for its turn holds neither a
    // transaction nor the plan in memory.
    let permit = EXPORTS.acquire_permit(context.actor()?.person).await?;
    let blocks = own_blocks(&context, copy).await?;
    render_pdf_export(
        fonts,
        permit,
        blocks,
        context.localizer().get("transition-ninety-title"),
        context.language.language_tag(),
    )
    .await
}

/// The document of one's own plan as it is now, or of a copy.
async fn own_blocks(
    context: &RequestContext,
    copy: Option<i32>,
) -> Result<Vec<DocumentBlock>, AppError> {
    let Some(number) = copy else {
        return current_blocks(context).await;
    };
    let mut tx = context.begin_transaction(Intent::Read).await?;
    let own = own_transition(&mut tx).await?;
    let copy = read_own_copy(&mut tx, &own, number).await?;
    tx.commit().await?;
    copy_blocks(context, own.name, copy)
}

async fn current_blocks(context: &RequestContext) -> Result<Vec<DocumentBlock>, AppError> {
    let (text, today) = (context.localizer(), context.actor()?.today);
    let mut tx = context.begin_transaction(Intent::Read).await?;
    let plan = read_own_plan(&mut tx).await?;
    let done = read_done(&mut tx, plan.own.owner, plan.own.born).await?;
    tx.commit().await?;
    let day = text.format_date(today);
    let opening = PlanOpening {
        title: plan_title(context, plan.own.name.clone()),
        sentences: vec![text.format("transition-ninety-as-of", &[("day", day.into())])],
        care_ends: care_ends(plan.own.born, &plan.own.dates),
    };
    let mut pages = Vec::new();
    for one in plan.pages {
        let agreed = one.has_content() && one.standing() == PageStanding::Agreed;
        let agreed_on = agreed_day(context, &one)?.filter(|_| agreed);
        pages.push(PrintedPage {
            page: one.page,
            agreed_on,
        });
    }
    let mut blocks = document_blocks(text, opening, &pages);
    blocks.extend(rights_blocks(text, &done.rights_progress(), 2));
    Ok(blocks)
}

fn plan_title(context: &RequestContext, name: String) -> String {
    let text = context.localizer();
    text.format("transition-ninety-title-of", &[("name", name.into())])
}

fn copy_blocks(
    context: &RequestContext,
    name: String,
    copy: PlanCopy,
) -> Result<Vec<DocumentBlock>, AppError> {
    let text = context.localizer();
    let day = text.format_date(local_day(context, copy.created_at)?);
    let line = text.format(
        "transition-ninety-copy-line",
        &[("name", name.clone().into()), ("day", day.into())],
    );
    let opening = PlanOpening {
        title: plan_title(context, name),
        sentences: vec![line],
        care_ends: None,
    };
    let mut pages = Vec::new();
    for copied in copy.pages {
        let agreed_on = local_day(context, copied.agreed_at)?;
        // There was nothing to agree with on an empty page.
        pages.push(PrintedPage {
            agreed_on: (!copied.page.lines.is_empty()).then_some(agreed_on),
            page: copied.page,
        });
    }
    let mut blocks = document_blocks(text, opening, &pages);
    if let Some(rights) = &copy.rights {
        blocks.extend(rights_blocks(text, rights, 2));
    }
    Ok(blocks)
}

/// `/family/{id}/transition/{person}/copy`
#[component]
pub fn AgreedPlanPage() -> impl IntoView {
    let (family, youth) = (family_from_path(), youth_from_path());
    render_page(async move |context: RequestContext| {
        let (text, family) = (context.localizer(), family.ok_or(AppError::NotFound)?);
        let youth = youth.ok_or(AppError::NotFound)?;
        let mut tx = context.begin_record_read(family).await?;
        let released = read_released(&mut tx, family, youth).await?;
        let copy = read_released_copy(&mut tx, &released).await?;
        // Commits the access log entry of a reader from outside the family.
        tx.commit().await?;
        let name = released.name.clone();
        let title = text.format("transition-ninety-their-copy", &[("name", name.into())]);
        let name = released.name.clone();
        let document = match copy {
            Some(copy) => print_view(copy_blocks(&context, name, copy)?),
            None => {
                let words = text.format(
                    "transition-ninety-their-copy-none",
                    &[("name", name.into())],
                );
                view! {
                    <h1>{title.clone()}</h1>
                    <p>{words}</p>
                }
                .into_any()
            }
        };
        let body = view! {
            {released_plan_link(text, (family, youth), &released.name)}
            {document}
        };
        let layout = PageLayout {
            title,
            ..PageLayout::default()
        };
        Ok(html_document(&context, layout, body.into_any()))
    })
}
