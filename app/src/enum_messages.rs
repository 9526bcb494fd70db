//! The Fluent messages of enum values: a prefix for each enum, then the value's slug. Only here are
//! keys built from enum values, so that a test can check each value in every language.

use model::account::{AccountEventKind, DeviceKind};
use model::calendar::needs::{EventNeed, NeedState};
use model::calendar::series::SeriesRule;
use model::calendar::{
    EventAct, EventAnswer, EventKind, EventPosition, EventTopic, EventWordsKind, FeedContent,
    WordsReaders,
};
use model::case_clock::{CaseDateKind, ClockKind};
use model::details::{FormatNeed, Race, WindowLook};
use model::family_time::{SupervisionLevel, VisitCanceller, VisitOutcome};
use model::language::Language;
use model::messages::{ContactKind, MessageKind};
use model::plan::reply::{ReplyKind, ReplyOutcome};
use model::plan::workload::DayPart;
use model::plan::{DecisionMaker, Permanency, StepState, WellBeingArea};
use model::role::Role;
use model::team::is_on_team_list;
use model::team::tribe::{NoticeMethod, PlacementPreference, TribeAnswer};
use model::team::{TeamContactKind, TeamRequestOutcome};
use model::transition::agreed_plan::ProxyWish;
use model::transition::area::{AreaQuestion, IDEA_COUNT};
use model::transition::budget::{BudgetItem, MoneyDirection};
use model::transition::clock::{MilestoneKind, TransitionDutyKind};
use model::transition::credit::CreditStep;
use model::transition::people::{CommitmentKind, ContactRhythm, ContactWay};
use model::transition::rights::YouthRight;
use model::transition::say::SayWay;
use model::transition::services_got::ServiceKind;
use model::transition::skills::{LifeSkill, SkillGroup, SkillState};
use model::transition::stay::{AgreementTerm, StayQuestion};
use model::transition::{DocumentKind, DocumentState, Release, TransitionPart};
use strum::VariantArray;

/// An enum whose values have a message each.
pub trait EnumMessage: Copy {
    fn message_key(self) -> String;
}

/// Slugs have underscores, because SQL needs no quotes for those; Fluent keys have hyphens.
fn build_key(prefix: &str, slug: &str) -> String {
    format!("{prefix}{}", slug.replace('_', "-"))
}

/// Each row: prefix, enum, and the values that have a message.
macro_rules! enum_messages {
    ($($prefix:literal $enum:ty, $slug:ident, $has_message:expr;)*) => {
        $(
            impl EnumMessage for $enum {
                fn message_key(self) -> String {
                    build_key($prefix, self.$slug())
                }
            }
        )*

        /// Every key that can be built, for the test that each exists.
        pub fn all_enum_message_keys() -> Vec<String> {
            let mut keys = Vec::new();
            $(
                let has_message: fn($enum) -> bool = $has_message;
                let values = <$enum>::VARIANTS.iter().copied();
                keys.extend(values.filter(|value| has_message(*value)).map(EnumMessage::message_key));
            )*
            keys.extend(further_message_keys());
            keys.extend(area_idea_keys());
            keys
        }
    };
}

/// Messages besides the name of a value. Each row: the function that builds the key, prefix, enum,
/// and the values that have such a message.
macro_rules! further_messages {
    ($($key:ident $prefix:literal $enum:ty, $has_message:expr;)*) => {
        $(
            pub fn $key(value: $enum) -> String {
                build_key($prefix, value.slug())
            }
        )*

        fn further_message_keys() -> Vec<String> {
            let mut keys = Vec::new();
            $(
                let has_message: fn($enum) -> bool = $has_message;
                let values = <$enum>::VARIANTS.iter().copied();
                keys.extend(values.filter(|value| has_message(*value)).map($key));
            )*
            keys
        }
    };
}

