//! Sends what the composer holds without leaving the page. The words stay in the field until the server has said that
//! they are kept; while the line is down it is tried again, with the same form, so that no message is sent twice.

use std::cell::Cell;
use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Event, HtmlFormElement, HtmlInputElement, HtmlTextAreaElement};

use super::api::{Posted, post_message};
use super::island::browser::{self, Drafts};
use super::live_connection::look;

/// Seconds between two tries, and the longest wait.
const WAIT: u64 = 2;
const LONGEST: u64 = 30;

thread_local! {
    /// True while a message is on its way.
    static BUSY: Cell<bool> = const { Cell::new(false) };
}

/// Whether a message is on its way.
pub fn busy() -> bool {
    BUSY.with(Cell::get)
}

/// Takes over the form around this field. Where something else than the line fails, the form goes the plain way, which
/// keeps the words over a lost session.
pub fn in_place(field: &HtmlTextAreaElement, thread: String, drafts: Drafts) {
    let Some(form) = field.form() else { return };
    let Some(id) = browser::form_id(field) else { return };
    let (field, of) = (field.clone(), form.clone());
    let closure = Closure::<dyn Fn(Event)>::new(move |event: Event| {
        // With a file the form goes the plain way: the browser shows how far it is. So it does with files that are held for it.
        let held = of.query_selector("input[name=without]").ok().flatten().is_some();
        if held
            || of
                .query_selector("input[type=file]")
                .ok()
                .flatten()
                .and_then(|input| input.dyn_into::<HtmlInputElement>().ok())
                .is_some_and(|input| !input.value().is_empty())
        {
            return;
        }
        event.prevent_default();
        if !BUSY.with(|busy| busy.replace(true)) {
            let message = Message { form: of.clone(), id: id.clone(), field: field.clone(), thread: thread.clone(), drafts: drafts.clone() };
            message.send(WAIT);
        }
    });
    let _ = form.add_event_listener_with_callback("submit", closure.as_ref().unchecked_ref());
    // Lives as long as the page.
    closure.forget();
}

struct Message {
    form: HtmlFormElement,
    id: HtmlInputElement,
    field: HtmlTextAreaElement,
    thread: String,
    drafts: Drafts,
}

impl Message {
    fn send(self, wait: u64) {
        self.say(&self.drafts.says.sending);
        leptos::task::spawn_local(async move {
            let body = self.field.value();
            match post_message(self.id.value(), self.thread.clone(), body.clone(), self.has("input[name=offered]"), self.has("#urgent:checked")).await {
                Ok(Posted::Sent { next }) => {
                    self.id.set_value(&next);
                    // What was typed while the words were on their way is the next message.
                    let rest = self.field.value() != body;
                    if !rest {
                        browser::forget();
                        self.field.set_value("");
                        browser::grow(&self.field);
                    }
                    self.done(&self.drafts.says.sent, rest);
                }
                Ok(Posted::Earlier { next }) => {
                    self.id.set_value(&next);
                    self.done(&self.drafts.says.earlier, true);
                }
                Err(ServerFnError::Request(_)) => {
                    self.say(&self.drafts.says.waiting);
                    set_timeout(move || self.send((wait * 2).min(LONGEST)), Duration::from_secs(wait));
                }
                Ok(Posted::Refused) | Err(_) => {
                    let _ = self.form.submit();
                }
            }
        });
    }

    fn has(&self, what: &str) -> bool {
        self.form.query_selector(what).ok().flatten().is_some()
    }

    fn say(&self, words: &str) {
        self.drafts.status.set(words.to_owned());
    }

    /// `rest` where words of the next form are in the field: its draft is theirs.
    fn done(&self, words: &str, rest: bool) {
        BUSY.with(|busy| busy.set(false));
        self.say(words);
        if rest {
            self.drafts.keep(false);
        }
        look();
    }
}
