//! Server functions of the calendar: answers to events, that a worker has dealt with one, and the
//! private calendar address. Submodules have the forms with which a worker keeps the events and the
//! family time, with which people bring their words and ask for what they need, those of the notes,
//! those for days that a family member keeps, and those for reviews and hearings that were held.

pub mod change;
pub mod days_off;
pub mod family_time;
pub mod held_date;
pub mod needs;
#[cfg(feature = "ssr")]
mod new_event;
pub mod notes;
#[cfg(feature = "ssr")]
mod saved;
#[cfg(feature = "ssr")]
pub mod submitted;
#[cfg(feature = "ssr")]
mod undo;
pub mod visit;
pub mod words;

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The form that answers an event.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct EventAnswerForm {
    pub family: String,
    pub event: String,
    /// Slug of an `EventAnswer`, or `none` to withdraw the answer.
    pub answer: String,
    pub words: String,
    /// The start that the page shows. An answer to an event that was moved meanwhile is for this
    /// start, and the person is asked again.
    pub starts: String,
    /// Up to two other days and times that the person proposes.
    pub day_1: String,
    pub time_1: String,
    pub day_2: String,
    pub time_2: String,
}

/// Answers an event in the place of an earlier answer, and redirects to the page that the form was
/// on. Idempotent.
#[server(prefix = "/api", endpoint = "calendar/answer")]
pub async fn answer_event(#[server(flatten)] fields: EventAnswerForm) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::answer_event(fields).await);
    Ok(())
}

/// The form with which a worker notes that an answer was dealt with. What they write about it is in
/// a field of its own for each person (`needs::words_field`).
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SettlementForm {
    pub family: String,
    pub event: String,
    /// The id of the person who answered. Not named `person`: that is who sends the form.
    pub of: String,
    /// Slug of a `SettlementOutcome`; empty if nothing is to be said about it.
    pub outcome: String,
}

/// Notes that the worker has dealt with the answer of a person. Idempotent.
#[server(prefix = "/api", endpoint = "calendar/settle")]
pub async fn settle_answer(#[server(flatten)] fields: SettlementForm) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::settle_answer(fields).await);
    Ok(())
}

/// Gives the signed-in person a private calendar address, which their page shows once. An earlier
/// one ends at once.
#[server(prefix = "/api", endpoint = "calendar/feed")]
pub async fn create_feed() -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::create_feed().await);
    Ok(())
}

/// Ends the private calendar address of the signed-in person at once. Idempotent.
#[server(prefix = "/api", endpoint = "calendar/feed-off")]
pub async fn revoke_feed() -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::revoke_feed().await);
    Ok(())
}

/// The form that says what the private calendar address tells.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct FeedContentForm {
    /// Slug of a `FeedContent`.
    pub content: String,
}

/// Sets what the private calendar address of the signed-in person tells. Idempotent.
#[server(prefix = "/api", endpoint = "calendar/feed-content")]
pub async fn save_feed_content(
    #[server(flatten)] fields: FeedContentForm,
) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::save_feed_content(fields).await);
    Ok(())
}

#[cfg(feature = "ssr")]
pub use ssr::NEW_FEED_KEY;

#[cfg(feature = "ssr")]
mod ssr {
    use leptos::server_fn::ServerFn;
    use model::calendar::{
        EventAnswer, FeedContent, NewEventAnswer, NewSettlement, ProposedTimesForm,
        SettlementOutcome,
    };
    use model::clock::generate_feed_token;
    use model::id::{EventId, FamilyId, PersonId};
    use model::policy::{can_open_record, may_settle_event_answer};
    use store::Intent;
    use store::calendar::{answers, feed};

    use super::needs::words_field;
    use super::{AnswerEvent, EventAnswerForm, FeedContentForm, SettlementForm};
    use crate::error::AppError;
    use crate::paths;
    use crate::request::context::{RequestContext, request_context};
    use crate::request::form::{FormState, retry_on_race, see_other, submitted_value};
    use crate::request::notice::{NoticeButton, PageNotice};
    use crate::request::stored_forms::{commit_or_refuse, refuse};
    use crate::request::stored_notice::page_of_form;

    /// The value of `EventAnswerForm::answer` that takes an answer back.
    const NO_ANSWER: &str = "none";

