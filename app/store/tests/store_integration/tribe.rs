//! What is known about the tribe of a child: who reads it, what a worker writes, and what the tribe
//! says itself.
#![allow(clippy::unwrap_used)]

use crate::support::{DEMO_FILES, TestDatabase, on_each_engine};
use jiff::civil::date;
use model::id::{ChildId, ChildTribeId, FormId, TextId, TribeEntryId};
use model::team::tribe::{ChildTribeForm, ChildTribeInput, TribeEntryInput, TribeEntryKind};
use store::plan::working_copy::SaveOutcome;
use store::team::tribe::{TribePanel, entries, facts, has_tribe_facts, read_tribe_panel};
use store::{Error, translations};

async fn read_panel(database: &TestDatabase, who: &str, family: &str) -> Result<TribePanel, Error> {
    let family = database.family_id(family).await;
    let mut tx = database.begin_as(who).await;
    read_tribe_panel(&mut tx, family, "en").await
}

async fn carter_panel(database: &TestDatabase, who: &str) -> TribePanel {
    read_panel(database, who, "carter").await.unwrap()
}

fn form() -> ChildTribeForm<'static> {
    ChildTribeForm {
        tribe: "Blue Marsh Band",
        asked_on: "2026-10-01",
        asked_by: "Ben Ortiz",
        ..ChildTribeForm::default()
    }
}

fn input(form: &ChildTribeForm<'_>) -> ChildTribeInput {
    // By the day of the test clock: facts of a later day are refused.
    ChildTribeInput::parse(form, date(2026, 11, 23), "en").unwrap()
}

async fn add_row(
    database: &TestDatabase,
    who: &str,
    id: FormId,
    input: &ChildTribeInput,
) -> Result<ChildTribeId, Error> {
    let family = database.family_id("carter").await;
    let child = leo(database).await;
    let mut tx = database.begin_as(who).await;
    let added = facts::add_child_tribe(&mut tx, family, id, child, input).await?;
    tx.commit().await?;
    Ok(added)
}

async fn leo(database: &TestDatabase) -> ChildId {
    // By the panel of the worker, which lists the only child of this family.
    carter_panel(database, "ben-ortiz").await.children[0].id
}

async fn save_row(
    database: &TestDatabase,
    row: ChildTribeId,
    revision: i32,
    input: &ChildTribeInput,
) -> SaveOutcome<ChildTribeId> {
    let family = database.family_id("carter").await;
    let mut tx = database.begin_as("ben-ortiz").await;
    let saved = facts::save_child_tribe(&mut tx, family, row, revision, input)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    saved
}

async fn add_entry(
    database: &TestDatabase,
    who: &str,
    id: FormId,
    row: ChildTribeId,
    (kind, words): (TribeEntryKind, &str),
) -> Result<TribeEntryId, Error> {
    let family = database.family_id("carter").await;
    let today = date(2026, 11, 23);
    let entry = TribeEntryInput::parse(kind, "2026-11-20", words, today, "en").unwrap();
    let mut tx = database.begin_as(who).await;
    let added = entries::add_entry(&mut tx, family, id, row, &entry).await?;
    tx.commit().await?;
    Ok(added)
}

async fn set_withdrawn(
    database: &TestDatabase,
    who: &str,
    entry: TribeEntryId,
    is_withdrawn: bool,
) -> Result<(), Error> {
    let family = database.family_id("carter").await;
    let mut tx = database.begin_as(who).await;
    entries::set_withdrawn(&mut tx, family, entry, is_withdrawn).await?;
    tx.commit().await
}

async fn shows_link(database: &TestDatabase, who: &str) -> bool {
    let family = database.family_id("carter").await;
    let mut tx = database.begin_as(who).await;
    has_tribe_facts(&mut tx, family).await.unwrap()
}

