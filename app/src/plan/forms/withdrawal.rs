//! Server function that takes a reply back.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The form that takes one's own reply back.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct WithdrawalForm {
    pub family: String,
    /// The id of the reply.
    pub reply: String,
}

/// Takes the signed-in person's reply back, and redirects to the page that the form was on.
/// Idempotent. A reply that has an answer stays.
#[server(prefix = "/api", endpoint = "plan/withdraw")]
pub async fn withdraw_reply(
    #[server(flatten)] fields: WithdrawalForm,
) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::withdraw_reply(fields).await);
    Ok(())
}

#[cfg(feature = "ssr")]
mod ssr {
    use model::id::{FamilyId, ReplyId};
    use model::plan::reply::ReplyKind;
    use model::policy::may_reply;
    use store::Intent;
    use store::plan::reply_withdrawal::{self, WithdrawnReply};

    use super::WithdrawalForm;
    use crate::error::AppError;
    use crate::paths;
    use crate::request::context::request_context;
    use crate::request::form::retry_on_race;
    use crate::request::notice::{NoticeSentence, PageNotice};
    use crate::request::stored_notice::page_of_form;

    pub async fn withdraw_reply(fields: WithdrawalForm) -> Result<(), AppError> {
        let context = request_context();
        context.actor()?;
        let family: FamilyId = fields.family.parse().map_err(|_| AppError::NotFound)?;
        let reply: ReplyId = fields.reply.parse().map_err(|_| AppError::NotFound)?;
        context.require_role(family, |role| may_reply(role, ReplyKind::Comment))?;
        let page = page_of_form(&paths::plan(family));
        let withdrawn: Option<WithdrawnReply> = retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            match reply_withdrawal::withdraw_reply(&mut tx, family, reply).await {
                Ok(withdrawn) => {
                    tx.commit().await?;
                    Ok(Some(withdrawn))
                }
                Err(store::Error::Conflict) => Ok(None),
                Err(other) => Err(other.into()),
            }
        })?;
        match withdrawn {
            Some(withdrawn) => {
                context
                    .answer_with_notice(&page, withdrawn_notice(&withdrawn))
                    .await
            }
            // The team was quicker. The page of the reply shows the answer.
            None => {
                let notice = PageNotice::new("plan-notice-answered");
                context
                    .answer_with_notice(&paths::plan_reply(family, reply), notice)
                    .await
            }
        }
    }

    /// The notice of a reply that was taken back, with what to do next.
    fn withdrawn_notice(reply: &WithdrawnReply) -> PageNotice {
        let next = if reply.kind.step_state().is_some() {
            "plan-notice-withdrawn-step"
        } else {
            "plan-notice-withdrawn-next"
        };
        PageNotice {
            subject: reply.item.map(|item| item.to_string()).unwrap_or_default(),
            ..PageNotice::new("plan-notice-withdrawn")
        }
        .with_sentence(NoticeSentence {
            key: next.into(),
            ..NoticeSentence::default()
        })
    }
}
