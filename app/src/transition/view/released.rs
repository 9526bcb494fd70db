//! What adults see of a plan: the sections of the page `/family/{id}/transition/{person}`.
//!
//! Each slice supplies one file `view/released_<slice>.rs` with one function
//!
//! ```ignore
//! /// What `released.parts` shows of <slice>. At most two statements; none when no part of it is
//! /// shown.
//! pub(super) async fn released_sections(
//!     tx: &mut Tx,
//!     context: &RequestContext,
//!     released: &ReleasedTransition,
//! ) -> Result<Vec<ReleasedSection>, AppError>
//! ```
//!
//! and a line in `all_sections`. A section has only what the actor may read: every statement has
//! `visible_part!` again, and a part that is not released has no section, no heading and no
//! count. Links to pages of adults go in the section; the page adds the heading of the part, the
//! mark of a required part, and the order of `TransitionPart::ALL`.

use leptos::prelude::*;
use store::Tx;
use store::transition::ReleasedTransition;

use super::released_section::ReleasedSection;
use super::{
    released_areas, released_budget, released_documents, released_ninety_day, released_people,
    released_services, released_skills,
};
use crate::error::AppError;
use crate::request::context::RequestContext;

/// The sections of all slices, in the order of the parts.
///
/// # Errors
/// When the database fails.
pub async fn all_sections(
    tx: &mut Tx,
    context: &RequestContext,
    released: &ReleasedTransition,
) -> Result<Vec<ReleasedSection>, AppError> {
    let mut sections: Vec<ReleasedSection> = Vec::new();
    // One line for each slice.
    sections.extend(released_areas::released_sections(tx, context, released).await?);
    sections.extend(released_budget::released_sections(tx, context, released).await?);
    sections.extend(released_people::released_sections(tx, context, released).await?);
    sections.extend(released_services::released_sections(context, released));
    sections.extend(released_skills::released_sections(tx, context, released).await?);
    sections.extend(released_documents::released_sections(tx, context, released).await?);
    sections.extend(released_ninety_day::released_sections(tx, context, released).await?);
    // Each slice checks this itself. Checked again, so that a mistake in one of them shows nothing.
    sections.retain(|section| released.shows(section.part));
    // Sections of one part must be neighbors to be joined.
    sections.sort_by_key(|section| section.part);
    Ok(join_same_part(sections))
}

/// Two slices may show something of one part, which has one heading.
fn join_same_part(sections: Vec<ReleasedSection>) -> Vec<ReleasedSection> {
    let mut joined: Vec<ReleasedSection> = Vec::new();
    for section in sections {
        match joined.pop() {
            Some(last) if last.part == section.part => {
                let body = view! {
                    {last.body}
                    {section.body}
                };
                joined.push(ReleasedSection {
                    part: section.part,
                    body: body.into_any(),
                });
            }
            last => {
                joined.extend(last);
                joined.push(section);
            }
        }
    }
    joined
}
