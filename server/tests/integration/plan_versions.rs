//! Plan versions over HTTP: publishing permanency goals, and the PDF of a version.
#![allow(clippy::unwrap_used)]

use std::process::Command;

use crate::plan_workload::{first_agency_goal, plan_path};
use crate::support::database::DEMO_FILES;
use crate::support::{TestApp, TestBrowser, TestResponse, on_each_engine};
use http::{StatusCode, header};
use model::plan::PlanItemKind;
use model::plan::edit::PlanItemInput;
use model::plan::reply::PlanSection;
use store::plan::item_revisions::ItemAction;
use store::plan::publication;
use store::plan::working_copy;

/// Submits the form for the permanency goal on `page`, which may have become stale.
pub(crate) async fn submit_goal(
    worker: &mut TestBrowser,
    page: &TestResponse,
    why: &str,
    goal: &str,
) -> TestResponse {
    worker
        .post(
            "/api/plan/heading",
            &[
                ("family", &page.hidden_value("family")),
                ("revision", &page.hidden_value("revision")),
                ("permanency", goal),
                ("permanency_since", "2026-11-20"),
                ("permanency_by", "court"),
                ("permanency_why", why),
            ],
        )
        .await
}

/// The sections about which the family has to be asked before a version is published.
const ASKED_SECTIONS: [&str; 7] = [
    "asked_strengths",
    "asked_needs",
    "asked_worries",
    "asked_changes",
    "asked_goals",
    "asked_safety",
    "asked_well_being",
];

/// Publishes the working copy from its page; returns the path of the version.
pub(crate) async fn publish_version(worker: &mut TestBrowser, base: &str) -> String {
    let page = worker.get(&format!("{base}/publish")).await;
    assert!(
        page.body_text().contains("The children come home")
            && page
                .body_text()
                .contains("A permanent home with a relative")
    );
    let (family, version) = (page.hidden_value("family"), page.hidden_value("base"));
    let mut fields = vec![
        ("family", family.as_str()),
        ("base", version.as_str()),
        ("why", "The court met on Friday."),
    ];
    fields.extend(ASKED_SECTIONS.map(|section| (section, "yes")));
    let done = worker.post("/api/plan/publish", &fields).await;
    done.location().to_owned()
}

/// The parent reads what changed and why, on the version and on her home page.
async fn assert_change_is_shown(app: &TestApp, base: &str, version: &str) {
    let mut tasha = app.person("tasha-carter").await;
    let text = tasha.get(version).await.body_text();
    assert!(
        text.contains("<p class=\"muted\">Before</p>")
            // Not "Now", which would be wrong once there is a later version.
            && text.contains("<p class=\"muted\">After</p>")
            && text.contains("The children come home")
            && text.contains("Aunt Rae is ready for Leo.")
            && text.contains("Published by Ben Ortiz"),
        "{text}"
    );
    let list = tasha.get(&format!("{base}/versions")).await.body_text();
    assert!(list.contains("Published by Ben Ortiz"), "{list}");
    let home = tasha
        .get(base.trim_end_matches("/plan"))
        .await
        .body_text()
        // The mark that keeps the direction of a date.
        .replace('\u{200e}', "");
    assert!(
        home.contains("The plan has changed: version 6") && home.contains("Ben · Today"),
        "{home}"
    );
}

on_each_engine! {
    async fn permanency_goal_shows_before_and_after_and_a_stale_form_gets_both(app: TestApp) {
        let base = plan_path(&app, "carter").await;
        let mut ben = app.person("ben-ortiz").await;
        let path = format!("{base}/heading");
        let page = ben.get(&path).await;
        // By law this goal is only for young people of 16 or older.
        let old = submit_goal(&mut ben, &page, "Nobody is sixteen here", "other_planned").await;
        assert_eq!(old.location(), path);
        assert!(ben.get(&path).await.body_text().contains("16 or older"));
        let saved = submit_goal(&mut ben, &page, "Aunt Rae is ready for Leo.", "relative").await;
        assert_eq!(saved.location(), format!("{base}/edit"));
        // The same page again, as from a second tab: it must not overwrite what was saved since.
        let stale = submit_goal(&mut ben, &page, "A second thought.", "guardianship").await;
        assert_eq!(stale.location(), path);
        let text = ben.get(&path).await.body_text();
        assert!(
            text.contains("Aunt Rae is ready for Leo.")
                && text.contains("A second thought.</textarea>"),
            "both texts: {text}"
        );
        let version = publish_version(&mut ben, &base).await;
        assert!(version.contains("/plan/version/"), "{version}");
        assert_change_is_shown(&app, &base, &version).await;
        // After two weeks the change is no news any more.
        app.database
            .clock
            .advance(jiff::SignedDuration::from_hours(15 * 24));
        let mut later = app.person("tasha-carter").await;
        assert!(
            !later
                .get(base.trim_end_matches("/plan"))
                .await
                .body_text()
                .contains("The plan has changed")
        );
    }
}

