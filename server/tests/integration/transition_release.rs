//! Every state of a release, over HTTP: which reader finds which words of a young person's plan on
//! which page, and that no page, search or notice has them once they are taken back.
#![allow(clippy::unwrap_used)]

use crate::plan_versions::extract_text;
use crate::support::database::transition_plan::{
    add_expense, add_paper, ask_adult, keep_plan, write_answer,
};
use crate::support::{TestApp, TestBrowser, on_each_engine};
use app::route_table::{Route, RouteAccess};
use app::routes::PAGE_ROUTES;
use http::StatusCode;
use jiff::civil::date;
use model::messages::MessageDestination;
use model::transition::budget::BudgetItem;
use model::transition::document::DocumentInput;
use model::transition::people::CommitmentAdult;
use model::transition::skills::{LifeSkill, SkillState};
use model::transition::{DocumentKind, Release, TransitionPart};
use store::Tx;
use store::transition::documents::{read_own_document, save_own_document};
use store::transition::note::save_note;
use store::transition::own_transition;
use store::transition::release::{load_release, set_release};
use store::transition::skills::set_skill;

/// The worker, the supervisor and the tribal representative of the Riley family, who read the
/// required parts; the aunt; and a parent of another family.
const READERS: [&str; 5] = [
    "grace-hall",
    "pat-nguyen",
    "lena-bird",
    "denise-riley",
    "tasha-carter",
];

/// Words of one part, and who finds them.
struct Canary {
    words: &'static str,
    /// Read by those who read the required parts, too.
    is_required: bool,
    /// Whether the copy of the ninety-day plan shows them to others than its owner.
    is_in_copy: bool,
}

static CANARIES: [Canary; 7] = [
    canary("canary-housing", true, true),
    canary("canary-helper", true, true),
    canary("canary-money", false, true),
    canary("canary-line", false, true),
    canary("Cook a few meals", false, true),
    canary("canary-person", false, false),
    canary("canary-file", false, false),
];
/// Read by its owner alone in every state.
const NOTE: &str = "canary-note";

const fn canary(words: &'static str, is_required: bool, is_in_copy: bool) -> Canary {
    Canary {
        words,
        is_required,
        is_in_copy,
    }
}

async fn write_document(tx: &mut Tx) {
    let coming = DocumentInput::parse("coming", "canary-helper", "").unwrap();
    let own = own_transition(tx).await.unwrap();
    let kind = DocumentKind::BirthRecord;
    let said = read_own_document(tx, &own, kind).await.unwrap();
    let revision = said.first().map_or(0, |status| status.revision);
    save_own_document(tx, kind, revision, &coming)
        .await
        .unwrap();
}

/// Jay writes something in several parts, agrees with every page, and keeps a copy.
async fn write_plan(app: &TestApp) {
    let database = &app.database;
    let mut tx = database.begin_as("jay-riley").await;
    let (housing, money) = (TransitionPart::Housing, TransitionPart::Money);
    write_answer(database, &mut tx, (housing, 0), "canary-housing").await;
    write_answer(database, &mut tx, (money, 0), "canary-money").await;
    save_note(&mut tx, money, (NOTE, "en"), 0).await.unwrap();
    write_document(&mut tx).await;
    add_paper(database, &mut tx, None, "canary-file").await;
    let coach = CommitmentAdult::Named {
        name: "canary-person".to_owned(),
        said_on: Some(date(2026, 11, 20)),
    };
    ask_adult(database, &mut tx, coach).await;
    add_expense(database, &mut tx, BudgetItem::Other, Some("canary-line")).await;
    set_skill(&mut tx, LifeSkill::Cook, SkillState::Can)
        .await
        .unwrap();
    keep_plan(database, &mut tx).await;
    tx.commit().await.unwrap();
}

/// The worker writes a message with a word of the plan to each of the others, which a search for
/// that word finds.
async fn write_to_readers(app: &TestApp) {
    for reader in ["pat-nguyen", "lena-bird", "denise-riley"] {
        let to = MessageDestination::Person(app.database.person_id(reader).await);
        app.database
            .send_message("grace-hall", to, "The canary sings")
            .await
            .unwrap();
    }
}

/// Jay has a question about a right, which has a page for those who answer it.
async fn ask_about_health(app: &TestApp) {
    let mut jay = app.person("jay-riley").await;
    let page = jay.get("/transition/rights/health").await;
    let form = page.hidden_value("form");
    let fields = [("form", form.as_str()), ("right", "health")];
    let sent = jay.post("/api/transition/right-ask", &fields).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
}

fn assert_no_plan_words(page: &str, context: &str) {
    for words in CANARIES.iter().map(|one| one.words).chain([NOTE]) {
        assert!(!page.contains(words), "{context} {words} {page}");
    }
}

/// Jay chooses the same for every part; `Private` stands for the fewest readers that a part has.
async fn choose_for_all(app: &TestApp, release: Release, named: &[&str]) {
    let mut readers = Vec::new();
    for key in named {
        readers.push(app.database.person_id(key).await);
    }
    let mut tx = app.database.begin_as("jay-riley").await;
    let own = own_transition(&mut tx).await.unwrap();
    for part in TransitionPart::ALL {
        let revision = load_release(&mut tx, &own, *part).await.unwrap().revision;
        let wanted = match release {
            Release::Private => part.least_release(),
            other => other,
        };
        let form = app.database.clock.new_id();
        set_release(&mut tx, form, *part, wanted, &readers, revision)
            .await
            .unwrap();
    }
    tx.commit().await.unwrap();
}

