//! Sends the composer's text without a page load. The text stays in the field until the server has
//! confirmed that it is stored. Network errors are retried with the same form id, so that no
//! message is sent twice.

use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Event, HtmlFormElement, HtmlInputElement, HtmlTextAreaElement};

use super::draft_saver::{self, DraftSaver, SENDING, SaveNotice};
use super::live_connection::fetch_new_messages;
use crate::messages::forms::post_message;
use crate::messages::wire::SendOutcome;

/// Initial and maximum delay between retries, in seconds.
const INITIAL_RETRY_SECONDS: u64 = 2;
const MAX_RETRY_SECONDS: u64 = 30;

/// Intercepts the submit event of the form around this field, if it belongs to an existing thread.
/// After a failure other than a network error the form is submitted normally, which preserves the
/// text when the session has ended.
pub fn enable_ajax_submit(field: &HtmlTextAreaElement, drafts: &Rc<DraftSaver>) {
    let Some(form) = field.form() else { return };
    let Some(id) = draft_saver::form_id_input(field) else {
        return;
    };
    let (field, of, drafts) = (field.clone(), form.clone(), drafts.clone());
    let closure = Closure::<dyn Fn(Event)>::new(move |event: Event| {
        // In any case: a draft saved after this would bring back text that was already sent as if
        // it were unsent.
        draft_saver::cancel_draft_saves();
        // A form with a file, chosen now or held from before, is submitted normally: the browser
        // then shows the progress of the upload.
        let chosen = find_element(&of, "input[type=file]").is_some_and(|input| {
            !input
                .unchecked_into::<HtmlInputElement>()
                .value()
                .is_empty()
        });
        if drafts.thread.is_none()
            || chosen
            || find_element(&of, "input[name=without], select[data-once]").is_some()
        {
            return;
        }
        event.prevent_default();
        // A second tap while the message is being sent does nothing.
        if !SENDING.with(|busy| busy.replace(true)) {
            let message = OutgoingMessage {
                form: of.clone(),
                id: id.clone(),
                field: field.clone(),
                drafts: drafts.clone(),
            };
            message.send_or_retry(INITIAL_RETRY_SECONDS);
        }
    });
    let _ = form.add_event_listener_with_callback("submit", closure.as_ref().unchecked_ref());
    // Leaked on purpose: the listener lives as long as the page.
    closure.forget();
}

fn find_element(form: &HtmlFormElement, selector: &str) -> Option<web_sys::Element> {
    form.query_selector(selector).ok().flatten()
}

struct OutgoingMessage {
    form: HtmlFormElement,
    id: HtmlInputElement,
    field: HtmlTextAreaElement,
    drafts: Rc<DraftSaver>,
}

impl OutgoingMessage {
    fn send_or_retry(self, wait: u64) {
        self.show_status(&self.drafts.labels.sending);
        leptos::task::spawn_local(async move {
            let body = self.field.value();
            match post_message(
                self.id.value(),
                self.drafts.thread.clone().unwrap_or_default(),
                body.clone(),
                self.has_element("input[name=offered]"),
                self.has_element("#urgent:checked"),
                // Cast to an input: a select has the same property, and its own binding would
                // enlarge the module.
                find_element(&self.form, "select[name=writing_language]")
                    .map(|select| select.unchecked_into::<HtmlInputElement>().value())
                    .unwrap_or_default(),
            )
            .await
            {
                Ok(SendOutcome::Sent { next }) => {
                    self.id.set_value(&next);
                    // Text typed while the message was being sent belongs to the next message.
                    let rest = self.field.value() != body;
                    if !rest {
                        draft_saver::cancel_draft_saves();
                        self.field.set_value("");
                        draft_saver::fit_height(&self.field);
                    }
                    self.finish_sending(&self.drafts.labels.sent, rest);
                }
                Ok(SendOutcome::Earlier { next }) => {
                    self.id.set_value(&next);
                    self.finish_sending(&self.drafts.labels.earlier, true);
                }
                Err(ServerFnError::Request(_)) => {
                    self.show_status(&self.drafts.labels.waiting);
                    set_timeout(
                        move || self.send_or_retry((wait * 2).min(MAX_RETRY_SECONDS)),
                        Duration::from_secs(wait),
                    );
                }
                // `submit()` fires no submit event, so the listener above does not intercept it.
                Ok(SendOutcome::Refused) | Err(_) => {
                    let _ = self.form.submit();
                }
            }
        });
    }

    fn has_element(&self, selector: &str) -> bool {
        find_element(&self.form, selector).is_some()
    }

    fn show_status(&self, words: &str) {
        self.drafts.status.set(words.to_owned());
    }

    /// `has_next_text`: the field holds text of the next form, which is saved as its draft.
    fn finish_sending(&self, words: &str, has_next_text: bool) {
        SENDING.with(|busy| busy.set(false));
        self.show_status(words);
        if has_next_text {
            self.drafts.save_after_pause(SaveNotice::Silent);
        }
        fetch_new_messages();
    }
}
