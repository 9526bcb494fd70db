//! The areas of a transition plan: read by those to whom a part is released, never lost, and in the
//! order in which they were typed.
#![allow(clippy::unwrap_used)]

use crate::support::{TestDatabase, on_each_engine};
use jiff::SignedDuration;
use model::id::{FormId, TransitionStepId};
use model::transition::area::{AnswerWords, AreaQuestion, StepForm, StepInput};
use model::transition::{Release, TransitionPart};
use store::Error;
use store::plan::working_copy::SaveOutcome;
use store::transition::area_answers::{self, OwnAnswer};
use store::transition::area_drafts::{self, DraftOutcome, DraftRequest};
use store::transition::area_form::AnswerForm;
use store::transition::area_steps;
use store::transition::areas::{Area, read_areas, read_released_areas};
use store::transition::note::save_note;
use store::transition::release::set_release;
use store::transition::{own_transition, read_released};

const JAY: &str = "jay-riley";

/// The form of the first question of an area, without a draft.
fn form_of(part: TransitionPart, form: FormId, revision: i32) -> AnswerForm {
    AnswerForm {
        form,
        part,
        question: AreaQuestion::Now,
        revision,
        sequence: 0,
        draft: None,
    }
}

async fn save(
    database: &TestDatabase,
    who: &str,
    form: &AnswerForm,
    body: &str,
) -> Result<SaveOutcome<()>, Error> {
    let words = AnswerWords::parse(body, "en").unwrap();
    let mut tx = database.begin_as(who).await;
    let saved = area_answers::save_answer(&mut tx, form, &words, &[]).await?;
    tx.commit().await?;
    Ok(saved)
}

async fn draft(
    database: &TestDatabase,
    form: &AnswerForm,
    request: DraftRequest,
    body: &str,
) -> Result<DraftOutcome, Error> {
    let words = AnswerWords::parse_draft(body, "en").unwrap();
    let mut tx = database.begin_as(JAY).await;
    let saved = area_drafts::save_draft(&mut tx, form, request, &words).await?;
    tx.commit().await?;
    Ok(saved)
}

async fn own(database: &TestDatabase, part: TransitionPart) -> OwnAnswer {
    let mut tx = database.begin_as(JAY).await;
    let own = own_transition(&mut tx).await.unwrap();
    area_answers::read_own_answer(&mut tx, &own, part, AreaQuestion::Now)
        .await
        .unwrap()
}

/// The words of the drafts of an area, the newest page first.
async fn drafts(database: &TestDatabase, part: TransitionPart) -> Vec<String> {
    let found = own(database, part).await.drafts;
    found.into_iter().map(|draft| draft.body).collect()
}

