//! What a young person wants for a meeting, and that whom they do not want there never learns of
//! it.
#![allow(clippy::unwrap_used)]

use crate::support::{TestDatabase, on_each_engine};
use jiff::civil::date;
use model::calendar::NewEventWords;
use model::id::{EventId, EventWordsId, ExclusionId, FormId};
use model::team::TeamMemberRef;
use model::transition::say::{ExcludedPerson, NewExclusion, SayWay};
use store::calendar::words;
use store::transition::own_transition;
use store::transition::say::{MeetingWishes, list_meetings, read_wishes};
use store::transition::say_archive::{
    ArchivedWish, list_archived_exclusions, list_archived_wishes,
};
use store::transition::say_changes::{add_exclusion, save_say, withdraw_exclusion};
use store::{Error, calendar};

async fn review(database: &TestDatabase) -> EventId {
    let sql = "SELECT v.key, v.id FROM event v JOIN family f ON f.id = v.family_id WHERE f.key = \
        'riley' AND v.kind = 'review'";
    EventId(database.query_keyed_ids(sql).await[0].1)
}

async fn exclude(
    database: &TestDatabase,
    who: &str,
    form: FormId,
    named: ExcludedPerson,
) -> Result<(), Error> {
    let event = review(database).await;
    let new = NewExclusion {
        who: named,
        words: Some("I talk more without them".into()),
        language: "en".into(),
    };
    let mut tx = database.begin_as(who).await;
    add_exclusion(&mut tx, event, form, &new).await?;
    tx.commit().await
}

async fn person(database: &TestDatabase, key: &str) -> ExcludedPerson {
    ExcludedPerson::Member(TeamMemberRef::Person(database.person_id(key).await))
}

/// What this person reads of it on the page of the meeting.
async fn wishes(database: &TestDatabase, who: &str) -> MeetingWishes {
    let (riley, event) = (database.family_id("riley").await, review(database).await);
    let mut tx = database.begin_as(who).await;
    let Ok(found) = calendar::read_event(&mut tx, riley, event, "en").await else {
        return MeetingWishes::default();
    };
    read_wishes(&mut tx, riley, &found.event).await.unwrap()
}

async fn excluded_for(database: &TestDatabase, who: &str) -> Vec<String> {
    let named = wishes(database, who).await.exclusions;
    let mut names: Vec<String> = named.into_iter().map(|one| one.name).collect();
    names.sort_unstable();
    names
}

/// Everyone of the Riley family's team is in the audience of the review, and Kou Lee is a second
/// worker.
async fn with_second_worker(database: &TestDatabase) {
    for sql in [
        "INSERT INTO audience_entry (audience_id, role, person_id, denied) SELECT v.audience_id, r.role, \
            NULL, false FROM event v JOIN family f ON f.id = v.family_id JOIN (SELECT 'supervisor' AS \
            role UNION ALL SELECT 'tribal_representative') r ON 1 = 1 WHERE f.key = 'riley'",
        "UPDATE membership SET family_id = (SELECT id FROM family WHERE key = 'riley'), role = \
            'worker', coordinator = false WHERE id = (SELECT m.id FROM membership m JOIN person p ON \
            p.id = m.person_id WHERE p.key = 'kou-lee' ORDER BY m.id LIMIT 1)",
    ] {
        assert!(database.execute_sql(sql).await.unwrap() > 0);
    }
}

on_each_engine! {
    async fn an_excluded_person_never_reads_the_exclusion(database: TestDatabase) {
        with_second_worker(&database).await;
        let form = database.clock.new_id();
        let grace = person(&database, "grace-hall").await;
        for _ in 0..2 {
            exclude(&database, "jay-riley", form, grace.clone()).await.unwrap();
        }
        let lena = person(&database, "lena-bird").await;
        exclude(&database, "jay-riley", database.clock.new_id(), lena).await.unwrap();
        // The workers, but not the one who is named; about a worker the supervisor, too.
        for (who, expected) in [
            ("kou-lee", vec!["Grace Hall", "Lena Bird"]),
            ("grace-hall", vec!["Lena Bird"]),
            ("pat-nguyen", vec!["Grace Hall"]),
            ("lena-bird", vec![]),
            ("ben-ortiz", vec![]),
        ] {
            assert_eq!(excluded_for(&database, who).await, expected, "{who}");
        }
        // What was taken back is gone for the workers with the next request.
        for _ in 0..2 {
            let mut tx = database.begin_as("jay-riley").await;
            withdraw_exclusion(&mut tx, ExclusionId(form.0)).await.unwrap();
            tx.commit().await.unwrap();
        }
        assert_eq!(excluded_for(&database, "kou-lee").await, ["Lena Bird"]);
        let mut tx = database.begin_as("grace-hall").await;
        let refused = withdraw_exclusion(&mut tx, ExclusionId(form.0)).await;
        assert!(matches!(refused, Err(Error::NotFound)));
    }
}

