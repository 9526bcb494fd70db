//! `/family/{id}/plan/edit`: the whole working copy.

use leptos::prelude::*;
use store::plan::unpublished_changes;

use super::item::{family_id_from_path, plan_link};
use crate::error::AppError;
use crate::page::{NavItem, PageLayout, html_document, render_page};
use crate::plan::view::plan_editor::PlanEditor;
use crate::request::context::RequestContext;
use crate::ui::banner::info_notice;

/// `/family/{id}/plan/edit`
#[component]
pub fn EditPlan() -> impl IntoView {
    let family = family_id_from_path();
    render_page(async move |context: RequestContext| {
        let (text, family) = (context.localizer(), family.ok_or(AppError::NotFound)?);
        let mut tx = context.begin_record_read(family).await?;
        // No check of the role: `read_working_copy` answers 404 to anyone but this family's worker.
        let working = unpublished_changes::read_working_copy(
            &mut tx,
            family,
            context.language.language_tag(),
        )
        .await?;
        // Commits the access log entry of a reader from outside the family.
        tx.commit().await?;
        let in_home = context.actor()?.membership_in(family)?.in_home;
        // A case in which the children live at home has no permanency goal.
        let editor = PlanEditor::new(text, family, &working, !in_home);
        let title = text.get("plan-edit");
        let body = view! {
            {plan_link(text, family)}
            <h1>{title.clone()}</h1>
            {info_notice(text.get("plan-edit-note"))}
            {editor.action_links()}
            {editor.unpublished_parts()}
            {editor.group_cards()}
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
