//! Editing and publishing: no text is lost, and nothing is visible early or to the wrong person.
#![allow(clippy::unwrap_used)]

use crate::support;

use crate::support::{House, on_both};
use model::id::{FormId, ItemId};
use model::plan::Kind;
use model::plan::edit::{Edit, Missing, Seen};
use model::plan::reply::Section;
use store::plan::edit::{self, Saved, Share};
use store::plan::version::{self, Change};
use store::{Error, plan};

fn words(words: &str) -> Edit {
    Edit { language: "en".into(), words: words.into(), why: Some("because it works better".into()), ..Edit::default() }
}

async fn line(house: &House, who: &str, family: &str, kind: Kind, text: &str) -> ItemId {
    let mut tx = house.reading(who).await;
    let plan = plan::read(&mut tx, house.family(family).await, "en").await.unwrap();
    plan.of(kind).find(|item| plan.texts[&item.text_id].body.contains(text)).unwrap_or_else(|| panic!("no {text}")).id
}

async fn save(house: &House, who: &str, family: &str, id: ItemId, revision: i32, gone: bool, edit: &Edit) -> Result<Saved, Error> {
    let mut tx = house.reading(who).await;
    let saved = edit::save(&mut tx, house.family(family).await, id, revision, gone, edit).await?;
    tx.save().await?;
    Ok(saved)
}

async fn publish(house: &House, who: &str, family: &str, base: i32, why: &str) -> Result<i32, Error> {
    let mut tx = house.reading(who).await;
    let family = house.family(family).await;
    version::ask(&mut tx, family, Section::ALL).await?;
    let version = version::publish(&mut tx, family, base, why, "en").await?;
    tx.save().await?;
    Ok(version)
}

async fn seen(house: &House, who: &str, family: &str) -> String {
    let mut tx = house.reading(who).await;
    let plan = plan::read(&mut tx, house.family(family).await, "en").await.unwrap();
    plan.items.iter().filter_map(|item| plan.texts.get(&item.text_id)).map(|text| text.body.clone()).collect::<Vec<_>>().join("\n")
}

on_both! {
    async fn a_change_is_read_when_it_is_published_with_what_changed_and_why(house: House) {
        let grandma = line(&house, "dana-fox", "luna", Kind::Strength, "Grandma Elena").await;
        assert_eq!(save(&house, "dana-fox", "luna", grandma, 1, false, &words("Grandma Elena and three neighbours help")).await.unwrap(), Saved::Kept(grandma));
        assert!(!seen(&house, "maria-luna", "luna").await.contains("neighbours"));
        let luna = house.family("luna").await;
        let mut tx = house.reading("dana-fox").await;
        let working = version::working(&mut tx, luna, "en").await.unwrap();
        let base = working.version;
        assert!(matches!(working.changes.as_slice(), [Change::Changed(..)]));
        assert!(working.missing.contains(&Missing::Asked(Section::Strengths)));
        assert!(matches!(version::publish(&mut tx, luna, base, "why", "en").await, Err(Error::Invalid("plan-not-ready"))));
        drop(tx);
        assert_eq!(publish(&house, "dana-fox", "luna", base, "Neighbours joined").await.unwrap(), base + 1);
        assert!(seen(&house, "maria-luna", "luna").await.contains("neighbours"));
        // Publishing is idempotent; a stale base version is a conflict.
        assert_eq!(publish(&house, "dana-fox", "luna", base, "Neighbours joined").await.unwrap(), base + 1);
        assert!(matches!(publish(&house, "dana-fox", "luna", base, "Another reason").await, Err(Error::Conflict)));
        let mut tx = house.reading("maria-luna").await;
        let one = version::read(&mut tx, luna, base + 1, "en").await.unwrap();
        let changes = version::changes(&one.old, &one.lines);
        let [Change::Changed(old, new)] = changes.as_slice() else { panic!("{changes:?}") };
        assert!(one.texts[&old.text_id].body.contains("two streets away") && one.texts[&new.text_id].body.contains("neighbours"));
        assert_eq!(one.texts[&new.why_id.unwrap()].body, "because it works better");
        assert_eq!(one.texts[&one.head.why_id.unwrap()].body, "Neighbours joined");
    }
}

