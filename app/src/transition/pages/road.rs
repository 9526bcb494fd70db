//! `/transition`: the young person's own plan.

use leptos::prelude::*;
use model::transition::TransitionPart;
use store::Intent;
use store::transition::own_transition;
use store::transition::release::load_releases;

use crate::error::AppError;
use crate::page::{PageLayout, html_document, render_page};
use crate::paths;
use crate::request::context::RequestContext;
use crate::ui::link_list::{ListRow, link_list};

/// `/transition`
#[component]
pub fn TransitionPage() -> impl IntoView {
    render_page(async |context: RequestContext| transition_page(&context).await)
}

async fn transition_page(context: &RequestContext) -> Result<AnyView, AppError> {
    let text = context.localizer();
    let mut tx = context.begin_transaction(Intent::Read).await?;
    let own = own_transition(&mut tx).await?;
    let releases = load_releases(&mut tx, &own).await?;
    tx.commit().await?;
    let title = text.format("transition-title", &[("name", own.name.clone().into())]);
    let rows = TransitionPart::ALL
        .iter()
        .map(|part| ListRow {
            href: Some(paths::transition_part(*part)),
            title: Some(text.get_value(*part).into_any()),
            small: text.get_value(releases.of(*part).release),
            ..ListRow::default()
        })
        .collect();
    let body = view! {
        <h1>{title.clone()}</h1>
        {link_list(rows)}
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
