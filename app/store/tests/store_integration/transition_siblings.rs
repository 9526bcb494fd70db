//! Two young people of one family: what one writes is the other's to neither read nor change,
//! whatever is released to the team. The demo has one young person with a plan, so the tests add
//! the second one.
#![allow(clippy::unwrap_used)]

use crate::attacker::Attacker;
use crate::support::transition_plan::{add_expense, add_paper, ask_adult, keep_plan, write_answer};
use crate::support::{TestDatabase, demo_postgres, on_each_engine, owner_pool};
use jiff::civil::date;
use model::id::{
    BudgetLineId, CommitmentId, FormId, PersonId, RightQuestionId, RightsSignatureId,
    StayRequestId, TransitionStepId, VaultFileId,
};
use model::transition::area::{StepForm, StepInput};
use model::transition::budget::BudgetItem;
use model::transition::document::DocumentInput;
use model::transition::people::CommitmentAdult;
use model::transition::rights::{SignatureInput, YouthRight};
use model::transition::skills::{LifeSkill, SkillState};
use model::transition::stay::{LetterKind, LetterWords, StayRequestInput};
use model::transition::{DocumentKind, Release, TransitionPart};
use store::transition::area_steps::{add_step, set_step_done};
use store::transition::areas::{Area, read_areas};
use store::transition::assessments::list_assessments;
use store::transition::budget::{list_budget, set_line_removed};
use store::transition::credit::list_credit;
use store::transition::documents::save_own_document;
use store::transition::done::{Done, read_done};
use store::transition::ninety_day_copies::read_own_copy;
use store::transition::note::{list_notes, save_note};
use store::transition::people::{list_for_adult, read_commitment};
use store::transition::release::{list_candidates, set_release};
use store::transition::right_questions::{
    ask_about_right, list_questions, save_question_words, set_question_taken_back,
};
use store::transition::rights::{
    list_marks, list_signatures, set_signature_taken_back, set_understood, sign_rights,
};
use store::transition::services_got::list_services;
use store::transition::skills::{list_skills, set_skill};
use store::transition::stay::{
    list_stay_requests, load_letter, note_stay_request, save_letter, set_stay_request_removed,
};
use store::transition::vault;
use store::transition::youths::list_youths;
use store::transition::{own_transition, read_released};
use store::{Error, Tx};

const JAY: &str = "jay-riley";
const SAM: &str = "sam-riley";

/// Jay's twin is on the team.
async fn add_twin(database: &TestDatabase) {
    // With the id of the family, because each engine makes new ids in another way.
    for sql in [
        "INSERT INTO person (id, agency_id, key, name, languages_spoken, languages_read, \
            date_of_birth) SELECT f.id, p.agency_id, 'sam-riley', 'Sam Riley', \
            p.languages_spoken, p.languages_read, p.date_of_birth FROM family f, person p WHERE \
            f.key = 'riley' AND p.key = 'jay-riley'",
        "INSERT INTO membership (id, family_id, person_id, role, since, coordinator) SELECT p.id, \
            f.id, p.id, 'youth', '2026-01-01', FALSE FROM family f, person p WHERE f.key = \
            'riley' AND p.key = 'sam-riley'",
    ] {
        assert_eq!(database.execute_sql(sql).await.unwrap(), 1, "{sql}");
    }
}

/// What Jay has written, by its ids.
struct JaysPlan {
    file: VaultFileId,
    line: BudgetLineId,
    step: TransitionStepId,
    question: RightQuestionId,
    signature: RightsSignatureId,
    request: StayRequestId,
    commitment: CommitmentId,
}

async fn write_area(database: &TestDatabase, tx: &mut Tx) -> TransitionStepId {
    let part = TransitionPart::Money;
    write_answer(database, tx, (part, 0), "I save ten dollars").await;
    let step: TransitionStepId = database.clock.new_id();
    let fields = StepForm {
        words: "Open an account",
        ..StepForm::default()
    };
    let input = StepInput::parse(&fields, "en").unwrap();
    add_step(tx, step, part, &input).await.unwrap();
    save_note(tx, part, ("For me", "en"), 0).await.unwrap();
    step
}

