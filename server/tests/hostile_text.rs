//! Typed text never becomes markup. One hostile text is typed into every text field of every form that a mother, her worker,
//! a youth, a mentor, an interpreter and a visitor are shown, and then looked for on every page they can reach. Forms and
//! pages are found by following links, so that a new one is covered without a list.
#![allow(clippy::unwrap_used)]

#[path = "support/crawler.rs"]
mod crawler;
mod support;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use clap::Parser;
use crawler::{Fields, Form, Html, Kind};
use http::{Request, StatusCode, header};
use jiff::SignedDuration;
use server::config::Cli;
use server::notify::Teller;
use support::{Browser, Page, on_both};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;

/// One of each role whose pages differ, and the language of their browser: with two languages there is work for an interpreter.
const PEOPLE: [(&str, &str); 7] =
    [("maria-luna", "es"), ("dana-fox", "en"), ("rosa-jimenez", "en"), ("jay-riley", "en"), ("grace-hall", "en"), ("elena-ruiz", "en"), ("yusuf-said", "en")];
/// Forms that only take something away, or end the visit.
const NOT_SENT: [&str; 8] = [
    "/exit",
    "/api/account/sign-out",
    "/api/account/language",
    "/api/messages/leave",
    "/api/messages/put-back",
    "/api/messages/browsers-off",
    "/api/messages/contact-out",
    "/api/messages/receipts",
];
/// Forms whose text nobody could type: a code on paper, a passphrase.
const NEVER_ACCEPTED: [&str; 3] = ["/api/account/sign-in", "/api/account/code", "/api/account/accept"];
/// How many pages of one pattern a person opens.
const PER_PATTERN: usize = 4;
/// How often a person fills in a form that is not accepted, or has no text to accept.
const PER_FORM: usize = 3;

fn hostile(n: usize) -> String {
    format!(
        "\n=HYPERLINK(\"http://hostile.example\",\"text-{n}-end\")</textarea></title></script></style></noscript></option></select></div></form>\
         <form hostile action=/api/messages/send method=post><input hostile name=body><button hostile>Save and go on</button>\
         <meta hostile http-equiv=refresh content=0;url=//hostile.example><img hostile src=x onerror=alert(1)>\
         ' hostile=' \" hostile=\" <!-- hostile --> <leptos-island hostile></leptos-island><!> </html> &lt;b hostile&gt; &amp;"
    )
}

/// Pieces of it that stand in no page as they were typed.
const RAW: [&str; 8] =
    ["</textarea></title>", "<form hostile", "<input hostile", "<button hostile", "<meta hostile", "<img hostile", "<!-- hostile", "<leptos-island hostile"];

/// What the walk has done, so that it cannot pass by doing nothing.
#[derive(Debug, Default)]
struct Report {
    pages: usize,
    typed: usize,
    fields: usize,
    /// Every form with a text field that was drawn, and whether it was accepted once.
    forms: BTreeMap<String, bool>,
    /// The texts that were accepted, and those that a page has shown.
    accepted: BTreeMap<usize, String>,
    shown: BTreeSet<usize>,
    statuses: BTreeMap<u16, usize>,
    threads: BTreeSet<String>,
    documents: usize,
    tables: usize,
}

impl Report {
    /// Fails where an answer holds markup made of what was typed. The page as a parser reads it.
    fn check(&mut self, page: &Page, at: &str) -> Html {
        self.pages += 1;
        *self.statuses.entry(page.status.as_u16()).or_default() += 1;
        let kind = page.headers.get(header::CONTENT_TYPE).map_or("", |kind| kind.to_str().unwrap());
        if kind.starts_with("application/pdf") {
            assert!(page.bytes.starts_with(b"%PDF") && !page.body.contains("/JavaScript") && !page.body.contains("/URI"), "{at}");
            self.documents += 1;
        } else if kind.starts_with("text/csv") {
            for cell in crawler::cells(&page.body) {
                assert!(!cell.trim_start().starts_with(['=', '+', '-', '@']), "{at}: {cell}");
                self.note(&cell);
            }
            self.tables += 1;
        } else if kind.starts_with("text/html") {
            return self.read(&page.body, at);
        }
        Html::default()
    }

    fn read(&mut self, html: &str, at: &str) -> Html {
        for piece in RAW {
            assert!(!html.contains(piece), "{at} holds {piece} as it was typed:\n{html}");
        }
        let parsed = Html::parse(html);
        assert_eq!(crawler::made_of(&parsed, "hostile"), Vec::<String>::new(), "{at}:\n{html}");
        self.note(&crawler::visible(&parsed));
        parsed
    }

