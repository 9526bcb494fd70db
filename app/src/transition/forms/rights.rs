//! Server functions with which a young person says what they understood of the list of rights, and
//! that they got it.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The button "I understood" of a right.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RightForm {
    /// A `YouthRight`.
    pub right: String,
    /// `undo` takes it back.
    pub act: String,
}

/// Stores that the right was understood, or takes it back. Idempotent.
#[server(prefix = "/api", endpoint = "transition/right")]
pub async fn set_right(#[server(flatten)] fields: RightForm) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::set_right(fields).await);
    Ok(())
}

/// The form with which a young person says that they got the list.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SignRightsForm {
    pub form: String,
    pub signed_on: String,
    pub talked_with: String,
}

/// Stores that the young person got the list and talked about it. Idempotent for each `form` id.
#[server(prefix = "/api", endpoint = "transition/rights-sign")]
pub async fn sign_rights(#[server(flatten)] fields: SignRightsForm) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::sign_rights(fields).await);
    Ok(())
}

/// The form that takes a signature back, or puts it back.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct UnsignRightsForm {
    pub row: String,
    /// `restore` puts the signature back.
    pub act: String,
}

/// Takes a signature back, or puts it back. Idempotent.
#[server(prefix = "/api", endpoint = "transition/rights-unsign")]
pub async fn unsign_rights(
    #[server(flatten)] fields: UnsignRightsForm,
) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::unsign_rights(fields).await);
    Ok(())
}

#[cfg(feature = "ssr")]
mod ssr {
    use leptos::server_fn::ServerFn;
    use model::transition::rights::{SignatureForm, SignatureInput, YouthRight};
    use store::Intent;
    use store::transition::rights;

    use super::{RightForm, SetRight, SignRightsForm, UnsignRights, UnsignRightsForm};
    use crate::error::AppError;
    use crate::paths;
    use crate::request::context::request_context;
    use crate::request::form::retry_on_race;
    use crate::request::notice::{NoticeButton, PageNotice};
    use crate::request::stored_forms::refuse;
    use crate::transition::forms::require_plan;

    pub async fn set_right(fields: RightForm) -> Result<(), AppError> {
        let context = request_context();
        context.actor()?;
        let right = YouthRight::parse(&fields.right).ok_or(AppError::NotFound)?;
        let understood = fields.act != "undo";
        retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            rights::set_understood(&mut tx, right, understood).await?;
            tx.commit().await?;
            Ok(())
        })?;
        let button = understood.then(|| NoticeButton {
            label_key: "transition-right-undo".to_owned(),
            action: SetRight::PATH.to_owned(),
            fields: vec![
                ("right".to_owned(), right.slug().to_owned()),
                ("act".to_owned(), "undo".to_owned()),
            ],
        });
        let key = if understood {
            "transition-right-understood"
        } else {
            "transition-right-undone"
        };
        let notice = PageNotice {
            button,
            subject: right.slug().to_owned(),
            ..PageNotice::new(key)
        };
        context
            .answer_with_notice(&paths::own_right(right), notice)
            .await
    }

    pub async fn sign_rights(fields: SignRightsForm) -> Result<(), AppError> {
        let context = request_context();
        let today = context.actor()?.today;
        require_plan(&context).await?;
        let form = fields.form.parse().map_err(|_| AppError::NotFound)?;
        let typed = SignatureForm {
            signed_on: &fields.signed_on,
            talked_with: &fields.talked_with,
        };
        let input = match SignatureInput::parse(&typed, today) {
            Ok(input) => input,
            Err(errors) => {
                return refuse(&context, errors, paths::OWN_RIGHTS).await;
            }
        };
        retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            rights::sign_rights(&mut tx, form, &input).await?;
            tx.commit().await?;
            Ok(())
        })?;
        let notice = PageNotice {
            button: Some(signature_button(
                "transition-right-undo",
                &fields.form,
                "take_back",
            )),
            ..PageNotice::new("transition-rights-signed")
        };
        context.answer_with_notice(paths::OWN_RIGHTS, notice).await
    }

    fn signature_button(label_key: &str, row: &str, act: &str) -> NoticeButton {
        NoticeButton::for_row(label_key, UnsignRights::PATH, row, act)
    }

    pub async fn unsign_rights(fields: UnsignRightsForm) -> Result<(), AppError> {
        let context = request_context();
        context.actor()?;
        let id = fields.row.parse().map_err(|_| AppError::NotFound)?;
        let is_taken_back = fields.act != "restore";
        retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            rights::set_signature_taken_back(&mut tx, id, is_taken_back).await?;
            tx.commit().await?;
            Ok(())
        })?;
        let notice = if is_taken_back {
            PageNotice {
                button: Some(signature_button(
                    "transition-right-put-back",
                    &fields.row,
                    "restore",
                )),
                ..PageNotice::new("transition-rights-unsigned")
            }
        } else {
            PageNotice::new("transition-rights-signed")
        };
        context.answer_with_notice(paths::OWN_RIGHTS, notice).await
    }
}
