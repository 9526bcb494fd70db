//! Crawls the portal as one person: opens every reachable page, types a hostile text into every
//! form, and fails when a response contains markup made of it.
#![allow(clippy::unwrap_used, reason = "tests stop at the first surprise")]

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use http::{Request, StatusCode, header};

use super::crawler::{self, ControlKind, FieldValues, FormControl, HtmlDocument, HtmlForm};
use crate::support::{TestBrowser, TestResponse};

/// Forms that only remove something, or end the session.
const SKIPPED_FORMS: [&str; 8] = [
    "/exit",
    "/api/account/sign-out",
    "/api/account/language",
    "/api/messages/leave",
    "/api/messages/put-back",
    "/api/messages/browsers-off",
    "/api/messages/contact-out",
    "/api/messages/receipts",
];
/// Forms that accept no free text: an invitation code or a passphrase.
pub const NEVER_ACCEPTED: [&str; 3] = [
    "/api/account/sign-in",
    "/api/account/code",
    "/api/account/accept",
];
/// How many pages of one URL pattern a person opens.
const PAGES_PER_PATTERN: usize = 4;
/// How often a person fills in a form that is not accepted or has no text fields.
const TRIES_PER_FORM: usize = 3;

pub fn hostile_sample(n: usize) -> String {
    format!(
        "\n=HYPERLINK(\"http://hostile.example\",\"text-{n}-end\")</textarea></title></script></style></noscript></option></select></div></form>\
         <form hostile action=/api/messages/send method=post><input hostile name=body><button \
            hostile>Save and go on</button>\
         <meta hostile http-equiv=refresh content=0;url=//hostile.example><img hostile src=x \
            onerror=alert(1)>\
         ' hostile=' \" hostile=\" <!-- hostile --> <leptos-island hostile></leptos-island><!> \
            </html> &lt;b hostile&gt; &amp;"
    )
}

/// Parts of the hostile text that no page may contain unescaped.
const HOSTILE_MARKUP: [&str; 8] = [
    "</textarea></title>",
    "<form hostile",
    "<input hostile",
    "<button hostile",
    "<meta hostile",
    "<img hostile",
    "<!-- hostile",
    "<leptos-island hostile",
];

/// Counts what the crawl has done, so that the test cannot pass by doing nothing.
#[derive(Debug, Default)]
pub struct CrawlReport {
    pub pages: usize,
    pub typed: usize,
    pub fields: usize,
    /// Every form with a text field, by action, and whether it was accepted at least once.
    pub forms: BTreeMap<String, bool>,
    /// The texts that were accepted, and those that a page has shown.
    pub accepted: BTreeMap<usize, String>,
    pub shown: BTreeSet<usize>,
    pub statuses: BTreeMap<u16, usize>,
    pub threads: BTreeSet<String>,
    pub documents: usize,
    pub tables: usize,
}

impl CrawlReport {
    /// Fails when the response contains markup made of the typed text. Returns the parsed page.
    pub fn check_response(&mut self, page: &TestResponse, at: &str) -> HtmlDocument {
        self.pages += 1;
        *self.statuses.entry(page.status.as_u16()).or_default() += 1;
        let kind = page
            .headers
            .get(header::CONTENT_TYPE)
            .map_or("", |kind| kind.to_str().unwrap());
        if kind.starts_with("application/pdf") {
            assert!(
                page.bytes.starts_with(b"%PDF")
                    && !page.body.contains("/JavaScript")
                    && !page.body.contains("/URI"),
                "{at}"
            );
            self.documents += 1;
        } else if kind.starts_with("text/csv") {
            for cell in crawler::csv_cells(&page.body) {
                assert!(
                    !cell.trim_start().starts_with(['=', '+', '-', '@']),
                    "{at}: {cell}"
                );
                self.note_shown_texts(&cell);
            }
            self.tables += 1;
        } else if kind.starts_with("text/html") {
            return self.check_html(&page.body, at);
        }
        HtmlDocument::default()
    }

    fn check_html(&mut self, html: &str, at: &str) -> HtmlDocument {
        for piece in HOSTILE_MARKUP {
            assert!(
                !html.contains(piece),
                "{at} holds {piece} as it was typed:\n{html}"
            );
        }
        let parsed = HtmlDocument::parse(html);
        assert_eq!(
            crawler::markup_containing(&parsed, "hostile"),
            Vec::<String>::new(),
            "{at}:\n{html}"
        );
        self.note_shown_texts(&crawler::visible_text(&parsed));
        parsed
    }

