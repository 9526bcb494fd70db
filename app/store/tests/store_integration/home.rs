//! Today: what a family sees of its people and replies, and what staff see of all their families.
#![allow(clippy::unwrap_used)]

use crate::luna_plan::find_luna_item;
use crate::plan_replies::{add_reply, answer_reply, find_step};
use crate::support::{TestDatabase, on_each_engine};
use crate::translations::{
    SPANISH, maria_requests_reply, reply_in_english, request_in, waiting_texts,
};
use jiff::SignedDuration;
use jiff::civil::date;
use model::calendar::EventKind;
use model::messages::{ContactKind, MessageDestination};
use model::plan::PlanItemKind;
use model::plan::reply::Sharing::Private;
use model::plan::reply::{PlanSection, ReplyTarget};
use store::home::duties::{self, Duty, DutySubject};
use store::home::mentees::{self, Mentee};
use store::home::{self, FamilyHome};
use store::messages::staff;
use store::translations;

async fn list_duties(database: &TestDatabase, who: &str) -> Vec<Duty> {
    let mut tx = database.begin_as(who).await;
    duties::list_duties(&mut tx, "en").await.unwrap()
}

async fn list_mentees(database: &TestDatabase, who: &str) -> Vec<Mentee> {
    let mut tx = database.begin_as(who).await;
    mentees::list_mentees(&mut tx).await.unwrap()
}

async fn read_luna_home(database: &TestDatabase, who: &str, language: &str) -> FamilyHome {
    let mut tx = database.begin_as(who).await;
    home::read_home(&mut tx, database.family_id("luna").await, language)
        .await
        .unwrap()
}

/// The duties as short texts: the kind, the person or event, and the day.
fn describe(duties: &[Duty]) -> Vec<String> {
    duties
        .iter()
        .map(|duty| {
            let person = duty.person.as_deref().unwrap_or("-");
            let day = duty.day.strftime("%m-%d");
            match duty.subject {
                DutySubject::Answer(_) => format!("answer {person} {day}"),
                DutySubject::TeamAnswer(_) => format!("team {person} {day}"),
                DutySubject::Promise(_) => format!("promise {person} {day}"),
                DutySubject::Notes(_, kind) => format!("notes of {} {day}", kind.slug()),
                DutySubject::MakeUp(_) => format!("make-up {day}"),
                DutySubject::Clock(kind) => format!("{} {day}", kind.slug()),
                DutySubject::Translation(_) => format!("{} texts {person} {day}", duty.texts),
                DutySubject::NewTime(_, kind, _) => {
                    format!("{} new time {person} {day}", kind.slug())
                }
                DutySubject::Need(_, kind, _, _) => format!("need {person} {} {day}", kind.slug()),
                DutySubject::Event(_, kind, _) => format!("{} {day}", kind.slug()),
                DutySubject::LateDocuments(_) => format!("documents {person} {day}"),
                DutySubject::RightQuestion(_) => format!("right {person} {day}"),
            }
        })
        .collect()
}

on_each_engine! {
    async fn a_worker_sees_what_is_due_in_their_own_families_only(database: TestDatabase) {
        let needs = ReplyTarget::Section(PlanSection::Needs);
        let reply = add_reply(
            &database,
            "maria-luna",
            "luna",
            needs,
            "disagree",
            "canary",
            Private,
        )
        .await
        .unwrap();
        let dana = list_duties(&database, "dana-fox").await;
        // Promises of December and later events are not due this week.
        assert_eq!(
            describe(&dana),
            [
                "promise Dana Fox 11-19",
                "promise Dana Fox 11-20",
                "meeting 11-25",
                "appointment 11-26",
                "answer María Luna 11-30",
            ]
        );
        let answer = dana.last().unwrap();
        assert_eq!(
            (answer.family_id, answer.subject),
            (database.family_id("luna").await, DutySubject::Answer(reply))
        );
        let DutySubject::Event(_, kind, starts) = dana[2].subject else {
            panic!("{:?}", dana[2]);
        };
        assert_eq!(
            (kind, starts),
            (EventKind::Meeting, date(2026, 11, 25).at(16, 0, 0, 0))
        );
        // Each parent's family time, and the promise of the other family.
        assert_eq!(
            describe(&list_duties(&database, "ben-ortiz").await),
            [
                "promise Ben Ortiz 11-18",
                "family_time 11-25",
                "family_time 11-28"
            ]
        );
        // Every role that owes the family nothing by its role. A supervisor has a test of their
        // own.
        for other in [
            "maria-luna",
            "luis-luna",
            "rosa-jimenez",
            "elena-ruiz",
            "alma-brooks",
            "lena-bird",
        ] {
            assert!(list_duties(&database, other).await.is_empty(), "{other}");
        }
        answer_reply(
            &database,
            "dana-fox",
            "luna",
            reply,
            "kept",
            "We spoke about it.",
        )
        .await
        .unwrap();
        assert!(
            !describe(&list_duties(&database, "dana-fox").await)
                .iter()
                .any(|duty| duty.starts_with("answer"))
        );
        // What is due stays due, and is the next worker's.
        database.end_membership("dana-fox").await;
        assert!(list_duties(&database, "dana-fox").await.is_empty());
    }
}

