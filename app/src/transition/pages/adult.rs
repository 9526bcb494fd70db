//! `/family/{id}/transition` and `/family/{id}/transition/{person}`: what a young person has
//! released to an adult of the team, and what is owed to them.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use model::id::{FamilyId, PersonId};
use model::role::Role;
use model::transition::TransitionPart;
use model::transition::part::reads_required;
use store::transition::assessments::list_assessments;
use store::transition::dates::may_write_dates;
use store::transition::done::{Done, read_done};
use store::transition::owed::{Owed, read_owed};
use store::transition::rights_due::read_rights_summary;
use store::transition::youths::list_youths;
use store::transition::{ReleasedTransition, read_released};

use crate::error::AppError;
use crate::i18n::Localizer;
use crate::page::{PageLayout, html_document, render_page};
use crate::paths;
use crate::request::context::RequestContext;
use crate::transition::view::owed::{assessment_section, owed_list};
use crate::transition::view::released::all_sections;
use crate::transition::view::released_rights::rights_section;
use crate::transition::view::released_section::ReleasedSection;
use crate::transition::view::released_services::record_links;
use crate::transition::view::road::{RoadReader, duty_list, road_list};
use crate::ui::empty::empty_state;
use crate::ui::link_list::{ListRow, link_list};

pub(super) fn family_from_path() -> Option<FamilyId> {
    use_params_map()
        .read_untracked()
        .get("id")
        .and_then(|id| id.parse().ok())
}

pub(super) fn youth_from_path() -> Option<PersonId> {
    use_params_map()
        .read_untracked()
        .get("person")
        .and_then(|id| id.parse().ok())
}

/// The family and the young person that the address names.
pub(super) fn subject_from_path() -> Option<(FamilyId, PersonId)> {
    family_from_path().zip(youth_from_path())
}

/// `/family/{id}/transition`
#[component]
pub fn TransitionYouthsPage() -> impl IntoView {
    let family = family_from_path();
    render_page(async move |context: RequestContext| {
        let (text, family) = (context.localizer(), family.ok_or(AppError::NotFound)?);
        let mut tx = context.begin_record_read(family).await?;
        let youths = list_youths(&mut tx, family).await?;
        // Commits the access log entry of a reader from outside the family.
        tx.commit().await?;
        let rows: Vec<ListRow> = youths
            .into_iter()
            .map(|one| ListRow {
                href: Some(paths::transition_of(family, one.person_id)),
                title: Some(view! { <bdi>{one.name}</bdi> }.into_any()),
                ..ListRow::default()
            })
            .collect();
        let list = if rows.is_empty() {
            empty_state(text.get("transition-youths-empty"), None)
        } else {
            link_list(rows)
        };
        let title = text.get("transition-youths-title");
        let body = view! {
            <h1>{title.clone()}</h1>
            {list}
        };
        let layout = PageLayout {
            title,
            ..PageLayout::default()
        };
        Ok(html_document(&context, layout, body.into_any()))
    })
}

