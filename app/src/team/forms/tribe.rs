//! Server functions of the tribe panel: the facts, which a worker writes, and active efforts and
//! words of the tribe, which are added one at a time.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The form for the facts about a child and a tribe.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct TribeFactsForm {
    /// The id of the form that adds a row, and the child it is about.
    pub form: String,
    pub family: String,
    pub child: String,
    /// The id of a row to change, and the revision that the form was filled in against.
    pub row: String,
    pub revision: String,
    pub tribe: String,
    pub asked_on: String,
    pub asked_by: String,
    pub notified_on: String,
    /// Slug of a `NoticeMethod`.
    pub notified_how: String,
    /// Slug of a `TribeAnswer`.
    pub answer: String,
    pub answered_on: String,
    /// Slug of a `PlacementPreference`.
    pub preference: String,
    /// `yes` or `no`.
    pub followed: String,
    pub good_cause: String,
}

/// Adds the facts about a child and a tribe. Idempotent for each `form` id.
#[server(prefix = "/api", endpoint = "team/tribe-add")]
pub async fn add_tribe_facts(
    #[server(flatten)] fields: TribeFactsForm,
) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::create_facts(fields).await);
    Ok(())
}

/// Changes the facts. An older `revision` than the stored one is an edit conflict.
#[server(prefix = "/api", endpoint = "team/tribe-save")]
pub async fn save_tribe_facts(
    #[server(flatten)] fields: TribeFactsForm,
) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::change_facts(fields).await);
    Ok(())
}

/// The form for an active effort, or for words of the tribe.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct TribeEntryForm {
    pub form: String,
    pub family: String,
    /// The id of the row that it is added to.
    pub row: String,
    /// The day of an active effort.
    pub day: String,
    pub words: String,
}

/// Adds an active effort or words of the tribe, by the role of the sender. Idempotent for each
/// `form` id.
#[server(prefix = "/api", endpoint = "team/tribe-write")]
pub async fn write_tribe_entry(
    #[server(flatten)] fields: TribeEntryForm,
) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::create_entry(fields).await);
    Ok(())
}

/// The form that withdraws an entry, or puts it back.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct TribeWithdrawalForm {
    pub family: String,
    pub entry: String,
    /// `restore` puts it back.
    pub act: String,
}

/// Withdraws an active effort or words of the tribe, or puts them back.
#[server(prefix = "/api", endpoint = "team/tribe-withdraw")]
pub async fn withdraw_tribe_entry(
    #[server(flatten)] fields: TribeWithdrawalForm,
) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::withdraw_entry(fields).await);
    Ok(())
}

#[cfg(feature = "ssr")]
mod ssr {
    use leptos::server_fn::ServerFn;
    use model::field_errors::FieldError;
    use model::id::{ChildId, ChildTribeId, FamilyId, FormId, TribeEntryId};
    use model::team::tribe::{
        ChildTribeForm, ChildTribeInput, TribeEntryInput, may_write_tribe_facts, tribe_entry_kind,
    };
    use store::Intent;
    use store::plan::working_copy::SaveOutcome;
    use store::team::tribe::{entries, facts, list_tribe_children};

    use super::{TribeEntryForm, TribeFactsForm, TribeWithdrawalForm, WithdrawTribeEntry};
    use crate::error::AppError;
    use crate::paths;
    use crate::request::context::{RequestContext, request_context};
    use crate::request::form::retry_on_race;
    use crate::request::notice::{NoticeButton, PageNotice};
    use crate::request::stored_forms::{commit_or_refuse, refuse};

    impl TribeFactsForm {
        fn parse(&self, context: &RequestContext) -> Result<Parsed, AppError> {
            let form = ChildTribeForm {
                tribe: &self.tribe,
                asked_on: &self.asked_on,
                asked_by: &self.asked_by,
                notified_on: &self.notified_on,
                notified_how: &self.notified_how,
                answer: &self.answer,
                answered_on: &self.answered_on,
                preference: &self.preference,
                followed: &self.followed,
                good_cause: &self.good_cause,
            };
            // Days in the future are refused: these are facts that have happened.
            let today = context.actor()?.today;
            Ok(ChildTribeInput::parse(
                &form,
                today,
                &context.submitted_language(),
            ))
        }
    }

