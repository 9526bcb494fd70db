//! The list of plan versions, and the page of one: what changed, why, and a link to print it.

use std::collections::HashMap;

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use model::id::{FamilyId, TextId};
use store::authored_text::AuthoredText;
use store::plan::version_diff;
use store::plan::versions::{self, PlanVersion, VersionSummary};

use super::item::{family_id_from_path, plan_link};
use crate::error::AppError;
use crate::i18n::Localizer;
use crate::page::authored_text::to_translated_text;
use crate::page::{NavItem, PageLayout, html_document, render_page};
use crate::paths;
use crate::plan::view::permanency;
use crate::plan::view::print_document::version_title;
use crate::plan::view::reader::PlanReader;
use crate::plan::view::version_diff::VersionDiff;
use crate::request::context::RequestContext;
use crate::ui::empty::empty_state;

/// `/family/{id}/plan/versions`
#[component]
pub fn PlanVersionsPage() -> impl IntoView {
    let family = family_id_from_path();
    render_page(async move |context: RequestContext| {
        let (text, family) = (context.localizer(), family.ok_or(AppError::NotFound)?);
        let mut tx = context.begin_record_read(family).await?;
        let versions::VersionList {
            versions: heads,
            texts,
        } = versions::list_versions(&mut tx, family, context.language.language_tag()).await?;
        // Commits the access log entry of a reader from outside the family.
        tx.commit().await?;
        // Only the reasons: what changed is on the page of a version, which reads the lines of two
        // versions alone.
        let list = if heads.is_empty() {
            empty_state(
                text.get(PlanReader::of(&context, family).heading_key("plan-empty")),
                None,
            )
        } else {
            let rows = heads
                .iter()
                .map(|head| version_card(&context, family, head, &texts))
                .collect_view();
            view! {
                <ol class="card-list" role="list">
                    {rows}
                </ol>
            }
            .into_any()
        };
        let title = text.get("plan-versions");
        let body = view! {
            {plan_link(text, family)}
            <h1>{title.clone()}</h1>
            {list}
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

fn version_card(
    context: &RequestContext,
    family: FamilyId,
    head: &VersionSummary,
    texts: &HashMap<TextId, AuthoredText>,
) -> AnyView {
    view! {
        <li class="card">
            <h2>
                <a href=paths::plan_version(
                    family,
                    head.version,
                )>{version_title(context.localizer(), head)}</a>
            </h2>
            {reason_and_publisher(context, head, texts)}
        </li>
    }
    .into_any()
}

/// Why a version was published, and by whom.
fn reason_and_publisher(
    context: &RequestContext,
    head: &VersionSummary,
    texts: &HashMap<TextId, AuthoredText>,
) -> AnyView {
    let text = context.localizer();
    // An imported version has neither a reason nor a person who published it.
    let why = head
        .why_id
        .and_then(|id| texts.get(&id))
        .map(to_translated_text);
    view! {
        {why
            .map(|why| {
                view! {
                    <p>
                        <b>{text.get("plan-why")}</b>
                        " "
                        {why.inline_text(text)}
                    </p>
                    {why.translation_details(text, &context.path_and_query)}
                }
            })}
        {head
            .by_name
            .clone()
            .map(|by| {
                let by = text.format("plan-published-by", &[("name", by.into())]);
                view! { <p class="muted">{by}</p> }
            })}
    }
    .into_any()
}

/// `/family/{id}/plan/version/{version}`
#[component]
pub fn PlanVersionPage() -> impl IntoView {
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
        let mut tx = context.begin_record_read(family).await?;
        let version =
            versions::read_version(&mut tx, family, number, context.language.language_tag())
                .await?;
        // Commits the access log entry of a reader from outside the family.
        tx.commit().await?;
        let title = version_title(text, &version.summary);
        let body = view! {
            <p>
                <a href=paths::plan_versions(family)>{text.get("plan-versions")}</a>
            </p>
            <h1>{title.clone()}</h1>
            {reason_and_publisher(&context, &version.summary, &version.texts)}
            <h2>{text.get("plan-what-changed")}</h2>
            {permanency_changes(&context, &version)}
            {item_changes(&context, family, &version)}
            {version_links(text, family, &version)}
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

/// The permanency goals before and in this version; `None` for a first version.
fn permanency_changes(context: &RequestContext, version: &PlanVersion) -> Option<AnyView> {
    let text = context.localizer();
    // Compared with the previous version that this reader may see.
    let old = version.old_permanency_goals.as_ref()?;
    let render_text = |id| {
        version
            .texts
            .get(&id)
            .map(to_translated_text)
            .map(|wording| {
                view! {
                    {wording.inline_text(text)}
                    {wording.translation_details(text, &context.path_and_query)}
                }
            })
            .into_any()
    };
    Some(permanency::permanency_diff(
        text,
        old,
        &version.summary.permanency_goals,
        &render_text,
    ))
}

/// The changed lines of this version, or a sentence when nothing at all changed.
fn item_changes(context: &RequestContext, family: FamilyId, version: &PlanVersion) -> AnyView {
    let text = context.localizer();
    // The first version that this reader may see, which need not be version 1.
    if version.previous_version.is_none() {
        return empty_state(text.get("plan-first-version"), None);
    }
    // Compared for each reader, and not once at publishing: two readers may see different lines of
    // the same two versions.
    let changes = version_diff::diff_items(&version.previous_items, &version.items);
    if !changes.is_empty() {
        let version_diff = VersionDiff {
            text,
            reader: PlanReader::of(context, family),
            texts: &version.texts,
            child_names: version
                .children
                .iter()
                .map(|child| (child.id, child.name.clone()))
                .collect(),
            return_path: &context.path_and_query,
            shows_hints: false,
        };
        return version_diff.change_list(&changes);
    }
    let goals_unchanged = version
        .old_permanency_goals
        .as_ref()
        .is_none_or(|old| *old == version.summary.permanency_goals);
    if goals_unchanged {
        empty_state(text.get("plan-no-changes"), None)
    } else {
        // `permanency_changes` shows what changed.
        ().into_any()
    }
}

/// Links to print this version, and to the versions before and after it.
fn version_links(text: Localizer, family: FamilyId, version: &PlanVersion) -> AnyView {
    // The page has the changes alone. The whole version is in the print view.
    let link = |href: String, key: &'static str| {
        view! {
            <a class="btn secondary" href=href>
                {text.get(key)}
            </a>
        }
    };
    // The neighbors that the reader may see, which need not be the adjacent numbers.
    let neighbor = |number: Option<i32>, key: &'static str| {
        number.map(|number| link(paths::plan_version(family, number), key))
    };
    view! {
        <p class="row">
            {link(paths::print_plan_version(family, version.summary.version), "plan-print")}
            {neighbor(version.previous_version, "plan-version-before")}
            {neighbor(version.next_version, "plan-version-after")}
        </p>
    }
    .into_any()
}
