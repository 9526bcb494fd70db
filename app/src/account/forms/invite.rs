//! Server functions with which a worker invites someone on a team to make an account.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The form that makes an invitation. The person is `member`, because every form has a field
/// `person` with the one who fills it in.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct InviteForm {
    pub family: String,
    pub member: String,
    /// The language tag of the letter.
    pub language: String,
}

/// Makes an invitation, which replaces the person's earlier ones, and redirects to its letter. A
/// form that is sent twice makes two, and the letter has the code of the last.
#[server(prefix = "/api", endpoint = "account/invite")]
pub async fn invite_person(#[server(flatten)] fields: InviteForm) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::invite_person(fields).await);
    Ok(())
}

/// The form that revokes an invitation.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RevokeInvitationForm {
    pub family: String,
    pub member: String,
}

/// Revokes the unused invitation of a person. Idempotent.
#[server(prefix = "/api", endpoint = "account/invite-revoke")]
pub async fn revoke_invitation(
    #[server(flatten)] fields: RevokeInvitationForm,
) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::revoke_invitation(fields).await);
    Ok(())
}

#[cfg(feature = "ssr")]
mod ssr {
    use model::id::{FamilyId, PersonId};
    use model::language::Language;
    use model::policy::may_invite;
    use store::Intent;
    use store::team::invitations;

    use super::{InviteForm, RevokeInvitationForm};
    use crate::account::letter::{NewLetter, store_letter};
    use crate::error::AppError;
    use crate::paths;
    use crate::request::context::{RequestContext, request_context};
    use crate::request::form::{retry_on_race, see_other};
    use crate::request::notice::PageNotice;

    /// The family and the person of a form. Without permission the answer is 404, whatever was
    /// sent.
    fn parse_invited(
        context: &RequestContext,
        family: &str,
        member: &str,
    ) -> Result<(FamilyId, PersonId), AppError> {
        context.actor()?;
        let family = family.parse().map_err(|_| AppError::NotFound)?;
        context.require_role(family, may_invite)?;
        let person = member.parse().map_err(|_| AppError::NotFound)?;
        Ok((family, person))
    }

    pub async fn invite_person(fields: InviteForm) -> Result<(), AppError> {
        let context = request_context();
        let (family, person) = parse_invited(&context, &fields.family, &fields.member)?;
        let language = Language::parse(&fields.language).ok_or(AppError::NotFound)?;
        let made = retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            let made = invitations::make_invitation(&mut tx, family, person).await?;
            tx.commit().await?;
            Ok(made)
        })?;
        // The person has made an account meanwhile, which the list then says.
        let Some(made) = made else {
            see_other(&paths::invite(family));
            return Ok(());
        };
        let letter = NewLetter {
            made_by: context.actor()?.person,
            family,
            person,
            language,
            code: made.code,
            expires: made.expires.as_second(),
        };
        store_letter(&context, &letter).await?;
        see_other(paths::INVITATION_LETTER);
        Ok(())
    }

    pub async fn revoke_invitation(fields: RevokeInvitationForm) -> Result<(), AppError> {
        let context = request_context();
        let (family, person) = parse_invited(&context, &fields.family, &fields.member)?;
        retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            invitations::revoke_invitation(&mut tx, family, person).await?;
            tx.commit().await?;
            Ok(())
        })?;
        let notice = PageNotice::new("account-invite-revoked");
        context
            .answer_with_notice(&paths::invite(family), notice)
            .await
    }
}
