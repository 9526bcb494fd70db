//! `/transition`: the young person's own plan: one next thing, the road, and the links to the
//! parts.

use leptos::prelude::*;
use model::transition::{Release, TransitionPart};
use store::Intent;
use store::transition::done::read_done;
use store::transition::own_transition;
use store::transition::release::{Releases, load_releases};

use crate::error::AppError;
use crate::i18n::Localizer;
use crate::page::{PageLayout, html_document, render_page};
use crate::paths;
use crate::request::context::RequestContext;
use crate::transition::view::next_thing::next_card;
use crate::transition::view::road::{RoadReader, duty_list, road_details, road_list};

/// The parts that are seen at once; the others are folded.
const FIRST_TILES: [TransitionPart; 7] = [
    TransitionPart::Housing,
    TransitionPart::Health,
    TransitionPart::Education,
    TransitionPart::Support,
    TransitionPart::Work,
    TransitionPart::Documents,
    TransitionPart::People,
];

/// `/transition`
#[component]
pub fn TransitionPage() -> impl IntoView {
    render_page(async |context: RequestContext| transition_page(&context).await)
}

async fn transition_page(context: &RequestContext) -> Result<AnyView, AppError> {
    let (text, today) = (context.localizer(), context.actor()?.today);
    let mut tx = context.begin_transaction(Intent::Read).await?;
    let own = own_transition(&mut tx).await?;
    let releases = load_releases(&mut tx, &own).await?;
    let done = read_done(&mut tx, own.owner, own.born).await?;
    tx.commit().await?;
    let title = text.format("transition-title", &[("name", own.name.clone().into())]);
    let reader = (RoadReader::Youth, &done);
    let owed = duty_list(text, own.born, &own.dates, today, reader).map(|list| {
        view! {
            <details class="card">
                <summary>{text.get("transition-owed-to-you")}</summary>
                {list}
            </details>
        }
    });
    let body = view! {
        <h1>{title.clone()}</h1>
        {next_card(text, &own, today, &done)}
        <h2>{text.get("transition-road")}</h2>
        {road_list(text, own.born, &own.dates, today, RoadReader::Youth)}
        <h2>{text.get("transition-tiles")}</h2>
        {part_tiles(text, &releases)}
        {owed}
        {road_details(text, own.born, &own.dates)}
        <p class="row">
            <a class="btn secondary" href=paths::NINETY_DAYS>
                {text.get("transition-ninety-title")}
            </a>
            <a class="btn secondary" href=paths::TRANSITION_AREAS>
                {text.get("transition-areas-title")}
            </a>
            <a class="btn secondary" href=paths::vault(None)>
                {text.get("transition-vault-title")}
            </a>
            <a class="btn secondary" href=paths::TRANSITION_ARCHIVE download="plan.zip">
                {text.get("transition-archive-title")}
            </a>
        </p>
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

/// The tiles of the parts, with who sees each.
fn part_tiles(text: Localizer, releases: &Releases) -> AnyView {
    let tile_of_part = |part: TransitionPart| {
        let release = text.get_value(releases.of(part).release);
        part_tile(paths::transition_part(part), text.get_value(part), release)
    };
    let first = FIRST_TILES.into_iter().map(tile_of_part).collect_view();
    let others = TransitionPart::ALL
        .iter()
        .copied()
        .filter(|part| !FIRST_TILES.contains(part))
        .map(tile_of_part)
        .collect_view();
    // The agency keeps these records by law, so they have no release of their own to show.
    let kept = || text.get("transition-records-tile");
    view! {
        <ul class="part-tiles" role="list">
            {first}
            {part_tile(
                paths::OWN_RIGHTS.to_owned(),
                text.get("transition-rights-title"),
                text.get("transition-rights-tile"),
            )}
            {part_tile(
                paths::TRANSITION_STAY.to_owned(),
                text.get("transition-stay-title"),
                text.get_value(Release::Private),
            )}
        </ul>
        <details class="disclosure">
            <summary>{text.get("transition-tiles-more")}</summary>
            <ul class="part-tiles" role="list">
                {others}
                {part_tile(
                    paths::OWN_SERVICES.to_owned(),
                    text.get("transition-services-title"),
                    kept(),
                )}
                {part_tile(
                    paths::OWN_CREDIT.to_owned(),
                    text.get("transition-credit-title"),
                    kept(),
                )}
            </ul>
        </details>
    }
    .into_any()
}

/// A link to a part, and who sees it or how far it is.
fn part_tile(href: String, title: String, state: String) -> AnyView {
    view! {
        <li>
            <a href=href>
                <b>{title}</b>
                <small>{state}</small>
            </a>
        </li>
    }
    .into_any()
}
