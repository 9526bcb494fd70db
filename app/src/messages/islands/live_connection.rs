//! The browser's connection to an open conversation: an `EventSource` that signals new messages,
//! and the request that fetches them. Both are retried after any failure, until the server answers
//! that the signed-in person cannot read the conversation any more.
//!
//! By its standard an `EventSource` reconnects after a network error, but closes for good after any
//! response other than 200, such as a 503 while the database is down or a 502 from a proxy during a
//! deployment. A new one is opened here in that case.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::js_sys::{Function, Math};
use web_sys::{EventSource, VisibilityState};

use crate::messages::forms::fetch_newer_messages;
use crate::messages::wire::{NewMessages, THREAD_GONE};

/// Maximum delay between two retries, in milliseconds.
const MAX_RETRY_DELAY_MS: f64 = 30_000.0;
/// Consecutive failures before the page says that it is disconnected. There is no notice for a
/// connection that recovers at once.
const SILENT_ATTEMPTS: i32 = 3;

thread_local! {
    /// The connection of this page. After sending, the composer fetches new messages through it.
    static CONNECTION: RefCell<Option<Rc<ThreadConnection>>> = const { RefCell::new(None) };
}

/// Fetches new messages if a conversation is open.
pub fn fetch_new_messages() {
    if let Some(connection) = CONNECTION.with(|connection| connection.borrow().clone()) {
        connection.fetch_messages();
    }
}

struct ThreadConnection {
    thread: String,
    /// Sequence number of the last message in the server-rendered page.
    after: i64,
    news: RwSignal<NewMessages>,
    /// True while the page says that new messages may be late.
    disconnected: RwSignal<bool>,
    source: RefCell<Option<EventSource>>,
    /// Consecutive failed attempts.
    failures: Cell<i32>,
    /// True while a retry is scheduled.
    scheduled: Cell<bool>,
    /// The session has ended, or the person was removed from the conversation: no more retries.
    ended: Cell<bool>,
    /// Event listeners of the `EventSource`: new message, open, error.
    listeners: RefCell<Vec<(&'static str, Function)>>,
}

/// Opens the connection of this page.
pub fn open_connection(
    thread: String,
    after: i64,
    news: RwSignal<NewMessages>,
    disconnected: RwSignal<bool>,
) {
    let connection = Rc::new(ThreadConnection {
        thread,
        after,
        news,
        disconnected,
        source: RefCell::default(),
        failures: Cell::new(0),
        scheduled: Cell::new(false),
        ended: Cell::new(false),
        listeners: RefCell::default(),
    });
    let listener = |act: fn(&Rc<ThreadConnection>)| {
        let connection = connection.clone();
        let closure = Closure::<dyn Fn()>::new(move || act(&connection));
        let function: Function = closure.as_ref().unchecked_ref::<Function>().clone();
        // Leaked on purpose: the listener lives as long as the page.
        closure.forget();
        function
    };
    let ask = listener(ThreadConnection::fetch_messages);
    // A page that becomes visible fetches its messages and marks them as read; a network that is
    // back triggers a retry at once.
    let _ = document().add_event_listener_with_callback("visibilitychange", &ask);
    let _ = window().add_event_listener_with_callback("online", &ask);
    *connection.listeners.borrow_mut() = vec![
        ("new", ask),
        ("open", listener(ThreadConnection::on_connected)),
        ("error", listener(ThreadConnection::on_connection_error)),
    ];
    CONNECTION.with(|page| *page.borrow_mut() = Some(connection.clone()));
    connection.open_event_source();
}

impl ThreadConnection {
    fn last_seq(&self) -> i64 {
        self.news
            .with_untracked(|all| all.fresh.last().map_or(self.after, |one| one.seq))
    }

    fn ready_state(&self) -> u16 {
        self.source
            .borrow()
            .as_ref()
            .map_or(EventSource::CLOSED, EventSource::ready_state)
    }

    fn open_event_source(&self) {
        let Ok(source) = EventSource::new(&format!(
            "/messages/{}/live?after={}",
            self.thread,
            self.last_seq()
        )) else {
            return;
        };
        for (event, listener) in self.listeners.borrow().iter() {
            let _ = source.add_event_listener_with_callback(event, listener);
        }
        *self.source.borrow_mut() = Some(source);
    }

    fn on_connected(self: &Rc<Self>) {
        self.failures.set(0);
        self.disconnected.set(false);
    }

    fn on_connection_error(self: &Rc<Self>) {
        // In any other state the browser reconnects by itself.
        if self.ready_state() == EventSource::CLOSED {
            self.schedule_retry();
        } else {
            self.count_failure();
        }
    }

    fn count_failure(&self) {
        self.failures.set(self.failures.get() + 1);
        self.disconnected
            .set(!self.ended.get() && self.failures.get() >= SILENT_ATTEMPTS);
    }

    /// Retries with exponential backoff and jitter. Without jitter all pages would retry at the
    /// same moment after an outage.
    fn schedule_retry(self: &Rc<Self>) {
        self.count_failure();
        if self.ended.get() || self.scheduled.replace(true) {
            return;
        }
        let longest = (500.0 * 2f64.powi(self.failures.get().min(10))).min(MAX_RETRY_DELAY_MS);
        let wait = longest * (0.5 + Math::random() / 2.0);
        let connection = self.clone();
        let again = move || {
            connection.scheduled.set(false);
            connection.fetch_messages();
        };
        set_timeout(again, Duration::from_millis(wait as u64));
    }

    /// Fetches the messages after the last one shown, until there are no more. Then reopens an
    /// `EventSource` that has closed.
    fn fetch_messages(self: &Rc<Self>) {
        if self.ended.get() {
            return;
        }
        let connection = self.clone();
        leptos::task::spawn_local(async move {
            // A message that arrives in a background tab or on a locked phone is not read yet.
            let seen = document().visibility_state() == VisibilityState::Visible;
            match fetch_newer_messages(connection.thread.clone(), connection.last_seq(), seen).await
            {
                Ok(come) => connection.show_messages(come),
                Err(ServerFnError::ServerError(code)) if code == THREAD_GONE => {
                    connection.end_connection()
                }
                Err(_) => connection.schedule_retry(),
            }
        });
    }

    fn show_messages(self: &Rc<Self>, received: NewMessages) {
        let more = received.more;
        // Two requests may have been in flight at once and returned the same messages.
        self.news.update(|all| {
            for one in received.fresh {
                if all.fresh.iter().all(|known| known.seq != one.seq) {
                    all.fresh.push(one);
                }
            }
            all.receipt = received.receipt;
        });
        if more {
            return self.fetch_messages();
        }
        match self.ready_state() {
            EventSource::OPEN => self.on_connected(),
            // Only after a successful request: an `EventSource` does not tell the status of its
            // failure, and the request has shown that the session is still valid.
            EventSource::CLOSED => self.open_event_source(),
            _ => {}
        }
    }

    fn end_connection(&self) {
        self.ended.set(true);
        self.disconnected.set(false);
        if let Some(source) = self.source.borrow_mut().take() {
            source.close();
        }
    }
}