    fn note(&mut self, text: &str) {
        let numbers = text.split("text-").skip(1).filter_map(|rest| rest.split_once("-end")?.0.parse::<usize>().ok());
        self.shown.extend(numbers);
    }

    fn text(&mut self) -> (usize, String) {
        self.typed += 1;
        (self.typed, hostile(self.typed))
    }
}

/// Somebody who opens every page and fills in every form.
struct Walker<'a> {
    key: &'a str,
    browser: Browser,
    /// How often each shape of form was filled in; more than enough once it was accepted.
    filled: BTreeMap<String, usize>,
    report: &'a mut Report,
}

/// An address with its ids left out.
fn pattern(path: &str) -> String {
    let parts = path.split('?').next().unwrap().split('/');
    let plain = |part: &str| if part.parse::<uuid::Uuid>().is_ok() || part.parse::<i64>().is_ok() { "{id}".to_owned() } else { part.to_owned() };
    parts.map(plain).collect::<Vec<_>>().join("/")
}

impl Walker<'_> {
    /// Opens every page there is a way to. Where `fill`, every form met on the way is filled in too.
    async fn walk(&mut self, fill: bool) {
        let mut waiting: VecDeque<String> = ["/", "/sign-in", "/welcome", "/no-such-page"].map(str::to_owned).into();
        let (mut met, mut counts) = (BTreeSet::new(), BTreeMap::<String, usize>::new());
        while let Some(path) = waiting.pop_front() {
            let count = counts.entry(pattern(&path)).or_default();
            if *count == PER_PATTERN || !met.insert(path.clone()) {
                continue;
            }
            *count += 1;
            let (html, status, next) = self.get(&path).await;
            assert!(!status.is_server_error(), "{} {path}: {status}", self.key);
            waiting.extend(next);
            waiting.extend(crawler::links(&html));
            if let Some(id) = path.strip_prefix("/messages/").filter(|id| id.parse::<uuid::Uuid>().is_ok()) {
                self.report.threads.insert(id.to_owned());
                self.newer(id).await;
            }
            if fill {
                for form in crawler::forms(&html) {
                    waiting.extend(self.fill(&path, &form).await);
                }
            }
        }
    }

    async fn get(&mut self, path: &str) -> (Html, StatusCode, Option<String>) {
        let page = self.browser.get(path).await;
        let html = self.report.check(&page, &format!("{} GET {path}", self.key));
        let next = page.status.is_redirection().then(|| page.location().split('#').next().unwrap().to_owned());
        (html, page.status, next.filter(|next| next.starts_with('/')))
    }

    /// Posts, follows to the page it leads to; that page, and its address.
    async fn post(&mut self, path: &str, fields: &Fields) -> (Html, StatusCode, Option<String>) {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let page = self.browser.post(path, &fields).await;
        let mut html = self.report.check(&page, &format!("{} POST {path}", self.key));
        let mut next = page.status.is_redirection().then(|| page.location().split('#').next().unwrap().to_owned());
        let status = page.status;
        for _ in 0..3 {
            let Some(to) = next.clone().filter(|to| to.starts_with('/')) else { break };
            let (page, _, further) = self.get(&to).await;
            html = page;
            let Some(further) = further else { break };
            next = Some(further);
        }
        (html, status, next)
    }

    /// What the browser's module gets: messages drawn by the server.
    async fn newer(&mut self, thread: &str) {
        let request = Request::post("/api/messages/newer")
            .header(header::ACCEPT, "application/json")
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(format!("thread={thread}&after=0&seen=true").into())
            .unwrap();
        let page = self.browser.send(request).await;
        let news: serde_json::Value = serde_json::from_str(&page.body).unwrap();
        for fresh in news["fresh"].as_array().unwrap() {
            self.report.read(fresh["html"].as_str().unwrap(), &format!("{} newer {thread}", self.key));
        }
    }

    /// Fills in a form in every way: carried over a change of language, refused, for something absent, as it should be, and
    /// once more with another text. The page that it leads to.
    async fn fill(&mut self, path: &str, form: &Form) -> Option<String> {
        let times = self.filled.entry(form.shape()).or_default();
        if NOT_SENT.contains(&form.action.as_str()) || *times >= PER_FORM {
            return None;
        }
        *times += 1;
        if form.texts() > 0 {
            self.report.forms.entry(form.action.clone()).or_default();
            self.report.fields += form.texts();
            self.misfill(path, form).await;
        }
        // Asked for anew: a form that has come back filled in is another one.
        let (html, ..) = self.get(path).await;
        let (n, text) = self.report.text();
        let mut form = crawler::forms(&html).into_iter().find(|again| again.shape() == form.shape())?;
        let mut tries = BTreeMap::new();
        for _ in 0..5 {
            let fields = form.filled(&text, &tries);
            let (html, status, next) = self.post(&form.action, &fields).await;
            assert!(!status.is_server_error(), "{} {path} {}: {status}", self.key, form.action);
            let (wrong, any) = crawler::refused(&html);
            let again = crawler::forms(&html).into_iter().find(|again| again.action == form.action);
            if !any {
                if self.accepted(&form, status, n, fields.iter().any(|(_, value)| *value == text)) {
                    let (_, other) = self.report.text();
                    let changed: Fields = fields.into_iter().map(|(name, value)| (name, if value == text { other.clone() } else { value })).collect();
                    self.post(&form.action, &changed).await;
                }
                return next;
            }
            for name in wrong {
                *tries.entry(name).or_insert(0) += 1;
            }
            form = again?;
        }
        None
    }

    /// Notes a form that was accepted, and its text where it held one: a form may take nothing but numbers.
    fn accepted(&mut self, form: &Form, status: StatusCode, n: usize, with_text: bool) -> bool {
        let Some(accepted) = self.report.forms.get_mut(&form.action).filter(|_| status.is_redirection()) else { return false };
        *accepted = true;
        self.filled.insert(form.shape(), PER_FORM);
        if with_text {
            self.report.accepted.insert(n, form.action.clone());
        }
        with_text
    }

    async fn misfill(&mut self, path: &str, form: &Form) {
        let (_, text) = self.report.text();
        let fields = form.misfilled(&text);
        if fields.iter().any(|(name, _)| name == "from") {
            let keep = [fields.clone(), vec![("keep_for".to_owned(), "/language".to_owned())]].concat();
            self.post("/keep", &keep).await;
            let (html, ..) = self.get(path).await;
            if crawler::forms(&html).iter().any(|again| again.shape() == form.shape()) {
                for area in crawler::areas(&html).into_iter().filter(|area| area.contains("hostile")) {
                    assert_eq!(area, text, "{} {path}: a text comes back as it was typed", self.key);
                }
            }
        }
        let (n, text) = self.report.text();
        let (html, status, _) = self.post(&form.action, &form.misfilled(&text)).await;
        if !crawler::refused(&html).1 {
            self.accepted(form, status, n, true);
        }
        let absent = |control: &crawler::Control| {
            control.kind == Kind::Hidden && !["form", "person"].contains(&control.name.as_str()) && control.value.parse::<uuid::Uuid>().is_ok()
        };
        let (_, text) = self.report.text();
        let mut elsewhere = form.clone();
        for control in elsewhere.controls.iter_mut().filter(|control| absent(control)) {
            control.value = uuid::Uuid::from_u128(rand::random()).to_string();
        }
        self.post(&form.action, &elsewhere.filled(&text, &BTreeMap::new())).await;
    }
}

