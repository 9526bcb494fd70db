//! The address of each page, in one place. `routes.rs` has the patterns that answer them.

use model::id::{
    ChildId, ChildTribeId, FamilyId, InterpretationId, ItemId, PersonId, ReplyId, TeamContactId,
    TeamPickId, TeamRequestId, ThreadId,
};
use model::plan::PlanItemKind;
use model::role::Role;
use model::team::TeamMemberRef;

pub use crate::account_paths::{
    ACCOUNT, ACCOUNT_AGAIN, ACCOUNT_DETAILS, ACCOUNT_DEVICES, ACCOUNT_EVENTS, ACCOUNT_PASSPHRASE,
    ACCOUNT_SECOND_STEP, ACCOUNT_SELF, ACCOUNT_WINDOW, CONFIRM_EMAIL, CONFIRM_PHONE,
    INVITATION_LETTER, PASSKEYS, RECOVER, RECOVERY_CARD, SIGN_IN_PASSKEY, STAFF_SIGN_IN,
    STAFF_SIGN_IN_RETURN, staff_sign_in,
};
pub use crate::calendar_paths::{
    CALENDAR_FEED, add_calendar_event, add_family_time, add_visit, calendar, calendar_clocks,
    calendar_day, calendar_days, calendar_event, calendar_feed_file, calendar_file, calendar_month,
    change_event_words, correct_held_date, detailed_calendar_file, edit_calendar_event,
    edit_family_time, event_needs, event_notes, event_words, family_time, move_calendar_event,
    note_held_date, own_position, print_calendar, print_family_time,
};
pub use crate::transition_paths::{
    ADD_COMMITMENT, OWN_CREDIT, OWN_SERVICES, TRANSITION, TRANSITION_AREAS, TRANSITION_COMMITMENTS,
    TRANSITION_SAY, add_budget_line, area_question, area_step, budget_line, credit_of,
    edit_area_step, services_of, transition_commitment, transition_dates, transition_note,
    transition_of, transition_of_family, transition_part, transition_release, transition_say,
};
pub use crate::transition_paths::{
    NINETY_DAYS, PROXY_WISH, agreed_plan_of, ninety_days_page, ninety_days_pdf, print_ninety_days,
};
pub use crate::transition_paths::{
    OWN_RIGHTS, PRINT_STAY_LETTER, STAY_CHECK_ID, STAY_LETTER, STAY_LETTER_PDF, TRANSITION_STAY,
    own_right, right_questions, rights_of, stay_check,
};
pub use crate::transition_paths::{
    TRANSITION_ARCHIVE, own_document, promised_document, released_file, vault, vault_file,
};

pub const HOME: &str = "/";
pub const FAMILIES: &str = "/families";
pub const SIGN_IN: &str = "/sign-in";
pub const WELCOME: &str = "/welcome";
pub const COOKIES: &str = "/cookies";
pub const LANGUAGE: &str = "/language";
/// Where the page's main form is posted while the language changes, so that what was typed is
/// preserved. No server function: middleware answers it.
pub const PRESERVE_FORM: &str = "/keep";
pub const EXIT: &str = "/exit";
/// Signs out. No server function: like `EXIT`, it is answered without the database.
pub const SIGN_OUT: &str = "/api/account/sign-out";
pub const HELP: &str = "/help";
/// What the navigation bar has no place for.
pub const MORE: &str = "/more";
/// Redirects to the plan of the family, or to the choice of a family.
pub const OWN_PLAN: &str = "/plan";
/// Redirects to the calendar of the family, or to the choice of a family.
pub const OWN_CALENDAR: &str = "/calendar";
/// Redirects to the access log of the family, or to the choice of a family.
pub const OWN_SHARING: &str = "/sharing";
/// Redirects to the team of the family, or to the choice of a family.
pub const OWN_TEAM: &str = "/team";
pub const MESSAGES: &str = "/messages";
pub const CHOOSE_RECIPIENT: &str = "/messages/new";
pub const ABSENCE: &str = "/messages/away";
pub const NOTIFICATION_PREFERENCES: &str = "/messages/notify";
pub const SEARCH_MESSAGES: &str = "/messages/search";
pub const MENTOR_CONTACTS: &str = "/messages/contacts";
pub const INTERPRETATION_QUEUE: &str = "/messages/queue";

// No function here escapes its values: ids, slugs, numbers and normalized codes contain no
// character that has a meaning in an address.
pub fn family(family: FamilyId) -> String {
    format!("/family/{family}")
}

pub fn plan(family: FamilyId) -> String {
    format!("/family/{family}/plan")
}

pub fn plan_words(family: FamilyId) -> String {
    format!("/family/{family}/plan/words")
}

pub fn plan_goals(family: FamilyId) -> String {
    format!("/family/{family}/plan/goals")
}

