//! Localization: pages in Arabic contain no hard-coded Latin text, unless it is marked as another
//! language.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;

use crate::support::on_both;
use model::plan::Kind;
use model::plan::reply::{About, Draft, Section};
use store::plan::reply;

/// Words that are in Latin letters on purpose: the product's name, people, places, interpreters,
/// the courts' abbreviation, and the word to say to a help line that answers in English.
const MEANT: [&str; 19] = [
    "Arabic",
    "Alongside",
    "Dana",
    "Fox",
    "Samira",
    "Nasser",
    "Pat",
    "Nguyen",
    "Yusuf",
    "Harbor",
    "Clinic",
    "Omar",
    "Said",
    "interpreter",
    "GAL",
    "PDF",
    "nbsp",
    "amp",
    "quot",
];

/// The visible words in Latin letters that are not marked with another language.
fn foreign(page: &str) -> BTreeSet<String> {
    let body = page.split_once("</head>").unwrap().1;
    let mut text = String::new();
    let mut skip_to = None;
    for part in body.split('<').skip(1) {
        let (tag, after) = part.split_once('>').unwrap_or((part, ""));
        let name = tag.split_whitespace().next().unwrap_or("");
        if let Some(end) = skip_to {
            if name == end {
                skip_to = None;
                text.push_str(after);
            }
            continue;
        }
        let marked = tag.contains("lang=\"") && !tag.contains("lang=\"ar\"");
        match name {
            "script" => skip_to = Some("/script"),
            "leptos-island" => skip_to = Some("/leptos-island"),
            "p" if marked => skip_to = Some("/p"),
            "bdi" if marked => skip_to = Some("/bdi"),
            "span" if marked => skip_to = Some("/span"),
            "button" if marked => skip_to = Some("/button"),
            "summary" if marked => skip_to = Some("/summary"),
            _ => text.push_str(after),
        }
        text.push(' ');
    }
    text.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| word.len() > 1 && !MEANT.contains(word)).map(str::to_owned).collect()
}

on_both! {
    async fn no_english_is_left_in_arabic_pages(app: App) {
        let mut mariam = app.person("mariam-haddad").await;
        mariam.post("/api/account/language", &[("language", "ar"), ("from", "/")]).await;
        let family = app.house.family("haddad").await;
        let thread = app.house.thread("mariam-samira").await;
        let mut tx = app.house.reading("mariam-haddad").await;
        let plan = store::plan::read(&mut tx, family, "ar").await.unwrap();
        let (step, goal) = (plan.of(Kind::Step).next().unwrap().id, plan.of(Kind::AgencyGoal).next().unwrap().id);
        for (about, kind) in [(About::Section(Section::Needs), "disagree"), (About::Item(goal), "not_helping"), (About::Plan, "propose_step")] {
            let draft = Draft::parse(app.house.clock.mint(), about, kind, "كلمة", false, "ar").unwrap();
            reply::add(&mut tx, family, &draft).await.unwrap();
        }
        tx.save().await.unwrap();
        let pages = ["/".to_owned(), format!("/family/{family}/plan"), format!("/family/{family}/plan/item/{step}"), format!("/family/{family}/plan/item/{goal}"),
            format!("/family/{family}/plan/section/needs"), format!("/family/{family}/plan/propose"), format!("/family/{family}/plan/own"), format!("/family/{family}/plan/safety"), format!("/family/{family}/plan/versions"), format!("/family/{family}/plan/version/1"), format!("/family/{family}/plan/version/1/print"), format!("/family/{family}/plan/replies"), format!("/family/{family}/sharing"), "/families".into(), "/messages".into(), "/messages/notify".into(),
            "/messages/new".into(), format!("/messages/new/{}", app.house.person("dana-fox").await), format!("/messages/{thread}"), format!("/messages/{thread}/readers"), format!("/family/{family}/messages/new"), "/help".into(),
            "/language".into(), "/exit".into(), "/sign-in".into(), "/welcome".into(), "/welcome/NOSUCHCODE".into(), "/nowhere".into()];
        for path in pages {
            let page = mariam.get(&path).await;
            // The list of families shows the name that the agency gave.
            let found: BTreeSet<String> = foreign(&page.body).into_iter().filter(|word| !["The", "Haddad", "family"].contains(&word.as_str())).collect();
            assert!(found.is_empty(), "{path}: {found:?}");
        }
    }
}
