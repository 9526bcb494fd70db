//! The ninety-day plan: the pages that a young person reads, agrees with one by one and keeps. A
//! page has what they wrote in one part of their plan (Wis. Stat. 48.385 (1); 42 U.S.C. 675(5)(H)).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use strum::VariantArray;

use super::area::AreaQuestion;
use super::budget::{BudgetItem, MoneyDirection};
use super::people::{CommitmentKind, ContactRhythm, ContactWay};
use super::skills::{LifeSkill, SkillState};
use super::{DocumentKind, DocumentState, TransitionPart};
use crate::slug_enum::slug_enum;

slug_enum! {
    /// Whether a young person wants to name a person who decides about their health care when they
    /// cannot. It is a wish, and names no one.
    #[derive(Hash, VariantArray)]
    pub enum ProxyWish {
        Yes = "yes",
        No = "no",
        /// They want to talk about it first.
        TalkFirst = "talk_first",
    }
}

impl ProxyWish {
    pub const ALL: &'static [Self] = Self::VARIANTS;
}

/// Values as their slugs, so that a stored copy stays readable when a variant is renamed.
mod by_slug {
    use std::str::FromStr;

    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};

    pub(super) fn serialize<T, S>(value: &T, serializer: S) -> Result<S::Ok, S::Error>
    where
        T: Copy + Into<&'static str>,
        S: Serializer,
    {
        serializer.serialize_str((*value).into())
    }

    pub(super) fn deserialize<'de, T, D>(deserializer: D) -> Result<T, D::Error>
    where
        T: FromStr,
        D: Deserializer<'de>,
    {
        let slug = String::deserialize(deserializer)?;
        T::from_str(&slug).map_err(|_| D::Error::custom("an unknown slug"))
    }
}

/// Something that is on a page.
// A page that a young person agreed with is stored in this form and kept. Renaming a field or a tag
// makes the stored copies unreadable, and a new field needs a default.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "line", rename_all = "snake_case")]
pub enum PlanLine {
    Answer {
        #[serde(with = "by_slug")]
        question: AreaQuestion,
        language: String,
        words: String,
    },
    /// On the page of health.
    Proxy {
        #[serde(with = "by_slug")]
        wish: ProxyWish,
    },
    Step {
        language: String,
        words: String,
        helper: Option<String>,
        due: Option<Date>,
        is_done: bool,
    },
    Document {
        #[serde(with = "by_slug")]
        document: DocumentKind,
        #[serde(with = "by_slug")]
        state: DocumentState,
        helper: Option<String>,
        due: Option<Date>,
        is_by_agency: bool,
    },
    /// One that holds.
    Commitment {
        adult: String,
        #[serde(with = "by_slug")]
        about: CommitmentKind,
        language: String,
        words: Option<String>,
        #[serde(with = "by_slug")]
        way: ContactWay,
        #[serde(with = "by_slug")]
        rhythm: ContactRhythm,
    },
    Budget {
        #[serde(with = "by_slug")]
        direction: MoneyDirection,
        #[serde(with = "by_slug")]
        item: BudgetItem,
        name: Option<String>,
        cents: i64,
    },
    Skill {
        #[serde(with = "by_slug")]
        skill: LifeSkill,
        #[serde(with = "by_slug")]
        state: SkillState,
    },
}

impl PlanLine {
    /// The place of the line on its page. Lines of the same rank keep their order.
    fn rank(&self) -> (u8, usize) {
        fn place<T: PartialEq>(all: &[T], wanted: &T) -> usize {
            // The lists have every value, so the place is always found.
            all.iter().position(|one| one == wanted).unwrap_or(0)
        }
        match self {
            Self::Answer { question, .. } => (0, place(AreaQuestion::ALL, question)),
            Self::Proxy { .. } => (1, 0),
            Self::Step { .. } => (2, 0),
            Self::Document { document, .. } => (3, place(DocumentKind::ALL, document)),
            Self::Commitment { .. } => (4, 0),
            Self::Budget { direction, .. } => (5, usize::from(*direction == MoneyDirection::Out)),
            Self::Skill { skill, .. } => (6, place(LifeSkill::ALL, skill)),
        }
    }
}

/// What a page lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lack {
    /// Nothing is written about the area.
    Area,
    Now,
    Goal,
    Steps,
    /// The young person has not said whether they want a health care proxy.
    Proxy,
    /// Of some document nothing is said.
    Documents,
    /// No adult has said yes.
    People,
}

/// A page of the plan: what is in one part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanPage {
    #[serde(with = "by_slug")]
    pub part: TransitionPart,
    pub lines: Vec<PlanLine>,
}

