//! The types of the route table: what is known about each route besides its handler. `PAGE_ROUTES`
//! is in `routes.rs`, `FORM_ROUTES` in `form_routes.rs`; the routes that the server adds (files,
//! streams, health checks) are in `server/src/http/server_routes.rs`.

/// One route: the router is built from these, and tests try each one as everyone.
#[derive(Debug, Clone, Copy)]
pub struct Route {
    /// `GET` or `POST`.
    pub method: &'static str,
    /// The path; parameters as `:name` in pages, as `{name}` elsewhere. Use `pattern()`.
    path: &'static str,
    pub access: RouteAccess,
    pub response: RouteResponse,
    /// What the route is for, for `docs/access.md`.
    pub description: &'static str,
}

/// What a page may cost the server and the person who reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageBudget {
    /// SQL statements, without the two that look up the session and the actor.
    pub max_statements: u64,
    /// Screens of 360 by 740 CSS pixels from the top of the page to its end, with what is folded
    /// left folded.
    pub max_screens: u64,
    /// Links, buttons and fields in the page's main part that are neither folded nor hidden.
    pub max_choices: u64,
}

/// What a route answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RouteResponse {
    /// An HTML page.
    Page(PageBudget),
    /// The result of a submitted form or of a call from an island.
    Form,
    /// A file to view or download.
    File,
    /// Server-sent events, without an end.
    Stream,
    /// The same bytes for everyone, without a session: assets, health checks, webhooks.
    Public,
}

/// Who may use a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RouteAccess {
    /// Anyone, signed in or not.
    Anyone,
    /// Anyone who has signed in; the response contains only their own data.
    SignedIn,
    /// Everyone on the family's team whose role may open the record.
    Team,
    /// Team members who belong to the audience of the item or text.
    PlanReaders,
    /// Team members who belong to the audience of the event.
    EventReaders,
    /// The caregivers who belong to the audience of the visit.
    VisitCaregivers,
    Family,
    /// A youth of the family.
    Youth,
    /// The worker of a family with a youth.
    YouthWorker,
    /// A young person, for their own transition plan, also after they have left the team.
    OwnTransition,
    /// The adults of the team who may read a part of a youth's transition plan.
    TransitionReaders,
    /// The young person and the adult between whom the commitment is.
    CommitmentParties,
    /// A young person for themself, and the worker of their family.
    TransitionRecorders,
    /// The worker of a youth's family, and those to whom the part `money` is released.
    TransitionRecordReaders,
    /// Those who read the parts of a youth's plan that the law requires.
    RightsReaders,
    /// The worker of a youth's family, and their supervisor.
    RightQuestionReaders,
    /// The adults of the team to whom a youth has released their documents.
    VaultReaders,
    /// The owner of the step, and the family's worker.
    StepOwners,
    /// The author of the reply.
    ReplyAuthors,
    /// The author of the words for an event.
    WordsAuthors,
    Worker,
    /// The worker for the family, its caregivers and mentors; the coordinator of mentors for a
    /// mentor.
    InvitingMembers,
    /// The worker for the family and its caregivers; the coordinator of mentors for a mentor and
    /// the parents whom they support.
    VouchingMembers,
    WorkloadReaders,
    Raters,
    /// Team members whose role may read about the tribe of a child.
    TribeReaders,
    /// The family's worker, and the tribal representative.
    TribeWriters,
    /// The family's worker for active efforts, the tribal representative for their own words.
    TribeEntryAuthors,
    AccessLogReaders,
    Participants,
    /// People on one team who may start a thread with each other.
    ThreadStarters,
    /// People who work for families.
    AgencyStaff,
    Interpreters,
    /// The mentor of that parent.
    MentorOfParent,
    /// The interpreter who may claim, or has claimed, the request.
    AssignedInterpreter,
    /// The participants of the thread, where the agency has set up a translation service.
    ParticipantsWithTranslation,
}

