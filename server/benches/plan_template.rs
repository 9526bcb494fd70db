//! The plan page as an Askama template over the same queries: the baseline for the cost of the
//! portal's own rendering.
#![allow(clippy::unwrap_used, reason = "a bench stops at the first surprise")]

use std::borrow::Borrow;
use std::path::Path;
use std::sync::OnceLock;

use app::i18n::{Localizer, isolate_bidi};
use app::plan::view::reader::PlanReader;
use app::plan::view::{children, replies};
use askama::Template;
use jiff::tz::TimeZone;
use model::id::{ChildId, FamilyId, FormId, ItemId, TextId};
use model::language::Language;
use model::plan::reply::{PlanSection, ReplyKind};
use model::plan::{PlanItemKind, StepState, WellBeingArea};
use store::authored_text::AuthoredText;
use store::plan::{PlanItem, PublishedPlan, VersionHead};
use store::profile::Profile;
use store::{Db, Intent};

/// SVG paths of the icons, in the order in which the page shows them.
// As the portal writes them, because `plan same` compares the pages byte by byte.
const ICONS: [&str; 9] = [
    "M12 3.500a8.500 8.500 0 1 0 0 17 8.500 8.500 0 0 0 0-17zM3.500 12h17M12 3.500c2.300 2.400 \
        3.500 5.200 3.500 8.500s-1.200 6.100-3.500 \
        8.500c-2.300-2.400-3.500-5.200-3.500-8.500s1.200-6.100 3.500-8.500z",
    "M13.500 4H5.500v16h8M10.500 12H20M16.500 8.250 20.250 12l-3.750 3.750",
    "M12 3.500a8.500 8.500 0 1 0 0 17 8.500 8.500 0 0 0 0-17zM12 11v5.250M12 7.750v.010",
    "M6.500 3.750h3l1.500 4.500-2 1.500a11 11 0 0 0 5.250 5.250l1.500-2 4.500 1.500v3a2.500 2.500 \
        0 0 1-2.750 2.500C10 19.250 4.750 14 4 6.500a2.500 2.500 0 0 1 2.500-2.750z",
    "M3.5 11 12 4l8.500 7M6 9.500V20h12V9.500M10 20v-5.500h4V20",
    "M6 3.500h8.500L18.500 7.500V20.500H6zM14 3.500V8h4.500M9 12h6.500M9 15.500h6.500",
    "M4 5.500h16V17H10l-5 3.500V17H4z",
    "M2.500 12C4.500 8 8 5.750 12 5.750S19.500 8 21.500 12C19.500 16 16 18.250 12 18.250S4.500 16 \
        2.500 12zM12 9.250a2.750 2.750 0 1 0 0 5.500 2.750 2.750 0 0 0 0-5.500z",
    "M12 3.500a8.500 8.500 0 1 0 0 17 8.500 8.500 0 0 0 0-17zM9.500 9.500a2.500 2.500 0 1 1 3.500 \
        2.300c-.700.350-1 .800-1 1.700M12 16.500v.010",
];

#[derive(Template)]
#[template(path = "plan.html")]
struct PlanTemplate<'a> {
    page: PlanTemplateData<'a>,
    style: &'a str,
    exit: &'a str,
}

/// The data and helpers of the template. Its text comes from the same Fluent files as the portal's.
struct PlanTemplateData<'a> {
    text: Localizer,
    db: &'a Db,
    plan: &'a PublishedPlan,
    profile: &'a Profile,
    family: FamilyId,
    /// The path of the plan page; `short` is the path of the family's page.
    base: &'a str,
    short: &'a str,
}

