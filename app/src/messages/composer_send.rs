//! Sends the composer's text without a page load. The text stays in the field until the server has
//! confirmed that it is stored. Network errors are retried with the same form id, so that no
//! message is sent twice.

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

/// Initial and maximum delay between retries, in seconds.
const WAIT: u64 = 2;
const LONGEST: u64 = 30;

thread_local! {
    /// True while a message is being sent.
    static BUSY: Cell<bool> = const { Cell::new(false) };
}

/// Whether a message is being sent.
pub fn busy() -> bool {
    BUSY.with(Cell::get)
}

/// Intercepts the submit event of the form around this field, if it belongs to an existing thread.
/// After a failure other than a network error the form is submitted normally, which preserves the
/// text when the session has ended.
pub fn take_over(field: &HtmlTextAreaElement, drafts: &Rc<Drafts>) {
    let Some(form) = field.form() else { return };
    let Some(id) = browser::form_id(field) else { return };
    let (field, of, drafts) = (field.clone(), form.clone(), drafts.clone());
    let closure = Closure::<dyn Fn(Event)>::new(move |event: Event| {
        // In any case: a draft saved after this would bring back text that was already sent as if
        // it were unsent.
        browser::forget();
        // A form with a file, chosen now or held from before, is submitted normally: the browser
        // then shows the progress of the upload.
        let chosen = first(&of, "input[type=file]").is_some_and(|input| !input.unchecked_into::<HtmlInputElement>().value().is_empty());
        if drafts.thread.is_none() || chosen || first(&of, "input[name=without], select[data-once]").is_some() {
            return;
        }
        event.prevent_default();
        if !BUSY.with(|busy| busy.replace(true)) {
            let message = Message { form: of.clone(), id: id.clone(), field: field.clone(), drafts: drafts.clone() };
            message.send(WAIT);
        }
    });
    let _ = form.add_event_listener_with_callback("submit", closure.as_ref().unchecked_ref());
    // Leaked on purpose: the listener lives as long as the page.
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
                // Cast to an input: a select has the same property, and its own binding would
                // enlarge the module.
                first(&self.form, "select[name=writing_language]").map(|select| select.unchecked_into::<HtmlInputElement>().value()).unwrap_or_default(),
            )
            .await
            {
                Ok(Posted::Sent { next }) => {
                    self.id.set_value(&next);
                    // Text typed while the message was being sent belongs to the next message.
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

    /// `rest`: the field holds text of the next form, which is saved as its draft.
    fn done(&self, words: &str, rest: bool) {
        BUSY.with(|busy| busy.set(false));
        self.say(words);
        if rest {
            self.drafts.keep(false);
        }
        look();
    }
}
