//! Server functions with which a worker keeps the people without an account.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The form for a person without an account. The languages are not in it: they are checkboxes named
/// `languages-` and a language tag (`crate::request::form::checked_ids`).
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ContactForm {
    /// The id of the form that adds a contact.
    pub form: String,
    pub family: String,
    /// The id of a contact to change, and the revision that the form was filled in against.
    pub contact: String,
    pub revision: String,
    pub name: String,
    /// Slug of a `TeamContactKind`.
    pub kind: String,
    pub organization: String,
    pub phone: String,
    pub hours: String,
    pub note: String,
    pub since: String,
    /// Who reads about the person: `team`, the id of a family member, or `keep`.
    pub who: String,
}

/// Adds someone without an account. Idempotent for each `form` id.
#[server(prefix = "/api", endpoint = "team/add")]
pub async fn add_contact(#[server(flatten)] fields: ContactForm) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::create_contact(fields).await);
    Ok(())
}

/// Changes someone without an account. An older `revision` than the stored one is an edit conflict.
#[server(prefix = "/api", endpoint = "team/save")]
pub async fn save_contact(#[server(flatten)] fields: ContactForm) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::change_contact(fields).await);
    Ok(())
}

/// The form that ends a contact, or restores one that was ended.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct EndContactForm {
    pub family: String,
    pub contact: String,
    /// The first day on which they are no longer on the team.
    pub until: String,
    /// `restore` puts them back; `until` is then ignored.
    pub act: String,
}

/// Ends the place of someone without an account, or puts them back.
#[server(prefix = "/api", endpoint = "team/end")]
pub async fn end_contact(#[server(flatten)] fields: EndContactForm) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::end_contact(fields).await);
    Ok(())
}

#[cfg(feature = "ssr")]
mod ssr {
    use leptos::server_fn::ServerFn;
    use model::field_errors::FieldError;
    use model::id::{FamilyId, TeamContactId};
    use model::team::{TeamContactForm, TeamContactInput, may_keep_contacts};
    use model::typed_date::parse_date;
    use store::Intent;
    use store::plan::working_copy::SaveOutcome;
    use store::team::contacts;

    use super::{ContactForm, EndContact, EndContactForm};
    use crate::error::AppError;
    use crate::paths;
    use crate::request::context::{RequestContext, request_context};
    use crate::request::form::{checked_ids, retry_on_race};
    use crate::request::notice::{NoticeButton, NoticeSentence, PageNotice};
    use crate::request::stored_forms::{commit_or_refuse, refuse};

    impl ContactForm {
        fn parse(&self, language: &str) -> Result<TeamContactInput, Vec<FieldError>> {
            let languages = checked_ids("languages");
            let form = TeamContactForm {
                name: &self.name,
                kind: &self.kind,
                organization: &self.organization,
                phone: &self.phone,
                languages: &languages,
                hours: &self.hours,
                note: &self.note,
                since: &self.since,
                who: &self.who,
            };
            TeamContactInput::parse(&form, language)
        }
    }

    /// Ends a form that was saved, beside the card of the contact.
    async fn answer_saved(
        context: &RequestContext,
        family: FamilyId,
        contact: TeamContactId,
    ) -> Result<(), AppError> {
        let notice = PageNotice {
            subject: contact.to_string(),
            ..PageNotice::new("team-saved")
        };
        context
            .answer_with_notice(&paths::team(family), notice)
            .await
    }

