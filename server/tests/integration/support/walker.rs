//! Crawls the portal as one person: opens every reachable page, types a hostile text into every
//! form, and fails when a response contains markup made of it.
#![allow(clippy::unwrap_used, reason = "tests stop at the first surprise")]

mod crawl_report;
mod url_pattern;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use http::{Request, StatusCode, header};

use super::crawler::{self, ControlKind, FieldValues, FormControl, HtmlDocument, HtmlForm};
use super::html_form::MAX_TRIES;
use super::upload::post_multipart;
use crate::support::TestBrowser;
use crawl_report::short_sample;
pub use crawl_report::{CrawlReport, hostile_sample};
use url_pattern::url_pattern;

/// Forms that only remove something, or end the session. The walk fails when one of them has a text
/// field.
const SKIPPED_FORMS: [&str; 10] = [
    "/api/calendar/words-out",
    "/exit",
    "/api/account/sign-out",
    "/api/account/language",
    "/api/calendar/observance-off",
    "/api/messages/leave",
    "/api/messages/put-back",
    "/api/messages/browsers-off",
    "/api/messages/contact-out",
    "/api/messages/receipts",
];
/// Forms with more fields that depend on each other than the walk has tries: their own tests in
/// `calendar_changes` and `family_time` send them. The walk fails when one of them
/// is accepted after all.
pub const NEVER_ACCEPTED: [&str; 2] = ["/api/calendar/add", "/api/calendar/visit-cancel"];
/// The form that is accepted only with a file; the others take one beside their text.
const UPLOAD_FORM: &str = "/api/transition/vault-add";
/// How many pages of one URL pattern a person opens.
const PAGES_PER_PATTERN: usize = 4;
/// How often a person fills in a form that is not accepted or has no text fields.
const TRIES_PER_FORM: usize = 3;

/// A person who opens every page and fills in every form.
pub struct PortalWalker<'a> {
    pub key: &'a str,
    pub browser: TestBrowser,
    /// How often each form, by shape, was filled in; `TRIES_PER_FORM` once it was accepted.
    pub filled: BTreeMap<String, usize>,
    /// The ids of all people who walk. A form about one of them could take them off their team.
    pub walkers: &'a BTreeSet<String>,
    pub report: &'a mut CrawlReport,
}

/// Whether the form asks for a passphrase or a code, which the walk does not know.
fn asks_for_secret(form: &HtmlForm) -> bool {
    form.controls.iter().any(|control| {
        control.kind == ControlKind::Typed("password".to_owned())
            // A code, or the answer of a device that has a passkey.
            || ["code", "credential"].contains(&control.name.as_str())
    })
}

