//! Everyone tries everything. The table of `endpoints.rs` says what must come of it.
#![allow(clippy::unwrap_used)]

#[path = "endpoints.rs"]
mod endpoints;
mod support;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use endpoints::{ENDPOINTS, Who};
use http::StatusCode;
use model::messages::ThreadKind;
use model::plan::Kind;
use model::plan::progress::Review;
use model::plan::reply::{About, Draft};
use model::policy::{Thing, reach};
use model::role::Role;
use support::{App, Browser, Page, on_both};

/// The Carter family's people, and one of each kind from elsewhere. Alma Brooks coordinates the parent partners of the
/// Carter family too, and sees as little of it as a stranger.
const TEAM: [&str; 7] = ["tasha-carter", "marcus-reed", "ben-ortiz", "pat-nguyen", "nora-price", "june-bell", "lena-bird"];
const OTHERS: [&str; 8] = ["elena-ruiz", "maria-luna", "rosa-jimenez", "dana-fox", "youa-xiong", "jay-riley", "kou-lee", "alma-brooks"];

fn may(who: Who, key: &str) -> bool {
    match who {
        Who::Anyone | Who::SignedIn => true,
        Who::Team => TEAM.contains(&key),
        Who::PlanReaders => ["tasha-carter", "marcus-reed", "ben-ortiz", "pat-nguyen"].contains(&key),
        Who::Family => ["tasha-carter", "marcus-reed"].contains(&key),
        Who::StepKeepers => ["tasha-carter", "ben-ortiz"].contains(&key),
        Who::WeekReaders => ["tasha-carter", "marcus-reed", "ben-ortiz", "pat-nguyen"].contains(&key),
        Who::Raters => ["tasha-carter", "marcus-reed", "ben-ortiz"].contains(&key),
        Who::Worker => key == "ben-ortiz",
        Who::LogReaders => ["tasha-carter", "marcus-reed", "pat-nguyen"].contains(&key),
        Who::Readers => ["tasha-carter", "june-bell"].contains(&key),
        Who::Serving => {
            ["ben-ortiz", "pat-nguyen", "june-bell", "lena-bird", "rosa-jimenez", "dana-fox", "kou-lee", "alma-brooks", "elena-ruiz"].contains(&key)
        }
        Who::Interpreters | Who::Given => key == "elena-ruiz",
        Who::WalksWith => key == "june-bell",
        Who::Nobody => false,
        // Who may begin with June Bell, Tasha's parent partner: Tasha, those who serve the family, and June's coordinator.
        Who::MayBegin => ["tasha-carter", "ben-ortiz", "pat-nguyen", "alma-brooks"].contains(&key),
    }
}

struct Ids {
    family: String,
    thread: String,
    person: String,
    /// A line that parents, worker and supervisor see; there is none that the whole team sees.
    item: String,
    /// The words of that line.
    text: String,
    /// A step of Tasha's.
    step: String,
    /// Something Tasha said to that line, for all to read who read it.
    reply: String,
    /// A review of the Carter family.
    review: String,
    /// A conversation of Ben Ortiz, Tasha Carter and Nora Price, the caregiver.
    several: String,
    caregiver: String,
    /// The message of June Bell that has a paper with it.
    seq: String,
    /// A voice message of Dana Fox that María Luna has asked for in writing, and what she asked.
    given: String,
    request: String,
    tasha: String,
    contact: String,
    /// Ben Ortiz, Pat Nguyen and Lena Bird.
    serving: [String; 3],
}

