//! `/family/{id}/plan/version/{version}/print` and `…/pdf`: a plan version to print, in the
//! reader's language.

use documents::DocumentBlock;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use model::id::FamilyId;
use store::plan::versions::{self, PlanVersion};

use super::item::family_id_from_path;
use crate::error::AppError;
use crate::page::pdf_export::render_pdf_export;
use crate::page::{NavItem, PageLayout, html_document, render_page};
use crate::paths;
use crate::plan::view::print_document::PlanDocument;
use crate::request::concurrency_limits::EXPORTS;
use crate::request::context::RequestContext;
use crate::ui::print_view::print_view;

async fn read_version(
    context: &RequestContext,
    family: FamilyId,
    number: i32,
) -> Result<PlanVersion, AppError> {
    let mut tx = context.begin_record_read(family).await?;
    let one =
        versions::read_version(&mut tx, family, number, context.language.language_tag()).await?;
    // Commits the access log entry of a reader from outside the family.
    tx.commit().await?;
    Ok(one)
}

fn document_blocks(
    context: &RequestContext,
    family: FamilyId,
    version: &PlanVersion,
) -> Result<Vec<DocumentBlock>, AppError> {
    let actor = context.actor()?;
    Ok(PlanDocument {
        text: context.localizer(),
        family: &actor.membership_in(family)?.family,
        version,
        today: actor.today,
    }
    .to_blocks())
}

/// `/family/{id}/plan/version/{version}/print`
#[component]
pub fn PrintPlanVersion() -> impl IntoView {
    let (family, number) = (
        family_id_from_path(),
        use_params_map()
            .read_untracked()
            .get("version")
            .and_then(|n| n.parse::<i32>().ok()),
    );
    render_page(async move |context: RequestContext| {
        let (text, family, number) = (
            context.localizer(),
            family.ok_or(AppError::NotFound)?,
            number.ok_or(AppError::NotFound)?,
        );
        let one = read_version(&context, family, number).await?;
        // The style sheet hides `on-screen` on paper. Without fonts there is no PDF, and this page
        // is the only way to print a version.
        let body = view! {
            <p class="no-print">
                <a href=paths::plan_version(family, number)>{text.get("plan-versions")}</a>
            </p>
            <p class="no-print muted">{text.get("plan-print-how")}</p>
            {context
                .config
                .pdf_fonts
                .is_some()
                .then(|| {
                    view! {
                        <p class="no-print">
                            <a class="btn secondary" href=paths::plan_version_pdf(family, number)>
                                {text.get("plan-print-pdf")}
                            </a>
                        </p>
                    }
                })}
            {print_view(document_blocks(&context, family, &one)?)}
        };
        Ok(html_document(
            &context,
            PageLayout {
                title: text.get("plan-title"),
                nav_item: NavItem::Plan,
                ..PageLayout::default()
            },
            body.into_any(),
        ))
    })
}

/// The same version as a tagged PDF.
///
/// # Errors
/// `NotFound` when there is no such version that the person may see, or the fonts are missing;
/// `Busy` while another export of this person runs, or when too many wait; `Internal` when
/// rendering fails; `SignedOut` without a signed-in person.
pub async fn version_pdf(
    context: RequestContext,
    family: FamilyId,
    number: i32,
) -> Result<Vec<u8>, AppError> {
    // Not a page but called by a route of the server, because a page cannot be answered with a
    // file.
    let fonts = context.config.pdf_fonts.clone().ok_or(AppError::NotFound)?;
    // Before the version is read, so that a request that waits for its turn holds neither a
    // transaction nor the plan in memory.
    let permit = EXPORTS.acquire_permit(context.actor()?.person).await?;
    let one = read_version(&context, family, number).await?;
    let blocks = document_blocks(&context, family, &one)?;
    render_pdf_export(
        fonts,
        permit,
        blocks,
        context.localizer().get("plan-title"),
        context.language.language_tag(),
    )
    .await
}
