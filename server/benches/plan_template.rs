//! The overview of the plan as an Askama template over the same queries: the baseline for the cost
//! of the portal's own rendering.
#![allow(clippy::unwrap_used, reason = "a bench stops at the first surprise")]

use std::borrow::Borrow;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::OnceLock;

use app::i18n::Localizer;
use app::plan::view::overview::excerpt;
use app::plan::view::replies;
use askama::Template;
use jiff::tz::TimeZone;
use model::id::{FamilyId, FormId, TextId};
use model::language::Language;
use model::plan::reply::ReplyKind;
use model::plan::{PlanItemKind, StepState};
use store::authored_text::AuthoredText;
use store::plan::overview::{
    SHOWN_NEXT_STEPS, SHOWN_OWN_WORDS, SHOWN_STRENGTHS, read_plan_overview,
};
use store::plan::{PlanItem, PublishedPlan, VersionHead};
use store::profile::Profile;
use store::{Db, Intent};

/// SVG paths of the icons, in the order in which the page shows them.
// As the portal writes them, because `plan same` compares the pages byte by byte.
const ICONS: [&str; 8] = [
    "M12 3.500a8.500 8.500 0 1 0 0 17 8.500 8.500 0 0 0 0-17zM3.500 12h17M12 3.500c2.300 2.400 \
        3.500 5.200 3.500 8.500s-1.200 6.100-3.500 \
        8.500c-2.300-2.400-3.500-5.200-3.500-8.500s1.200-6.100 3.500-8.500z",
    "M13.500 4H5.500v16h8M10.500 12H20M16.500 8.250 20.250 12l-3.750 3.750",
    "M6.500 3.750h3l1.500 4.500-2 1.500a11 11 0 0 0 5.250 5.250l1.500-2 4.500 1.500v3a2.500 2.500 \
        0 0 1-2.750 2.500C10 19.250 4.750 14 4 6.500a2.500 2.500 0 0 1 2.500-2.750z",
    "M3.5 11 12 4l8.500 7M6 9.500V20h12V9.500M10 20v-5.500h4V20",
    "M6 3.500h8.500L18.500 7.500V20.500H6zM14 3.500V8h4.500M9 12h6.500M9 15.500h6.500",
    "M4 5.500h16V17H10l-5 3.500V17H4z",
    "M4 5.500h16V20H4zM4 10h16M8.500 3.500v4M15.500 3.500v4",
    "M6 12h.010M12 12h.010M18 12h.010",
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
    fn items_of_kind(&self, kind: PlanItemKind) -> impl Iterator<Item = &'a PlanItem> + use<'a> {
        self.plan.items.iter().filter(move |item| item.kind == kind)
    }
    // Generic, because Askama passes some arguments by reference and others by value.
    fn first_items(
        &self,
        kind: impl Borrow<PlanItemKind>,
        most: impl Borrow<usize>,
    ) -> Vec<&'a PlanItem> {
        self.items_of_kind(*kind.borrow())
            .take(*most.borrow())
            .collect()
    }
    fn text_by_id(&self, id: &TextId) -> Option<&'a AuthoredText> {
        self.plan.texts.get(id)
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
    fn own_words(&self, authored: &'a AuthoredText) -> String {
        let words = self.text_body(authored);
        excerpt(words).unwrap_or_else(|| words.to_owned())
    }
    fn is_cut(&self, authored: &'a AuthoredText) -> bool {
        excerpt(self.text_body(authored)).is_some()
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
    // The portal's own rule and order, or the pages would differ.
    fn next_steps(&self) -> Vec<&'a PlanItem> {
        let mut steps = self.plan.open_steps_of(self.profile.actor.person);
        steps.truncate(SHOWN_NEXT_STEPS);
        steps
    }
    fn unanswered_goals(&self) -> usize {
        self.items_of_kind(PlanItemKind::AgencyGoal)
            .filter(|goal| {
                !self
                    .plan
                    .reply_counts
                    .iter()
                    .any(|talk| talk.item_id == Some(goal.id) && talk.own_replies > 0)
            })
            .count()
    }
    fn count_goals(&self) -> usize {
        self.items_of_kind(PlanItemKind::FamilyGoal).count()
            + self.items_of_kind(PlanItemKind::AgencyGoal).count()
    }
    fn count_children(&self) -> usize {
        let children: BTreeSet<String> = self
            .items_of_kind(PlanItemKind::WellBeing)
            .filter_map(|line| Some(line.child_id?.to_string()))
            .collect();
        children.len()
    }
    fn count_needs(&self) -> usize {
        self.items_of_kind(PlanItemKind::Need).count()
            + self.items_of_kind(PlanItemKind::Worry).count()
    }
    fn count_label(&self, key: &str, count: impl Borrow<usize>) -> String {
        self.text
            .format(key, &[("count", (*count.borrow()).into())])
    }
    fn closure_label(&self) -> String {
        let done = self
            .items_of_kind(PlanItemKind::ClosureCondition)
            .filter(|condition| condition.state == StepState::Done)
            .count();
        let all = self.items_of_kind(PlanItemKind::ClosureCondition).count();
        self.text.format(
            "plan-closure-met",
            &[
                ("done", done.to_string().into()),
                ("all", all.to_string().into()),
            ],
        )
    }
    // The portal generates an id for each form as well, so its cost is in both.
    fn new_form_id(&self) -> FormId {
        self.db.clock().new_id()
    }
    fn reply_label(&self, kind: &ReplyKind) -> String {
        replies::reply_kind_label(self.text, *kind)
    }
    fn step_label(&self, step: &PlanItem) -> String {
        let words = self
            .text_by_id(&step.text_id)
            .map(|authored| self.text_body(authored).to_owned());
        self.text.format(
            "plan-step-of",
            &[("step", words.unwrap_or_default().into())],
        )
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
    let plan = read_plan_overview(&mut tx, family, "es").await.unwrap();
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
