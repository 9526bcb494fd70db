//! What an adult sees of one part of a plan. Each slice makes its own; `released` puts them
//! together.

use leptos::prelude::*;
use model::transition::TransitionPart;

/// What an adult sees of one part.
pub struct ReleasedSection {
    pub part: TransitionPart,
    /// Without a heading of the part; headings in it are `<h3>`.
    pub body: AnyView,
}