impl RouteAccess {
    /// The people in plain words, for `docs/access.md`.
    pub const fn label(self) -> &'static str {
        // Agencies and their counsel read this, so it uses the words of the portal, such as parent
        // partner.
        match self {
            Self::Anyone => "anyone, signed in or not",
            Self::SignedIn => "anyone signed in; it shows only their own data",
            Self::Team => "the family and everyone on its team; each sees only what they may see",
            Self::PlanReaders => "those of the team who are in the audience of that item or text",
            Self::EventReaders => {
                "those of the team who are in the audience of that event: invited, or a party"
            }
            Self::VisitCaregivers => "the caregivers who are in the audience of that visit",
            Self::Family => "the family: parents, guardians, Indian custodians and youth",
            Self::Youth => "the family's youth, 14 and over",
            Self::YouthWorker => "the worker of that youth's family",
            Self::OwnTransition => {
                "a youth of 14 and over, for their own plan, also after they have left the team"
            }
            Self::CommitmentParties => {
                "the youth and the adult between whom that commitment is, and no one else"
            }
            Self::TransitionReaders => {
                "those of the team to whom the youth has released a part; the worker, the \
                    supervisor and the tribal representative also read the parts that the law \
                    requires"
            }
            Self::TransitionRecorders => {
                "a youth of 14 and over for themself, and the worker of their family; the owner \
                    removes what they recorded, a worker what a worker recorded"
            }
            Self::TransitionRecordReaders => {
                "the worker of that youth's family, because the agency keeps these records by \
                    law, and those to whom the youth has released the part about money"
            }
            Self::RightsReaders => {
                "the worker, the supervisor and the tribal representative of that youth's family, \
                    because the law requires the list of rights; without the words of questions \
                    for the tribal representative"
            }
            Self::RightQuestionReaders => "the worker of that youth's family, and the supervisor",
            Self::VaultReaders => {
                "those of the team to whom the youth has released their documents, by name or as \
                    one of the team; never only because the law requires it"
            }
            Self::StepOwners => "the owner of that step, and the family's worker",
            Self::ReplyAuthors => "the author of that reply",
            Self::WordsAuthors => "the author of those words",
            Self::WorkloadReaders => {
                "the family, each their own; its worker and its supervisor, everyone's"
            }
            Self::Raters => "the family, and its worker for the team",
            Self::TribeReaders => {
                "the family, its worker, its supervisor and the tribal representative; each reads \
                    only about the children whom they may see"
            }
            Self::TribeWriters => "the family's worker, and the tribal representative",
            Self::TribeEntryAuthors => {
                "the family's worker for active efforts, and the tribal representative who wrote \
                    them for words of the tribe"
            }
            Self::Worker => "the family's worker",
            Self::InvitingMembers => {
                "the family's worker for the family, its caregivers and parent partners, and the \
                    coordinator of parent partners for them; for no one who works with families \
                    in another role"
            }
            Self::VouchingMembers => {
                "the family's worker for the family and its caregivers, and the coordinator of \
                    parent partners for them and the parents whom they support; for no one who \
                    works with families elsewhere"
            }
            Self::AccessLogReaders => {
                "the family's parents, guardians, Indian custodians and youth, and its supervisor"
            }
            Self::Participants => "the participants of that conversation",
            Self::ParticipantsWithTranslation => {
                "the participants of that conversation, where a translation service is set up"
            }
            Self::MentorOfParent => "the parent partner of that parent",
            Self::Interpreters => "interpreters, of age",
            Self::AssignedInterpreter => {
                "the interpreter of that family who has the language, while nobody else has \
                    claimed the request and it is not completed"
            }
            Self::AgencyStaff => {
                "workers, supervisors, parent partners and everyone else who works for families"
            }
            Self::ThreadStarters => {
                "people on one team, where one of the two works for the family, a parent and \
                    their own parent partner, or a parent partner and their coordinator"
            }
        }
    }
}

impl Route {
    /// The route of a page.
    pub const fn page(
        path: &'static str,
        access: RouteAccess,
        budget: PageBudget,
        description: &'static str,
    ) -> Self {
        Self {
            method: "GET",
            path,
            access,
            response: RouteResponse::Page(budget),
            description,
        }
    }

    /// The route of a form, or of a call from an island.
    pub const fn form(path: &'static str, access: RouteAccess, description: &'static str) -> Self {
        Self {
            method: "POST",
            path,
            access,
            response: RouteResponse::Form,
            description,
        }
    }

    /// The route of a webhook: a service posts to it, without a session.
    pub const fn webhook(path: &'static str, description: &'static str) -> Self {
        Self {
            method: "POST",
            path,
            access: RouteAccess::Anyone,
            response: RouteResponse::Public,
            description,
        }
    }

    /// A `GET` route that is no page.
    pub const fn get(
        path: &'static str,
        access: RouteAccess,
        response: RouteResponse,
        description: &'static str,
    ) -> Self {
        Self {
            method: "GET",
            path,
            access,
            response,
            description,
        }
    }

    /// The path of a form, which has no parameters.
    pub const fn path(&self) -> &'static str {
        self.path
    }

    /// The path with parameters as `{name}`.
    pub fn pattern(&self) -> String {
        let parts = self.path.split('/').map(|part| {
            part.strip_prefix(':')
                .map_or_else(|| part.to_owned(), |name| format!("{{{name}}}"))
        });
        parts.collect::<Vec<_>>().join("/")
    }
}
