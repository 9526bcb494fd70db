//! Every route and who may use it. `access.rs` tries each one as everyone, and prints this table
//! into `docs/access.md`. It fails when a route is missing here. The second part of the table is in
//! `form_endpoints.rs`.

use crate::endpoint_access::Endpoint;
pub(crate) use crate::endpoint_access::EndpointAccess;
use crate::form_endpoints::FORM_ENDPOINTS;

/// Every route: first the pages, then the forms.
pub(crate) const ENDPOINTS: &[Endpoint] = &{
    let mut all = [PAGE_ENDPOINTS[0]; PAGE_ENDPOINTS.len() + FORM_ENDPOINTS.len()];
    let (pages, forms) = all.split_at_mut(PAGE_ENDPOINTS.len());
    pages.copy_from_slice(PAGE_ENDPOINTS);
    forms.copy_from_slice(FORM_ENDPOINTS);
    all
};

/// The pages and files, with the forms of the search and of the contacts beside their pages.
const PAGE_ENDPOINTS: &[Endpoint] = &[
    (
        "GET",
        "/",
        EndpointAccess::SignedIn,
        "today, or the families one walks with",
    ),
    (
        "GET",
        "/families",
        EndpointAccess::SignedIn,
        "the families one is on the team of",
    ),
    (
        "GET",
        "/family/{id}",
        EndpointAccess::Team,
        "a family's day",
    ),
    (
        "GET",
        "/family/{id}/plan",
        EndpointAccess::Team,
        "a family's plan",
    ),
    (
        "GET",
        "/family/{id}/plan/item/{item}",
        EndpointAccess::PlanReaders,
        "a line of the plan, and what was said to it",
    ),
    (
        "GET",
        "/family/{id}/plan/section/{section}",
        EndpointAccess::Team,
        "what was said to a part of the plan",
    ),
    (
        "GET",
        "/family/{id}/plan/propose",
        EndpointAccess::Family,
        "suggesting something",
    ),
    (
        "GET",
        "/family/{id}/plan/replies",
        EndpointAccess::Team,
        "what was said to the plan, and what came of it",
    ),
    (
        "GET",
        "/family/{id}/plan/reply/{reply}",
        EndpointAccess::PlanReaders,
        "one thing that was said, and its answer",
    ),
    (
        "GET",
        "/family/{id}/plan/own",
        EndpointAccess::Family,
        "writing words of one's own",
    ),
    (
        "GET",
        "/family/{id}/plan/edit",
        EndpointAccess::Worker,
        "the working copy of the plan",
    ),
    (
        "GET",
        "/family/{id}/plan/edit/{item}",
        EndpointAccess::Worker,
        "changing a line; one's own words only by whoever wrote them",
    ),
    (
        "GET",
        "/family/{id}/plan/add/{kind}",
        EndpointAccess::Worker,
        "adding a line",
    ),
    (
        "GET",
        "/family/{id}/plan/publish",
        EndpointAccess::Worker,
        "publishing the plan",
    ),
    (
        "GET",
        "/family/{id}/plan/closure",
        EndpointAccess::Team,
        "what must be true for the case to close",
    ),
    (
        "GET",
        "/family/{id}/plan/heading",
        EndpointAccess::Worker,
        "changing where it is heading; not where children live at home",
    ),
    (
        "GET",
        "/family/{id}/plan/week",
        EndpointAccess::WeekReaders,
        "what a week takes, and what one can carry",
    ),
    (
        "GET",
        "/family/{id}/plan/versions",
        EndpointAccess::Team,
        "the versions of the plan",
    ),
    (
        "GET",
        "/family/{id}/plan/version/{version}",
        EndpointAccess::PlanReaders,
        "what changed in a version, and why",
    ),
    (
        "GET",
        "/family/{id}/plan/version/{version}/print",
        EndpointAccess::PlanReaders,
        "a version on paper",
    ),
    (
        "GET",
        "/family/{id}/plan/version/{version}/pdf",
        EndpointAccess::PlanReaders,
        "a version as a PDF file",
    ),
    (
        "GET",
        "/family/{id}/plan/progress",
        EndpointAccess::Team,
        "how it is going, as each voice says",
    ),
    (
        "GET",
        "/family/{id}/plan/review",
        EndpointAccess::Worker,
        "adding a review",
    ),
    (
        "GET",
        "/family/{id}/plan/safety",
        EndpointAccess::Team,
        "the safety plan, on one page",
    ),
    (
        "GET",
        "/family/{id}/sharing",
        EndpointAccess::LogReaders,
        "who looked at the record",
    ),
    (
        "GET",
        "/plan",
        EndpointAccess::SignedIn,
        "the way to one's plan",
    ),
    (
        "GET",
        "/sharing",
        EndpointAccess::SignedIn,
        "the way to who looked",
    ),
    (
        "GET",
        "/messages",
        EndpointAccess::SignedIn,
        "one's conversations",
    ),
    (
        "GET",
        "/messages/new",
        EndpointAccess::SignedIn,
        "whom one may write to",
    ),
    (
        "GET",
        "/messages/new/{person}",
        EndpointAccess::MayBegin,
        "a first message to someone",
    ),
    (
        "GET",
        "/messages/notify",
        EndpointAccess::SignedIn,
        "how and when one is told that there is something new",
    ),
    (
        "GET",
        "/messages/away",
        EndpointAccess::Serving,
        "saying when one is away",
    ),
    (
        "GET",
        "/messages/{id}",
        EndpointAccess::Readers,
        "a conversation",
    ),
    (
        "GET",
        "/messages/{id}/readers",
        EndpointAccess::Readers,
        "who reads a conversation, and since when",
    ),
    (
        "GET",
        "/family/{id}/messages/new",
        EndpointAccess::Team,
        "a conversation of several people",
    ),
    (
        "GET",
        "/messages/{id}/file/{seq}/{n}",
        EndpointAccess::Readers,
        "a picture, paper or voice message of a conversation",
    ),
    (
        "GET",
        "/messages/{id}/interpret/{seq}",
        EndpointAccess::Readers,
        "asking for an interpreter",
    ),
    (
        "GET",
        "/messages/queue",
        EndpointAccess::Interpreters,
        "messages that wait for an interpreter",
    ),
    (
        "GET",
        "/messages/queue/{request}",
        EndpointAccess::Given,
        "one message to interpret; its words once it is claimed",
    ),
    (
        "GET",
        "/messages/queue/{request}/file/{seq}/{n}",
        EndpointAccess::Given,
        "the voice of a message to interpret",
    ),
    (
        "GET",
        "/messages/search",
        EndpointAccess::SignedIn,
        "finding words in one's own conversations",
    ),
    (
        "POST",
        "/api/messages/search",
        EndpointAccess::SignedIn,
        "looking for words in one's own conversations",
    ),
    (
        "GET",
        "/messages/contacts",
        EndpointAccess::SignedIn,
        "a parent partner's contacts: their own, their parent's, their coordinator's list",
    ),
    (
        "POST",
        "/api/messages/contact",
        EndpointAccess::WalksWith,
        "noting a contact",
    ),
    (
        "POST",
        "/api/messages/contact-out",
        EndpointAccess::WalksWith,
        "taking one's own note of a contact out again",
    ),
    (
        "GET",
        "/messages/{id}/print",
        EndpointAccess::Readers,
        "a conversation to print",
    ),
    (
        "GET",
        "/messages/{id}/pdf",
        EndpointAccess::Readers,
        "a conversation as a PDF",
    ),
    (
        "GET",
        "/messages/{id}/table",
        EndpointAccess::Readers,
        "a conversation as a table",
    ),
    (
        "GET",
        "/messages/{id}/live",
        EndpointAccess::Readers,
        "hearing that there are new messages",
    ),
    ("GET", "/sign-in", EndpointAccess::Anyone, "signing in"),
    (
        "GET",
        "/cookies",
        EndpointAccess::Anyone,
        "what to do where a browser keeps no cookie",
    ),
    (
        "GET",
        "/welcome",
        EndpointAccess::Anyone,
        "typing a paper code",
    ),
    (
        "GET",
        "/welcome/{code}",
        EndpointAccess::Anyone,
        "using a paper code",
    ),
    (
        "GET",
        "/language",
        EndpointAccess::Anyone,
        "choosing a language",
    ),
    ("GET", "/exit", EndpointAccess::Anyone, "how to leave fast"),
    ("GET", "/help", EndpointAccess::Anyone, "help"),
];
