//! Views shared by the message pages: a message with its attachments and translations, the read
//! receipt, and the composer.

use jiff::civil::Date;
use leptos::prelude::*;
use model::files::{FileKind, Kept, PICKER};
use model::id::{PersonId, ThreadId};
use model::language::Language;
use model::messages::{MessageKind, ThreadKind};
use model::policy::serves;
use store::Actor;
use store::messages::{Made, Message, Receipt};
use uuid::Uuid;

use super::island::{Composer, Says};
use super::live::Fresh;
use crate::actor::Visit;
use crate::error::Error;
use crate::form::FormState;
use crate::text::{Text, name};
use crate::ui::banner::calm;
use crate::ui::error_summary::{error, words};
use crate::ui::field::{described_by, error_view, hint_view};
use crate::ui::form::{button_form, file_form};
use crate::ui::writing_language::writing_language;

/// What the rendering of a message needs to know about the signed-in person.
pub struct Eyes<'a> {
    pub text: Text,
    pub actor: &'a Actor,
    /// Tags of the languages that the person reads besides the language of the portal.
    reads: &'a [String],
    machine: bool,
}

impl<'a> Eyes<'a> {
    /// # Errors
    /// `SignedOut` when the request has no signed-in person.
    pub fn of(visit: &'a Visit) -> Result<Self, Error> {
        let frame = visit.frame()?;
        Ok(Self { text: visit.text(), actor: &frame.actor, reads: &frame.languages_read, machine: visit.site.machine.is_some() })
    }
}

/// The date a message was written, in the agency's time zone.
pub fn day_of(eyes: &Eyes<'_>, message: &Message) -> Date {
    message.at.to_jiff().to_zoned(eyes.actor.zone.clone()).date()
}

/// The author and the time of a message.
fn meta(eyes: &Eyes<'_>, message: &Message) -> String {
    let at = message.at.to_jiff().to_zoned(eyes.actor.zone.clone());
    let who = if message.author_id == eyes.actor.person { eyes.text.say("messages-you") } else { name(&message.author) };
    let mut meta = vec![who, eyes.text.time(at.datetime())];
    if message.entered_by_agency {
        meta.push(eyes.text.say("messages-entered"));
    }
    meta.join(" · ")
}

/// A system message as a sentence. keys: messages-told-*
pub fn told_words(text: Text, message: &Message) -> String {
    let who = message.about.clone().unwrap_or_default();
    text.with(&format!("messages-told-{}", message.kind.slug().replace('_', "-")), &[("by", message.author.clone().into()), ("who", who.into())])
}

fn told(text: Text, message: &Message) -> AnyView {
    let words = told_words(text, message);
    let link = (message.kind == MessageKind::Translated).then(|| {
        // With `?at=`, because the message may not be on the page that is open.
        view! { " " <a href=format!("/messages/{}?at={}#m{}", message.thread_id, message.body, message.body)>{text.say("messages-told-see")}</a> }
    });
    view! { <p>{words}{link}</p> }.into_any()
}

/// A message: the CSS classes of its row, and its content.
pub fn bubble(eyes: &Eyes<'_>, message: &Message, unread: bool) -> (&'static str, AnyView) {
    if !message.is_words() {
        return ("told", told(eyes.text, message));
    }
    let class = match (message.author_id == eyes.actor.person, unread) {
        (true, _) => "bubble mine",
        (false, true) => "bubble new",
        (false, false) => "bubble",
    };
    let inside = view! {
        {files(eyes.text, message)}
        {(!message.body.is_empty()).then(|| view! { <p lang=message.language.clone() dir="auto">{message.body.clone()}</p> })}
        <div class="meta">{meta(eyes, message)}</div>
        {languages(eyes, message)}
    };
    (class, inside.into_any())
}

