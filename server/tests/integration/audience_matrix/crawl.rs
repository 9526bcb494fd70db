//! Requests every page that can contain a family's text, as every person.

use std::collections::{BTreeMap, BTreeSet};

use model::plan::PlanItemKind;
use model::plan::reply::PlanSection;
use model::policy::{can_open_record, may_edit_plan};
use model::role::Role;

use super::oracle::{MATRIX_TEAM, STRANGERS, role_of};
use super::portal::MatrixPortal;
use crate::support::TestBrowser;
use crate::support::database::TestDatabase;
use crate::support::routes::session_routes;

/// Excluded routes: pages without a family's text, the endless event stream, and PDFs, which hold
/// the text of the print pages in compressed form.
const EXCLUDED_ROUTES: [&str; 13] = [
    "/sign-in",
    "/welcome",
    "/welcome/{code}",
    "/language",
    "/exit",
    "/help",
    "/messages/notify",
    "/messages/away",
    "/messages/{id}/live",
    "/messages/{id}/pdf",
    "/family/{id}/plan/version/{version}/pdf",
    "/transition/ninety-days/pdf",
    "/transition/stay/pdf",
];

const NO_SUCH_ID: &str = "01900000-0000-7000-8000-000000000000";

fn owned_texts<'a>(all: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    all.into_iter().map(str::to_owned).collect()
}

async fn query_ids(database: &TestDatabase, sql: &'static str) -> Vec<String> {
    database
        .query_keyed_ids(sql)
        .await
        .into_iter()
        .map(|(_, id)| id.to_string())
        .collect()
}

async fn team_ids(database: &TestDatabase) -> Vec<String> {
    let mut people = Vec::new();
    for (key, ..) in MATRIX_TEAM {
        people.push(database.person_id(key).await.to_string());
    }
    people
}

/// The values for each placeholder in a route.
pub struct CrawlIds {
    family: String,
    values: BTreeMap<&'static str, Vec<String>>,
    after: bool,
}

impl CrawlIds {
    /// `items` are the keys of the plan items whose own pages are requested.
    pub async fn load_ids(world: &MatrixPortal, items: impl IntoIterator<Item = &str>) -> Self {
        let database = world.database();
        let items = items
            .into_iter()
            .map(|key| world.items[key].to_string())
            .collect();
        let replies = "SELECT 'r', r.id FROM plan_reply r JOIN family f ON f.id = r.family_id \
            WHERE f.key = 'matrix'";
        // Of the requested texts only some, because each person opens each request.
        let requests = "SELECT 'i', i.id FROM interpretation_request i UNION ALL SELECT 't', \
            few.id FROM (SELECT w.id FROM text_interpretation w ORDER BY w.id LIMIT 3) few";
        let events = "SELECT 'e', e.id FROM event e JOIN family f ON f.id = e.family_id WHERE \
            f.key = 'matrix'";
        let threads = world.threads.values().map(ToString::to_string).collect();
        let values = BTreeMap::from([
            ("{item}", items),
            (
                "{section}",
                owned_texts(PlanSection::ALL.iter().map(|one| one.slug())),
            ),
            (
                "{kind}",
                owned_texts(PlanItemKind::ALL.iter().map(|one| one.slug())),
            ),
            // The import publishes version 3, and the portal publishes version 4.
            ("{version}", owned_texts(["3", "4"])),
            ("{reply}", query_ids(database, replies).await),
            ("{event}", query_ids(database, events).await),
            ("{person}", team_ids(database).await),
            ("{request}", query_ids(database, requests).await),
            ("{thread}", threads),
            ("{seq}", owned_texts(["1", "2", "3"])),
            ("{n}", owned_texts(["0"])),
            // The family of the matrix has none of these; `team_requests.rs`, `tribe.rs` and
            // `family_time.rs` of the store say who reads them.
            ("{contact}", owned_texts([NO_SUCH_ID])),
            ("{team_request}", owned_texts([NO_SUCH_ID])),
            ("{family_time}", owned_texts([NO_SUCH_ID])),
            ("{child_tribe}", owned_texts([NO_SUCH_ID])),
            ("{held_date}", owned_texts([NO_SUCH_ID])),
            // No person of the matrix has a transition plan; `transition.rs` and its neighbors
            // among the tests of the store say who reads one.
            ("{commitment}", owned_texts([NO_SUCH_ID])),
            ("{vault_file}", owned_texts([NO_SUCH_ID])),
            ("{document}", owned_texts(["birth_record"])),
            ("{part}", owned_texts(["housing"])),
            ("{question}", owned_texts(["now"])),
            ("{right}", owned_texts(["health"])),
            ("{member}", team_ids(database).await),
            // `recovery.rs` among the tests of the store says who vouches for whom.
            ("{holder}", owned_texts([NO_SUCH_ID])),
            ("{role}", owned_texts([Role::Caregiver.slug()])),
        ]);
        Self {
            family: database.family_id("matrix").await.to_string(),
            values,
            after: false,
        }
    }