pub fn plan_children(family: FamilyId) -> String {
    format!("/family/{family}/plan/children")
}

pub fn plan_needs(family: FamilyId) -> String {
    format!("/family/{family}/plan/needs")
}

pub fn plan_orders(family: FamilyId) -> String {
    format!("/family/{family}/plan/orders")
}

pub fn plan_item(family: FamilyId, item: ItemId) -> String {
    format!("/family/{family}/plan/item/{item}")
}

/// `section` is the slug of a `PlanSection`.
pub fn plan_section(family: FamilyId, section: &str) -> String {
    format!("/family/{family}/plan/section/{section}")
}

pub fn plan_proposal(family: FamilyId) -> String {
    format!("/family/{family}/plan/propose")
}

pub fn plan_replies(family: FamilyId) -> String {
    format!("/family/{family}/plan/replies")
}

pub fn plan_reply(family: FamilyId, reply: ReplyId) -> String {
    format!("/family/{family}/plan/reply/{reply}")
}

pub fn own_words(family: FamilyId) -> String {
    format!("/family/{family}/plan/own")
}

pub fn edit_plan(family: FamilyId) -> String {
    format!("/family/{family}/plan/edit")
}

pub fn edit_plan_item(family: FamilyId, item: ItemId) -> String {
    format!("/family/{family}/plan/edit/{item}")
}

pub fn add_plan_item(family: FamilyId, kind: PlanItemKind) -> String {
    format!("/family/{family}/plan/add/{}", kind.slug())
}

pub fn edit_permanency(family: FamilyId) -> String {
    format!("/family/{family}/plan/heading")
}

pub fn closure(family: FamilyId) -> String {
    format!("/family/{family}/plan/closure")
}

pub fn workload(family: FamilyId) -> String {
    format!("/family/{family}/plan/week")
}

pub fn publish_plan(family: FamilyId) -> String {
    format!("/family/{family}/plan/publish")
}

pub fn plan_versions(family: FamilyId) -> String {
    format!("/family/{family}/plan/versions")
}

pub fn plan_version(family: FamilyId, version: i32) -> String {
    format!("/family/{family}/plan/version/{version}")
}

pub fn print_plan_version(family: FamilyId, version: i32) -> String {
    format!("/family/{family}/plan/version/{version}/print")
}

pub fn plan_version_pdf(family: FamilyId, version: i32) -> String {
    format!("/family/{family}/plan/version/{version}/pdf")
}

pub fn progress(family: FamilyId) -> String {
    format!("/family/{family}/plan/progress")
}

pub fn add_review(family: FamilyId) -> String {
    format!("/family/{family}/plan/review")
}

pub fn safety_plan(family: FamilyId) -> String {
    format!("/family/{family}/plan/safety")
}

/// The texts of a family that were requested in another language.
pub fn translations(family: FamilyId) -> String {
    format!("/family/{family}/plan/translations")
}

/// The page on which a worker translates one of them.
pub fn translation(family: FamilyId, request: InterpretationId) -> String {
    format!("/family/{family}/plan/translation/{request}")
}

pub fn sharing(family: FamilyId) -> String {
    format!("/family/{family}/sharing")
}

pub fn team(family: FamilyId) -> String {
    format!("/family/{family}/team")
}

/// The form for a person without an account; with `request`, filled in from a proposal.
pub fn add_team_contact(family: FamilyId, request: Option<TeamRequestId>) -> String {
    match request {
        Some(request) => format!("/family/{family}/team/add?request={request}"),
        None => format!("/family/{family}/team/add"),
    }
}

pub fn team_contact(family: FamilyId, contact: TeamContactId) -> String {
    format!("/family/{family}/team/contact/{contact}")
}

pub fn propose_team_member(family: FamilyId) -> String {
    format!("/family/{family}/team/propose")
}

/// The form for an objection; with `about`, the person is chosen.
pub fn object_to_team_member(family: FamilyId, about: Option<TeamMemberRef>) -> String {
    match about {
        Some(about) => format!("/family/{family}/team/object?about={about}"),
        None => format!("/family/{family}/team/object"),
    }
}

pub fn team_request(family: FamilyId, request: TeamRequestId) -> String {
    format!("/family/{family}/team/request/{request}")
}

/// The search for someone to add to the team.
pub fn add_team_member(family: FamilyId) -> String {
    format!("/family/{family}/team/member/add")
}

/// Inviting people on the team to make an account.
pub fn invite(family: FamilyId) -> String {
    format!("/family/{family}/team/invite")
}

/// The choice of a role for someone who is added.
pub fn choose_member_role(family: FamilyId, person: PersonId) -> String {
    format!("/family/{family}/team/member/add/{person}")
}

