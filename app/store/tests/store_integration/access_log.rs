//! The access log: complete, immutable, and without the other parent's helpers.
#![allow(clippy::unwrap_used)]

use crate::support;

use crate::luna_plan::find_luna_item;
use crate::plan_replies::add_reply;
use crate::support::{TestDatabase, on_each_engine};
use jiff::SignedDuration;
use jiff::civil::{Date, date};
use model::id::PersonId;
use model::plan::PlanItemKind;
use model::plan::reply::{ReplyTarget, Sharing};
use model::transition::{Release, TransitionPart};
use sqlx::ConnectOptions;
use store::access_log::{AccessLogDays, AccessLogFilter, DailyVisit, RecordPart};
use store::plan::replies;
use store::transition::read_released;
use store::transition::release::set_release;
use store::transition::youths::list_youths;
use store::{Error, access_log, home, plan, translations};

/// The access log of a family as this person sees it.
async fn list_days(
    database: &TestDatabase,
    key: &str,
    family: &str,
    filter: AccessLogFilter,
) -> Result<AccessLogDays, Error> {
    let family = database.family_id(family).await;
    let mut tx = database.begin_as(key).await;
    let log = access_log::list_days(&mut tx, family, filter).await?;
    tx.commit().await?;
    Ok(log)
}

/// The visits of all days as Maria or Tasha or Marcus sees them.
async fn list_visits(database: &TestDatabase, key: &str, family: &str) -> Vec<DailyVisit> {
    let log = list_days(database, key, family, AccessLogFilter::default()).await;
    log.unwrap()
        .days
        .into_iter()
        .flat_map(|day| day.visits)
        .collect()
}

async fn read_plan_as(database: &TestDatabase, key: &str, family: &str) {
    let family = database.family_id(family).await;
    let mut tx = database.begin_as(key).await;
    plan::read_plan(&mut tx, family, "en").await.unwrap();
    tx.commit().await.unwrap();
}

async fn read_home_as(database: &TestDatabase, key: &str, family: &str) {
    let family = database.family_id(family).await;
    let mut tx = database.begin_as(key).await;
    home::read_home(&mut tx, family, "en").await.unwrap();
    tx.commit().await.unwrap();
}

fn dates(log: &AccessLogDays) -> Vec<Date> {
    log.days.iter().map(|day| day.date).collect()
}

on_each_engine! {
    async fn a_workers_read_is_logged_once_and_a_parents_is_not_logged(database: TestDatabase) {
        // The log is of reads by people outside the family; parents who read their own plan are not
        // in it.
        for who in ["dana-fox", "maria-luna", "luis-luna"] {
            read_plan_as(&database, who, "luna").await;
        }
        let visits = list_visits(&database, "maria-luna", "luna").await;
        assert_eq!(visits.len(), 1);
        assert_eq!(
            (visits[0].name.as_str(), visits[0].parts.as_slice()),
            ("Dana Fox", [RecordPart::Plan].as_slice())
        );
    }
}

on_each_engine! {
    async fn one_parents_mentor_is_not_in_the_other_parents_access_log(database: TestDatabase) {
        let carter = database.family_id("carter").await;
        let thread = database.thread_id("tasha-june").await;
        let mut tx = database.begin_as("june-bell").await;
        home::read_home(&mut tx, carter, "en").await.unwrap();
        store::messages::read_thread(&mut tx, thread, None, "en")
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let hers = list_visits(&database, "tasha-carter", "carter").await;
        assert_eq!(hers.len(), 1);
        for part in [RecordPart::Home, RecordPart::Thread(thread)] {
            assert!(hers[0].parts.contains(&part), "{:?}", hers[0].parts);
        }
        let his = list_visits(&database, "marcus-reed", "carter").await;
        assert!(his.is_empty(), "{his:?}");
        // Asking for her by id gives the answer for someone who does not exist.
        for person in [
            database.person_id("june-bell").await,
            PersonId(database.clock.new_id()),
        ] {
            let filter = AccessLogFilter {
                person: Some(person),
                before: None,
            };
            assert!(matches!(
                list_days(&database, "marcus-reed", "carter", filter).await,
                Err(Error::NotFound)
            ));
        }
    }
}