enum_messages! {
    "account-device-is-" DeviceKind, slug, |_| true;
    "account-event-is-" AccountEventKind, slug, |_| true;
    "account-format-" FormatNeed, slug, |_| true;
    "account-look-" WindowLook, slug, |_| true;
    "account-race-" Race, slug, |_| true;
    "calendar-act-" EventAct, slug, |_| true;
    "calendar-answer-" EventAnswer, slug, |_| true;
    "calendar-canceller-" VisitCanceller, slug, |_| true;
    "calendar-level-" SupervisionLevel, slug, |_| true;
    "calendar-outcome-" VisitOutcome, slug, |_| true;
    "calendar-clock-" ClockKind, slug, |_| true;
    "calendar-feed-content-" FeedContent, slug, |_| true;
    "calendar-needs-" EventNeed, slug, |_| true;
    "calendar-repeat-" SeriesRule, slug, |_| true;
    // Nothing is counted from the end of care.
    "calendar-since-" CaseDateKind, slug, |kind| kind != CaseDateKind::CareEnded;
    "calendar-position-is-" EventPosition, slug, |_| true;
    "calendar-readers-" WordsReaders, slug, |_| true;
    "calendar-state-" NeedState, slug, |_| true;
    "calendar-topic-" EventTopic, slug, |_| true;
    "calendar-words-kind-" EventWordsKind, slug, |_| true;
    "common-language-" Language, language_tag, |_| true;
    "common-role-" Role, slug, |_| true;
    "home-kind-" EventKind, slug, |_| true;
    "messages-contact-kind-" ContactKind, slug, |_| true;
    // A text has an author and a body; the other kinds are sentences about what happened.
    "messages-told-" MessageKind, slug, |kind| kind != MessageKind::Text;
    "plan-area-" WellBeingArea, slug, |_| true;
    "plan-decider-" DecisionMaker, slug, |_| true;
    "plan-kind-" ReplyKind, slug, |_| true;
    "plan-outcome-" ReplyOutcome, slug, |_| true;
    "plan-part-" DayPart, slug, |_| true;
    "plan-permanency-" Permanency, slug, |_| true;
    // Nothing was reported yet about an open step.
    "plan-state-" StepState, slug, |state| state != StepState::Open;
    "team-kind-" TeamContactKind, slug, |_| true;
    "team-notice-" NoticeMethod, slug, |_| true;
    "team-outcome-" TeamRequestOutcome, slug, |_| true;
    "team-placement-" PlacementPreference, slug, |_| true;
    "team-tribe-answer-" TribeAnswer, slug, |_| true;
    "transition-budget-direction-" MoneyDirection, slug, |_| true;
    "transition-budget-item-" BudgetItem, slug, |_| true;
    "transition-credit-step-is-" CreditStep, slug, |_| true;
    "transition-duty-" TransitionDutyKind, slug, |_| true;
    "transition-stop-" MilestoneKind, slug, |_| true;
    "transition-document-is-" DocumentKind, slug, |_| true;
    "transition-document-state-" DocumentState, slug, |_| true;
    "transition-ninety-wish-is-" ProxyWish, slug, |_| true;
    "transition-part-" TransitionPart, slug, |_| true;
    "transition-question-" AreaQuestion, slug, |_| true;
    "transition-people-kind-" CommitmentKind, slug, |_| true;
    "transition-people-rhythm-" ContactRhythm, slug, |_| true;
    "transition-people-way-" ContactWay, slug, |_| true;
    "transition-release-is-" Release, slug, |_| true;
    "transition-right-is-" YouthRight, slug, |_| true;
    "transition-say-way-" SayWay, slug, |_| true;
    "transition-service-kind-is-" ServiceKind, slug, |_| true;
    "transition-skill-group-" SkillGroup, slug, |_| true;
    "transition-skill-is-" LifeSkill, slug, |_| true;
    "transition-skill-state-" SkillState, slug, |_| true;
    "transition-stay-question-" StayQuestion, slug, |_| true;
    "transition-stay-term-" AgreementTerm, slug, |_| true;
}

further_messages! {
    busy_part_key "plan-busy-" DayPart, |_| true;
    clock_explanation_key "calendar-clock-what-" ClockKind, |_| true;
    contact_sentence_key "team-does-" TeamContactKind, |_| true;
    right_text_key "transition-right-text-" YouthRight, |_| true;
    role_sentence_key "team-role-" Role, is_on_team_list;
    skill_lesson_key "transition-skill-learn-" LifeSkill, |_| true;
}

/// A suggestion for an area: for the answer to `question`, or without one for a step. Numbers begin
/// with 1.
pub fn area_idea_key(
    area: TransitionPart,
    question: Option<AreaQuestion>,
    number: usize,
) -> String {
    let subject = question.map_or("step", AreaQuestion::slug);
    build_key(
        "transition-idea-",
        &format!("{}-{subject}-{number}", area.slug()),
    )
}

fn area_idea_keys() -> Vec<String> {
    let mut keys = Vec::new();
    for area in TransitionPart::AREAS {
        for question in AreaQuestion::ALL.iter().copied().map(Some).chain([None]) {
            keys.extend((1..=IDEA_COUNT).map(|number| area_idea_key(area, question, number)));
        }
    }
    keys
}
