//! The composer's text field: keeps a draft on the server as one types, says how much room is left, grows with the
//! text, and sends without leaving the page. Without it the form works all the same.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::ui::textarea::TextArea;

/// The words the island shows, already in the reader's language.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Says {
    pub saved: String,
    pub not_saved: String,
    /// With `{n}` where the number stands.
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
    /// What the field holds when it is drawn: the draft, or the text of a form that came back.
    body: String,
    described: String,
    invalid: bool,
    says: Says,
) -> impl IntoView {
    let status = RwSignal::new(String::new());
    let length = RwSignal::new(String::new());
    let field = NodeRef::<leptos::html::Textarea>::new();

    #[cfg(feature = "hydrate")]
    {
        let (says, body) = (says.clone(), body.clone());
        field.on_load(move |element| {
            // What was typed before this module arrived is in the field, not in `body`.
            let start = element.value();
            browser::grow(&element);
            length.set(room(&says, &start));
            if let Some(thread) = thread.clone() {
                super::send::in_place(&element, thread, says.clone(), status);
            }
            if start != body {
                browser::keep(thread.clone(), to.clone(), says.clone(), field, status);
            }
            let again = says.clone();
            let _ = leptos::ev::input;
            browser::listen(&element, move |element| {
                browser::grow(element);
                length.set(room(&again, &element.value()));
                browser::keep(thread.clone(), to.clone(), again.clone(), field, status);
            });
        });
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = (&thread, &to, &says);

    let area = TextArea { name: "body".to_owned(), rows: 4, described_by: Some(described), invalid, value: body, node_ref: Some(field) };
    view! {
        {area.view()}
        <p class="soft composer-status" role="status">{status}</p>
        <p class="soft">{length}</p>
    }
}

/// Words on how much room is left, once it is short.
#[cfg(feature = "hydrate")]
fn room(says: &Says, body: &str) -> String {
    match model::messages::left(body) {
        left if left < 0 => says.too_long.replace("{n}", &(-left).to_string()),
        left if left <= 500 => says.left.replace("{n}", &left.to_string()),
        _ => String::new(),
    }
}

#[cfg(feature = "hydrate")]
pub(super) mod browser {
    use std::cell::Cell;
    use std::time::Duration;

    use leptos::ev;
    use leptos::html::Textarea;
    use leptos::prelude::*;
    use leptos::tachys::html::event::EventDescriptor;
    use web_sys::HtmlTextAreaElement;

    use super::Says;
    use crate::messages::api::save_draft;

    thread_local! {
        /// Rises with every keystroke, so that only the last one saves.
        static TYPED: Cell<u32> = const { Cell::new(0) };
    }

    pub fn grow(element: &HtmlTextAreaElement) {
        let style = web_sys::HtmlElement::style(element);
        let _ = style.set_property("block-size", "auto");
        let _ = style.set_property("block-size", &format!("{}px", element.scroll_height() + 4));
    }

    pub fn listen(element: &HtmlTextAreaElement, act: impl Fn(&HtmlTextAreaElement) + 'static) {
        use wasm_bindgen::JsCast;
        use wasm_bindgen::closure::Closure;
        let of = element.clone();
        let closure = Closure::<dyn Fn()>::new(move || act(&of));
        let _ = element.add_event_listener_with_callback(&ev::input.name(), closure.as_ref().unchecked_ref());
        // Lives as long as the page.
        closure.forget();
    }

    /// Nothing typed so far is kept as a draft any more: it was sent.
    pub fn forget() {
        TYPED.with(|typed| typed.set(typed.get().wrapping_add(1)));
    }

    /// Saves the draft once the typing has paused.
    pub fn keep(thread: Option<String>, to: Option<String>, says: Says, field: NodeRef<Textarea>, status: RwSignal<String>) {
        let mine = TYPED.with(|typed| {
            typed.set(typed.get().wrapping_add(1));
            typed.get()
        });
        set_timeout(
            move || {
                if TYPED.with(Cell::get) != mine {
                    return;
                }
                let Some(element) = field.get_untracked() else { return };
                let body = element.value();
                leptos::task::spawn_local(async move {
                    let kept = save_draft(thread, to, body).await.unwrap_or(false);
                    if TYPED.with(Cell::get) == mine {
                        status.set(if kept { says.saved } else { says.not_saved });
                    }
                });
            },
            Duration::from_millis(700),
        );
    }
}
