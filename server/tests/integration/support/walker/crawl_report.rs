//! The hostile text, and what a crawl has found of it.

use std::collections::{BTreeMap, BTreeSet};

use http::header;

use super::super::TestResponse;
use super::super::crawler::{self, HtmlDocument};

pub fn hostile_sample(n: usize) -> String {
    // A browser drops a line break at the start of a text area, and a spreadsheet runs a cell that
    // begins with `=`.
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

/// As `hostile_sample`, for a field that takes only one short line.
pub(super) fn short_sample(n: usize) -> String {
    format!("</textarea></title><img hostile src=x onerror=alert(1)>' hostile=' \" text-{n}-end")
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
    /// The addresses of the pages with the forms that were accepted.
    pub filled_pages: BTreeSet<String>,
    /// Which forms were sent with invalid values: the signature of each, with the pattern of its
    /// page.
    pub refused_forms: BTreeSet<(String, String)>,
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
                // The text of a PDF is compressed, so the search is for what a reader would run or
                // open.
                page.bytes.starts_with(b"%PDF")
                    && !page.body.contains("/JavaScript")
                    && !page.body.contains("/URI"),
                "{at}"
            );
            self.documents += 1;
        } else if kind.starts_with("text/csv") {
            for cell in crawler::csv_cells(&page.body) {
                // A spreadsheet runs a cell that begins with one of these characters as a formula.
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

    pub(super) fn check_html(&mut self, html: &str, at: &str) -> HtmlDocument {
        // In the raw text first: a parser drops an element that is invalid in its place, such as a
        // form within a form.
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
        let duplicates = crawler::duplicate_ids(&parsed);
        assert!(duplicates.is_empty(), "{at}: {duplicates:?}");
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

    pub(super) fn next_hostile_text(&mut self) -> (usize, String) {
        self.typed += 1;
        (self.typed, hostile_sample(self.typed))
    }
}
