//! `/messages/contacts`: a mentor's (parent partner's) contacts with a parent in this month and the
//! last. The mentor records a contact with one tap; the parent and the mentor coordinator read the
//! same list, and the coordinator can help those parents sign in again.

use jiff::ToSpan;
use jiff::civil::Date;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_query_map;
use model::id::PersonId;
use model::messages::ContactKind as Kind;
use model::role::Role;
use store::authentication::recovery::{self, Holder};
use store::messages::staff::{self, MentorContact};
use store::messages::{self, RecipientCandidate};
use store::{Actor, Intent};

use crate::error::AppError;
use crate::i18n::{Localizer, capitalize_line, isolate_bidi};
use crate::messages::forms::mentor_contacts::{DeleteMentorContact, RecordMentorContact};
use crate::page::form::button_form;
use crate::page::{NavItem, PageLayout, html_document, render_page};
use crate::paths;
use crate::request::context::RequestContext;
use crate::ui::banner::success_notice;
use crate::ui::empty::empty_state;
use crate::ui::link_list::{ListRow, link_list};
use crate::ui::spoken_name::spoken_name;

/// The label of a contact kind.
fn contact_kind_name(text: Localizer, kind: Kind) -> String {
    text.get_value(kind)
}

/// `/messages/contacts`
#[component]
pub fn MentorContacts() -> impl IntoView {
    let query = use_query_map().read_untracked().clone();
    let noted = query.get("noted").is_some();
    let chosen: Option<PersonId> = query.get("parent").and_then(|id| id.parse().ok());
    render_page(async move |context: RequestContext| {
        let (text, actor) = (context.localizer(), context.actor()?);
        let this_month = actor.today.first_of_month();
        let last_month = this_month - 1.month();
        let page = load_contacts(&context, last_month).await?;
        // Anyone who supports no parent only reads the list: the parent or the coordinator.
        let hint = if page.parents.is_empty() {
            "messages-contact-reads"
        } else {
            "messages-contact-hint"
        };
        let body = view! {
            <h1>{text.get("messages-contact-title")}</h1>
            {noted.then(|| success_notice(text.get("messages-contact-noted")))}
            <p>{text.get(hint)}</p>
            {contact_forms(&context, &page.parents, chosen)}
            {month_section(text, actor, this_month, &page.contacts)}
            {month_section(text, actor, last_month, &page.contacts)}
            {sign_in_help(text, &page.holders)}
        };
        Ok(html_document(
            &context,
            PageLayout {
                title: text.get("messages-contact-title"),
                nav_item: NavItem::Messages,
                ..PageLayout::default()
            },
            body.into_any(),
        ))
    })
}

struct ContactsPage {
    contacts: Vec<MentorContact>,
    /// The parents whom the signed-in person supports as their mentor.
    parents: Vec<RecipientCandidate>,
    /// For a coordinator: the parents in the contacts for whom they may vouch. They help those with
    /// an account to sign in, and cannot help the others.
    holders: Vec<Holder>,
}

async fn load_contacts(context: &RequestContext, since: Date) -> Result<ContactsPage, AppError> {
    let actor = context.actor()?;
    let mut tx = context.begin_transaction(Intent::Read).await?;
    let contacts = staff::list_contacts(&mut tx, since).await?;
    // From the people to whom the mentor may write, because a team names only the id of the parent.
    let mut parents = messages::list_recipients(&mut tx).await?;
    parents.retain(|p| {
        actor
            .teams
            .iter()
            .any(|team| team.mentee_id == Some(p.person_id))
    });
    // Without it the page takes fewer statements; it returns nothing for other roles.
    let holders = if actor.has_role_where(|role| role == Role::MentorCoordinator) {
        recovery::list_contacted_holders(&mut tx, since).await?
    } else {
        Vec::new()
    };
    Ok(ContactsPage {
        contacts,
        parents,
        holders,
    })
}