    /// Restricts the crawl after a change of the plan: only roles that may open records, and one
    /// value for each placeholder that the plan does not affect.
    pub fn restrict_after_change(mut self) -> Self {
        for part in ["{person}", "{member}", "{kind}", "{seq}", "{event}"] {
            self.values.get_mut(part).unwrap().truncate(1);
        }
        self.after = true;
        self
    }

    /// Every URL of a route for a person. A person who may not open the record (or, for edit pages,
    /// not edit the plan) gets one in ten item pages, because the refusal does not depend on the
    /// item.
    fn route_urls(&self, pattern: &str, person: &str) -> Vec<String> {
        // `{id}` is a thread in the addresses of conversations, and a family in all others.
        let pattern = if pattern.starts_with("/messages/{id}") {
            pattern.replace("{id}", "{thread}")
        } else {
            pattern.replace("{id}", &self.family)
        };
        let mut all = vec![pattern.clone()];
        for (part, values) in &self.values {
            if pattern.contains(part) {
                all = all
                    .iter()
                    .flat_map(|one| values.iter().map(move |value| one.replace(part, value)))
                    .collect();
            }
        }
        // A placeholder without a value would be requested as it is, and every such page is absent.
        assert!(
            all.iter().all(|one| !one.contains('{')),
            "say in crawl.rs what stands for each part of {pattern}"
        );
        let role = role_of(person);
        let edits = pattern.contains("/plan/edit/") || pattern.contains("/plan/add/");
        let refused = if edits {
            role.is_none_or(|role| !may_edit_plan(role))
        } else {
            role.is_none_or(|role| !can_open_record(role))
        };
        let every = if refused && (edits || pattern.contains("{item}")) {
            10
        } else {
            1
        };
        all.into_iter().step_by(every).collect()
    }
}

pub struct CrawlTeam {
    browsers: BTreeMap<&'static str, TestBrowser>,
    /// Numbers of the words that an authorized person has seen.
    pub seen: BTreeSet<usize>,
    pub pages: usize,
}

impl CrawlTeam {
    pub async fn sign_in_all(world: &MatrixPortal) -> Self {
        let mut browsers = BTreeMap::new();
        // Once, before the plan and the team change: anyone who is removed later keeps the session.
        for key in MATRIX_TEAM
            .map(|(key, ..)| key)
            .into_iter()
            .chain(STRANGERS)
        {
            browsers.insert(key, world.app.person(key).await);
        }
        Self {
            browsers,
            seen: BTreeSet::new(),
            pages: 0,
        }
    }

    /// Requests every page as every person; returns what was shown to someone who may not read it.
    pub async fn crawl_pages(&mut self, world: &MatrixPortal, ids: &CrawlIds) -> Vec<String> {
        let mut leaks = Vec::new();
        for (person, browser) in &mut self.browsers {
            // Anyone who may not open the record sees no page of the plan, before the change or
            // after it.
            if ids.after && role_of(person).is_none_or(|role| !can_open_record(role)) {
                continue;
            }
            // This search matches every word, so that the search page shows everything that the
            // person may find.
            browser
                .post("/api/messages/search", &[("words", "zq")])
                .await;
            let patterns = session_routes()
                .into_iter()
                .filter(|route| route.method == "GET")
                .map(|route| route.pattern())
                .filter(|pattern| !EXCLUDED_ROUTES.contains(&pattern.as_str()));
            for address in patterns.flat_map(|pattern| ids.route_urls(&pattern, person)) {
                let page = browser.get(&address).await;
                // An error page shows no words, so it would pass the check of the words.
                assert!(
                    !page.status.is_server_error(),
                    "{person} {address}: {}",
                    page.status
                );
                self.pages += 1;
                for (n, canary) in canary_numbers(&page.body)
                    .into_iter()
                    .map(|n| (n, &world.oracle.canaries[n]))
                {
                    if world.oracle.may_read(person, canary) {
                        self.seen.insert(n);
                    } else {
                        leaks.push(format!(
                            "{person} reads {} ({}) on {address}",
                            canary.place, canary.word
                        ));
                    }
                }
            }
        }
        leaks
    }
}

/// The numbers of the unique words in a page.
fn canary_numbers(body: &str) -> BTreeSet<usize> {
    // `AudienceOracle::new_canary` writes `zq`, four digits and `qz`.
    body.match_indices("zq")
        // `get` and no index, because the cut may be within a character of several bytes.
        .filter(|(at, _)| body.get(at + 6..at + 8) == Some("qz"))
        .filter_map(|(at, _)| body.get(at + 2..at + 6)?.parse().ok())
        .collect()
}