/// `/family/{id}/transition/{person}`
#[component]
pub fn ReleasedTransitionPage() -> impl IntoView {
    let (family, youth) = (family_from_path(), youth_from_path());
    render_page(async move |context: RequestContext| {
        let (text, family) = (context.localizer(), family.ok_or(AppError::NotFound)?);
        let youth = youth.ok_or(AppError::NotFound)?;
        let mut tx = context.begin_record_read(family).await?;
        let released = read_released(&mut tx, family, youth).await?;
        let owed = read_owed(&mut tx, &released).await?;
        // Others than those who read the required parts are not told the birth date.
        let (assessments, done) = match released.born {
            Some(born) => (
                list_assessments(&mut tx, youth).await?,
                read_done(&mut tx, youth, born).await?,
            ),
            None => (Vec::new(), Done::default()),
        };
        let rights = read_rights_summary(&mut tx, &released).await?;
        let sections = all_sections(&mut tx, &context, &released).await?;
        // Commits the access log entry of a reader from outside the family.
        tx.commit().await?;
        let title = text.format(
            "transition-title",
            &[("name", released.name.clone().into())],
        );
        let terms = terms_section(&context, &released, &owed, &done)?;
        let rights = rights_section(text, &released, rights, context.actor()?.today);
        let parts = part_sections(text, &released, sections);
        let intro = if reads_required(released.role) {
            "transition-adult-intro"
        } else {
            "transition-adult-intro-shared"
        };
        let body = view! {
            <p>
                <a href=paths::transition_of_family(family)>
                    {text.get("transition-youths-title")}
                </a>
            </p>
            <h1>{title.clone()}</h1>
            <p>{text.get(intro)}</p>
            {terms}
            {rights}
            {assessment_section(text, "transition-assessments", None, &assessments)}
            {parts}
        };
        let layout = PageLayout {
            title,
            ..PageLayout::default()
        };
        Ok(html_document(&context, layout, body.into_any()))
    })
}

/// For those who read the required parts: first what is late and what is owed today, the road, and
/// for the worker the link to the dates.
fn terms_section(
    context: &RequestContext,
    released: &ReleasedTransition,
    owed: &Owed,
    done: &Done,
) -> Result<Option<AnyView>, AppError> {
    let (text, today) = (context.localizer(), context.actor()?.today);
    // Only readers of the required parts are told the birth date, from which the terms are counted.
    let Some(born) = released.born else {
        return Ok(None);
    };
    let dates = &released.dates;
    let late = owed_list(text, released, owed, today);
    let duties = duty_list(text, born, dates, today, (RoadReader::Adult, done));
    let none = (late.is_none() && duties.is_none())
        .then(|| empty_state(text.get("transition-owed-none"), None));
    let link = may_write_dates(released.role).then(|| {
        view! {
            <p>
                <a class="btn secondary" href=paths::transition_dates(
                    released.family,
                    released.youth,
                )>{text.get("transition-dates-open")}</a>
            </p>
        }
    });
    // The workers read these by law, whatever the young person has released.
    let records = (released.role == Role::Worker).then(|| {
        view! {
            <h2>{text.get("transition-records-title")}</h2>
            {record_links(text, released)}
        }
    });
    let view = view! {
        <h2>{text.get("transition-owed")}</h2>
        {late}
        {duties}
        {none}
        <h2>{text.get("transition-road")}</h2>
        {road_list(text, born, dates, today, RoadReader::Adult)}
        {link}
        {records}
    };
    Ok(Some(view.into_any()))
}

/// The name of a part for an adult. The names of some parts are in the first person, for the young
/// person.
fn part_heading(text: Localizer, part: TransitionPart) -> String {
    match part {
        TransitionPart::Support => text.get("transition-theirs-support"),
        TransitionPart::Culture => text.get("transition-theirs-culture"),
        TransitionPart::Documents => text.get("transition-theirs-documents"),
        TransitionPart::People => text.get("transition-theirs-people"),
        TransitionPart::Budget => text.get("transition-theirs-budget"),
        other => text.get_value(other),
    }
}

/// The parts that the reader may see, each with its heading. A part that they may not see is
/// absent.
fn part_sections(
    text: Localizer,
    released: &ReleasedTransition,
    sections: Vec<ReleasedSection>,
) -> AnyView {
    // To other readers a required part was released, so the law is not why they see it.
    let by_law = reads_required(released.role);
    if sections.is_empty() {
        return empty_state(text.get("transition-adult-empty"), None);
    }
    sections
        .into_iter()
        .map(|section| {
            let is_required = by_law && section.part.is_required();
            let mark = is_required.then(|| {
                view! { <span class="tag">{text.get("transition-adult-required")}</span> }
            });
            view! {
                <section>
                    <h2>{part_heading(text, section.part)} " " {mark}</h2>
                    {section.body}
                </section>
            }
        })
        .collect_view()
        .into_any()
}
