//! Server functions with which a worker keeps the memberships of people with an account.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The search for someone of the agency.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct FindForm {
    pub family: String,
    /// A name, or the agency's own key of a person.
    pub words: String,
}

/// Stores what the worker looks for in the session, so that it is in no address. Searches that may
/// guess at the agency's own keys are counted (`GuessTarget::AgencyKey`).
#[server(prefix = "/api", endpoint = "team/find")]
pub async fn find_person(#[server(flatten)] fields: FindForm) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::store_words(fields).await);
    Ok(())
}

/// The form for a membership. The person is `member`, because every form has a field `person` with
/// the one who fills it in.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct MemberForm {
    pub form: String,
    pub family: String,
    pub member: String,
    /// Slug of the role of a membership to change, and the revision that the form was filled in
    /// against.
    pub current: String,
    pub revision: String,
    /// Slug of the role.
    pub role: String,
    /// For a mentor: the id of the family member whom they support.
    pub mentee: String,
    pub since: String,
    /// Empty for no end.
    pub until: String,
    pub why: String,
}

/// Adds someone to the team. Idempotent for each `form` id.
#[server(prefix = "/api", endpoint = "team/member-add")]
pub async fn add_member(#[server(flatten)] fields: MemberForm) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::add_member(fields).await);
    Ok(())
}

/// Changes a membership. An older `revision` than the stored one is an edit conflict.
#[server(prefix = "/api", endpoint = "team/member-save")]
pub async fn save_member(#[server(flatten)] fields: MemberForm) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::save_member(fields).await);
    Ok(())
}

/// The form that ends a membership. Its fields have other names than those of `MemberForm`, which
/// is on the same page.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct EndMemberForm {
    pub form: String,
    pub family: String,
    pub member: String,
    /// Slug of the role.
    pub current: String,
    /// The first day on which they are no longer on the team.
    pub last_day: String,
    /// The reason.
    pub words: String,
}

/// Ends a membership. Idempotent for each `form` id.
#[server(prefix = "/api", endpoint = "team/member-end")]
pub async fn end_member(#[server(flatten)] fields: EndMemberForm) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::end_member(fields).await);
    Ok(())
}

#[cfg(feature = "ssr")]
mod ssr {
    use model::ErrorCode;
    use model::field_errors::FieldError;
    use model::id::{FamilyId, PersonId};
    use model::policy::may_keep_memberships;
    use model::role::Role;
    use model::team::membership::{MembershipEnd, MembershipForm, MembershipInput};
    use store::Intent;
    use store::plan::working_copy::SaveOutcome;
    use store::team::{membership_changes, memberships};
    use store::throttle::GuessTarget;

    use super::{EndMemberForm, FindForm, MemberForm};
    use crate::account::throttle;
    use crate::error::AppError;
    use crate::paths;
    use crate::request::context::{RequestContext, request_context};
    use crate::request::form::{retry_on_race, see_other};
    use crate::request::notice::{NoticeSentence, PageNotice};
    use crate::request::stored_forms::refuse;

    pub async fn store_words(fields: FindForm) -> Result<(), AppError> {
        let context = request_context();
        let family = require_keeper(&context, &fields.family)?;
        let page = paths::add_team_member(family);
        // An empty search lists people by name and cannot guess a key.
        if !fields.words.trim().is_empty() {
            count_search(&context, family, &fields.words).await?;
        }
        context.store_search_words(&page, &fields.words).await?;
        see_other(&page);
        Ok(())
    }

    /// Counts a search, except one that finds people by their names and no person by their key. The
    /// page does the same search for the stored words again, which tells nothing more.
    ///
    /// # Errors
    /// `TooMany` when the rate limit is exceeded.
    async fn count_search(
        context: &RequestContext,
        family: FamilyId,
        words: &str,
    ) -> Result<(), AppError> {
        let searcher = context.actor()?.person;
        let guess = GuessTarget::AgencyKey { searcher };
        // Counted before the search, so that requests that run at the same time cannot pass the
        // limit.
        let attempt = throttle::count_attempt(context, guess).await?;
        // Dropped without a commit, and with it the access log entry: nothing of the record is
        // shown by the redirect.
        let mut tx = context.begin_record_read(family).await?;
        let found = memberships::find_people_to_add(&mut tx, family, words).await?;
        drop(tx);
        if found.is_empty() {
            throttle::log_wrong_attempt(context, guess);
        } else if found.iter().all(|one| !one.by_key) {
            attempt.refund_succeeded(&context.db).await;
        }
        Ok(())
    }

    /// Before an invalid field is reported: without permission the answer is 404, whatever was
    /// typed.
    fn require_keeper(context: &RequestContext, family: &str) -> Result<FamilyId, AppError> {
        context.actor()?;
        let family = family.parse().map_err(|_| AppError::NotFound)?;
        context.require_role(family, may_keep_memberships)?;
        Ok(family)
    }

