//! Plan versions over HTTP: publishing permanency goals, and the PDF of a version.
#![allow(clippy::unwrap_used)]

use std::process::Command;

use crate::plan_workload::{first_agency_goal, plan_path};
use crate::support::{TestBrowser, on_each_engine};
use http::{StatusCode, header};
use model::plan::PlanItemKind;

on_each_engine! {
    async fn permanency_goal_shows_before_and_after_and_a_stale_form_gets_both(app: TestApp) {
        let base = plan_path(&app, "carter").await;
        let mut ben = app.person("ben-ortiz").await;
        let path = format!("{base}/heading");
        let page = ben.get(&path).await;
        let (family, revision) = (page.hidden_value("family"), page.hidden_value("revision"));
        let fields = |why: &'static str, goal: &'static str| {
            [
                ("family", family.clone()),
                ("revision", revision.clone()),
                ("permanency", goal.into()),
                ("permanency_since", "2026-11-20".into()),
                ("permanency_by", "court".into()),
                ("permanency_why", why.to_owned()),
            ]
        };
        let send = async |ben: &mut TestBrowser, why, goal| {
            let fields = fields(why, goal);
            ben.post(
                "/api/plan/heading",
                &fields
                    .iter()
                    .map(|(name, value)| (*name, value.as_str()))
                    .collect::<Vec<_>>(),
            )
            .await
        };
        let old = send(&mut ben, "Nobody is sixteen here", "other_planned").await;
        assert_eq!(old.location(), path);
        assert!(ben.get(&path).await.body_text().contains("16 or older"));
        assert_eq!(
            send(&mut ben, "Aunt Rae is ready for Leo.", "relative")
                .await
                .location(),
            format!("{base}/edit")
        );
        assert_eq!(
            send(&mut ben, "A second thought.", "guardianship")
                .await
                .location(),
            path
        );
        let text = ben.get(&path).await.body_text();
        assert!(
            text.contains("Aunt Rae is ready for Leo.")
                && text.contains("A second thought.</textarea>"),
            "both texts: {text}"
        );
        let publish = ben.get(&format!("{base}/publish")).await;
        assert!(
            publish.body_text().contains("The children come home")
                && publish
                    .body_text()
                    .contains("Living with a relative for good")
        );
        let mut fields = vec![
            ("family", family.clone()),
            ("base", publish.hidden_value("base")),
            ("why", "The court met on Friday.".to_owned()),
        ];
        fields.extend(
            [
                "strengths",
                "needs",
                "worries",
                "changes",
                "goals",
                "safety",
                "well_being",
            ]
            .map(|part| {
                (
                    &*Box::leak(format!("asked_{part}").into_boxed_str()),
                    "yes".to_owned(),
                )
            }),
        );
        let done = ben
            .post(
                "/api/plan/publish",
                &fields
                    .iter()
                    .map(|(name, value)| (*name, value.as_str()))
                    .collect::<Vec<_>>(),
            )
            .await;
        let version = done.location().to_owned();
        assert!(version.contains("/plan/version/"), "{version}");
        let mut tasha = app.person("tasha-carter").await;
        let text = tasha.get(&version).await.body_text();
        assert!(
            text.contains("Before")
                && text.contains("The children come home")
                && text.contains("Aunt Rae is ready for Leo."),
            "{text}"
        );
        let home = tasha
            .get(base.trim_end_matches("/plan"))
            .await
            .body_text()
            .replace('\u{200e}', "");
        assert!(
            home.contains("Our plan has changed: version 6") && home.contains("Ben Ortiz · Today"),
            "{home}"
        );
        app.database
            .clock
            .advance(jiff::SignedDuration::from_hours(15 * 24));
        let mut later = app.person("tasha-carter").await;
        assert!(
            !later
                .get(base.trim_end_matches("/plan"))
                .await
                .body_text()
                .contains("Our plan has changed")
        );
    }
}

/// The output of a poppler tool for a PDF.
fn run_poppler(program: &str, args: &[&str], pdf: &[u8]) -> String {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), pdf).unwrap();
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

