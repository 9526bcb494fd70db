//! The composer, as every page that writes draws it.

use leptos::prelude::*;
use model::id::{PersonId, ThreadId};

use super::island::{Composer, Says};
use crate::actor::Visit;
use crate::form::FormState;
use crate::ui::banner::calm;
use crate::ui::error_summary::words;
use crate::ui::field::{described_by, error_view};
use crate::ui::form::main_form;

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
