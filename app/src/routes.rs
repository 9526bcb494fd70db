//! The pages of the portal: the route of each, who may open it, and its budgets: SQL statements,
//! length and choices. The router and the tests read this one table.

use leptos::prelude::*;
use leptos_router::components::{Route as PageRoute, Router, Routes};
use leptos_router::{SsrMode, path};

use crate::account::pages::again::AgainPage;
use crate::account::pages::contact::{ConfirmEmailPage, ConfirmPhonePage};
use crate::account::pages::cookies::Cookies;
use crate::account::pages::details::DetailsPage;
use crate::account::pages::devices::DevicesPage;
use crate::account::pages::events::AccountEventsPage;
use crate::account::pages::exit::Exit;
use crate::account::pages::invite::InvitePage;
use crate::account::pages::language::LanguagePage;
use crate::account::pages::letter::InvitationLetter;
use crate::account::pages::own::AccountPage;
use crate::account::pages::passkeys::PasskeysPage;
use crate::account::pages::passphrase::PassphrasePage;
use crate::account::pages::recover::RecoverPage;
use crate::account::pages::recovery_card::RecoveryCardPage;
use crate::account::pages::second_step::SecondStepPage;
use crate::account::pages::self_identification::SelfIdentificationPage;
use crate::account::pages::sign_in::SignIn;
use crate::account::pages::sign_in_passkey::SignInPasskey;
use crate::account::pages::staff::{StaffSignIn, StaffSignInReturn};
use crate::account::pages::welcome::{Welcome, WelcomeCode};
use crate::account::pages::window::WindowPage;
use crate::calendar::pages::change::{AddEventPage, EditEventPage};
use crate::calendar::pages::clocks::ClocksPage;
use crate::calendar::pages::event::EventPage;
use crate::calendar::pages::family_time::{FamilyTimePage, PrintFamilyTime};
use crate::calendar::pages::family_time_plan::{
    AddFamilyTimePage, AddVisitPage, EditFamilyTimePage,
};
use crate::calendar::pages::feed::FeedPage;
use crate::calendar::pages::held_date::HeldDatePage;
use crate::calendar::pages::month::{CalendarDayPage, MonthPage};
use crate::calendar::pages::needs::EventNeedsPage;
use crate::calendar::pages::notes::EventNotesPage;
use crate::calendar::pages::observances::ObservancesPage;
use crate::calendar::pages::print::PrintCalendar;
use crate::calendar::pages::words::EventWordsPage;
use crate::calendar::pages::{CalendarPage, RedirectToCalendar};
use crate::error::AppError;
use crate::help::pages::Help;
use crate::home::pages::{FamiliesPage, FamilyPage, HomePage};
use crate::messages::pages::MessagesPage;
use crate::messages::pages::absence::AbsencePage;
use crate::messages::pages::interpretation::{
    InterpretationQueue, InterpretationRequest, RequestInterpreter,
};
use crate::messages::pages::mentor_contacts::MentorContacts;
use crate::messages::pages::new_group::NewGroup;
use crate::messages::pages::new_thread::{ChooseRecipient, NewThread};
use crate::messages::pages::notification_preferences::NotificationPreferencesPage;
use crate::messages::pages::participants::ParticipantsPage;
use crate::messages::pages::print::PrintThread;
use crate::messages::pages::search::SearchMessages;
use crate::messages::pages::thread::ThreadPage;
use crate::more::pages::MorePage;
use crate::page::error_page::error_page;
use crate::page::render_page;
use crate::plan::pages::closure::ClosurePage;
use crate::plan::pages::edit::EditPlan;
use crate::plan::pages::item::PlanItemPage;
use crate::plan::pages::item_add::AddPlanItem;
use crate::plan::pages::item_form::EditPlanItem;
use crate::plan::pages::own_words::AddOwnWords;
use crate::plan::pages::parts::{
    PlanChildrenPage, PlanGoalsPage, PlanNeedsPage, PlanOrdersPage, PlanWordsPage,
};
use crate::plan::pages::permanency::EditPermanency;
use crate::plan::pages::print::PrintPlanVersion;
use crate::plan::pages::progress::{AddReview, ProgressPage};
use crate::plan::pages::publish::PublishPlan;
use crate::plan::pages::replies::{RepliesPage, ReplyPage};
use crate::plan::pages::safety::SafetyPlanPage;
use crate::plan::pages::section::{ProposalPage, SectionPage};
use crate::plan::pages::translations::{TranslateText, TranslationRequests};
use crate::plan::pages::versions::{PlanVersionPage, PlanVersionsPage};
use crate::plan::pages::workload::WorkloadPage;
use crate::plan::pages::{PlanPage, RedirectToPlan};
use crate::route_table::{PageBudget, Route, RouteAccess};
use crate::sharing::pages::{AccessLogPage, RedirectToSharing};
use crate::team::pages::contact::{AddTeamContact, EditTeamContact};
use crate::team::pages::handover::HandOverPage;
use crate::team::pages::member_edit::EditMemberPage;
use crate::team::pages::membership::{AddMemberPage, ChooseMemberRole, FindMemberPage};
use crate::team::pages::picked::PickedPage;
use crate::team::pages::preview::PreviewPage;
use crate::team::pages::request::{ObjectToTeamMember, ProposeTeamMember, TeamRequestPage};
use crate::team::pages::tribe::TribePage;
use crate::team::pages::tribe_forms::{AddTribePage, EditTribePage, WriteTribePage};
use crate::team::pages::vouch::VouchPage;
use crate::team::pages::{RedirectToTeam, TeamPage};
use crate::transition::pages::adult::{ReleasedTransitionPage, TransitionYouthsPage};
use crate::transition::pages::area::AreaPage;
use crate::transition::pages::area_question::AreaQuestionPage;
use crate::transition::pages::area_step::AreaStepPage;
use crate::transition::pages::areas::AreasPage;
use crate::transition::pages::budget::BudgetPage;
use crate::transition::pages::budget_line::BudgetLinePage;
use crate::transition::pages::commitment::{CommitmentPage, CommitmentsPage};
use crate::transition::pages::credit::{CreditOfPage, OwnCreditPage};
use crate::transition::pages::dates::TransitionDatesPage;
use crate::transition::pages::document::OwnDocumentPage;
use crate::transition::pages::document_promise::PromiseDocumentPage;
use crate::transition::pages::documents::DocumentsPage;
use crate::transition::pages::ninety_day::NinetyDaysPage;
use crate::transition::pages::ninety_day_page::NinetyDaysPartPage;
use crate::transition::pages::ninety_day_print::{AgreedPlanPage, PrintNinetyDays};
use crate::transition::pages::note::TransitionNotePage;
use crate::transition::pages::people::{AddCommitmentPage, PeoplePage};
use crate::transition::pages::proxy_wish::ProxyWishPage;
use crate::transition::pages::release::TransitionReleasePage;
use crate::transition::pages::rights::{OwnRightPage, OwnRightsPage};
use crate::transition::pages::rights_of::{RightQuestionsPage, RightsOfPage};
use crate::transition::pages::road::TransitionPage;
use crate::transition::pages::say::{MeetingSayPage, SayPage};
use crate::transition::pages::services_got::{OwnServicesPage, ServicesOfPage};
use crate::transition::pages::skills::SkillsPage;
use crate::transition::pages::stay::StayPage;
use crate::transition::pages::stay_letter::{PrintStayLetter, StayLetterPage};
use crate::transition::pages::vault::VaultPage;

