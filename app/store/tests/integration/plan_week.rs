//! Children, permanency goals, prerequisites between steps, and weekly workload.
#![allow(clippy::unwrap_used)]

use crate::support;

use crate::support::on_both;
use jiff::civil::date;
use model::id::{FormId, ItemId};
use model::plan::edit::{Edit, Heading, Missing};
use model::plan::reply::Section;
use model::plan::week::{Load, Slot, Warning};
use model::plan::{Area, Decider, Kind, Permanency, State};
use store::plan::edit::{self, Saved};
use store::plan::week::{self, Carry};
use store::plan::{self, heading, version};
use store::{Error, Tx};

const TUESDAY: Slot = Slot { weekday: 2, starts: 15 * 60 + 30, ends: 16 * 60 + 30 };

fn words(words: &str) -> Edit {
    Edit { language: "en".into(), words: words.into(), why: Some("because".into()), ..Edit::default() }
}

async fn line(tx: &mut Tx, family: model::id::FamilyId, kind: Kind, text: &str) -> ItemId {
    let plan = plan::read(tx, family, "en").await.unwrap();
    plan.of(kind).find(|item| plan.texts[&item.text_id].body.contains(text)).unwrap_or_else(|| panic!("no {text}")).id
}

on_both! {
    async fn a_week_adds_up_what_the_plan_and_its_dates_ask(house: House) {
        let luna = house.family("luna").await;
        let mut tx = house.reading("maria-luna").await;
        let found = week::read(&mut tx, luna, date(2026, 11, 24), "en").await.unwrap();
        let [maria] = found.people.as_slice() else { panic!("her own week alone") };
        assert_eq!(maria.carry, Carry { minutes: Some(360), trips: Some(3) });
        assert_eq!(maria.busy.len(), 2);
        // One hour for the clinic step, two for the reading step, and a meeting of one hour on
        // Wednesday.
        assert_eq!((maria.asked.minutes, maria.asked.appointments), (180 + 60, 1));
        assert!(found.texts.contains_key(&maria.steps[0].text_id));
        // Finished steps add no workload.
        drop(tx);
        house.run("UPDATE plan_item SET state = 'done' WHERE kind = 'step'").await.unwrap();
        let mut tx = house.reading("maria-luna").await;
        let done = week::read(&mut tx, luna, date(2026, 11, 24), "en").await.unwrap();
        assert_eq!(done.people[0].asked.minutes, 60);
    }
}

on_both! {
    async fn one_parents_week_is_not_the_other_parents_to_see(house: House) {
        let luna = house.family("luna").await;
        let mut luis = house.reading("luis-luna").await;
        let week = week::read(&mut luis, luna, date(2026, 11, 24), "en").await.unwrap();
        assert_eq!(week.people.len(), 1);
        assert!(week.people[0].name.contains("Luis") && week.people[0].busy.is_empty());
        drop(luis);
        for who in ["dana-fox", "pat-nguyen"] {
            let mut tx = house.reading(who).await;
            assert_eq!(week::read(&mut tx, luna, date(2026, 11, 24), "en").await.unwrap().people.len(), 2, "{who}");
        }
        for who in ["rosa-jimenez", "alma-brooks", "tasha-carter"] {
            let mut tx = house.reading(who).await;
            assert!(matches!(week::read(&mut tx, luna, date(2026, 11, 24), "en").await, Err(Error::NotFound)), "{who}");
            assert!(matches!(week::save(&mut tx, luna, Carry::default(), &[]).await, Err(Error::NotFound)), "{who}");
        }
    }
}