async fn release(database: &TestDatabase, part: TransitionPart, release: Release, who: &[&str]) {
    let mut readers = Vec::new();
    for key in who {
        readers.push(database.person_id(key).await);
    }
    let mut tx = database.begin_as(JAY).await;
    let own = own_transition(&mut tx).await.unwrap();
    let current = store::transition::release::load_release(&mut tx, &own, part)
        .await
        .unwrap();
    let form = database.clock.new_id();
    set_release(&mut tx, form, part, release, &readers, current.revision)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

/// The areas in which an adult of the Riley family's team reads something.
async fn released(database: &TestDatabase, who: &str) -> Vec<Area> {
    let (family, jay) = (
        database.family_id("riley").await,
        database.person_id(JAY).await,
    );
    let mut tx = database.begin_as(who).await;
    match read_released(&mut tx, family, jay).await {
        Ok(released) => read_released_areas(&mut tx, &released).await.unwrap(),
        Err(Error::NotFound) => Vec::new(),
        Err(error) => panic!("{who}: {error}"),
    }
}

async fn released_parts(database: &TestDatabase, who: &str) -> Vec<TransitionPart> {
    let areas = released(database, who).await;
    areas.into_iter().map(|area| area.part).collect()
}

on_each_engine! {
    async fn an_area_is_read_only_as_far_as_it_is_released(database: TestDatabase) {
        use TransitionPart::{Housing, Money};
        for part in [Housing, Money] {
            let form = form_of(part, database.clock.new_id(), 0);
            let saved = save(&database, JAY, &form, "canary-words").await.unwrap();
            assert_eq!(saved, SaveOutcome::Saved(()));
            let mut tx = database.begin_as(JAY).await;
            save_note(&mut tx, part, ("canary-note", "en"), 0).await.unwrap();
            tx.commit().await.unwrap();
        }
        let typed = form_of(Housing, database.clock.new_id(), 1);
        draft(&database, &typed, DraftRequest::Autosave, "canary-draft").await.unwrap();
        // The law requires housing, and money is not released yet.
        for reader in ["grace-hall", "lena-bird"] {
            assert_eq!(released_parts(&database, reader).await, [Housing], "{reader}");
        }
        release(&database, Money, Release::Named, &["lena-bird"]).await;
        assert_eq!(released_parts(&database, "lena-bird").await, [Housing, Money]);
        assert_eq!(released_parts(&database, "grace-hall").await, [Housing]);
        release(&database, Money, Release::Team, &[]).await;
        assert_eq!(released_parts(&database, "grace-hall").await, [Housing, Money]);
        // Without the private notes, and without what is typed and not saved.
        let shown = format!("{:?}", released(&database, "grace-hall").await);
        assert!(shown.contains("canary-words"), "{shown}");
        assert!(!shown.contains("canary-note") && !shown.contains("canary-draft"), "{shown}");
        // Taken back: gone with the next read, also for those who pass no gate.
        release(&database, Money, Release::Private, &[]).await;
        assert_eq!(released_parts(&database, "grace-hall").await, [Housing]);
        let jay = database.person_id(JAY).await;
        for stranger in ["dana-fox", "tasha-carter"] {
            let mut tx = database.begin_as(stranger).await;
            let areas = read_areas(&mut tx, jay).await.unwrap();
            assert!(areas.iter().all(Area::is_empty), "{stranger}");
            // SQLite has one writer at a time.
            drop(tx);
            let form = form_of(Housing, database.clock.new_id(), 0);
            let refused = save(&database, stranger, &form, "x").await;
            assert!(matches!(refused, Err(Error::NotFound)), "{stranger}");
        }
        // The owner reads and writes on after the membership has ended.
        database.end_membership(JAY).await;
        let form = form_of(Money, database.clock.new_id(), 1);
        save(&database, JAY, &form, "canary-later").await.unwrap();
        assert_eq!(own(&database, Money).await.current().unwrap().body, "canary-later");
    }
}

on_each_engine! {
    async fn two_pages_with_one_answer_end_with_both_texts(database: TestDatabase) {
        let part = TransitionPart::Work;
        let [one, other] = [0, 0].map(|revision| form_of(part, database.clock.new_id(), revision));
        // The button is pressed twice.
        for _ in 0..2 {
            let saved = save(&database, JAY, &one, "canary-one").await.unwrap();
            assert_eq!(saved, SaveOutcome::Saved(()));
        }
        let late = save(&database, JAY, &other, "canary-other").await.unwrap();
        assert_eq!(late, SaveOutcome::Stale);
        assert_eq!(own(&database, part).await.current().unwrap().body, "canary-one");
        // The page then shows both, and saves against the revision that it shows.
        let seen = AnswerForm { revision: 1, ..other };
        let saved = save(&database, JAY, &seen, "canary-other").await.unwrap();
        assert_eq!(saved, SaveOutcome::Saved(()));
        let answer = own(&database, part).await;
        assert_eq!(answer.current().unwrap().body, "canary-other");
        let earlier: Vec<&str> = answer.earlier().map(|one| one.body.as_str()).collect();
        assert_eq!(earlier, ["canary-one"]);
    }
}

on_each_engine! {
    async fn an_older_request_never_replaces_a_newer_one(database: TestDatabase) {
        let part = TransitionPart::Health;
        let form = form_of(part, database.clock.new_id(), 0);
        let numbered = |sequence| AnswerForm { sequence, ..form };
        let autosave = async |sequence: i32, body: &str| {
            draft(&database, &numbered(sequence), DraftRequest::Autosave, body).await.unwrap()
        };
        assert_eq!(autosave(2, "canary-two").await, DraftOutcome::Saved);
        // The first request comes late, and one is repeated after a dropped line.
        assert_eq!(autosave(1, "canary").await, DraftOutcome::Late);
        assert_eq!(autosave(2, "canary-two").await, DraftOutcome::Late);
        assert_eq!(drafts(&database, part).await, ["canary-two"]);
        // A button is newer than every request of the script.
        let outcome = draft(&database, &numbered(0), DraftRequest::Button, "canary-skip").await;
        assert_eq!(outcome.unwrap(), DraftOutcome::Saved);
        assert_eq!(drafts(&database, part).await, ["canary-skip"]);
        save(&database, JAY, &numbered(9), "canary-saved").await.unwrap();
        assert_eq!(drafts(&database, part).await, Vec::<String>::new());
        // What was under way when the form was sent does not come back as unsaved words.
        assert_eq!(autosave(8, "canary-eight").await, DraftOutcome::Late);
        assert_eq!(drafts(&database, part).await, Vec::<String>::new());
    }
}

on_each_engine! {
    async fn what_is_typed_on_two_pages_stays_until_each_is_saved(database: TestDatabase) {
        let part = TransitionPart::Education;
        let first = AnswerForm { sequence: 1, ..form_of(part, database.clock.new_id(), 0) };
        draft(&database, &first, DraftRequest::Autosave, "canary-first").await.unwrap();
        // A second device opens the page, which is filled with that draft, and takes it over.
        database.clock.advance(SignedDuration::from_secs(1));
        let second = AnswerForm {
            sequence: 1,
            draft: Some((first.form, 1)),
            ..form_of(part, database.clock.new_id(), 0)
        };
        draft(&database, &second, DraftRequest::Autosave, "canary-first and more").await.unwrap();
        assert_eq!(drafts(&database, part).await, ["canary-first and more"]);
        // The first one is still open, and goes on.
        let on = AnswerForm { sequence: 2, ..first };
        draft(&database, &on, DraftRequest::Autosave, "canary-else").await.unwrap();
        assert_eq!(drafts(&database, part).await, ["canary-first and more", "canary-else"]);
        save(&database, JAY, &AnswerForm { sequence: 2, ..second }, "canary-first and more")
            .await
            .unwrap();
        assert_eq!(drafts(&database, part).await, ["canary-else"]);
        // A form id is one question.
        let moved = AnswerForm { question: AreaQuestion::Goal, sequence: 9, ..on };
        let refused = draft(&database, &moved, DraftRequest::Autosave, "x").await;
        assert!(matches!(refused, Err(Error::Conflict)));
    }
}

fn step(words: &str, helper: &str) -> StepInput {
    let form = StepForm {
        words,
        helper,
        due: "2026-12-18",
        ..StepForm::default()
    };
    StepInput::parse(&form, "en").unwrap()
}

on_each_engine! {
    async fn a_step_is_kept_as_it_was_and_leaves_with_its_owner(database: TestDatabase) {
        let part = TransitionPart::Work;
        let id: TransitionStepId = database.clock.new_id();
        let grace = database.person_id("grace-hall").await;
        let mut tx = database.begin_as(JAY).await;
        // The button is pressed twice. The name is that of the worker, in other letters.
        for _ in 0..2 {
            area_steps::add_step(&mut tx, id, part, &step("canary-step", "GRACE hall"))
                .await
                .unwrap();
        }
        let other = area_steps::add_step(&mut tx, id, part, &step("x", "")).await;
        assert!(matches!(other, Err(Error::Conflict)));
        let new = step("canary-new", "Aunt May");
        let changed = area_steps::save_step(&mut tx, (id, 1), part, &new).await;
        assert_eq!(changed.unwrap(), SaveOutcome::Saved(()));
        let late = area_steps::save_step(&mut tx, (id, 1), part, &step("canary-late", "")).await;
        assert_eq!(late.unwrap(), SaveOutcome::Stale);
        area_steps::set_step_done(&mut tx, id, part, true).await.unwrap();
        // A step of another area is absent.
        let elsewhere = area_steps::set_step_done(&mut tx, id, TransitionPart::Money, true).await;
        assert!(matches!(elsewhere, Err(Error::NotFound)));
        tx.commit().await.unwrap();
        let areas = released(&database, "grace-hall").await;
        let shown = &areas[0].steps[0];
        assert_eq!((shown.body.as_str(), shown.is_done), ("canary-new", true));
        assert_eq!((shown.helper_name.as_deref(), shown.helper_id), (Some("Aunt May"), None));
        let kept = "SELECT count(*) FROM transition_step_revision WHERE body = 'canary-step'";
        assert_eq!(database.query_number(kept).await, 1);
        // Only its owner changes it, and one that is taken out is gone.
        let mut tx = database.begin_as("grace-hall").await;
        let refused = area_steps::set_step_removed(&mut tx, id, part, true).await;
        assert!(matches!(refused, Err(Error::NotFound)));
        drop(tx);
        for (removed, count) in [(true, 0), (false, 1)] {
            let mut tx = database.begin_as(JAY).await;
            area_steps::set_step_removed(&mut tx, id, part, removed).await.unwrap();
            tx.commit().await.unwrap();
            assert_eq!(released(&database, "grace-hall").await.len(), count);
        }
        // The name of a person on the team is known as theirs.
        database.clock.advance(SignedDuration::from_secs(1));
        let mut tx = database.begin_as(JAY).await;
        let fresh: TransitionStepId = database.clock.new_id();
        let named = step("canary-two", "grace hall");
        area_steps::add_step(&mut tx, fresh, part, &named).await.unwrap();
        let jay = database.person_id(JAY).await;
        let areas = read_areas(&mut tx, jay).await.unwrap();
        let steps = areas.iter().flat_map(|area| &area.steps);
        let helpers: Vec<_> = steps.map(|step| step.helper_id).collect();
        assert_eq!(helpers, [None, Some(grace)]);
    }
}
