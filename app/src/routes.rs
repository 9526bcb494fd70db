//! All routes of the portal.

use leptos::prelude::*;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::{SsrMode, path};

use crate::account::page::{Cookies, Exit, LanguagePage, SignIn, Welcome, WelcomeCode};
use crate::error::{self, Error};
use crate::help::page::Help;
use crate::home::page::{Families, Family, Home};
use crate::messages::page::Messages;
use crate::messages::page::away::Away;
use crate::messages::page::contacts::Contacts;
use crate::messages::page::interpret::{Ask, Interpret, Queue};
use crate::messages::page::new::{New, NewTo};
use crate::messages::page::notify::Notify;
use crate::messages::page::readers::Readers;
use crate::messages::page::search::Search;
use crate::messages::page::thread::Thread;
use crate::messages::page::together::Together;
use crate::messages::paper::PrintThread;
use crate::plan::page::closure::Closure;
use crate::plan::page::edit::EditPlan;
use crate::plan::page::heading::EditHeading;
use crate::plan::page::item::{Item, Part, Propose};
use crate::plan::page::line::{AddLine, EditLine};
use crate::plan::page::own::AddOwn;
use crate::plan::page::print::Print;
use crate::plan::page::progress::{AddReview, Progress};
use crate::plan::page::publish::Publish;
use crate::plan::page::replies::{Replies, Reply};
use crate::plan::page::safety::Safety;
use crate::plan::page::versions::{Version, Versions};
use crate::plan::page::week::WeekPage;
use crate::plan::page::{Plan, ToPlan};
use crate::sharing::page::{Sharing, ToSharing};
use crate::ui::page::draw;

/// Pages are rendered completely before the first byte is sent, so that they work without
/// JavaScript.
const WHOLE: SsrMode = SsrMode::Async;

/// Root component.
#[component]
pub fn App() -> impl IntoView {
    view! {
        <Router>
            <Routes fallback=Missing>
                <Route path=path!("/") view=Home ssr=WHOLE/>
                <Route path=path!("/families") view=Families ssr=WHOLE/>
                <Route path=path!("/family/:id") view=Family ssr=WHOLE/>
                <Route path=path!("/family/:id/plan") view=Plan ssr=WHOLE/>
                <Route path=path!("/family/:id/plan/item/:item") view=Item ssr=WHOLE/>
                <Route path=path!("/family/:id/plan/section/:section") view=Part ssr=WHOLE/>
                <Route path=path!("/family/:id/plan/propose") view=Propose ssr=WHOLE/>
                <Route path=path!("/family/:id/plan/replies") view=Replies ssr=WHOLE/>
                <Route path=path!("/family/:id/plan/reply/:reply") view=Reply ssr=WHOLE/>
                <Route path=path!("/family/:id/plan/own") view=AddOwn ssr=WHOLE/>
                <Route path=path!("/family/:id/plan/edit") view=EditPlan ssr=WHOLE/>
                <Route path=path!("/family/:id/plan/edit/:item") view=EditLine ssr=WHOLE/>
                <Route path=path!("/family/:id/plan/heading") view=EditHeading ssr=WHOLE/>
                <Route path=path!("/family/:id/plan/closure") view=Closure ssr=WHOLE/>
                <Route path=path!("/family/:id/plan/week") view=WeekPage ssr=WHOLE/>
                <Route path=path!("/family/:id/plan/add/:kind") view=AddLine ssr=WHOLE/>
                <Route path=path!("/family/:id/plan/publish") view=Publish ssr=WHOLE/>
                <Route path=path!("/family/:id/plan/versions") view=Versions ssr=WHOLE/>
                <Route path=path!("/family/:id/plan/version/:version") view=Version ssr=WHOLE/>
                <Route path=path!("/family/:id/plan/version/:version/print") view=Print ssr=WHOLE/>
                <Route path=path!("/family/:id/plan/progress") view=Progress ssr=WHOLE/>
                <Route path=path!("/family/:id/plan/review") view=AddReview ssr=WHOLE/>
                <Route path=path!("/family/:id/plan/safety") view=Safety ssr=WHOLE/>
                <Route path=path!("/family/:id/sharing") view=Sharing ssr=WHOLE/>
                <Route path=path!("/plan") view=ToPlan ssr=WHOLE/>
                <Route path=path!("/sharing") view=ToSharing ssr=WHOLE/>
                <Route path=path!("/messages") view=Messages ssr=WHOLE/>
                <Route path=path!("/messages/new") view=New ssr=WHOLE/>
                <Route path=path!("/messages/new/:person") view=NewTo ssr=WHOLE/>
                <Route path=path!("/messages/away") view=Away ssr=WHOLE/>
                <Route path=path!("/messages/notify") view=Notify ssr=WHOLE/>
                <Route path=path!("/messages/search") view=Search ssr=WHOLE/>
                <Route path=path!("/messages/contacts") view=Contacts ssr=WHOLE/>
                <Route path=path!("/messages/:id/print") view=PrintThread ssr=WHOLE/>
                <Route path=path!("/messages/queue") view=Queue ssr=WHOLE/>
                <Route path=path!("/messages/queue/:request") view=Interpret ssr=WHOLE/>
                <Route path=path!("/messages/:id/interpret/:seq") view=Ask ssr=WHOLE/>
                <Route path=path!("/messages/:id") view=Thread ssr=WHOLE/>
                <Route path=path!("/messages/:id/readers") view=Readers ssr=WHOLE/>
                <Route path=path!("/family/:id/messages/new") view=Together ssr=WHOLE/>
                <Route path=path!("/sign-in") view=SignIn ssr=WHOLE/>
                <Route path=path!("/cookies") view=Cookies ssr=WHOLE/>
                <Route path=path!("/welcome") view=Welcome ssr=WHOLE/>
                <Route path=path!("/welcome/:code") view=WelcomeCode ssr=WHOLE/>
                <Route path=path!("/language") view=LanguagePage ssr=WHOLE/>
                <Route path=path!("/exit") view=Exit ssr=WHOLE/>
                <Route path=path!("/help") view=Help ssr=WHOLE/>
            </Routes>
        </Router>
    }
}

#[component]
fn Missing() -> impl IntoView {
    draw(async |visit| Ok(error::page(&visit, &Error::NotFound, None)))
}
