//! The server functions that forms and islands call, and who may call each. The server registers
//! server functions by itself; a test fails when one is missing here.

use leptos::server_fn::ServerFn;

use crate::route_table::{Route, RouteAccess};
use crate::{account, calendar, messages, plan, team, transition};

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

/// The forms that prove with a passphrase who a signed-in person is. One that arrives twice, as by
/// a double tap, is answered like the first, although that one has replaced the token of the
/// session.
pub const PROOF_FORMS: [&str; 2] = [
    <account::forms::ProveAgain as ServerFn>::PATH,
    <account::passphrase_forms::ChangePassphrase as ServerFn>::PATH,
];

form_routes! {
    account::forms::SignIn => Anyone "signing in";
    account::forms::SubmitInvitationCode => Anyone "typing an invitation code";
    account::forms::CreateAccount => Anyone "creating an account with an invitation code";
    account::forms::invite::InvitePerson => InvitingMembers "inviting someone on the team to make an account";
    account::forms::invite::RevokeInvitation => InvitingMembers "revoking an invitation";
    account::recovery_forms::RecoverAccount => Anyone "getting back in with a recovery code";
    account::recovery_forms::MakeRecoveryCard => SignedIn "making one's recovery card, in the place of an earlier one";
    account::forms::SetLanguage => Anyone "choosing a language";
    account::forms::MarkEventsSeen => SignedIn "having seen what happened to one's account";
    account::forms::EndSession => SignedIn "ending one of one's sessions";
    account::forms::EndOtherSessions => SignedIn "ending all of one's other sessions";
    account::passphrase_forms::ChangePassphrase => SignedIn "choosing a new passphrase, with the one of before";
    account::forms::ProveAgain => SignedIn "typing one's passphrase once more";
    account::passkey_forms::AskPasskey => Anyone "asking for a passkey, to sign in or to prove again who one is";
    account::passkey_forms::SignInWithPasskey => Anyone "signing in with a passkey";
    account::passkey_forms::ProveWithPasskey => SignedIn "using one's passkey once more";
    account::passkey_forms::BeginPasskey => SignedIn "beginning to make a passkey; not on a shared device";
    account::passkey_forms::AddPasskey => SignedIn "adding a passkey that a device has made";
    account::passkey_forms::RemovePasskey => SignedIn "removing one of one's passkeys";
    account::forms::FinishSignIn => Anyone "typing the code of an authenticator app after the passphrase";
    account::forms::BeginApp => AgencyStaff "making the secret of an authenticator app";
    account::forms::AddApp => AgencyStaff "adding one's authenticator app";
    account::forms::RemoveApp => AgencyStaff "removing one's authenticator app";
    account::forms::SignInAsDemo => Anyone "signing in as a person of the demo; absent elsewhere";
    account::forms::contact::SendConfirmationCode => SignedIn "having a code sent to one's own e-mail address or telephone number";
    account::forms::contact::ConfirmContact => SignedIn "confirming one's own e-mail address or telephone number with that code";
    account::forms::details::SaveDetails => SignedIn "saving one's own name, languages and formats";
    account::forms::details::SaveSelfIdentification => SignedIn "saving how one describes oneself, and who reads it";
    account::forms::details::SaveWindowLook => SignedIn "choosing the title and the icon of one's window";
    account::forms::details::ConfirmExit => SignedIn "saying that one has read what the quick exit does";
    plan::forms::AskTranslation => PlanReaders "requesting a text in one's language";
    plan::forms::translations::SaveTranslation => Worker "writing a translation that was requested";
    plan::forms::AddReply => PlanReaders "replying to the plan";
    plan::forms::ReportStep => StepOwners "reporting the state of a step";
    plan::forms::withdrawal::WithdrawReply => ReplyAuthors "withdrawing one's own reply, until it is answered";
    plan::forms::AnswerReply => Worker "answering a reply to the plan";
    plan::forms::edit::AddItem => Worker "adding an item to the working copy";
    plan::forms::edit::SaveItem => Worker "changing an item; a family's own words only by their author";
    plan::forms::edit::AddOwnWords => Family "adding one's own words to the plan";
    plan::forms::publication::PublishPlan => Worker "publishing the plan";
    plan::forms::permanency::SavePermanency => Worker "changing the permanency goals";
    plan::forms::workload::SaveCapacity => Family "setting one's weekly capacity";
    plan::forms::progress::SaveRating => Raters "rating the progress";
    plan::forms::progress::AddReview => Worker "adding a review";
    calendar::forms::AnswerEvent => EventReaders "answering an event: one comes, or needs a change";
    calendar::forms::change::AddEvent => Worker "adding an event";
    calendar::forms::change::SaveEvent => Worker "changing an event";
    calendar::forms::change::CancelEvent => Worker "cancelling an event, or letting it take place after all";
    calendar::forms::family_time::AddFamilyTime => Worker "adding a plan for family time";
    calendar::forms::family_time::SaveFamilyTime => Worker "changing a plan for family time";
    calendar::forms::visit::AddVisit => Worker "adding a visit to a plan for family time";
    calendar::forms::visit::LinkVisit => Worker "making an event in the calendar a visit, or taking it off its plan";
    calendar::forms::visit::RecordVisit => Worker "recording what came of a visit";
    calendar::forms::visit::CancelVisit => VisitCaregivers "cancelling a visit as its caregiver";
    calendar::forms::days_off::AddObservance => Family "naming days that one keeps";
    calendar::forms::days_off::RemoveObservance => Family "removing days that one keeps";
    calendar::forms::held_date::NoteHeldDate => Worker "noting that a review or hearing was held, or correcting that";
    calendar::forms::held_date::WithdrawHeldDate => Worker "taking back that a review or hearing was held, or putting it back";
    calendar::forms::words::SaveEventWords => EventReaders "bringing one's own words to an event, until it starts";
    calendar::forms::words::RemoveEventWords => WordsAuthors "removing one's own words for an event, or putting them back";
    calendar::forms::notes::SaveEventNotes => Worker "saving or publishing the notes of an event";
    calendar::forms::notes::PromiseEventNotes => Worker "promising a day for the notes of an event";
    calendar::forms::notes::SayOwnPosition => Family "saying one's own position on a decision of the notes";
    calendar::forms::CreateFeed => SignedIn "making one's private calendar address, in the place of an earlier one";
    calendar::forms::SaveFeedContent => SignedIn "choosing what one's private calendar address tells";
    calendar::forms::RevokeFeed => SignedIn "ending one's private calendar address";
    calendar::forms::SettleAnswer => Worker "noting that the answer of a person was dealt with";
    calendar::forms::needs::AskForNeed => EventReaders "asking for what one needs to come to an event, or taking it back";
    calendar::forms::needs::AnswerNeed => Worker "confirming what a person needs for an event, or saying that it cannot be arranged";
    team::forms::contact::AddContact => Worker "adding someone without an account to the team list";
    team::forms::contact::SaveContact => Worker "changing someone without an account";
    team::forms::contact::EndContact => Worker "ending someone without an account, or putting them back";
    team::forms::membership::FindPerson => Worker "finding someone with an account for the team";
    team::forms::membership::AddMember => Worker "adding someone with an account to the team";
    team::forms::membership::SaveMember => Worker "changing a membership";
    team::forms::membership::EndMember => Worker "ending a membership";
    team::forms::handover::HandOver => Worker "handing over to another worker or parent partner";
    team::forms::vouch::Vouch => VouchingMembers "vouching for someone who cannot sign in: a code for half an hour";
    team::forms::picked::AddPick => Youth "picking someone on one's team; from 14 on";
    team::forms::picked::EndPick => Youth "taking one's pick back";
    team::forms::picked::RefusePick => YouthWorker "refusing a youth's pick, with a reason";
    team::forms::request::Propose => Family "proposing someone for the team";
    team::forms::request::Object => Family "objecting to someone on the team";
    team::forms::request::Answer => Worker "answering a proposal or an objection; about a worker, its supervisor too";
    team::forms::tribe::AddTribeFacts => Worker "adding what is known about a child and a tribe";
    team::forms::tribe::SaveTribeFacts => Worker "changing what is known about a child and a tribe";
    team::forms::tribe::WriteTribeEntry => TribeWriters "adding an active effort, by the worker, or words of the tribe";
    team::forms::tribe::WithdrawTribeEntry => TribeEntryAuthors "withdrawing an active effort or one's own words of the tribe, or putting them back";
    transition::forms::people::AddCommitment => OwnTransition "asking an adult for a commitment";
    transition::forms::people::StepCommitment => CommitmentParties "answering, changing or ending a commitment, as one of the two";
    transition::forms::say::SaveSay => OwnTransition "saying how one takes part in a meeting";
    transition::forms::say::AddExclusion => OwnTransition "naming someone who should not be at a meeting, never for that person to read";
    transition::forms::say::EndExclusion => OwnTransition "taking that back";
    transition::forms::budget::AddBudgetLine => OwnTransition "adding a line to one's own budget";
    transition::forms::budget::SaveBudgetLine => OwnTransition "changing a line of one's own budget";
    transition::forms::budget::RemoveBudgetLine => OwnTransition "removing a line of one's own budget, or putting it back";
    transition::forms::skills::SetSkill => OwnTransition "saying what one can do, of the checklist of life skills";
    transition::forms::records::AddService => TransitionRecorders "recording a service that a young person got";
    transition::forms::records::RemoveService => TransitionRecorders "removing such a service, or putting it back";
    transition::forms::records::DisputeService => OwnTransition "saying that one did not get a service that a worker recorded";
    transition::forms::records::AddCredit => TransitionRecorders "recording what happened with a young person's credit report";
    transition::forms::records::RemoveCredit => TransitionRecorders "removing such a record, or putting it back";
    transition::forms::release::SetRelease => OwnTransition "choosing who sees a part of one's own transition plan";
    transition::forms::note::SaveNote => OwnTransition "writing the note of a part that no one else reads";
    transition::forms::ninety_day::AgreeWithPage => OwnTransition "agreeing with a page of one's own ninety-day plan, or taking that back";
    transition::forms::ninety_day::KeepPlan => OwnTransition "keeping a copy of one's own ninety-day plan, once every page is agreed with";
    transition::forms::ninety_day::SaveProxyWish => OwnTransition "saying whether one wants to name a person who decides about one's health care";
    transition::forms::dates::SaveDates => YouthWorker "writing the dates from which the terms of a young person are counted";
    transition::forms::area::SaveAreaAnswer => OwnTransition "answering a question about an area of one's own transition plan";
    transition::forms::area::SaveAreaDraft => OwnTransition "storing what is typed for it as a draft";
    transition::forms::step::SaveAreaStep => OwnTransition "adding, changing or removing a step of one's own transition plan";
    transition::forms::step::MarkAreaStep => OwnTransition "marking a step of one's own transition plan as done";
    transition::forms::document::SaveDocument => OwnTransition "saying whether one has a document, or who gets it";
    transition::forms::document::PromiseDocument => YouthWorker "saying by when the agency gets a document for a youth";
    transition::forms::rights::SetRight => OwnTransition "saying that one understood one of one's rights";
    transition::forms::rights::SignRights => OwnTransition "saying that one got the list of rights";
    transition::forms::rights::UnsignRights => OwnTransition "taking that back, or putting it back";
    transition::forms::right_questions::AskRight => OwnTransition "asking a question about one of one's rights";
    transition::forms::right_questions::SaveRightWords => OwnTransition "writing the words of such a question, until it is answered";
    transition::forms::right_questions::TakeBackRight => OwnTransition "taking such a question back, or putting it back";
    transition::forms::right_questions::AnswerRight => YouthWorker "answering such a question";
    transition::forms::stay::SaveLetter => OwnTransition "changing the letter that asks to stay in care or to come back";
    transition::forms::stay::NoteStay => OwnTransition "noting that one asked to stay in care or to come back";
    transition::forms::stay::RemoveStay => OwnTransition "removing that note, or putting it back";
    transition::forms::vault::AddVaultFiles => OwnTransition "adding files to one's vault";
    transition::forms::vault::RemoveVaultFile => OwnTransition "deleting a file of one's vault, or putting it back";
    messages::forms::send::SendMessage => Participants "sending a message";
    messages::forms::PostMessage => Participants "sending a message without a page load";
    messages::forms::FetchNewerMessages => Participants "fetching new messages";
    messages::forms::SaveDraft => Participants "saving a draft";
    messages::forms::participants::CreateGroupThread => Team "starting a conversation of several people";
    messages::forms::participants::AddParticipant => Worker "adding a participant to a team's conversation; also by its creator";
    messages::forms::participants::RemoveParticipant => Worker "removing a participant; everyone may leave";
    messages::forms::participants::SetReadReceipts => Participants "showing or hiding one's read receipts";
    messages::forms::interpretation::RequestInterpreter => Participants "requesting an interpreter for a message";
    messages::forms::interpretation::ReleaseInterpretation => AssignedInterpreter "releasing a claimed interpretation request";
    messages::forms::interpretation::ClaimInterpretation => AssignedInterpreter "claiming an interpretation request";
    messages::forms::interpretation::SubmitInterpretation => AssignedInterpreter "submitting an interpretation; the message or text is absent afterwards";
    messages::forms::interpretation::RequestMachineTranslation => ParticipantsWithTranslation "requesting a machine translation of a message";
    messages::forms::search::StoreSearchQuery => SignedIn "searching one's own conversations, or filtering a list of names";
    messages::forms::mentor_contacts::RecordMentorContact => MentorOfParent "recording a contact";
    messages::forms::mentor_contacts::DeleteMentorContact => MentorOfParent "deleting one's own record of a contact";
    messages::forms::notification_preferences::SaveNotificationPreferences => SignedIn "setting how and when one is notified";
    messages::forms::notification_preferences::SubscribeBrowser => SignedIn "subscribing a browser to notifications";
    messages::forms::notification_preferences::UnsubscribeBrowsers => SignedIn "unsubscribing all browsers from notifications";
    messages::forms::participants::SetAbsence => AgencyStaff "setting one's absence";
}
