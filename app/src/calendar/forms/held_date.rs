//! Server functions with which a worker notes that a permanency review or hearing was held,
//! corrects that, and takes it back.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The form for a review or hearing that was held.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct HeldDateFields {
    pub form: String,
    pub family: String,
    /// The id of the date that is corrected; empty for a new one.
    pub replaces: String,
    /// Slug of a `CaseDateKind`.
    pub kind: String,
    /// The id of a child, or `all`.
    pub child: String,
    pub day: String,
}

/// Notes what was held. Idempotent for each `form` id.
#[server(prefix = "/api", endpoint = "calendar/held")]
pub async fn note_held_date(
    #[server(flatten)] fields: HeldDateFields,
) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::note_held(fields).await);
    Ok(())
}

/// The form that takes a noted date back, or puts it back.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct HeldDateWithdrawal {
    pub family: String,
    pub date: String,
    /// `restore` puts it back.
    pub act: String,
}

/// Takes a noted date back, or puts it back. Idempotent.
#[server(prefix = "/api", endpoint = "calendar/held-out")]
pub async fn withdraw_held_date(
    #[server(flatten)] fields: HeldDateWithdrawal,
) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::withdraw_held(fields).await);
    Ok(())
}

#[cfg(feature = "ssr")]
mod ssr {
    use leptos::server_fn::ServerFn;
    use model::case_clock::HeldDateInput;
    use model::id::{CaseDateId, FamilyId, FormId};
    use model::policy::may_note_held_dates;
    use store::Intent;
    use store::calendar::held_dates;

    use super::{HeldDateFields, HeldDateWithdrawal, WithdrawHeldDate};
    use crate::error::AppError;
    use crate::paths;
    use crate::request::context::{RequestContext, request_context};
    use crate::request::form::retry_on_race;
    use crate::request::notice::{NoticeButton, PageNotice};
    use crate::request::stored_forms::{commit_or_refuse, refuse};

    /// Before an invalid field is reported: without permission the answer is 404, whatever was
    /// typed.
    fn require_worker(context: &RequestContext, family: &str) -> Result<FamilyId, AppError> {
        context.actor()?;
        let family: FamilyId = family.parse().map_err(|_| AppError::NotFound)?;
        context.require_role(family, may_note_held_dates)?;
        Ok(family)
    }

    pub async fn note_held(fields: HeldDateFields) -> Result<(), AppError> {
        let context = request_context();
        let family = require_worker(&context, &fields.family)?;
        let form: FormId = fields.form.parse().map_err(|_| AppError::NotFound)?;
        let replaces: Option<CaseDateId> = match fields.replaces.as_str() {
            "" => None,
            id => Some(id.parse().map_err(|_| AppError::NotFound)?),
        };
        let page = match replaces {
            None => paths::note_held_date(family),
            Some(date) => paths::correct_held_date(family, date),
        };
        let today = context.actor()?.today;
        let parsed = HeldDateInput::parse(&fields.kind, &fields.child, &fields.day, today);
        let input = match parsed {
            Ok(input) => input,
            Err(errors) => return refuse(&context, errors, &page).await,
        };
        let noted = retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            let noted = held_dates::note_held(&mut tx, family, form, replaces, &input).await;
            commit_or_refuse(tx, noted, "day").await
        })?;
        match noted {
            Ok(id) => {
                let notice = PageNotice {
                    button: Some(undo_button(family, id, "withdraw")),
                    ..PageNotice::new("calendar-notice-held")
                };
                let page = paths::calendar_clocks(family);
                context.answer_with_notice(&page, notice).await
            }
            Err(error) => refuse(&context, vec![error], &page).await,
        }
    }

    /// The button that takes back what the form did.
    fn undo_button(family: FamilyId, date: CaseDateId, act: &str) -> NoticeButton {
        let fields = [
            ("family", family.to_string()),
            ("date", date.to_string()),
            ("act", act.to_owned()),
        ];
        NoticeButton {
            label_key: "plan-notice-undo".to_owned(),
            action: WithdrawHeldDate::PATH.to_owned(),
            fields: fields
                .map(|(field, value)| (field.to_owned(), value))
                .to_vec(),
        }
    }

    pub async fn withdraw_held(fields: HeldDateWithdrawal) -> Result<(), AppError> {
        let context = request_context();
        let family = require_worker(&context, &fields.family)?;
        let date: CaseDateId = fields.date.parse().map_err(|_| AppError::NotFound)?;
        let is_withdrawn = fields.act != "restore";
        let mut tx = context.begin_transaction(Intent::Write).await?;
        held_dates::set_withdrawn(&mut tx, family, date, is_withdrawn).await?;
        tx.commit().await?;
        let notice = if is_withdrawn {
            PageNotice {
                button: Some(undo_button(family, date, "restore")),
                ..PageNotice::new("calendar-notice-held-out")
            }
        } else {
            PageNotice::new("calendar-notice-held-back")
        };
        context
            .answer_with_notice(&paths::calendar_clocks(family), notice)
            .await
    }
}
