//! The people on the team, one row each: who they are, and the main way to reach them. The rest
//! opens on request, so that the whole team fits a few phone screens.

use std::collections::HashMap;

use jiff::civil::{Weekday, date};
use leptos::prelude::*;
use model::id::{FamilyId, TextId};
use model::role::Role;
use model::team::{TeamContactKind, TeamMemberRef, WorkHours};
use store::authored_text::AuthoredText;
use store::team::contacts::TeamContact;
use store::team::{Team, TeamMember};

use crate::enum_messages::{contact_sentence_key, role_sentence_key};
use crate::i18n::Localizer;
use crate::messages::pages::new_thread::compose_path;
use crate::page::authored_text::to_translated_text;
use crate::page::notice::notice_about;
use crate::paths;
use crate::request::context::RequestContext;
use crate::team::view::told::told_facts;
use crate::ui::phone::call_link;
use crate::ui::summary_list::summary_list;

/// What is needed to draw the cards of a page.
pub struct TeamView<'a> {
    pub context: &'a RequestContext,
    pub text: Localizer,
    pub family: FamilyId,
    pub team: &'a Team,
}

/// The first letters of the first and the last word of a name.
fn initials(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    let letter = |word: Option<&&str>| word.and_then(|word| word.chars().next());
    let last = if words.len() > 1 { words.last() } else { None };
    letter(words.first())
        .into_iter()
        .chain(letter(last))
        .flat_map(char::to_uppercase)
        .collect()
}

/// One sentence on what a person of this role does or decides.
fn role_sentence(text: Localizer, role: Role) -> String {
    text.get(&role_sentence_key(role))
}

/// The same for a person without an account.
fn kind_sentence(text: Localizer, kind: TeamContactKind) -> String {
    text.get(&contact_sentence_key(kind))
}

/// Words of a person, and their translation or the way to ask for it. Nothing where the reader may
/// not see them.
pub fn quoted_text(
    context: &RequestContext,
    texts: &HashMap<TextId, AuthoredText>,
    id: Option<TextId>,
) -> Option<AnyView> {
    let text = context.localizer();
    let words = to_translated_text(texts.get(&id?)?);
    let quoted = view! {
        <blockquote>{words.inline_text_with_call_links(text)}</blockquote>
        {words.translation_details(text, &context.path_and_query)}
    };
    Some(quoted.into_any())
}

fn language_list(text: Localizer, tags: &[String]) -> Option<AnyView> {
    let names: Vec<String> = tags.iter().map(|tag| text.language_name(tag)).collect();
    (!names.is_empty()).then(|| text.format_list(&names).into_any())
}

/// Days and hours, such as "Monday to Friday, 8:00 am to 4:30 pm".
fn hours_text(text: Localizer, hours: WorkHours) -> String {
    let day = |number: i8| {
        Weekday::from_monday_one_offset(number)
            .map(|weekday| text.weekday_name(weekday))
            .unwrap_or_default()
    };
    // Only the time of this day is shown.
    let time = |at| text.format_time(date(2000, 1, 3).to_datetime(at));
    let (from, until) = (time(hours.starts), time(hours.ends));
    // A span from a day to the same day would read as a whole week.
    if hours.first_day == hours.last_day {
        return text.format(
            "team-hours-one",
            &[
                ("weekday", day(hours.first_day).into()),
                ("from", from.into()),
                ("until", until.into()),
            ],
        );
    }
    text.format(
        "team-hours-span",
        &[
            ("first", day(hours.first_day).into()),
            ("last", day(hours.last_day).into()),
            ("from", from.into()),
            ("until", until.into()),
        ],
    )
}

/// The row of one person.
struct PersonRow<'a> {
    /// What was just saved about this person.
    notice: Option<AnyView>,
    name: &'a str,
    /// What the person is to the family.
    what: String,
    tag: Option<String>,
    /// That the person is away.
    away: Option<AnyView>,
    /// The main way to reach the person, beside the name.
    reach: Option<AnyView>,
    /// Everything else, below the name once it is opened.
    rest: AnyView,
}

