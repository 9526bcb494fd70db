//! `/messages/contacts`: a mentor's (parent partner's) contacts with a parent in this month and the
//! last. The mentor records a contact with one tap; the parent and the mentor coordinator read the
//! same list.

use jiff::ToSpan;
use leptos::prelude::*;
use model::messages::ContactKind as Kind;
use store::messages::staff::{self, MentorContact};
use store::{Actor, Intent, messages};

use crate::i18n::Localizer;
use crate::page::form::button_form;
use crate::page::{NavItem, PageLayout, html_document, render_page};
use crate::request_context::RequestContext;
use crate::ui::banner::success_notice;
use crate::ui::empty::empty_state;
use crate::ui::link_list::{ListRow, link_list};

/// The label of a contact kind. keys: messages-contact-kind-*
fn contact_kind_name(text: Localizer, kind: Kind) -> String {
    text.get(&format!("messages-contact-kind-{}", kind.slug()))
}

/// `/messages/contacts`
#[component]
pub fn MentorContacts() -> impl IntoView {
    let noted = leptos_router::hooks::use_query_map()
        .read_untracked()
        .get("noted")
        .is_some();
    render_page(async move |visit: RequestContext| {
        let (text, actor) = (visit.localizer(), visit.actor()?);
        let since = actor.today.first_of_month() - 1.month();
        let mut tx = visit.begin_transaction(Intent::Read).await?;
        let contacts = staff::list_contacts(&mut tx, since).await?;
        let parents: Vec<_> = messages::list_recipients(&mut tx)
            .await?
            .into_iter()
            .filter(|p| {
                actor
                    .teams
                    .iter()
                    .any(|team| team.walks_with == Some(p.person_id))
            })
            .collect();
        drop(tx);
        let buttons = parents
            .iter()
            .map(|parent| {
                let each = Kind::ALL
                    .into_iter()
                    .map(|one| {
                        let form = visit.form_id(None);
                        let hidden = vec![
                            ("form", form),
                            ("parent", parent.person_id.to_string()),
                            ("kind", one.slug().to_owned()),
                        ];
                        button_form(
                            "/api/messages/contact",
                            hidden,
                            "btn plain small",
                            contact_kind_name(text, one),
                        )
                    })
                    .collect_view();
                view! {
                    <h2>
                        {text
                            .format(
                                "messages-contact-today",
                                &[("name", parent.name.clone().into())],
                            )}
                    </h2>
                    <div class="row">{each}</div>
                }
            })
            .collect_view();
        let month = |first: jiff::civil::Date| {
            let of: Vec<&MentorContact> = contacts
                .iter()
                .filter(|one| one.day().first_of_month() == first)
                .collect();
            let count = i64::try_from(of.len()).unwrap_or(0);
            let rows: Vec<ListRow> = of
                .into_iter()
                .map(|one| contact_row(text, actor, one))
                .collect();
            let list = if rows.is_empty() {
                empty_state(text.get("messages-contact-none"), None)
            } else {
                link_list(rows)
            };
            view! {
                <h2>
                    {text
                        .format(
                            "messages-contact-month",
                            &[
                                ("month", text.month_name(first.month()).into()),
                                ("count", count.into()),
                            ],
                        )}
                </h2>
                {list}
            }
        };
        let body = view! {
            <h1>{text.get("messages-contact-title")}</h1>
            {noted.then(|| success_notice(text.get("messages-contact-noted")))}
            <p>
                {text
                    .get(
                        if parents.is_empty() {
                            "messages-contact-reads"
                        } else {
                            "messages-contact-hint"
                        },
                    )}
            </p>
            {buttons}
            {month(actor.today.first_of_month())}
            {month(since)}
        };
        Ok(html_document(
            &visit,
            PageLayout {
                title: text.get("messages-contact-title"),
                nav_item: NavItem::Messages,
                ..PageLayout::default()
            },
            body.into_any(),
        ))
    })
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
    let out = mine.then(|| {
        view! {
            <div class="beneath">
                {button_form(
                    "/api/messages/contact-out",
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
