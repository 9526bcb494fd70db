//! Every route of the portal, on one screen.

use leptos::prelude::*;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::{SsrMode, path};

use crate::account::page::{Exit, LanguagePage, SignIn, Welcome, WelcomeCode};
use crate::error::{self, Error};
use crate::help::page::Help;
use crate::home::page::{Families, Family, Home};
use crate::messages::page::{Messages, New, NewTo, Thread};
use crate::plan::page::{Plan, ToPlan};
use crate::sharing::page::{Sharing, ToSharing};
use crate::ui::page::draw;

/// Every page is drawn whole before its first byte leaves, so that it needs no script to be put together.
const WHOLE: SsrMode = SsrMode::Async;

/// The portal.
#[component]
pub fn App() -> impl IntoView {
    view! {
        <Router>
            <Routes fallback=Missing>
                <Route path=path!("/") view=Home ssr=WHOLE/>
                <Route path=path!("/families") view=Families ssr=WHOLE/>
                <Route path=path!("/family/:id") view=Family ssr=WHOLE/>
                <Route path=path!("/family/:id/plan") view=Plan ssr=WHOLE/>
                <Route path=path!("/family/:id/sharing") view=Sharing ssr=WHOLE/>
                <Route path=path!("/plan") view=ToPlan ssr=WHOLE/>
                <Route path=path!("/sharing") view=ToSharing ssr=WHOLE/>
                <Route path=path!("/messages") view=Messages ssr=WHOLE/>
                <Route path=path!("/messages/new") view=New ssr=WHOLE/>
                <Route path=path!("/messages/new/:person") view=NewTo ssr=WHOLE/>
                <Route path=path!("/messages/:id") view=Thread ssr=WHOLE/>
                <Route path=path!("/sign-in") view=SignIn ssr=WHOLE/>
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