impl PortalWalker<'_> {
    /// Opens every reachable page. With `fill`, also fills in every form on the way.
    pub async fn walk_portal(&mut self, fill: bool) {
        // The pages of signed-in people have no link to the last three.
        let mut waiting: VecDeque<String> = ["/", "/sign-in", "/welcome", "/no-such-page"]
            .map(str::to_owned)
            .into();
        let (mut met, mut counts) = (BTreeSet::new(), BTreeMap::<String, usize>::new());
        while let Some(path) = waiting.pop_front() {
            let count = counts.entry(url_pattern(&path)).or_default();
            // A page that a text was typed on is opened whenever another page links to it.
            let is_filled = self.report.filled_pages.contains(&path);
            if (*count >= PAGES_PER_PATTERN && !is_filled) || !met.insert(path.clone()) {
                continue;
            }
            *count += 1;
            let (html, status, next) = self.fetch_page(&path).await;
            // A page that failed shows no text, and would pass all checks.
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
                let requests = self.report.pages;
                for form in crawler::post_forms(&html) {
                    waiting.extend(self.try_form(&path, &form, requests).await);
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
        let page = if path == UPLOAD_FORM {
            let paper: (&str, &str, &[u8]) = ("a.pdf", "application/pdf", b"%PDF-1.4 %%EOF");
            post_multipart(&mut self.browser, path, &fields, &[paper]).await
        } else {
            self.browser.post(path, &fields).await
        };
        let mut html = self
            .report
            .check_response(&page, &format!("{} POST {path}", self.key));
        let mut next = page
            .status
            .is_redirection()
            .then(|| page.location().split('#').next().unwrap().to_owned());
        let status = page.status;
        // Bounded, because a redirect loop would block the test.
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
    /// do not exist (these three unless another person has done so in the walk), correctly, and
    /// once more with another text. `requests` is how many there were when its page was fetched.
    /// Returns the path of the resulting page.
    async fn try_form(&mut self, path: &str, form: &HtmlForm, requests: usize) -> Option<String> {
        if SKIPPED_FORMS.contains(&form.action.as_str()) {
            let texts = form.count_text_fields();
            assert_eq!(texts, 0, "{} takes text: take it off the list", form.action);
            return None;
        }
        if self.targets_crawling_person(form) {
            return None;
        }
        let times = self.filled.entry(form.form_signature()).or_default();
        if *times >= TRIES_PER_FORM {
            return None;
        }
        *times += 1;
        if form.count_text_fields() > 0 {
            if !asks_for_secret(form) {
                self.report.forms.entry(form.action.clone()).or_default();
            }
            self.report.fields += form.count_text_fields();
            // A refusal draws the form and its page again, whose code is the same for everyone:
            // once for each form on each kind of page.
            let place = (form.form_signature(), url_pattern(path));
            if self.report.refused_forms.insert(place) {
                self.submit_invalid(path, form).await;
            }
        }
        let mut form = self.current_form(path, form, requests).await?;
        let (n, text) = self.report.next_hostile_text();
        let short = short_sample(n);
        let mut tries = BTreeMap::new();
        for _ in 0..=MAX_TRIES {
            let fields = form.valid_values((&text, &short), &tries);
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
                let typed = [text, short];
                let with_text = fields.iter().any(|(_, value)| typed.contains(value));
                if self.record_accepted(&form, status, n, with_text) {
                    self.report.filled_pages.insert(path.to_owned());
                    self.submit_with_other_text(&form, fields, &typed).await;
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

    /// The form as its page has it now. `requests` as in `try_form`.
    async fn current_form(
        &mut self,
        path: &str,
        form: &HtmlForm,
        requests: usize,
    ) -> Option<HtmlForm> {
        if self.report.pages == requests {
            return Some(form.clone());
        }
        // A form that was returned with its values has different fields, and another form of the
        // page may have changed it.
        let (html, ..) = self.fetch_page(path).await;
        crawler::post_forms(&html)
            .into_iter()
            .find(|again| again.form_signature() == form.form_signature())
    }

    /// Whether the form is about the membership of a person whom the crawl uses.
    fn targets_crawling_person(&self, form: &HtmlForm) -> bool {
        let is_walker = |control: &FormControl| {
            control.name == "member" && self.walkers.contains(&control.value)
        };
        form.controls.iter().any(is_walker)
    }

    /// Sends an accepted form again with another text: a conflict shows both.
    async fn submit_with_other_text(
        &mut self,
        form: &HtmlForm,
        fields: FieldValues,
        [text, short]: &[String; 2],
    ) {
        let (n, other) = self.report.next_hostile_text();
        let replace = |value: String| match value {
            value if value == *text => other.clone(),
            value if value == *short => short_sample(n),
            value => value,
        };
        let changed: FieldValues = fields
            .into_iter()
            .map(|(name, value)| (name, replace(value)))
            .collect();
        self.submit_form(&form.action, &changed).await;
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
        // The form is also missing from an error page, so its absence does not show that it was
        // accepted.
        let Some(accepted) = self
            .report
            .forms
            .get_mut(&form.action)
            .filter(|_| status.is_redirection())
        else {
            return false;
        };
        *accepted = true;
        // An accepted form is not filled in again on each page that shows it.
        self.filled.insert(form.form_signature(), TRIES_PER_FORM);
        if with_text {
            self.report
                .accepted
                .insert(n, format!("{} of {}", form.action, self.key));
        }
        with_text
    }

    async fn submit_invalid(&mut self, path: &str, form: &HtmlForm) {
        self.keep_for_language_change(path, form).await;
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
        self.submit_with_unknown_ids(form).await;
    }

    /// Keeps the form as the link to the language page does, and opens its page again.
    async fn keep_for_language_change(&mut self, path: &str, form: &HtmlForm) {
        let (_, text) = self.report.next_hostile_text();
        let fields = form.values_with_text_everywhere(&text);
        // Only a form that names its page can be kept for it.
        if !fields.iter().any(|(name, _)| name == "from") {
            return;
        }
        let keep = [
            fields,
            vec![("keep_for".to_owned(), "/language".to_owned())],
        ]
        .concat();
        self.submit_form("/keep", &keep).await;
        let (html, ..) = self.fetch_page(path).await;
        // A form that comes back with its values can have other fields than before (see
        // `try_form`).
        if !crawler::post_forms(&html)
            .iter()
            .any(|again| again.form_signature() == form.form_signature())
        {
            return;
        }
        let areas: Vec<String> = crawler::textarea_contents(&html)
            .into_iter()
            .filter(|area| area.contains("hostile"))
            .collect();
        // Another form of the page may come back too, with what was typed there.
        assert!(
            areas.is_empty() || areas.contains(&text),
            "{} {path}: a text comes back as it was typed: {areas:?}",
            self.key
        );
    }

    /// Sends the form about something that does not exist: the error page may repeat the text.
    async fn submit_with_unknown_ids(&mut self, form: &HtmlForm) {
        // `form` is the form's own id, and `person` its sender: a form of another person is refused
        // whatever else it holds.
        let absent = |control: &FormControl| {
            control.kind == ControlKind::Hidden
                && !["form", "person"].contains(&control.name.as_str())
                && control.value.parse::<uuid::Uuid>().is_ok()
        };
        let (n, text) = self.report.next_hostile_text();
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
            &elsewhere.valid_values((&text, &short_sample(n)), &BTreeMap::new()),
        )
        .await;
    }
}
