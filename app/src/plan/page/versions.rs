//! The list of plan versions, and the page of one: what changed, why, and a link to print it.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use store::plan::versions;

use super::item::{family_id_from_path, plan_link};
use crate::error::AppError;
use crate::page::authored_text::to_translated_text;
use crate::page::{NavItem, PageLayout, html_document, render_page};
use crate::plan::permanency;
use crate::plan::version_diff::VersionDiff;
use crate::request_context::RequestContext;
use crate::ui::empty::empty_state;

/// `/family/{id}/plan/versions`
#[component]
pub fn PlanVersionsPage() -> impl IntoView {
    let family = family_id_from_path();
    render_page(async move |visit: RequestContext| {
        let (text, family) = (visit.localizer(), family.ok_or(AppError::NotFound)?);
        let mut tx = visit.begin_record_read(family).await?;
        let (heads, texts) =
            versions::list_versions(&mut tx, family, visit.language.language_tag()).await?;
        tx.commit().await?;
        let rows = heads
            .iter()
            .map(|head| {
                let why = head
                    .why_id
                    .and_then(|id| texts.get(&id))
                    .map(to_translated_text);
                let name = text.format(
                    "plan-version-by",
                    &[
                        ("version", head.version.to_string().into()),
                        ("day", text.format_date(head.since.to_jiff()).into()),
                    ],
                );
                view! {
                    <li class="card">
                        <h2>
                            <a href=format!(
                                "/family/{family}/plan/version/{}",
                                head.version,
                            )>{name}</a>
                        </h2>
                        {why
                            .map(|why| {
                                view! {
                                    <p>
                                        <b>{text.get("plan-why")}</b>
                                        " "
                                        {why.inline_text(text)}
                                    </p>
                                    {why.translation_details(text, &visit.path_and_query)}
                                }
                            })}
                        {head
                            .by_name
                            .clone()
                            .map(|by| {
                                view! {
                                    <p class="soft">
                                        <bdi>{by}</bdi>
                                    </p>
                                }
                            })}
                    </li>
                }
            })
            .collect_view();
        let title = text.get("plan-versions");
        let body = view! {
            {plan_link(text, family)}
            <h1>{title.clone()}</h1>
            {if heads.is_empty() {
                empty_state(text.get("plan-empty"), None)
            } else {
                view! {
                    <ol class="talk" role="list">
                        {rows}
                    </ol>
                }
                    .into_any()
            }}
        };
        Ok(html_document(
            &visit,
            PageLayout {
                title,
                nav_item: NavItem::Plan,
                ..PageLayout::default()
            },
            body.into_any(),
        ))
    })
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
    render_page(async move |visit: RequestContext| {
        let (text, family, number) = (
            visit.localizer(),
            family.ok_or(AppError::NotFound)?,
            number.ok_or(AppError::NotFound)?,
        );
        let mut tx = visit.begin_record_read(family).await?;
        let one =
            versions::read_version(&mut tx, family, number, visit.language.language_tag()).await?;
        tx.commit().await?;
        let title = text.format(
            "plan-version-by",
            &[
                ("version", number.to_string().into()),
                ("day", text.format_date(one.summary.since.to_jiff()).into()),
            ],
        );
        let why = one
            .summary
            .why_id
            .and_then(|id| one.texts.get(&id))
            .map(to_translated_text);
        let changes = versions::diff_items(&one.previous_items, &one.items);
        let version_diff = VersionDiff {
            text,
            texts: &one.texts,
            return_path: &visit.path_and_query,
            shows_hints: false,
        };
        let say = |id| {
            one.texts
                .get(&id)
                .map(to_translated_text)
                .map(|said| {
                    view! {
                        {said.inline_text(text)}
                        {said.translation_details(text, &visit.path_and_query)}
                    }
                })
                .into_any()
        };
        let goal_diff = one
            .old_permanency_goals
            .as_ref()
            .map(|old| permanency::permanency_diff(text, old, &one.summary.permanency_goals, &say));
        let goals_unchanged = one
            .old_permanency_goals
            .as_ref()
            .is_none_or(|old| *old == one.summary.permanency_goals);
        let link = |n: i32, key: &'static str| {
            view! {
                <a class="btn plain" href=format!("/family/{family}/plan/version/{n}")>
                    {text.get(key)}
                </a>
            }
        };
        let what = if one.previous_version.is_none() {
            empty_state(text.get("plan-first-version"), None)
        } else if changes.is_empty() && !goals_unchanged {
            ().into_any()
        } else if changes.is_empty() {
            empty_state(text.get("plan-no-changes"), None)
        } else {
            version_diff.change_list(&changes)
        };
        let body = view! {
            <p>
                <a href=format!("/family/{family}/plan/versions")>{text.get("plan-versions")}</a>
            </p>
            <h1>{title.clone()}</h1>
            {why
                .map(|why| {
                    view! {
                        <p>
                            <b>{text.get("plan-why")}</b>
                            " "
                            {why.inline_text(text)}
                        </p>
                        {why.translation_details(text, &visit.path_and_query)}
                    }
                })}
            {one
                .summary
                .by_name
                .clone()
                .map(|by| {
                    view! {
                        <p class="soft">
                            <bdi>{by}</bdi>
                        </p>
                    }
                })}
            <h2>{text.get("plan-what-changed")}</h2>
            {goal_diff}
            {what}
            <p class="row">
                <a class="btn plain" href=format!("/family/{family}/plan/version/{number}/print")>
                    {text.get("plan-print")}
                </a>
                {one.previous_version.map(|n| link(n, "plan-version-before"))}
                {one.next_version.map(|n| link(n, "plan-version-after"))}
            </p>
        };
        Ok(html_document(
            &visit,
            PageLayout {
                title,
                nav_item: NavItem::Plan,
                ..PageLayout::default()
            },
            body.into_any(),
        ))
    })
}