on_each_engine! {
    async fn a_change_names_the_child_the_area_and_what_a_step_takes_of_a_week(app: TestApp) {
        let mut file: serde_json::Value = serde_json::from_str(DEMO_FILES[1]).unwrap();
        let plan = &mut file["families"][0]["plan"];
        plan["version"] = 4.into();
        plan["well_being"][1]["words"]["text"] = "She sleeps well now.".into();
        plan["agency_goals"][0]["steps"][0]["week"]["trips"] = 2.into();
        app.database.import_files(&[&file.to_string()]).await;
        let path = format!("{}/version/4", plan_path(&app, "luna").await);
        let page = app.person("maria-luna").await.get(&path).await.body_text();
        for words in [
            "How a child is doing · Sofía · Feelings",
            "She sleeps well now.",
            "Dana Fox · Next: December 10, 2026",
            // The words of the step are the same before and after.
            "María Luna · Due: November 27, 2026",
            "1 trip ·",
            "2 trips ·",
        ] {
            assert!(page.contains(words), "{words}: {page}");
        }
    }
}

/// The output of a poppler tool for a PDF.
pub(crate) fn run_poppler(program: &str, args: &[&str], pdf: &[u8]) -> String {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), pdf).unwrap();
    // Programs of another project than the one that writes the PDF: they read it as a reader would.
    let mut command = Command::new(program);
    command.args(args).arg(file.path());
    if program == "pdftotext" {
        command.arg("-");
    }
    let done = command
        .output()
        .expect("poppler-utils; script/bootstrap installs it");
    assert!(
        done.status.success(),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
    String::from_utf8_lossy(&done.stdout).into_owned()
}

/// The PDF of a version, as this person downloads it in this language.
async fn fetch_pdf(
    app: &TestApp,
    who: &str,
    family: &str,
    version: i32,
    language: &str,
) -> Vec<u8> {
    let mut reader = app.person(who).await;
    reader
        .post(
            "/api/account/language",
            &[("language", language), ("from", "/")],
        )
        .await;
    let path = format!("{}/version/{version}/pdf", plan_path(app, family).await);
    let page = reader.get(&path).await;
    assert_eq!(
        (
            page.status,
            page.headers[header::CONTENT_TYPE].to_str().unwrap()
        ),
        (StatusCode::OK, "application/pdf"),
        "{path}"
    );
    page.bytes
}

/// The text that a reader can select and a screen reader can read.
pub(crate) fn extract_text(pdf: &[u8]) -> String {
    run_poppler("pdftotext", &[], pdf)
}

fn assert_tagged_letter_page(pdf: &[u8]) {
    let facts = run_poppler("pdfinfo", &[], pdf);
    assert!(
        // Letter is the paper of the United States.
        facts.contains("Tagged:          yes")
            && facts.contains("612 x 792 pts (letter)")
            && facts.contains("Nuestro plan"),
        "{facts}"
    );
    // A screen reader moves by these tags, as by the elements of a page.
    let tree = run_poppler("pdfinfo", &["-struct-text"], pdf);
    for tag in ["H1", "H2", "BlockQuote", "L (block)", "LBody", "Lbl"] {
        assert!(tree.contains(tag), "no {tag} in {tree}");
    }
}

on_each_engine! {
    async fn a_version_is_a_tagged_pdf_of_real_text_in_every_language_for_every_reader(
        app: TestApp,
    ) {
        let maria = fetch_pdf(&app, "maria-luna", "luna", 3, "es").await;
        assert_tagged_letter_page(&maria);
        let text = extract_text(&maria);
        for words in [
            // What tells it from another document, and its pages apart.
            "Familia: The Luna family",
            "Impreso: ",
            "Página 1 de ",
            "En nuestras palabras",
            "A veces me canso mucho",
            "María Luna · Fecha límite: 27 de noviembre de 2026",
            "Cómo están las niñas y los niños",
            "Mateo",
        ] {
            assert!(text.contains(words), "no {words} in {text}");
        }
        // The same version is another document for another reader.
        let luis = extract_text(&fetch_pdf(&app, "luis-luna", "luna", 3, "es").await);
        assert!(
            luis.contains("Sabemos hacer un hogar") && !luis.contains("A veces me canso"),
            "not the other parent's words"
        );
        for (language, title) in [("hmn", "Peb lub phiaj xwm"), ("en", "Our plan")] {
            let text = extract_text(&fetch_pdf(&app, "mai-vang", "vang", 2, language).await);
            assert!(text.contains(title), "no {title} in {text}");
        }
        let arabic = extract_text(&fetch_pdf(&app, "mariam-haddad", "haddad", 1, "ar").await);
        // `pdftotext` reverses the letters of a lam-alef ligature, so these words have none.
        for words in ["خطتنا", "الجيران يساعدون", "زيارتان حضر فيهما المترجم"]
        {
            assert!(arabic.contains(words), "no {words} in {arabic}");
        }
    }
}

