//! `/family/{id}/plan/safety`: the safety plan (what to do, whom to call) as one printable page.

use leptos::prelude::*;
use model::plan::PlanItemKind;
use model::plan::reply::PlanSection;
use store::plan::{SectionDetail, versions};

use super::item::{family_id_from_path, plan_link};
use crate::error::AppError;
use crate::page::authored_text::to_translated_text;
use crate::page::{
    HelpLine, NavItem, PageLayout, PageScript, help_line_list, html_document, render_page,
};
use crate::paths;
use crate::plan::view::print_document::document_facts;
use crate::plan::view::reader::PlanReader;
use crate::request::context::RequestContext;
use crate::ui::empty::empty_state;
use crate::ui::read_aloud::read_aloud_labels;

/// The numbers that always help. On this page too, and not only in its footer, because the footer
/// is not printed; and without a safety plan too, because anyone who opens this page may need one.
const HELP_LINES: [HelpLine; 3] = [HelpLine::Emergency, HelpLine::Crisis, HelpLine::Agency];

/// `/family/{id}/plan/safety`
#[component]
pub fn SafetyPlanPage() -> impl IntoView {
    let family = family_id_from_path();
    render_page(async move |context: RequestContext| {
        let (text, family) = (context.localizer(), family.ok_or(AppError::NotFound)?);
        let mut tx = context.begin_record_read(family).await?;
        let detail = store::plan::read_section(
            &mut tx,
            family,
            PlanSection::Safety,
            context.language.language_tag(),
        )
        .await?;
        // For the facts on paper, by which a reader can tell whether a printed plan is the newest
        // one.
        let version = versions::read_newest_summary(&mut tx, family).await?;
        // Commits the access log entry of a reader from outside the family.
        tx.commit().await?;
        let actor = context.actor()?;
        let name = &actor.membership_in(family)?.family;
        let facts = document_facts(text, name, version.as_ref(), actor.today)
            .into_iter()
            .map(|fact| view! { <p>{fact}</p> })
            .collect_view();
        let reader = PlanReader::of(&context, family);
        let title = text.get(reader.heading_key("plan-safety"));
        let empty_key = reader.heading_key("plan-safety-empty");
        let replies_href = paths::plan_section(family, PlanSection::Safety.slug());
        // The article is what is on paper: the style sheet hides `on-screen`, the navigation and
        // the footer there.
        let body = view! {
            <div class="no-print">{plan_link(text, family)}</div>
            {read_aloud_labels(text)}
            <article class="print">
                <h1>{title.clone()}</h1>
                <div class="print-only muted">{facts}</div>
                {detail.items.is_empty().then(|| empty_state(text.get(empty_key), None))}
                {safety_list(
                    &context,
                    &detail,
                    PlanItemKind::SafetyAction,
                    reader.heading_key("plan-safety-do"),
                )}
                {safety_list(
                    &context,
                    &detail,
                    PlanItemKind::SafetyContact,
                    reader.heading_key("plan-safety-call"),
                )}
                <h2>{text.get("plan-safety-always")}</h2>
                {help_line_list(&context, &HELP_LINES)}
            </article>
            <p class="no-print">
                <a href=replies_href>{text.get("plan-think")}</a>
            </p>
            <p class="no-print muted">{text.get("plan-print-how")}</p>
        };
        Ok(html_document(
            &context,
            PageLayout {
                title,
                nav_item: NavItem::Plan,
                script: Some(PageScript::Speech),
                ..PageLayout::default()
            },
            body.into_any(),
        ))
    })
}

/// The lines of one kind below their heading; `None` without lines.
fn safety_list(
    context: &RequestContext,
    detail: &SectionDetail,
    kind: PlanItemKind,
    heading: &'static str,
) -> Option<AnyView> {
    let text = context.localizer();
    let rows = detail
        .items
        .iter()
        .filter(|item| item.kind == kind)
        .filter_map(|item| detail.replies_with_texts.texts.get(&item.text_id))
        .map(|wording| {
            let wording = to_translated_text(wording);
            let details = wording.translation_details(text, &context.path_and_query);
            view! {
                <li class="read-aloud">{wording.inline_text_with_call_links(text)} {details}</li>
            }
        })
        .collect::<Vec<_>>();
    (!rows.is_empty()).then(|| {
        view! {
            <h2>{text.get(heading)}</h2>
            <ol class="card stack safety">{rows}</ol>
        }
        .into_any()
    })
}