on_both! {
    async fn a_worker_hears_when_a_week_is_full_and_whoever_is_not_a_worker_hears_nothing(house: House) {
        let luna = house.family("luna").await;
        let maria = house.person("maria-luna").await;
        let load = |minutes, at: Option<Slot>| Load { minutes, trips: None, weekday: at.map(|t| t.weekday), starts: at.map(|t| t.starts), ends: at.map(|t| t.ends) };
        let mut dana = house.reading("dana-fox").await;
        assert_eq!(week::warnings(&mut dana, luna, maria, &Load::default(), None).await.unwrap(), vec![]);
        let full = week::warnings(&mut dana, luna, maria, &load(Some(600), None), None).await.unwrap();
        assert!(matches!(full.as_slice(), [Warning::Over { minutes: Some(360), .. }]), "{full:?}");
        let clash = week::warnings(&mut dana, luna, maria, &load(None, Some(TUESDAY)), None).await.unwrap();
        assert!(clash.contains(&Warning::Clash(TUESDAY)), "{clash:?}");
        let monday = Slot { weekday: 1, starts: 17 * 60, ends: 18 * 60 };
        let busy = week::warnings(&mut dana, luna, maria, &load(None, Some(monday)), None).await.unwrap();
        assert!(busy.contains(&Warning::Busy(Slot { weekday: 1, starts: 960, ends: 1320 })), "{busy:?}");
        // A step does not conflict with itself.
        let clinic = line(&mut dana, luna, Kind::Step, "Call the clinic").await;
        assert!(!week::warnings(&mut dana, luna, maria, &load(None, Some(TUESDAY)), Some(clinic)).await.unwrap().contains(&Warning::Clash(TUESDAY)));
        drop(dana);
        let mut luis = house.reading("luis-luna").await;
        assert!(matches!(week::warnings(&mut luis, luna, maria, &load(Some(600), None), None).await, Err(Error::NotFound)));
        drop(luis);
        // She raises her capacity and clears her busy times. Importing a file does not revert what
        // was entered in the portal.
        let mut hers = house.reading("maria-luna").await;
        week::save(&mut hers, luna, Carry { minutes: Some(6000), trips: None }, &[]).await.unwrap();
        hers.save().await.unwrap();
        house.import(&support::DEMO).await;
        let mut dana = house.reading("dana-fox").await;
        assert_eq!(week::warnings(&mut dana, luna, maria, &load(Some(600), None), None).await.unwrap(), vec![]);
        assert_eq!(week::warnings(&mut dana, luna, maria, &load(None, Some(monday)), None).await.unwrap(), vec![]);
    }
}

on_both! {
    async fn steps_wait_for_one_another_but_never_in_a_circle(house: House) {
        let haddad = house.family("haddad").await;
        let mut tx = house.reading("dana-fox").await;
        let (card, interpreter) = (line(&mut tx, haddad, Kind::Step, "vaccine card").await, line(&mut tx, haddad, Kind::Step, "Book the interpreter").await);
        let read = plan::read(&mut tx, haddad, "en").await.unwrap();
        let find = |id| read.items.iter().find(|item| item.id == id).unwrap();
        assert_eq!(read.waits_for(find(card)).map(|item| item.id), Some(interpreter));
        assert!(read.waits_for(find(interpreter)).is_none());
        let desk = edit::read(&mut tx, haddad, interpreter, "en").await.unwrap();
        let now = |after| Edit { owner: desk.item.owner_id, owed: desk.item.owed, due: desk.item.due.as_ref().map(|d| d.to_jiff()), after, ..words(&desk.texts[&desk.item.text_id].body) };
        for circle in [card, interpreter] {
            assert!(matches!(edit::save(&mut tx, haddad, interpreter, 1, false, &now(Some(circle))).await, Err(Error::Invalid("plan-circle"))));
        }
        // A step of another family cannot be a prerequisite; and a prerequisite that the reader may
        // not see is not shown.
        let carter = house.family("carter").await;
        drop(tx);
        let other = line(&mut house.reading("ben-ortiz").await, carter, Kind::Step, "calm parenting class, 4 of 6").await;
        for (who, waits) in [("tasha-carter", true), ("marcus-reed", false)] {
            let mut tx = house.reading(who).await;
            let read = plan::read(&mut tx, carter, "en").await.unwrap();
            let overnight = read.items.iter().find(|item| item.after_id == Some(other)).unwrap();
            assert_eq!(read.waits_for(overnight).is_some(), waits, "{who}");
        }
        let mut tx = house.reading("dana-fox").await;
        assert!(matches!(edit::save(&mut tx, haddad, interpreter, 1, false, &now(Some(other))).await, Err(Error::NotFound)));
    }
}

on_both! {
    async fn a_loose_step_gets_a_goal_and_keeps_it(house: House) {
        let luna = house.family("luna").await;
        let mut tx = house.reading("dana-fox").await;
        let goal = line(&mut tx, luna, Kind::AgencyGoal, "").await;
        let step = line(&mut tx, luna, Kind::Step, "Call the clinic").await;
        drop(tx);
        house.run("UPDATE plan_item SET goal_id = NULL WHERE kind = 'step'").await.unwrap();
        let mut tx = house.reading("dana-fox").await;
        let desk = edit::read(&mut tx, luna, step, "en").await.unwrap();
        assert!(desk.item.goal_id.is_none() && desk.choice.of(&[Kind::AgencyGoal]).any(|item| item.id == goal));
        let now = Edit { owner: desk.item.owner_id, goal: Some(goal), ..words("Call the clinic on Monday") };
        assert_eq!(edit::save(&mut tx, luna, step, 1, false, &now).await.unwrap(), Saved::Kept(step));
        assert_eq!(edit::save(&mut tx, luna, step, 2, false, &Edit { goal: None, ..words("Call the clinic on Tuesday") }).await.err().map(|e| e.to_string()), Some("invalid: plan-owner".into()));
        let later = Edit { owner: desk.item.owner_id, ..words("Call the clinic on Tuesday") };
        assert_eq!(edit::save(&mut tx, luna, step, 2, false, &later).await.unwrap(), Saved::Kept(step));
        assert_eq!(edit::read(&mut tx, luna, step, "en").await.unwrap().item.goal_id, Some(goal));
    }
}