/// The duties to translate into Spanish.
async fn wanted_in_spanish(database: &TestDatabase, who: &str) -> Vec<String> {
    let mut duties = list_duties(database, who).await;
    duties.retain(|duty| duty.language.as_deref() == Some("es"));
    describe(&duties)
}

on_each_engine! {
    async fn a_worker_sees_who_waits_for_translations_and_until_when(database: TestDatabase) {
        maria_requests_reply(&database).await;
        assert_eq!(
            wanted_in_spanish(&database, "dana-fox").await,
            ["1 texts María Luna 11-30"]
        );
        // All texts of a person in a language are one duty, which is due when the first one is.
        // A day later, so that the two requests have different days.
        database.clock.advance(SignedDuration::from_hours(24));
        let (item, _) = find_luna_item(&database, PlanItemKind::Strength, "Grandma Elena").await;
        let second = reply_in_english(&database, "luis-luna", item).await;
        request_in(&database, "maria-luna", second, "es").await;
        assert_eq!(
            wanted_in_spanish(&database, "dana-fox").await,
            ["2 texts María Luna 11-30"]
        );
        // A supervisor may not write them, not even when they are late.
        database.clock.advance(SignedDuration::from_hours(8 * 24));
        for other in ["pat-nguyen", "kou-lee", "maria-luna", "elena-ruiz"] {
            assert!(
                wanted_in_spanish(&database, other).await.is_empty(),
                "{other}"
            );
        }
        let luna = database.family_id("luna").await;
        for one in waiting_texts(&database).await {
            let mut tx = database.begin_as("dana-fox").await;
            translations::translate_requested_text(&mut tx, luna, one.id, SPANISH)
                .await
                .unwrap();
            tx.commit().await.unwrap();
        }
        assert!(wanted_in_spanish(&database, "dana-fox").await.is_empty());
    }
}

on_each_engine! {
    async fn a_supervisor_sees_only_what_is_late(database: TestDatabase) {
        let needs = ReplyTarget::Section(PlanSection::Needs);
        add_reply(
            &database,
            "maria-luna",
            "luna",
            needs,
            "disagree",
            "canary",
            Private,
        )
        .await
        .unwrap();
        assert_eq!(
            describe(&list_duties(&database, "pat-nguyen").await),
            [
                "promise Ben Ortiz 11-18",
                "promise Dana Fox 11-19",
                "promise Dana Fox 11-20",
            ]
        );
        // One day after the answer was due.
        database.clock.advance(SignedDuration::from_hours(8 * 24));
        let late = describe(&list_duties(&database, "pat-nguyen").await);
        assert!(
            late.contains(&"answer María Luna 11-30".to_owned()),
            "{late:?}"
        );
        assert!(!late.iter().any(|duty| duty.contains("12-02")), "{late:?}");
    }
}

on_each_engine! {
    async fn duties_exclude_items_hidden_from_the_worker(database: TestDatabase) {
        // Dana is excluded by name from the event, and from everything with the audience of the
        // promise.
        // Exclusions by name and not another audience: a duty must follow the condition on the row
        // and not the role.
        for sql in [
            "INSERT INTO audience_entry (audience_id, role, person_id, denied) SELECT \
            v.audience_id, NULL, p.id, TRUE FROM event v JOIN family f ON f.id = v.family_id, \
            person p WHERE f.key = 'luna' AND v.key = 'd1' AND p.key = 'dana-fox'",
            "INSERT INTO audience_entry (audience_id, role, person_id, denied) SELECT \
            i.audience_id, NULL, p.id, TRUE FROM plan_item i JOIN family f ON f.id = i.family_id, \
            person p WHERE f.key = 'haddad' AND i.key = 'ag1-a' AND p.key = 'dana-fox'",
        ] {
            assert_eq!(database.execute_sql(sql).await.unwrap(), 1);
        }
        assert_eq!(
            describe(&list_duties(&database, "dana-fox").await),
            ["promise Dana Fox 11-19", "appointment 11-26"]
        );
    }
}