    /// The field that an error of the store is about.
    fn field_of(code: ErrorCode) -> &'static str {
        match code {
            "team-mentee" => "mentee",
            "team-ends-early"
            | "team-from-past"
            | "team-hand-over-first"
            | "team-coordinator-one" => "until",
            _ => "since",
        }
    }

    impl MemberForm {
        fn parse(&self, language: &str) -> Result<MembershipInput, Vec<FieldError>> {
            let form = MembershipForm {
                role: &self.role,
                mentee: &self.mentee,
                since: &self.since,
                until: &self.until,
                why: &self.why,
            };
            MembershipInput::parse(&form, language)
        }
    }

    pub async fn add_member(fields: MemberForm) -> Result<(), AppError> {
        let context = request_context();
        let family = require_keeper(&context, &fields.family)?;
        let form = fields.form.parse().map_err(|_| AppError::NotFound)?;
        let person: PersonId = fields.member.parse().map_err(|_| AppError::NotFound)?;
        let role = Role::parse(&fields.role).ok_or(AppError::NotFound)?;
        let page = paths::add_member_as(family, person, role);
        let input = match fields.parse(&context.submitted_language()) {
            Ok(input) => input,
            Err(errors) => return refuse(&context, errors, &page).await,
        };
        let added = retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            match membership_changes::add_membership(&mut tx, family, form, person, &input).await {
                Ok(()) => {
                    tx.commit().await?;
                    Ok(Ok(()))
                }
                Err(store::Error::Invalid(code)) => Ok(Err((field_of(code), code))),
                Err(error) => Err(error.into()),
            }
        })?;
        match added {
            Ok(()) => answer(&context, (family, person), "team-member-added", None).await,
            Err(error) => refuse(&context, vec![error], &page).await,
        }
    }

    /// Ends a form that was saved, on the team list; on today's page for a worker who has just left
    /// the team.
    async fn answer(
        context: &RequestContext,
        (family, changed): (FamilyId, PersonId),
        key: &str,
        name: Option<String>,
    ) -> Result<(), AppError> {
        let actor = context.actor()?;
        // Workers can end their own membership, and would then get an error page for the team list.
        let has_left = changed == actor.person && {
            let profile = context.db.load_profile(actor.person, &actor.zone).await?;
            profile.actor.membership_in(family).is_err()
        };
        let page = if has_left {
            paths::HOME.to_owned()
        } else {
            paths::team(family)
        };
        let notice = PageNotice::default().with_sentence(NoticeSentence {
            key: key.to_owned(),
            names: name.into_iter().collect(),
            ..NoticeSentence::default()
        });
        context.answer_with_notice(&page, notice).await
    }

    pub async fn save_member(fields: MemberForm) -> Result<(), AppError> {
        let context = request_context();
        let family = require_keeper(&context, &fields.family)?;
        let form = fields.form.parse().map_err(|_| AppError::NotFound)?;
        let person: PersonId = fields.member.parse().map_err(|_| AppError::NotFound)?;
        let current = Role::parse(&fields.current).ok_or(AppError::NotFound)?;
        let revision: i32 = fields.revision.parse().map_err(|_| AppError::NotFound)?;
        let page = paths::team_member_as(family, person, current);
        let input = match fields.parse(&context.submitted_language()) {
            Ok(input) => input,
            Err(errors) => {
                require_member(&context, family, person).await?;
                return refuse(&context, errors, &page).await;
            }
        };
        let of = (person, current, revision);
        let saved = retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            let change =
                membership_changes::change_membership(&mut tx, family, form, of, &input).await;
            match change {
                Ok(saved) => {
                    tx.commit().await?;
                    Ok(Ok(saved))
                }
                Err(store::Error::Invalid(code)) => Ok(Err((field_of(code), code))),
                Err(error) => Err(error.into()),
            }
        })?;
        match saved {
            Ok(SaveOutcome::Saved(_)) => {
                answer(&context, (family, person), "team-saved", None).await
            }
            // Someone else saved it meanwhile. The page then shows both.
            Ok(SaveOutcome::Stale) => {
                let stale = vec![("stale", "plan-stale")];
                refuse(&context, stale, &page).await
            }
            Err(error) => refuse(&context, vec![error], &page).await,
        }
    }

    /// Someone who was never on the team is 404 here too, whatever was typed.
    async fn require_member(
        context: &RequestContext,
        family: FamilyId,
        person: PersonId,
    ) -> Result<(), AppError> {
        // Dropped without a commit, and with it the access log entry: nothing of the record is
        // shown by the redirect.
        let mut tx = context.begin_record_read(family).await?;
        memberships::read_member(&mut tx, family, person, "en").await?;
        Ok(())
    }

    pub async fn end_member(fields: EndMemberForm) -> Result<(), AppError> {
        let context = request_context();
        let family = require_keeper(&context, &fields.family)?;
        let form = fields.form.parse().map_err(|_| AppError::NotFound)?;
        let person: PersonId = fields.member.parse().map_err(|_| AppError::NotFound)?;
        let role = Role::parse(&fields.current).ok_or(AppError::NotFound)?;
        let page = paths::team_member_as(family, person, role);
        let language = context.submitted_language();
        let end = match MembershipEnd::parse(&fields.last_day, &fields.words, &language) {
            Ok(end) => end,
            Err(errors) => {
                require_member(&context, family, person).await?;
                let errors = errors.into_iter().map(rename_field).collect();
                return refuse(&context, errors, &page).await;
            }
        };
        let ended = retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            let of = (person, role);
            match membership_changes::end_membership(&mut tx, family, form, of, &end).await {
                Ok(membership) => {
                    tx.commit().await?;
                    Ok(Ok(membership))
                }
                // The page has two forms, and the day of this one is named `last_day`.
                Err(store::Error::Invalid(code)) => Ok(Err(("last_day", code))),
                Err(error) => Err(error.into()),
            }
        })?;
        match ended {
            Ok(membership) => {
                let key = "team-member-ended";
                answer(&context, (family, person), key, Some(membership.name)).await
            }
            Err(error) => refuse(&context, vec![error], &page).await,
        }
    }

    /// The names that the fields have on the page with both forms.
    fn rename_field((field, code): FieldError) -> FieldError {
        match field {
            "until" => ("last_day", code),
            "why" => ("words", code),
            other => (other, code),
        }
    }
}