/// The translation of a message into the reader's language, with its author and date, or the
/// controls to request one.
fn languages(eyes: &Eyes<'_>, message: &Message) -> AnyView {
    let (text, to) = (eyes.text, eyes.text.0.code());
    let made = |one: Made<'_>| view! { <p class="made" lang=to dir="auto">{one.body.to_owned()}</p> };
    if let Some(one) = message.interpreted() {
        let day = one.at.map(|at| text.near(eyes.actor.today, at.to_zoned(eyes.actor.zone.clone()).date())).unwrap_or_default();
        let who = text.with("messages-made-person", &[("name", one.by.to_owned().into()), ("day", day.into())]);
        return view! { {made(one)}<p class="soft">{who}</p> }.into_any();
    }
    let spoken = message.files().iter().any(|file| file.kind == FileKind::Voice);
    let foreign = !message.body.is_empty() && message.language != to && !eyes.reads.contains(&message.language);
    let machine = message.by_machine();
    if message.author_id == eyes.actor.person || !(foreign || spoken || machine.is_some()) {
        return ().into_any();
    }
    let shown = machine.map(|one| view! { {made(one)}<p class="soft">{text.with("common-words-machine", &[("by", one.by.to_owned().into())])}</p> });
    let ask = if message.asked {
        view! { <p class="soft">{text.say("messages-interpret-asked")}</p> }.into_any()
    } else {
        let words = match (spoken, shown.is_some()) {
            (true, _) => "messages-interpret-voice",
            (false, true) => "messages-interpret-person",
            (false, false) => "messages-interpret-link",
        };
        view! { <p><a href=format!("/messages/{}/interpret/{}", message.thread_id, message.seq)>{text.say(words)}</a></p> }.into_any()
    };
    let by_machine = (eyes.machine && foreign && shown.is_none()).then(|| {
        let hidden = vec![("thread", message.thread_id.to_string()), ("seq", message.seq.to_string())];
        button_form("/api/messages/machine", hidden, "btn link", text.say("messages-machine-ask"))
    });
    view! { {shown}{by_machine}{ask} }.into_any()
}

/// The URL of a file that is part of a page, with the id of that page's entry in the family's
/// access log: opening a page with ten pictures is logged once.
pub fn with_line(href: String, line: Option<Uuid>) -> String {
    match line {
        Some(line) => format!("{href}?page={line}"),
        None => href,
    }
}

/// An audio player for a voice message, or a download link if browsers cannot play its format.
pub fn voice(text: Text, file: &Kept, href: String, label: String) -> AnyView {
    if file.plays() {
        return view! { <audio controls preload="none" src=href aria-label=label></audio> }.into_any();
    }
    let size = i64::try_from(file.size.div_ceil(1024)).unwrap_or(0);
    view! { <a href=href class="btn plain small">{text.with("messages-file-recording", &[("label", label.into()), ("size", size.into())])}</a> }.into_any()
}

/// The attachments of a message.
fn files(text: Text, message: &Message) -> AnyView {
    message
        .files()
        .iter()
        .enumerate()
        .map(|(n, file)| {
            let href = with_line(format!("/messages/{}/file/{}/{n}", message.thread_id, message.seq), message.line);
            let who = message.author.clone();
            match file.kind {
                FileKind::Picture => {
                    let (width, height) = file.sides.unwrap_or((1, 1));
                    let alt = text.with("messages-file-picture", &[("name", who.into())]);
                    view! { <a href=href.clone() class="photo"><img src=href.clone() alt=alt width=width height=height loading="lazy" decoding="async"/></a> }
                        .into_any()
                }
                FileKind::Voice => voice(text, file, href, text.with("messages-file-voice", &[("name", who.into())])),
                FileKind::Paper => {
                    let size = i64::try_from(file.size.div_ceil(1024)).unwrap_or(0);
                    view! { <a href=href class="btn plain small">{text.with("messages-file-paper", &[("size", size.into())])}</a> }.into_any()
                }
            }
        })
        .collect_view()
        .into_any()
}

/// Renders a message for a page that is already open.
pub fn fresh(eyes: &Eyes<'_>, message: &Message) -> Fresh {
    let (class, inside) = bubble(eyes, message, true);
    let day = day_of(eyes, message);
    Fresh { seq: message.seq, day: (day.to_string(), eyes.text.near(eyes.actor.today, day)), class: class.to_owned(), html: inside.to_html() }
}