on_each_engine! {
    async fn a_reply_says_what_it_is_about_and_is_not_shown_to_the_other_parent(
        database: TestDatabase,
    ) {
        let clinic = find_step(&database, "maria-luna", "luna", "clinic").await;
        let about = [
            (ReplyTarget::Item(clinic), "need_help", ""),
            (ReplyTarget::Plan, "propose_step", "Una clase cerca de casa"),
            (ReplyTarget::Section(PlanSection::Needs), "disagree", ""),
        ];
        for (target, kind, words) in about {
            add_reply(
                &database,
                "maria-luna",
                "luna",
                target,
                kind,
                words,
                Private,
            )
            .await
            .unwrap();
        }
        // The author and the worker who answers read the same rows.
        for who in ["maria-luna", "dana-fox"] {
            let waiting = read_luna_home(&database, who, "es").await.pending_replies;
            assert_eq!(waiting.len(), 3, "{who}");
            let subjects: Vec<_> = waiting.iter().map(|one| one.subject("es")).collect();
            let is_there = |words: &str| {
                subjects
                    .iter()
                    .flatten()
                    .any(|(body, _)| body.contains(words))
            };
            // The step's words in her language, and her own.
            assert!(
                is_there("Llamar a la clínica") && is_there("Una clase"),
                "{subjects:?}"
            );
            let section = waiting.iter().find(|one| one.section.is_some()).unwrap();
            assert_eq!(
                section.subject("es"),
                None,
                "nothing was written: its title is shown"
            );
        }
        let in_english = read_luna_home(&database, "maria-luna", "en").await;
        assert!(in_english.pending_replies.iter().any(|one| {
            one.subject("en")
                .is_some_and(|(_, language)| language == "en")
        }));
        for other in ["luis-luna", "rosa-jimenez"] {
            assert!(
                read_luna_home(&database, other, "es")
                    .await
                    .pending_replies
                    .is_empty(),
                "{other}"
            );
        }
    }
}

on_each_engine! {
    async fn a_parent_sees_their_people_and_not_the_other_parents_mentor(database: TestDatabase) {
        let names = async |who: &str| -> Vec<String> {
            let home = read_luna_home(&database, who, "es").await;
            home.people
                .iter()
                .map(|person| person.first_name())
                .collect()
        };
        let hers = names("maria-luna").await;
        assert!(
            hers.contains(&"Rosa".to_owned()) && hers.contains(&"Dana".to_owned()),
            "{hers:?}"
        );
        assert!(
            !hers.contains(&"Luis".to_owned()),
            "no channel to the other parent"
        );
        let his = names("luis-luna").await;
        assert!(
            his.contains(&"Dana".to_owned()) && !his.contains(&"Rosa".to_owned()),
            "{his:?}"
        );
        assert!(
            names("dana-fox").await.is_empty(),
            "staff have a page for all of their families"
        );
    }
}

on_each_engine! {
    async fn a_mentor_sees_the_parents_whom_they_support(database: TestDatabase) {
        let before = list_mentees(&database, "rosa-jimenez").await;
        let [maria] = before.as_slice() else {
            panic!("{before:?}");
        };
        assert_eq!(
            (
                maria.name.as_str(),
                maria.unread,
                maria.last_contact(),
                maria.next_event()
            ),
            (
                "María Luna",
                0,
                None,
                Some(date(2026, 11, 25).at(16, 0, 0, 0))
            )
        );
        let rosa = database.person_id("rosa-jimenez").await;
        database
            .send_message("maria-luna", MessageDestination::Person(rosa), "canary")
            .await
            .unwrap();
        let mut tx = database.begin_as("rosa-jimenez").await;
        let form = database.clock.new_id();
        staff::add_contact(&mut tx, form, maria.person_id, ContactKind::Call)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let now = list_mentees(&database, "rosa-jimenez").await;
        assert_eq!(
            (now[0].unread, now[0].last_contact()),
            (1, Some(date(2026, 11, 23)))
        );
        // Marcus has no mentor, and his family time is not Tasha's.
        let junes = list_mentees(&database, "june-bell").await;
        assert_eq!(
            (junes.len(), junes[0].name.as_str(), junes[0].next_event()),
            (1, "Tasha Carter", None)
        );
        for other in [
            "dana-fox",
            "pat-nguyen",
            "alma-brooks",
            "luis-luna",
            "maria-luna",
        ] {
            assert!(list_mentees(&database, other).await.is_empty(), "{other}");
        }
        database.end_membership("rosa-jimenez").await;
        assert!(list_mentees(&database, "rosa-jimenez").await.is_empty());
    }
}
