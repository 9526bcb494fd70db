//! `/transition/areas`: all areas of one's own plan on one page.

use leptos::prelude::*;
use model::transition::area::AreaQuestion;
use store::Intent;
use store::transition::areas::{Area, read_areas};
use store::transition::own_transition;
use store::transition::release::{PartRelease, load_releases};

use crate::error::AppError;
use crate::i18n::Localizer;
use crate::page::{PageLayout, html_document, render_page};
use crate::paths;
use crate::request::context::RequestContext;
use crate::transition::view::area::{own_words, progress_words, step_view};
use crate::transition::view::plan_links::own_plan_link;

/// `/transition/areas`
#[component]
pub fn AreasPage() -> impl IntoView {
    render_page(async |context: RequestContext| areas_page(&context).await)
}

async fn areas_page(context: &RequestContext) -> Result<AnyView, AppError> {
    let text = context.localizer();
    let mut tx = context.begin_transaction(Intent::Read).await?;
    let own = own_transition(&mut tx).await?;
    let releases = load_releases(&mut tx, &own).await?;
    let areas = read_areas(&mut tx, own.owner).await?;
    tx.commit().await?;
    let title = text.get("transition-areas-title");
    let sections = areas
        .iter()
        .map(|area| area_section(text, area, &releases.of(area.part)))
        .collect_view();
    let body = view! {
        {own_plan_link(text)}
        <h1>{title.clone()}</h1>
        {sections}
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

/// One area on the overview: who may read it, progress, answers and steps. The heading links to the
/// area's page, where it is edited.
fn area_section(text: Localizer, area: &Area, release: &PartRelease) -> AnyView {
    let answers = AreaQuestion::ALL
        .iter()
        .filter_map(|question| {
            let answer = area.answer(*question)?;
            Some(view! {
                <h3>{text.get_value(*question)}</h3>
                {own_words(text, &answer.language, &answer.body)}
            })
        })
        .collect_view();
    let rows = area
        .steps
        .iter()
        .map(|step| view! { <li>{step_view(text, step)}</li> })
        .collect_view();
    let steps = (!area.steps.is_empty()).then(|| {
        view! {
            <h3>{text.get("transition-area-steps")}</h3>
            <ul class="stack" role="list">
                {rows}
            </ul>
        }
    });
    // Shorter than on the page of the area: ten of them stand below one another.
    let progress = if area.is_empty() {
        text.get("transition-area-empty")
    } else {
        progress_words(text, area)
    };
    view! {
        <section class="card area-card">
            <h2>
                <a href=paths::transition_part(area.part)>{text.get_value(area.part)}</a>
            </h2>
            <p class="muted">{text.get_value(release.release)}</p>
            <p>{progress}</p>
            {answers}
            {steps}
        </section>
    }
    .into_any()
}