impl<'a> PlanTemplateData<'a> {
    fn localized_text(&self, key: &str) -> String {
        self.text.get(key)
    }
    // Generic, because Askama passes an argument of a macro by reference and a constant by value.
    fn items_of_kind<K: Borrow<PlanItemKind>>(
        &self,
        kind: K,
    ) -> impl Iterator<Item = &'a PlanItem> + use<'a, K> {
        let kind = *kind.borrow();
        self.plan.items.iter().filter(move |item| item.kind == kind)
    }
    fn text_by_id(&self, id: &TextId) -> Option<&'a AuthoredText> {
        self.plan.texts.get(id)
    }
    fn optional_text(&self, id: &Option<TextId>) -> Option<&'a AuthoredText> {
        self.plan.texts.get(&(*id)?)
    }
    /// For a worry: what would make it safe and what is done so far, each with the key of its
    /// label.
    fn worry_texts(&self, item: &PlanItem) -> Vec<(&'static str, &'a AuthoredText)> {
        let both = [
            ("plan-safe-when", item.benchmark_text_id),
            ("plan-so-far", item.progress_text_id),
        ];
        both.into_iter()
            .filter(|_| item.kind == PlanItemKind::Worry)
            .filter_map(|(key, id)| Some((key, self.plan.texts.get(&id?)?)))
            .collect()
    }
    // Spanish is the only language in which the bench reads the page.
    fn text_language(&self, authored: &'a AuthoredText) -> &'a str {
        if authored.tr_body.is_some() {
            "es"
        } else {
            &authored.language
        }
    }
    fn text_body(&self, authored: &'a AuthoredText) -> &'a str {
        authored.tr_body.as_ref().unwrap_or(&authored.body)
    }
    fn original_label(&self, authored: &AuthoredText) -> String {
        self.text.format(
            "common-words-original",
            &[(
                "language",
                self.text.language_name(&authored.language).into(),
            )],
        )
    }
    fn is_foreign_text(&self, authored: &AuthoredText) -> bool {
        authored.language != "es"
    }
    fn written_in_label(&self, authored: &AuthoredText) -> String {
        self.text.format(
            "common-words-written",
            &[(
                "language",
                self.text.language_name(&authored.language).into(),
            )],
        )
    }
    fn translated_by_label(&self, by: &str) -> String {
        self.text
            .format("common-words-translated", &[("by", by.to_owned().into())])
    }
    fn think_of_label(&self, section: impl Borrow<PlanSection>) -> String {
        let section = section.borrow();
        self.text.format(
            "plan-think-of",
            &[(
                "section",
                replies::section_title(self.text, PlanReader::Family, *section).into(),
            )],
        )
    }
    fn author_label(&self, authored: &AuthoredText) -> String {
        let key = if authored.entered_by_agency {
            "plan-author-entered"
        } else {
            "plan-author"
        };
        self.text.format(
            key,
            &[("name", authored.author.clone().unwrap_or_default().into())],
        )
    }
    fn is_own_text(&self, authored: &AuthoredText) -> bool {
        authored.author_id == Some(self.profile.actor.person)
    }
    fn version_label(&self, head: &VersionHead) -> String {
        self.text.format(
            "plan-version",
            &[
                ("version", head.version.into()),
                ("day", self.text.format_date(head.since.to_jiff()).into()),
            ],
        )
    }
    fn change_language(&self) -> String {
        self.text.format(
            "common-language-change",
            &[("language", Language::Es.endonym().into())],
        )
    }
    fn by_day(&self, due: &jiff_sqlx::Date) -> String {
        self.text.format(
            "plan-by",
            &[("day", self.text.format_day(due.to_jiff()).into())],
        )
    }
    fn by_near(&self, due: &jiff_sqlx::Date) -> String {
        self.text.format(
            "plan-by",
            &[(
                "day",
                self.text
                    .relative_day(self.profile.actor.today, due.to_jiff())
                    .into(),
            )],
        )
    }
    fn open_steps(&self, goal: &ItemId) -> impl Iterator<Item = &'a PlanItem> + use<'a> {
        let goal = *goal;
        self.plan
            .items
            .iter()
            .filter(move |item| item.goal_id == Some(goal) && item.state != StepState::Done)
    }
    fn count_done_steps(&self, goal: &ItemId) -> usize {
        self.plan
            .steps_of_goal(*goal)
            .filter(|step| step.state == StepState::Done)
            .count()
    }
    fn done_count_label(&self, count: &usize) -> String {
        self.text
            .format("plan-done-count", &[("count", (*count).into())])
    }
    fn step_tag(&self, step: &PlanItem) -> (&'static str, String) {
        let late = step.owed_by_agency
            && step
                .due
                .as_ref()
                .is_some_and(|due| due.to_jiff() < self.profile.actor.today);
        if late {
            ("urgent", self.localized_text("plan-late"))
        } else if step.owed_by_agency {
            ("", self.localized_text("plan-agency"))
        } else if step.owner_id == Some(self.profile.actor.person) {
            ("attention", self.localized_text("plan-you"))
        } else {
            (
                "attention",
                step.owner.as_deref().map(isolate_bidi).unwrap_or_default(),
            )
        }
    }
    fn step_details(&self, step: &PlanItem) -> String {
        let who = step
            .owner
            .as_deref()
            .filter(|_| step.owed_by_agency)
            .map(isolate_bidi);
        [who, step.due.as_ref().map(|due| self.by_near(due))]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" · ")
    }
    fn next_steps(&self) -> Vec<&'a PlanItem> {
        // The portal's own rule and order (`PlanView::own_open_steps`), or the pages would differ.
        let mine = |step: &&PlanItem| {
            !step.owed_by_agency
                && step.owner_id == Some(self.profile.actor.person)
                && step.state != StepState::Done
        };
        let mut steps: Vec<&PlanItem> = self
            .items_of_kind(&PlanItemKind::Step)
            .filter(mine)
            .collect();
        steps.sort_by_key(|step| {
            (
                self.plan.unfinished_prerequisite(step).is_some(),
                step.due
                    .as_ref()
                    .map_or(jiff::civil::Date::MAX, |due| due.to_jiff()),
                step.order_id.is_none(),
            )
        });
        steps.truncate(5);
        steps
    }
    // The portal generates an id for each form as well, so its cost is in both.
    fn new_form_id(&self) -> FormId {
        self.db.clock().new_id()
    }
    fn reply_label(&self, kind: &ReplyKind) -> String {
        replies::reply_kind_label(self.text, *kind)
    }
    fn well_being(&self, child: &ChildId) -> Vec<&'a PlanItem> {
        let mut lines: Vec<&PlanItem> = self
            .items_of_kind(&PlanItemKind::WellBeing)
            .filter(|line| line.child_id == Some(*child))
            .collect();
        lines.sort_by_key(|line| {
            line.area
                .and_then(|area| WellBeingArea::ALL.iter().position(|one| *one == area))
        });
        lines
    }
    fn area_label(&self, line: &PlanItem) -> String {
        line.area
            .map(|area| children::area_label(self.text, area))
            .unwrap_or_default()
    }
    fn care_details(&self, line: &PlanItem) -> String {
        let due = line.due.as_ref().map(|due| {
            self.text.format(
                "plan-next-date",
                &[(
                    "day",
                    self.text
                        .relative_day(self.profile.actor.today, due.to_jiff())
                        .into(),
                )],
            )
        });
        [line.owner.as_deref().map(isolate_bidi), due]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" · ")
    }
    fn display_name(&self, words: &str) -> String {
        isolate_bidi(words)
    }
    fn help_line_digits(&self) -> String {
        self.profile
            .phone
            .chars()
            .filter(char::is_ascii_digit)
            .collect()
    }
    fn signed_in(&self) -> String {
        self.text.format(
            "common-signed-in",
            &[("name", self.profile.name.clone().into())],
        )
    }
    fn unread_label(&self) -> String {
        self.text
            .format("common-unread", &[("count", self.profile.unread.into())])
    }
}