fn return_home(why: &str) -> Heading {
    Heading { goal: Some(Permanency::ReturnHome), since: Some(date(2026, 11, 20)), by: Some(Decider::Court), why: Some(why.into()) }
}

on_both! {
    async fn where_it_is_heading_is_read_when_it_is_published_and_says_who_decided(house: House) {
        let carter = house.family("carter").await;
        let mut ben = house.reading("ben-ortiz").await;
        let desk = heading::read(&mut ben, carter, "en").await.unwrap();
        assert_eq!(desk.direction.permanency_by, Some(Decider::Court));
        let kin = Heading { goal: Some(Permanency::Relative), by: Some(Decider::Team), ..return_home("Aunt Rae is ready.") };
        assert_eq!(heading::save(&mut ben, carter, desk.revision, &kin, &return_home("If the court says so."), "en").await.unwrap(), Saved::Kept(()));
        // Saving the same values again is idempotent; a different form with the old revision is
        // stale and overwrites nothing.
        assert_eq!(heading::save(&mut ben, carter, desk.revision, &kin, &return_home("If the court says so."), "en").await.unwrap(), Saved::Kept(()));
        assert_eq!(heading::save(&mut ben, carter, desk.revision, &return_home("No."), &Heading::default(), "en").await.unwrap(), Saved::Stale);
        let working = version::working(&mut ben, carter, "en").await.unwrap();
        assert!(working.direction != working.old_direction && !working.missing.contains(&Missing::Change));
        version::ask(&mut ben, carter, Section::ALL).await.unwrap();
        let number = version::publish(&mut ben, carter, working.version, "The court met", "en").await.unwrap();
        ben.save().await.unwrap();
        let mut tasha = house.reading("tasha-carter").await;
        let one = version::read(&mut tasha, carter, number, "en").await.unwrap();
        let (old, new) = (one.old_direction.unwrap(), one.head.direction);
        assert_eq!((old.permanency, new.permanency, new.permanency_by), (Some(Permanency::ReturnHome), Some(Permanency::Relative), Some(Decider::Team)));
        assert_eq!(one.texts[&new.permanency_why.unwrap()].body, "Aunt Rae is ready.");
        assert!(one.texts.contains_key(&old.permanency_why.unwrap()));
        drop(tasha);
        // Importing an older file does not revert it.
        house.import(&support::DEMO).await;
        let mut ben = house.reading("ben-ortiz").await;
        assert_eq!(heading::read(&mut ben, carter, "en").await.unwrap().direction.permanency, Some(Permanency::Relative));
    }
}

on_both! {
    async fn the_fifth_goal_is_only_for_sixteen_and_at_home_there_is_none(house: House) {
        let fifth = Heading { goal: Some(Permanency::OtherPlanned), ..return_home("They chose it.") };
        let carter = house.family("carter").await;
        let mut ben = house.reading("ben-ortiz").await;
        assert!(matches!(heading::save(&mut ben, carter, 1, &fifth, &Heading::default(), "en").await, Err(Error::Invalid("plan-permanency-age"))));
        drop(ben);
        let riley = house.family("riley").await;
        let mut grace = house.reading("grace-hall").await;
        assert_eq!(heading::save(&mut grace, riley, 1, &fifth, &Heading::default(), "en").await.unwrap(), Saved::Kept(()));
        drop(grace);
        for (who, family) in [("dana-fox", "luna"), ("tasha-carter", "carter"), ("pat-nguyen", "carter"), ("dana-fox", "carter")] {
            let family = house.family(family).await;
            let mut tx = house.reading(who).await;
            assert!(matches!(heading::read(&mut tx, family, "en").await, Err(Error::NotFound)), "{who}");
            assert!(matches!(heading::save(&mut tx, family, 1, &return_home("x"), &Heading::default(), "en").await, Err(Error::NotFound)), "{who}");
        }
    }
}

