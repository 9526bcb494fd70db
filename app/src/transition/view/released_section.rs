//! What an adult sees of one part. In a module of its own, because the slices use it and
//! `released` uses the slices.

use leptos::prelude::*;
use model::transition::TransitionPart;

/// What an adult sees of one part.
pub struct ReleasedSection {
    pub part: TransitionPart,
    /// Without a heading of the part; headings in it are `<h3>`.
    pub body: AnyView,
}