on_both! {
    async fn of_two_editors_the_second_gets_both_texts_and_no_word_is_lost(house: House) {
        let grandma = line(&house, "dana-fox", "luna", Kind::Strength, "Grandma Elena").await;
        save(&house, "dana-fox", "luna", grandma, 1, false, &words("first wording")).await.unwrap();
        assert_eq!(save(&house, "dana-fox", "luna", grandma, 1, false, &words("second wording")).await.unwrap(), Saved::Stale);
        save(&house, "dana-fox", "luna", grandma, 2, false, &words("second wording")).await.unwrap();
        // Submitting the same form again creates no new revision.
        assert_eq!(save(&house, "dana-fox", "luna", grandma, 2, false, &words("second wording")).await.unwrap(), Saved::Kept(grandma));
        let mut tx = house.reading("dana-fox").await;
        let desk = edit::read(&mut tx, house.family("luna").await, grandma, "en").await.unwrap();
        assert_eq!(desk.item.revision, 3);
        let all: Vec<&str> = desk.earlier.iter().map(|one| desk.texts[&one.text_id].body.as_str()).collect();
        assert_eq!(all, ["second wording", "first wording"]);
    }
}

on_both! {
    async fn nobody_edits_the_words_of_the_family(house: House) {
        let own = line(&house, "maria-luna", "luna", Kind::OwnWords, "Sabemos").await;
        for who in ["dana-fox", "luis-luna", "rosa-jimenez", "tasha-carter"] {
            assert!(matches!(save(&house, who, "luna", own, 1, false, &words("other words")).await, Err(Error::NotFound)), "{who}");
            assert!(matches!(save(&house, who, "luna", own, 1, true, &words("Sabemos")).await, Err(Error::NotFound)), "{who}");
        }
        // The author can edit her own words, and they are visible at once, without publishing.
        let mut hers = words("Nuestra casa es un hogar.");
        hers.why = None;
        save(&house, "maria-luna", "luna", own, 1, false, &hers).await.unwrap();
        assert!(seen(&house, "dana-fox", "luna").await.contains("es un hogar"));
        // Importing an older file does not revert the edit.
        house.import(&support::DEMO).await;
        assert!(seen(&house, "maria-luna", "luna").await.contains("es un hogar"));
        let goal = line(&house, "maria-luna", "luna", Kind::FamilyGoal, "").await;
        assert!(matches!(save(&house, "dana-fox", "luna", goal, 1, false, &words("other words")).await, Err(Error::NotFound)));
    }
}

on_both! {
    async fn own_words_are_shared_as_far_as_the_writer_says(house: House) {
        let carter = house.family("carter").await;
        for (share, text) in [(Share::Own, "canary-own"), (Share::Partner, "canary-partner"), (Share::Wide, "canary-wide")] {
            let mut tx = house.reading("tasha-carter").await;
            edit::add_own(&mut tx, carter, house.clock.mint::<FormId>(), share, &words(text)).await.unwrap();
            tx.save().await.unwrap();
        }
        let canaries = |seen: String| seen.matches("canary").count();
        assert_eq!(canaries(seen(&house, "tasha-carter", "carter").await), 3);
        assert_eq!(canaries(seen(&house, "ben-ortiz", "carter").await), 3);
        assert_eq!(canaries(seen(&house, "june-bell", "carter").await), 1);
        let his = seen(&house, "marcus-reed", "carter").await;
        assert!(his.contains("canary-wide") && canaries(his) == 1);
        assert_eq!(canaries(seen(&house, "nora-price", "carter").await), 0);
    }
}

on_both! {
    async fn publishing_keeps_lines_the_worker_may_not_read(house: House) {
        // Needs that María shares with her parent partner only.
        house.run("UPDATE plan_item SET audience_id = (SELECT t.audience_id FROM text t WHERE t.body LIKE 'A veces me canso%') WHERE kind = 'need' AND family_id = (SELECT f.id FROM family f WHERE f.key = 'luna')").await.unwrap();
        let needs = async |who: &str| {
            let mut tx = house.reading(who).await;
            plan::read(&mut tx, house.family("luna").await, "en").await.unwrap().of(Kind::Need).count()
        };
        let before = needs("maria-luna").await;
        assert!(before > 0 && needs("dana-fox").await == 0);
        let mut tx = house.reading("dana-fox").await;
        let base = version::working(&mut tx, house.family("luna").await, "en").await.unwrap().version;
        edit::add(&mut tx, house.family("luna").await, house.clock.mint::<FormId>(), Kind::Strength, None, &words("They laugh a lot")).await.unwrap();
        tx.save().await.unwrap();
        publish(&house, "dana-fox", "luna", base, "One more strength").await.unwrap();
        assert_eq!((needs("maria-luna").await, needs("dana-fox").await), (before, 0));
    }
}

