//! `/transition/services-got` and `/family/{id}/transition/{person}/services-got`: the services
//! that a young person got, for them and for adults.

use leptos::prelude::*;
use model::id::{FamilyId, PersonId};
use model::transition::services_got::SERVICES_SOURCE;
use store::Intent;
use store::transition::assessments::list_assessments;
use store::transition::own_transition;
use store::transition::records::read_records_gate;
use store::transition::services_got::list_services;

use super::adult::{family_from_path, youth_from_path};
use crate::error::AppError;
use crate::i18n::Localizer;
use crate::page::{PageLayout, html_document, render_page};
use crate::paths;
use crate::request::context::RequestContext;
use crate::request::form::is_rejected;
use crate::transition::view::money::own_plan_link;
use crate::transition::view::owed::assessment_section;
use crate::transition::view::records::{RecordsReader, RecordsView};
use crate::transition::view::services_got::survey_section;
use crate::ui::error_summary::error_summary;

/// The family and the young person that the address names.
pub(super) fn subject_from_path() -> Option<(FamilyId, PersonId)> {
    family_from_path().zip(youth_from_path())
}

/// The link back to what a young person has released.
pub(super) fn released_plan_link(
    text: Localizer,
    (family, youth): (FamilyId, PersonId),
    name: &str,
) -> AnyView {
    let label = text.format("transition-title", &[("name", name.to_owned().into())]);
    view! {
        <p>
            <a href=paths::transition_of(family, youth)>{label}</a>
        </p>
    }
    .into_any()
}

/// `/transition/services-got`
#[component]
pub fn OwnServicesPage() -> impl IntoView {
    render_page(async |context: RequestContext| own_services_page(&context).await)
}

async fn own_services_page(context: &RequestContext) -> Result<AnyView, AppError> {
    let text = context.localizer();
    let state = context.stored_form("transition/service-add").await?;
    let mut tx = context.begin_transaction(Intent::Read).await?;
    let own = own_transition(&mut tx).await?;
    let services = list_services(&mut tx, own.owner).await?;
    let assessments = list_assessments(&mut tx, own.owner).await?;
    tx.commit().await?;
    let view = RecordsView {
        context,
        text,
        actor: context.actor()?,
        reader: RecordsReader::Owner,
        owner: own.owner,
        owner_name: &own.name,
    };
    let title = text.get("transition-services-title");
    let body = view! {
        {own_plan_link(text)}
        <h1>{title.clone()}</h1>
        {error_summary(text, state.as_ref())}
        <p>{text.get("transition-services-lead")}</p>
        {view.readers_notice(SERVICES_SOURCE)}
        {view.service_list(&services)}
        {view.service_form(state.as_ref())}
        {assessment_section(
            text,
            "transition-assessments-own",
            Some("transition-assessments-readers"),
            &assessments,
        )}
        {survey_section(text, own.born)}
    };
    Ok(html_document(
        context,
        PageLayout {
            title,
            has_errors: is_rejected(state.as_ref()),
            has_main_form: true,
            ..PageLayout::default()
        },
        body.into_any(),
    ))
}

/// `/family/{id}/transition/{person}/services-got`
#[component]
pub fn ServicesOfPage() -> impl IntoView {
    let subject = subject_from_path();
    render_page(async move |context: RequestContext| {
        services_page_of(&context, subject.ok_or(AppError::NotFound)?).await
    })
}

async fn services_page_of(
    context: &RequestContext,
    (family, youth): (FamilyId, PersonId),
) -> Result<AnyView, AppError> {
    let text = context.localizer();
    let state = context.stored_form("transition/service-add").await?;
    let mut tx = context.begin_record_read(family).await?;
    let records = read_records_gate(&mut tx, family, youth).await?;
    let services = list_services(&mut tx, youth).await?;
    // Commits the access log entry of a reader from outside the family.
    tx.commit().await?;
    let view = RecordsView {
        context,
        text,
        actor: context.actor()?,
        reader: RecordsReader::of(family, records.may_record),
        owner: youth,
        owner_name: &records.released.name,
    };
    let title = text.format(
        "transition-services-title-of",
        &[("name", records.released.name.clone().into())],
    );
    let body = view! {
        {released_plan_link(text, (family, youth), &records.released.name)}
        <h1>{title.clone()}</h1>
        {error_summary(text, state.as_ref())}
        {view.readers_notice(SERVICES_SOURCE)}
        {view.service_list(&services)}
        {view.service_form(state.as_ref())}
    };
    Ok(html_document(
        context,
        PageLayout {
            title,
            has_errors: is_rejected(state.as_ref()),
            has_main_form: records.may_record,
            ..PageLayout::default()
        },
        body.into_any(),
    ))
}
