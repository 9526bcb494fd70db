//! Every route and who may use it. `access.rs` tries each one as everyone, and prints this table
//! into `docs/access.md`. It fails when a route is missing here.

/// Who may use a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EndpointAccess {
    /// Anyone, signed in or not.
    Anyone,
    /// Anyone who has signed in; the page shows only their own data.
    SignedIn,
    /// Everyone on the family's team whose role may open the record.
    Team,
    /// Team members who belong to the audience of the item or text.
    PlanReaders,
    Family,
    StepKeepers,
    Worker,
    WeekReaders,
    Raters,
    LogReaders,
    /// The participants of the thread.
    Readers,
    /// People on one team who may start a thread with each other.
    MayBegin,
    /// People who work for families.
    Serving,
    Interpreters,
    WalksWith,
    Given,
    /// Nobody in tests: participants may use it, but the test portal has no translation service.
    Nobody,
}

impl EndpointAccess {
    pub const fn access_label(self) -> &'static str {
        match self {
            Self::Anyone => "anyone, signed in or not",
            Self::SignedIn => "anyone signed in; it shows only their own things",
            Self::Team => {
                "the family and everyone on its team; each sees only what is theirs to see"
            }
            Self::PlanReaders => "those of the team who are in the audience of that line or text",
            Self::Family => "the family: parents, guardians, Indian custodians and youth",
            Self::StepKeepers => "whoever does that step, and the family's worker",
            Self::WeekReaders => {
                "the family, each their own; its worker and its supervisor, everyone's"
            }
            Self::Raters => "the family, and its worker for the team",
            Self::Worker => "the family's worker",
            Self::LogReaders => {
                "the family's parents, guardians, Indian custodians and youth, and its supervisor"
            }
            Self::Readers => "the named readers of that conversation",
            Self::Nobody => "the named readers of that conversation",
            Self::WalksWith => "the parent partner who walks with that parent",
            Self::Interpreters => "interpreters, of age",
            Self::Given => {
                "the interpreter of that family who has the language, while nobody else has taken \
                    it and it is not done"
            }
            Self::Serving => {
                "workers, supervisors, parent partners and everyone else who works for families"
            }
            Self::MayBegin => {
                "people on one team, where one of the two works for the family, a parent and \
                    their own parent partner, or a parent partner and their coordinator"
            }
        }
    }
}

/// Method, route pattern, who may use it, and a plain description.
pub const ENDPOINTS: &[(&str, &str, EndpointAccess, &str)] = &[
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
    ("POST", "/exit", EndpointAccess::Anyone, "leaving at once"),
    (
        "POST",
        "/keep",
        EndpointAccess::Anyone,
        "keeping a form while the language changes",
    ),
    (
        "POST",
        "/api/account/sign-in",
        EndpointAccess::Anyone,
        "signing in",
    ),
    (
        "POST",
        "/api/account/sign-out",
        EndpointAccess::Anyone,
        "signing out",
    ),
    (
        "POST",
        "/api/account/code",
        EndpointAccess::Anyone,
        "typing a paper code",
    ),
    (
        "POST",
        "/api/account/accept",
        EndpointAccess::Anyone,
        "using a paper code",
    ),
    (
        "POST",
        "/api/account/language",
        EndpointAccess::Anyone,
        "choosing a language",
    ),
    (
        "POST",
        "/api/account/look-around",
        EndpointAccess::Anyone,
        "looking around; in a demo only",
    ),
    (
        "POST",
        "/api/plan/ask-translation",
        EndpointAccess::PlanReaders,
        "asking for a text in one's language",
    ),
    (
        "POST",
        "/api/plan/reply",
        EndpointAccess::PlanReaders,
        "saying something to the plan",
    ),
    (
        "POST",
        "/api/plan/step",
        EndpointAccess::StepKeepers,
        "saying how a step goes",
    ),
    (
        "POST",
        "/api/plan/add",
        EndpointAccess::Worker,
        "adding a line to the working copy",
    ),
    (
        "POST",
        "/api/plan/save",
        EndpointAccess::Worker,
        "changing a line; one's own words only by whoever wrote them",
    ),
    (
        "POST",
        "/api/plan/own",
        EndpointAccess::Family,
        "adding words of one's own",
    ),
    (
        "POST",
        "/api/plan/publish",
        EndpointAccess::Worker,
        "publishing the plan",
    ),
    (
        "POST",
        "/api/plan/heading",
        EndpointAccess::Worker,
        "changing where it is heading",
    ),
    (
        "POST",
        "/api/plan/week",
        EndpointAccess::Family,
        "saying what one can carry in a week",
    ),
    (
        "POST",
        "/api/plan/rate",
        EndpointAccess::Raters,
        "saying how it is going",
    ),
    (
        "POST",
        "/api/plan/review",
        EndpointAccess::Worker,
        "adding a review",
    ),
    (
        "POST",
        "/api/plan/answer",
        EndpointAccess::Worker,
        "answering what was said to the plan",
    ),
    (
        "POST",
        "/api/messages/send",
        EndpointAccess::Readers,
        "writing a message",
    ),
    (
        "POST",
        "/api/messages/post",
        EndpointAccess::Readers,
        "writing a message without leaving the page",
    ),
    (
        "POST",
        "/api/messages/newer",
        EndpointAccess::Readers,
        "asking for new messages",
    ),
    (
        "POST",
        "/api/messages/draft",
        EndpointAccess::Readers,
        "keeping a draft",
    ),
    (
        "POST",
        "/api/messages/begin",
        EndpointAccess::Team,
        "beginning a conversation of several people",
    ),
    (
        "POST",
        "/api/messages/join",
        EndpointAccess::Worker,
        "putting somebody into a team's conversation that one reads; whoever began it may too",
    ),
    (
        "POST",
        "/api/messages/leave",
        EndpointAccess::Worker,
        "taking somebody off; everyone may leave by themselves",
    ),
    (
        "POST",
        "/api/messages/receipts",
        EndpointAccess::Readers,
        "showing how far one has read, or not",
    ),
    (
        "POST",
        "/api/messages/interpret",
        EndpointAccess::Readers,
        "asking an interpreter for a message",
    ),
    (
        "POST",
        "/api/messages/put-back",
        EndpointAccess::Given,
        "putting a message back into the queue",
    ),
    (
        "POST",
        "/api/messages/claim-interpretation",
        EndpointAccess::Given,
        "claiming a message of the interpreters' queue",
    ),
    (
        "POST",
        "/api/messages/translate",
        EndpointAccess::Given,
        "giving back what one made of a message; one does not see it after that",
    ),
    (
        "POST",
        "/api/messages/machine",
        EndpointAccess::Nobody,
        "asking a machine for a message; readers, where one is set up",
    ),
    (
        "POST",
        "/api/messages/notify",
        EndpointAccess::SignedIn,
        "saying how and when one is told",
    ),
    (
        "POST",
        "/api/messages/browser",
        EndpointAccess::SignedIn,
        "letting a browser show a notice",
    ),
    (
        "POST",
        "/api/messages/browsers-off",
        EndpointAccess::SignedIn,
        "letting no browser show one any more",
    ),
    (
        "POST",
        "/api/messages/away",
        EndpointAccess::Serving,
        "saying when one is away",
    ),
];
