//! `/transition/services-got` and `/family/{id}/transition/{person}/services-got`: the services
//! that a young person got, for them and for adults.

use jiff::civil::Date;
use leptos::prelude::*;
use store::transition::assessments::{Assessment, list_assessments};
use store::transition::services_got::list_services;

use super::adult::subject_from_path;
use super::records::{RecordsAddress, open_records};
use crate::error::AppError;
use crate::i18n::Localizer;
use crate::page::render_page;
use crate::request::context::RequestContext;
use crate::transition::record_kind::RecordKind;
use crate::transition::view::owed::assessment_section;
use crate::transition::view::records::{RecordsReader, RecordsView};
use crate::transition::view::services_got::survey_section;

/// `/transition/services-got`
#[component]
pub fn OwnServicesPage() -> impl IntoView {
    render_page(async |context: RequestContext| services_page(&context, None).await)
}

/// `/family/{id}/transition/{person}/services-got`
#[component]
pub fn ServicesOfPage() -> impl IntoView {
    let subject = subject_from_path();
    render_page(async move |context: RequestContext| {
        services_page(&context, Some(subject.ok_or(AppError::NotFound)?)).await
    })
}

async fn services_page(
    context: &RequestContext,
    address: RecordsAddress,
) -> Result<AnyView, AppError> {
    let kind = RecordKind::Services;
    let state = context.stored_form(kind.add_action()).await?;
    let (mut tx, subject) = open_records(context, address).await?;
    let services = list_services(&mut tx, subject.owner).await?;
    // Adults have the assessments and the survey on the page of the plan.
    let is_owner = subject.reader == RecordsReader::Owner;
    let own = match subject.born.filter(|_| is_owner) {
        Some(born) => Some((born, list_assessments(&mut tx, subject.owner).await?)),
        None => None,
    };
    tx.commit().await?;
    let view = RecordsView::new(context, kind, &subject, state.as_ref())?;
    let records = view! {
        {view.service_list(&services)}
        {view.service_form()}
        {own.map(|(born, assessments)| own_sections(view.text, born, &assessments))}
    };
    Ok(view.document(records.into_any()))
}

/// What only the owner's page has.
fn own_sections(text: Localizer, born: Date, assessments: &[Assessment]) -> AnyView {
    let readers = Some("transition-assessments-readers");
    view! {
        {assessment_section(text, "transition-assessments-own", readers, assessments)}
        {survey_section(text, born)}
    }
    .into_any()
}