/// The form that adds a person in a role.
pub fn add_member_as(family: FamilyId, person: PersonId, role: Role) -> String {
    format!("/family/{family}/team/member/add/{person}/{}", role.slug())
}

/// Changing or ending a membership, for one of the person's roles.
pub fn team_member_as(family: FamilyId, person: PersonId, role: Role) -> String {
    format!("/family/{family}/team/member/{person}?role={}", role.slug())
}

/// What a person would see in a role; without a person anybody in it.
pub fn preview_as(family: FamilyId, role: Role, person: Option<PersonId>, part: &str) -> String {
    let address = format!("/family/{family}/team/preview/{}?part={part}", role.slug());
    match person {
        Some(person) => format!("{address}&member={person}"),
        None => address,
    }
}

/// The page on which a member of the team vouches for this person.
pub fn vouch(family: FamilyId, person: PersonId) -> String {
    format!("/family/{family}/team/vouch/{person}")
}

pub fn hand_over(family: FamilyId, person: PersonId) -> String {
    format!("/family/{family}/team/handover/{person}")
}

pub fn team_picks(family: FamilyId) -> String {
    format!("/family/{family}/team/picked")
}

/// The same page, with the form that refuses one of the picks.
pub fn refuse_pick(family: FamilyId, pick: TeamPickId) -> String {
    format!("/family/{family}/team/picked?pick={pick}")
}

/// What is known about the tribes of the children.
pub fn tribe(family: FamilyId) -> String {
    format!("/family/{family}/team/tribe")
}

/// The form that adds a row about a child and a tribe; with `child`, the child is chosen.
pub fn add_child_tribe(family: FamilyId, child: Option<ChildId>) -> String {
    match child {
        Some(child) => format!("/family/{family}/team/tribe/add?child={child}"),
        None => format!("/family/{family}/team/tribe/add"),
    }
}

pub fn child_tribe(family: FamilyId, row: ChildTribeId) -> String {
    format!("/family/{family}/team/tribe/{row}")
}

/// The form for an active effort, or for words of the tribe.
pub fn write_tribe_entry(family: FamilyId, row: ChildTribeId) -> String {
    format!("/family/{family}/team/tribe/{row}/write")
}

/// The dates of the panel as CSV.
pub fn tribe_table(family: FamilyId) -> String {
    format!("/family/{family}/team/tribe.csv")
}

pub fn new_group(family: FamilyId) -> String {
    format!("/family/{family}/messages/new")
}

/// The id of the place where a conversation opens: the divider before the first unread message, or
/// the end of the messages.
pub const THREAD_OPENING_ID: &str = "new";

/// A conversation, opened where reading goes on. Links to a conversation use this one.
pub fn thread(thread: ThreadId) -> String {
    format!("/messages/{thread}#{THREAD_OPENING_ID}")
}

/// The page of a conversation without a place on it: for a form that comes back, because browsers
/// ignore `autofocus` when the address names a place.
pub fn thread_page(thread: ThreadId) -> String {
    format!("/messages/{thread}")
}

/// A message on the newest page of its conversation.
pub fn message(thread: ThreadId, seq: i64) -> String {
    format!("/messages/{thread}#m{seq}")
}

/// A message that may be on a page of older messages: opens the page that shows it.
pub fn message_page(thread: ThreadId, seq: i64) -> String {
    format!("/messages/{thread}?at={seq}#m{seq}")
}

pub fn new_thread(person: PersonId) -> String {
    format!("/messages/new/{person}")
}

/// The contacts of a mentor with this parent.
pub fn mentor_contacts_with(parent: PersonId) -> String {
    format!("{MENTOR_CONTACTS}?parent={parent}")
}

pub fn participants(thread: ThreadId) -> String {
    format!("/messages/{thread}/readers")
}

pub fn print_thread(thread: ThreadId) -> String {
    format!("/messages/{thread}/print")
}

pub fn thread_pdf(thread: ThreadId) -> String {
    format!("/messages/{thread}/pdf")
}

/// The conversation as CSV.
pub fn thread_table(thread: ThreadId) -> String {
    format!("/messages/{thread}/table")
}

/// Attachment number `n` (from 0) of a message.
pub fn message_file(thread: ThreadId, seq: i64, n: usize) -> String {
    format!("/messages/{thread}/file/{seq}/{n}")
}

pub fn request_interpreter(thread: ThreadId, seq: i64) -> String {
    format!("/messages/{thread}/interpret/{seq}")
}

pub fn interpretation_request(request: InterpretationId) -> String {
    format!("/messages/queue/{request}")
}

/// Attachment number `n` (from 0) of a message that an interpreter may read.
pub fn interpretation_file(request: InterpretationId, seq: i64, n: usize) -> String {
    format!("/messages/queue/{request}/file/{seq}/{n}")
}

pub fn welcome_code(code: &str) -> String {
    format!("/welcome/{code}")
}