on_each_engine! {
    async fn the_family_those_who_work_for_it_and_the_tribe_read_the_panel(database: TestDatabase) {
        // Both parents, the worker, the supervisor and the tribal representative.
        for who in ["tasha-carter", "marcus-reed", "ben-ortiz", "pat-nguyen", "lena-bird"] {
            let panel = carter_panel(&database, who).await;
            let row = &panel.tribes[0];
            assert_eq!(row.facts.tribe.as_deref(), Some("Cedar Lake Nation"), "{who}");
            let efforts = panel.entries_of(row.id, TribeEntryKind::ActiveEffort);
            let days: Vec<_> = efforts.map(|effort| effort.day.to_jiff()).collect();
            assert_eq!(
                days,
                [date(2026, 9, 2), date(2026, 5, 11), date(2026, 3, 24)],
                "{who}: the newest first"
            );
            assert!(shows_link(&database, who).await, "{who}");
        }
        // They are on the team, and the tribe of the child is not for them.
        for who in ["nora-price", "june-bell"] {
            assert!(!shows_link(&database, who).await, "{who}");
        }
        // The caregiver, the mentor and the coordinator of mentors on the team, and two members of
        // other families.
        for who in ["nora-price", "june-bell", "alma-brooks", "dana-fox", "jay-riley"] {
            let refused = read_panel(&database, who, "carter").await;
            assert!(matches!(refused, Err(Error::NotFound)), "{who}");
        }
    }
}

/// The Carter family with an audience of the child that leaves out one parent.
fn carter_without_marcus() -> String {
    let born = "\"born\": \"2019-03-08\",";
    // Without this line of the demo, the replacement below would change nothing and the test would
    // prove nothing.
    assert!(DEMO_FILES[2].contains(born));
    let audience = r#""audience": {
        "roles": ["parent", "caregiver", "worker", "supervisor", "tribal_representative"],
        "never": ["marcus-reed"]},"#;
    DEMO_FILES[2].replace(born, &format!("{born}{audience}"))
}

on_each_engine! {
    async fn a_parent_outside_the_childs_audience_reads_nothing_about_the_tribe(
        database: TestDatabase
    ) {
        database.import_files(&[&carter_without_marcus()]).await;
        // A row that the worker adds has the same readers as the imported one.
        add_row(&database, "ben-ortiz", database.clock.new_id(), &input(&form()))
            .await
            .unwrap();
        let marcus = carter_panel(&database, "marcus-reed").await;
        assert!(marcus.children.is_empty() && marcus.tribes.is_empty());
        assert!(marcus.entries.is_empty());
        assert!(!shows_link(&database, "marcus-reed").await);
        let tasha = carter_panel(&database, "tasha-carter").await;
        assert_eq!((tasha.tribes.len(), tasha.entries.len()), (2, 3));
    }
}

on_each_engine! {
    async fn a_worker_adds_a_row_once_and_no_other_role_does(database: TestDatabase) {
        // The tribal representative too: these are facts about what the agency has done.
        for who in ["tasha-carter", "lena-bird", "pat-nguyen", "nora-price", "dana-fox"] {
            let refused = add_row(&database, who, database.clock.new_id(), &input(&form())).await;
            assert!(matches!(refused, Err(Error::NotFound)), "{who}");
        }
        let id = database.clock.new_id();
        // The button is pressed twice.
        for _ in 0..2 {
            add_row(&database, "ben-ortiz", id, &input(&form())).await.unwrap();
        }
        // The same form id with another value is no retry.
        let other = input(&ChildTribeForm { asked_by: "Pat Nguyen", ..form() });
        let conflict = add_row(&database, "ben-ortiz", id, &other).await;
        assert!(matches!(conflict, Err(Error::Conflict)));
        // The same tribe of the same child: a second row would be a second record of one fact.
        let twice = add_row(&database, "ben-ortiz", database.clock.new_id(), &other).await;
        assert!(matches!(twice, Err(Error::Invalid("team-tribe-twice"))));
        assert_eq!(carter_panel(&database, "lena-bird").await.tribes.len(), 2);
    }
}