on_each_engine! {
    async fn an_exclusion_that_its_subject_could_read_is_refused(database: TestDatabase) {
        // Grace Hall is the only worker.
        let grace = person(&database, "grace-hall").await;
        let refused = exclude(&database, "jay-riley", database.clock.new_id(), grace).await;
        assert!(matches!(refused, Err(Error::Invalid("transition-one-worker"))));
        let typed = ExcludedPerson::Named("Ms. Grace Hall".into());
        let refused = exclude(&database, "jay-riley", database.clock.new_id(), typed).await;
        assert!(matches!(refused, Err(Error::Invalid("transition-on-list"))));
        let rick = ExcludedPerson::Named("Rick".into());
        exclude(&database, "jay-riley", database.clock.new_id(), rick.clone()).await.unwrap();
        assert_eq!(excluded_for(&database, "grace-hall").await, ["Rick"]);
        // Only the youth names people, and only of their own family's team.
        for who in ["grace-hall", "lena-bird", "tasha-carter"] {
            let form = database.clock.new_id();
            let refused = exclude(&database, who, form, rick.clone()).await;
            assert!(matches!(refused, Err(Error::NotFound)), "{who}");
        }
        let ben = person(&database, "ben-ortiz").await;
        let refused = exclude(&database, "jay-riley", database.clock.new_id(), ben).await;
        assert!(matches!(refused, Err(Error::Invalid("team-about"))));
    }
}

on_each_engine! {
    async fn a_youth_says_how_they_take_part_and_the_worker_reads_it(database: TestDatabase) {
        let event = review(&database).await;
        for way in [SayWay::Speak, SayWay::Voice] {
            let mut tx = database.begin_as("jay-riley").await;
            save_say(&mut tx, event, way).await.unwrap();
            tx.commit().await.unwrap();
        }
        let says = wishes(&database, "grace-hall").await.says;
        assert_eq!(says.iter().map(|one| one.way).collect::<Vec<_>>(), [SayWay::Voice]);
        assert!(wishes(&database, "pat-nguyen").await.says.is_empty());
        let mut tx = database.begin_as("grace-hall").await;
        let refused = save_say(&mut tx, event, SayWay::Write).await;
        assert!(matches!(refused, Err(Error::NotFound)));
        drop(tx);
        let mut tx = database.begin_as("jay-riley").await;
        let own = own_transition(&mut tx).await.unwrap();
        let meetings = list_meetings(&mut tx, &own, "en").await.unwrap();
        assert_eq!(meetings.len(), 1);
        assert_eq!((meetings[0].event.id, meetings[0].way), (event, Some(SayWay::Voice)));
        drop(tx);
        // Without a team there are no meetings any more.
        database.end_membership("jay-riley").await;
        let mut tx = database.begin_as("jay-riley").await;
        let own = own_transition(&mut tx).await.unwrap();
        assert!(list_meetings(&mut tx, &own, "en").await.unwrap().is_empty());
    }
}

/// What this person keeps of their meetings, and how many people they did not want there.
async fn archived(database: &TestDatabase, who: &str) -> (Vec<ArchivedWish>, Vec<String>) {
    let mut tx = database.begin_as(who).await;
    let wishes = list_archived_wishes(&mut tx).await.unwrap();
    let exclusions = list_archived_exclusions(&mut tx).await.unwrap();
    (wishes, exclusions.into_iter().map(|one| one.name).collect())
}

on_each_engine! {
    async fn the_owner_keeps_their_wishes_when_the_meeting_and_the_membership_are_over(
        database: TestDatabase,
    ) {
        let (riley, event) = (database.family_id("riley").await, review(&database).await);
        let draft = NewEventWords::parse("say", "My own place", "workers", "en").unwrap();
        let id: EventWordsId = database.clock.new_id();
        let mut tx = database.begin_as("jay-riley").await;
        words::save_words(&mut tx, riley, event, (id, None), &draft).await.unwrap();
        save_say(&mut tx, event, SayWay::Voice).await.unwrap();
        tx.commit().await.unwrap();
        let lena = person(&database, "lena-bird").await;
        exclude(&database, "jay-riley", database.clock.new_id(), lena).await.unwrap();
        let taken_back = database.clock.new_id();
        let rick = ExcludedPerson::Named("Rick".into());
        exclude(&database, "jay-riley", taken_back, rick).await.unwrap();
        let mut tx = database.begin_as("jay-riley").await;
        withdraw_exclusion(&mut tx, ExclusionId(taken_back.0)).await.unwrap();
        tx.commit().await.unwrap();
        let (wishes, names) = archived(&database, "jay-riley").await;
        assert_eq!((wishes.len(), wishes[0].event_id, names), (1, event, vec!["Lena Bird".into()]));
        assert_eq!(wishes[0].day.map(|day| day.to_jiff()), Some(date(2026, 12, 1)));
        assert_eq!(archived(&database, "grace-hall").await, (vec![], vec![]));
        // Someone who has left does not learn of another day, nor of another name.
        database.end_membership("jay-riley").await;
        let (wishes, names) = archived(&database, "jay-riley").await;
        assert_eq!((wishes[0].day, wishes[0].way), (None, Some(SayWay::Voice)));
        assert_eq!(wishes[0].words.as_deref(), Some("My own place"));
        assert_eq!(names, [""]);
        let sql = "UPDATE event SET starts = '2026-11-10T15:30:00' WHERE kind = 'review' AND \
            family_id = (SELECT id FROM family WHERE key = 'riley')";
        assert_eq!(database.execute_sql(sql).await.unwrap(), 1);
        let (wishes, _) = archived(&database, "jay-riley").await;
        assert_eq!(wishes[0].day.map(|day| day.to_jiff()), Some(date(2026, 11, 10)));
    }
}