    pub async fn answer_event(fields: EventAnswerForm) -> Result<(), AppError> {
        let context = request_context();
        context.actor()?;
        let family: FamilyId = fields.family.parse().map_err(|_| AppError::NotFound)?;
        let event: EventId = fields.event.parse().map_err(|_| AppError::NotFound)?;
        context.require_role(family, can_open_record)?;
        // Before the rest is parsed: the button that withdraws an answer sends neither words nor
        // times.
        if fields.answer == NO_ANSWER {
            return withdraw_answer(&context, family, event).await;
        }
        let language = context.submitted_language();
        let proposed = ProposedTimesForm {
            day_1: &fields.day_1,
            time_1: &fields.time_1,
            day_2: &fields.day_2,
            time_2: &fields.time_2,
        };
        let zone = &context.actor()?.zone;
        let now = context.db.clock().now().to_zoned(zone.clone()).datetime();
        let parsed = NewEventAnswer::parse_with_times(
            &fields.answer,
            &fields.words,
            &proposed,
            &language,
            (zone, now),
        );
        let draft = match parsed {
            Ok(draft) => draft.with_start(&fields.starts),
            Err(errors) => {
                // For a person who may not see the event, it does not exist.
                let mut tx = context.begin_transaction(Intent::Write).await?;
                answers::require_event(&mut tx, family, event).await?;
                tx.commit().await?;
                let state = FormState::from_request().with_errors(errors);
                let page = paths::calendar_event(family, event);
                return context.redisplay_with_errors(state, &page).await;
            }
        };
        let answered = retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            let answered = answers::save_answer(&mut tx, family, event, &draft).await;
            commit_or_refuse(tx, answered, "").await
        })?;
        if let Err(error) = answered {
            // Without a field, because the page has no form: the event is over or canceled.
            let page = paths::calendar_event(family, event);
            return refuse(&context, vec![error], &page).await;
        }
        // Today has a form for the same answer, and a person who used that one stays on Today.
        let page = page_of_form(&paths::calendar_event(family, event));
        context
            .answer_with_notice(&page, answered_notice(family, event, draft.answer))
            .await
    }

    /// What the answer means for the team, with a button that withdraws it.
    fn answered_notice(family: FamilyId, event: EventId, answer: EventAnswer) -> PageNotice {
        let key = match answer {
            EventAnswer::Accept => "calendar-notice-accept",
            EventAnswer::Decline => "calendar-notice-decline",
            EventAnswer::Change => "calendar-notice-change",
        };
        PageNotice {
            // Today lists several events, and the notice is shown beside the one that was answered.
            subject: event.to_string(),
            button: Some(NoticeButton {
                label_key: "plan-notice-undo".into(),
                action: AnswerEvent::PATH.into(),
                fields: vec![
                    ("family".into(), family.to_string()),
                    ("event".into(), event.to_string()),
                    ("answer".into(), NO_ANSWER.into()),
                ],
            }),
            ..PageNotice::new(key)
        }
    }

    async fn withdraw_answer(
        context: &RequestContext,
        family: FamilyId,
        event: EventId,
    ) -> Result<(), AppError> {
        let mut tx = context.begin_transaction(Intent::Write).await?;
        answers::withdraw_answer(&mut tx, family, event).await?;
        tx.commit().await?;
        let page = page_of_form(&paths::calendar_event(family, event));
        let notice = PageNotice {
            subject: event.to_string(),
            ..PageNotice::new("calendar-notice-withdrawn")
        };
        context.answer_with_notice(&page, notice).await
    }

    pub async fn settle_answer(fields: SettlementForm) -> Result<(), AppError> {
        let context = request_context();
        context.actor()?;
        let family: FamilyId = fields.family.parse().map_err(|_| AppError::NotFound)?;
        context.require_role(family, may_settle_event_answer)?;
        let event: EventId = fields.event.parse().map_err(|_| AppError::NotFound)?;
        let of: PersonId = fields.of.parse().map_err(|_| AppError::NotFound)?;
        let field = words_field(&fields.of);
        let (words, language) = (submitted_value(&field), context.submitted_language());
        let settlement = match NewSettlement::parse(&fields.outcome, &words, &language) {
            Ok(settlement) => settlement,
            Err(errors) => {
                let mut tx = context.begin_transaction(Intent::Write).await?;
                answers::require_event(&mut tx, family, event).await?;
                tx.commit().await?;
                let state = FormState::from_request();
                // The page has a field for words for each person, so the error is one of this
                // person's field.
                let state = errors.into_iter().fold(state, |state, (name, code)| {
                    let name = if name == "words" {
                        field.as_str()
                    } else {
                        name
                    };
                    state.with_error(name, code)
                });
                let page = paths::calendar_event(family, event);
                return context.redisplay_with_errors(state, &page).await;
            }
        };
        retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            answers::settle_answer(&mut tx, family, event, of, &settlement).await?;
            tx.commit().await?;
            Ok(())
        })?;
        let page = page_of_form(&paths::calendar_event(family, event));
        let key = match settlement.outcome {
            SettlementOutcome::Unavailable => "calendar-notice-not-possible",
            SettlementOutcome::Done | SettlementOutcome::Moved => "calendar-notice-settled",
        };
        context
            .answer_with_notice(&page, PageNotice::new(key))
            .await
    }

    /// Session key of the token of a new address, until its page has shown it.
    pub const NEW_FEED_KEY: &str = "new_calendar_feed";

    pub async fn create_feed() -> Result<(), AppError> {
        let context = request_context();
        context.actor()?;
        let token = generate_feed_token();
        retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            // A calendar that fetches the file has no session, so the language is stored with the
            // address.
            feed::create_feed(&mut tx, &token, context.language).await?;
            tx.commit().await?;
            Ok(())
        })?;
        // In the session and in no address: the browser's history keeps addresses.
        context
            .session
            .insert(NEW_FEED_KEY, &token)
            .await
            .map_err(AppError::from_session_error)?;
        see_other(paths::CALENDAR_FEED);
        Ok(())
    }

    pub async fn save_feed_content(fields: FeedContentForm) -> Result<(), AppError> {
        let context = request_context();
        context.actor()?;
        let Some(content) = FeedContent::parse(&fields.content) else {
            let errors = vec![("content", "plan-choose")];
            let state = FormState::from_request().with_errors(errors);
            return context
                .redisplay_with_errors(state, paths::CALENDAR_FEED)
                .await;
        };
        let mut tx = context.begin_transaction(Intent::Write).await?;
        feed::set_content(&mut tx, content).await?;
        tx.commit().await?;
        let notice = PageNotice::new("calendar-notice-feed-content");
        context
            .answer_with_notice(paths::CALENDAR_FEED, notice)
            .await
    }

    pub async fn revoke_feed() -> Result<(), AppError> {
        let context = request_context();
        context.actor()?;
        let mut tx = context.begin_transaction(Intent::Write).await?;
        feed::revoke_feed(&mut tx).await?;
        tx.commit().await?;
        let notice = PageNotice::new("calendar-notice-feed-off");
        context
            .answer_with_notice(paths::CALENDAR_FEED, notice)
            .await
    }
}