on_each_engine! {
    async fn a_change_keeps_what_was_written_and_who_wrote_it(database: TestDatabase) {
        let row = add_row(&database, "ben-ortiz", database.clock.new_id(), &input(&form()))
            .await
            .unwrap();
        let changed = input(&ChildTribeForm {
            preference: "extended_family",
            followed: "no",
            good_cause: "The aunt lives too far from Leo’s school.",
            ..form()
        });
        assert_eq!(save_row(&database, row, 1, &changed).await, SaveOutcome::Saved(row));
        // The same form again, as by a double tap.
        assert_eq!(save_row(&database, row, 1, &changed).await, SaveOutcome::Saved(row));
        // Someone else filled in the form before that change.
        let late = input(&ChildTribeForm { asked_by: "Pat Nguyen", ..form() });
        assert_eq!(save_row(&database, row, 1, &late).await, SaveOutcome::Stale);
        let carter = database.family_id("carter").await;
        let mut tx = database.begin_as("ben-ortiz").await;
        let stored = facts::read_child_tribe(&mut tx, carter, row).await.unwrap();
        drop(tx);
        assert_eq!((stored.row.revision, stored.versions.len()), (2, 1));
        let before = &stored.versions[0];
        assert_eq!(before.facts.preference, None);
        assert_eq!(before.written_by.as_deref(), Some("Ben Ortiz"));
        // The family reads the good cause.
        let tasha = carter_panel(&database, "tasha-carter").await;
        let cause = stored.row.facts.good_cause_id.unwrap();
        assert!(tasha.texts[&cause].body.contains("The aunt"));
        // Only a worker opens the form.
        let mut tx = database.begin_as("lena-bird").await;
        let refused = facts::read_child_tribe(&mut tx, carter, row).await;
        assert!(matches!(refused, Err(Error::NotFound)));
    }
}

on_each_engine! {
    async fn the_tribe_speaks_for_itself_and_each_takes_back_their_own(database: TestDatabase) {
        let row = carter_panel(&database, "lena-bird").await.tribes[0].id;
        let words = (TribeEntryKind::TribeWords, "Leo is one of us.");
        let effort = (TribeEntryKind::ActiveEffort, "We called the aunt.");
        // The worker does not speak for the tribe, and the tribe does not write down the agency's
        // efforts.
        for (who, entry) in [
            ("ben-ortiz", words),
            ("lena-bird", effort),
            ("tasha-carter", effort),
            ("nora-price", words),
        ] {
            let refused = add_entry(&database, who, database.clock.new_id(), row, entry).await;
            assert!(matches!(refused, Err(Error::NotFound)), "{who}");
        }
        let form = database.clock.new_id();
        for _ in 0..2 {
            add_entry(&database, "lena-bird", form, row, words).await.unwrap();
        }
        let words = TribeEntryId(form.0);
        let effort = add_entry(&database, "ben-ortiz", database.clock.new_id(), row, effort)
            .await
            .unwrap();
        let tasha = carter_panel(&database, "tasha-carter").await;
        let said: Vec<_> = tasha.entries_of(row, TribeEntryKind::TribeWords).collect();
        assert_eq!(said.len(), 1);
        assert_eq!(said[0].text.author.as_deref(), Some("Lena Bird"));
        // Each takes back what they added and nothing that others did.
        for (who, entry) in [
            ("ben-ortiz", words),
            ("lena-bird", effort),
            ("tasha-carter", words),
        ] {
            let refused = set_withdrawn(&database, who, entry, true).await;
            assert!(matches!(refused, Err(Error::NotFound)), "{who}");
        }
        set_withdrawn(&database, "lena-bird", words, true).await.unwrap();
        set_withdrawn(&database, "ben-ortiz", effort, true).await.unwrap();
        // The three efforts of the file are left.
        for who in ["tasha-carter", "lena-bird", "ben-ortiz"] {
            assert_eq!(carter_panel(&database, who).await.entries.len(), 3, "{who}");
        }
        set_withdrawn(&database, "lena-bird", words, false).await.unwrap();
        assert_eq!(carter_panel(&database, "tasha-carter").await.entries.len(), 4);
    }
}