impl Ids {
    async fn of(app: &App) -> Self {
        let carter = app.house.family("carter").await;
        let tasha = app.house.person("tasha-carter").await;
        let mut tx = app.house.reading("tasha-carter").await;
        let plan = store::plan::read(&mut tx, carter, "en").await.unwrap();
        let line = plan.items.iter().find(|item| item.kind == Kind::AgencyGoal).unwrap();
        let step = plan.items.iter().find(|item| item.kind == Kind::Step && item.owner_id == Some(tasha)).unwrap();
        let draft = Draft::parse(app.house.clock.mint(), About::Item(line.id), "change", "Slower, please", true, "en").unwrap();
        let reply = store::plan::reply::add(&mut tx, carter, &draft).await.unwrap();
        tx.save().await.unwrap();
        let mut tx = app.house.reading("ben-ortiz").await;
        let people = vec![tasha, app.house.person("nora-price").await];
        let new = store::messages::Gathering { form: app.house.clock.mint(), family: carter, kind: ThreadKind::Team, people };
        let several = store::messages::gather(&mut tx, &new).await.unwrap();
        let held = Review::parse("2026-11-20", "", "", "", "", "en").unwrap();
        let review = store::plan::progress::add_review(&mut tx, carter, app.house.clock.mint(), &held).await.unwrap();
        tx.save().await.unwrap();
        let thread = app.house.thread("tasha-june").await;
        let mut draft = model::messages::Draft::parse(app.house.clock.mint(), model::messages::To::Thread(thread), "en", "with a paper").unwrap();
        let id = app.house.clock.mint();
        draft.id = Some(id);
        draft.files = app.files.keep(id, app.files.ready(vec![b"%PDF-1.4 %%EOF".to_vec()]).await.unwrap()).await.unwrap();
        let mut tx = app.house.reading("june-bell").await;
        let seq = store::messages::send(&mut tx, &draft).await.unwrap().seq;
        tx.save().await.unwrap();
        let luna = app.house.thread("maria-dana").await;
        let mut draft = model::messages::Draft::with(app.house.clock.mint(), model::messages::To::Thread(luna), "en", "", true).unwrap();
        let id = app.house.clock.mint();
        draft.id = Some(id);
        draft.files = app.files.keep(id, app.files.ready(vec![b"OggS a voice".to_vec()]).await.unwrap()).await.unwrap();
        let mut tx = app.house.reading("dana-fox").await;
        let given = store::messages::send(&mut tx, &draft).await.unwrap().seq;
        tx.save().await.unwrap();
        let mut tx = app.house.reading("maria-luna").await;
        store::messages::interpret::ask(&mut tx, luna, given, "es", 0).await.unwrap();
        tx.save().await.unwrap();
        let mut tx = app.house.reading("elena-ruiz").await;
        let request = store::messages::interpret::queue(&mut tx).await.unwrap()[0].id.to_string();
        drop(tx);
        Self {
            item: line.id.to_string(),
            text: line.text_id.to_string(),
            step: step.id.to_string(),
            reply: reply.to_string(),
            review: review.to_string(),
            several: several.to_string(),
            seq: seq.to_string(),
            given: given.to_string(),
            request,
            tasha: tasha.to_string(),
            contact: app.house.clock.mint::<model::id::FormId>().to_string(),
            serving: [app.house.person("ben-ortiz").await, app.house.person("pat-nguyen").await, app.house.person("lena-bird").await].map(|id| id.to_string()),
            caregiver: app.house.person("nora-price").await.to_string(),
            family: app.house.family("carter").await.to_string(),
            thread: app.house.thread("tasha-june").await.to_string(),
            person: app.house.person("june-bell").await.to_string(),
        }
    }

    fn path(&self, pattern: &str) -> String {
        let id = if pattern.starts_with("/messages") { &self.thread } else { &self.family };
        pattern
            .replace("{id}", id)
            .replace("{person}", &self.person)
            .replace("{seq}", if pattern.starts_with("/messages/queue") { &self.given } else { &self.seq })
            .replace("{request}", &self.request)
            .replace("{n}", "0")
            .replace("{code}", "NOSUCHCODE")
            .replace("{item}", &self.item)
            .replace("{section}", "needs")
            .replace("{kind}", "strength")
            .replace("{version}", "5")
            .replace("{reply}", &self.reply)
    }
}

