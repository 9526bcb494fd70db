//! Server functions for what people need to come to an event: asking and taking back, and what a
//! worker says about it.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The form with which a person asks for something they need. The words are not in it: each need
/// has a field of its own (`words_field`), because one page shows several.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct NeedForm {
    pub family: String,
    pub event: String,
    /// Slug of an `EventNeed`; empty for `same`.
    pub need: String,
    /// Empty asks, `words` stores the words and the language too, `withdraw` takes back, `restore`
    /// asks for what was taken back, and `same` asks for what was asked for last time.
    pub act: String,
    /// What `withdraw` is about: `later` for this event and all later ones of its series,
    /// `together` for those of them at which it was asked for with this one, and empty for this one
    /// alone.
    pub dates: String,
    /// The language of an interpreter, as a language tag.
    pub language: String,
}

/// Asks for something that the signed-in person needs, or takes it back. Idempotent.
#[server(prefix = "/api", endpoint = "calendar/need")]
pub async fn ask_for_need(#[server(flatten)] fields: NeedForm) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::ask_for_need(fields).await);
    Ok(())
}

/// The form with which a worker says what came of a need; the words as in `NeedForm`.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct NeedAnswerForm {
    pub family: String,
    pub event: String,
    /// The id of the need.
    pub need: String,
    /// Slug of a `NeedOutcome`, or `none` to take back what was said.
    pub outcome: String,
}

/// Says what came of a need. Idempotent.
#[server(prefix = "/api", endpoint = "calendar/need-answer")]
pub async fn answer_need(#[server(flatten)] fields: NeedAnswerForm) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::answer_need(fields).await);
    Ok(())
}

#[cfg(feature = "ssr")]
pub use ssr::words_field;

#[cfg(feature = "ssr")]
mod ssr {
    use leptos::server_fn::ServerFn;
    use model::calendar::needs::{EventNeed, NeedOutcome, NeedWords, NewEventNeed, NewNeedAnswer};
    use model::id::{EventId, EventNeedId, FamilyId};
    use model::policy::{can_open_record, may_answer_event_needs};
    use store::Intent;
    use store::calendar::needs::NeedDates;
    use store::calendar::{answers, needs};
    use store::plan::working_copy::SaveOutcome;

    use super::{AnswerNeed, AskForNeed, NeedAnswerForm, NeedForm};
    use crate::enum_messages::EnumMessage;
    use crate::error::AppError;
    use crate::paths;
    use crate::request::context::{RequestContext, request_context};
    use crate::request::form::{FormState, retry_on_race, submitted_value};
    use crate::request::notice::{NoticeButton, NoticeSentence, PageNotice};
    use crate::request::stored_notice::page_of_form;

    /// The name and id of the field for words about `subject`: the slug or id of a need, or the id
    /// of a person.
    pub fn words_field(subject: &str) -> String {
        format!("words-{subject}")
    }

    /// A button that undoes what was done.
    fn undo<const N: usize>(action: &str, fields: [(&str, String); N]) -> NoticeButton {
        NoticeButton {
            label_key: "plan-notice-undo".to_owned(),
            action: action.to_owned(),
            fields: fields
                .map(|(name, value)| (name.to_owned(), value))
                .to_vec(),
        }
    }

    fn notice_of(key: &str, need: EventNeed) -> PageNotice {
        PageNotice::default().with_sentence(NoticeSentence {
            key: key.to_owned(),
            label_key: need.message_key(),
            ..NoticeSentence::default()
        })
    }

    /// Adds that it is so for this many later events of the series, too.
    fn with_later(notice: PageNotice, key: &str, later: usize) -> PageNotice {
        if later == 0 {
            return notice;
        }
        notice.with_sentence(NoticeSentence {
            key: key.to_owned(),
            count: i64::try_from(later).unwrap_or(i64::MAX),
            ..NoticeSentence::default()
        })
    }

    /// That the need is asked for, with the button that takes that back.
    fn asked_notice(
        (family, event): (FamilyId, EventId),
        need: EventNeed,
        later: usize,
    ) -> PageNotice {
        let fields = [
            ("family", family.to_string()),
            ("event", event.to_string()),
            ("need", need.slug().to_owned()),
            ("act", "withdraw".to_owned()),
            // Takes back what this tap did: a later event for which it was asked for alone keeps
            // it.
            ("dates", "together".to_owned()),
        ];
        let notice = PageNotice {
            button: Some(undo(AskForNeed::PATH, fields)),
            ..notice_of("calendar-need-notice-asked", need)
        };
        with_later(notice, "calendar-need-notice-later", later)
    }

    /// That the need is taken back, with the button that asks for it after all.
    fn withdrawn_notice(
        (family, event): (FamilyId, EventId),
        need: EventNeed,
        later: usize,
    ) -> PageNotice {
        let fields = [
            ("family", family.to_string()),
            ("event", event.to_string()),
            ("need", need.slug().to_owned()),
            ("act", "restore".to_owned()),
        ];
        let notice = PageNotice {
            button: Some(undo(AskForNeed::PATH, fields)),
            ..notice_of("calendar-need-notice-withdrawn", need)
        };
        with_later(notice, "calendar-need-notice-later", later)
    }