    fn note_shown_texts(&mut self, text: &str) {
        let numbers = text
            .split("text-")
            .skip(1)
            .filter_map(|rest| rest.split_once("-end")?.0.parse::<usize>().ok());
        self.shown.extend(numbers);
    }

    fn next_hostile_text(&mut self) -> (usize, String) {
        self.typed += 1;
        (self.typed, hostile_sample(self.typed))
    }
}

/// A person who opens every page and fills in every form.
pub struct PortalWalker<'a> {
    pub key: &'a str,
    pub browser: TestBrowser,
    /// How often each form, by shape, was filled in; `TRIES_PER_FORM` once it was accepted.
    pub filled: BTreeMap<String, usize>,
    pub report: &'a mut CrawlReport,
}

/// A URL pattern: the path with its ids replaced.
fn url_pattern(path: &str) -> String {
    let parts = path.split('?').next().unwrap().split('/');
    let plain = |part: &str| {
        if part.parse::<uuid::Uuid>().is_ok() || part.parse::<i64>().is_ok() {
            "{id}".to_owned()
        } else {
            part.to_owned()
        }
    };
    parts.map(plain).collect::<Vec<_>>().join("/")
}

impl PortalWalker<'_> {
    /// Opens every reachable page. With `fill`, also fills in every form on the way.
    pub async fn walk_portal(&mut self, fill: bool) {
        let mut waiting: VecDeque<String> = ["/", "/sign-in", "/welcome", "/no-such-page"]
            .map(str::to_owned)
            .into();
        let (mut met, mut counts) = (BTreeSet::new(), BTreeMap::<String, usize>::new());
        while let Some(path) = waiting.pop_front() {
            let count = counts.entry(url_pattern(&path)).or_default();
            if *count == PAGES_PER_PATTERN || !met.insert(path.clone()) {
                continue;
            }
            *count += 1;
            let (html, status, next) = self.fetch_page(&path).await;
            assert!(!status.is_server_error(), "{} {path}: {status}", self.key);
            waiting.extend(next);
            waiting.extend(crawler::local_links(&html));
            if let Some(id) = path
                .strip_prefix("/messages/")
                .filter(|id| id.parse::<uuid::Uuid>().is_ok())
            {
                self.report.threads.insert(id.to_owned());
                self.fetch_new_messages(id).await;
            }
            if fill {
                for form in crawler::post_forms(&html) {
                    waiting.extend(self.try_form(&path, &form).await);
                }
            }
        }
    }

    async fn fetch_page(&mut self, path: &str) -> (HtmlDocument, StatusCode, Option<String>) {
        let page = self.browser.get(path).await;
        let html = self
            .report
            .check_response(&page, &format!("{} GET {path}", self.key));
        let next = page
            .status
            .is_redirection()
            .then(|| page.location().split('#').next().unwrap().to_owned());
        (html, page.status, next.filter(|next| next.starts_with('/')))
    }

    /// Posts a form and follows its redirects; returns the last page, the POST's status, and the
    /// page's path.
    async fn submit_form(
        &mut self,
        path: &str,
        fields: &FieldValues,
    ) -> (HtmlDocument, StatusCode, Option<String>) {
        let fields: Vec<(&str, &str)> = fields
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        let page = self.browser.post(path, &fields).await;
        let mut html = self
            .report
            .check_response(&page, &format!("{} POST {path}", self.key));
        let mut next = page
            .status
            .is_redirection()
            .then(|| page.location().split('#').next().unwrap().to_owned());
        let status = page.status;
        for _ in 0..3 {
            let Some(to) = next.clone().filter(|to| to.starts_with('/')) else {
                break;
            };
            let (page, _, further) = self.fetch_page(&to).await;
            html = page;
            let Some(further) = further else { break };
            next = Some(further);
        }
        (html, status, next)
    }

    /// Fetches new messages as the browser's WebAssembly module does; the response contains HTML
    /// drawn by the server.
    async fn fetch_new_messages(&mut self, thread: &str) {
        let request = Request::post("/api/messages/newer")
            .header(header::ACCEPT, "application/json")
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(format!("thread={thread}&after=0&seen=true").into())
            .unwrap();
        let page = self.browser.send_request(request).await;
        let news: serde_json::Value = serde_json::from_str(&page.body).unwrap();
        for fresh in news["fresh"].as_array().unwrap() {
            self.report.check_html(
                fresh["html"].as_str().unwrap(),
                &format!("{} newer {thread}", self.key),
            );
        }
    }

    /// Submits a form in every way: kept for a language change, with invalid values, with ids that
    /// do not exist, correctly, and once more with another text. Returns the path of the resulting
    /// page.
    async fn try_form(&mut self, path: &str, form: &HtmlForm) -> Option<String> {
        let times = self.filled.entry(form.form_signature()).or_default();
        if SKIPPED_FORMS.contains(&form.action.as_str()) || *times >= TRIES_PER_FORM {
            return None;
        }
        *times += 1;
        if form.count_text_fields() > 0 {
            self.report.forms.entry(form.action.clone()).or_default();
            self.report.fields += form.count_text_fields();
            self.submit_invalid(path, form).await;
        }
        // Fetched again, because a form that was returned with its values has different fields.
        let (html, ..) = self.fetch_page(path).await;
        let (n, text) = self.report.next_hostile_text();
        let mut form = crawler::post_forms(&html)
            .into_iter()
            .find(|again| again.form_signature() == form.form_signature())?;
        let mut tries = BTreeMap::new();
        for _ in 0..5 {
            let fields = form.valid_values(&text, &tries);
            let (html, status, next) = self.submit_form(&form.action, &fields).await;
            assert!(
                !status.is_server_error(),
                "{} {path} {}: {status}",
                self.key,
                form.action
            );
            let (wrong, any) = crawler::refused_fields(&html);
            let again = crawler::post_forms(&html)
                .into_iter()
                .find(|again| again.is_redisplayed(&form, any));
            if again.is_none() {
                if self.record_accepted(
                    &form,
                    status,
                    n,
                    fields.iter().any(|(_, value)| *value == text),
                ) {
                    let (_, other) = self.report.next_hostile_text();
                    let changed: FieldValues = fields
                        .into_iter()
                        .map(|(name, value)| {
                            (name, if value == text { other.clone() } else { value })
                        })
                        .collect();
                    self.submit_form(&form.action, &changed).await;
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

    /// Records that a form was accepted, and its text where it contained one: a form may have only
    /// numbers.
    fn record_accepted(
        &mut self,
        form: &HtmlForm,
        status: StatusCode,
        n: usize,
        with_text: bool,
    ) -> bool {
        let Some(accepted) = self
            .report
            .forms
            .get_mut(&form.action)
            .filter(|_| status.is_redirection())
        else {
            return false;
        };
        *accepted = true;
        self.filled.insert(form.form_signature(), TRIES_PER_FORM);
        if with_text {
            self.report.accepted.insert(n, form.action.clone());
        }
        with_text
    }

    async fn submit_invalid(&mut self, path: &str, form: &HtmlForm) {
        let (_, text) = self.report.next_hostile_text();
        let fields = form.values_with_text_everywhere(&text);
        if fields.iter().any(|(name, _)| name == "from") {
            let keep = [
                fields.clone(),
                vec![("keep_for".to_owned(), "/language".to_owned())],
            ]
            .concat();
            self.submit_form("/keep", &keep).await;
            let (html, ..) = self.fetch_page(path).await;
            if crawler::post_forms(&html)
                .iter()
                .any(|again| again.form_signature() == form.form_signature())
            {
                for area in crawler::textarea_contents(&html)
                    .into_iter()
                    .filter(|area| area.contains("hostile"))
                {
                    assert_eq!(
                        area, text,
                        "{} {path}: a text comes back as it was typed",
                        self.key
                    );
                }
            }
        }
        let (n, text) = self.report.next_hostile_text();
        let (html, status, _) = self
            .submit_form(&form.action, &form.values_with_text_everywhere(&text))
            .await;
        let refuses = crawler::refused_fields(&html).1;
        if !crawler::post_forms(&html)
            .iter()
            .any(|again| again.is_redisplayed(form, refuses))
        {
            self.record_accepted(form, status, n, true);
        }
        let absent = |control: &FormControl| {
            control.kind == ControlKind::Hidden
                && !["form", "person"].contains(&control.name.as_str())
                && control.value.parse::<uuid::Uuid>().is_ok()
        };
        let (_, text) = self.report.next_hostile_text();
        let mut elsewhere = form.clone();
        for control in elsewhere
            .controls
            .iter_mut()
            .filter(|control| absent(control))
        {
            control.value = uuid::Uuid::from_u128(rand::random()).to_string();
        }
        self.submit_form(
            &form.action,
            &elsewhere.valid_values(&text, &BTreeMap::new()),
        )
        .await;
    }
}
