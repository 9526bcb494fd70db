//! Server functions of the ninety-day plan: agreeing with a page, keeping a copy, and saying
//! whether one wants to name a person who decides about one's health care.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The button of a page.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct AgreeForm {
    /// Slug of a `TransitionPart`.
    pub part: String,
    /// Digest of the page that was shown.
    pub digest: String,
    /// `agree` or `take_back`.
    pub act: String,
}

/// Agrees with a page, or takes that back. Idempotent.
#[server(prefix = "/api", endpoint = "transition/agree")]
pub async fn agree_with_page(#[server(flatten)] fields: AgreeForm) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::agree(fields).await);
    Ok(())
}

/// The button "this is my plan".
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct KeepPlanForm {
    pub form: String,
    /// Digest of the plan that was shown.
    pub digest: String,
}

/// Keeps a copy of the plan. Idempotent.
#[server(prefix = "/api", endpoint = "transition/keep-plan")]
pub async fn keep_plan(#[server(flatten)] fields: KeepPlanForm) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::keep_plan_copy(fields).await);
    Ok(())
}

/// The buttons of the health care proxy.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ProxyWishForm {
    /// Slug of a `ProxyWish`.
    pub wish: String,
}

/// Stores the answer. Idempotent; the last answer holds.
#[server(prefix = "/api", endpoint = "transition/proxy-wish")]
pub async fn save_proxy_wish(
    #[server(flatten)] fields: ProxyWishForm,
) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::save_wish(fields).await);
    Ok(())
}

#[cfg(feature = "ssr")]
mod ssr {
    use model::ErrorCode;
    use model::transition::TransitionPart;
    use model::transition::agreed_plan::ProxyWish;
    use store::Intent;
    use store::transition::ninety_day_changes::{
        agree_with_page, keep_copy, save_proxy_wish, take_agreement_back,
    };

    use super::{AgreeForm, KeepPlanForm, ProxyWishForm};
    use crate::error::AppError;
    use crate::paths;
    use crate::request::context::request_context;
    use crate::request::form::retry_on_race;
    use crate::request::notice::PageNotice;
    use crate::request::stored_forms::refuse;

    /// What a form shows that the store refuses; `None` for an error that is not the form's.
    const fn refusal(error: &store::Error) -> Option<ErrorCode> {
        // A conflict is shown on the page and not as an error: the plan has changed, and the owner
        // reads it again.
        match error {
            store::Error::Conflict => Some("transition-ninety-stale"),
            store::Error::Invalid(code) => Some(*code),
            _ => None,
        }
    }

    pub async fn agree(fields: AgreeForm) -> Result<(), AppError> {
        let context = request_context();
        context.actor()?;
        let part = TransitionPart::parse(&fields.part).ok_or(AppError::NotFound)?;
        // No default: an act that is missing must not count as agreement.
        let is_agreed = match fields.act.as_str() {
            "agree" => true,
            "take_back" => false,
            _ => return Err(AppError::NotFound),
        };
        let refused: Option<ErrorCode> = retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            let written = if is_agreed {
                agree_with_page(&mut tx, part, &fields.digest).await
            } else {
                take_agreement_back(&mut tx, part).await
            };
            match written {
                Ok(()) => {
                    tx.commit().await?;
                    Ok(None)
                }
                // Inside the retry: only `Raced` is repeated, and a refusal ends it.
                Err(error) => match refusal(&error) {
                    Some(code) => Ok(Some(code)),
                    None => Err(error.into()),
                },
            }
        })?;
        let page = paths::ninety_days_page(part);
        if let Some(code) = refused {
            return refuse(&context, vec![("", code)], &page).await;
        }
        let key = if is_agreed {
            "transition-ninety-said-yes"
        } else {
            "transition-ninety-taken-back"
        };
        context
            .answer_with_notice(&page, PageNotice::new(key))
            .await
    }

    pub async fn keep_plan_copy(fields: KeepPlanForm) -> Result<(), AppError> {
        let context = request_context();
        context.actor()?;
        let form = fields.form.parse().map_err(|_| AppError::NotFound)?;
        let refused: Option<ErrorCode> = retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            match keep_copy(&mut tx, form, &fields.digest).await {
                Ok(()) => {
                    tx.commit().await?;
                    Ok(None)
                }
                Err(error) => match refusal(&error) {
                    Some(code) => Ok(Some(code)),
                    None => Err(error.into()),
                },
            }
        })?;
        let page = paths::NINETY_DAYS;
        if let Some(code) = refused {
            return refuse(&context, vec![("", code)], page).await;
        }
        let notice = PageNotice::new("transition-ninety-kept");
        context.answer_with_notice(page, notice).await
    }

    pub async fn save_wish(fields: ProxyWishForm) -> Result<(), AppError> {
        let context = request_context();
        context.actor()?;
        let wish = ProxyWish::parse(&fields.wish).ok_or(AppError::NotFound)?;
        retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            save_proxy_wish(&mut tx, wish).await?;
            tx.commit().await?;
            Ok(())
        })?;
        let notice = PageNotice::new("transition-ninety-wish-saved");
        context.answer_with_notice(paths::PROXY_WISH, notice).await
    }
}
