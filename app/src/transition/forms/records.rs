//! Server functions for the records that the agency keeps by law: services and credit reports.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The form that records a service.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ServiceForm {
    pub form: String,
    /// The young person and their family, in the form of a worker; empty in one's own.
    pub family: String,
    pub youth: String,
    /// A `ServiceKind`.
    pub kind: String,
    pub began: String,
    pub ended: String,
    pub note: String,
}

/// Records a service. Idempotent for each `form` id.
#[server(prefix = "/api", endpoint = "transition/service-add")]
pub async fn add_service(#[server(flatten)] fields: ServiceForm) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::add_service(fields).await);
    Ok(())
}

/// The form that records what happened with a credit report.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct CreditForm {
    pub form: String,
    /// As in `ServiceForm`.
    pub family: String,
    pub youth: String,
    /// The age in the year of the report.
    pub age: String,
    /// A `CreditStep`.
    pub step: String,
    pub day: String,
    pub note: String,
}

/// Records a step of a credit report. Idempotent for each `form` id.
#[server(prefix = "/api", endpoint = "transition/credit-add")]
pub async fn add_credit(#[server(flatten)] fields: CreditForm) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::add_credit(fields).await);
    Ok(())
}

/// The form that removes a record, or puts it back.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RemoveRecordForm {
    /// As in `ServiceForm`.
    pub family: String,
    pub youth: String,
    pub row: String,
    /// `restore` puts the record back.
    pub act: String,
}

/// Removes a service, or puts it back. Idempotent.
#[server(prefix = "/api", endpoint = "transition/service-remove")]
pub async fn remove_service(
    #[server(flatten)] fields: RemoveRecordForm,
) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::remove_service(fields).await);
    Ok(())
}

/// Removes a step of a credit report, or puts it back. Idempotent.
#[server(prefix = "/api", endpoint = "transition/credit-remove")]
pub async fn remove_credit(
    #[server(flatten)] fields: RemoveRecordForm,
) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::remove_credit(fields).await);
    Ok(())
}

/// The form with which a young person says that they did not get a service.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct DisputeForm {
    pub row: String,
    /// `take_back` takes it back.
    pub act: String,
}

/// Stores that a service was not given, or takes it back. Idempotent.
#[server(prefix = "/api", endpoint = "transition/service-dispute")]
pub async fn dispute_service(#[server(flatten)] fields: DisputeForm) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::dispute_service(fields).await);
    Ok(())
}

#[cfg(feature = "ssr")]
mod ssr {
    use jiff::civil::Date;
    use leptos::server_fn::ServerFn;
    use model::field_errors::FieldError;
    use model::id::YouthServiceId;
    use model::transition::credit::{self, CreditInput};
    use model::transition::services_got::{self, ServiceInput};
    use store::Intent;
    use store::transition::credit::record_credit;
    use store::transition::records::{
        RecordSubject, Recorder, open_records_for_update, set_record_removed,
    };
    use store::transition::services_got::{record_service, set_service_disputed};

    use super::{
        AddCredit, AddService, CreditForm, DisputeForm, RemoveCredit, RemoveRecordForm,
        RemoveService, ServiceForm,
    };
    use crate::error::AppError;
    use crate::paths;
    use crate::request::context::request_context;
    use crate::request::form::retry_on_race;
    use crate::request::notice::{NoticeButton, PageNotice};
    use crate::request::stored_forms::refuse;
    use crate::transition::record_kind::RecordKind;

    // Here and not beside the type: the server functions use it.
    impl RecordKind {
        /// Where the form that records is sent.
        pub(crate) const fn add_action(self) -> &'static str {
            match self {
                Self::Services => AddService::PATH,
                Self::Credit => AddCredit::PATH,
            }
        }