async fn form(browser: &mut Browser, path: &str, ids: &Ids) -> Page {
    let fresh = uuid::Uuid::from_u128(rand::random()).to_string();
    match path {
        "/api/messages/send" => browser.post(path, &[("thread", &ids.thread), ("form", &fresh), ("body", "a word from the access test")]).await,
        "/api/messages/post" => browser.post(path, &[("thread", &ids.thread), ("form", &fresh), ("body", "a word without leaving the page")]).await,
        "/api/messages/newer" => browser.post(path, &[("thread", &ids.thread), ("after", "0")]).await,
        "/api/messages/draft" => browser.post(path, &[("thread", &ids.thread), ("body", "half")]).await,
        "/api/messages/begin" => {
            let people = ids.serving.clone().map(|id| format!("people-{id}"));
            let mut fields = vec![("form", fresh.as_str()), ("family", ids.family.as_str()), ("kind", "team")];
            fields.extend(people.iter().map(|name| (name.as_str(), "yes")));
            browser.post(path, &fields).await
        }
        "/api/messages/join" => browser.post(path, &[("thread", &ids.several), ("person", &ids.serving[2])]).await,
        "/api/messages/leave" => browser.post(path, &[("thread", &ids.several), ("person", &ids.caregiver)]).await,
        "/api/messages/receipts" => browser.post(path, &[("thread", &ids.thread), ("show", "no")]).await,
        "/api/messages/interpret" | "/api/messages/machine" => browser.post(path, &[("thread", &ids.thread), ("seq", &ids.seq), ("before", "0")]).await,
        "/api/messages/put-back" => browser.post(path, &[("request", &ids.request)]).await,
        "/api/messages/translate" => browser.post(path, &[("request", &ids.request), ("body", "lo mismo")]).await,
        "/api/messages/search" => browser.post(path, &[("words", "paper")]).await,
        "/api/messages/contact" => browser.post(path, &[("form", &ids.contact), ("parent", &ids.tasha), ("kind", "call")]).await,
        "/api/messages/contact-out" => browser.post(path, &[("contact", &ids.contact)]).await,
        "/api/messages/notify" => browser.post(path, &[("mode", "daily"), ("safe_from", "9"), ("safe_until", "17")]).await,
        "/api/messages/browser" => browser.post(path, &[("endpoint", "https://fcm.googleapis.com/x"), ("key", "k"), ("secret", "s")]).await,
        "/api/messages/browsers-off" => browser.post(path, &[]).await,
        "/api/messages/away" => browser.post(path, &[("starts", "2026-11-24"), ("ends", "2026-11-30")]).await,
        "/api/plan/ask-translation" => browser.post(path, &[("text", &ids.text), ("from", "/")]).await,
        "/api/plan/reply" => {
            browser.post(path, &[("form", &fresh), ("family", &ids.family), ("item", &ids.item), ("kind", "comment"), ("words", "a word")]).await
        }
        "/api/plan/step" => browser.post(path, &[("form", &fresh), ("family", &ids.family), ("item", &ids.step), ("kind", "not_yet")]).await,
        "/api/plan/add" => browser.post(path, &[("form", &fresh), ("family", &ids.family), ("kind", "strength"), ("words", "a word")]).await,
        "/api/plan/save" => {
            let line =
                [("family", ids.family.as_str()), ("item", &ids.item), ("kind", "agency_goal"), ("revision", "1"), ("words", "a word"), ("why", "because")];
            browser.post(path, &line).await
        }
        "/api/plan/own" => browser.post(path, &[("form", &fresh), ("family", &ids.family), ("words", "a word")]).await,
        "/api/plan/publish" => browser.post(path, &[("family", &ids.family), ("base", "5"), ("why", "because")]).await,
        "/api/plan/heading" => browser.post(path, &[("family", &ids.family), ("revision", "1")]).await,
        "/api/plan/week" => browser.post(path, &[("family", &ids.family), ("hours", "5"), ("starts_2", "09:00"), ("ends_2", "12:00")]).await,
        "/api/plan/rate" => browser.post(path, &[("family", &ids.family), ("review", &ids.review), ("value", "3")]).await,
        "/api/plan/review" => browser.post(path, &[("form", &fresh), ("family", &ids.family), ("held", "2026-11-20")]).await,
        "/api/plan/answer" => browser.post(path, &[("family", &ids.family), ("reply", &ids.reply), ("outcome", "changed"), ("words", "We will")]).await,
        _ => unreachable!("{path}"),
    }
}

#[test]
fn every_route_of_fact_is_in_the_table() {
    let pages = leptos_axum::generate_route_list(app::app::App).into_iter().map(|route| format!("GET {}", route.path()));
    let forms = leptos::server_fn::axum::server_fn_paths().map(|(path, method)| format!("{method} {path}"));
    let outside = [
        "POST /exit",
        "POST /keep",
        "POST /api/account/sign-out",
        "GET /family/{id}/plan/version/{version}/pdf",
        "GET /messages/{id}/live",
        "GET /messages/{id}/pdf",
        "GET /messages/{id}/table",
        "GET /messages/{id}/file/{seq}/{n}",
        "GET /messages/queue/{request}/file/{seq}/{n}",
    ]
    .map(str::to_owned);
    let real: BTreeSet<String> = pages.chain(forms).chain(outside).collect();
    let table: BTreeSet<String> = ENDPOINTS.iter().map(|(method, path, ..)| format!("{method} {path}")).collect();
    let missing: Vec<_> = real.difference(&table).collect();
    let gone: Vec<_> = table.difference(&real).collect();
    assert!(missing.is_empty(), "you added a route; say in server/tests/endpoints.rs who may use {missing:?}");
    assert!(gone.is_empty(), "server/tests/endpoints.rs speaks of routes that are gone: {gone:?}");
}

on_both! {
    async fn signed_out_every_page_leads_to_sign_in(app: App) {
        let ids = Ids::of(&app).await;
        for (method, pattern, who, _) in ENDPOINTS {
            let mut nobody = app.visitor();
            if *who == Who::Anyone {
                continue;
            }
            let page = if *method == "GET" { nobody.get(&ids.path(pattern)).await } else { form(&mut nobody, pattern, &ids).await };
            assert_eq!((page.status, page.location()), (StatusCode::SEE_OTHER, "/sign-in"), "{method} {pattern}");
        }
        let absent = app.visitor().get("/no/such/page").await;
        assert_eq!((absent.status, absent.location()), (StatusCode::SEE_OTHER, "/sign-in"));
    }
}