/// A mail server that takes everything, and hands on each line it was sent.
async fn mail_server() -> (String, tokio::sync::mpsc::UnboundedReceiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("smtp://{}", listener.local_addr().unwrap());
    let (send, received) = tokio::sync::mpsc::unbounded_channel();
    tokio::spawn(async move {
        loop {
            let (read, mut write) = listener.accept().await.unwrap().0.into_split();
            let send = send.clone();
            tokio::spawn(async move {
                let (mut lines, mut data) = (BufReader::new(read).lines(), false);
                let _ = write.write_all(b"220 ready\r\n").await;
                while let Ok(Some(line)) = lines.next_line().await {
                    let _ = send.send(line.clone());
                    let answer = match (data, line.as_str()) {
                        (true, ".") => "250 kept",
                        (true, _) => continue,
                        (false, "DATA") => "354 go on",
                        _ => "250 fine",
                    };
                    data = answer.starts_with("354");
                    let _ = write.write_all(format!("{answer}\r\n").as_bytes()).await;
                }
            });
        }
    });
    (address, received)
}

on_both! {
    async fn typed_text_is_text_on_every_page(app: App) {
        let mut report = Report::default();
        let mut visitor = Walker { key: "a visitor", browser: app.visitor(), filled: BTreeMap::new(), report: &mut report };
        visitor.walk(true).await;
        let mut browsers = Vec::new();
        for (key, language) in PEOPLE {
            let mut browser = app.person(key).await;
            browser.language = language;
            browsers.push((key, browser, BTreeMap::new()));
        }
        // What one writes gives the next one something to answer, so everybody goes round twice, and then looks once more.
        for fill in [true, true, false] {
            for (key, browser, filled) in &mut browsers {
                let taken = std::mem::replace(browser, app.visitor());
                let mut walker = Walker { key, browser: taken, filled: std::mem::take(filled), report: &mut report };
                walker.walk(fill).await;
                (*browser, *filled) = (walker.browser, walker.filled);
            }
        }
        let refused: Vec<_> = report.forms.iter().filter(|(action, done)| !**done && !NEVER_ACCEPTED.contains(&action.as_str())).collect();
        assert!(refused.is_empty(), "no text was accepted by {refused:?}");
        let hidden: Vec<_> = report.accepted.iter().filter(|(n, _)| !report.shown.contains(n)).collect();
        assert!(hidden.is_empty(), "accepted and shown nowhere: {hidden:?}");
        let floor = (report.forms.len() >= 16, report.fields >= 60, report.accepted.len() >= 30, report.pages >= 1000, report.threads.len() >= 3);
        assert_eq!(floor, (true, true, true, true, true), "{report:?}");
        assert!(report.documents > 0 && report.tables > 0 && report.statuses[&404] > 20 && report.statuses[&409] > 3, "{report:?}");
    }
}

