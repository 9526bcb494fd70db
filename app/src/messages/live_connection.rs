//! The browser's connection to an open conversation: an `EventSource` that says when to ask for new messages, and the
//! question itself. Either may fail for any reason at any time; both are tried again until the server says that this
//! reader has no conversation here any more.
//!
//! By its standard an `EventSource` tries again by itself after a network error, and closes for good after any answer but 200:
//! a 503 while the database is away, a 502 from a proxy during a deployment. A new one is opened here then.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::js_sys::{Function, Math};
use web_sys::{EventSource, VisibilityState};

use super::api::newer;
use super::live::{GONE, News};

/// The longest wait between two attempts, in milliseconds.
const LONGEST: f64 = 30_000.0;
/// After so many attempts in a row that came to nothing, the page says that it is not connected. A connection that is back
/// at once, or a session that has ended, is not worth a word.
const SILENT_ATTEMPTS: i32 = 3;

thread_local! {
    /// The connection of this page; the composer asks through it once its own message was sent.
    static CONNECTION: RefCell<Option<Rc<Connection>>> = const { RefCell::new(None) };
}

/// Asks for new messages, where a conversation is open.
pub fn look() {
    if let Some(connection) = CONNECTION.with(|connection| connection.borrow().clone()) {
        connection.ask();
    }
}

struct Connection {
    thread: String,
    /// The last message that the page showed when it was drawn.
    after: i64,
    news: RwSignal<News>,
    /// True while the page is to say that new messages may come late.
    disconnected: RwSignal<bool>,
    source: RefCell<Option<EventSource>>,
    /// Attempts in a row that came to nothing.
    failures: Cell<i32>,
    /// A next attempt has its time.
    scheduled: Cell<bool>,
    /// The session has ended, or somebody was taken off: nothing is tried any more.
    ended: Cell<bool>,
    /// What the source calls: on news, once it is open, on an error.
    listeners: RefCell<Vec<(&'static str, Function)>>,
}

/// Opens the connection of this page.
pub fn open(thread: String, after: i64, news: RwSignal<News>, disconnected: RwSignal<bool>) {
    let connection = Rc::new(Connection {
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
    let listener = |act: fn(&Rc<Connection>)| {
        let connection = connection.clone();
        let closure = Closure::<dyn Fn()>::new(move || act(&connection));
        let function: Function = closure.as_ref().unchecked_ref::<Function>().clone();
        // Lives as long as the page.
        closure.forget();
        function
    };
    let ask = listener(Connection::ask);
    // Messages that came while the page was hidden are read now; and a network that is back is used at once.
    let _ = document().add_event_listener_with_callback("visibilitychange", &ask);
    let _ = window().add_event_listener_with_callback("online", &ask);
    *connection.listeners.borrow_mut() = vec![("new", ask), ("open", listener(Connection::connected)), ("error", listener(Connection::lost))];
    CONNECTION.with(|page| *page.borrow_mut() = Some(connection.clone()));
    connection.connect();
}

impl Connection {
    fn last(&self) -> i64 {
        self.news.with_untracked(|all| all.fresh.last().map_or(self.after, |one| one.seq))
    }

    fn ready_state(&self) -> u16 {
        self.source.borrow().as_ref().map_or(EventSource::CLOSED, EventSource::ready_state)
    }

    fn connect(&self) {
        let Ok(source) = EventSource::new(&format!("/messages/{}/live?after={}", self.thread, self.last())) else { return };
        for (event, listener) in self.listeners.borrow().iter() {
            let _ = source.add_event_listener_with_callback(event, listener);
        }
        *self.source.borrow_mut() = Some(source);
    }

    fn connected(self: &Rc<Self>) {
        self.failures.set(0);
        self.disconnected.set(false);
    }

    fn lost(self: &Rc<Self>) {
        if self.ready_state() == EventSource::CLOSED {
            self.try_later();
        } else {
            self.failed();
        }
    }

    fn failed(&self) {
        self.failures.set(self.failures.get() + 1);
        self.disconnected.set(!self.ended.get() && self.failures.get() >= SILENT_ATTEMPTS);
    }

    /// Asks again after a wait that doubles each time, and differs from page to page: after an outage they would otherwise
    /// all come at once.
    fn try_later(self: &Rc<Self>) {
        self.failed();
        if self.ended.get() || self.scheduled.replace(true) {
            return;
        }
        let longest = (500.0 * 2f64.powi(self.failures.get().min(10))).min(LONGEST);
        let wait = longest * (0.5 + Math::random() / 2.0);
        let connection = self.clone();
        let again = move || {
            connection.scheduled.set(false);
            connection.ask();
        };
        set_timeout(again, Duration::from_millis(wait as u64));
    }

    /// Asks for what came after the last message that the page shows, until there is no more. Once that is answered, a source
    /// that has closed is opened anew.
    fn ask(self: &Rc<Self>) {
        if self.ended.get() {
            return;
        }
        let connection = self.clone();
        leptos::task::spawn_local(async move {
            let seen = document().visibility_state() == VisibilityState::Visible;
            match newer(connection.thread.clone(), connection.last(), seen).await {
                Ok(come) => connection.show(come),
                Err(ServerFnError::ServerError(code)) if code == GONE => connection.end(),
                Err(_) => connection.try_later(),
            }
        });
    }

    fn show(self: &Rc<Self>, come: News) {
        let more = come.more;
        // Two questions may have been under way at once.
        self.news.update(|all| {
            for one in come.fresh {
                if all.fresh.iter().all(|known| known.seq != one.seq) {
                    all.fresh.push(one);
                }
            }
            all.receipt = come.receipt;
        });
        if more {
            return self.ask();
        }
        match self.ready_state() {
            EventSource::OPEN => self.connected(),
            EventSource::CLOSED => self.connect(),
            _ => {}
        }
    }

    fn end(&self) {
        self.ended.set(true);
        self.disconnected.set(false);
        if let Some(source) = self.source.borrow_mut().take() {
            source.close();
        }
    }
}
