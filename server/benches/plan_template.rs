//! The plan page as an Askama template over the same queries: the baseline for the cost of the
//! portal's own rendering.
#![allow(clippy::unwrap_used, reason = "a bench stops at the first surprise")]

use std::borrow::Borrow;
use std::path::Path;
use std::sync::OnceLock;

use app::plan::{child, talk};
use app::text::{Text, name};
use askama::Template;
use jiff::tz::TimeZone;
use model::id::{ChildId, FamilyId, FormId, ItemId, TextId};
use model::language::Language;
use model::plan::reply::{ReplyKind, Section};
use model::plan::{Area, Kind, State};
use store::actor::Frame;
use store::plan::{Head, Item, Plan};
use store::text::Said;
use store::{Db, Intent};

/// SVG paths of the icons, in the order in which the page shows them.
const ICONS: [&str; 9] = [
    "M12 3.500a8.500 8.500 0 1 0 0 17 8.500 8.500 0 0 0 0-17zM3.500 12h17M12 3.500c2.300 2.400 3.500 5.200 3.500 8.500s-1.200 6.100-3.500 8.500c-2.300-2.400-3.500-5.200-3.500-8.500s1.200-6.100 3.500-8.500z",
    "M13.500 4H5.500v16h8M10.500 12H20M16.500 8.250 20.250 12l-3.750 3.750",
    "M12 3.500a8.500 8.500 0 1 0 0 17 8.500 8.500 0 0 0 0-17zM12 11v5.250M12 7.750v.010",
    "M6.500 3.750h3l1.500 4.500-2 1.500a11 11 0 0 0 5.250 5.250l1.500-2 4.500 1.500v3a2.500 2.500 0 0 1-2.750 2.500C10 19.250 4.750 14 4 6.500a2.500 2.500 0 0 1 2.500-2.750z",
    "M3.5 11 12 4l8.500 7M6 9.500V20h12V9.500M10 20v-5.500h4V20",
    "M6 3.500h8.500L18.500 7.500V20.500H6zM14 3.500V8h4.500M9 12h6.500M9 15.500h6.500",
    "M4 5.500h16V17H10l-5 3.500V17H4z",
    "M2.500 12C4.500 8 8 5.750 12 5.750S19.500 8 21.500 12C19.500 16 16 18.250 12 18.250S4.500 16 2.500 12zM12 9.250a2.750 2.750 0 1 0 0 5.500 2.750 2.750 0 0 0 0-5.500z",
    "M12 3.500a8.500 8.500 0 1 0 0 17 8.500 8.500 0 0 0 0-17zM9.500 9.500a2.500 2.500 0 1 1 3.500 2.300c-.700.350-1 .800-1 1.700M12 16.500v.010",
];

#[derive(Template)]
#[template(path = "plan.html")]
struct Sheet<'a> {
    page: Page<'a>,
    style: &'a str,
    exit: &'a str,
}

/// The data and helpers of the template. Its text comes from the same Fluent files as the portal's.
struct Page<'a> {
    text: Text,
    db: &'a Db,
    plan: &'a Plan,
    frame: &'a Frame,
    family: FamilyId,
    /// The path of the plan page; `short` is the path of the family's page.
    base: &'a str,
    short: &'a str,
}

