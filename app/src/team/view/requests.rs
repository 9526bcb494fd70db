//! What family members said about the team, with the answers.

use std::collections::HashMap;

use leptos::prelude::*;
use model::id::{FamilyId, TextId};
use model::role::Role;
use model::team::TeamRequestKind;
use store::authored_text::AuthoredText;
use store::team::Team;
use store::team::requests::TeamRequest;

use super::person_card::quoted_text;
use crate::i18n::{Localizer, capitalize_line};
use crate::page::notice::notice_about;
use crate::page::team_answer::{answer_view, due_date_view, local_day};
use crate::paths;
use crate::request::context::RequestContext;

/// What is needed to draw requests.
pub struct RequestView<'a> {
    pub context: &'a RequestContext,
    pub family: FamilyId,
    pub role: Role,
    pub texts: &'a HashMap<TextId, AuthoredText>,
    /// True on the list, where a request leads to its page with the answer form.
    pub on_list: bool,
}

/// The requests that the reader may see; nothing without any.
pub fn request_section(context: &RequestContext, family: FamilyId, team: &Team) -> Option<AnyView> {
    let requests = RequestView {
        context,
        family,
        role: team.role,
        texts: &team.texts,
        on_list: true,
    };
    let cards: Vec<AnyView> = team
        .requests
        .iter()
        .map(|request| requests.card(request))
        .collect();
    (!cards.is_empty()).then(|| {
        view! {
            <h2>{context.localizer().get("team-requests")}</h2>
            <ul role="list">{cards}</ul>
        }
        .into_any()
    })
}

/// What a request says, in one sentence. `is_own` for its author.
pub fn request_sentence(text: Localizer, request: &TeamRequest, is_own: bool) -> String {
    let person = match request.kind {
        TeamRequestKind::Propose => request.name.clone(),
        TeamRequestKind::Object => request.about.clone(),
    };
    let key = match (request.kind, is_own) {
        (TeamRequestKind::Propose, true) => "team-asked-propose-you",
        (TeamRequestKind::Propose, false) => "team-asked-propose",
        (TeamRequestKind::Object, true) => "team-asked-object-you",
        (TeamRequestKind::Object, false) => "team-asked-object",
    };
    text.format(
        key,
        &[
            ("name", request.author.clone().into()),
            ("person", person.unwrap_or_default().into()),
        ],
    )
}

impl RequestView<'_> {
    /// One request, with its answer or the day by which it is owed.
    pub fn card(&self, request: &TeamRequest) -> AnyView {
        let text = self.context.localizer();
        let is_own = self
            .context
            .profile
            .as_ref()
            .is_some_and(|profile| profile.actor.person == request.author_id);
        let sentence = request_sentence(text, request, is_own);
        let sentence = if self.on_list {
            view! {
                <a class="request-link" href=paths::team_request(self.family, request.id)>
                    {sentence}
                </a>
            }
            .into_any()
        } else {
            sentence.into_any()
        };
        let kind = request.contact_kind.map(|kind| text.get_value(kind));
        let reach = request.reach.clone().map(|reach| {
            view! {
                <p>
                    <bdi dir="auto">{reach}</bdi>
                </p>
            }
        });
        view! {
            <li class="card">
                {notice_about(self.context, &request.id.to_string())}
                <p>
                    <b>{sentence}</b>
                </p>
                <p class="muted">
                    {capitalize_line(&local_day(self.context, &request.created_at))}
                </p>
                {kind.map(|kind| view! { <p>{kind}</p> })}
                {reach}
                {quoted_text(self.context, self.texts, Some(request.text_id))}
                {self.answer_or_due_date(request)}
            </li>
        }
        .into_any()
    }

    fn answer_or_due_date(&self, request: &TeamRequest) -> AnyView {
        let text = self.context.localizer();
        // The store sets outcome and `answered_by` together.
        let (Some(outcome), Some(by)) = (request.outcome, &request.answered_by) else {
            return self.due_date(request);
        };
        let words = quoted_text(self.context, self.texts, request.answer_id);
        answer_view(
            self.context,
            text.get_value(outcome),
            words.into_any(),
            (by.as_str(), request.answered_at.as_ref()),
        )
    }

    fn due_date(&self, request: &TeamRequest) -> AnyView {
        // On the page of the request the form for the answer is below, and a link would lead to
        // itself.
        let may_answer = self.on_list && request.can_be_answered_by(self.role);
        let page = may_answer.then(|| paths::team_request(self.family, request.id));
        let due = request.answer_due.to_jiff();
        due_date_view(self.context, due, "plan-answer-by", page)
    }
}