on_each_engine! {
    async fn the_log_tells_a_youth_alone_to_whom_they_have_released_their_plan(
        database: TestDatabase,
    ) {
        let riley = database.family_id("riley").await;
        let jay = database.person_id("jay-riley").await;
        let denise = database.person_id("denise-riley").await;
        let parent = "UPDATE membership SET role = 'parent' WHERE person_id = (SELECT id FROM \
            person WHERE key = 'lena-bird')";
        database.execute_sql(parent).await.unwrap();
        // A page on which nothing is shared shows nothing, and leaves no entry.
        let mut tx = database.begin_as("denise-riley").await;
        assert!(list_youths(&mut tx, riley).await.unwrap().is_empty());
        tx.commit().await.unwrap();
        assert!(list_visits(&database, "jay-riley", "riley").await.is_empty());
        let mut tx = database.begin_as("jay-riley").await;
        let form = database.clock.new_id();
        set_release(&mut tx, form, TransitionPart::Money, Release::Named, &[denise], 0)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let mut tx = database.begin_as("denise-riley").await;
        assert_eq!(list_youths(&mut tx, riley).await.unwrap().len(), 1);
        tx.commit().await.unwrap();
        let mut tx = database.begin_as("denise-riley").await;
        read_released(&mut tx, riley, jay).await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = database.begin_as("grace-hall").await;
        read_released(&mut tx, riley, jay).await.unwrap();
        tx.commit().await.unwrap();
        let names = |visits: Vec<DailyVisit>| {
            let mut names: Vec<String> = visits.into_iter().map(|one| one.name).collect();
            names.sort();
            names
        };
        let seen = list_visits(&database, "jay-riley", "riley").await;
        assert!(seen.iter().all(|one| one.parts == [RecordPart::Transition]), "{seen:?}");
        assert_eq!(names(seen), ["Denise Riley", "Grace Hall"]);
        // A parent learns that the worker has read, and of no one to whom it was released.
        let others = list_visits(&database, "lena-bird", "riley").await;
        assert_eq!(names(others), ["Grace Hall"]);
    }
}

on_each_engine! {
    async fn only_the_readers_of_a_text_see_that_an_interpreter_read_it(database: TestDatabase) {
        let luna = database.family_id("luna").await;
        let (step, _) = find_luna_item(&database, PlanItemKind::Step, "bus pass").await;
        // Of the family, only María may read it.
        let reply = add_reply(
            &database,
            "maria-luna",
            "luna",
            ReplyTarget::Item(step),
            "change",
            "canary",
            Sharing::Private,
        )
        .await
        .unwrap();
        let mut tx = database.begin_as("maria-luna").await;
        let talk = replies::read_reply(&mut tx, luna, reply, "en").await.unwrap();
        let text = talk.replies[0].text_id.unwrap();
        translations::request_translation(&mut tx, text, "es").await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = database.begin_as("elena-ruiz").await;
        let id = translations::load_queue(&mut tx).await.unwrap()[0].id;
        translations::claim(&mut tx, id).await.unwrap();
        let one = translations::find_pending_text(&mut tx, id).await.unwrap();
        translations::open_claimed_text(&mut tx, &one).await.unwrap();
        tx.commit().await.unwrap();
        let hers = list_visits(&database, "maria-luna", "luna").await;
        assert_eq!(hers.len(), 1);
        assert_eq!(
            (hers[0].name.as_str(), hers[0].parts.as_slice()),
            ("Elena Ruiz", [RecordPart::Text(text)].as_slice())
        );
        let his = list_visits(&database, "luis-luna", "luna").await;
        assert!(his.is_empty(), "{his:?}");
    }
}

