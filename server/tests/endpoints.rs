//! Every page and form there is, and who may use it. `access.rs` tries each of them as everyone, and prints this
//! table into `docs/access.md`. A new route goes in here, or `access.rs` fails and says so.

/// Who may use a page of a family, or of a conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Anyone, signed in or not.
    Anyone,
    /// Anyone who has signed in; the page shows only their own things.
    SignedIn,
    /// Everyone on the family's team whose role opens records.
    Team,
    /// The family and its supervisor.
    PlanReaders,
    Family,
    StepKeepers,
    Worker,
    WeekReaders,
    Raters,
    LogReaders,
    /// The named readers of the conversation.
    Readers,
    /// People on one team who may begin a conversation.
    MayBegin,
    /// People who work for families.
    Serving,
    Interpreters,
    Given,
    /// Those who may, may not here: the test's portal has no such service.
    Nobody,
}

impl Who {
    pub const fn words(self) -> &'static str {
        match self {
            Self::Anyone => "anyone, signed in or not",
            Self::SignedIn => "anyone signed in; it shows only their own things",
            Self::Team => "the family and everyone on its team; each sees only what is theirs to see",
            Self::PlanReaders => "those of the team who are in the audience of that line or text",
            Self::Family => "the family: parents, guardians, Indian custodians and youth",
            Self::StepKeepers => "whoever does that step, and the family's worker",
            Self::WeekReaders => "the family, each their own; its worker and its supervisor, everyone's",
            Self::Raters => "the family, and its worker for the team",
            Self::Worker => "the family's worker",
            Self::LogReaders => "the family's parents, guardians, Indian custodians and youth, and its supervisor",
            Self::Readers => "the named readers of that conversation",
            Self::Nobody => "the named readers of that conversation",
            Self::Interpreters => "interpreters, of age",
            Self::Given => "the interpreter of that family who has the language, while nobody else has taken it and it is not done",
            Self::Serving => "workers, supervisors, parent partners and everyone else who works for families",
            Self::MayBegin => {
                "people on one team, where one of the two works for the family, a parent and their own parent partner, or a parent partner and their coordinator"
            }
        }
    }
}