on_both! {
    async fn words_kept_below_an_error_are_text(app: App) {
        let mut report = Report::default();
        let mut maria = app.person("maria-luna").await;
        let dana = app.house.person("dana-fox").await.to_string();
        let fields = [("to", dana.as_str()), ("form", "01900000-0000-7000-8000-000000000001"), ("body", &hostile(1)), ("words", &hostile(2))];
        // Without its sessions the portal answers 503 and gives the words back.
        app.house.run("ALTER TABLE session RENAME TO session_elsewhere").await.unwrap();
        let page = maria.post("/api/messages/send", &fields).await;
        assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
        let html = report.check(&page, "503");
        assert_eq!(crawler::areas(&html), [hostile(1), hostile(2)], "as they were typed");
        app.house.run("ALTER TABLE session_elsewhere RENAME TO session").await.unwrap();
        app.house.run("ALTER TABLE message RENAME TO message_elsewhere").await.unwrap();
        let page = maria.post("/api/messages/send", &fields).await;
        assert_eq!(page.status, StatusCode::INTERNAL_SERVER_ERROR);
        report.check(&page, "500");
        assert_eq!(report.shown, BTreeSet::from([1, 2]));
    }
}

on_both! {
    async fn addresses_are_text(app: App) {
        let mut report = Report::default();
        let text: String = hostile(1).bytes().map(|byte| format!("%{byte:02X}")).collect();
        let (mut visitor, mut maria) = (app.visitor(), app.person("maria-luna").await);
        let (family, thread) = (app.house.family("luna").await, app.house.thread("maria-dana").await);
        let paths = [format!("/language?from=/{text}"), format!("/welcome/{text}"), format!("/{text}"), format!("/family/{family}/plan?{text}={text}"),
            format!("/family/{family}/plan/section/{text}"), format!("/messages/{thread}?at={text}"), format!("/messages?{text}")];
        for path in &paths {
            for browser in [&mut visitor, &mut maria] {
                let page = browser.get(path).await;
                report.check(&page, path);
            }
        }
    }
}

on_both! {
    async fn mail_carries_no_typed_text(app: App) {
        let (address, mut received) = mail_server().await;
        let cli = Cli::parse_from(["alongside", "--mail-from", "notice@example.org", "--smtp", &address, "serve"]);
        let teller = Teller::new(&cli.settings).unwrap();
        let (mut dana, mut maria) = (app.person("dana-fox").await, app.person("maria-luna").await);
        let chosen = dana.post("/api/messages/notify", &[("mode", "each"), ("safe_from", "0"), ("safe_until", "0"), ("email", "dana@example.org")]).await;
        assert_eq!(chosen.location(), "/messages/notify?saved=1", "{}", chosen.body);
        maria.write_to(&app.house.person("dana-fox").await.to_string(), &hostile(1)).await;
        app.house.clock.advance(SignedDuration::from_mins(2));
        teller.tell(&app.house.db).await.unwrap();
        drop(teller);
        let mut mail = String::new();
        while let Ok(line) = received.try_recv() {
            mail.push_str(&line);
            mail.push('\n');
        }
        assert!(mail.contains("RCPT TO:<dana@example.org>") && mail.contains("\nDATA\n"), "{mail}");
        assert!(!mail.contains("hostile") && !mail.contains("text-1-end"), "{mail}");
    }
}
