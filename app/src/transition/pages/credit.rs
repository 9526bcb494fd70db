//! `/transition/credit` and `/family/{id}/transition/{person}/credit`: the credit report of each
//! year, for the young person and for adults.

use leptos::prelude::*;
use store::transition::credit::list_credit;

use super::adult::subject_from_path;
use super::records::{RecordsAddress, open_records};
use crate::error::AppError;
use crate::page::render_page;
use crate::request::context::RequestContext;
use crate::transition::record_kind::RecordKind;
use crate::transition::view::credit::CreditHistory;
use crate::transition::view::records::RecordsView;

/// `/transition/credit`
#[component]
pub fn OwnCreditPage() -> impl IntoView {
    render_page(async |context: RequestContext| credit_page(&context, None).await)
}

/// `/family/{id}/transition/{person}/credit`
#[component]
pub fn CreditOfPage() -> impl IntoView {
    let subject = subject_from_path();
    render_page(async move |context: RequestContext| {
        credit_page(&context, Some(subject.ok_or(AppError::NotFound)?)).await
    })
}

async fn credit_page(
    context: &RequestContext,
    address: RecordsAddress,
) -> Result<AnyView, AppError> {
    let kind = RecordKind::Credit;
    let state = context.stored_form(kind.add_action()).await?;
    let (mut tx, subject) = open_records(context, address).await?;
    let entries = list_credit(&mut tx, subject.owner).await?;
    tx.commit().await?;
    let view = RecordsView::new(context, kind, &subject, state.as_ref())?;
    let (born, today) = (subject.born, view.actor.today);
    let history = CreditHistory::new(born, &subject.dates, today, &entries);
    let records = view! {
        {view.credit_list(&history)}
        {view.credit_form(&history)}
    };
    Ok(view.document(records.into_any()))
}