/// The read receipt of the reader's own last message, or an empty string without one.
pub fn receipt(text: Text, receipt: Option<&Receipt>, kind: ThreadKind) -> String {
    match receipt {
        None => String::new(),
        Some(receipt) if kind == ThreadKind::Pair && !receipt.read.is_empty() => text.say("messages-receipt-read"),
        Some(receipt) if !receipt.read.is_empty() => text.with("messages-receipt-read-by", &[("names", receipt.read.join(" · ").into())]),
        Some(receipt) if receipt.reached == receipt.shown => text.say("messages-receipt-reached"),
        Some(_) => text.say("messages-receipt-sent"),
    }
}

/// Fluent keys of the quick replies that staff can start from.
pub const STARTS: [&str; 4] = ["messages-start-seen", "messages-start-meeting", "messages-start-how", "messages-start-late"];

fn starts(visit: &Visit) -> AnyView {
    let text = visit.text();
    let rows = STARTS.iter().enumerate().map(|(n, key)| view! { <li><a href=format!("?start={n}")>{text.say(key)}</a></li> }).collect_view();
    view! { <details class="term"><summary>{text.say("messages-starts")}</summary><ul>{rows}</ul></details> }.into_any()
}

/// The destination of a message.
pub enum Goes {
    Thread(ThreadId),
    Person(PersonId),
}

/// The parameters of the composer.
pub struct ComposerForm<'a> {
    pub goes: Goes,
    pub label: String,
    pub state: Option<&'a FormState>,
    pub draft: Option<String>,
    /// The language of the author's last message in this thread.
    pub last_language: Option<&'a str>,
    /// The language that the recipient reads best.
    pub recipient_language: Option<Language>,
}

/// The form to write a message. The page shows above it who reads the message; the form itself
/// shows that messages are not monitored around the clock.
pub fn composer(visit: &Visit, form: ComposerForm<'_>) -> AnyView {
    let ComposerForm { goes, label, state, draft, last_language, recipient_language } = form;
    let text = visit.text();
    let form = visit.form_id(state);
    let serving = visit.frame.as_ref().is_some_and(|frame| frame.actor.has(serves));
    // `?start=` selects a quick reply, which never replaces text that the person has written.
    let start = visit.path.split_once("start=").and_then(|(_, n)| n.parse::<usize>().ok()).and_then(|n| STARTS.get(n)).filter(|_| serving);
    // Every quick reply exists in all languages: the recipient gets it in theirs, and the author
    // still knows what it says.
    let into = recipient_language.unwrap_or(text.0);
    let start = start.filter(|_| state.is_none() && draft.is_none()).map(|key| Text(into).say(key));
    // The author's last message may be a quick reply in a language that they do not read.
    let last_language = last_language.filter(|tag| visit.languages_written().contains(tag));
    let language = if start.is_some() { Some(into.code()) } else { last_language };
    let body = state.map(|s| s.value("body")).or(draft).or(start).unwrap_or_default();
    let error = state.and_then(|s| s.error("body")).map(|code| words(text, code));
    let (thread, to) = match &goes {
        Goes::Thread(thread) => (Some(thread.to_string()), None),
        Goes::Person(person) => (None, Some(person.to_string())),
    };
    let body_empty = body.is_empty();
    let says = Says {
        saved: text.say("messages-draft-saved"),
        not_saved: text.say("messages-draft-not-saved"),
        left: text.say("messages-left"),
        too_long: text.say("messages-too-long"),
        sending: text.say("messages-sending"),
        sent: text.say("messages-sent"),
        waiting: text.say("messages-not-sent-yet"),
        earlier: text.say("messages-first-sent"),
    };
    // Only staff can mark a message as urgent and are offered quick replies.
    let urgent = state.is_some_and(|s| s.value("urgent") == "yes");
    // A message that may describe danger is not sent at once: the form comes back with help lines,
    // and the same button then sends it.
    let offered = state.is_some_and(|s| s.value("offered") == "1");
    let described = described_by("body", true, error.is_some()).unwrap_or_default();
    let fields = view! {
        <input type="hidden" name="form" value=form/>
        {thread.clone().map(|id| view! { <input type="hidden" name="thread" value=id/> })}
        {to.clone().map(|id| view! { <input type="hidden" name="to" value=id/> })}
        <div class="field">
            <label for="body">{label}</label>
            {error_view("body", error.clone())}
            <Composer thread to body described invalid=error.is_some() says/>
        </div>
        {writing_language(visit, state, language)}
        {visit.site.files.is_some().then(|| add_file(text, state))}
        {offered.then(|| view! { <input type="hidden" name="offered" value="1"/> })}
        {serving.then(|| view! {
            <label class="choice" for="urgent"><input type="checkbox" id="urgent" name="urgent" value="yes" checked=urgent/><span>{text.say("messages-urgent")}</span></label>
        })}
        <button class="btn">{text.say(if offered { "messages-send-now" } else { "messages-send" })}</button>
    };
    view! {
        <div id="body-hint">{calm(text.with("messages-not-watched", &[("phone", visit.phone().into())]))}</div>
        {offered.then(|| lines(visit))}
        {(serving && body_empty).then(|| starts(visit))}
        {file_form(visit, "/api/messages/send", fields.into_any())}
    }
    .into_any()
}

