//! The composer's text field as an island: saves a draft on the server during typing, shows how
//! many characters are left, grows with the text, and sends without a page load. The form also
//! works without JavaScript.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::ui::changing_text::changing_text;
use crate::ui::textarea::TextArea;

/// The labels that the island shows, in the language of the signed-in person.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ComposerLabels {
    pub saved: String,
    pub not_saved: String,
    /// `{n}` is replaced by the number of characters.
    pub left: String,
    pub too_long: String,
    pub sending: String,
    pub sent: String,
    pub waiting: String,
    pub earlier: String,
}

/// The text field of the composer.
#[island]
pub fn Composer(
    thread: Option<String>,
    to: Option<String>,
    /// The initial text: a draft, the text of a redisplayed form, or a quick reply.
    body: String,
    described: String,
    invalid: bool,
    says: ComposerLabels,
) -> impl IntoView {
    let status = RwSignal::new(String::new());
    let length = RwSignal::new(String::new());
    let field = NodeRef::<leptos::html::Textarea>::new();

    #[cfg(feature = "hydrate")]
    {
        let (says, body) = (says.clone(), body.clone());
        let drafts = std::rc::Rc::new(browser::DraftSaver {
            thread,
            to,
            labels: says.clone(),
            field,
            status,
        });
        field.on_load(move |element| {
            // Text typed before this module was loaded is in the field, but not in `body`.
            let start = element.value();
            browser::fit_height(&element);
            length.set(remaining_text(&says, &start));
            super::composer_send::enable_ajax_submit(&element, &drafts);
            if start != body {
                drafts.save_after_pause(true);
            }
            browser::on_input(&element, move |element| {
                browser::fit_height(element);
                length.set(remaining_text(&says, &element.value()));
                drafts.save_after_pause(true);
            });
        });
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = (&thread, &to, &says);

    let area = TextArea {
        name: "body".to_owned(),
        rows: 4,
        described_by: Some(described),
        invalid,
        value: body,
        node_ref: Some(field),
    };
    view! {
        {area.view()}
        {changing_text("soft composer-status", Some("status"), Box::new(move || status.get()))}
        {changing_text("soft", None, Box::new(move || length.get()))}
    }
}

/// How many characters are left, if there are at most 500, or by how many the text is too long.
#[cfg(feature = "hydrate")]
fn remaining_text(labels: &ComposerLabels, body: &str) -> String {
    match model::messages::remaining_chars(body) {
        left if left < 0 => labels.too_long.replace("{n}", &(-left).to_string()),
        left if left <= 500 => labels.left.replace("{n}", &left.to_string()),
        _ => String::new(),
    }
}

#[cfg(feature = "hydrate")]
pub(super) mod browser {
    use std::cell::Cell;
    use std::rc::Rc;
    use std::time::Duration;

    use leptos::ev;
    use leptos::html::Textarea;
    use leptos::prelude::*;
    use leptos::tachys::html::event::EventDescriptor;
    use web_sys::{HtmlInputElement, HtmlTextAreaElement};

    use super::ComposerLabels;
    use crate::messages::api::save_draft;
    use crate::messages::composer_send;

    thread_local! {
        /// Incremented on every input event, so that only the timer of the last one saves
        /// (debounce).
        static INPUT_COUNT: Cell<u32> = const { Cell::new(0) };
    }

    pub fn fit_height(element: &HtmlTextAreaElement) {
        let style = web_sys::HtmlElement::style(element);
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

    impl DraftSaver {
        /// Saves the draft after a pause in typing. Text typed while a message is being sent
        /// belongs to the next form: `composer_send` saves it once that form has its id.
        pub fn save_after_pause(self: &Rc<Self>, show_result: bool) {
            let mine = INPUT_COUNT.with(|typed| {
                typed.set(typed.get().wrapping_add(1));
                typed.get()
            });
            let drafts = self.clone();
            let save = move || {
                if INPUT_COUNT.with(Cell::get) != mine || composer_send::is_sending() {
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
                    let kept = save_draft(drafts.thread.clone(), drafts.to.clone(), body, form)
                        .await
                        .unwrap_or(false);
                    if show_result && INPUT_COUNT.with(Cell::get) == mine {
                        drafts.status.set(
                            if kept {
                                &drafts.labels.saved
                            } else {
                                &drafts.labels.not_saved
                            }
                            .clone(),
                        );
                    }
                });
            };
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
}