/// The worker removes the goal of the agency, whose steps stay in the plan, and publishes. Returns
/// the number of the new version.
async fn publish_without_agency_goal(app: &TestApp) -> i32 {
    let family = app.database.family_id("luna").await;
    let goal = first_agency_goal(app, "luna", "dana-fox").await;
    let goal = goal.parse().unwrap();
    let mut tx = app.database.begin_as("dana-fox").await;
    let working = working_copy::read_working_item(&mut tx, family, goal, "en")
        .await
        .unwrap();
    let edit = PlanItemInput {
        language: "en".into(),
        words: working.texts[&working.item.text_id].body.clone(),
        why: Some("The steps say enough".into()),
        ..PlanItemInput::default()
    };
    let revision = working.item.revision;
    working_copy::save_item(&mut tx, family, goal, revision, ItemAction::Remove, &edit)
        .await
        .unwrap();
    publication::record_consultations(&mut tx, family, PlanSection::ALL)
        .await
        .unwrap();
    let version = publication::publish(&mut tx, family, 3, "One goal less", "en")
        .await
        .unwrap();
    tx.commit().await.unwrap();
    version
}

on_each_engine! {
    async fn a_step_without_its_goal_is_on_the_page_of_goals_on_paper_and_on_the_edit_page(
        app: TestApp,
    ) {
        let base = plan_path(&app, "luna").await;
        let version = publish_without_agency_goal(&app).await;
        let mut luis = app.person("luis-luna").await;
        let page = luis.get(&format!("{base}/goals")).await.body_text();
        let print = format!("{base}/version/{version}/print");
        let print = luis.get(&print).await.body_text();
        let pdf = extract_text(&fetch_pdf(&app, "maria-luna", "luna", version, "en").await);
        for text in [page, print, pdf] {
            let steps = text.split_once("More steps");
            assert!(
                steps.is_some_and(|(_, after)| after.contains("Get you a bus pass")),
                "{text}"
            );
            assert!(!text.contains("Nobody has to choose"), "{text}");
        }
        // The worker reaches the form of a step only from there.
        let edit = app
            .person("dana-fox")
            .await
            .get(&format!("{base}/edit"))
            .await;
        let steps = edit.body.split_once("Steps without a goal yet");
        assert!(
            steps.is_some_and(|(_, after)| after.contains("Get you a bus pass")),
            "{}",
            edit.body
        );
    }
}

on_each_engine! {
    async fn plans_of_two_hundred_steps_and_of_characters_without_a_glyph_are_printed(
        app: TestApp,
    ) {
        let base = plan_path(&app, "luna").await;
        let goal = first_agency_goal(&app, "luna", "dana-fox").await;
        let mut tx = app.database.begin_as("dana-fox").await;
        let (family, id) = (app.database.family_id("luna").await, goal.parse().unwrap());
        // Many pages, a character that no font has (the emoji), two scripts in one line, and a mark
        // that reverses what follows it.
        for n in 0..200 {
            let edit = model::plan::edit::PlanItemInput {
                language: "en".into(),
                words: format!("Step {n} 🙂 أهلا \u{202e}turned"),
                // A step belongs to a person or is owed by the agency; this one needs no person.
                owed_by_agency: true,
                ..Default::default()
            };
            store::plan::item_creation::add_item(
                &mut tx,
                family,
                app.database.clock.new_id(),
                PlanItemKind::Step,
                Some(id),
                &edit,
            )
            .await
            .unwrap();
        }
        store::plan::publication::record_consultations(
            &mut tx,
            family,
            model::plan::reply::PlanSection::ALL,
        )
        .await
        .unwrap();
        let version = store::plan::publication::publish(&mut tx, family, 3, "Many steps", "en")
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let mut maria = app.person("maria-luna").await;
        let page = maria.get(&format!("{base}/version/{version}/pdf")).await;
        assert_eq!(page.status, StatusCode::OK);
        let text = run_poppler("pdftotext", &[], &page.bytes);
        // Nothing is lost at the page breaks, nor after a character that no font has.
        assert!(text.contains("Step 0") && text.contains("Step 199"));
        assert_eq!(
            maria.get(&format!("{base}/version/99/pdf")).await.status,
            StatusCode::NOT_FOUND
        );
        assert_eq!(maria.get(&base).await.status, StatusCode::OK);
    }
}
