//! `/family/{id}/plan/version/{version}/print` and `…/pdf`: a plan version to print, in the
//! reader's language.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use model::id::FamilyId;
use store::plan::version::{self, Version};

use super::item::family;
use crate::actor::Visit;
use crate::error::Error;
use crate::limits::EXPORTS;
use crate::plan::paper::Paper;
use crate::ui::page::{Layout, Place, document, draw};
use crate::ui::paper::{self, Block, sheet};

async fn read(visit: &Visit, family: FamilyId, number: i32) -> Result<Version, Error> {
    let mut tx = visit.look(family).await?;
    let one = version::read(&mut tx, family, number, visit.language.code()).await?;
    tx.save().await?;
    Ok(one)
}

fn blocks(visit: &Visit, family: FamilyId, version: &Version) -> Result<Vec<Block>, Error> {
    let family = &visit.actor()?.team(family)?.family;
    Ok(Paper { text: visit.text(), family, version }.blocks())
}

/// `/family/{id}/plan/version/{version}/print`
#[component]
pub fn Print() -> impl IntoView {
    let (family, number) = (family(), use_params_map().read_untracked().get("version").and_then(|n| n.parse::<i32>().ok()));
    draw(async move |visit: Visit| {
        let (text, family, number) = (visit.text(), family.ok_or(Error::NotFound)?, number.ok_or(Error::NotFound)?);
        let one = read(&visit, family, number).await?;
        let version = format!("/family/{family}/plan/version/{number}");
        let body = view! {
            <p class="on-screen"><a href=version.clone()>{text.say("plan-versions")}</a></p>
            <p class="on-screen soft">{text.say("plan-print-how")}</p>
            {visit.site.fonts.is_some().then(|| view! { <p class="on-screen"><a class="btn plain" href=format!("{version}/pdf")>{text.say("plan-print-pdf")}</a></p> })}
            {sheet(blocks(&visit, family, &one)?)}
        };
        Ok(document(&visit, Layout { title: text.say("plan-title"), place: Place::Plan, ..Layout::default() }, body.into_any()))
    })
}

/// The same version as a tagged PDF.
///
/// # Errors
/// `NotFound` when there is no such version that the person may see, or the fonts are missing;
/// `Busy` while another export of this person runs, or when too many wait; `Broken` when rendering
/// fails; `SignedOut` without a signed-in person.
pub async fn pdf(visit: Visit, family: FamilyId, number: i32) -> Result<Vec<u8>, Error> {
    let fonts = visit.site.fonts.clone().ok_or(Error::NotFound)?;
    let turn = EXPORTS.enter(visit.actor()?.person).await?;
    let one = read(&visit, family, number).await?;
    let blocks = blocks(&visit, family, &one)?;
    paper::write(fonts, turn, blocks, visit.text().say("plan-title"), visit.language.code()).await
}
