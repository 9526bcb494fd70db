//! Server functions with which a young person keeps their own budget.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The form for a line of the budget.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct BudgetForm {
    /// The id of the form, for a new line.
    pub form: String,
    /// The line, and the revision against which the form was filled in.
    pub row: String,
    pub revision: String,
    /// `in` or `out`.
    pub direction: String,
    /// A `BudgetItem`.
    pub item: String,
    pub name: String,
    pub amount: String,
}

/// Adds a line. Idempotent for each `form` id.
#[server(prefix = "/api", endpoint = "transition/budget-add")]
pub async fn add_budget_line(#[server(flatten)] fields: BudgetForm) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::add_line(fields).await);
    Ok(())
}

/// Changes a line.
#[server(prefix = "/api", endpoint = "transition/budget-save")]
pub async fn save_budget_line(#[server(flatten)] fields: BudgetForm) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::save_line(fields).await);
    Ok(())
}

/// The form that removes a line, or puts it back.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RemoveLineForm {
    pub row: String,
    /// `restore` puts the line back.
    pub act: String,
}

/// Removes a line, or puts it back. Idempotent.
#[server(prefix = "/api", endpoint = "transition/budget-remove")]
pub async fn remove_budget_line(
    #[server(flatten)] fields: RemoveLineForm,
) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::remove_line(fields).await);
    Ok(())
}

#[cfg(feature = "ssr")]
mod ssr {
    use leptos::server_fn::ServerFn;
    use model::field_errors::FieldError;
    use model::id::BudgetLineId;
    use model::transition::TransitionPart;
    use model::transition::budget::{BudgetLineForm, BudgetLineInput, MoneyDirection};
    use store::Intent;
    use store::plan::working_copy::SaveOutcome;
    use store::transition::{budget, own_transition};

    use super::{BudgetForm, RemoveBudgetLine, RemoveLineForm};
    use crate::error::AppError;
    use crate::paths;
    use crate::request::context::{RequestContext, request_context};
    use crate::request::form::retry_on_race;
    use crate::request::notice::{NoticeButton, PageNotice};
    use crate::request::stored_forms::{commit_or_refuse, refuse};

    impl BudgetForm {
        fn parse(&self, direction: MoneyDirection) -> Result<BudgetLineInput, Vec<FieldError>> {
            let form = BudgetLineForm {
                item: &self.item,
                name: &self.name,
                amount: &self.amount,
            };
            BudgetLineInput::parse(direction, &form)
        }
    }

    fn budget_page() -> String {
        paths::transition_part(TransitionPart::Budget)
    }

    /// The answer to a form whose fields are invalid: without a plan of one's own, or for a line of
    /// another person, it is 404, whatever was typed.
    async fn refuse_line(
        context: &RequestContext,
        line: Option<BudgetLineId>,
        errors: Vec<FieldError>,
        page: &str,
    ) -> Result<(), AppError> {
        let mut tx = context.begin_transaction(Intent::Read).await?;
        let own = own_transition(&mut tx).await?;
        // The line is read for its access only, so that an id of another person's line is answered
        // like a missing one.
        if let Some(id) = line {
            budget::read_line(&mut tx, &own, id).await?;
        }
        tx.commit().await?;
        refuse(context, errors, page).await
    }

    pub async fn add_line(fields: BudgetForm) -> Result<(), AppError> {
        let context = request_context();
        context.actor()?;
        let form = fields.form.parse().map_err(|_| AppError::NotFound)?;
        let direction = MoneyDirection::parse(&fields.direction).ok_or(AppError::NotFound)?;
        let page = paths::add_budget_line(direction);
        let input = match fields.parse(direction) {
            Ok(input) => input,
            Err(errors) => return refuse_line(&context, None, errors, &page).await,
        };
        let added = retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            let added = budget::add_line(&mut tx, form, &input).await;
            commit_or_refuse(tx, added, "item").await
        })?;
        match added {
            Ok(()) => answer_saved(&context).await,
            Err(error) => refuse(&context, vec![error], &page).await,
        }
    }

    async fn answer_saved(context: &RequestContext) -> Result<(), AppError> {
        let notice = PageNotice::new("transition-budget-saved");
        context.answer_with_notice(&budget_page(), notice).await
    }

    pub async fn save_line(fields: BudgetForm) -> Result<(), AppError> {
        let context = request_context();
        context.actor()?;
        let id: BudgetLineId = fields.row.parse().map_err(|_| AppError::NotFound)?;
        let revision: i32 = fields.revision.parse().map_err(|_| AppError::NotFound)?;
        let direction = MoneyDirection::parse(&fields.direction).ok_or(AppError::NotFound)?;
        let page = paths::budget_line(id);
        let input = match fields.parse(direction) {
            Ok(input) => input,
            Err(errors) => return refuse_line(&context, Some(id), errors, &page).await,
        };
        let saved = retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            let saved = budget::save_line(&mut tx, id, revision, &input).await?;
            tx.commit().await?;
            Ok(saved)
        })?;
        match saved {
            SaveOutcome::Saved(()) => answer_saved(&context).await,
            // The line was saved in another window meanwhile. The page then shows both.
            SaveOutcome::Stale => {
                let error = ("stale", "calendar-words-stale");
                refuse(&context, vec![error], &page).await
            }
        }
    }

    pub async fn remove_line(fields: RemoveLineForm) -> Result<(), AppError> {
        let context = request_context();
        context.actor()?;
        let id: BudgetLineId = fields.row.parse().map_err(|_| AppError::NotFound)?;
        let is_removed = fields.act != "restore";
        let removed = retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            let removed = budget::set_line_removed(&mut tx, id, is_removed).await;
            // An error of no field: the form is a button.
            commit_or_refuse(tx, removed, "").await
        })?;
        if let Err(error) = removed {
            return refuse(&context, vec![error], &budget_page()).await;
        }
        if !is_removed {
            return answer_saved(&context).await;
        }
        let notice = PageNotice {
            button: Some(NoticeButton {
                label_key: "transition-record-restore".to_owned(),
                action: RemoveBudgetLine::PATH.to_owned(),
                fields: vec![
                    ("row".to_owned(), id.to_string()),
                    ("act".to_owned(), "restore".to_owned()),
                ],
            }),
            ..PageNotice::new("transition-budget-removed")
        };
        context.answer_with_notice(&budget_page(), notice).await
    }
}