on_both! {
    async fn how_a_child_is_is_read_by_those_who_care_for_it(house: House) {
        let carter = house.family("carter").await;
        for (who, sees) in [("tasha-carter", true), ("marcus-reed", true), ("nora-price", true), ("ben-ortiz", true), ("lena-bird", true), ("june-bell", false)] {
            let mut tx = house.reading(who).await;
            let plan = plan::read(&mut tx, carter, "en").await.unwrap();
            assert_eq!(plan.children.len(), usize::from(sees), "{who}");
            assert_eq!(plan.of(Kind::WellBeing).count(), if sees { 3 } else { 0 }, "{who}");
        }
        let mut jay = house.reading("jay-riley").await;
        assert_eq!(plan::read(&mut jay, house.family("riley").await, "en").await.unwrap().of(Kind::WellBeing).count(), 1, "one's own life is one's own to read");
        drop(jay);
        let luna = house.family("luna").await;
        let sofia = plan::read(&mut house.reading("dana-fox").await, luna, "en").await.unwrap().children[0].id;
        let mut ben = house.reading("ben-ortiz").await;
        let leo = plan::read(&mut ben, carter, "en").await.unwrap().children[0].id;
        let school = Edit { child: Some(leo), area: Some(Area::Education), ..words("Leo starts second grade.") };
        let form: FormId = house.clock.mint();
        let id = edit::add(&mut ben, carter, form, Kind::WellBeing, None, &school).await.unwrap();
        assert_eq!(edit::add(&mut ben, carter, form, Kind::WellBeing, None, &school).await.unwrap(), id);
        let stray = Edit { child: Some(sofia), ..school };
        assert!(matches!(edit::add(&mut ben, carter, house.clock.mint(), Kind::WellBeing, None, &stray).await, Err(Error::NotFound)), "another family's child");
    }
}

on_both! {
    async fn a_worker_says_what_is_true_for_closing_and_nobody_else(house: House) {
        use model::plan::reply::{About, Draft};
        let luna = house.family("luna").await;
        let change = line(&mut house.reading("maria-luna").await, luna, Kind::Change, "").await;
        let draft = || Draft::parse(house.clock.mint(), About::Item(change), "done", "", true, "en").unwrap();
        for who in ["maria-luna", "rosa-jimenez"] {
            let mut tx = house.reading(who).await;
            assert!(matches!(plan::reply::add(&mut tx, luna, &draft()).await, Err(Error::NotFound)), "{who}");
        }
        let mut dana = house.reading("dana-fox").await;
        plan::reply::add(&mut dana, luna, &draft()).await.unwrap();
        let read = plan::read(&mut dana, luna, "en").await.unwrap();
        assert_eq!(read.of(Kind::Change).next().unwrap().state, State::Done);
    }
}

on_both! {
    async fn a_worry_is_said_in_three_parts_and_narrowing_it_narrows_all_three(house: House) {
        use model::plan::edit::Seen;
        let luna = house.family("luna").await;
        let mut tx = house.reading("dana-fox").await;
        let worry = Edit { benchmark: Some("A grown-up is there".into()), so_far: Some("Grandma said yes".into()), ..words("Nobody was home on Sunday") };
        let id = edit::add(&mut tx, luna, house.clock.mint(), Kind::Worry, None, &worry).await.unwrap();
        let luis = house.person("luis-luna").await;
        let narrow = Edit { seen: Seen::Only(luis), so_far: Some("Grandma comes on Sundays".into()), ..worry.clone() };
        assert_eq!(edit::save(&mut tx, luna, id, 1, false, &narrow).await.unwrap(), Saved::Kept(id));
        version::ask(&mut tx, luna, Section::ALL).await.unwrap();
        let number = version::publish(&mut tx, luna, 3, "We talked again", "en").await.unwrap();
        tx.save().await.unwrap();
        for (who, sees) in [("luis-luna", true), ("maria-luna", false), ("dana-fox", true)] {
            let mut tx = house.reading(who).await;
            let plan = plan::read(&mut tx, luna, "en").await.unwrap();
            let all: Vec<&str> = plan.texts.values().map(|said| said.body.as_str()).collect();
            for words in ["Nobody was home on Sunday", "A grown-up is there", "Grandma comes on Sundays"] {
                assert_eq!(all.contains(&words), sees, "{who}: {words}");
            }
            let one = version::read(&mut tx, luna, number, "en").await.unwrap();
            assert_eq!(one.texts.values().any(|said| said.body.contains("Sunday")), sees, "{who}");
        }
    }
}