    pub async fn create_contact(fields: ContactForm) -> Result<(), AppError> {
        let context = request_context();
        context.actor()?;
        let family: FamilyId = fields.family.parse().map_err(|_| AppError::NotFound)?;
        // Before an invalid field is reported: without permission the answer is 404, whatever was
        // typed.
        context.require_role(family, may_keep_contacts)?;
        let form = fields.form.parse().map_err(|_| AppError::NotFound)?;
        // Without the proposal: what was typed comes back and must not be filled in from it again.
        let page = paths::add_team_contact(family, None);
        let input = match fields.parse(&context.submitted_language()) {
            Ok(input) => input,
            Err(errors) => return refuse(&context, errors, &page).await,
        };
        let added = retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            let added = contacts::add_contact(&mut tx, family, form, &input).await;
            commit_or_refuse(tx, added, "who").await
        })?;
        match added {
            Ok(id) => answer_saved(&context, family, id).await,
            Err(error) => refuse(&context, vec![error], &page).await,
        }
    }

    pub async fn change_contact(fields: ContactForm) -> Result<(), AppError> {
        let context = request_context();
        context.actor()?;
        let family: FamilyId = fields.family.parse().map_err(|_| AppError::NotFound)?;
        // Before an invalid field is reported, as in `create_contact`.
        context.require_role(family, may_keep_contacts)?;
        let id: TeamContactId = fields.contact.parse().map_err(|_| AppError::NotFound)?;
        let revision: i32 = fields.revision.parse().map_err(|_| AppError::NotFound)?;
        let page = paths::team_contact(family, id);
        let input = match fields.parse(&context.submitted_language()) {
            Ok(input) => input,
            Err(errors) => {
                require_contact(&context, family, id).await?;
                return refuse(&context, errors, &page).await;
            }
        };
        let saved = retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            let saved = contacts::save_contact(&mut tx, family, id, revision, &input).await;
            commit_or_refuse(tx, saved, "who").await
        })?;
        match saved {
            Ok(SaveOutcome::Saved(id)) => answer_saved(&context, family, id).await,
            // Someone else saved it meanwhile. The page then shows both.
            Ok(SaveOutcome::Stale) => refuse(&context, vec![("stale", "plan-stale")], &page).await,
            Err(error) => refuse(&context, vec![error], &page).await,
        }
    }

    /// A contact that this worker may not see is 404 here too, whatever they typed.
    async fn require_contact(
        context: &RequestContext,
        family: FamilyId,
        id: TeamContactId,
    ) -> Result<(), AppError> {
        // Dropped without a commit, and with it the access log entry: nothing of the record is
        // shown by the redirect.
        let mut tx = context.begin_record_read(family).await?;
        contacts::read_contact(&mut tx, family, id).await?;
        Ok(())
    }

    pub async fn end_contact(fields: EndContactForm) -> Result<(), AppError> {
        let context = request_context();
        context.actor()?;
        let family: FamilyId = fields.family.parse().map_err(|_| AppError::NotFound)?;
        // Before an invalid field is reported, as in `create_contact`.
        context.require_role(family, may_keep_contacts)?;
        let id: TeamContactId = fields.contact.parse().map_err(|_| AppError::NotFound)?;
        let page = paths::team_contact(family, id);
        // The button that puts a person back has no field for a day.
        let until = if fields.act == "restore" {
            None
        } else if let Some(day) = parse_date(&fields.until) {
            Some(day)
        } else {
            require_contact(&context, family, id).await?;
            return refuse(&context, vec![("until", "plan-date")], &page).await;
        };
        let mut tx = context.begin_transaction(Intent::Write).await?;
        let ended = contacts::end_contact(&mut tx, family, id, until).await;
        let name = match commit_or_refuse(tx, ended, "until").await? {
            Ok(name) => name,
            Err(error) => return refuse(&context, vec![error], &page).await,
        };
        // The notice is beside the card of the person, who is on the list again.
        if until.is_none() {
            return answer_saved(&context, family, id).await;
        }
        context
            .answer_with_notice(&paths::team(family), ended_notice(family, id, name))
            .await
    }

    /// That the person is off the list, with the button that puts them back.
    fn ended_notice(family: FamilyId, contact: TeamContactId, name: String) -> PageNotice {
        let fields = [
            ("family", family.to_string()),
            ("contact", contact.to_string()),
            ("act", "restore".to_owned()),
        ];
        PageNotice {
            sentences: vec![NoticeSentence {
                key: "team-ended".to_owned(),
                names: vec![name],
                ..NoticeSentence::default()
            }],
            button: Some(NoticeButton {
                label_key: "team-restore".to_owned(),
                action: EndContact::PATH.to_owned(),
                fields: fields
                    .map(|(field, value)| (field.to_owned(), value))
                    .to_vec(),
            }),
            ..PageNotice::default()
        }
    }
}