on_both! {
    async fn what_was_narrowed_is_narrowed_in_the_past_too(house: House) {
        let luna = house.family("luna").await;
        let grandma = line(&house, "luis-luna", "luna", Kind::Strength, "Grandma Elena").await;
        let mut tx = house.reading("luis-luna").await;
        let heads = version::list(&mut tx, luna, "en").await.unwrap().0;
        drop(tx);
        let narrow = "UPDATE plan_item SET audience_id = (SELECT t.audience_id FROM text t WHERE t.body LIKE 'A veces me canso%') WHERE kind = 'strength' AND family_id = (SELECT f.id FROM family f WHERE f.key = 'luna')";
        house.run(narrow).await.unwrap();
        let mut tx = house.reading("luis-luna").await;
        let one = version::read(&mut tx, luna, heads[0].version, "en").await.unwrap();
        let his = one.lines.iter().any(|line| line.item_id == grandma);
        drop(tx);
        let mut tx = house.reading("maria-luna").await;
        let hers = version::read(&mut tx, luna, heads[0].version, "en").await.unwrap().lines.iter().any(|line| line.item_id == grandma);
        assert!(hers && !his);
    }
}

on_both! {
    async fn only_the_worker_of_the_family_has_the_working_copy(house: House) {
        let luna = house.family("luna").await;
        for who in ["maria-luna", "rosa-jimenez", "ben-ortiz", "tasha-carter"] {
            let mut tx = house.reading(who).await;
            assert!(matches!(version::working(&mut tx, luna, "en").await, Err(Error::NotFound)), "{who}");
            assert!(matches!(edit::add(&mut tx, luna, house.clock.mint::<FormId>(), Kind::Strength, None, &words("x")).await, Err(Error::NotFound)), "{who}");
            assert!(matches!(version::ask(&mut tx, luna, Section::ALL).await, Err(Error::NotFound)), "{who}");
        }
        let mut tx = house.reading("dana-fox").await;
        let mut step = words("Call");
        step.owner = Some(house.person("tasha-carter").await);
        let goal = plan::read(&mut tx, luna, "en").await.unwrap().of(Kind::AgencyGoal).next().unwrap().id;
        assert!(matches!(edit::add(&mut tx, luna, house.clock.mint::<FormId>(), Kind::Step, Some(goal), &step).await, Err(Error::Invalid("plan-owner"))));
    }
}

/// The actions of two editors: which editor acts, whether that editor reads the item first, and
/// which wording is sent.
fn edits() -> impl proptest::strategy::Strategy<Value = Vec<(usize, bool, u8)>> {
    proptest::collection::vec((0..2usize, proptest::bool::ANY, 0..4u8), 1..12)
}

#[test]
fn no_interleaving_of_two_editors_loses_a_word() {
    use proptest::test_runner::{Config, TestRunner};

    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let houses = runtime.block_on(support::houses());
    for house in &houses {
        let luna = runtime.block_on(house.family("luna"));
        let mut runner = TestRunner::new(Config { cases: 24, failure_persistence: None, ..Config::default() });
        runner
            .run(&edits(), |acts| {
                runtime.block_on(async {
                    let form = house.clock.mint::<FormId>();
                    let mut tx = house.reading("dana-fox").await;
                    let id = edit::add(&mut tx, luna, form, Kind::Strength, None, &words("wording 0")).await.unwrap();
                    tx.save().await.unwrap();
                    let mut knows = [1, 1];
                    let mut kept = vec!["wording 0".to_owned()];
                    for (who, reads, wording) in acts {
                        let mut tx = house.reading("dana-fox").await;
                        let stands = edit::read(&mut tx, luna, id, "en").await.unwrap();
                        drop(tx);
                        if reads {
                            knows[who] = stands.item.revision;
                        }
                        let text = format!("wording {wording}");
                        match save(house, "dana-fox", "luna", id, knows[who], false, &words(&text)).await.unwrap() {
                            // Saved, or the same wording was saved already. The next edit needs the
                            // current revision, which the page provides.
                            Saved::Kept(_) => kept.push(text),
                            Saved::Stale => assert!(knows[who] < stands.item.revision, "only an old form is stale"),
                        }
                    }
                    let mut tx = house.reading("dana-fox").await;
                    let desk = edit::read(&mut tx, luna, id, "en").await.unwrap();
                    let found: Vec<&str> = desk.earlier.iter().map(|one| desk.texts[&one.text_id].body.as_str()).collect();
                    for text in &kept {
                        assert!(found.contains(&text.as_str()), "{text} is lost: {found:?}");
                    }
                });
                Ok(())
            })
            .unwrap();
    }
}

