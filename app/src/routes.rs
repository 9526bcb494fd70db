//! All routes of the portal.

use leptos::prelude::*;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::{SsrMode, path};

use crate::account::page::{Cookies, Exit, LanguagePage, SignIn, Welcome, WelcomeCode};
use crate::error::AppError;
use crate::help::page::Help;
use crate::home::page::{FamiliesPage, FamilyPage, HomePage};
use crate::messages::page::MessagesPage;
use crate::messages::page::absence::AbsencePage;
use crate::messages::page::interpretation::{
    InterpretationQueue, InterpretationRequest, RequestInterpreter,
};
use crate::messages::page::mentor_contacts::MentorContacts;
use crate::messages::page::new_group::NewGroup;
use crate::messages::page::new_thread::{ChooseRecipient, NewThread};
use crate::messages::page::notification_preferences::NotificationPreferencesPage;
use crate::messages::page::participants::ParticipantsPage;
use crate::messages::page::search::SearchMessages;
use crate::messages::page::thread::ThreadPage;
use crate::messages::print_document::PrintThread;
use crate::page::error_page::error_page;
use crate::page::render_page;
use crate::plan::page::closure::ClosurePage;
use crate::plan::page::edit::EditPlan;
use crate::plan::page::item::PlanItemPage;
use crate::plan::page::item_form::{AddPlanItem, EditPlanItem};
use crate::plan::page::own_words::AddOwnWords;
use crate::plan::page::permanency::EditPermanency;
use crate::plan::page::print::PrintPlanVersion;
use crate::plan::page::progress::{AddReview, ProgressPage};
use crate::plan::page::publish::PublishPlan;
use crate::plan::page::replies::{RepliesPage, ReplyPage};
use crate::plan::page::safety::SafetyPlanPage;
use crate::plan::page::section::{ProposalPage, SectionPage};
use crate::plan::page::versions::{PlanVersionPage, PlanVersionsPage};
use crate::plan::page::workload::WorkloadPage;
use crate::plan::page::{PlanPage, RedirectToPlan};
use crate::sharing::page::{AccessLogPage, RedirectToSharing};

/// Pages are rendered completely before the first byte is sent, so that they work without
/// JavaScript.
const RENDER_MODE: SsrMode = SsrMode::Async;

/// Root component.
#[component]
pub fn App() -> impl IntoView {
    view! {
        <Router>
            <Routes fallback=NotFoundPage>
                <Route path=path!("/") view=HomePage ssr=RENDER_MODE />
                <Route path=path!("/families") view=FamiliesPage ssr=RENDER_MODE />
                <Route path=path!("/family/:id") view=FamilyPage ssr=RENDER_MODE />
                <Route path=path!("/family/:id/plan") view=PlanPage ssr=RENDER_MODE />
                <Route
                    path=path!("/family/:id/plan/item/:item")
                    view=PlanItemPage
                    ssr=RENDER_MODE
                />
                <Route
                    path=path!("/family/:id/plan/section/:section")
                    view=SectionPage
                    ssr=RENDER_MODE
                />
                <Route path=path!("/family/:id/plan/propose") view=ProposalPage ssr=RENDER_MODE />
                <Route path=path!("/family/:id/plan/replies") view=RepliesPage ssr=RENDER_MODE />
                <Route path=path!("/family/:id/plan/reply/:reply") view=ReplyPage ssr=RENDER_MODE />
                <Route path=path!("/family/:id/plan/own") view=AddOwnWords ssr=RENDER_MODE />
                <Route path=path!("/family/:id/plan/edit") view=EditPlan ssr=RENDER_MODE />
                <Route
                    path=path!("/family/:id/plan/edit/:item")
                    view=EditPlanItem
                    ssr=RENDER_MODE
                />
                <Route path=path!("/family/:id/plan/heading") view=EditPermanency ssr=RENDER_MODE />
                <Route path=path!("/family/:id/plan/closure") view=ClosurePage ssr=RENDER_MODE />
                <Route path=path!("/family/:id/plan/week") view=WorkloadPage ssr=RENDER_MODE />
                <Route path=path!("/family/:id/plan/add/:kind") view=AddPlanItem ssr=RENDER_MODE />
                <Route path=path!("/family/:id/plan/publish") view=PublishPlan ssr=RENDER_MODE />
                <Route
                    path=path!("/family/:id/plan/versions")
                    view=PlanVersionsPage
                    ssr=RENDER_MODE
                />
                <Route
                    path=path!("/family/:id/plan/version/:version")
                    view=PlanVersionPage
                    ssr=RENDER_MODE
                />
                <Route
                    path=path!("/family/:id/plan/version/:version/print")
                    view=PrintPlanVersion
                    ssr=RENDER_MODE
                />
                <Route path=path!("/family/:id/plan/progress") view=ProgressPage ssr=RENDER_MODE />
                <Route path=path!("/family/:id/plan/review") view=AddReview ssr=RENDER_MODE />
                <Route path=path!("/family/:id/plan/safety") view=SafetyPlanPage ssr=RENDER_MODE />
                <Route path=path!("/family/:id/sharing") view=AccessLogPage ssr=RENDER_MODE />
                <Route path=path!("/plan") view=RedirectToPlan ssr=RENDER_MODE />
                <Route path=path!("/sharing") view=RedirectToSharing ssr=RENDER_MODE />
                <Route path=path!("/messages") view=MessagesPage ssr=RENDER_MODE />
                <Route path=path!("/messages/new") view=ChooseRecipient ssr=RENDER_MODE />
                <Route path=path!("/messages/new/:person") view=NewThread ssr=RENDER_MODE />
                <Route path=path!("/messages/away") view=AbsencePage ssr=RENDER_MODE />
                <Route
                    path=path!("/messages/notify")
                    view=NotificationPreferencesPage
                    ssr=RENDER_MODE
                />
                <Route path=path!("/messages/search") view=SearchMessages ssr=RENDER_MODE />
                <Route path=path!("/messages/contacts") view=MentorContacts ssr=RENDER_MODE />
                <Route path=path!("/messages/:id/print") view=PrintThread ssr=RENDER_MODE />
                <Route path=path!("/messages/queue") view=InterpretationQueue ssr=RENDER_MODE />
                <Route
                    path=path!("/messages/queue/:request")
                    view=InterpretationRequest
                    ssr=RENDER_MODE
                />
                <Route
                    path=path!("/messages/:id/interpret/:seq")
                    view=RequestInterpreter
                    ssr=RENDER_MODE
                />
                <Route path=path!("/messages/:id") view=ThreadPage ssr=RENDER_MODE />
                <Route path=path!("/messages/:id/readers") view=ParticipantsPage ssr=RENDER_MODE />
                <Route path=path!("/family/:id/messages/new") view=NewGroup ssr=RENDER_MODE />
                <Route path=path!("/sign-in") view=SignIn ssr=RENDER_MODE />
                <Route path=path!("/cookies") view=Cookies ssr=RENDER_MODE />
                <Route path=path!("/welcome") view=Welcome ssr=RENDER_MODE />
                <Route path=path!("/welcome/:code") view=WelcomeCode ssr=RENDER_MODE />
                <Route path=path!("/language") view=LanguagePage ssr=RENDER_MODE />
                <Route path=path!("/exit") view=Exit ssr=RENDER_MODE />
                <Route path=path!("/help") view=Help ssr=RENDER_MODE />
            </Routes>
        </Router>
    }
}

#[component]
fn NotFoundPage() -> impl IntoView {
    render_page(async |visit| Ok(error_page(&visit, &AppError::NotFound, None)))
}
