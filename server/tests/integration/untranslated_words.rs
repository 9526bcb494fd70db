//! Localization: pages in Arabic contain no hard-coded Latin text, unless it is marked as another
//! language.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;

use app::routes::PAGE_ROUTES;
use http::StatusCode;
use model::id::FamilyId;
use model::plan::PlanItemKind;
use model::plan::reply::{NewReply, PlanSection, ReplyTarget, Sharing};
use store::plan::reply_submission;

use crate::support::routes::may_use;
use crate::support::{TestApp, on_each_engine};

/// Words that are in Latin letters on purpose: the product's name, people, their initials, how a
/// name is said and the pronouns that they wrote themselves, places, interpreters, the
/// abbreviations of courts, laws and files, a key of the keyboard, and the word to say to a help
/// line that answers in English.
const ALLOWED_LATIN: [&str; 41] = [
    "Arabic",
    "Alongside",
    "Dana",
    "Fox",
    "Samira",
    "Nasser",
    "she",
    "her",
    "he",
    "him",
    "they",
    "them",
    "Pat",
    "Nguyen",
    "Alma",
    "Brooks",
    "Yusuf",
    "DF",
    "PN",
    "SN",
    "YS",
    "MAR",
    "yam",
    "Had",
    "DAAD",
    "Harbor",
    "Clinic",
    "Said",
    "GAL",
    "CASA",
    "ICWA",
    "WICWA",
    "Wis",
    "Stat",
    "CFR",
    "CSV",
    "Shift",
    "PDF",
    "nbsp",
    "amp",
    "quot",
];

/// The visible words in Latin letters that are not marked with another language.
fn unmarked_latin_words(page: &str) -> BTreeSet<String> {
    // The head is not shown, except for its title; it names files and media types.
    let body = page.split_once("</head>").unwrap().1;
    let mut text = String::new();
    let mut skip_to: Option<String> = None;
    for part in body.split('<').skip(1) {
        // Only text is searched, not attributes such as `aria-label`.
        let (tag, after) = part.split_once('>').unwrap_or((part, ""));
        let name = tag.split_whitespace().next().unwrap_or("");
        if let Some(end) = &skip_to {
            if name == end {
                skip_to = None;
                text.push_str(after);
            }
            continue;
        }
        let marked = tag.contains(" lang=\"") && !tag.contains(" lang=\"ar\"");
        match name {
            "script" | "leptos-island" => skip_to = Some(format!("/{name}")),
            // An input has no end tag.
            _ if marked && name != "input" => skip_to = Some(format!("/{name}")),
            _ => text.push_str(after),
        }
        text.push(' ');
    }
    text.split(|c: char| !c.is_ascii_alphabetic())
        .filter(|word| word.len() > 1 && !ALLOWED_LATIN.contains(word))
        .map(str::to_owned)
        .collect()
}

/// A page of which the Haddad family has nothing: it has sent no request about the team.
const WITHOUT_DATA: [&str; 1] = ["/family/{id}/team/request/{team_request}"];

/// Adds replies of Mariam Haddad, without which some pages would have fewer sentences. Returns the
/// values of the placeholders in the addresses of her pages, and a step.
async fn create_replies(app: &TestApp, family: FamilyId) -> (Vec<(&'static str, String)>, String) {
    let mut tx = app.database.begin_as("mariam-haddad").await;
    let plan = store::plan::read_plan(&mut tx, family, "ar").await.unwrap();
    let step = plan.items_of_kind(PlanItemKind::Step).next().unwrap().id;
    let goals = plan.items_of_kind(PlanItemKind::AgencyGoal).next();
    let goal = goals.unwrap().id;
    let mut replies = Vec::new();
    for (about, kind) in [
        (ReplyTarget::Section(PlanSection::Needs), "disagree"),
        (ReplyTarget::Item(goal), "not_helping"),
        (ReplyTarget::Plan, "propose_step"),
    ] {
        let form = app.database.clock.new_id();
        let draft = NewReply::parse(form, about, kind, "كلمة", Sharing::Private, "ar").unwrap();
        let reply = reply_submission::add_reply(&mut tx, family, &draft).await;
        replies.push(reply.unwrap());
    }
    tx.commit().await.unwrap();
    let sql = "SELECT e.key, e.id FROM event e JOIN family f ON f.id = e.family_id WHERE f.key = \
        'haddad'";
    let (_, event) = app.database.query_keyed_ids(sql).await.remove(0);
    let values = vec![
        ("{item}", goal.to_string()),
        ("{section}", "needs".to_owned()),
        ("{version}", "1".to_owned()),
        ("{reply}", replies[0].to_string()),
        ("{event}", event.to_string()),
        (
            "{person}",
            app.database.person_id("dana-fox").await.to_string(),
        ),
        ("{seq}", "1".to_owned()),
        ("{code}", "NOSUCHCODE".to_owned()),
    ];
    (values, step.to_string())
}

/// The addresses of all pages that a parent may open, for Mariam Haddad, whose family's words are
/// in Arabic.
async fn addresses_of_mariam(app: &TestApp) -> Vec<String> {
    let family = app.database.family_id("haddad").await;
    let thread = app.database.thread_id("mariam-samira").await.to_string();
    let (values, step) = create_replies(app, family).await;
    let family = family.to_string();
    let mut addresses = vec![
        format!("/family/{family}/plan/item/{step}"),
        "/nowhere".to_owned(),
    ];
    // Tasha Carter is a parent, too.
    let routes = PAGE_ROUTES
        .iter()
        .filter(|route| may_use(route.access, "tasha-carter"));
    for pattern in routes.map(|route| route.pattern()) {
        if WITHOUT_DATA.contains(&pattern.as_str()) {
            continue;
        }
        let id = if pattern.starts_with("/messages") {
            &thread
        } else {
            &family
        };
        let mut path = pattern.replace("{id}", id);
        for (name, value) in &values {
            path = path.replace(name, value);
        }
        assert!(!path.contains('{'), "no value for a placeholder of {path}");
        addresses.push(path);
    }
    addresses
}

on_each_engine! {
    async fn no_english_is_left_in_arabic_pages(app: TestApp) {
        let mut mariam = app.person("mariam-haddad").await;
        mariam
            .post(
                "/api/account/language",
                &[("language", "ar"), ("from", "/")],
            )
            .await;
        let mut searched = 0;
        let mut found = Vec::new();
        for path in addresses_of_mariam(&app).await {
            let page = mariam.get(&path).await;
            if page.status == StatusCode::SEE_OTHER {
                continue;
            }
            // The list of families shows the name that the agency gave.
            let words: BTreeSet<String> = unmarked_latin_words(&page.body)
                .into_iter()
                .filter(|word| !["The", "Haddad", "family"].contains(&word.as_str()))
                .collect();
            if !words.is_empty() {
                found.push(format!("{path}: {words:?}"));
            }
            searched += usize::from(page.status == StatusCode::OK);
        }
        assert!(found.is_empty(), "{found:#?}");
        // The few others redirect, or do not exist for her, such as the letter of an invitation.
        assert!(searched >= 60, "{searched}");
    }
}
