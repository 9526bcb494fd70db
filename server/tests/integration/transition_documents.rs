//! The vault of a young person over HTTP: uploads that are refused lose nothing, files are served
//! to those to whom they are released, and the archive has every byte.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use crate::access_log::log_entries;
use crate::photos::phone_photo;
use crate::support::database;
use crate::support::upload::post_multipart;
use crate::support::{TestApp, TestBrowser, TestResponse, on_each_engine};
use crate::virus_scanner::fake_clamd;
use http::StatusCode;
use model::transition::{DocumentKind, DocumentState, Release, TransitionPart};
use store::transition::release::set_release;

const VAULT: &str = "/transition/vault";
const PAPER: &[u8] = b"%PDF-1.4 the paper %%EOF";

/// Adds a file as the page's form does.
async fn add_file(
    jay: &mut TestBrowser,
    (kind, name): (&str, &str),
    file: (&str, &str, &[u8]),
) -> TestResponse {
    let form = jay.get(VAULT).await.hidden_value("form");
    let fields = [("form", form.as_str()), ("row", kind), ("name", name)];
    post_multipart(jay, "/api/transition/vault-add", &fields, &[file]).await
}

/// The addresses of the files on a page.
fn file_links(page: &TestResponse, before: &str) -> Vec<String> {
    let mut links: Vec<String> = page
        .body
        .split(&format!("href=\"{before}"))
        .skip(1)
        .map(|rest| format!("{before}{}", rest.split('"').next().unwrap()))
        .collect();
    links.dedup();
    links
}

/// The names and contents of an archive.
fn read_archive(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes.to_vec())).unwrap();
    (0..archive.len())
        .map(|n| {
            let mut file = archive.by_index(n).unwrap();
            let mut content = Vec::new();
            file.read_to_end(&mut content).unwrap();
            (file.name().unwrap().into_owned(), content)
        })
        .collect()
}

on_each_engine! {
    async fn a_vault_is_served_and_downloads_as_one_archive(app: TestApp) {
        let mut jay = app.person("jay-riley").await;
        let added = add_file(
            &mut jay,
            ("birth_record", ""),
            ("paper.pdf", "application/pdf", PAPER),
        )
        .await;
        assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
        // Ids sort by time.
        app.database
            .clock
            .advance(jiff::SignedDuration::from_secs(1));
        let photo = phone_photo(40, 30);
        add_file(
            &mut jay,
            ("", "شهادة ../a"),
            ("IMG_1.jpg", "image/jpeg", &photo),
        )
        .await;
        let page = jay.get(VAULT).await;
        let links = file_links(&page, "/transition/vault/");
        assert_eq!(links.len(), 2, "{}", page.body);
        // The newest first.
        let paper = jay.get(&links[1]).await;
        assert_eq!(paper.bytes, PAPER);
        assert_eq!(
            paper.headers["content-disposition"],
            "attachment; filename*=UTF-8''paper%2Epdf"
        );
        assert!(
            paper.headers["content-security-policy"]
                .to_str()
                .unwrap()
                .contains("sandbox")
        );
        let stored_photo = jay.get(&links[0]).await;
        // Encoded anew, and so without the place where it was taken.
        assert!(stored_photo.bytes.starts_with(b"\xFF\xD8\xFF") && stored_photo.bytes != photo);
        app.database
            .execute_sql(
                "INSERT INTO transition_answer (owner_id, part, question, family_id, language, \
                    body, revision, written_at) SELECT y.owner_id, 'housing', 'goal', y.family_id, \
                    'en', 'canary-home', 1, '2026-11-20T12:00:00Z' FROM transition_youth y",
            )
            .await
            .unwrap();
        app.database
            .execute_sql(
                "INSERT INTO transition_say (owner_id, event_id, family_id, way, changed_at) SELECT \
                    y.owner_id, v.id, v.family_id, 'voice', '2026-11-20T12:00:00Z' FROM \
                    transition_youth y JOIN event v ON v.family_id = y.family_id AND v.kind = \
                    'review'",
            )
            .await
            .unwrap();
        let archive = jay.get("/transition/archive").await;
        assert_eq!(archive.headers["content-type"], "application/zip");
        let files = read_archive(&archive.bytes);
        let names: Vec<&str> = files.keys().map(String::as_str).collect();
        assert_eq!(names, ["01 paper.pdf", "02 شهادة .._a.jpg", "plan.html"]);
        assert_eq!(files["01 paper.pdf"], PAPER);
        assert_eq!(files["02 شهادة .._a.jpg"], stored_photo.bytes);
        let document = String::from_utf8(files["plan.html"].clone()).unwrap();
        assert!(
            document.contains("lang=\"en\"") && document.contains("Birth certificate"),
            "{document}"
        );
        // An area in the owner's words, a service and a credit report of the demo, and how the
        // owner takes part in a meeting.
        let parts = ["canary-home", "Help I got", "My credit report", "I send a voice message"];
        assert!(parts.iter().all(|part| document.contains(part)), "{document}");
        // After Jay has left the team, everything is still there.
        app.database
            .execute_sql(
                "UPDATE membership SET until = '2026-11-22' WHERE person_id = (SELECT p.id FROM \
                    person p WHERE p.key = 'jay-riley')",
            )
            .await
            .unwrap();
        let again = read_archive(&jay.get("/transition/archive").await.bytes);
        assert_eq!(again["01 paper.pdf"], PAPER);
        let document = String::from_utf8(again["plan.html"].clone()).unwrap();
        assert!(parts.iter().all(|part| document.contains(part)), "{document}");
        // Others have no archive, and the file is absent for them.
        let mut grace = app.person("grace-hall").await;
        for path in ["/transition/archive", links[1].as_str()] {
            assert_eq!(
                grace.get(path).await.status,
                StatusCode::NOT_FOUND,
                "{path}"
            );
        }
    }
}