/// Method, path as the router has it, who, and what it is in plain words.
pub const ENDPOINTS: &[(&str, &str, Who, &str)] = &[
    ("GET", "/", Who::SignedIn, "today, or the families one walks with"),
    ("GET", "/families", Who::SignedIn, "the families one is on the team of"),
    ("GET", "/family/{id}", Who::Team, "a family's day"),
    ("GET", "/family/{id}/plan", Who::Team, "a family's plan"),
    ("GET", "/family/{id}/plan/item/{item}", Who::PlanReaders, "a line of the plan, and what was said to it"),
    ("GET", "/family/{id}/plan/section/{section}", Who::Team, "what was said to a part of the plan"),
    ("GET", "/family/{id}/plan/propose", Who::Family, "suggesting something"),
    ("GET", "/family/{id}/plan/replies", Who::Team, "what was said to the plan, and what came of it"),
    ("GET", "/family/{id}/plan/reply/{reply}", Who::PlanReaders, "one thing that was said, and its answer"),
    ("GET", "/family/{id}/plan/own", Who::Family, "writing words of one's own"),
    ("GET", "/family/{id}/plan/edit", Who::Worker, "the working copy of the plan"),
    ("GET", "/family/{id}/plan/edit/{item}", Who::Worker, "changing a line; one's own words only by whoever wrote them"),
    ("GET", "/family/{id}/plan/add/{kind}", Who::Worker, "adding a line"),
    ("GET", "/family/{id}/plan/publish", Who::Worker, "publishing the plan"),
    ("GET", "/family/{id}/plan/closure", Who::Team, "what must be true for the case to close"),
    ("GET", "/family/{id}/plan/heading", Who::Worker, "changing where it is heading; not where children live at home"),
    ("GET", "/family/{id}/plan/week", Who::WeekReaders, "what a week takes, and what one can carry"),
    ("GET", "/family/{id}/plan/versions", Who::Team, "the versions of the plan"),
    ("GET", "/family/{id}/plan/version/{version}", Who::PlanReaders, "what changed in a version, and why"),
    ("GET", "/family/{id}/plan/version/{version}/print", Who::PlanReaders, "a version on paper"),
    ("GET", "/family/{id}/plan/version/{version}/pdf", Who::PlanReaders, "a version as a PDF file"),
    ("GET", "/family/{id}/plan/progress", Who::Team, "how it is going, as each voice says"),
    ("GET", "/family/{id}/plan/review", Who::Worker, "adding a review"),
    ("GET", "/family/{id}/plan/safety", Who::Team, "the safety plan, on one page"),
    ("GET", "/family/{id}/sharing", Who::LogReaders, "who looked at the record"),
    ("GET", "/plan", Who::SignedIn, "the way to one's plan"),
    ("GET", "/sharing", Who::SignedIn, "the way to who looked"),
    ("GET", "/messages", Who::SignedIn, "one's conversations"),
    ("GET", "/messages/new", Who::SignedIn, "whom one may write to"),
    ("GET", "/messages/new/{person}", Who::MayBegin, "a first message to someone"),
    ("GET", "/messages/notify", Who::SignedIn, "how and when one is told that there is something new"),
    ("GET", "/messages/away", Who::Serving, "saying when one is away"),
    ("GET", "/messages/{id}", Who::Readers, "a conversation"),
    ("GET", "/messages/{id}/readers", Who::Readers, "who reads a conversation, and since when"),
    ("GET", "/family/{id}/messages/new", Who::Team, "a conversation of several people"),
    ("GET", "/messages/{id}/file/{seq}/{n}", Who::Readers, "a picture, paper or voice message of a conversation"),
    ("GET", "/messages/{id}/interpret/{seq}", Who::Readers, "asking for an interpreter"),
    ("GET", "/messages/queue", Who::Interpreters, "messages that wait for an interpreter"),
    ("GET", "/messages/queue/{request}", Who::Given, "one message to interpret"),
    ("GET", "/messages/queue/{request}/file/{seq}/{n}", Who::Given, "the voice of a message to interpret"),
    ("GET", "/messages/{id}/live", Who::Readers, "hearing that there are new messages"),
    ("GET", "/sign-in", Who::Anyone, "signing in"),
    ("GET", "/welcome", Who::Anyone, "typing a paper code"),
    ("GET", "/welcome/{code}", Who::Anyone, "using a paper code"),
    ("GET", "/language", Who::Anyone, "choosing a language"),
    ("GET", "/exit", Who::Anyone, "how to leave fast"),
    ("GET", "/help", Who::Anyone, "help"),
    ("POST", "/exit", Who::Anyone, "leaving at once"),
    ("POST", "/keep", Who::Anyone, "keeping a form while the language changes"),
    ("POST", "/api/account/sign-in", Who::Anyone, "signing in"),
    ("POST", "/api/account/sign-out", Who::Anyone, "signing out"),
    ("POST", "/api/account/code", Who::Anyone, "typing a paper code"),
    ("POST", "/api/account/accept", Who::Anyone, "using a paper code"),
    ("POST", "/api/account/language", Who::Anyone, "choosing a language"),
    ("POST", "/api/account/look-around", Who::Anyone, "looking around; in a demo only"),
    ("POST", "/api/plan/ask-translation", Who::PlanReaders, "asking for a text in one's language"),
    ("POST", "/api/plan/reply", Who::PlanReaders, "saying something to the plan"),
    ("POST", "/api/plan/step", Who::StepKeepers, "saying how a step goes"),
    ("POST", "/api/plan/add", Who::Worker, "adding a line to the working copy"),
    ("POST", "/api/plan/save", Who::Worker, "changing a line; one's own words only by whoever wrote them"),
    ("POST", "/api/plan/own", Who::Family, "adding words of one's own"),
    ("POST", "/api/plan/publish", Who::Worker, "publishing the plan"),
    ("POST", "/api/plan/heading", Who::Worker, "changing where it is heading"),
    ("POST", "/api/plan/week", Who::Family, "saying what one can carry in a week"),
    ("POST", "/api/plan/rate", Who::Raters, "saying how it is going"),
    ("POST", "/api/plan/review", Who::Worker, "adding a review"),
    ("POST", "/api/plan/answer", Who::Worker, "answering what was said to the plan"),
    ("POST", "/api/messages/send", Who::Readers, "writing a message"),
    ("POST", "/api/messages/post", Who::Readers, "writing a message without leaving the page"),
    ("POST", "/api/messages/newer", Who::Readers, "asking for new messages"),
    ("POST", "/api/messages/draft", Who::Readers, "keeping a draft"),
    ("POST", "/api/messages/begin", Who::Team, "beginning a conversation of several people"),
    ("POST", "/api/messages/join", Who::Worker, "putting somebody into a team's conversation that one reads; whoever began it may too"),
    ("POST", "/api/messages/leave", Who::Worker, "taking somebody off; everyone may leave by themselves"),
    ("POST", "/api/messages/receipts", Who::Readers, "showing how far one has read, or not"),
    ("POST", "/api/messages/interpret", Who::Readers, "asking an interpreter for a message"),
    ("POST", "/api/messages/put-back", Who::Given, "putting a message back into the queue"),
    ("POST", "/api/messages/translate", Who::Given, "giving back what one made of a message; one does not see it after that"),
    ("POST", "/api/messages/machine", Who::Nobody, "asking a machine for a message; readers, where one is set up"),
    ("POST", "/api/messages/notify", Who::SignedIn, "saying how and when one is told"),
    ("POST", "/api/messages/browser", Who::SignedIn, "letting a browser show a notice"),
    ("POST", "/api/messages/browsers-off", Who::SignedIn, "letting no browser show one any more"),
    ("POST", "/api/messages/away", Who::Serving, "saying when one is away"),
];