impl<'a> Page<'a> {
    fn say(&self, key: &str) -> String {
        self.text.say(key)
    }
    fn of<K: Borrow<Kind>>(&self, kind: K) -> impl Iterator<Item = &'a Item> + use<'a, K> {
        let kind = *kind.borrow();
        self.plan.items.iter().filter(move |item| item.kind == kind)
    }
    fn said(&self, id: &TextId) -> Option<&'a Said> {
        self.plan.texts.get(id)
    }
    fn text(&self, id: &Option<TextId>) -> Option<&'a Said> {
        self.plan.texts.get(&(*id)?)
    }
    /// For a worry: what would make it safe and what is done so far, each with the key of its
    /// label.
    fn more(&self, item: &Item) -> Vec<(&'static str, &'a Said)> {
        let both = [("plan-safe-when", item.benchmark_id), ("plan-so-far", item.so_far_id)];
        both.into_iter().filter(|_| item.kind == Kind::Worry).filter_map(|(key, id)| Some((key, self.plan.texts.get(&id?)?))).collect()
    }
    fn lang(&self, said: &'a Said) -> &'a str {
        if said.tr_body.is_some() { "es" } else { &said.language }
    }
    fn body(&self, said: &'a Said) -> &'a str {
        said.tr_body.as_ref().unwrap_or(&said.body)
    }
    fn original(&self, said: &Said) -> String {
        self.text.with("common-words-original", &[("language", self.text.language(&said.language).into())])
    }
    fn foreign(&self, said: &Said) -> bool {
        said.language != "es"
    }
    fn written(&self, said: &Said) -> String {
        self.text.with("common-words-written", &[("language", self.text.language(&said.language).into())])
    }
    fn made(&self, by: &str) -> String {
        self.text.with("common-words-translated", &[("by", by.to_owned().into())])
    }
    fn think_of(&self, section: impl Borrow<Section>) -> String {
        let section = section.borrow();
        self.text.with("plan-think-of", &[("section", talk::section(self.text, *section).into())])
    }
    fn author(&self, said: &Said) -> String {
        let key = if said.entered_by_agency { "plan-author-entered" } else { "plan-author" };
        self.text.with(key, &[("name", said.author.clone().unwrap_or_default().into())])
    }
    fn mine(&self, said: &Said) -> bool {
        said.author_id == Some(self.frame.actor.person)
    }
    fn version(&self, head: &Head) -> String {
        self.text.with("plan-version", &[("version", head.version.into()), ("day", self.text.date(head.since.to_jiff()).into())])
    }
    fn change_language(&self) -> String {
        self.text.with("common-language-change", &[("language", Language::Es.endonym().into())])
    }
    fn by_day(&self, due: &jiff_sqlx::Date) -> String {
        self.text.with("plan-by", &[("day", self.text.day(due.to_jiff()).into())])
    }
    fn by_near(&self, due: &jiff_sqlx::Date) -> String {
        self.text.with("plan-by", &[("day", self.text.near(self.frame.actor.today, due.to_jiff()).into())])
    }
    fn steps(&self, goal: &ItemId) -> impl Iterator<Item = &'a Item> + use<'a> {
        let goal = *goal;
        self.plan.items.iter().filter(move |item| item.goal_id == Some(goal) && item.state != State::Done)
    }
    fn done(&self, goal: &ItemId) -> usize {
        self.plan.steps(*goal).filter(|step| step.state == State::Done).count()
    }
    fn done_count(&self, count: &usize) -> String {
        self.text.with("plan-done-count", &[("count", (*count).into())])
    }
    fn tag(&self, step: &Item) -> (&'static str, String) {
        let late = step.owed && step.due.as_ref().is_some_and(|due| due.to_jiff() < self.frame.actor.today);
        if late {
            ("late", self.say("plan-late"))
        } else if step.owed {
            ("", self.say("plan-agency"))
        } else if step.owner_id == Some(self.frame.actor.person) {
            ("us", self.say("plan-you"))
        } else {
            ("us", step.owner.as_deref().map(name).unwrap_or_default())
        }
    }
    fn small(&self, step: &Item) -> String {
        let who = step.owner.as_deref().filter(|_| step.owed).map(name);
        [who, step.due.as_ref().map(|due| self.by_near(due))].into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }
    fn next(&self) -> Vec<&'a Item> {
        let mine = |step: &&Item| !step.owed && step.owner_id == Some(self.frame.actor.person) && step.state != State::Done;
        let mut steps: Vec<&Item> = self.of(&Kind::Step).filter(mine).collect();
        steps.sort_by_key(|step| {
            (self.plan.waits_for(step).is_some(), step.due.as_ref().map_or(jiff::civil::Date::MAX, |due| due.to_jiff()), step.order_id.is_none())
        });
        steps.truncate(5);
        steps
    }
    fn form(&self) -> FormId {
        self.db.clock().mint()
    }
    fn kind(&self, kind: &ReplyKind) -> String {
        talk::kind(self.text, *kind)
    }
    fn well_being(&self, child: &ChildId) -> Vec<&'a Item> {
        let mut lines: Vec<&Item> = self.of(&Kind::WellBeing).filter(|line| line.child_id == Some(*child)).collect();
        lines.sort_by_key(|line| line.area.and_then(|area| Area::ALL.iter().position(|one| *one == area)));
        lines
    }
    fn area(&self, line: &Item) -> String {
        line.area.map(|area| child::area(self.text, area)).unwrap_or_default()
    }
    fn care(&self, line: &Item) -> String {
        let due = line.due.as_ref().map(|due| self.text.with("plan-next-date", &[("day", self.text.near(self.frame.actor.today, due.to_jiff()).into())]));
        [line.owner.as_deref().map(name), due].into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }
    fn name(&self, words: &str) -> String {
        name(words)
    }
    fn tel(&self) -> String {
        self.frame.phone.chars().filter(char::is_ascii_digit).collect()
    }
    fn signed_in(&self) -> String {
        self.text.with("common-signed-in", &[("name", self.frame.name.clone().into())])
    }
    fn unread(&self) -> String {
        self.text.with("common-unread", &[("count", self.frame.unread.into())])
    }
}

/// The page at the path `base`, for the signed-in person of the session `token`.
pub async fn page(db: &Db, token: &str, base: &str, site: &Path) -> String {
    static NAMES: OnceLock<std::collections::HashMap<String, String>> = OnceLock::new();
    let names = NAMES.get_or_init(|| server::assets::names(site).unwrap());
    let session = store::door::session(db, token).await.unwrap().unwrap();
    let signed: app::actor::SignedIn = serde_json::from_value(session.data[app::actor::SIGNED_IN].clone()).unwrap();
    let frame = db.frame(signed.id, &TimeZone::get(&signed.zone).unwrap()).await.unwrap();
    let short = base.strip_suffix("/plan").unwrap();
    let family: FamilyId = short.strip_prefix("/family/").unwrap().parse().unwrap();
    let mut tx = db.acting_as(&frame.actor, Intent::Read).await.unwrap();
    let plan = store::plan::read(&mut tx, family, "es").await.unwrap();
    tx.save().await.unwrap();
    let page = Page { text: Text(Language::Es), db, plan: &plan, frame: &frame, family, base, short };
    Sheet { page, style: &names["style.css"], exit: &names["exit.js"] }.render().unwrap()
}