/// Jay chooses who sees the documents, after `revision` choices.
async fn release_documents(app: &TestApp, revision: i32, release: Release) {
    let (form, part) = (app.database.clock.new_id(), TransitionPart::Documents);
    let mut tx = app.database.begin_as("jay-riley").await;
    set_release(&mut tx, form, part, release, &[], revision)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

on_each_engine! {
    async fn a_released_file_is_logged_and_gone_when_it_is_taken_back(app: TestApp) {
        let mut jay = app.person("jay-riley").await;
        add_file(
            &mut jay,
            ("birth_record", ""),
            ("paper.pdf", "application/pdf", PAPER),
        )
        .await;
        let own = file_links(&jay.get(VAULT).await, "/transition/vault/").remove(0);
        let id = own.rsplit('/').next().unwrap();
        let family = app.database.family_id("riley").await;
        let person = app.database.person_id("jay-riley").await;
        let file = format!("/family/{family}/transition/{person}/file/{id}");
        let mut grace = app.person("grace-hall").await;
        let count = log_entries(&app.database, 0).await.len();
        // By law she reads the states, and no file.
        assert_eq!(grace.get(&file).await.status, StatusCode::NOT_FOUND);
        assert_eq!(
            log_entries(&app.database, 0).await.len(),
            count,
            "nothing was shown"
        );
        release_documents(&app, 0, Release::Team).await;
        assert_eq!(grace.get(&file).await.bytes, PAPER);
        let logged = log_entries(&app.database, i64::try_from(count).unwrap()).await;
        assert_eq!(logged.len(), 1, "{logged:?}");
        assert_eq!(
            (logged[0].family.as_str(), logged[0].what.as_str()),
            ("riley", "transition")
        );
        release_documents(&app, 1, Release::Required).await;
        assert_eq!(grace.get(&file).await.status, StatusCode::NOT_FOUND);
        // The worker says by when the agency gets a document, and Jay sees it.
        let page = format!("/family/{family}/transition/{person}/documents/state_id");
        let shown = grace.get(&page).await;
        let fields = [
            ("family", family.to_string()),
            ("of", person.to_string()),
            ("row", "state_id".to_owned()),
            ("revision", shown.hidden_value("revision")),
            ("due_on", "2026-11-20".to_owned()),
        ];
        let fields: Vec<(&str, &str)> = fields
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        let saved = grace
            .post("/api/transition/document-promise", &fields)
            .await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
        let list = jay.get("/transition/documents").await.body_text();
        assert!(
            list.contains("Grace Hall") && list.contains("Late"),
            "{list}"
        );
    }
}

on_each_engine! {
    async fn each_document_says_what_it_is_for_and_how_to_get_it(app: TestApp) {
        let mut jay = app.person("jay-riley").await;
        let list = jay.get("/transition/documents").await;
        for kind in DocumentKind::ALL {
            let path = format!("/transition/documents/{}", kind.slug());
            assert!(list.body.contains(&format!("href=\"{path}\"")), "{path}");
            let page = jay.get(&path).await.body_text();
            for state in DocumentState::ALL {
                let choice = format!("name=\"state\" value=\"{}\"", state.slug());
                assert!(page.contains(&choice), "{path} {choice}: {page}");
            }
            let (_, steps) = page.split_once("<ol class=\"document-steps\">").unwrap();
            let (steps, _) = steps.split_once("</ol>").unwrap();
            assert_eq!(steps.matches("<li>").count(), 3, "{path}: {steps}");
            // What to say is written out for those that one asks for in one's own words.
            let asks = steps.contains("Say: “") || steps.contains("“I want to see my case file.”");
            let is_asked_for = matches!(
                kind,
                DocumentKind::CareLetter | DocumentKind::PlacementList | DocumentKind::CaseFile
            );
            assert_eq!(asks, is_asked_for, "{path}: {steps}");
        }
    }
}

#[tokio::test]
async fn a_refused_upload_has_a_reason_and_loses_nothing() {
    let scanner = fake_clamd().await;
    let app = TestApp::new(
        database::demo_databases().await.remove(0),
        &[
            "--public-url",
            "http://portal.test",
            "--clamd-address",
            &scanner,
        ],
    );
    let mut jay = app.person("jay-riley").await;
    for (file, why) in [
        (
            ("a.exe", "image/jpeg", &b"MZ\x90\0"[..]),
            "You can keep photos (JPEG, PNG, WebP, HEIC)",
        ),
        (
            ("a.pdf", "application/pdf", b"%PDF-1.4 EICAR %%EOF"),
            "This file may not be safe",
        ),
        (("", "application/octet-stream", b""), "Choose a file first"),
    ] {
        let back = add_file(&mut jay, ("state_id", "My own words"), file).await;
        assert_eq!(back.location(), VAULT, "{why}");
        let page = jay.get(VAULT).await;
        assert!(
            page.body.contains(why) && page.body.contains("href=\"#file\""),
            "{why}: {}",
            page.body
        );
        // What was typed and chosen is still there.
        assert!(page.body.contains("My own words"), "{why}");
        assert!(
            page.body.contains("<option value=\"state_id\" selected"),
            "{why}"
        );
    }
    let stored = app
        .database
        .query_number("SELECT count(*) FROM transition_file")
        .await;
    assert_eq!(stored, 0);
}