    /// The parsed facts, or their invalid fields.
    type Parsed = Result<ChildTribeInput, Vec<FieldError>>;

    /// Ends a form that was saved, on the card of the row.
    async fn answer_saved(
        context: &RequestContext,
        family: FamilyId,
        row: ChildTribeId,
    ) -> Result<(), AppError> {
        let notice = PageNotice {
            subject: row.to_string(),
            ..PageNotice::new("team-saved")
        };
        context
            .answer_with_notice(&paths::tribe(family), notice)
            .await
    }

    /// Before an invalid field is reported: without permission the answer is 404, whatever was
    /// typed.
    fn require_worker(context: &RequestContext, family: &str) -> Result<FamilyId, AppError> {
        context.actor()?;
        let family: FamilyId = family.parse().map_err(|_| AppError::NotFound)?;
        context.require_role(family, may_write_tribe_facts)?;
        Ok(family)
    }

    /// What the form for facts is about.
    #[derive(Clone, Copy)]
    enum FactsTarget {
        /// A new row about a child, with the id of the form.
        New(FormId, ChildId),
        /// A stored row, with the revision that the form was filled in against.
        Stored(ChildTribeId, i32),
    }

    impl FactsTarget {
        fn page(self, family: FamilyId) -> String {
            match self {
                Self::New(..) => paths::add_child_tribe(family, None),
                Self::Stored(row, _) => paths::child_tribe(family, row),
            }
        }

        /// A child or a row that this worker may not see is 404 here too, whatever they typed.
        async fn require(self, context: &RequestContext, family: FamilyId) -> Result<(), AppError> {
            // Dropped without a commit, and with it the access log entry: nothing of the record is
            // shown by the redirect.
            let mut tx = context.begin_record_read(family).await?;
            match self {
                Self::New(_, child) => {
                    let children = list_tribe_children(&mut tx, family).await?;
                    let is_known = children.iter().any(|one| one.id == child);
                    is_known.then_some(()).ok_or(AppError::NotFound)
                }
                Self::Stored(row, _) => {
                    facts::read_child_tribe(&mut tx, family, row).await?;
                    Ok(())
                }
            }
        }
    }

    pub async fn create_facts(fields: TribeFactsForm) -> Result<(), AppError> {
        let context = request_context();
        // First: what follows parses ids, and its answer must not differ for those who may not use
        // the form.
        let family = require_worker(&context, &fields.family)?;
        let form: FormId = fields.form.parse().map_err(|_| AppError::NotFound)?;
        let child: ChildId = fields.child.parse().map_err(|_| AppError::NotFound)?;
        store_facts(&context, family, FactsTarget::New(form, child), &fields).await
    }

    pub async fn change_facts(fields: TribeFactsForm) -> Result<(), AppError> {
        let context = request_context();
        let family = require_worker(&context, &fields.family)?;
        let row: ChildTribeId = fields.row.parse().map_err(|_| AppError::NotFound)?;
        let revision: i32 = fields.revision.parse().map_err(|_| AppError::NotFound)?;
        store_facts(
            &context,
            family,
            FactsTarget::Stored(row, revision),
            &fields,
        )
        .await
    }

