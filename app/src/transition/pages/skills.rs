//! `/transition/skills`: the checklist of skills for living on one's own.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use model::transition::TransitionPart;
use model::transition::skills::SkillGroup;
use store::Intent;
use store::transition::own_transition;
use store::transition::release::load_release;
use store::transition::skills::list_skills;

use crate::error::AppError;
use crate::page::{PageLayout, html_document, render_page};
use crate::request::context::RequestContext;
use crate::transition::view::plan_links::own_plan_link;
use crate::transition::view::release_line::release_line;
use crate::transition::view::skills::skill_group;

/// `/transition/skills`, with the query `open` for a group that is not folded.
#[component]
pub fn SkillsPage() -> impl IntoView {
    let open = use_query_map()
        .read_untracked()
        .get("open")
        .and_then(|slug| SkillGroup::parse(&slug));
    render_page(async move |context: RequestContext| skills_page(&context, open).await)
}

async fn skills_page(
    context: &RequestContext,
    open: Option<SkillGroup>,
) -> Result<AnyView, AppError> {
    let text = context.localizer();
    let mut tx = context.begin_transaction(Intent::Read).await?;
    let own = own_transition(&mut tx).await?;
    let answers = list_skills(&mut tx, own.owner).await?;
    let release = load_release(&mut tx, &own, TransitionPart::Skills).await?;
    tx.commit().await?;
    let title = text.get_value(TransitionPart::Skills);
    let groups = SkillGroup::ALL
        .iter()
        .map(|group| skill_group(context, *group, &answers, open == Some(*group)))
        .collect_view();
    let body = view! {
        {own_plan_link(text)}
        <h1>{title.clone()}</h1>
        {release_line(text, TransitionPart::Skills, &release)}
        <p>{text.get("transition-skills-lead")}</p>
        {groups}
    };
    Ok(html_document(
        context,
        PageLayout {
            title,
            ..PageLayout::default()
        },
        body.into_any(),
    ))
}