async fn write_rights(database: &TestDatabase, tx: &mut Tx) -> (RightQuestionId, FormId, FormId) {
    let (question, signature, request): (FormId, FormId, FormId) = (
        database.clock.new_id(),
        database.clock.new_id(),
        database.clock.new_id(),
    );
    set_understood(tx, YouthRight::Safety, true).await.unwrap();
    let input = SignatureInput {
        signed_on: date(2026, 11, 20),
        talked_with: None,
    };
    sign_rights(tx, signature, &input).await.unwrap();
    let (question, _) = ask_about_right(tx, question, YouthRight::Health, "en")
        .await
        .unwrap();
    let words = LetterWords {
        english: "Please let me stay.".to_owned(),
        ..LetterWords::default()
    };
    save_letter(tx, LetterKind::Stay, &words, "en", 0)
        .await
        .unwrap();
    let asked = StayRequestInput {
        asked_on: date(2026, 11, 20),
        asked_whom: "Grace".to_owned(),
    };
    note_stay_request(tx, request, LetterKind::Stay, &asked)
        .await
        .unwrap();
    (question, signature, request)
}

async fn write_vault(database: &TestDatabase, tx: &mut Tx) -> VaultFileId {
    let (kind, have) = (
        DocumentKind::BirthRecord,
        DocumentInput::parse("have", "", "").unwrap(),
    );
    save_own_document(tx, kind, 0, &have).await.unwrap();
    add_paper(database, tx, Some(kind), "Birth").await
}

/// Jay writes something of every kind, keeps a copy of the ninety-day plan, and releases every part
/// to the team.
async fn write_plan(database: &TestDatabase) -> JaysPlan {
    let mut tx = database.begin_as(JAY).await;
    let step = write_area(database, &mut tx).await;
    let (question, signature, request) = write_rights(database, &mut tx).await;
    let file = write_vault(database, &mut tx).await;
    let aunt = CommitmentAdult::Member(database.person_id("denise-riley").await);
    let commitment = ask_adult(database, &mut tx, aunt).await;
    let line = add_expense(database, &mut tx, BudgetItem::Rent, None).await;
    set_skill(&mut tx, LifeSkill::Cook, SkillState::Can)
        .await
        .unwrap();
    keep_plan(database, &mut tx).await;
    for part in TransitionPart::ALL {
        let form = database.clock.new_id();
        set_release(&mut tx, form, *part, Release::Team, &[], 0)
            .await
            .unwrap();
    }
    tx.commit().await.unwrap();
    JaysPlan {
        file,
        line,
        step,
        question,
        signature: RightsSignatureId(signature.0),
        request: StayRequestId(request.0),
        commitment,
    }
}

/// The statements themselves, without the gates of the pages, show the twin nothing of `jay`'s.
async fn assert_reads_nothing(tx: &mut Tx, jay: PersonId) {
    let areas = read_areas(tx, jay).await.unwrap();
    assert!(areas.iter().all(Area::is_empty));
    assert!(list_budget(tx, jay).await.unwrap().is_empty());
    assert!(list_skills(tx, jay).await.unwrap().is_empty());
    assert!(list_services(tx, jay).await.unwrap().is_empty());
    assert!(list_credit(tx, jay).await.unwrap().is_empty());
    assert!(list_assessments(tx, jay).await.unwrap().is_empty());
    assert!(list_marks(tx, jay).await.unwrap().is_empty());
    assert!(list_signatures(tx, jay).await.unwrap().is_empty());
    assert!(list_questions(tx, jay).await.unwrap().is_empty());
    let done = read_done(tx, jay, date(2009, 2, 23)).await.unwrap();
    assert_eq!(done, Done::default());
    assert!(list_for_adult(tx).await.unwrap().is_empty());
    // What is read by the owner alone is the twin's own, which is empty.
    let own = own_transition(tx).await.unwrap();
    assert!(own.is_on_team && own.owner != jay);
    assert!(list_notes(tx, &own).await.unwrap().is_empty());
    assert!(vault::list_own_files(tx, &own).await.unwrap().is_empty());
    assert!(list_stay_requests(tx, &own).await.unwrap().is_empty());
    assert_eq!(load_letter(tx, &own, LetterKind::Stay).await.unwrap(), None);
    let copy = read_own_copy(tx, &own, 1).await;
    assert!(matches!(copy, Err(Error::NotFound)), "{copy:?}");
}

