//! The ninety-day plan: agreed with page by page, kept as copies, and read by others only as far as
//! each part is released now.
#![allow(clippy::unwrap_used)]

use crate::support::transition_plan::write_answer;
use crate::support::{TestDatabase, on_each_engine};
use jiff::civil::date;
use model::transition::agreed_plan::{PlanLine, ProxyWish, RightsProgress};
use model::transition::rights::{SignatureInput, YouthRight};
use model::transition::{Release, TransitionPart};
use store::Error;
use store::transition::ninety_day::{NinetyDayPlan, PageStanding, read_own_plan};
use store::transition::ninety_day_changes::{
    agree_with_page, keep_copy, save_proxy_wish, take_agreement_back,
};
use store::transition::ninety_day_copies::{
    PlanCopy, read_own_copy, read_released_copy, read_released_wish,
};
use store::transition::release::{load_release, set_release};
use store::transition::rights::{set_understood, sign_rights};
use store::transition::{own_transition, read_released};

const JAY: &str = "jay-riley";

/// Jay writes where they are in an area; `revision` is 0 for the first words.
async fn write(database: &TestDatabase, part: TransitionPart, body: &str, revision: i32) {
    let mut tx = database.begin_as(JAY).await;
    write_answer(database, &mut tx, (part, revision), body).await;
    tx.commit().await.unwrap();
}

async fn plan(database: &TestDatabase) -> NinetyDayPlan {
    let mut tx = database.begin_as(JAY).await;
    read_own_plan(&mut tx).await.unwrap()
}

async fn standing(database: &TestDatabase, part: TransitionPart) -> PageStanding {
    plan(database).await.page(part).unwrap().standing()
}

async fn agree(
    database: &TestDatabase,
    who: &str,
    part: TransitionPart,
    digest: &str,
) -> Result<(), Error> {
    let mut tx = database.begin_as(who).await;
    agree_with_page(&mut tx, part, digest).await?;
    tx.commit().await
}

async fn agree_with_all(database: &TestDatabase) {
    let pages = plan(database).await.pages;
    for one in pages.into_iter().filter(|one| one.has_content()) {
        // With the digest that was read, as the button of the page does.
        agree(database, JAY, one.page.part, &one.digest)
            .await
            .unwrap();
    }
}

async fn take_back(database: &TestDatabase, part: TransitionPart) -> Result<(), Error> {
    let mut tx = database.begin_as(JAY).await;
    take_agreement_back(&mut tx, part).await?;
    tx.commit().await
}

async fn keep(database: &TestDatabase, digest: &str) -> Result<(), Error> {
    let form = database.clock.new_id();
    let mut tx = database.begin_as(JAY).await;
    keep_copy(&mut tx, form, digest).await?;
    tx.commit().await
}