    async fn store_facts(
        context: &RequestContext,
        family: FamilyId,
        target: FactsTarget,
        fields: &TribeFactsForm,
    ) -> Result<(), AppError> {
        let page = target.page(family);
        let input = match fields.parse(context)? {
            Ok(input) => input,
            Err(errors) => {
                // The store checks it when it writes. With invalid fields nothing is written, so it
                // is checked here.
                target.require(context, family).await?;
                return refuse(context, errors, &page).await;
            }
        };
        let saved = retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            let saved = match target {
                FactsTarget::New(form, child) => {
                    facts::add_child_tribe(&mut tx, family, form, child, &input)
                        .await
                        .map(SaveOutcome::Saved)
                }
                FactsTarget::Stored(row, revision) => {
                    facts::save_child_tribe(&mut tx, family, row, revision, &input).await
                }
            };
            commit_or_refuse(tx, saved, "tribe").await
        })?;
        let error = match saved {
            Ok(SaveOutcome::Saved(id)) => return answer_saved(context, family, id).await,
            // Someone else saved it meanwhile. The page then shows both.
            Ok(SaveOutcome::Stale) => ("stale", "plan-stale"),
            Err(error) => error,
        };
        refuse(context, vec![error], &page).await
    }

    pub async fn create_entry(fields: TribeEntryForm) -> Result<(), AppError> {
        let context = request_context();
        let today = context.actor()?.today;
        let family: FamilyId = fields.family.parse().map_err(|_| AppError::NotFound)?;
        let role = context.require_role(family, |role| tribe_entry_kind(role).is_some())?;
        // The role decides what is written, so that no form can add words in the name of the tribe.
        let kind = tribe_entry_kind(role).ok_or(AppError::NotFound)?;
        let form: FormId = fields.form.parse().map_err(|_| AppError::NotFound)?;
        let row: ChildTribeId = fields.row.parse().map_err(|_| AppError::NotFound)?;
        let language = context.submitted_language();
        let parsed = TribeEntryInput::parse(kind, &fields.day, &fields.words, today, &language);
        let input = match parsed {
            Ok(input) => input,
            Err(errors) => {
                let mut tx = context.begin_record_read(family).await?;
                entries::read_entry_subject(&mut tx, family, row).await?;
                // Without a commit, and with it goes the access log entry: the redirect shows
                // nothing.
                drop(tx);
                let page = paths::write_tribe_entry(family, row);
                return refuse(&context, errors, &page).await;
            }
        };
        let id = retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            let id = entries::add_entry(&mut tx, family, form, row, &input).await?;
            tx.commit().await?;
            Ok(id)
        })?;
        let notice = PageNotice {
            subject: row.to_string(),
            button: Some(undo_button(family, id, "withdraw")),
            ..PageNotice::new("team-tribe-added")
        };
        context
            .answer_with_notice(&paths::tribe(family), notice)
            .await
    }

    /// The button that takes back what the form did.
    fn undo_button(family: FamilyId, entry: TribeEntryId, act: &str) -> NoticeButton {
        let fields = [
            ("family", family.to_string()),
            ("entry", entry.to_string()),
            ("act", act.to_owned()),
        ];
        NoticeButton {
            label_key: "team-tribe-undo".to_owned(),
            action: WithdrawTribeEntry::PATH.to_owned(),
            fields: fields
                .map(|(field, value)| (field.to_owned(), value))
                .to_vec(),
        }
    }

    pub async fn withdraw_entry(fields: TribeWithdrawalForm) -> Result<(), AppError> {
        let context = request_context();
        context.actor()?;
        let family: FamilyId = fields.family.parse().map_err(|_| AppError::NotFound)?;
        context.require_role(family, |role| tribe_entry_kind(role).is_some())?;
        let entry: TribeEntryId = fields.entry.parse().map_err(|_| AppError::NotFound)?;
        let is_withdrawn = fields.act != "restore";
        // Without a retry: setting a mark twice does no harm, and no revision is compared.
        let mut tx = context.begin_transaction(Intent::Write).await?;
        entries::set_withdrawn(&mut tx, family, entry, is_withdrawn).await?;
        tx.commit().await?;
        let notice = if is_withdrawn {
            PageNotice {
                button: Some(undo_button(family, entry, "restore")),
                ..PageNotice::new("team-tribe-withdrawn")
            }
        } else {
            PageNotice::new("team-tribe-restored")
        };
        context
            .answer_with_notice(&paths::tribe(family), notice)
            .await
    }
}
