//! Saves the composer's text as a draft while the person types, and other access to its fields.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use leptos::ev;
use leptos::html::Textarea;
use leptos::prelude::*;
use leptos::tachys::html::event::EventDescriptor;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};

use crate::messages::forms::save_draft;
use crate::messages::wire::ComposerLabels;

thread_local! {
    /// Incremented on every input event, so that only the timer of the last one saves
    /// (debounce).
    static INPUT_COUNT: Cell<u32> = const { Cell::new(0) };
    /// True while a message is being sent.
    pub static SENDING: Cell<bool> = const { Cell::new(false) };
}

/// Whether a message is being sent.
fn is_sending() -> bool {
    SENDING.with(Cell::get)
}

pub fn fit_height(element: &HtmlTextAreaElement) {
    let style = web_sys::HtmlElement::style(element);
    // `auto` first, or the field would never become smaller. The scroll height has no borders.
    let _ = style.set_property("block-size", "auto");
    let _ = style.set_property("block-size", &format!("{}px", element.scroll_height() + 4));
}

pub fn on_input(element: &HtmlTextAreaElement, act: impl Fn(&HtmlTextAreaElement) + 'static) {
    use wasm_bindgen::JsCast;
    use wasm_bindgen::closure::Closure;
    let of = element.clone();
    let closure = Closure::<dyn Fn()>::new(move || act(&of));
    let _ = element
        .add_event_listener_with_callback(&ev::input.name(), closure.as_ref().unchecked_ref());
    // Leaked on purpose: the listener lives as long as the page.
    closure.forget();
}

/// Cancels the scheduled draft saves, because the text was sent.
pub fn cancel_draft_saves() {
    INPUT_COUNT.with(|typed| typed.set(typed.get().wrapping_add(1)));
}

/// Saves the typed text as a draft.
pub struct DraftSaver {
    pub thread: Option<String>,
    pub to: Option<String>,
    pub labels: ComposerLabels,
    pub field: NodeRef<Textarea>,
    pub status: RwSignal<String>,
}

/// Whether the composer says that a draft was saved.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum SaveNotice {
    /// The status line shows the result.
    Shown,
    /// The status line keeps what it shows, such as the result of sending a message.
    Silent,
}

impl DraftSaver {
    /// Saves the draft after a pause in typing. Text typed while a message is being sent
    /// belongs to the next form: `composer_send` saves it once that form has its id.
    pub fn save_after_pause(self: &Rc<Self>, notice: SaveNotice) {
        let mine = INPUT_COUNT.with(|typed| {
            typed.set(typed.get().wrapping_add(1));
            typed.get()
        });
        let drafts = self.clone();
        let save = move || {
            // A later input has a timer of its own. While a message is being sent, a draft would
            // bring back its text as unsent.
            if INPUT_COUNT.with(Cell::get) != mine || is_sending() {
                return;
            }
            let Some(element) = drafts.field.get_untracked() else {
                return;
            };
            let (body, form) = (
                element.value(),
                form_id_input(&element)
                    .map(|id| id.value())
                    .unwrap_or_default(),
            );
            leptos::task::spawn_local(async move {
                let is_saved = save_draft(drafts.thread.clone(), drafts.to.clone(), body, form)
                    .await
                    .unwrap_or(false);
                if notice == SaveNotice::Shown && INPUT_COUNT.with(Cell::get) == mine {
                    drafts.status.set(
                        if is_saved {
                            &drafts.labels.saved
                        } else {
                            &drafts.labels.not_saved
                        }
                        .clone(),
                    );
                }
            });
        };
        // Not every key sends a request, and a tab that is closed loses little text.
        set_timeout(save, Duration::from_millis(700));
    }
}

/// The hidden input with the id of the form.
pub fn form_id_input(element: &HtmlTextAreaElement) -> Option<HtmlInputElement> {
    use wasm_bindgen::JsCast;
    element
        .form()?
        .query_selector("input[name=form]")
        .ok()??
        .dyn_into()
        .ok()
}