    /// Takes back a need, or asks for one that was taken back.
    async fn set_withdrawn(
        context: &RequestContext,
        (family, event): (FamilyId, EventId),
        need: EventNeed,
        fields: &NeedForm,
    ) -> Result<PageNotice, AppError> {
        // Anything else is the smallest choice: a need that is taken back at too many events leaves
        // a family without a ride.
        let dates = match fields.dates.as_str() {
            "later" => NeedDates::Later,
            "together" => NeedDates::Together,
            _ => NeedDates::One,
        };
        let is_back = fields.act == "restore";
        let mut tx = context.begin_transaction(Intent::Write).await?;
        let later = if is_back {
            needs::restore_need(&mut tx, family, event, need).await?
        } else {
            needs::withdraw_need(&mut tx, family, event, need, dates).await?
        };
        tx.commit().await?;
        let about = (family, event);
        Ok(if is_back {
            asked_notice(about, need, later)
        } else {
            withdrawn_notice(about, need, later)
        })
    }

    /// An event that the person may not see is 404, whatever they typed.
    async fn require_event(
        context: &RequestContext,
        family: FamilyId,
        event: EventId,
    ) -> Result<(), AppError> {
        let mut tx = context.begin_transaction(Intent::Write).await?;
        answers::require_event(&mut tx, family, event).await?;
        tx.commit().await?;
        Ok(())
    }

    pub async fn ask_for_need(fields: NeedForm) -> Result<(), AppError> {
        let context = request_context();
        context.actor()?;
        let family: FamilyId = fields.family.parse().map_err(|_| AppError::NotFound)?;
        let event: EventId = fields.event.parse().map_err(|_| AppError::NotFound)?;
        context.require_role(family, can_open_record)?;
        // Needs are asked for on several pages, and the person goes back to the one they were on.
        let page = page_of_form(&paths::event_needs(family, event));
        if fields.act == "same" {
            retry_on_race!({
                let mut tx = context.begin_transaction(Intent::Write).await?;
                needs::ask_for_same(&mut tx, family, event).await?;
                tx.commit().await?;
                Ok(())
            })?;
            let notice = PageNotice::new("calendar-need-notice-same");
            return context.answer_with_notice(&page, notice).await;
        }
        // Not earlier, because `same` names no need.
        let need = EventNeed::parse(&fields.need).ok_or(AppError::NotFound)?;
        if matches!(fields.act.as_str(), "withdraw" | "restore") {
            let notice = set_withdrawn(&context, (family, event), need, &fields).await?;
            return context.answer_with_notice(&page, notice).await;
        }
        let mut draft = NewEventNeed {
            need,
            language: (!fields.language.is_empty()).then_some(fields.language),
            words: None,
        };
        if fields.act == "words" {
            let field = words_field(need.slug());
            let written_in = context.submitted_language();
            match NeedWords::parse(&submitted_value(&field), &written_in) {
                Ok(words) => draft.words = Some(words),
                Err(code) => {
                    // Before the error is shown, and it only concerns words: an event that the
                    // person may not see is 404.
                    require_event(&context, family, event).await?;
                    let state = FormState::from_request().with_error(&field, code);
                    let page = paths::event_needs(family, event);
                    return context.redisplay_with_errors(state, &page).await;
                }
            }
        }
        let later = retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            let later = needs::ask_for_need(&mut tx, family, event, &draft).await?;
            tx.commit().await?;
            Ok(later)
        })?;
        let notice = asked_notice((family, event), need, later);
        context.answer_with_notice(&page, notice).await
    }

    pub async fn answer_need(fields: NeedAnswerForm) -> Result<(), AppError> {
        let context = request_context();
        context.actor()?;
        let family: FamilyId = fields.family.parse().map_err(|_| AppError::NotFound)?;
        context.require_role(family, may_answer_event_needs)?;
        let event: EventId = fields.event.parse().map_err(|_| AppError::NotFound)?;
        let id: EventNeedId = fields.need.parse().map_err(|_| AppError::NotFound)?;
        let page = page_of_form(&paths::calendar_event(family, event));
        if fields.outcome == "none" {
            let mut tx = context.begin_transaction(Intent::Write).await?;
            needs::withdraw_need_answer(&mut tx, family, event, id).await?;
            tx.commit().await?;
            let notice = PageNotice::new("calendar-need-notice-undone");
            return context.answer_with_notice(&page, notice).await;
        }
        // By the id and not by the slug: two people can need the same thing at one event.
        let field = words_field(&fields.need);
        let (words, written_in) = (submitted_value(&field), context.submitted_language());
        let answer = match NewNeedAnswer::parse(&fields.outcome, &words, &written_in) {
            Ok(answer) => answer,
            Err(errors) => {
                require_event(&context, family, event).await?;
                let state = FormState::from_request();
                // The page has a field for words for each need, so the error is one of this need's
                // field.
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
        let saved = retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            let saved = needs::answer_need(&mut tx, family, event, id, &answer).await?;
            tx.commit().await?;
            Ok(saved)
        })?;
        if saved == SaveOutcome::Stale {
            // The page shows what the person asks for now.
            let notice = PageNotice::new("calendar-need-notice-stale");
            return context.answer_with_notice(&page, notice).await;
        }
        let key = match answer.outcome {
            NeedOutcome::Confirmed => "calendar-need-notice-confirmed",
            NeedOutcome::Unavailable => "calendar-need-notice-unavailable",
        };
        let fields = [
            ("family", family.to_string()),
            ("event", event.to_string()),
            ("need", id.to_string()),
            ("outcome", "none".to_owned()),
        ];
        let notice = PageNotice {
            button: Some(undo(AnswerNeed::PATH, fields)),
            ..PageNotice::new(key)
        };
        context.answer_with_notice(&page, notice).await
    }
}