/// What a reader finds on the pages of the plan: `chosen` tells whether Jay has released everything
/// to them, `by_law` whether they read the required parts.
async fn assert_found(
    browser: &mut TestBrowser,
    base: &str,
    (who, chosen, by_law): (&str, bool, bool),
) {
    let opens = chosen || by_law;
    for (path, is_copy) in [(base.to_owned(), false), (format!("{base}/copy"), true)] {
        let page = browser.get(&path).await;
        let expected = if opens {
            StatusCode::OK
        } else {
            StatusCode::NOT_FOUND
        };
        assert_eq!(page.status, expected, "{who} {path}");
        for one in &CANARIES {
            let expected = (chosen || (by_law && one.is_required)) && (one.is_in_copy || !is_copy);
            let found = page.body.contains(one.words);
            assert_eq!(found, expected, "{who} {path} {}", one.words);
        }
        assert!(!page.body.contains(NOTE), "{who} {path}");
    }
    for route in PAGE_ROUTES {
        let Some(page) = youth_page(route, base) else {
            continue;
        };
        let expected = if may_open(route.access, (who, chosen, by_law)) {
            StatusCode::OK
        } else {
            StatusCode::NOT_FOUND
        };
        assert_eq!(browser.get(&page).await.status, expected, "{who} {page}");
    }
}

/// The address of a page about Jay for adults; `None` for every other page.
fn youth_page(route: &Route, base: &str) -> Option<String> {
    let pattern = route.pattern();
    let page = pattern.strip_prefix("/family/{id}/transition/{person}")?;
    let page = page.replace("{document}", "state_id");
    Some(format!("{base}{}", page.replace("{right}", "health")))
}

/// Whether a reader may open a page about Jay, by who may open it in general.
fn may_open(access: RouteAccess, (who, chosen, by_law): (&str, bool, bool)) -> bool {
    let is_worker = who == "grace-hall";
    match access {
        RouteAccess::TransitionReaders => chosen || by_law,
        // The worker has the records by law, others with the part `money`.
        RouteAccess::TransitionRecordReaders => chosen || is_worker,
        RouteAccess::YouthWorker => is_worker,
        RouteAccess::RightsReaders => by_law,
        RouteAccess::RightQuestionReaders => is_worker || who == "pat-nguyen",
        other => panic!("say here who opens a page about a young person for {other:?}"),
    }
}

/// The pages that are no pages of the plan have none of its words in any state; the list of the
/// young people names Jay to those who read something. A search is for messages alone: it finds the
/// one with the same word, and no part of a plan, whether it is released or not.
async fn assert_not_elsewhere(browser: &mut TestBrowser, base: &str, (who, opens): (&str, bool)) {
    let (list, _) = base.rsplit_once('/').unwrap();
    let (family, _) = list.rsplit_once('/').unwrap();
    let listed = browser.get(list).await.body;
    let link = format!("href=\"{base}\"");
    assert_eq!(listed.contains(&link), opens, "{who} {listed}");
    let (team, calendar) = (format!("{family}/team"), format!("{family}/calendar"));
    let (print, week) = (
        format!("{family}/plan/version/4/print"),
        format!("{calendar}/print"),
    );
    for path in [
        "/",
        "/more",
        "/messages",
        "/transition/commitments",
        family,
        team.as_str(),
        calendar.as_str(),
        print.as_str(),
        week.as_str(),
    ] {
        let page = browser.get(path).await.body;
        assert_no_plan_words(&page, &format!("{who} {path}"));
    }
    if who == "grace-hall" {
        // The only PDF of a young person's plan is their own; that of the family has none of it.
        let pdf = browser.get(&format!("{family}/plan/version/4/pdf")).await;
        assert_eq!(pdf.status, StatusCode::OK, "{}", pdf.body);
        assert_no_plan_words(&extract_text(&pdf.bytes), "the PDF of the family");
    }
    browser
        .post("/api/messages/search", &[("words", "canary")])
        .await;
    let found = browser.get("/messages/search").await.body_text();
    // What was found is marked: a part of the plan would be one mark more.
    let messages = if who == "grace-hall" { 3 } else { 1 };
    assert_eq!(found.matches("<mark>").count(), messages, "{who} {found}");
}

on_each_engine! {
    async fn each_release_shows_a_part_to_its_readers_and_to_no_one_once_it_is_taken_back(
        app: TestApp,
    ) {
        write_plan(&app).await;
        write_to_readers(&app).await;
        ask_about_health(&app).await;
        let riley = app.database.family_id("riley").await;
        let jay = app.database.person_id("jay-riley").await;
        let base = format!("/family/{riley}/transition/{jay}");
        let mut browsers = Vec::new();
        for who in READERS {
            browsers.push((who, app.person(who).await));
        }
        let states: [(Release, &[&str]); 5] = [
            (Release::Private, &[]),
            (Release::Named, &["denise-riley"]),
            (Release::Team, &[]),
            // Taken back from all but one, and then from her.
            (Release::Named, &["lena-bird"]),
            (Release::Private, &[]),
        ];
        for (release, named) in states {
            choose_for_all(&app, release, named).await;
            for (who, browser) in &mut browsers {
                let who = *who;
                let is_on_team = who != "tasha-carter";
                let chosen = named.contains(&who) || (release == Release::Team && is_on_team);
                let by_law = is_on_team && who != "denise-riley";
                assert_found(browser, &base, (who, chosen, by_law)).await;
                // Everyone but the parent of another family, for whom the family is absent.
                if is_on_team {
                    assert_not_elsewhere(browser, &base, (who, chosen || by_law)).await;
                }
            }
        }
        // The owner's own copy keeps everything.
        let mut browser = app.person("jay-riley").await;
        let kept = browser.get("/transition/ninety-days/print?copy=1").await.body;
        let own = CANARIES.iter().filter(|one| one.words != "canary-file");
        for one in own {
            assert!(kept.contains(one.words), "{} {kept}", one.words);
        }
    }
}