on_each_engine! {
    async fn an_import_keeps_what_was_changed_in_the_portal(database: TestDatabase) {
        let panel = carter_panel(&database, "ben-ortiz").await;
        let (row, effort) = (panel.tribes[0].id, panel.entries[0].id);
        // Both in the portal: the row is changed and one of its efforts is withdrawn.
        save_row(&database, row, 1, &input(&form())).await;
        set_withdrawn(&database, "ben-ortiz", effort, true).await.unwrap();
        database.import_files(&[DEMO_FILES[2]]).await;
        let panel = carter_panel(&database, "ben-ortiz").await;
        assert_eq!(panel.tribes.len(), 1);
        assert_eq!(panel.tribes[0].facts.tribe.as_deref(), Some("Blue Marsh Band"));
        assert_eq!(panel.entries.len(), 2);
    }
}

/// Asks for the text in Spanish, which only those can who may read it. Returns whether they could.
async fn ask_for_spanish(database: &TestDatabase, who: &str, text: TextId) -> bool {
    let mut tx = database.begin_as(who).await;
    match translations::request_translation(&mut tx, text, "es").await {
        Ok(()) => {
            tx.commit().await.unwrap();
            true
        }
        Err(Error::NotFound) => false,
        Err(error) => panic!("{who}: {error:?}"),
    }
}

/// How many texts of the Carter family wait for a translation.
async fn count_requested(database: &TestDatabase) -> usize {
    let carter = database.family_id("carter").await;
    let mut tx = database.begin_as("ben-ortiz").await;
    let waiting = translations::list_requested_texts(&mut tx, carter).await;
    waiting.unwrap().len()
}

on_each_engine! {
    async fn the_words_of_a_withdrawn_entry_are_read_by_those_who_can_put_it_back(
        database: TestDatabase,
    ) {
        let panel = carter_panel(&database, "lena-bird").await;
        let (row, effort) = (panel.tribes[0].id, &panel.entries[0]);
        let words = (TribeEntryKind::TribeWords, "Leo is one of us.");
        let words = add_entry(&database, "lena-bird", database.clock.new_id(), row, words)
            .await
            .unwrap();
        let said = carter_panel(&database, "tasha-carter").await;
        let said = said.entries_of(row, TribeEntryKind::TribeWords).next().unwrap().text.text_id;
        let readers = ["tasha-carter", "ben-ortiz", "pat-nguyen", "lena-bird"];
        // Asking for a translation shows who may read a text, because a reader is refused without
        // it.
        for who in readers {
            for text in [effort.text.text_id, said] {
                assert!(ask_for_spanish(&database, who, text).await, "{who}");
            }
        }
        assert_eq!(count_requested(&database).await, 2);
        set_withdrawn(&database, "ben-ortiz", effort.id, true).await.unwrap();
        set_withdrawn(&database, "lena-bird", words, true).await.unwrap();
        // The file that brought the effort does not show its words again.
        database.import_files(&[DEMO_FILES[2]]).await;
        for who in readers {
            let reads = ask_for_spanish(&database, who, effort.text.text_id).await;
            assert_eq!(reads, who == "ben-ortiz", "{who}: the effort");
            let reads = ask_for_spanish(&database, who, said).await;
            assert_eq!(reads, who == "lena-bird", "{who}: the words");
        }
        assert_eq!(count_requested(&database).await, 0, "also what its worker asked for");
        set_withdrawn(&database, "ben-ortiz", effort.id, false).await.unwrap();
        set_withdrawn(&database, "lena-bird", words, false).await.unwrap();
        assert_eq!(count_requested(&database).await, 2);
        assert_eq!(carter_panel(&database, "tasha-carter").await.entries.len(), 4);
    }
}
