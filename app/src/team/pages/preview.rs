//! `/family/{id}/team/preview/{role}`: what someone in a role would see of the record, part by
//! part. The worker reads with their own rights, and each item is marked (decision 31).

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use model::id::{FamilyId, PersonId};
use model::policy::may_keep_memberships;
use model::role::Role;
use store::plan::PublishedPlan;
use store::team::Team;
use store::team::preview::{
    PreviewEvent, ProposedMembership, RecordPreview, preview_events, preview_plan, preview_team,
};
use strum::{EnumString, IntoStaticStr, VariantArray};
use uuid::Uuid;

use super::membership::role_from_path;
use super::{family_from_path, team_link};
use crate::calendar::view::event_kind::event_kind_name;
use crate::error::AppError;
use crate::i18n::{Localizer, capitalize_line};
use crate::page::authored_text::to_translated_text;
use crate::page::{PageLayout, html_document, render_page};
use crate::paths;
use crate::request::context::RequestContext;
use crate::ui::empty::empty_state;
use crate::ui::link_list::{ListRow, link_list};

/// A part of the record that the page lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "lowercase")]
enum PreviewPart {
    Plan,
    Dates,
    People,
}

impl PreviewPart {
    fn parse(slug: Option<&str>) -> Self {
        // An address without a part, or with a wrong one, shows the plan.
        slug.and_then(|slug| slug.parse().ok())
            .unwrap_or(Self::Plan)
    }

    /// The value of `part` in the address.
    fn slug(self) -> &'static str {
        self.into()
    }

    const fn title_key(self) -> &'static str {
        match self {
            Self::Plan => "team-part-plan",
            Self::Dates => "team-part-dates",
            Self::People => "team-part-team",
        }
    }
}

/// `/family/{id}/team/preview/{role}`
#[component]
pub fn PreviewPage() -> impl IntoView {
    let (family, role) = (family_from_path(), role_from_path());
    let query = use_query_map();
    let query = query.read_untracked();
    let person: Option<PersonId> = query.get("member").and_then(|id| id.parse().ok());
    let part = PreviewPart::parse(query.get("part").as_deref());
    drop(query);
    render_page(async move |context: RequestContext| {
        let text = context.localizer();
        let (family, role) = family.zip(role).ok_or(AppError::NotFound)?;
        context.require_role(family, may_keep_memberships)?;
        let proposed = ProposedMembership {
            person,
            role,
            mentee: None,
        };
        let rows = load_rows(&context, family, proposed, part).await?;
        let title = text.format("team-preview-as", &[("role", text.role_name(role).into())]);
        let body = view! {
            {team_link(&context, family)}
            <h1>{title.clone()}</h1>
            <p>{text.get("team-preview-note")}</p>
            {part_links(text, (family, role, person), part)}
            <h2>{text.get(part.title_key())}</h2>
            {row_lists(text, rows)}
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

/// The other parts.
fn part_links(
    text: Localizer,
    (family, role, person): (FamilyId, Role, Option<PersonId>),
    current: PreviewPart,
) -> AnyView {
    let others = PreviewPart::VARIANTS
        .iter()
        .filter(|part| **part != current);
    let links = others
        .map(|part| {
            view! {
                <a
                    class="btn secondary"
                    href=paths::preview_as(family, role, person, part.slug())
                >
                    {text.get(part.title_key())}
                </a>
            }
        })
        .collect_view();
    view! { <p class="row">{links}</p> }.into_any()
}

/// A row, and whether the person would see it.
type PreviewRow = (bool, ListRow);

async fn load_rows(
    context: &RequestContext,
    family: FamilyId,
    proposed: ProposedMembership,
    part: PreviewPart,
) -> Result<Vec<PreviewRow>, AppError> {
    let (text, language) = (context.localizer(), context.language.language_tag());
    let mut tx = context.begin_record_read(family).await?;
    // One part at a time, because each is read with statements of its own.
    let rows = match part {
        PreviewPart::Plan => {
            let (plan, preview) = preview_plan(&mut tx, family, proposed, language).await?;
            plan_rows(text, &plan, &preview)
        }
        PreviewPart::Dates => {
            let (events, preview) = preview_events(&mut tx, family, proposed, language).await?;
            event_rows(text, &events, &preview)
        }
        PreviewPart::People => {
            let (team, preview) = preview_team(&mut tx, family, proposed, language).await?;
            team_rows(text, &team, &preview)
        }
    };
    // Commits the access log entry of a reader from outside the family.
    tx.commit().await?;
    Ok(rows)
}

fn row(preview: &RecordPreview, id: Uuid, title: AnyView, small: String) -> PreviewRow {
    // Without a link: the page that it would open shows what the worker sees, and not the person.
    let row = ListRow {
        title: Some(title),
        small,
        ..ListRow::default()
    };
    (preview.shows(id), row)
}

fn plan_rows(text: Localizer, plan: &PublishedPlan, preview: &RecordPreview) -> Vec<PreviewRow> {
    let items = plan.items.iter();
    items
        .filter_map(|item| {
            let words = to_translated_text(plan.texts.get(&item.text_id)?);
            let owner = item.owner.clone().unwrap_or_default();
            Some(row(preview, item.id.0, words.inline_text(text), owner))
        })
        .collect()
}

fn event_rows(
    text: Localizer,
    events: &[PreviewEvent],
    preview: &RecordPreview,
) -> Vec<PreviewRow> {
    let events = events.iter();
    events
        .map(|event| {
            let starts = event.starts.to_jiff();
            let when = format!(
                "{} · {}",
                capitalize_line(&text.format_day(starts.date())),
                text.format_time(starts)
            );
            let kind = event_kind_name(text, event.kind, event.kind_label.as_deref());
            let kind = kind.into_any();
            row(preview, event.id.0, kind, when)
        })
        .collect()
}

fn team_rows(text: Localizer, team: &Team, preview: &RecordPreview) -> Vec<PreviewRow> {
    let name = |name: &str| view! { <bdi>{name.to_owned()}</bdi> }.into_any();
    let members = team.members.iter().map(|member| {
        let role = text.role_name(member.role);
        row(preview, member.person_id.0, name(&member.name), role)
    });
    let contacts = team.contacts.iter().map(|contact| {
        let kind = text.get_value(contact.kind);
        row(preview, contact.id.0, name(&contact.name), kind)
    });
    members.chain(contacts).collect()
}

/// What they would see, then what they would not.
fn row_lists(text: Localizer, rows: Vec<PreviewRow>) -> AnyView {
    let (shown, hidden): (Vec<PreviewRow>, Vec<PreviewRow>) =
        rows.into_iter().partition(|(is_shown, _)| *is_shown);
    let list = |rows: Vec<PreviewRow>| link_list(rows.into_iter().map(|(_, row)| row).collect());
    let seen = if shown.is_empty() {
        empty_state(text.get("team-preview-nothing"), None)
    } else {
        list(shown)
    };
    let label = text.format("team-preview-hidden", &[("count", hidden.len().into())]);
    let rest = (!hidden.is_empty()).then(|| {
        view! {
            <details class="disclosure">
                <summary>{label}</summary>
                {list(hidden)}
            </details>
        }
    });
    view! {
        {seen}
        {rest}
    }
    .into_any()
}
