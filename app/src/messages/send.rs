//! Sends what the composer holds without leaving the page. The words stay in the field until the server has said that
//! they are kept; while the line is down it is tried again, with the same form, so that no message is sent twice.

use std::cell::Cell;
use std::rc::Rc;
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

/// Takes over the form around this field, where it is of a conversation that is there. Where something else than the line fails,
/// the form goes the plain way, which keeps the words over a lost session.
pub fn take_over(field: &HtmlTextAreaElement, drafts: &Rc<Drafts>) {
    let Some(form) = field.form() else { return };
    let Some(id) = browser::form_id(field) else { return };
    let (field, of, drafts) = (field.clone(), form.clone(), drafts.clone());
    let closure = Closure::<dyn Fn(Event)>::new(move |event: Event| {
        // However it goes: a draft saved afterwards would bring back, as if it still had to be sent, what has gone.
        browser::forget();
        // With a file the form goes the plain way: the browser shows how far it is. So it does with files that are held for it.
        let chosen = first(&of, "input[type=file]").is_some_and(|input| !input.unchecked_into::<HtmlInputElement>().value().is_empty());
        if drafts.thread.is_none() || chosen || first(&of, "input[name=without]").is_some() {
            return;
        }
        event.prevent_default();
        if !BUSY.with(|busy| busy.replace(true)) {
            let message = Message { form: of.clone(), id: id.clone(), field: field.clone(), drafts: drafts.clone() };
            message.send(WAIT);
        }
    });
    let _ = form.add_event_listener_with_callback("submit", closure.as_ref().unchecked_ref());
    // Lives as long as the page.
    closure.forget();
}

fn first(form: &HtmlFormElement, what: &str) -> Option<web_sys::Element> {
    form.query_selector(what).ok().flatten()
}

struct Message {
    form: HtmlFormElement,
    id: HtmlInputElement,
    field: HtmlTextAreaElement,
    drafts: Rc<Drafts>,
}

impl Message {
    fn send(self, wait: u64) {
        self.say(&self.drafts.says.sending);
        leptos::task::spawn_local(async move {
            let body = self.field.value();
            match post_message(
                self.id.value(),
                self.drafts.thread.clone().unwrap_or_default(),
                body.clone(),
                self.has("input[name=offered]"),
                self.has("#urgent:checked"),
                // Read as an input's: a select has the same property, and its own binding would be more to download.
                first(&self.form, "select[name=writing_language]").map(|select| select.unchecked_into::<HtmlInputElement>().value()).unwrap_or_default(),
            )
            .await
            {
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
        first(&self.form, what).is_some()
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
