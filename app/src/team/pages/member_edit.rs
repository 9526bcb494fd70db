//! `/family/{id}/team/member/{member}`: the memberships of a person, with their history.

use std::collections::HashMap;

use jiff::civil::Date;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_query_map;
use model::id::{FamilyId, PersonId, TextId};
use model::role::Role;
use model::team::membership::MembershipAct;
use store::authored_text::AuthoredText;
use store::team::memberships::{MemberRecord, Membership, MembershipChange, read_member};
use store::team::{TeamMember, list_members};

use super::membership::{hand_over_link, member_from_path};
use super::{family_from_path, team_link};
use crate::error::AppError;
use crate::i18n::Localizer;
use crate::page::form::{page_form, return_fields, typed_words_card};
use crate::page::{PageLayout, html_document, render_page};
use crate::paths;
use crate::plan::view::form_values::{FormValues, base_revision};
use crate::request::context::RequestContext;
use crate::request::form::{FormState, is_rejected};
use crate::team::forms::membership::{EndMember, SaveMember};
use crate::team::view::membership::{
    day_field, membership_fields, mentee_select, period, role_select,
};
use crate::team::view::person_card::quoted_text;
use crate::ui::error_summary::error_summary_of;
use crate::ui::link_list::{ListRow, link_list};
use crate::ui::summary_list::summary_list;
use crate::ui::writing_language::writing_language_select;

/// What the page shows.
struct MemberPage<'a> {
    context: &'a RequestContext,
    text: Localizer,
    family: FamilyId,
    today: Date,
    record: &'a MemberRecord,
    members: &'a [TeamMember],
    /// Which of several roles is changed.
    role: Option<Role>,
    state: Option<&'a FormState>,
    end_state: Option<&'a FormState>,
}

/// `/family/{id}/team/member/{member}`
#[component]
pub fn EditMemberPage() -> impl IntoView {
    let (family, person) = (family_from_path(), member_from_path());
    let role = use_query_map()
        .read_untracked()
        .get("role")
        .and_then(|slug| Role::parse(&slug));
    render_page(async move |context: RequestContext| {
        let text = context.localizer();
        let (family, person) = family.zip(person).ok_or(AppError::NotFound)?;
        let (state, end_state) = (
            context.stored_form(SaveMember::PATH).await?,
            context.stored_form(EndMember::PATH).await?,
        );
        // The same path has a form for each role of the person.
        let is_of_role =
            |state: &FormState| role.is_none_or(|role| state.field_value("current") == role.slug());
        let (state, end_state) = (state.filter(is_of_role), end_state.filter(is_of_role));
        let mut tx = context.begin_record_read(family).await?;
        let language = context.language.language_tag();
        // Answers 404 to anyone but a worker. The page has no other check of the role.
        let record = read_member(&mut tx, family, person, language).await?;
        let members = list_members(&mut tx, family).await?;
        // Commits the access log entry of a reader from outside the family.
        tx.commit().await?;
        let page = MemberPage {
            context: &context,
            text,
            family,
            today: context.actor()?.today,
            record: &record,
            members: &members,
            role,
            state: state.as_ref(),
            end_state: end_state.as_ref(),
        };
        Ok(page.view(person))
    })
}