/// The page at the path `base`, for the signed-in person of the session `token`.
pub async fn render_template(db: &Db, token: &str, base: &str, site: &Path) -> String {
    // The portal reads the manifest once when it starts, and not for each page.
    static ASSET_NAMES: OnceLock<std::collections::HashMap<String, String>> = OnceLock::new();
    let names =
        ASSET_NAMES.get_or_init(|| server::http::assets::load_asset_manifest(site).unwrap());
    // The same queries as the portal's middleware and page, so that only the rendering differs.
    let session = store::authentication::find_session(db, token)
        .await
        .unwrap()
        .unwrap();
    let signed: app::request::context::SignedIn =
        serde_json::from_value(session.data[app::request::context::SIGNED_IN_KEY].clone()).unwrap();
    let profile = db
        .load_profile(signed.id, &TimeZone::get(&signed.zone).unwrap())
        .await
        .unwrap();
    let short = base.strip_suffix("/plan").unwrap();
    let family: FamilyId = short.strip_prefix("/family/").unwrap().parse().unwrap();
    // The portal reads with this intent too: Maria is of the family, so nothing is logged.
    let mut tx = db.acting_as(&profile.actor, Intent::Read).await.unwrap();
    let plan = store::plan::read_plan(&mut tx, family, "es").await.unwrap();
    tx.commit().await.unwrap();
    let page = PlanTemplateData {
        text: Localizer(Language::Es),
        db,
        plan: &plan,
        profile: &profile,
        family,
        base,
        short,
    };
    PlanTemplate {
        page,
        style: &names["style.css"],
        exit: &names["exit.js"],
    }
    .render()
    .unwrap()
}