/// For a coordinator: the pages that make a code for a parent who cannot sign in. For a parent
/// without an account, who has nothing to get back into, it says who can invite them.
fn sign_in_help(text: Localizer, holders: &[Holder]) -> Option<AnyView> {
    let (with_account, without): (Vec<&Holder>, Vec<&Holder>) =
        holders.iter().partition(|one| one.has_account);
    let rows: Vec<ListRow> = with_account
        .into_iter()
        .map(|one| {
            let title = text.format("team-vouch-title", &[("name", one.name.clone().into())]);
            ListRow {
                href: Some(paths::vouch(one.family_id, one.person_id)),
                title: Some(title.into_any()),
                ..ListRow::default()
            }
        })
        .collect();
    let links = (!rows.is_empty()).then(|| link_list(rows));
    let sentences = without
        .into_iter()
        .map(|one| {
            let name = one.name.clone();
            let sentence = text.format("messages-contact-no-account", &[("name", name.into())]);
            view! { <p class="muted">{sentence}</p> }
        })
        .collect_view();
    (!holders.is_empty()).then(|| {
        view! {
            <details class="disclosure">
                <summary>{text.get("messages-contact-vouch")}</summary>
                {links}
                {sentences}
            </details>
        }
        .into_any()
    })
}

/// The buttons for the chosen parent or for the only one; else the choice of a parent, because the
/// buttons for many parents would hide the list of contacts below them.
fn contact_forms(
    context: &RequestContext,
    parents: &[RecipientCandidate],
    chosen: Option<PersonId>,
) -> AnyView {
    let text = context.localizer();
    let parent = match parents {
        [only] => Some(only),
        several => several.iter().find(|p| Some(p.person_id) == chosen),
    };
    if let Some(parent) = parent {
        return contact_buttons(context, parent);
    }
    if parents.is_empty() {
        return ().into_any();
    }
    let rows = parents
        .iter()
        .map(|parent| ListRow {
            href: Some(paths::mentor_contacts_with(parent.person_id)),
            title: Some(spoken_name(
                isolate_bidi(&parent.name).into_any(),
                parent.pronunciation.as_deref(),
            )),
            ..ListRow::default()
        })
        .collect();
    view! {
        <h2>{text.get("messages-contact-who")}</h2>
        {link_list(rows)}
    }
    .into_any()
}

/// One button for each kind of contact, so that a mentor records a contact with one tap.
fn contact_buttons(context: &RequestContext, parent: &RecipientCandidate) -> AnyView {
    let text = context.localizer();
    let buttons = Kind::ALL
        .iter()
        .map(|&kind| {
            // Each form has its own id, so that a double tap records one contact.
            let hidden = vec![
                ("form", context.form_id(None)),
                ("parent", parent.person_id.to_string()),
                ("kind", kind.slug().to_owned()),
            ];
            button_form(
                RecordMentorContact::PATH,
                hidden,
                "btn secondary small",
                contact_kind_name(text, kind),
            )
        })
        .collect_view();
    view! {
        <h2>{text.format("messages-contact-today", &[("name", parent.name.clone().into())])}</h2>
        <div class="row">{buttons}</div>
    }
    .into_any()
}

/// The contacts of the month that begins on `first`.
fn month_section(
    text: Localizer,
    actor: &Actor,
    first: Date,
    contacts: &[MentorContact],
) -> AnyView {
    let rows: Vec<ListRow> = contacts
        .iter()
        .filter(|one| one.day().first_of_month() == first)
        .map(|one| contact_row(text, actor, one))
        .collect();
    let heading = text.format(
        "messages-contact-month",
        &[
            ("month", text.month_name(first.month()).into()),
            ("count", i64::try_from(rows.len()).unwrap_or(0).into()),
        ],
    );
    let list = if rows.is_empty() {
        empty_state(text.get("messages-contact-none"), None)
    } else {
        link_list(rows)
    };
    view! {
        <h2>{capitalize_line(&heading)}</h2>
        {list}
    }
    .into_any()
}

fn contact_row(text: Localizer, actor: &Actor, one: &MentorContact) -> ListRow {
    let mine = one.mentor_id == actor.person;
    let names = text.format(
        "messages-contact-names",
        &[
            ("mentor", one.mentor.clone().into()),
            ("parent", one.parent.clone().into()),
        ],
    );
    // Only the mentor can remove an entry; the parent and the coordinator read the same list.
    let out = mine.then(|| {
        view! {
            <div class="row-action">
                {button_form(
                    DeleteMentorContact::PATH,
                    vec![("contact", one.id.to_string())],
                    "btn link",
                    text.get("messages-contact-out"),
                )}
            </div>
        }
        .into_any()
    });
    ListRow {
        title: Some(names.into_any()),
        small: format!(
            "{} · {}",
            contact_kind_name(text, one.kind),
            text.relative_day(actor.today, one.day())
        ),
        below: out,
        ..ListRow::default()
    }
}