impl MemberPage<'_> {
    fn view(&self, person: PersonId) -> AnyView {
        let text = self.text;
        let name = self.record.memberships.first().map(|one| one.name.clone());
        let name = name.unwrap_or_default();
        let title = text.format("team-change-one", &[("name", name.into())]);
        // The one that was chosen, else one that counts today; of someone who has left, the last.
        let edited = self
            .record
            .memberships
            .iter()
            // Administrators are added by the agency, and their membership cannot be changed here.
            .filter(|one| one.role != Role::Administrator)
            .max_by_key(|one| {
                let is_chosen = self.role == Some(one.role);
                (is_chosen, !one.has_ended(self.today), one.since)
            });
        // Once it has ended, the page has no field to which the summary could lead.
        let has_end_form = edited.is_some_and(|one| !one.has_ended(self.today));
        let end_state = self.end_state.filter(|_| has_end_form);
        let body = view! {
            {team_link(self.context, self.family)}
            <h1>{title.clone()}</h1>
            {error_summary_of(text, &[self.state, end_state])}
            {edited.map(|one| self.edit_section(one))}
            {self.other_roles(person, edited.map(|one| one.role))}
            {self.history()}
        };
        html_document(
            self.context,
            PageLayout {
                title,
                has_errors: is_rejected(self.state) || is_rejected(end_state),
                has_main_form: true,
                ..PageLayout::default()
            },
            body.into_any(),
        )
    }

    fn edit_section(&self, one: &Membership) -> AnyView {
        let text = self.text;
        let filled = FormValues {
            text,
            state: self.state,
        };
        let revision = base_revision(self.state, "revision", one.revision);
        let fields = view! {
            {self.hidden_fields(one, self.state)}
            <input type="hidden" name="revision" value=revision />
            {role_select(&filled, one.role)}
            {mentee_select(&filled, self.members, one.mentee_id)}
            {membership_fields(&filled, self.today, Some(one))}
            {writing_language_select(self.context, self.state, None)}
            <button class="btn">{text.get("team-save")}</button>
        };
        let summary = format!(
            "{} · {}",
            text.role_name(one.role),
            period(text, one.since.to_jiff(), one.end())
        );
        view! {
            <p>{summary}</p>
            <p>
                <a href=paths::preview_as(
                    self.family,
                    one.role,
                    Some(one.person_id),
                    "plan",
                )>{text.get("team-preview")}</a>
            </p>
            {hand_over_link(text, self.family, one).filter(|_| !one.has_ended(self.today))}
            {self.stored_card(one)}
            {page_form(self.context, SaveMember::PATH, fields.into_any())}
            {self.end_part(one)}
        }
        .into_any()
    }

    /// The person's other roles, and the way to one more.
    fn other_roles(&self, person: PersonId, edited: Option<Role>) -> AnyView {
        let text = self.text;
        let others = self.record.memberships.iter();
        let mut rows: Vec<ListRow> = others
            .filter(|one| one.role != Role::Administrator && Some(one.role) != edited)
            .map(|one| ListRow {
                href: Some(paths::team_member_as(self.family, person, one.role)),
                title: Some(text.role_name(one.role).into_any()),
                small: period(text, one.since.to_jiff(), one.end()),
                ..ListRow::default()
            })
            .collect();
        rows.push(ListRow {
            href: Some(paths::choose_member_role(self.family, person)),
            title: Some(text.get("team-another-role").into_any()),
            ..ListRow::default()
        });
        link_list(rows)
    }

    fn hidden_fields(&self, one: &Membership, state: Option<&FormState>) -> AnyView {
        view! {
            <input type="hidden" name="form" value=self.context.form_id(state) />
            <input type="hidden" name="family" value=self.family.to_string() />
            <input type="hidden" name="member" value=one.person_id.to_string() />
            <input type="hidden" name="current" value=one.role.slug() />
        }
        .into_any()
    }

    /// After an edit conflict: what is stored, above what was typed.
    fn stored_card(&self, one: &Membership) -> Option<AnyView> {
        let text = self.text;
        self.state?.field_error("stale")?;
        let mut rows = vec![
            (
                text.get("team-member-role"),
                text.role_name(one.role).into_any(),
            ),
            (
                text.get("team-first-day"),
                text.format_date(one.since.to_jiff()).into_any(),
            ),
        ];
        let end = one.end().map(|until| text.format_date(until));
        for (label, value) in [
            ("team-until", end),
            ("team-mentee-label", one.mentee.clone()),
        ] {
            rows.extend(value.map(|value| {
                let shown = view! { <bdi dir="auto">{value}</bdi> };
                (text.get(label), shown.into_any())
            }));
        }
        Some(
            view! {
                <div class="card" id="stale">
                    <h2>{text.get("team-stored")}</h2>
                    {summary_list(rows)}
                </div>
            }
            .into_any(),
        )
    }

    /// The form that ends the membership. If it ended meanwhile: the text typed into that form.
    fn end_part(&self, one: &Membership) -> Option<AnyView> {
        if one.has_ended(self.today) {
            return typed_words_card(self.text, self.end_state, "words");
        }
        Some(self.end_form(one))
    }

    fn end_form(&self, one: &Membership) -> AnyView {
        let text = self.text;
        let filled = FormValues {
            text,
            state: self.end_state,
        };
        view! {
            <h2>{text.get("team-end-title")}</h2>
            <p>{text.get("team-end-note")}</p>
            <form method="post" action=EndMember::PATH novalidate>
                {return_fields(self.context, EndMember::PATH)}
                {self.hidden_fields(one, self.end_state)}
                {day_field(&filled, "last_day", "team-until", Some(self.today))}
                {filled.text_area("words", "team-why", None)}
                <button class="btn secondary">{text.get("team-end-member")}</button>
            </form>
        }
        .into_any()
    }

    /// Who changed what and when, the latest first.
    fn history(&self) -> Option<AnyView> {
        let changes = &self.record.changes;
        // The reasons are for workers and supervisors, and this page is for workers only.
        let rows = changes.iter().map(|change| self.change_row(change));
        (!changes.is_empty()).then(|| {
            view! {
                <h2>{self.text.get("team-history")}</h2>
                <ul role="list">{rows.collect_view()}</ul>
            }
            .into_any()
        })
    }

    fn change_row(&self, change: &MembershipChange) -> AnyView {
        let (text, texts) = (self.text, &self.record.texts);
        let until = change.until.map(|until| until.to_jiff());
        let what = text.format(
            act_key(change.act),
            &[
                ("role", text.role_name(change.role).into()),
                ("name", change.successor.clone().unwrap_or_default().into()),
            ],
        );
        let who = text.format(
            "plan-who-when",
            &[
                ("name", change.by_name.clone().into()),
                ("day", text.format_day(change.day.to_jiff()).into()),
            ],
        );
        view! {
            <li class="card">
                <p>
                    <b>{what}</b>
                </p>
                <p>{period(text, change.since.to_jiff(), until)}</p>
                {self.quoted(texts, change.reason_id)}
                {self.quoted(texts, change.words_id)}
                <p class="muted">{who}</p>
            </li>
        }
        .into_any()
    }

    fn quoted(&self, texts: &HashMap<TextId, AuthoredText>, id: Option<TextId>) -> Option<AnyView> {
        quoted_text(self.context, texts, id)
    }
}

const fn act_key(act: MembershipAct) -> &'static str {
    match act {
        MembershipAct::Add => "team-act-add",
        MembershipAct::Change => "team-act-change",
        MembershipAct::End => "team-act-end",
        MembershipAct::HandOver => "team-act-hand-over",
    }
}