/// Pages are rendered completely before the first byte is sent, so that they work without
/// JavaScript.
const RENDER_MODE: SsrMode = SsrMode::Async;

/// Builds the table of pages and the root component from the same rows, so that no page exists
/// without an entry. Each row: path, component, who may open it, maximum of SQL statements, of
/// screens and of choices (`PageBudget`), description. An earlier row wins where two paths
/// match.
macro_rules! page_routes {
    ($(
        $path:tt $page:ident $access:ident
        $max_statements:literal $max_screens:literal $max_choices:literal
        $description:literal;
    )*) => {
        /// The pages. A page should take at most four statements.
        pub const PAGE_ROUTES: &[Route] = &[
            $(Route::page(
                $path,
                RouteAccess::$access,
                PageBudget {
                    max_statements: $max_statements,
                    max_screens: $max_screens,
                    max_choices: $max_choices,
                },
                $description,
            )),*
        ];

        /// Root component.
        #[component]
        pub fn App() -> impl IntoView {
            view! {
                <Router>
                    <Routes fallback=NotFoundPage>
                        $(<PageRoute path=path!($path) view=$page ssr=RENDER_MODE />)*
                    </Routes>
                </Router>
            }
        }
    };
}

page_routes! {
    "/" HomePage SignedIn 6 3 16 "today, or the list of families";
    "/families" FamiliesPage SignedIn 5 3 13 "the families of one's teams";
    "/family/:id" FamilyPage Team 6 3 16 "today for one family";
    "/family/:id/plan" PlanPage Team 5 3 16 "a family's plan: the overview";
    "/family/:id/plan/words" PlanWordsPage Team 4 3 14 "the family's own words, and the strengths";
    "/family/:id/plan/goals" PlanGoalsPage Team 4 4 20 "the goals of the plan, with their steps";
    "/family/:id/plan/children" PlanChildrenPage Team 4 3 9 "how the children are";
    "/family/:id/plan/needs" PlanNeedsPage Team 4 2 8 "the needs and worries of the plan";
    "/family/:id/plan/orders" PlanOrdersPage Team 4 2 3 "the court orders of the plan, with their steps";
    "/family/:id/plan/item/:item" PlanItemPage PlanReaders 5 3 16 "an item of the plan, with the replies to it";
    "/family/:id/plan/section/:section" SectionPage Team 4 3 17 "a section of the plan, with the replies to it";
    "/family/:id/plan/propose" ProposalPage Family 4 3 11 "proposing something for the plan";
    "/family/:id/plan/replies" RepliesPage Team 4 2 7 "the replies to the plan, with their answers";
    "/family/:id/plan/reply/:reply" ReplyPage PlanReaders 4 2 9 "one reply to the plan, with its answer";
    "/family/:id/plan/own" AddOwnWords Family 4 2 9 "adding one's own words to the plan";
    "/family/:id/plan/edit" EditPlan Worker 5 4 20 "the working copy of the plan";
    "/family/:id/plan/edit/:item" EditPlanItem Worker 5 3 16 "changing an item; a family's own words only by their author";
    "/family/:id/plan/heading" EditPermanency Worker 4 4 23 "changing the permanency goals; absent where children live at home";
    "/family/:id/plan/closure" ClosurePage Team 4 2 8 "the conditions for closing the case";
    "/family/:id/plan/week" WorkloadPage WorkloadReaders 4 4 34 "the weekly workload of the plan, and each person's capacity";
    "/family/:id/plan/add/:kind" AddPlanItem Worker 4 4 24 "adding an item to the plan";
    "/family/:id/plan/publish" PublishPlan Worker 5 3 13 "publishing the plan";
    "/family/:id/plan/versions" PlanVersionsPage Team 4 2 4 "the versions of the plan";
    "/family/:id/plan/version/:version" PlanVersionPage PlanReaders 4 2 4 "the changes of one version, with its reason";
    "/family/:id/plan/version/:version/print" PrintPlanVersion PlanReaders 4 6 4 "a version of the plan to print";
    "/family/:id/plan/progress" ProgressPage Team 4 4 15 "progress, as each group rates it";
    "/family/:id/plan/review" AddReview Worker 4 2 7 "adding a review";
    "/family/:id/plan/safety" SafetyPlanPage Team 5 3 12 "the safety plan on one page";
    "/family/:id/plan/translations" TranslationRequests Worker 4 2 5 "the texts that somebody asked for in their language";
    "/family/:id/plan/translation/:request" TranslateText Worker 4 2 6 "writing the translation of one of them";
    "/family/:id/calendar" CalendarPage Team 5 3 12 "a family's calendar";
    "/family/:id/calendar/month" MonthPage Team 4 3 20 "a month of a family's calendar";
    "/family/:id/calendar/day" CalendarDayPage Team 4 2 6 "the events of one day";
    "/family/:id/calendar/print" PrintCalendar Team 4 3 4 "the events of the next four weeks, to print";
    "/family/:id/calendar/add" AddEventPage Worker 4 5 29 "adding an event";
    // The dates of the case, the events that are planned, the holidays before those, and what was
    // held.
    "/family/:id/calendar/clocks" ClocksPage Team 4 4 9 "by when the law wants reviews and hearings, and what was held";
    "/family/:id/calendar/clocks/held" HeldDatePage Worker 4 2 6 "noting that a review or hearing was held, or correcting that";
    "/family/:id/calendar/days" ObservancesPage Family 4 2 8 "the days that one keeps, on which no event should be";
    // One statement for each list: plans, children, words and visits.
    "/family/:id/calendar/family-time" FamilyTimePage Team 4 5 24 "family time: the plans, and what came of the visits";
    "/family/:id/calendar/family-time/print" PrintFamilyTime Team 4 6 3 "family time to print, such as for court";
    "/family/:id/calendar/family-time/add" AddFamilyTimePage Worker 4 6 34 "adding a plan for family time";
    // With its audiences, its history and everyone whom it can name.
    "/family/:id/calendar/family-time/:family_time/edit" EditFamilyTimePage Worker 8 6 34 "changing a plan for family time";
    "/family/:id/calendar/family-time/:family_time/visit" AddVisitPage Worker 5 4 14 "adding a visit to a plan for family time";
    // With its history, why it was canceled, the holidays before a review, words and notes, and
    // what people need to come, or what the reader has at that time; for a worker, what a young
    // person wants for it.
    "/family/:id/calendar/:event" EventPage EventReaders 13 5 21 "what to know before an event";
    "/family/:id/calendar/:event/edit" EditEventPage Worker 6 5 30 "changing or cancelling an event";
    "/family/:id/calendar/:event/needs" EventNeedsPage EventReaders 4 3 12 "what one needs to come to an event";
    "/family/:id/calendar/:event/words" EventWordsPage EventReaders 5 4 16 "bringing one's own words to an event, and what one brought";
    "/family/:id/calendar/:event/notes" EventNotesPage Worker 6 7 40 "writing the notes of an event";
    "/family/:id/sharing" AccessLogPage AccessLogReaders 4 3 8 "the access log of the family's record";
    // One statement for each list: members, people without an account, requests, handovers, what a
    // youth picked, texts, and people to write to. One more asks whether there is a tribe panel, or
    // for the worker who was on the team; and one how the worker helps people to sign in.
    "/family/:id/team" TeamPage Team 10 5 33 "the team list";
    "/family/:id/team/add" AddTeamContact Worker 4 4 20 "adding someone without an account to the team list";
    "/family/:id/team/contact/:contact" EditTeamContact Worker 4 4 21 "changing or ending someone without an account";
    "/family/:id/team/invite" InvitePage InvitingMembers 4 3 50 "inviting people on the team to make an account";
    "/family/:id/team/propose" ProposeTeamMember Family 4 3 12 "proposing someone for the team";
    "/family/:id/team/object" ObjectToTeamMember Family 4 3 9 "objecting to someone on the team";
    "/family/:id/team/member/add" FindMemberPage Worker 4 4 26 "finding someone with an account for the team";
    "/family/:id/team/member/add/:member" ChooseMemberRole Worker 4 3 14 "the role of someone who is added to the team";
    // The preview is two statements.
    "/family/:id/team/member/add/:member/:role" AddMemberPage Worker 6 6 12 "adding someone to the team, with what they will be able to see";
    "/family/:id/team/member/:member" EditMemberPage Worker 6 8 18 "changing or ending a membership, with its history";
    "/family/:id/team/preview/:role" PreviewPage Worker 11 12 14 "what someone in a role would see of the record";
    "/family/:id/team/handover/:member" HandOverPage Worker 5 5 12 "handing over to another worker or parent partner";
    "/family/:id/team/vouch/:holder" VouchPage VouchingMembers 4 2 4 "vouching for someone who cannot sign in";
    "/family/:id/team/picked" PickedPage Team 5 4 12 "the two people whom a youth picked";
    "/family/:id/team/request/:team_request" TeamRequestPage PlanReaders 4 3 9 "a proposal or an objection, with its answer; never for whom it is about";
    "/family/:id/team/tribe" TribePage TribeReaders 4 4 14 "what is known about the tribes of the children";
    "/family/:id/team/tribe/add" AddTribePage Worker 4 4 18 "adding what is known about a child and a tribe";
    "/family/:id/team/tribe/:child_tribe" EditTribePage Worker 4 4 18 "changing it, with its earlier versions";
    "/family/:id/team/tribe/:child_tribe/write" WriteTribePage TribeWriters 4 2 6 "adding an active effort, or the words of the tribe";
    "/family/:id/transition" TransitionYouthsPage Team 4 2 6 "the young people of whose transition plan one may see something";
    // One statement for the lists of each part.
    "/family/:id/transition/:person" ReleasedTransitionPage TransitionReaders 17 9 36 "what a young person has released of their transition plan, and what is owed to them";
    "/family/:id/transition/:person/documents/:document" PromiseDocumentPage YouthWorker 5 2 4 "saying by when the agency gets a document for a youth";
    "/family/:id/transition/:person/dates" TransitionDatesPage YouthWorker 6 3 10 "the dates from which the terms of a young person are counted";
    // The gate is three statements: the access log entry, the young person and the parts.
    "/family/:id/transition/:person/services-got" ServicesOfPage TransitionRecordReaders 5 4 14 "the services that a young person got";
    "/family/:id/transition/:person/credit" CreditOfPage TransitionRecordReaders 5 3 12 "the credit reports of a young person";
    "/family/:id/transition/:person/copy" AgreedPlanPage TransitionReaders 6 6 6 "what a young person agreed to in their ninety-day plan, as far as it is released";
    "/transition/areas" AreasPage OwnTransition 4 4 24 "all areas of one's own plan";
    "/transition/area/:part" AreaPage OwnTransition 5 3 14 "an area of one's own plan";
    "/transition/area/:part/step" AreaStepPage OwnTransition 4 3 14 "adding or changing a step in an area of one's own plan";
    "/transition/area/:part/:question" AreaQuestionPage OwnTransition 4 3 14 "answering a question about an area of one's own plan";
    // One statement each: the plan, who sees it, commitments and picks.
    "/transition/people" PeoplePage OwnTransition 4 3 16 "the adults who will be there, and the two people whom one picked";
    "/transition/people/add" AddCommitmentPage OwnTransition 4 4 20 "asking an adult for a commitment";
    "/transition/commitments" CommitmentsPage SignedIn 4 2 8 "what young people asked one for";
    "/transition/commitment/:commitment" CommitmentPage CommitmentParties 4 4 12 "a commitment, for the young person and the adult between whom it is";
    // With what one wants said, how, and who should not be there.
    "/transition/say" SayPage OwnTransition 5 3 12 "what one wants for each meeting";
    // With everyone whom one can name.
    "/transition/say/:event" MeetingSayPage OwnTransition 7 4 16 "what one wants for one meeting; who should not be there never learns of it";
    "/transition/budget" BudgetPage OwnTransition 4 4 24 "one's own budget: what comes in, what goes out, what is left";
    "/transition/budget/line" BudgetLinePage OwnTransition 4 2 8 "adding a line to one's own budget, or changing one";
    "/transition/skills" SkillsPage OwnTransition 4 3 12 "one's own checklist of life skills";
    "/transition/services-got" OwnServicesPage OwnTransition 5 5 16 "the services that one got, the needs assessments, and the federal surveys";
    "/transition/credit" OwnCreditPage OwnTransition 4 3 10 "one's own credit reports, year by year";
    "/transition" TransitionPage OwnTransition 4 4 25 "one's own transition plan: what is next, the road, and its parts";
    "/transition/release/:part" TransitionReleasePage OwnTransition 4 4 24 "who sees a part of one's own transition plan, and who could see it when";
    "/transition/note/:part" TransitionNotePage OwnTransition 4 2 8 "the note of a part that no one else reads";
    "/transition/ninety-days" NinetyDaysPage OwnTransition 5 5 33 "one's own ninety-day plan: what is missing, its pages, and one's copies";
    "/transition/ninety-days/page/:part" NinetyDaysPartPage OwnTransition 5 4 14 "a page of it, with which one agrees";
    "/transition/ninety-days/health-decisions" ProxyWishPage OwnTransition 4 3 10 "whether one wants to name a person who decides about one's health care";
    "/transition/ninety-days/print" PrintNinetyDays OwnTransition 5 6 6 "one's own ninety-day plan, or a copy of it, to print";
    "/transition/documents" DocumentsPage OwnTransition 4 3 14 "the documents that one holds when care ends, with the state of each";
    "/transition/documents/:document" OwnDocumentPage OwnTransition 4 4 14 "one of them: whether one has it, how to get it, and one's copies";
    "/transition/rights" OwnRightsPage OwnTransition 4 3 14 "the list of one's own rights, with one's questions";
    "/transition/rights/:right" OwnRightPage OwnTransition 4 3 12 "one of one's own rights, with one's questions about it";
    // The gate is three statements, as for the other pages about a young person.
    "/family/:id/transition/:person/rights" RightsOfPage RightsReaders 6 3 12 "what a young person says about the list of their rights";
    "/family/:id/transition/:person/rights/:right" RightQuestionsPage RightQuestionReaders 4 3 8 "the questions of a young person about one right";
    "/transition/stay" StayPage OwnTransition 4 5 20 "staying in care after 18, and coming back";
    "/transition/stay/letter" StayLetterPage OwnTransition 4 5 10 "the letter that asks for it";
    "/transition/stay/print" PrintStayLetter OwnTransition 4 4 5 "the same letter to print";
    "/transition/vault" VaultPage OwnTransition 4 5 28 "the files that one keeps";
    "/plan" RedirectToPlan SignedIn 4 3 17 "redirect to one's plan";
    "/calendar" RedirectToCalendar SignedIn 4 3 16 "redirect to one's calendar";
    "/calendar/feed" FeedPage SignedIn 4 2 8 "one's private calendar address";
    "/sharing" RedirectToSharing SignedIn 4 3 12 "redirect to the access log";
    "/team" RedirectToTeam SignedIn 4 4 32 "redirect to the team list";
    "/messages" MessagesPage SignedIn 4 2 8 "one's conversations";
    "/messages/new" ChooseRecipient SignedIn 4 3 11 "choosing a recipient";
    "/messages/new/:person" NewThread ThreadStarters 4 2 12 "a first message to someone";
    "/messages/away" AbsencePage AgencyStaff 4 2 6 "setting one's absence";
    "/messages/notify" NotificationPreferencesPage SignedIn 4 3 13 "how and when one is notified";
    "/messages/search" SearchMessages SignedIn 4 2 4 "searching one's own conversations";
    "/messages/contacts" MentorContacts SignedIn 5 2 2 "a parent partner's contacts: their own, their parent's, their coordinator's list";
    "/messages/:id/print" PrintThread Participants 4 2 5 "a conversation to print";
    "/messages/queue" InterpretationQueue Interpreters 4 2 3 "the messages and texts that need an interpreter";
    "/messages/queue/:request" InterpretationRequest AssignedInterpreter 5 2 5 "one message or text to interpret; its words once it is claimed";
    "/messages/:id/interpret/:seq" RequestInterpreter Participants 4 2 7 "requesting an interpreter";
    // One for the list of the other conversations beside it.
    "/messages/:id" ThreadPage Participants 5 2 13 "a conversation";
    "/messages/:id/readers" ParticipantsPage Participants 4 2 5 "the participants of a conversation, each with the start of their access";
    "/family/:id/messages/new" NewGroup Team 4 2 9 "starting a conversation of several people";
    "/sign-in" SignIn Anyone 4 4 16 "signing in";
    "/sign-in/passkey" SignInPasskey Anyone 4 2 5 "signing in with a passkey";
    // Without an identity provider, as in the tests of all pages, both lead to `/sign-in`.
    "/sign-in/staff" StaffSignIn Anyone 4 4 16 "leading to the agency's identity provider";
    "/sign-in/staff/return" StaffSignInReturn Anyone 4 4 16 "coming back from the agency's identity provider";
    "/recover" RecoverPage Anyone 4 3 9 "getting back in without the passphrase";
    "/cookies" Cookies Anyone 4 2 3 "help for a browser that stores no cookies";
    "/welcome" Welcome Anyone 4 2 5 "typing an invitation code";
    "/welcome/:code" WelcomeCode Anyone 4 4 9 "using an invitation code";
    "/account/invitation" InvitationLetter SignedIn 6 3 6 "the letter of an invitation that one has just made, once";
    "/language" LanguagePage Anyone 4 2 7 "choosing a language";
    "/exit" Exit Anyone 4 2 3 "how to leave quickly";
    "/help" Help Anyone 4 3 14 "help";
    "/more" MorePage SignedIn 4 2 11 "what the navigation bar has no place for";
    "/account" AccountPage SignedIn 4 2 12 "one's own account";
    "/account/details" DetailsPage SignedIn 4 6 30 "one's own name, languages and formats";
    "/account/email" ConfirmEmailPage SignedIn 4 2 5 "confirming one's own e-mail address";
    "/account/phone" ConfirmPhonePage SignedIn 4 2 5 "confirming one's own telephone number";
    "/account/self" SelfIdentificationPage SignedIn 4 6 20 "how one describes oneself, private unless one shares it with one's workers";
    "/account/window" WindowPage SignedIn 4 3 10 "the title and the icon of one's window";
    "/account/passphrase" PassphrasePage SignedIn 4 3 10 "a new passphrase, with the one of before";
    "/account/passkeys" PasskeysPage SignedIn 4 2 8 "one's own passkeys";
    "/account/recovery" RecoveryCardPage SignedIn 4 2 3 "one's own recovery card";
    "/account/devices" DevicesPage SignedIn 4 2 12 "where one is signed in";
    "/account/events" AccountEventsPage SignedIn 4 3 6 "what happened to one's account";
    "/account/second-step" SecondStepPage AgencyStaff 4 2 9 "one's authenticator app, the second step of signing in";
    "/account/again" AgainPage SignedIn 4 2 9 "the passphrase or a passkey once more, before an act that needs it";
}

#[component]
fn NotFoundPage() -> impl IntoView {
    // The error page has the navigation and the help line, so an old address is no dead end.
    render_page(async |context| Ok(error_page(&context, &AppError::NotFound, None)))
}
