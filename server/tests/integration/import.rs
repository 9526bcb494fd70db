//! Import files: every fault is reported with its place, an import is all or nothing, and the
//! schema is current.
#![allow(clippy::unwrap_used)]

use crate::support::database;
use server::config::Installation;
use server::import::{Importer, file_schema};

async fn import_text(database: &database::TestDatabase, text: &str) -> Result<(), String> {
    let mut importer = Importer::begin(&database.db, Installation::Agency)
        .await
        .unwrap();
    importer
        .read_file(
            "file.json",
            std::io::Cursor::new(text.to_owned().into_bytes()),
        )
        .await
        .unwrap();
    importer.finish().await.map_err(|error| error.to_string())
}

#[tokio::test]
async fn a_bad_file_lists_every_fault_and_changes_nothing() {
    for database in database::demo_databases().await {
        let mut file: serde_json::Value = serde_json::from_str(database::DEMO_FILES[2]).unwrap();
        let family = &mut file["families"][0];
        // Valid. The count below would find it, had anything of the file been imported.
        family["name"] = "Somebody else".into();
        family["stage"] = "limbo".into();
        family["members"][0]["since"] = "yesterday".into();
        family["nickname"] = "x".into();
        family["dates"][0]["starts"] = "2026-11-25 16:00".into();
        family["plan"]["own_words"][0]["words"]["text"] = "".into();
        // White space, zero-width characters and the blank characters of fonts show nothing.
        family["members"][1]["person"] = " \u{200B}".into();
        family["plan"]["strengths"][0]["words"]["text"] = "\u{2800}".into();
        family["plan"].as_object_mut().unwrap().remove("since");
        family["plan"]["agency_goals"][0]["steps"][2]["week"]["at"]["starts"] = "25:00".into();
        file["people"] = serde_json::json!([{ "key": "somebody", "name": "   " }, { "key": "other", "name": "Other", "chosen_name": "\u{3164}" }]);
        let words = import_text(&database, &file.to_string()).await.unwrap_err();
        for expected in [
            "/families/0/stage: must be one of contact, assessment,",
            "/families/0/members/0/since: must be written as a date",
            "/families/0/nickname: is not a field that belongs here",
            "/families/0/dates/0/starts: must be a date and a time on the wall clock",
            "/families/0/plan/own_words/0/words/text: must not be empty",
            "/families/0/plan/since: is missing",
            "/families/0/plan/agency_goals/0/steps/2/week/at/starts: must be a time of day",
            "/families/0/members/1/person: shows nothing",
            "/families/0/plan/strengths/0/words/text: shows nothing",
            "/people/0/name: shows nothing",
            "/people/1/chosen_name: shows nothing",
        ] {
            assert!(words.contains(expected), "{expected}\n--- in ---\n{words}");
        }
        // As many as expected above: no fault is reported twice, and none has another as its
        // consequence.
        assert!(
            words.starts_with("nothing was imported; errors to fix: 11\n"),
            "{words}"
        );
        assert_eq!(
            database
                .query_number("SELECT count(*) FROM family WHERE name = 'Somebody else'")
                .await,
            0
        );
    }
}

#[tokio::test]
async fn a_file_that_makes_no_sense_is_refused_with_reasons() {
    for database in database::demo_databases().await {
        let mut file: serde_json::Value = serde_json::from_str(database::DEMO_FILES[2]).unwrap();
        let family = &mut file["families"][0];
        family["name"] = "Somebody else".into();
        family["in_home"] = true.into();
        family["members"][5]
            .as_object_mut()
            .unwrap()
            .remove("walks_with");
        family["plan"]["own_words"][0]["words"]["by"] = "ben-ortiz".into();
        family["plan"]["worries"][0]["audience"] =
            serde_json::json!({"roles": ["caregiver"], "people": ["nobody-here"]});
        // Who may know where the court is would be forgotten with the first change in the portal.
        family["dates"][0]["place"] = serde_json::Value::Null;
        family["dates"][0]["place_audience"] = serde_json::json!({"roles": ["worker"]});
        family["dates"][0]["court"] =
            serde_json::json!({"language": "en", "text": "Branch 4", "by": "ben-ortiz"});
        family["threads"][0]["messages"][0]["from"] = "ben-ortiz".into();
        family["threads"][0]["readers"] = serde_json::json!(["tasha-carter", "pat-nguyen"]);
        let words = import_text(&database, &file.to_string()).await.unwrap_err();
        for expected in [
            "/families/0/plan/permanency: must be left out: the children live at home",
            "/families/0/members/5/walks_with: is missing",
            "/families/0/plan/own_words/0/words/by: must be a parent",
            "/families/0/plan/worries/0/audience/roles/0: is a role that may never see",
            "/families/0/plan/worries/0/audience/people/0: names a person who is not one of this \
                family's members",
            "/families/0/dates/0/place: is missing beside place_audience",
            "/families/0/threads/0/messages/0/from: is not one of the readers",
            "/families/0/threads/0/readers/1: has a role that may never read a conversation",
        ] {
            assert!(words.contains(expected), "{expected}\n--- in ---\n{words}");
        }
        assert_eq!(
            database
                .query_number("SELECT count(*) FROM family WHERE name = 'Somebody else'")
                .await,
            0
        );
        assert!(
            import_text(&database, "{ not json")
                .await
                .unwrap_err()
                .contains("is not readable as JSON at line 1")
        );
    }
}