on_both! {
    async fn one_parents_step_is_hidden_from_the_other_and_from_the_past(house: House) {
        let carter = house.family("carter").await;
        let tasha = house.person("tasha-carter").await;
        let mut tx = house.reading("ben-ortiz").await;
        let goal = plan::read(&mut tx, carter, "en").await.unwrap().of(Kind::AgencyGoal).next().unwrap().id;
        let mut step = words("canary-own-step");
        (step.owner, step.seen) = (Some(tasha), Seen::Only(tasha));
        edit::add(&mut tx, carter, house.clock.mint::<FormId>(), Kind::Step, Some(goal), &step).await.unwrap();
        let shared = edit::add(&mut tx, carter, house.clock.mint::<FormId>(), Kind::Strength, None, &words("canary-shared")).await.unwrap();
        let base = version::working(&mut tx, carter, "en").await.unwrap().version;
        tx.save().await.unwrap();
        publish(&house, "ben-ortiz", "carter", base, "New lines").await.unwrap();
        let hers = seen(&house, "tasha-carter", "carter").await;
        assert!(hers.contains("canary-own-step") && hers.contains("canary-shared"));
        let his = seen(&house, "marcus-reed", "carter").await;
        assert!(!his.contains("canary-own-step") && his.contains("canary-shared"));
        // Narrowed later: the item disappears from the current plan and from the published version
        // in which he could read it.
        let mut narrow = words("canary-shared");
        narrow.seen = Seen::Only(tasha);
        assert_eq!(save(&house, "ben-ortiz", "carter", shared, 1, false, &narrow).await.unwrap(), Saved::Kept(shared));
        assert!(!seen(&house, "marcus-reed", "carter").await.contains("canary-shared"));
        let mut tx = house.reading("marcus-reed").await;
        let one = version::read(&mut tx, carter, base + 1, "en").await.unwrap();
        assert!(!one.texts.values().any(|text| text.body.contains("canary")));
        drop(tx);
        assert!(seen(&house, "tasha-carter", "carter").await.contains("canary-shared"));
        // An audience can name only members of this family's team.
        let mut stranger = words("canary-stranger");
        stranger.seen = Seen::Only(house.person("maria-luna").await);
        let mut tx = house.reading("ben-ortiz").await;
        assert!(matches!(edit::add(&mut tx, carter, house.clock.mint::<FormId>(), Kind::Strength, None, &stranger).await, Err(Error::Invalid("plan-choose"))));
    }
}

on_both! {
    async fn a_family_without_a_plan_gets_its_first_version_from_the_portal(house: House) {
        let luna = house.family("luna").await;
        for table in ["DELETE FROM plan_line", "DELETE FROM plan_version", "DELETE FROM plan"] {
            house.run(table).await.unwrap();
        }
        assert!(matches!(publish(&house, "maria-luna", "luna", 0, "not hers to publish").await, Err(Error::NotFound)));
        assert_eq!(publish(&house, "dana-fox", "luna", 0, "Our first plan").await.unwrap(), 1);
        let mut tx = house.reading("maria-luna").await;
        let plan = plan::read(&mut tx, luna, "en").await.unwrap();
        assert_eq!(plan.head.as_ref().unwrap().version, 1);
        assert!(plan.of(Kind::Strength).next().is_some());
    }
}