/// How far the list of rights has come: the page of the plan that is no part, and has no agreement.
// A copy of a plan stores it in this form, so the same holds as for the form of `PlanLine`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RightsProgress {
    /// The day of the last signature that holds.
    pub signed_on: Option<Date>,
    /// How many rights the young person says they understood.
    pub understood: usize,
    /// How many the list had.
    pub all: usize,
}

impl RightsProgress {
    /// What a copy stores in place of the part of a page.
    pub const COPY_SLUG: &'static str = "rights";

    pub fn to_json(&self) -> String {
        // Numbers and dates always have a form in JSON.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// `None` for other text.
    pub fn from_json(json: &str) -> Option<Self> {
        serde_json::from_str(json).ok()
    }
}

/// Whether the plan has a page of this part even when nothing is in it.
const fn has_page_always(part: TransitionPart) -> bool {
    part.is_required() || matches!(part, TransitionPart::People | TransitionPart::Money)
}

impl PlanPage {
    /// The pages of a plan with these lines, in the order of `TransitionPart::ALL`: those that
    /// every plan has, and those of other parts in which something is.
    pub fn assemble(lines: Vec<(TransitionPart, PlanLine)>) -> Vec<Self> {
        let pages = TransitionPart::ALL.iter().map(|&part| {
            let mut own: Vec<PlanLine> = lines
                .iter()
                .filter(|(of, _)| *of == part)
                .map(|(_, line)| line.clone())
                .collect();
            own.sort_by_key(PlanLine::rank);
            Self { part, lines: own }
        });
        pages
            .filter(|page| has_page_always(page.part) || !page.lines.is_empty())
            .collect()
    }

    /// The page as text to compare: a step that was done since makes no other plan.
    pub fn compared_text(&self) -> String {
        // The text decides whether the young person has to agree again. A step that is done is what
        // they agreed to, and asking again for it would make doing a step look like a change of the
        // plan.
        let mut page = self.clone();
        for line in &mut page.lines {
            if let PlanLine::Step { is_done, .. } = line {
                *is_done = false;
            }
        }
        page.to_json()
    }

    pub fn to_json(&self) -> String {
        // Strings, numbers and dates always have a form in JSON.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// `None` for text that is no page.
    pub fn from_json(json: &str) -> Option<Self> {
        serde_json::from_str(json).ok()
    }

    /// What is missing on the page, in the order in which it is asked for.
    pub fn missing_content(&self) -> Vec<Lack> {
        let any = |is_wanted: fn(&PlanLine) -> bool| self.lines.iter().any(is_wanted);
        match self.part {
            TransitionPart::Documents => {
                // A document has one line at most, so the number of lines is the number of
                // documents about which something is said.
                let lacks = self.lines.len() < DocumentKind::ALL.len();
                lacks.then_some(Lack::Documents).into_iter().collect()
            }
            TransitionPart::People => {
                let lacks = self.lines.is_empty();
                lacks.then_some(Lack::People).into_iter().collect()
            }
            // Neither has to be in a plan, so nothing can be missing.
            TransitionPart::Budget | TransitionPart::Skills => Vec::new(),
            _ => {
                let mut lacks = self.area_lacks();
                let is_proxy = |line: &PlanLine| matches!(line, PlanLine::Proxy { .. });
                if self.part == TransitionPart::Health && !any(is_proxy) {
                    lacks.push(Lack::Proxy);
                }
                lacks
            }
        }
    }

    fn area_lacks(&self) -> Vec<Lack> {
        let answers = |wanted: AreaQuestion| {
            let is_answer = |line: &PlanLine| matches!(line, PlanLine::Answer { question, .. } if *question == wanted);
            self.lines.iter().any(is_answer)
        };
        let is_step = |line: &PlanLine| matches!(line, PlanLine::Step { .. });
        let has_steps = self.lines.iter().any(is_step);
        let (has_now, has_goal) = (answers(AreaQuestion::Now), answers(AreaQuestion::Goal));
        // One sentence about an untouched area reads better than a list of all that it does not
        // have.
        if !has_now && !has_goal && !has_steps {
            return vec![Lack::Area];
        }
        [
            (has_now, Lack::Now),
            (has_goal, Lack::Goal),
            (has_steps, Lack::Steps),
        ]
        .into_iter()
        .filter_map(|(has, lack)| (!has).then_some(lack))
        .collect()
    }
}

/// The name of a page on the forms of the state, which are in English. Wis. Admin. Code DCF
/// 21.02 (8) says what a plan to discharge has, Wis. Stat. 48.385 (1) what a ninety-day plan has.
pub const fn official_name(part: TransitionPart) -> Option<&'static str> {
    match part {
        TransitionPart::Housing => Some("Housing · Wis. Stat. § 48.385 (1); DCF 21.02 (8)(b)"),
        TransitionPart::Health => Some("Health care · Wis. Stat. § 48.385 (1); DCF 21.02 (8)(c)"),
        TransitionPart::Education => Some("Education · Wis. Stat. § 48.385 (1); DCF 21.02 (8)(d)"),
        TransitionPart::Support => Some(
            "Mentoring and continuing support services · Wis. Stat. § 48.385 (1); continuing \
                independent living services · DCF 21.02 (8)(h)",
        ),
        TransitionPart::Work => {
            Some("Workforce support and employment services · Wis. Stat. § 48.385 (1)")
        }
        TransitionPart::Documents => Some("Essential documents · DCF 21.02 (8)(i)"),
        TransitionPart::People => Some("Relationships with supportive adults · DCF 21.02 (8)(e)"),
        // The rules name no page for the other parts.
        _ => None,
    }
}

/// How the day on which care is expected to end is called in a plan to discharge.
pub const DISCHARGE_DATE_NAME: &str = "Anticipated discharge date and age · DCF 21.02 (8)(a)";

/// The state's form with which a young person stays in care after 18.
pub const STAY_FORM_NAME: &str =
    "Voluntary Transition-to-Independent-Living Agreement · DCF-F-5030-E";

#[cfg(test)]
mod tests {
    use super::*;

