//! The server functions that forms and islands call, and who may call each. The server registers
//! server functions by itself; a test fails when one is missing here.

use leptos::server_fn::ServerFn;

use crate::route_table::{Route, RouteAccess};
use crate::{account, messages, plan};

/// Each row: the type of the server function, who may call it, description. The path is the one
/// that the server function declares.
macro_rules! form_routes {
    ($($($module:ident)::+ => $access:ident $description:literal;)*) => {
        pub const FORM_ROUTES: &[Route] = &[
            $(Route::form(
                <$($module)::+ as ServerFn>::PATH,
                RouteAccess::$access,
                $description,
            )),*
        ];
    };
}

form_routes! {
    account::api::SignIn => Anyone "signing in";
    account::api::SubmitInvitationCode => Anyone "typing an invitation code";
    account::api::CreateAccount => Anyone "creating an account with an invitation code";
    account::api::SetLanguage => Anyone "choosing a language";
    account::api::SignInAsDemo => Anyone "signing in as a person of the demo; absent elsewhere";
    plan::api::AskTranslation => PlanReaders "requesting a text in one's language";
    plan::api::AddReply => PlanReaders "replying to the plan";
    plan::api::ReportStep => StepOwners "reporting the state of a step";
    plan::api::AnswerReply => Worker "answering a reply to the plan";
    plan::api::edit::AddItem => Worker "adding an item to the working copy";
    plan::api::edit::SaveItem => Worker "changing an item; a family's own words only by their author";
    plan::api::edit::AddOwnWords => Family "adding one's own words to the plan";
    plan::api::publication::PublishPlan => Worker "publishing the plan";
    plan::api::permanency::SavePermanency => Worker "changing the permanency goals";
    plan::api::workload::SaveCapacity => Family "setting one's weekly capacity";
    plan::api::progress::SaveRating => Raters "rating the progress";
    plan::api::progress::AddReview => Worker "adding a review";
    messages::api::send::SendMessage => Participants "sending a message";
    messages::api::PostMessage => Participants "sending a message without a page load";
    messages::api::FetchNewerMessages => Participants "fetching new messages";
    messages::api::SaveDraft => Participants "saving a draft";
    messages::api::participants::CreateGroupThread => Team "starting a conversation of several people";
    messages::api::participants::AddParticipant => Worker "adding a participant to a team's conversation; also by its creator";
    messages::api::participants::RemoveParticipant => Worker "removing a participant; everyone may leave";
    messages::api::participants::SetReadReceipts => Participants "showing or hiding one's read receipts";
    messages::api::interpretation::RequestInterpreter => Participants "requesting an interpreter for a message";
    messages::api::interpretation::ReleaseInterpretation => AssignedInterpreter "releasing a claimed interpretation request";
    messages::api::interpretation::ClaimInterpretation => AssignedInterpreter "claiming an interpretation request";
    messages::api::interpretation::SubmitInterpretation => AssignedInterpreter "submitting an interpretation; the message is absent afterwards";
    messages::api::interpretation::RequestMachineTranslation => ParticipantsWithTranslation "requesting a machine translation of a message";
    messages::api::search::StoreSearchQuery => SignedIn "searching one's own conversations";
    messages::api::search::RecordMentorContact => MentorOfParent "recording a contact";
    messages::api::search::DeleteMentorContact => MentorOfParent "deleting one's own record of a contact";
    messages::api::notification_preferences::SaveNotificationPreferences => SignedIn "setting how and when one is notified";
    messages::api::notification_preferences::SubscribeBrowser => SignedIn "subscribing a browser to notifications";
    messages::api::notification_preferences::UnsubscribeBrowsers => SignedIn "unsubscribing all browsers from notifications";
    messages::api::participants::SetAbsence => AgencyStaff "setting one's absence";
}
