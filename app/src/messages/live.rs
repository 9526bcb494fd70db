//! New words as they come: an open conversation hears from the server that there are some, and asks for them. Without
//! script the page has a link that looks again.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// A message as the page shows it, drawn by the server in the reader's language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fresh {
    pub seq: i64,
    /// The day it was written, by the reader's clock, and how that is said.
    pub day: (String, String),
    pub class: String,
    pub html: String,
}

/// What has come since, and how far the reader's own last words have come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct News {
    pub fresh: Vec<Fresh>,
    pub receipt: String,
    /// There are more than were asked for at once.
    pub more: bool,
}

/// The part of a conversation that grows while one looks at it.
#[island]
pub fn Live(
    thread: String,
    /// The last message that the page shows already.
    after: i64,
    /// The day of that message.
    day: String,
    receipt: String,
) -> impl IntoView {
    let news = RwSignal::new(News { fresh: Vec::new(), receipt, more: false });
    #[cfg(feature = "hydrate")]
    browser::listen(thread.clone(), after, news);
    #[cfg(not(feature = "hydrate"))]
    let _ = (&thread, after);
    let rows = move || {
        let mut last = day.clone();
        let row = |one: Fresh| {
            let (day, said) = one.day;
            let new_day = (std::mem::replace(&mut last, day.clone()) != day).then(|| view! { <li class="on">{said}</li> });
            // raw-html: `messages::part::fresh` draws it on the server, where Leptos escapes what was typed.
            view! { {new_day}<li class=one.class id=format!("m{}", one.seq) inner_html=one.html></li> }
        };
        news.get().fresh.into_iter().map(row).collect_view()
    };
    view! {
        <div role="log"><ol class="thread" role="list">{rows}</ol></div>
        <p class="soft receipt">{move || news.get().receipt}</p>
    }
}

#[cfg(feature = "hydrate")]
pub use browser::look;

#[cfg(feature = "hydrate")]
mod browser {
    use std::cell::{Cell, RefCell};
    use std::rc::Rc;
    use std::time::Duration;

    use leptos::prelude::*;
    use wasm_bindgen::JsCast;
    use wasm_bindgen::closure::Closure;
    use web_sys::{EventSource, VisibilityState};

    use super::News;
    use crate::messages::api::newer;
    use crate::messages::send::{LONGEST, WAIT};

    thread_local! {
        /// Asks for what is new; the composer does it once its own words were sent.
        static LOOK: RefCell<Option<Rc<dyn Fn()>>> = const { RefCell::new(None) };
        /// True while a question that the line swallowed waits to be asked again.
        static WAITING: Cell<bool> = const { Cell::new(false) };
    }

    /// Asks for what is new, where a conversation is open.
    pub fn look() {
        let look = LOOK.with(|look| look.borrow().clone());
        if let Some(look) = look {
            look();
        }
    }

    /// Asks for what came after the last message that the page shows, until there is no more. While the line is down it is
    /// asked again: the stream may have outlived it, and then nothing rings a second time.
    fn ask(thread: String, after: i64, news: RwSignal<News>, wait: u64) {
        leptos::task::spawn_local(async move {
            let last = news.with_untracked(|all| all.fresh.last().map_or(after, |one| one.seq));
            let seen = document().visibility_state() == VisibilityState::Visible;
            match newer(thread.clone(), last, seen).await {
                Ok(come) => {
                    let more = come.more;
                    // Two questions may have been under way at once.
                    news.update(|all| {
                        for one in come.fresh {
                            if all.fresh.iter().all(|known| known.seq != one.seq) {
                                all.fresh.push(one);
                            }
                        }
                        all.receipt = come.receipt;
                    });
                    if more {
                        ask(thread, after, news, WAIT);
                    }
                }
                Err(ServerFnError::Request(_)) if !WAITING.with(|waiting| waiting.replace(true)) => {
                    let again = move || {
                        WAITING.with(|waiting| waiting.set(false));
                        ask(thread, after, news, (wait * 2).min(LONGEST));
                    };
                    set_timeout(again, Duration::from_secs(wait));
                }
                Err(_) => {}
            }
        });
    }

    pub fn listen(thread: String, after: i64, news: RwSignal<News>) {
        let of = thread.clone();
        let ask: Rc<dyn Fn()> = Rc::new(move || ask(of.clone(), after, news, WAIT));
        LOOK.with(|look| *look.borrow_mut() = Some(ask.clone()));
        let Ok(source) = EventSource::new(&format!("/messages/{thread}/live?after={after}")) else { return };
        let closure = Closure::<dyn Fn()>::new(move || ask());
        let _ = source.add_event_listener_with_callback("new", closure.as_ref().unchecked_ref());
        // Taken out of the pocket again, what came meanwhile is read.
        let _ = document().add_event_listener_with_callback("visibilitychange", closure.as_ref().unchecked_ref());
        // Both live as long as the page.
        closure.forget();
        std::mem::forget(source);
    }
}
