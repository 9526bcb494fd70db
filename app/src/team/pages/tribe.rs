//! `/family/{id}/team/tribe`: what is known about the tribes of the children, for the family, for
//! those who work on the case, and for the tribe.

use leptos::prelude::*;
use model::id::FamilyId;
use model::role::Role;
use model::team::tribe::may_write_tribe_facts;
use store::Tx;
use store::team::tribe::{TribePanel, has_tribe_facts, read_tribe_panel};

use super::{family_from_path, team_link};
use crate::error::AppError;
use crate::i18n::Localizer;
use crate::page::{PageLayout, html_document, render_page};
use crate::paths;
use crate::request::context::RequestContext;
use crate::team::view::tribe::TribeView;
use crate::ui::empty::empty_state;
use crate::ui::link_list::{ListRow, link_list};

/// Whether the team list leads to the panel: where there is something to see, or the reader may
/// write.
pub(super) async fn shows_tribe_link(
    tx: &mut Tx,
    family: FamilyId,
    role: Role,
) -> Result<bool, AppError> {
    Ok(may_write_tribe_facts(role) || has_tribe_facts(tx, family).await?)
}

/// The link from the team list.
pub(super) fn tribe_link(text: Localizer, family: FamilyId) -> AnyView {
    link_list(vec![ListRow {
        href: Some(paths::tribe(family)),
        title: Some(text.get("team-tribe-title").into_any()),
        ..ListRow::default()
    }])
}

/// `/family/{id}/team/tribe`
#[component]
pub fn TribePage() -> impl IntoView {
    let family = family_from_path();
    render_page(async move |context: RequestContext| {
        let (text, family) = (context.localizer(), family.ok_or(AppError::NotFound)?);
        let language = context.language.language_tag();
        let mut tx = context.begin_record_read(family).await?;
        let panel = read_tribe_panel(&mut tx, family, language).await?;
        // Commits the access log entry of a reader from outside the family.
        tx.commit().await?;
        let title = text.get("team-tribe-title");
        let body = view! {
            {team_link(&context, family)}
            <h1>{title.clone()}</h1>
            <p>
                {text.get("team-tribe-intro")} " "
                <small class="muted">{text.get("team-tribe-law")}</small>
            </p>
            {child_sections(&context, family, &panel)}
            {page_actions(text, family, &panel)}
        };
        Ok(html_document(
            &context,
            PageLayout {
                title,
                ..PageLayout::default()
            },
            body.into_any(),
        ))
    })
}

fn child_sections(context: &RequestContext, family: FamilyId, panel: &TribePanel) -> AnyView {
    let text = context.localizer();
    let view = TribeView {
        context,
        text,
        family,
        panel,
    };
    let sections: Vec<AnyView> = panel
        .children
        .iter()
        .map(|child| view.child_section(child))
        .collect();
    if sections.is_empty() {
        return empty_state(text.get("team-tribe-no-children"), None);
    }
    sections.into_any()
}

/// For the worker the way to add another tribe; for everyone outside the family the dates as a
/// file, which they report.
fn page_actions(text: Localizer, family: FamilyId, panel: &TribePanel) -> Option<AnyView> {
    // Each child without a tribe has its own add link, and an empty file is useless.
    if panel.tribes.is_empty() || panel.role.is_family() {
        return None;
    }
    let add = may_write_tribe_facts(panel.role).then(|| {
        view! {
            <a class="btn secondary" href=paths::add_child_tribe(family, None)>
                {text.get("team-tribe-add")}
            </a>
        }
    });
    let actions = view! {
        <p class="row">
            {add} <a class="btn secondary" href=paths::tribe_table(family) download="tribe.csv">
                {text.get("team-tribe-csv")}
            </a>
        </p>
    };
    Some(actions.into_any())
}
