//! How the list of rights is drawn: for the young person with buttons, for adults without.

use jiff::civil::Date;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use model::transition::rights::YouthRight;
use store::Actor;
use store::transition::right_questions::{RightAnswer, RightQuestion};
use store::transition::rights::{RightMark, RightsSignature};

use super::area::own_words;
use crate::enum_messages::right_text_key;
use crate::i18n::Localizer;
use crate::page::form::button_form;
use crate::paths;
use crate::request::context::RequestContext;
use crate::transition::forms::right_questions::AskRight;
use crate::transition::forms::rights::SetRight;

/// The list of a young person's own rights.
pub(crate) struct OwnRights<'a> {
    pub context: &'a RequestContext,
    pub actor: &'a Actor,
    pub marks: &'a [RightMark],
    /// The newest first.
    pub questions: &'a [RightQuestion],
}

/// The words of a right, and the law behind it. They are read aloud where the device has a voice.
pub(crate) fn right_words(text: Localizer, right: YouthRight) -> AnyView {
    view! {
        <div>
            <p class="read-aloud" lang=text.0.language_tag()>
                {right_text(text, right)}
            </p>
        </div>
        <p class="muted">
            <small>{text.format("transition-law", &[("law", right.source().into())])}</small>
        </p>
    }
    .into_any()
}

/// What a right says.
fn right_text(text: Localizer, right: YouthRight) -> String {
    text.get(&right_text_key(right))
}

/// The day of a moment where the agency is.
fn day_of(actor: &Actor, at: jiff::Timestamp) -> Date {
    at.to_zoned(actor.zone.clone()).date()
}

impl OwnRights<'_> {
    /// The questions about a right, the newest first.
    pub(crate) fn about(&self, right: YouthRight) -> impl Iterator<Item = &RightQuestion> {
        self.questions
            .iter()
            .filter(move |question| question.kind == right)
    }

    fn is_understood(&self, right: YouthRight) -> bool {
        let mut marks = self.marks.iter();
        marks.any(|mark| mark.kind == right && mark.understood)
    }

    /// A link to the page of a right, with how far it has come. An open question comes first,
    /// because its day for an answer counts also where the right was understood.
    pub(crate) fn tile(&self, right: YouthRight) -> AnyView {
        let newest = self.about(right).next();
        let state = match newest {
            Some(question) if question.is_late(self.actor.today) => "transition-right-late-tag",
            Some(question) if question.is_open() => "transition-right-tile-waits",
            _ if self.is_understood(right) => "transition-right-tile-understood",
            Some(_) => "transition-right-tile-answered",
            None => "transition-right-tile-new",
        };
        let text = self.context.localizer();
        view! {
            <li>
                <a href=paths::own_right(right)>
                    <b>{text.get_value(right)}</b>
                    <small>{text.get(state)}</small>
                </a>
            </li>
        }
        .into_any()
    }

    /// "I understood", which stays pressed, and "I have a question" where none is open.
    pub(crate) fn buttons(&self, right: YouthRight) -> AnyView {
        let text = self.context.localizer();
        let understood = self.is_understood(right);
        let (pressed, act) = if understood {
            ("true", "undo")
        } else {
            ("false", "understood")
        };
        let is_open = self.about(right).any(RightQuestion::is_open);
        let ask = (!is_open).then(|| {
            button_form(
                AskRight::PATH,
                vec![
                    ("form", self.context.form_id(None)),
                    ("right", right.slug().to_owned()),
                ],
                "btn secondary",
                text.get("transition-right-ask"),
            )
        });
        view! {
            <div class="row">
                <form method="post" action=SetRight::PATH>
                    <input type="hidden" name="right" value=right.slug() />
                    <input type="hidden" name="act" value=act />
                    <button class="btn secondary" aria-pressed=pressed>
                        {text.get("transition-right-understand")}
                    </button>
                </form>
                {ask}
            </div>
        }
        .into_any()
    }
}

/// Who reads a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum QuestionReader {
    Owner,
    Adult,
}

/// Since when a question waits, and until when; that it is late is said as plainly to the young
/// person as to the worker. Nothing once it was answered.
pub(crate) fn question_state(
    text: Localizer,
    actor: &Actor,
    question: &RightQuestion,
    reader: QuestionReader,
) -> Option<AnyView> {
    if !question.is_open() {
        return None;
    }
    let is_late = question.is_late(actor.today);
    let key = match (reader, is_late) {
        (QuestionReader::Owner, false) => "transition-right-waits",
        (QuestionReader::Owner, true) => "transition-right-late",
        (QuestionReader::Adult, false) => "transition-right-waits-of",
        (QuestionReader::Adult, true) => "transition-right-late-of",
    };
    let asked = day_of(actor, question.asked_at.to_jiff());
    let words = text.format(
        key,
        &[
            ("asked", text.format_date(asked).into()),
            (
                "day",
                text.format_date(question.answer_due.to_jiff()).into(),
            ),
        ],
    );
    let tag = is_late.then(|| {
        view! { <span class="tag urgent">{text.get("transition-right-late-tag")}</span> }
    });
    let view = view! { <p>{tag} " " {words}</p> };
    Some(view.into_any())
}

/// The words of a question, or that it has none.
fn question_words(text: Localizer, question: &RightQuestion) -> AnyView {
    if question.body.is_empty() {
        return view! { <p class="muted">{text.get("transition-right-no-words")}</p> }.into_any();
    }
    own_words(text, &question.language, &question.body)
}

/// An answer, with who gave it and when.
pub(crate) fn answer_view(text: Localizer, actor: &Actor, answer: RightAnswer<'_>) -> AnyView {
    let day = text.format_date(day_of(actor, answer.answered_at));
    let by = match answer.answered_by {
        Some(name) => text.format(
            "transition-right-answer-by",
            &[("name", name.to_owned().into()), ("day", day.into())],
        ),
        None => text.format("transition-right-answer-agency", &[("day", day.into())]),
    };
    view! {
        <p>
            <b>{by}</b>
        </p>
        {own_words(text, answer.language, answer.body)}
    }
    .into_any()
}

/// A question: when it was asked, its words, and the answer.
pub(crate) fn question_card(
    text: Localizer,
    actor: &Actor,
    question: &RightQuestion,
    reader: QuestionReader,
) -> AnyView {
    let asked = text.format_date(day_of(actor, question.asked_at.to_jiff()));
    let title = match reader {
        QuestionReader::Owner => "transition-right-asked-on",
        QuestionReader::Adult => "transition-right-asked-on-of",
    };
    view! {
        <section class="card">
            <h2>{text.format(title, &[("day", asked.into())])}</h2>
            {question_words(text, question)}
            {question_state(text, actor, question, reader)}
            {question.answer().map(|answer| answer_view(text, actor, answer))}
        </section>
    }
    .into_any()
}

/// A signature in one line.
pub(crate) fn signature_line(text: Localizer, signature: &RightsSignature) -> String {
    let day = text.format_date(signature.signed_on.to_jiff());
    let list = signature.list_version.clone();
    match &signature.talked_with {
        Some(name) => text.format(
            "transition-rights-signature-with",
            &[
                ("day", day.into()),
                ("name", name.clone().into()),
                ("list", list.into()),
            ],
        ),
        None => text.format(
            "transition-rights-signature",
            &[("day", day.into()), ("list", list.into())],
        ),
    }
}