on_each_engine! {
    async fn access_log_is_refused_to_unauthorized_people(database: TestDatabase) {
        for who in ["nora-price", "june-bell", "ben-ortiz", "maria-luna"] {
            let log = list_days(&database, who, "carter", AccessLogFilter::default()).await;
            assert!(matches!(log, Err(Error::NotFound)), "{who}");
        }
    }
}

on_each_engine! {
    async fn reads_of_one_person_on_one_day_are_one_visit(database: TestDatabase) {
        // Noon in Lakeside County.
        let noon = database.clock.now();
        read_home_as(&database, "dana-fox", "luna").await;
        database.clock.advance(SignedDuration::from_mins(4));
        read_plan_as(&database, "dana-fox", "luna").await;
        read_plan_as(&database, "pat-nguyen", "luna").await;
        // Half past eleven in the evening there is the next day in UTC.
        database.clock.advance(SignedDuration::from_mins(11 * 60 + 26));
        let evening = database.clock.now();
        read_plan_as(&database, "dana-fox", "luna").await;
        database.clock.advance(SignedDuration::from_hours(1));
        read_plan_as(&database, "dana-fox", "luna").await;
        let all = AccessLogFilter::default();
        let log = list_days(&database, "maria-luna", "luna", all).await.unwrap();
        assert_eq!(dates(&log), [date(2026, 11, 24), date(2026, 11, 23)]);
        assert_eq!(log.older_before, None);
        assert_eq!(log.days[0].visits.len(), 1);
        // The most recent visit is first.
        let names = log.days[1].visits.iter().map(|visit| visit.name.as_str());
        assert_eq!(names.collect::<Vec<_>>(), ["Dana Fox", "Pat Nguyen"]);
        let dana = &log.days[1].visits[0];
        assert_eq!(dana.parts, [RecordPart::Home, RecordPart::Plan]);
        assert_eq!((dana.first_at, dana.last_at), (noon, evening));
        let only_pat = AccessLogFilter {
            person: Some(database.person_id("pat-nguyen").await),
            before: None,
        };
        let log = list_days(&database, "maria-luna", "luna", only_pat).await.unwrap();
        assert_eq!(dates(&log), [date(2026, 11, 23)]);
        assert_eq!(log.days[0].visits.len(), 1);
        assert_eq!(log.days[0].visits[0].name, "Pat Nguyen");
    }
}

on_each_engine! {
    async fn pages_of_the_log_hold_whole_days(database: TestDatabase) {
        for _ in 0..9 {
            read_home_as(&database, "dana-fox", "luna").await;
            database.clock.advance(SignedDuration::from_hours(24));
        }
        let mut filter = AccessLogFilter::default();
        let first = list_days(&database, "maria-luna", "luna", filter).await.unwrap();
        assert_eq!(first.days.len(), access_log::DAYS_PER_PAGE);
        filter.before = first.older_before;
        let second = list_days(&database, "maria-luna", "luna", filter).await.unwrap();
        let all = [dates(&first), dates(&second)].concat();
        let expected: Vec<Date> = (23..=30)
            .map(|day| date(2026, 11, day))
            .chain([date(2026, 12, 1)])
            .rev()
            .collect();
        assert_eq!(all, expected);
        assert_eq!(second.older_before, None);
    }
}

on_each_engine! {
    async fn a_day_with_many_reads_is_shown_whole(database: TestDatabase) {
        let first_at = database.clock.now();
        read_home_as(&database, "dana-fox", "luna").await;
        let all = AccessLogFilter::default();
        // More than one page searches. Each look of the supervisor at the log is an entry.
        for _ in 0..205 {
            database.clock.advance(SignedDuration::from_secs(1));
            list_days(&database, "pat-nguyen", "luna", all).await.unwrap();
        }
        let log = list_days(&database, "maria-luna", "luna", all).await.unwrap();
        assert_eq!(dates(&log), [date(2026, 11, 23)]);
        let [pat, dana] = log.days[0].visits.as_slice() else {
            panic!("{:?}", log.days[0].visits)
        };
        assert_eq!((dana.first_at, dana.parts.len()), (first_at, 1));
        assert_eq!(pat.parts, [RecordPart::AccessLog]);
        assert_eq!(
            pat.last_at.duration_since(pat.first_at),
            SignedDuration::from_secs(204)
        );
        // No entry is earlier, which is known only once the next page is opened.
        let older = AccessLogFilter {
            before: log.older_before,
            ..all
        };
        assert!(older.before.is_some());
        let log = list_days(&database, "maria-luna", "luna", older).await.unwrap();
        assert!(log.days.is_empty());
    }
}