on_both! {
    async fn everyone_tries_every_page_and_form(app: App) {
        let ids = Ids::of(&app).await;
        let mut tried = 0;
        for key in TEAM.into_iter().chain(OTHERS) {
            let mut browser = app.person(key).await;
            let absent = browser.get("/family/01900000-0000-7000-8000-000000000000/plan").await;
            assert_eq!(absent.status, StatusCode::NOT_FOUND);
            for (method, pattern, who, _) in ENDPOINTS {
                if *method == "POST" && *who == Who::Anyone {
                    continue;
                }
                tried += 1;
                if *pattern == "/messages/{id}/live" && may(*who, key) {
                    // It has no end to wait for.
                    assert_eq!(browser.open(&ids.path(pattern)).await.status(), StatusCode::OK, "{key}");
                    continue;
                }
                let page = if *method == "GET" { browser.get(&ids.path(pattern)).await } else { form(&mut browser, pattern, &ids).await };
                if *pattern == "/welcome/{code}" {
                    assert_eq!(page.status, StatusCode::NOT_FOUND);
                } else if may(*who, key) {
                    assert!(matches!(page.status, StatusCode::OK | StatusCode::SEE_OTHER | StatusCode::FOUND), "{key} {method} {pattern}: {}", page.status);
                } else {
                    assert_eq!(page.status, StatusCode::NOT_FOUND, "{key} {method} {pattern}");
                    // Refused looks like absent, to the letter.
                    if *method == "GET" {
                        // Asked anew: what was read meanwhile is not counted as new any more.
                        let absent = browser.get("/family/01900000-0000-7000-8000-000000000000/plan").await;
                        assert_eq!(plain(&page), plain(&absent), "{key} {pattern}");
                    }
                }
            }
        }
        assert!(tried > 200, "{tried}");
        let only_readers = app.house.number("SELECT count(*) FROM message WHERE body = 'a word from the access test'").await;
        assert_eq!(only_readers, 2, "one from each of the two readers");
    }
}

/// A page without its nonce and the path it remembers.
fn plain(page: &Page) -> String {
    let body = page.text();
    let nonce = body.split("nonce=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or("-").to_owned();
    let from = body.split("?from=").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or("-").to_owned();
    body.replace(&nonce, "").replace(&from, "")
}

#[test]
fn the_printed_table_is_current() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/access.md");
    let printed = print();
    if std::fs::read_to_string(path).unwrap_or_default() != printed {
        std::fs::write(path, printed).unwrap();
        panic!("docs/access.md was out of date and has been printed anew; read it and commit it");
    }
}

fn print() -> String {
    let mut out = String::from(
        "# Who may see and do what\n\nPrinted by `server/tests/access.rs` from `app/model/src/policy.rs` and `server/tests/endpoints.rs`. Do not edit.\n\
         These are defaults; each agency has its counsel confirm them.\n\n## What a role may ever see\n\n\
         *yes*: by role, unless the item's own audience leaves the role out. *when named*: only if the item's audience names this very person.\n\
         *never*: whatever an audience says. \"Never show to\" a person beats every role. Two parents of one child are two people: what is \
         *when named* for parents is how one parent's words, address or treatment stay hidden from the other.\n\n| |",
    );
    const COLUMNS: [(Role, &str); 10] = [
        (Role::Parent, "parent, guardian, Indian custodian"),
        (Role::Youth, "youth 14+"),
        (Role::Caregiver, "caregiver"),
        (Role::Mentor, "parent partner"),
        (Role::MentorCoordinator, "parent partner coordinator"),
        (Role::Worker, "worker"),
        (Role::Supervisor, "supervisor"),
        (Role::TribalRepresentative, "tribal representative"),
        (Role::Interpreter, "interpreter"),
        (Role::Administrator, "administrator"),
    ];
    for (_, name) in COLUMNS {
        let _ = write!(out, " {name} |");
    }
    let _ = write!(out, "\n|---|{}", "---|".repeat(COLUMNS.len()));
    for thing in Thing::ALL {
        let _ = write!(out, "\n| {} |", thing.title());
        for (role, _) in COLUMNS {
            let _ = write!(out, " {} |", reach(role, thing).words());
        }
    }
    out.push_str(
        "\n\nSomeone from another family or another agency sees nothing. Someone taken off a team sees nothing from their next click on.\n\
         Refused looks like absent: both say that the page was not found.\n\n## Pages and forms\n\n| what | address | who |\n|---|---|---|\n",
    );
    for (method, path, who, what) in ENDPOINTS {
        let _ = writeln!(out, "| {what} | `{method} {path}` | {} |", who.words());
    }
    out
}
