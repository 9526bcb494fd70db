//! Localization: pages in Arabic contain no hard-coded Latin text, unless it is marked as another
//! language.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;

use crate::support::on_each_engine;
use model::plan::PlanItemKind;
use model::plan::reply::{NewReply, PlanSection, ReplyTarget, Sharing};
use store::plan::reply_submission;

/// Words that are in Latin letters on purpose: the product's name, people and the pronouns that
/// they wrote themselves, places, interpreters, the courts' abbreviations, a key of the keyboard,
/// and the word to say to a help line that answers in English.
const ALLOWED_LATIN: [&str; 21] = [
    "Arabic",
    "Alongside",
    "Dana",
    "Fox",
    "Samira",
    "Nasser",
    "she",
    "her",
    "Pat",
    "Nguyen",
    "Yusuf",
    "Harbor",
    "Clinic",
    "Said",
    "GAL",
    "CASA",
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
    let mut skip_to = None;
    for part in body.split('<').skip(1) {
        // Only text is searched, not attributes such as `aria-label`.
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
            "li" if marked => skip_to = Some("/li"),
            "div" if marked => skip_to = Some("/div"),
            "h3" if marked => skip_to = Some("/h3"),
            "blockquote" if marked => skip_to = Some("/blockquote"),
            "bdi" if marked => skip_to = Some("/bdi"),
            "span" if marked => skip_to = Some("/span"),
            "button" if marked => skip_to = Some("/button"),
            "summary" if marked => skip_to = Some("/summary"),
            _ => text.push_str(after),
        }
        text.push(' ');
    }
    text.split(|c: char| !c.is_ascii_alphabetic())
        .filter(|word| word.len() > 1 && !ALLOWED_LATIN.contains(word))
        .map(str::to_owned)
        .collect()
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
        let family = app.database.family_id("haddad").await;
        let thread = app.database.thread_id("mariam-samira").await;
        let mut tx = app.database.begin_as("mariam-haddad").await;
        let plan = store::plan::read_plan(&mut tx, family, "ar").await.unwrap();
        let (step, goal) = (
            plan.items_of_kind(PlanItemKind::Step).next().unwrap().id,
            plan.items_of_kind(PlanItemKind::AgencyGoal)
                .next()
                .unwrap()
                .id,
        );
        // Without replies some of the pages below would have fewer sentences.
        for (about, kind) in [
            (ReplyTarget::Section(PlanSection::Needs), "disagree"),
            (ReplyTarget::Item(goal), "not_helping"),
            (ReplyTarget::Plan, "propose_step"),
        ] {
            let draft = NewReply::parse(
                app.database.clock.new_id(),
                about,
                kind,
                "كلمة",
                Sharing::Private,
                "ar",
            )
            .unwrap();
            reply_submission::add_reply(&mut tx, family, &draft)
                .await
                .unwrap();
        }
        tx.commit().await.unwrap();
        let pages = [
            "/".to_owned(),
            format!("/family/{family}/plan"),
            format!("/family/{family}/plan/words"),
            format!("/family/{family}/plan/goals"),
            format!("/family/{family}/plan/children"),
            format!("/family/{family}/plan/needs"),
            format!("/family/{family}/plan/orders"),
            format!("/family/{family}/plan/item/{step}"),
            format!("/family/{family}/plan/item/{goal}"),
            format!("/family/{family}/plan/section/needs"),
            format!("/family/{family}/plan/propose"),
            format!("/family/{family}/plan/own"),
            format!("/family/{family}/plan/safety"),
            format!("/family/{family}/plan/versions"),
            format!("/family/{family}/plan/version/1"),
            format!("/family/{family}/plan/version/1/print"),
            format!("/family/{family}/plan/replies"),
            format!("/family/{family}/sharing"),
            format!("/family/{family}/team/propose"),
            "/families".into(),
            "/messages".into(),
            "/messages/notify".into(),
            "/messages/new".into(),
            format!("/messages/new/{}", app.database.person_id("dana-fox").await),
            format!("/messages/{thread}"),
            format!("/messages/{thread}/readers"),
            format!("/family/{family}/messages/new"),
            "/help".into(),
            "/language".into(),
            "/exit".into(),
            "/sign-in".into(),
            "/welcome".into(),
            "/welcome/NOSUCHCODE".into(),
            "/nowhere".into(),
        ];
        for path in pages {
            let page = mariam.get(&path).await;
            // The list of families shows the name that the agency gave.
            let found: BTreeSet<String> = unmarked_latin_words(&page.body)
                .into_iter()
                .filter(|word| !["The", "Haddad", "family"].contains(&word.as_str()))
                .collect();
            assert!(found.is_empty(), "{path}: {found:?}");
        }
    }
}