/// The controls to attach a photo, a document or a voice recording.
fn add_file(text: Text, state: Option<&FormState>) -> AnyView {
    let wrong = error(text, state, "file");
    // Attachments of a message that was not sent yet are held on the server: browsers do not
    // restore file inputs.
    let held: i64 = state.and_then(|s| s.value("held").parse().ok()).unwrap_or(0);
    let described = described_by("file", true, wrong.is_some());
    let again = state.map(|state| state.files.join(", ")).filter(|names| held == 0 && !names.is_empty());
    let without = state.is_some_and(|state| state.value("without") == "1");
    let open = wrong.is_some() || held > 0 || again.is_some();
    view! {
        <details class="term add-file" open=open>
            <summary>{text.say("messages-file-add")}</summary>
            {(held > 0).then(|| view! {
                <p>{text.with("messages-file-held", &[("count", held.into())])}</p>
                {state.map(|state| view! { <input type="hidden" name="brought" value=state.files.join("\n")/> })}
                <label class="choice" for="without"><input type="checkbox" id="without" name="without" value="1" checked=without/><span>{text.say("messages-file-without")}</span></label>
            })}
            {again.map(|names| view! { <p>{text.with("messages-file-again", &[("names", names.into())])}</p> })}
            <div class="field">
                <label for="file">{text.say("messages-file-label")}</label>
                {hint_view("file", text.say(if held > 0 { "messages-file-others" } else { "messages-file-hint" }))}
                {error_view("file", wrong.clone())}
                <input type="file" id="file" name="file" multiple accept=PICKER
                    aria-describedby=described aria-invalid=wrong.is_some().then_some("true")/>
            </div>
            <div id="voice" hidden data-start=text.say("messages-voice-start") data-stop=text.say("messages-voice-stop") data-on=text.say("messages-voice-on")
                data-done=text.say("messages-voice-done") data-no=text.say("messages-voice-no")>
                <button type="button" class="btn plain small">{text.say("messages-voice-start")}</button>
                <p class="soft" role="status"></p>
            </div>
        </details>
        <div id="aloud" hidden data-read=text.say("messages-aloud") data-stop=text.say("messages-aloud-stop")></div>
    }
    .into_any()
}

/// Help lines for an author whose message may describe danger. No other person is notified.
fn lines(visit: &Visit) -> AnyView {
    let text = visit.text();
    view! {
        <section class="card lines-now" role="status" tabindex="-1" autofocus aria-labelledby="lines-now">
            <h2 id="lines-now">{text.say("messages-lines-title")}</h2>
            <p>{text.say("messages-lines-body")}</p>
            <ul>
                <li><a href="tel:911"><bdi dir="ltr">"911"</bdi></a> " " {text.say("messages-lines-911")}</li>
                <li><a href="tel:988"><bdi dir="ltr">"988"</bdi></a> " " {text.say("messages-lines-988")}</li>
                <li><a href="tel:18007997233"><bdi dir="ltr">"1-800-799-7233"</bdi></a> " " {text.say("messages-lines-home")}</li>
                <li><a href="tel:211"><bdi dir="ltr">"211"</bdi></a> " " {text.say("messages-lines-211")}</li>
            </ul>
            <p class="soft">{text.say("messages-lines-after")}</p>
        </section>
    }
    .into_any()
}
