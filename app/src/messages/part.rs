//! The composer, as every page that writes draws it.

use leptos::prelude::*;
use model::id::{PersonId, ThreadId};
use store::Actor;
use store::messages::Message;

use super::island::{Composer, Says};
use super::live::Fresh;
use crate::actor::Visit;
use crate::form::FormState;
use crate::text::{Text, name};
use crate::ui::banner::calm;
use crate::ui::error_summary::words;
use crate::ui::field::{described_by, error_view};
use crate::ui::form::main_form;

/// Who wrote a message and at what time.
pub fn meta(text: Text, actor: &Actor, message: &Message) -> String {
    let at = message.at.to_jiff().to_zoned(actor.zone.clone());
    let who = if message.author_id == actor.person { text.say("messages-you") } else { name(&message.author) };
    let mut meta = vec![who, text.time(at.datetime())];
    if message.entered_by_agency {
        meta.push(text.say("messages-entered"));
    }
    meta.join(" · ")
}

/// A message for a page that is open already.
pub fn fresh(text: Text, actor: &Actor, message: &Message) -> Fresh {
    Fresh {
        seq: message.seq,
        mine: message.author_id == actor.person,
        dir: model::language::direction(&message.language).to_owned(),
        language: message.language.clone(),
        body: message.body.clone(),
        meta: meta(text, actor, message),
    }
}

/// Where a message written here goes.
pub enum Goes {
    Thread(ThreadId),
    Person(PersonId),
}

/// The form to write a message: who reads it stands above, by the page; that nobody watches, right here.
pub fn composer(visit: &Visit, goes: &Goes, label: String, state: Option<&FormState>, draft: Option<String>) -> AnyView {
    let text = visit.text();
    let form = visit.form_id(state);
    let body = state.map(|s| s.value("body")).or(draft).unwrap_or_default();
    let error = state.and_then(|s| s.error("body")).map(|code| words(text, code));
    let (thread, to) = match goes {
        Goes::Thread(thread) => (Some(thread.to_string()), None),
        Goes::Person(person) => (None, Some(person.to_string())),
    };
    let says = Says {
        saved: text.say("messages-draft-saved"),
        not_saved: text.say("messages-draft-not-saved"),
        left: text.say("messages-left"),
        too_long: text.say("messages-too-long"),
        sending: text.say("messages-sending"),
        sent: text.say("messages-sent"),
        waiting: text.say("messages-not-sent-yet"),
        earlier: text.say("messages-first-sent"),
    };
    let described = described_by("body", true, error.is_some()).unwrap_or_default();
    let fields = view! {
        <input type="hidden" name="form" value=form/>
        {thread.clone().map(|id| view! { <input type="hidden" name="thread" value=id/> })}
        {to.clone().map(|id| view! { <input type="hidden" name="to" value=id/> })}
        <div class="field">
            <label for="body">{label}</label>
            {error_view("body", error.clone())}
            <Composer thread to body described invalid=error.is_some() says/>
        </div>
        <button class="btn">{text.say("messages-send")}</button>
    };
    view! {
        <div id="body-hint">{calm(text.say("messages-not-watched"))}</div>
        {main_form(visit, "/api/messages/send", fields.into_any())}
    }
    .into_any()
}