/// The ids of what Jay wrote open nothing for the twin.
async fn assert_changes_nothing(tx: &mut Tx, plan: &JaysPlan) {
    let part = TransitionPart::Money;
    let refused = [
        vault::open_own_file(tx, plan.file).await.map(|_| ()),
        vault::set_removed(tx, plan.file, true).await,
        set_line_removed(tx, plan.line, true).await,
        set_step_done(tx, plan.step, part, true).await,
        save_question_words(tx, plan.question, "x", "en")
            .await
            .map(|_| ()),
        set_question_taken_back(tx, plan.question, true)
            .await
            .map(|_| ()),
        set_signature_taken_back(tx, plan.signature, true).await,
        set_stay_request_removed(tx, plan.request, true).await,
        read_commitment(tx, plan.commitment).await.map(|_| ()),
    ];
    for (at, one) in refused.into_iter().enumerate() {
        assert!(matches!(one, Err(Error::NotFound)), "{at}: {one:?}");
    }
}

on_each_engine! {
    async fn a_twin_neither_reads_nor_changes_a_plan_that_is_released_to_the_team(
        database: TestDatabase,
    ) {
        add_twin(&database).await;
        let plan = write_plan(&database).await;
        let riley = database.family_id("riley").await;
        let jay = database.person_id(JAY).await;
        // The adults of the team read all of it, so there is something that could be shown.
        let mut tx = database.begin_as("denise-riley").await;
        let released = read_released(&mut tx, riley, jay).await.unwrap();
        assert_eq!(released.parts, TransitionPart::ALL);
        drop(tx);
        let mut tx = database.begin_as(SAM).await;
        let page = read_released(&mut tx, riley, jay).await;
        assert!(matches!(page, Err(Error::NotFound)), "{page:?}");
        assert!(list_youths(&mut tx, riley).await.unwrap().is_empty());
        assert_reads_nothing(&mut tx, jay).await;
        assert_changes_nothing(&mut tx, &plan).await;
        // The twin has a plan of their own, beside which Jay's stays as it is.
        save_note(&mut tx, TransitionPart::Money, ("Mine", "en"), 0).await.unwrap();
        tx.commit().await.unwrap();
        let sam = database.person_id(SAM).await;
        let mut tx = database.begin_as(JAY).await;
        let own = own_transition(&mut tx).await.unwrap();
        let notes = list_notes(&mut tx, &own).await.unwrap();
        assert_eq!(notes.iter().map(|(_, note)| note.body.as_str()).collect::<Vec<_>>(), ["For me"]);
        // A sibling is no adult to whom a part can be released.
        let candidates = list_candidates(&mut tx, &own).await.unwrap();
        assert!(candidates.iter().all(|one| one.person_id != sam), "{candidates:?}");
        let form = database.clock.new_id();
        let (part, by_name) = (TransitionPart::Money, Release::Named);
        let named = set_release(&mut tx, form, part, by_name, &[sam], 1).await;
        assert!(matches!(named, Err(Error::Invalid("transition-readers"))), "{named:?}");
    }
}

#[tokio::test]
#[ignore = "needs PostgreSQL: run script/test"]
async fn a_twin_selects_no_row_of_a_plan() {
    let database = demo_postgres().await;
    add_twin(&database).await;
    write_plan(&database).await;
    let tables: Vec<String> = sqlx::query_scalar(
        "SELECT c.relname::text FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND \
            c.relkind = 'r' AND c.relname LIKE 'transition%' AND \
            has_table_privilege('alongside_app', c.oid, 'SELECT') ORDER BY 1",
    )
    .fetch_all(owner_pool(&database))
    .await
    .unwrap();
    let mut jay = Attacker::new(&database, JAY).await;
    let mut sam = Attacker::new(&database, SAM).await;
    let mut filled = 0;
    for table in &tables {
        filled += usize::from(jay.count_rows(table).await > 0);
        // The twin has written nothing, so every row would be Jay's.
        assert_eq!(sam.count_rows(table).await, 0, "{table}");
    }
    assert!(filled > 15, "{filled} of {tables:?}");
}
