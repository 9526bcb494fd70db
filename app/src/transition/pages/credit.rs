//! `/transition/credit` and `/family/{id}/transition/{person}/credit`: the credit report of each
//! year, for the young person and for adults.

use leptos::prelude::*;
use model::id::{FamilyId, PersonId};
use model::transition::credit::CREDIT_SOURCE;
use store::Intent;
use store::transition::credit::list_credit;
use store::transition::own_transition;
use store::transition::records::read_records_gate;

use super::services_got::{released_plan_link, subject_from_path};
use crate::error::AppError;
use crate::page::{PageLayout, html_document, render_page};
use crate::request::context::RequestContext;
use crate::request::form::is_rejected;
use crate::transition::view::credit::CreditHistory;
use crate::transition::view::money::own_plan_link;
use crate::transition::view::records::{RecordsReader, RecordsView};
use crate::ui::error_summary::error_summary;

/// `/transition/credit`
#[component]
pub fn OwnCreditPage() -> impl IntoView {
    render_page(async |context: RequestContext| own_credit_page(&context).await)
}

async fn own_credit_page(context: &RequestContext) -> Result<AnyView, AppError> {
    let text = context.localizer();
    let state = context.stored_form("transition/credit-add").await?;
    let mut tx = context.begin_transaction(Intent::Read).await?;
    let own = own_transition(&mut tx).await?;
    let entries = list_credit(&mut tx, own.owner).await?;
    tx.commit().await?;
    let actor = context.actor()?;
    let discharge_on = own.dates.discharge_on;
    let history = CreditHistory::new(Some(own.born), discharge_on, actor.today, &entries);
    let view = RecordsView {
        context,
        text,
        actor,
        reader: RecordsReader::Owner,
        owner: own.owner,
        owner_name: &own.name,
    };
    let title = text.get("transition-credit-title");
    let body = view! {
        {own_plan_link(text)}
        <h1>{title.clone()}</h1>
        {error_summary(text, state.as_ref())}
        <p>{text.get("transition-credit-lead")}</p>
        {view.readers_notice(CREDIT_SOURCE)}
        {view.credit_list(&history)}
        {view.credit_form(&history, state.as_ref())}
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

/// `/family/{id}/transition/{person}/credit`
#[component]
pub fn CreditOfPage() -> impl IntoView {
    let subject = subject_from_path();
    render_page(async move |context: RequestContext| {
        credit_page_of(&context, subject.ok_or(AppError::NotFound)?).await
    })
}

async fn credit_page_of(
    context: &RequestContext,
    (family, youth): (FamilyId, PersonId),
) -> Result<AnyView, AppError> {
    let text = context.localizer();
    let state = context.stored_form("transition/credit-add").await?;
    let mut tx = context.begin_record_read(family).await?;
    let records = read_records_gate(&mut tx, family, youth).await?;
    let entries = list_credit(&mut tx, youth).await?;
    // Commits the access log entry of a reader from outside the family.
    tx.commit().await?;
    let actor = context.actor()?;
    let released = &records.released;
    let discharge_on = released.dates.discharge_on;
    let history = CreditHistory::new(released.born, discharge_on, actor.today, &entries);
    let view = RecordsView {
        context,
        text,
        actor,
        reader: RecordsReader::of(family, records.may_record),
        owner: youth,
        owner_name: &released.name,
    };
    let title = text.format(
        "transition-credit-title-of",
        &[("name", released.name.clone().into())],
    );
    let body = view! {
        {released_plan_link(text, (family, youth), &released.name)}
        <h1>{title.clone()}</h1>
        {error_summary(text, state.as_ref())}
        {view.readers_notice(CREDIT_SOURCE)}
        {view.credit_list(&history)}
        {view.credit_form(&history, state.as_ref())}
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