#[tokio::test]
async fn import_follows_the_policy_table() {
    for database in database::demo_databases().await {
        let mut file: serde_json::Value = serde_json::from_str(database::DEMO_FILES[2]).unwrap();
        let people = serde_json::json!({"agency": file["agency"], "format": file["format"], "people": [{"key": "kim-child", "name": "Kim", "born": "2016-05-01"}]});
        import_text(&database, &people.to_string()).await.unwrap();
        let family = &mut file["families"][0];
        // The role "parent" would show one parent's own words to the other.
        family["plan"]["own_words"][0]["audience"] =
            serde_json::json!({"roles": ["parent", "mentor"], "people": ["ben-ortiz"]});
        family["plan"]["strengths"][0]["audience"] =
            serde_json::json!({"roles": ["worker", "caregiver"]});
        family["dates"][0]["audience"] = serde_json::json!({"roles": ["worker", "parent"]});
        // A team member can be given an account, which no one under 14 may have.
        family["members"].as_array_mut().unwrap().push(
            serde_json::json!({"person": "kim-child", "role": "caregiver", "since": "2026-10-01"}),
        );
        let member = family["members"].as_array().unwrap().len() - 1;
        // The mentor of one parent together with the other, who would learn that the first one has
        // a mentor.
        family["threads"][0]["readers"] =
            serde_json::json!(["tasha-carter", "june-bell", "marcus-reed"]);
        let words = import_text(&database, &file.to_string()).await.unwrap_err();
        for expected in [
            "file.json /families/0/plan/own_words/0/audience/roles/0: is a role that sees this \
                kind of thing only when named"
                .to_owned(),
            "file.json /families/0/plan/own_words/0/audience/roles/1: is a role that sees this \
                kind of thing only when named"
                .to_owned(),
            "file.json /families/0/plan/strengths/0/audience/roles/1: is a role that sees this \
                kind of thing only when named"
                .to_owned(),
            "file.json /families/0/dates/0/audience/roles/1: is a role that sees this kind of \
                thing only when named"
                .to_owned(),
            "file.json /families/0/threads/0/readers: puts a mentor together".to_owned(),
            format!(
                "file.json /families/0/members/{member}/since: is before this person's 14th \
                birthday"
            ),
        ] {
            assert!(words.contains(&expected), "{expected}\n--- in ---\n{words}");
        }
        assert!(
            words.starts_with("nothing was imported; errors to fix: 6\n"),
            "{words}"
        );
    }
}

/// Runs the import command twice, the second time without two members of the team.
#[test]
fn import_command_reports_who_keeps_access() {
    let folder = tempfile::TempDir::new().unwrap();
    let place = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let run = |family: &str| {
        std::fs::write(place("family.json"), family).unwrap();
        std::fs::write(place("agency.json"), database::DEMO_FILES[0]).unwrap();
        let url = format!("sqlite://{}", place("import.db"));
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_alongside"));
        let done = command
            .args([
                "--database-url",
                &url,
                "import",
                &place("agency.json"),
                &place("family.json"),
            ])
            .output()
            .unwrap();
        let output = String::from_utf8(done.stderr).unwrap();
        assert!(done.status.success(), "{output}");
        output
    };
    assert!(!run(database::DEMO_FILES[1]).contains("keep access"));
    // A file may cover only a part of the agency, so it ends no membership by omission.
    let mut file: serde_json::Value = serde_json::from_str(database::DEMO_FILES[1]).unwrap();
    file["families"][0]["members"]
        .as_array_mut()
        .unwrap()
        .retain(|member| member["person"] != "pat-nguyen" && member["person"] != "elena-ruiz");
    let output = run(&file.to_string());
    assert!(
        output.contains("keep access")
            && output.contains("family luna: elena-ruiz, interpreter\n")
            && output.contains("family luna: pat-nguyen, supervisor\n"),
        "{output}"
    );
}

#[test]
fn the_schema_in_docs_is_current() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/import.schema.json");
    let schema = format!(
        "{}\n",
        serde_json::to_string_pretty(&file_schema()).unwrap()
    );
    if std::fs::read_to_string(path).unwrap_or_default() != schema {
        std::fs::write(path, schema).unwrap();
        panic!(
            "docs/import.schema.json was out of date and has been written anew; read it and \
                commit it"
        );
    }
}

#[test]
fn the_demo_follows_the_schema() {
    let validator = jsonschema::options()
        // Otherwise the validator ignores formats, such as that of a date.
        .should_validate_formats(true)
        .build(&file_schema())
        .unwrap();
    for text in database::DEMO_FILES {
        let value = serde_json::from_str(text).unwrap();
        assert!(validator.is_valid(&value));
    }
}