        /// Where the button that removes a record, or puts it back, is sent.
        pub(crate) const fn remove_action(self) -> &'static str {
            match self {
                Self::Services => RemoveService::PATH,
                Self::Credit => RemoveCredit::PATH,
            }
        }
    }

    /// Whose records the form is about: one's own without a family.
    fn parse_recorder(family: &str, youth: &str) -> Result<Recorder, AppError> {
        if family.is_empty() && youth.is_empty() {
            return Ok(Recorder::Owner);
        }
        Ok(Recorder::Worker {
            family: family.parse().map_err(|_| AppError::NotFound)?,
            youth: youth.parse().map_err(|_| AppError::NotFound)?,
        })
    }

    /// A record, as it was typed.
    enum TypedRecord<'a> {
        Service(services_got::ServiceForm<'a>),
        Credit(credit::CreditForm<'a>),
    }

    /// A validated record.
    enum RecordInput {
        Service(ServiceInput),
        Credit(CreditInput),
    }

    impl TypedRecord<'_> {
        const fn kind(&self) -> RecordKind {
            match self {
                Self::Service(_) => RecordKind::Services,
                Self::Credit(_) => RecordKind::Credit,
            }
        }

        fn parse(
            &self,
            subject: &RecordSubject,
            today: Date,
        ) -> Result<RecordInput, Vec<FieldError>> {
            match self {
                Self::Service(typed) => ServiceInput::parse(typed, today).map(RecordInput::Service),
                // Which years are valid depends on the birth date.
                Self::Credit(typed) => {
                    CreditInput::parse(typed, &subject.credit_years(today), today)
                        .map(RecordInput::Credit)
                }
            }
        }
    }

    /// The hidden fields of a form that records.
    struct RecordFields<'a> {
        family: &'a str,
        youth: &'a str,
        form: &'a str,
    }

    /// Records what was typed.
    async fn add_record(hidden: RecordFields<'_>, typed: TypedRecord<'_>) -> Result<(), AppError> {
        let context = request_context();
        let today = context.actor()?.today;
        let recorder = parse_recorder(hidden.family, hidden.youth)?;
        let form = hidden.form.parse().map_err(|_| AppError::NotFound)?;
        let recorded: Result<(), Vec<FieldError>> = retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            // Before an invalid field is reported: without permission the answer is 404, whatever
            // was typed.
            let subject = open_records_for_update(&mut tx, recorder).await?;
            match typed.parse(&subject, today) {
                Ok(input) => {
                    match &input {
                        RecordInput::Service(input) => {
                            record_service(&mut tx, &subject, form, input).await?;
                        }
                        RecordInput::Credit(input) => {
                            record_credit(&mut tx, &subject, form, input).await?;
                        }
                    }
                    tx.commit().await?;
                    Ok(Ok(()))
                }
                // Dropped without a commit, and with it the access log entry: nothing of the record
                // is shown by the redirect.
                Err(errors) => Ok(Err(errors)),
            }
        })?;
        let page = typed.kind().page(recorder);
        match recorded {
            Ok(()) => {
                let notice = PageNotice::new("transition-record-saved");
                context.answer_with_notice(&page, notice).await
            }
            Err(errors) => refuse(&context, errors, &page).await,
        }
    }

    pub async fn add_service(fields: ServiceForm) -> Result<(), AppError> {
        let hidden = RecordFields {
            family: &fields.family,
            youth: &fields.youth,
            form: &fields.form,
        };
        let typed = services_got::ServiceForm {
            kind: &fields.kind,
            began: &fields.began,
            ended: &fields.ended,
            note: &fields.note,
        };
        add_record(hidden, TypedRecord::Service(typed)).await
    }

    pub async fn add_credit(fields: CreditForm) -> Result<(), AppError> {
        let hidden = RecordFields {
            family: &fields.family,
            youth: &fields.youth,
            form: &fields.form,
        };
        let typed = credit::CreditForm {
            age: &fields.age,
            step: &fields.step,
            day: &fields.day,
            note: &fields.note,
        };
        add_record(hidden, TypedRecord::Credit(typed)).await
    }

    /// That a record is gone, with the button that puts it back; or that it is back.
    fn removed_notice(kind: RecordKind, fields: &RemoveRecordForm, is_removed: bool) -> PageNotice {
        if !is_removed {
            return PageNotice::new("transition-record-saved");
        }
        let hidden = [
            ("family", fields.family.as_str()),
            ("youth", fields.youth.as_str()),
            ("row", fields.row.as_str()),
            ("act", "restore"),
        ];
        PageNotice {
            button: Some(NoticeButton {
                label_key: "transition-record-restore".to_owned(),
                action: kind.remove_action().to_owned(),
                fields: hidden
                    .map(|(name, value)| (name.to_owned(), value.to_owned()))
                    .to_vec(),
            }),
            ..PageNotice::new("transition-record-removed")
        }
    }

    pub async fn remove_service(fields: RemoveRecordForm) -> Result<(), AppError> {
        remove_record(RecordKind::Services, fields).await
    }

    pub async fn remove_credit(fields: RemoveRecordForm) -> Result<(), AppError> {
        remove_record(RecordKind::Credit, fields).await
    }

    async fn remove_record(kind: RecordKind, fields: RemoveRecordForm) -> Result<(), AppError> {
        let context = request_context();
        context.actor()?;
        let recorder = parse_recorder(&fields.family, &fields.youth)?;
        let id = kind.parse_id(&fields.row)?;
        let is_removed = fields.act != "restore";
        retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            let subject = open_records_for_update(&mut tx, recorder).await?;
            set_record_removed(&mut tx, &subject, id, is_removed).await?;
            tx.commit().await?;
            Ok(())
        })?;
        let notice = removed_notice(kind, &fields, is_removed);
        context
            .answer_with_notice(&kind.page(recorder), notice)
            .await
    }

    pub async fn dispute_service(fields: DisputeForm) -> Result<(), AppError> {
        let context = request_context();
        context.actor()?;
        let id: YouthServiceId = fields.row.parse().map_err(|_| AppError::NotFound)?;
        let is_disputed = fields.act != "take_back";
        retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            set_service_disputed(&mut tx, id, is_disputed).await?;
            tx.commit().await?;
            Ok(())
        })?;
        let key = if is_disputed {
            "transition-service-disputed"
        } else {
            "transition-record-saved"
        };
        let notice = PageNotice::new(key);
        context
            .answer_with_notice(paths::OWN_SERVICES, notice)
            .await
    }
}