impl PersonRow<'_> {
    fn view(self) -> AnyView {
        let tag = self
            .tag
            .map(|label| view! { <span class="tag">{label}</span> });
        // No heading, which HTML allows in a summary only without anything beside it.
        view! {
            <li class="person-card">
                {self.notice}
                <details class="disclosure">
                    <summary>
                        <span class="initials" aria-hidden="true">
                            <bdi>{initials(self.name)}</bdi>
                        </span>
                        <span class="person-name">
                            <b>
                                <bdi>{self.name.to_owned()}</bdi>
                            </b>
                            <small>{self.what}</small>
                        </span>
                        {tag}
                    </summary>
                    {self.rest}
                </details>
                {self.reach}
                {self.away}
            </li>
        }
        .into_any()
    }
}

impl TeamView<'_> {
    /// A person with a membership, and so with an account or the way to one.
    pub fn member_card(&self, member: &TeamMember) -> AnyView {
        let (text, me) = (self.text, self.reader_is(member));
        let tag = if me {
            Some(text.get("team-you"))
        } else {
            member.coordinator.then(|| text.get("team-coordinator"))
        };
        let role = text.role_name(member.role);
        let what = match &member.pronouns {
            Some(pronouns) => text.format(
                "team-role-pronouns",
                &[("role", role.into()), ("pronouns", pronouns.clone().into())],
            ),
            None => role,
        };
        // Of oneself there is nothing to object to, and staff have other ways to say that a person
        // should leave.
        let object = (!me && self.team.role.is_family())
            .then(|| self.object_link(TeamMemberRef::Person(member.person_id), &member.name));
        let more = object.or_else(|| self.membership_link(member));
        let sentence = if member.coordinator {
            text.get("team-coordinates")
        } else {
            role_sentence(text, member.role)
        };
        let call = member
            .work_phone()
            .map(|phone| view! { <p>{call_link(phone)}</p> });
        let rest = view! {
            <p>{sentence}</p>
            {call}
            {summary_list(self.member_facts(member))}
            {more}
            {self.sign_in_link(member)}
        };
        PersonRow {
            notice: None,
            name: &member.name,
            what,
            tag,
            away: self.away_notice(member),
            reach: self.write_link(member),
            rest: rest.into_any(),
        }
        .view()
    }

    fn reader_is(&self, member: &TeamMember) -> bool {
        self.context
            .profile
            .as_ref()
            .is_some_and(|profile| profile.actor.person == member.person_id)
    }

    /// That the person is away, and who covers: someone on this team whom the reader may know.
    fn away_notice(&self, member: &TeamMember) -> Option<AnyView> {
        let text = self.text;
        let last_day = member.away_until.as_ref()?.to_jiff();
        let away = text.format("team-away", &[("day", text.format_day(last_day).into())]);
        // Found among the members whom the reader knows: another name would be a person whom they
        // cannot reach.
        let cover = self
            .team
            .members
            .iter()
            .find(|other| Some(other.person_id) == member.cover_id)
            .map(|other| text.format("team-cover", &[("name", other.name.clone().into())]));
        Some(view! { <p class="person-away">{away} " " {cover}</p> }.into_any())
    }

    fn member_facts(&self, member: &TeamMember) -> Vec<(String, AnyView)> {
        let text = self.text;
        let spoken = &member.languages_spoken.0;
        // Named only where it says something new.
        let read = Some(&member.languages_read.0).filter(|read| *read != spoken);
        let say = member
            .pronunciation
            .clone()
            .map(|said| view! { <bdi>{said}</bdi> }.into_any());
        let hours = member
            .work_hours()
            .map(|hours| hours_text(text, hours).into_any());
        let mut facts = self.label_facts([
            ("team-hours", hours),
            ("team-say", say),
            ("team-speaks", language_list(text, spoken)),
            (
                "team-reads",
                read.and_then(|read| language_list(text, read)),
            ),
            (
                "team-since",
                Some(text.format_date(member.since.to_jiff()).into_any()),
            ),
        ]);
        facts.extend(told_facts(text, self.team.told.get(&member.person_id)));
        facts
    }

    /// The facts that are known, each with its label.
    fn label_facts<const N: usize>(
        &self,
        facts: [(&'static str, Option<AnyView>); N],
    ) -> Vec<(String, AnyView)> {
        facts
            .into_iter()
            .filter_map(|(label, value)| Some((self.text.get(label), value?)))
            .collect()
    }

    fn write_link(&self, member: &TeamMember) -> Option<AnyView> {
        let candidates = &self.team.recipients;
        let candidate = candidates
            .iter()
            .find(|candidate| candidate.person_id == member.person_id)?;
        let name = candidate.first_name();
        let label = self.text.format("home-write-to", &[("name", name.into())]);
        let link = view! {
            <a class="btn secondary small" href=compose_path(candidate)>
                {label}
            </a>
        };
        Some(link.into_any())
    }

    fn object_link(&self, about: TeamMemberRef, name: &str) -> AnyView {
        let label = self
            .text
            .format("team-object-to", &[("name", name.to_owned().into())]);
        view! {
            <a class="btn link" href=paths::object_to_team_member(self.family, Some(about))>
                {label}
            </a>
        }
        .into_any()
    }

    /// A person without an account.
    pub fn contact_card(&self, contact: &TeamContact) -> AnyView {
        let text = self.text;
        let kind = text.get_value(contact.kind);
        let what = match &contact.organization {
            Some(organization) => text.format(
                "team-kind-organization",
                &[
                    ("kind", kind.into()),
                    ("organization", organization.clone().into()),
                ],
            ),
            None => kind,
        };
        let change = self.can_change().then(|| {
            let label = text.format("team-change-one", &[("name", contact.name.clone().into())]);
            view! {
                <a class="btn link" href=paths::team_contact(self.family, contact.id)>
                    {label}
                </a>
            }
            .into_any()
        });
        let object = self
            .team
            .role
            .is_family()
            .then(|| self.object_link(TeamMemberRef::Contact(contact.id), &contact.name));
        let rest = view! {
            <p>{kind_sentence(text, contact.kind)}</p>
            {quoted_text(self.context, &self.team.texts, contact.note_id)}
            {summary_list(self.contact_facts(contact))}
            {change}
            {object}
        };
        PersonRow {
            notice: notice_about(self.context, &contact.id.to_string()),
            name: &contact.name,
            what,
            tag: None,
            away: None,
            // A person without an account receives no messages in the portal, so the card has the
            // telephone number instead of the "Write" button.
            reach: contact.phone.as_deref().map(call_link),
            rest: rest.into_any(),
        }
        .view()
    }

    fn can_change(&self) -> bool {
        model::team::may_keep_contacts(self.team.role)
    }

    fn contact_facts(&self, contact: &TeamContact) -> Vec<(String, AnyView)> {
        let text = self.text;
        let hours = contact
            .hours
            .clone()
            .map(|hours| view! { <bdi dir="auto">{hours}</bdi> }.into_any());
        self.label_facts([
            ("team-hours", hours),
            ("team-speaks", language_list(text, &contact.languages.0)),
            (
                "team-since",
                Some(text.format_date(contact.since.to_jiff()).into_any()),
            ),
        ])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_of_the_first_and_the_last_word() {
        for (name, expected) in [
            ("María Luna", "ML"),
            ("rosa maria jiménez", "RJ"),
            ("Prince", "P"),
            ("مريم حداد", "مح"),
            ("", ""),
        ] {
            assert_eq!(initials(name), expected, "{name}");
        }
    }
}