    fn step(is_done: bool) -> PlanLine {
        PlanLine::Step {
            language: "en".into(),
            words: "Visit the college".into(),
            helper: None,
            due: Some(jiff::civil::date(2026, 12, 18)),
            is_done,
        }
    }

    #[test]
    fn a_plan_has_a_page_for_every_required_part_and_says_what_each_lacks() {
        let empty = PlanPage::assemble(Vec::new());
        assert!(
            TransitionPart::ALL
                .iter()
                .filter(|part| part.is_required())
                .all(|part| empty.iter().any(|page| page.part == *part))
        );
        assert!(empty.iter().all(|page| !page.missing_content().is_empty()));
        let filled = PlanPage::assemble(vec![
            (TransitionPart::Work, step(false)),
            (
                TransitionPart::Skills,
                PlanLine::Skill {
                    skill: LifeSkill::Cook,
                    state: SkillState::Can,
                },
            ),
        ]);
        let page = |part: TransitionPart| filled.iter().find(|page| page.part == part);
        let work = page(TransitionPart::Work).unwrap();
        assert_eq!(work.missing_content(), [Lack::Now, Lack::Goal]);
        assert!(page(TransitionPart::Skills).is_some());
        assert!(page(TransitionPart::Budget).is_none());
        let health = page(TransitionPart::Health).unwrap();
        assert_eq!(health.missing_content(), [Lack::Area, Lack::Proxy]);
    }

    #[test]
    fn a_page_is_read_back_as_it_was_and_a_step_that_is_done_makes_no_other_plan() {
        let page = |is_done: bool| PlanPage {
            part: TransitionPart::Work,
            lines: vec![step(is_done)],
        };
        let done = page(true);
        assert_eq!(PlanPage::from_json(&done.to_json()), Some(done.clone()));
        assert_eq!(done.compared_text(), page(false).compared_text());
        assert_ne!(done.to_json(), page(false).to_json());
        assert_eq!(PlanPage::from_json("{}"), None);
    }

    #[test]
    fn the_rights_of_a_copy_are_read_back_and_are_no_part() {
        let rights = RightsProgress {
            signed_on: Some(jiff::civil::date(2026, 11, 20)),
            understood: 2,
            all: 9,
        };
        assert_eq!(
            RightsProgress::from_json(&rights.to_json()),
            Some(rights.clone())
        );
        assert_eq!(RightsProgress::from_json("{}"), None);
        // An earlier version of the portal reads it as no page, and leaves it out.
        assert_eq!(PlanPage::from_json(&rights.to_json()), None);
        // A part of this name would be read by those to whom it is released.
        assert!(RightsProgress::COPY_SLUG.parse::<TransitionPart>().is_err());
    }

    #[test]
    fn each_number_of_a_plan_to_discharge_is_beside_one_page() {
        let name = |part: &TransitionPart| official_name(*part);
        let pages = TransitionPart::ALL.iter().filter_map(name);
        let names: Vec<&str> = pages.chain([DISCHARGE_DATE_NAME]).collect();
        // The copy of the rule that was read has no (f) and no (g): see docs/law.md.
        for letter in ["a", "b", "c", "d", "e", "h", "i"] {
            let number = format!("DCF 21.02 (8)({letter})");
            let found = names.iter().filter(|name| name.ends_with(&number));
            assert_eq!(found.count(), 1, "{number}");
        }
    }
}