async fn release(database: &TestDatabase, part: TransitionPart, release: Release) {
    let form = database.clock.new_id();
    let mut tx = database.begin_as(JAY).await;
    let own = own_transition(&mut tx).await.unwrap();
    // The revision is read here, so that each test can release a part several times.
    let current = load_release(&mut tx, &own, part).await.unwrap();
    set_release(&mut tx, form, part, release, &[], current.revision)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

fn parts_of(copy: Option<PlanCopy>) -> Vec<TransitionPart> {
    // The page of the rights is its owner's alone, whatever is released.
    assert!(copy.as_ref().is_none_or(|copy| copy.rights.is_none()));
    let pages = copy.map(|copy| copy.pages).unwrap_or_default();
    pages.into_iter().map(|one| one.page.part).collect()
}

/// Jay says that they understood one of their rights, and that they got the list.
async fn sign_list(database: &TestDatabase) {
    let input = SignatureInput {
        signed_on: date(2026, 11, 20),
        talked_with: None,
    };
    let form = database.clock.new_id();
    let mut tx = database.begin_as(JAY).await;
    set_understood(&mut tx, YouthRight::Safety, true)
        .await
        .unwrap();
    sign_rights(&mut tx, form, &input).await.unwrap();
    tx.commit().await.unwrap();
}

/// The pages of the copy that an adult reads, and the wish about health care.
async fn adult_reads(
    database: &TestDatabase,
    who: &str,
) -> (Vec<TransitionPart>, Option<ProxyWish>) {
    let (family, jay) = (
        database.family_id("riley").await,
        database.person_id(JAY).await,
    );
    let mut tx = database.begin_as(who).await;
    match read_released(&mut tx, family, jay).await {
        Ok(released) => (
            parts_of(read_released_copy(&mut tx, &released).await.unwrap()),
            read_released_wish(&mut tx, &released).await.unwrap(),
        ),
        // An adult to whom nothing is released does not learn that there is a plan.
        Err(Error::NotFound) => (Vec::new(), None),
        Err(error) => panic!("{who}: {error}"),
    }
}

async fn own_copy(database: &TestDatabase, number: i32) -> Result<PlanCopy, Error> {
    let mut tx = database.begin_as(JAY).await;
    let own = own_transition(&mut tx).await.unwrap();
    read_own_copy(&mut tx, &own, number).await
}

/// The words about work in a copy.
fn work_words(copy: &PlanCopy) -> Vec<String> {
    let is_work = |part: TransitionPart| part == TransitionPart::Work;
    let work = copy.pages.iter().find(|one| is_work(one.page.part));
    let lines = work.unwrap().page.lines.iter();
    lines
        .filter_map(|line| match line {
            PlanLine::Answer { words, .. } => Some(words.clone()),
            _ => None,
        })
        .collect()
}

on_each_engine! {
    async fn a_page_is_agreed_with_as_it_was_and_asks_again_after_a_change(
        database: TestDatabase
    ) {
        let work = TransitionPart::Work;
        write(&database, work, "I work at the bakery", 0).await;
        assert_eq!(standing(&database, work).await, PageStanding::Open);
        let read = plan(&database).await.page(work).unwrap().digest.clone();
        // The second one is the same form again, and is no second agreement.
        for _ in 0..2 {
            agree(&database, JAY, work, &read).await.unwrap();
        }
        assert_eq!(standing(&database, work).await, PageStanding::Agreed);
        // The other pages are not agreed with yet.
        let refused = keep(&database, &plan(&database).await.digest()).await;
        assert!(
            matches!(refused, Err(Error::Invalid("transition-ninety-open"))),
            "{refused:?}"
        );
        write(&database, work, "I look for work", 1).await;
        assert_eq!(standing(&database, work).await, PageStanding::Changed);
        // There is nothing to agree with on an empty page, and it keeps no one from keeping the
        // plan.
        let money = plan(&database).await.page(TransitionPart::Money).unwrap().clone();
        assert!(!money.has_content());
        let refused = agree(&database, JAY, TransitionPart::Money, &money.digest).await;
        assert!(
            matches!(refused, Err(Error::Invalid("transition-ninety-nothing"))),
            "{refused:?}"
        );
        // The form of a page that was read before the change.
        let stale = agree(&database, JAY, work, &read).await;
        assert!(matches!(stale, Err(Error::Conflict)), "{stale:?}");
        take_back(&database, work).await.unwrap();
        assert_eq!(standing(&database, work).await, PageStanding::Open);
        // The worker, the caregiver and a parent of another family: no adult agrees in the place of
        // the owner.
        for who in ["grace-hall", "denise-riley", "tasha-carter"] {
            let refused = agree(&database, who, work, &read).await;
            assert!(matches!(refused, Err(Error::NotFound)), "{who} {refused:?}");
        }
    }
}

on_each_engine! {
    async fn a_copy_is_its_owners_for_good_and_others_read_what_is_released_now(
        database: TestDatabase
    ) {
        write(&database, TransitionPart::Work, "I work at the bakery", 0).await;
        write(&database, TransitionPart::Money, "I save ten dollars", 0).await;
        let mut tx = database.begin_as(JAY).await;
        save_proxy_wish(&mut tx, ProxyWish::TalkFirst).await.unwrap();
        tx.commit().await.unwrap();
        sign_list(&database).await;
        agree_with_all(&database).await;
        let digest = plan(&database).await.digest();
        // Kept twice without a change, it stays one copy.
        for _ in 0..2 {
            keep(&database, &digest).await.unwrap();
        }
        assert_eq!(plan(&database).await.copies.len(), 1);
        // Of a plan that is kept: the copy says that it was agreed with.
        let refused = take_back(&database, TransitionPart::Work).await;
        assert!(
            matches!(refused, Err(Error::Invalid("transition-ninety-settled"))),
            "{refused:?}"
        );
        let required: Vec<TransitionPart> = TransitionPart::ALL
            .iter()
            .copied()
            .filter(|part| part.is_required())
            .collect();
        let by_law = (required.clone(), Some(ProxyWish::TalkFirst));
        assert_eq!(adult_reads(&database, "grace-hall").await, by_law);
        // The caregiver reads no required part: only the roles that the law has work on the plan
        // do.
        assert_eq!(adult_reads(&database, "denise-riley").await, (Vec::new(), None));
        // The page of the people is the owner's alone, whatever is released.
        release(&database, TransitionPart::People, Release::Team).await;
        release(&database, TransitionPart::Money, Release::Team).await;
        assert!(adult_reads(&database, "grace-hall").await.0.contains(&TransitionPart::Money));
        let money = (vec![TransitionPart::Money], None);
        assert_eq!(adult_reads(&database, "denise-riley").await, money);
        release(&database, TransitionPart::Money, Release::Private).await;
        assert_eq!(adult_reads(&database, "grace-hall").await, by_law);
        assert_eq!(adult_reads(&database, "denise-riley").await, (Vec::new(), None));
        let first = own_copy(&database, 1).await.unwrap();
        let rights = RightsProgress {
            signed_on: Some(date(2026, 11, 20)),
            understood: 1,
            all: YouthRight::ALL.len(),
        };
        assert_eq!(first.rights, Some(rights));
        let has = |part| first.pages.iter().any(|one| one.page.part == part);
        assert!(has(TransitionPart::Money) && has(TransitionPart::People));
        // A later change makes a new copy, and the first one stays as it was.
        let mut tx = database.begin_as(JAY).await;
        set_understood(&mut tx, YouthRight::Health, true).await.unwrap();
        tx.commit().await.unwrap();
        // The list of rights alone makes no other plan.
        assert!(plan(&database).await.kept_copy().is_some());
        write(&database, TransitionPart::Work, "I look for work", 1).await;
        agree_with_all(&database).await;
        keep(&database, &plan(&database).await.digest()).await.unwrap();
        assert_eq!(own_copy(&database, 1).await.unwrap(), first);
        assert_eq!(work_words(&first), ["I work at the bakery"]);
        let second = own_copy(&database, 2).await.unwrap();
        assert_eq!(work_words(&second), ["I look for work"]);
        assert_eq!(second.rights.map(|rights| rights.understood), Some(2));
        assert!(matches!(own_copy(&database, 3).await, Err(Error::NotFound)));
    }
}