#[tokio::test]
async fn file_saved_by_windows_program_is_read_or_named() {
    for database in database::demo_databases().await {
        // A byte order mark, which some programs on Windows put before UTF-8.
        let marked = format!("\u{FEFF}{}", database::DEMO_FILES[2]);
        import_text(&database, &marked).await.unwrap();
        // Some Windows programs save UTF-16, which must be named and not reported as broken JSON.
        let utf16: Vec<u8> = marked.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let mut importer = Importer::begin(&database.db, Installation::Agency)
            .await
            .unwrap();
        importer
            .read_file("file.json", std::io::Cursor::new(utf16))
            .await
            .unwrap();
        let words = importer.finish().await.unwrap_err().to_string();
        assert!(
            words.contains("file.json /: is UTF-16 or UTF-32; save it as UTF-8"),
            "{words}"
        );
    }
}

/// Faults that a field's schema does not catch: dates and times that do not exist, characters that
/// PostgreSQL refuses, and duplicate keys, of which a JSON parser keeps the last. Each is reported
/// with its place, together with the file's other faults.
#[tokio::test]
async fn faults_that_the_schema_of_a_field_does_not_see_have_their_place() {
    for database in database::demo_databases().await {
        let mut file: serde_json::Value = serde_json::from_str(database::DEMO_FILES[2]).unwrap();
        let family = &mut file["families"][0];
        family["dates"][0]["starts"] = "2026-11-31T10:00".into();
        family["threads"][0]["messages"][0]["at"] = "2026-11-20T24:00".into();
        family["name"] = "Car\u{0}ter".into();
        family["stage"] = "limbo".into();
        // Written into the text, because a `serde_json` map cannot hold a key twice.
        let text = file.to_string().replacen(
            "\"stage\":",
            "\"in_home\":false,\"in_home\":false,\"stage\":",
            1,
        );
        let words = import_text(&database, &text).await.unwrap_err();
        for expected in [
            "file.json /families/0/dates/0/starts: is a day or a time that does not exist",
            "file.json /families/0/threads/0/messages/0/at: is a day or a time that does not exist",
            "file.json /families/0/name: holds a control character (U+0000); remove it",
            "file.json /families/0/in_home: is given twice; keep one of the two",
            "file.json /families/0/stage: must be one of",
        ] {
            assert!(words.contains(expected), "{expected}\n--- in ---\n{words}");
        }
    }
}

/// Each fault has one line: a step that only waits for a step of a cycle, or for one with a wrong
/// key, is not at fault itself.
#[tokio::test]
async fn each_cycle_of_steps_is_reported_once_in_the_order_of_the_file() {
    for database in database::demo_databases().await {
        let mut file: serde_json::Value = serde_json::from_str(database::DEMO_FILES[2]).unwrap();
        let plan = &mut file["families"][0]["plan"];
        plan["family_goals"][0]["steps"][0]["after"] = "ag1-d".into();
        let steps = &mut plan["agency_goals"][0]["steps"];
        steps[0]["after"] = "ag1-c".into();
        steps[1]["after"] = "ag1-c".into();
        steps[2]["after"] = "ag1-b".into();
        steps[3]["after"] = "nowhere".into();
        let words = import_text(&database, &file.to_string()).await.unwrap_err();
        assert_eq!(
            words.lines().collect::<Vec<_>>(),
            [
                "nothing was imported; errors to fix: 2",
                "file.json /families/0/plan/agency_goals/0/steps/1/after: makes a step wait for \
                    itself",
                "file.json /families/0/plan/agency_goals/0/steps/3/after: names a step that is \
                    not in this plan",
            ]
        );
    }
}

#[tokio::test]
async fn words_of_the_scale_are_checked_like_other_words() {
    for database in database::demo_databases().await {
        let mut file: serde_json::Value = serde_json::from_str(database::DEMO_FILES[2]).unwrap();
        let translation =
            |text: &str| serde_json::json!({"language": "es", "text": text, "by": "Ana"});
        file["families"][0]["plan"]["scale"] = serde_json::json!({
            "top": 5,
            "low": {"language": "en", "text": "Hard", "by": "nobody-here"},
            "high": {
                "language": "en",
                "text": "Well",
                "translations": [translation("Bien"), translation("Bueno")],
            },
        });
        let words = import_text(&database, &file.to_string()).await.unwrap_err();
        for expected in [
            "nothing was imported; errors to fix: 2\n",
            "/families/0/plan/scale/low/by: names a person who is not in people",
            "/families/0/plan/scale/high/translations/1/language: is there already",
        ] {
            assert!(words.contains(expected), "{expected}\n--- in ---\n{words}");
        }
    }
}

#[tokio::test]
async fn file_without_a_format_is_refused() {
    for database in database::demo_databases().await {
        let mut file: serde_json::Value = serde_json::from_str(database::DEMO_FILES[2]).unwrap();
        file.as_object_mut().unwrap().remove("format");
        assert_eq!(
            import_text(&database, &file.to_string()).await.unwrap_err(),
            "nothing was imported; errors to fix: 1\nfile.json /format: is missing; it must be \
                alongside-case/1"
        );
    }
}
