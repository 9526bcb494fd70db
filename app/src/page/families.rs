//! The families of the signed-in person, as pages name them.

use model::id::FamilyId;
use model::policy::{can_open_record, is_agency_staff};
use store::{Actor, TeamMembership};

use super::side_list::{SideLink, SideList};
use crate::i18n::isolate_bidi;
use crate::paths;
use crate::request::context::RequestContext;

/// How many families are listed beside a page.
const MAX_FAMILIES: usize = 30;

/// The name of a family, where the reader needs it: for readers who may have the pages of several
/// families open at once, and not for those who do not get to know the families.
pub fn name_of_family(actor: &Actor, family: FamilyId) -> Option<&str> {
    let team = actor.membership_in(family).ok()?;
    let has_several =
        is_agency_staff(team.role) || actor.teams.iter().any(|other| other.family_id != family);
    (has_several && can_open_record(team.role)).then_some(team.family.as_str())
}

/// The family that the address of this page names.
fn family_in_address(context: &RequestContext) -> Option<FamilyId> {
    let rest = context.path_and_query.strip_prefix("/family/")?;
    rest.split(['/', '?']).next()?.parse().ok()
}

/// The family that this page is about. The page of the family itself has its name as the heading.
pub(super) fn family_above_heading(context: &RequestContext) -> Option<FamilyId> {
    let family = family_in_address(context)?;
    let path = context.path_and_query.split('?').next()?;
    (path != paths::family(family)).then_some(family)
}

/// The families whose record the signed-in person may open, each once.
fn open_families(actor: &Actor) -> Vec<&TeamMembership> {
    let mut families: Vec<&TeamMembership> = Vec::new();
    for team in actor.teams.iter().filter(|team| can_open_record(team.role)) {
        if families
            .iter()
            .all(|known| known.family_id != team.family_id)
        {
            families.push(team);
        }
    }
    families
}

/// For the page of one of several families: all of them. From the profile, without a statement.
pub(super) fn list_of_families(context: &RequestContext) -> Option<SideList> {
    let (text, actor) = (context.localizer(), context.actor().ok()?);
    let current = family_in_address(context)?;
    // The address can name any family, also one that the reader must not know.
    actor.membership_in(current).ok()?;
    let families = open_families(actor);
    // With one family there is no other page to go to.
    if families.len() < 2 {
        return None;
    }
    let links = families
        .iter()
        .take(MAX_FAMILIES)
        .map(|team| SideLink {
            href: paths::family(team.family_id),
            title: isolate_bidi(&team.family),
            current: (team.family_id == current).then_some("true"),
            ..SideLink::default()
        })
        .collect();
    Some(SideList {
        label: text.get("home-families"),
        links,
        all: (families.len() > MAX_FAMILIES)
            .then(|| (paths::FAMILIES, text.get("home-families-all"))),
    })
}