on_each_engine! {
    async fn a_version_is_a_tagged_pdf_of_real_text_in_every_language_for_whoever_may_read_it(
        app: TestApp,
    ) {
        let pdf = async |who: &str, family: &str, version: i32, language: &str| {
            let mut reader = app.person(who).await;
            reader
                .post(
                    "/api/account/language",
                    &[("language", language), ("from", "/")],
                )
                .await;
            let path = format!("{}/version/{version}/pdf", plan_path(&app, family).await);
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
        };
        let maria = pdf("maria-luna", "luna", 3, "es").await;
        let facts = run_poppler("pdfinfo", &[], &maria);
        assert!(
            facts.contains("Tagged:          yes")
                && facts.contains("612 x 792 pts (letter)")
                && facts.contains("Nuestro plan"),
            "{facts}"
        );
        let tree = run_poppler("pdfinfo", &["-struct-text"], &maria);
        for tag in ["H1", "H2", "BlockQuote", "L (block)", "LBody", "Lbl"] {
            assert!(tree.contains(tag), "no {tag} in {tree}");
        }
        let text = run_poppler("pdftotext", &[], &maria);
        for words in [
            "En nuestras palabras",
            "A veces me canso mucho",
            "María Luna · Fecha límite: 27 de noviembre de 2026",
            "Cómo están los niños",
            "Mateo",
        ] {
            assert!(text.contains(words), "no {words} in {text}");
        }
        let luis = run_poppler("pdftotext", &[], &pdf("luis-luna", "luna", 3, "es").await);
        assert!(
            luis.contains("Sabemos hacer un hogar") && !luis.contains("A veces me canso"),
            "not the other parent's words"
        );
        assert!(
            run_poppler("pdftotext", &[], &pdf("mai-vang", "vang", 2, "hmn").await)
                .contains("Peb lub tswv yim")
        );
        assert!(
            run_poppler("pdftotext", &[], &pdf("mai-vang", "vang", 2, "en").await)
                .contains("Our plan")
        );
        let arabic = run_poppler(
            "pdftotext",
            &[],
            &pdf("mariam-haddad", "haddad", 1, "ar").await,
        );
        // `pdftotext` reverses the letters of a lam-alef ligature, so these words have none.
        for words in ["خطتنا", "الجيران يساعدون", "زيارتان حضر فيهما المترجم"]
        {
            assert!(arabic.contains(words), "no {words} in {arabic}");
        }
    }
}

on_each_engine! {
    async fn a_plan_of_two_hundred_steps_and_one_of_a_sign_without_a_letter_are_printed(
        app: TestApp,
    ) {
        let base = plan_path(&app, "luna").await;
        let goal = first_agency_goal(&app, "luna", "dana-fox").await;
        let mut tx = app.database.begin_as("dana-fox").await;
        let (family, id) = (app.database.family_id("luna").await, goal.parse().unwrap());
        for n in 0..200 {
            let edit = model::plan::edit::PlanItemInput {
                language: "en".into(),
                words: format!("Step {n} 🙂 أهلا \u{202e}turned"),
                owed_by_agency: true,
                ..Default::default()
            };
            store::plan::working_copy::add_item(
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
        store::plan::versions::record_consultations(
            &mut tx,
            family,
            model::plan::reply::PlanSection::ALL,
        )
        .await
        .unwrap();
        let version = store::plan::versions::publish(&mut tx, family, 3, "Many steps", "en")
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let mut maria = app.person("maria-luna").await;
        let page = maria.get(&format!("{base}/version/{version}/pdf")).await;
        assert_eq!(page.status, StatusCode::OK);
        let text = run_poppler("pdftotext", &[], &page.bytes);
        assert!(text.contains("Step 0") && text.contains("Step 199"));
        assert_eq!(
            maria.get(&format!("{base}/version/99/pdf")).await.status,
            StatusCode::NOT_FOUND
        );
        assert_eq!(maria.get(&base).await.status, StatusCode::OK);
    }
}