on_each_engine! {
    async fn log_entries_are_never_changed_or_deleted(database: TestDatabase) {
        let mut tx = database.begin_as("dana-fox").await;
        plan::read_plan(&mut tx, database.family_id("luna").await, "en")
            .await
            .unwrap();
        tx.commit().await.unwrap();
        // Triggers refuse it even to the owner of the database: the log must be complete for the
        // family, no matter who writes.
        assert!(
            database
                .execute_sql("UPDATE access_log SET what = 'nothing'")
                .await
                .is_err()
        );
        assert!(
            database
                .execute_sql("DELETE FROM access_log")
                .await
                .is_err()
        );
        if let support::OwnerPool::Sqlite(pool) = &database.owner_pool {
            let replace = "INSERT OR REPLACE INTO access_log SELECT id, family_id, person_id, \
                role, 'nothing', thread_id, subject_id, created_at FROM access_log";
            // REPLACE bypasses the delete trigger unless `recursive_triggers` is on, so the
            // connection has the settings of the store.
            let url = format!(
                "sqlite://{}",
                pool.connect_options().get_filename().display()
            );
            let mut connection = store::sqlite_connect_options(&url)
                .unwrap()
                .connect()
                .await
                .unwrap();
            let replaced = sqlx::query(replace).execute(&mut connection).await;
            assert!(replaced.is_err(), "{replaced:?}");
        }
        assert_eq!(
            database
                .query_number("SELECT count(*) FROM access_log WHERE what = 'plan'")
                .await,
            1
        );
    }
}

on_each_engine! {
    async fn a_read_that_is_rolled_back_returns_nothing_and_logs_nothing(database: TestDatabase) {
        // The entry is part of the transaction that reads. A page is sent only after the commit, so
        // nothing is shown without its entry.
        let mut tx = database.begin_as("dana-fox").await;
        plan::read_plan(&mut tx, database.family_id("luna").await, "en")
            .await
            .unwrap();
        drop(tx);
        assert_eq!(
            database
                .query_number("SELECT count(*) FROM access_log")
                .await,
            0
        );
    }
}

on_each_engine! {
    async fn mentor_coordinator_sees_mentors_and_nothing_of_the_record(database: TestDatabase) {
        let mut tx = database.begin_as("alma-brooks").await;
        let partners = store::home::supervised_mentors(&mut tx).await.unwrap();
        assert_eq!(
            partners
                .iter()
                .map(|p| (p.name.as_str(), p.parents))
                .collect::<Vec<_>>(),
            [("June Bell", 1), ("Rosa Jiménez", 1), ("Samira Nasser", 1)]
        );
        // The coordinator supervises the mentors in these families, and knows nothing else about
        // them.
        for family in ["luna", "carter", "haddad"] {
            assert!(matches!(
                plan::read_plan(&mut tx, database.family_id(family).await, "en").await,
                Err(store::Error::NotFound)
            ));
            assert!(matches!(
                store::home::read_home(&mut tx, database.family_id(family).await, "en").await,
                Err(store::Error::NotFound)
            ));
        }
        drop(tx);
        let mut tx = database.begin_as("rosa-jimenez").await;
        assert!(
            store::home::supervised_mentors(&mut tx)
                .await
                .unwrap()
                .is_empty()
        );
    }
}
