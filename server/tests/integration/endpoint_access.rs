//! Who may use a route, for the table of `endpoints.rs`.

/// Who may use a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum EndpointAccess {
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
    pub(crate) const fn access_label(self) -> &'static str {
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
pub(crate) type Endpoint = (&'static str, &'static str, EndpointAccess, &'static str);
