//! Valid fields for each form, as an authorized person would send them.

use super::account_form_fields::details_fields;
use super::calendar_valid_forms::{event_fields, event_notes_fields, family_time_fields};
use super::money_records::money_fields;
use super::rights_records::rights_fields;
use super::route_ids::RouteIds;
use super::transition_area_fields::area_fields;
use super::transition_people::transition_people_fields;
use super::transition_records::release_fields;
use super::vault_records::document_fields;
use super::{TestBrowser, TestResponse};

/// The fields of a form; `fresh` is a new form id.
pub(super) type Fields<'a> = Vec<(&'a str, &'a str)>;

fn message_fields<'a>(path: &str, ids: &'a RouteIds, fresh: &'a str) -> Option<Fields<'a>> {
    let fields: &[(&str, &str)] = match path {
        "/api/messages/send" => &[
            ("thread", &ids.thread),
            ("form", fresh),
            // `access.rs` counts the messages with this text.
            ("body", "a word from the access test"),
        ],
        "/api/messages/post" => &[
            ("thread", &ids.thread),
            ("form", fresh),
            ("body", "a word without leaving the page"),
        ],
        "/api/messages/newer" => &[("thread", &ids.thread), ("after", "0")],
        "/api/messages/draft" => &[("thread", &ids.thread), ("body", "half")],
        "/api/messages/join" => &[("thread", &ids.group_thread), ("person", &ids.serving[2])],
        // Nora Price: the worker may remove her, and she may leave by herself.
        "/api/messages/leave" => &[("thread", &ids.group_thread), ("person", &ids.caregiver)],
        "/api/messages/receipts" => &[("thread", &ids.thread), ("show", "no")],
        "/api/messages/interpret" | "/api/messages/machine" => {
            &[("thread", &ids.thread), ("seq", &ids.seq), ("before", "0")]
        }
        "/api/messages/claim-interpretation" => &[("request", &ids.request)],
        "/api/messages/put-back" => &[("request", &ids.request)],
        "/api/messages/translate" => &[("request", &ids.request), ("body", "lo mismo")],
        "/api/messages/search" => &[("words", "paper")],
        "/api/messages/contact" => &[
            ("form", &ids.contact),
            ("parent", &ids.tasha),
            ("kind", "call"),
        ],
        "/api/messages/contact-out" => &[("contact", &ids.contact)],
        "/api/messages/notify" => &[("mode", "daily"), ("safe_from", "9"), ("safe_until", "17")],
        "/api/messages/browser" => &[
            ("endpoint", "https://fcm.googleapis.com/x"),
            ("key", "k"),
            ("secret", "s"),
        ],
        "/api/messages/browsers-off" => &[],
        "/api/messages/away" => &[("starts", "2026-11-24"), ("ends", "2026-11-30")],
        _ => return None,
    };
    Some(fields.to_vec())
}

/// The forms of one's own account. None ends the session that sends it.
fn account_fields<'a>(path: &str, fresh: &'a str) -> Option<Fields<'a>> {
    let fields: &[(&str, &str)] = match path {
        "/api/account/seen" | "/api/account/end-others" | "/api/account/new-passkey" => &[],
        "/api/account/begin-app" | "/api/account/remove-app" => &[],
        // Refused with a redirect: no app has this code.
        "/api/account/add-app" | "/api/account/second-step" => &[("code", "no such code")],
        // Of no one: ending an own session would sign out a person whom later tests need.
        "/api/account/end-session" => &[("session", fresh)],
        // No answers of a device: refused with a redirect.
        "/api/account/passkey-again" => &[("credential", "{}"), ("page", "/account")],
        "/api/account/add-passkey" => &[("credential", "{}"), ("name", "a phone")],
        "/api/account/remove-passkey" => &[("passkey", fresh)],
        "/api/account/recover" => &[("code", "NOSUCHCODE")],
        "/api/account/recovery-card" => &[("form", fresh)],
        // Without an address, the first is answered with the page, and the second refused.
        "/api/account/send-code" => &[("form", fresh), ("channel", "email")],
        "/api/account/confirm-contact" => &[("channel", "email"), ("code", "000000")],
        // Refused with a redirect, like a wrong passphrase.
        "/api/account/again" => &[
            ("name", "no such name"),
            ("passphrase", "no such passphrase"),
            ("page", "/account"),
        ],
        _ => return None,
    };
    Some(fields.to_vec())
}

fn plan_fields<'a>(path: &str, ids: &'a RouteIds, fresh: &'a str) -> Option<Fields<'a>> {
    let fields: &[(&str, &str)] = match path {
        "/api/plan/ask-translation" => &[("text", &ids.text), ("from", "/")],
        "/api/plan/translate" => &[
            ("family", &ids.family),
            ("request", &ids.translation),
            ("words", "una palabra"),
        ],
        "/api/plan/reply" => &[
            ("form", fresh),
            ("family", &ids.family),
            ("item", &ids.item),
            ("kind", "comment"),
            ("words", "a word"),
        ],
        "/api/plan/step" => &[
            ("form", fresh),
            ("family", &ids.family),
            ("item", &ids.step),
            ("kind", "not_yet"),
        ],
        "/api/plan/add" => &[
            ("form", fresh),
            ("family", &ids.family),
            ("kind", "strength"),
            ("words", "a word"),
        ],
        "/api/plan/save" => &[
            ("family", &ids.family),
            ("item", &ids.item),
            ("kind", "agency_goal"),
            // The revision of an item that was imported and not edited since.
            ("revision", "1"),
            ("words", "a word"),
            ("why", "because"),
        ],
        "/api/plan/own" => &[
            ("form", fresh),
            ("family", &ids.family),
            ("words", "a word"),
        ],
        _ => return None,
    };
    Some(fields.to_vec())
}

fn plan_review_fields<'a>(path: &str, ids: &'a RouteIds, fresh: &'a str) -> Option<Fields<'a>> {
    let fields: &[(&str, &str)] = match path {
        // Refused with a redirect, because no section says that the family was asked. So the
        // version in the other addresses stays the newest one.
        "/api/plan/publish" => &[("family", &ids.family), ("base", "5"), ("why", "because")],
        "/api/plan/heading" => &[("family", &ids.family), ("revision", "1")],
        "/api/plan/week" => &[
            ("family", &ids.family),
            ("hours", "5"),
            ("busy-2-morning", "yes"),
        ],
        "/api/plan/rate" => &[
            ("family", &ids.family),
            ("review", &ids.review),
            ("value", "3"),
        ],
        "/api/plan/review" => &[
            ("form", fresh),
            ("family", &ids.family),
            ("held", "2026-11-20"),
        ],
        "/api/plan/withdraw" => &[("family", &ids.family), ("reply", &ids.withdrawn)],
        "/api/plan/answer" => &[
            ("family", &ids.family),
            ("reply", &ids.reply),
            ("outcome", "changed"),
            ("words", "We will"),
        ],
        _ => return None,
    };
    Some(fields.to_vec())
}

fn team_fields<'a>(path: &str, ids: &'a RouteIds, fresh: &'a str) -> Option<Fields<'a>> {
    let fields: &[(&str, &str)] = match path {
        "/api/team/add" => &[
            ("form", fresh),
            ("family", &ids.family),
            ("name", "Dr. Stone"),
            ("kind", "health_care"),
            ("since", "2026-11-01"),
            ("who", "team"),
        ],
        "/api/team/save" => &[
            ("family", &ids.family),
            ("contact", &ids.team_contact),
            ("revision", "1"),
            ("name", "Ms. Park"),
            ("kind", "school"),
            ("note", "Teaches the children to read"),
            ("since", "2026-11-01"),
            ("who", "team"),
        ],
        "/api/team/end" => &[
            ("family", &ids.family),
            ("contact", &ids.team_contact),
            ("act", "restore"),
        ],
        // Tasha Carter has an account in the tests, so that this makes a code.
        "/api/team/vouch" => &[
            ("form", fresh),
            ("family", &ids.family),
            ("holder", &ids.tasha),
            ("in_person", "yes"),
        ],
        "/api/team/find" => &[("family", &ids.family), ("words", "hall")],
        // Refused with a redirect, because the person has this role: one with two roles would be
        // someone else to the tests that follow.
        "/api/account/invite" => &[
            ("family", &ids.family),
            ("member", &ids.person),
            ("language", "es"),
        ],
        "/api/account/invite-revoke" => &[("family", &ids.family), ("member", &ids.person)],
        "/api/team/member-add" => &[
            ("form", fresh),
            ("family", &ids.family),
            ("member", &ids.person),
            ("role", "mentor"),
            ("mentee", &ids.tasha),
            ("since", "2026-11-23"),
        ],
        "/api/team/member-save" => &[
            ("form", fresh),
            ("family", &ids.family),
            ("member", &ids.person),
            ("current", "mentor"),
            ("revision", "1"),
            ("role", "mentor"),
            ("mentee", &ids.tasha),
            ("since", "2026-04-02"),
        ],
        "/api/team/member-end" => &[
            ("form", fresh),
            ("family", &ids.family),
            ("member", &ids.person),
            ("current", "mentor"),
            ("last_day", "2027-06-30"),
            ("words", "a word"),
        ],
        // Refused with a redirect, because a member cannot take over from themself: a handover
        // would end the membership of a person whom later tests need.
        "/api/team/handover" => &[
            ("form", fresh),
            ("family", &ids.family),
            ("member", &ids.person),
            ("current", "mentor"),
            ("revision", "1"),
            ("successor", &ids.person),
            ("from_day", "2027-06-30"),
            ("why", "a word"),
        ],
        // The Carter family has no youth.
        "/api/team/pick" => &[
            ("form", fresh),
            ("family", &ids.family),
            ("who", &ids.objection),
            ("seen_by", "own"),
        ],
        "/api/team/pick-end" => &[("family", &ids.family), ("pick", fresh)],
        "/api/team/pick-refuse" => &[
            ("family", &ids.family),
            ("pick", fresh),
            ("words", "a word"),
        ],
        "/api/team/propose" => &[
            ("form", fresh),
            ("family", &ids.family),
            ("name", "Coach Ray"),
            ("kind", "friend"),
            ("words", "a word"),
        ],
        "/api/team/object" => &[
            ("form", fresh),
            ("family", &ids.family),
            ("about", &ids.objection),
            ("words", "a word"),
        ],
        "/api/team/answer" => &[
            ("family", &ids.family),
            ("request", &ids.team_request),
            ("outcome", "declined"),
            ("words", "Not yet"),
        ],
        _ => return None,
    };
    Some(fields.to_vec())
}

fn tribe_fields<'a>(path: &str, ids: &'a RouteIds, fresh: &'a str) -> Option<Fields<'a>> {
    let fields: &[(&str, &str)] = match path {
        "/api/team/tribe-add" => &[
            ("form", fresh),
            ("family", &ids.family),
            ("child", &ids.child),
            // Another tribe each time: a child has one row for each.
            ("tribe", fresh),
            ("asked_on", "2026-11-02"),
            ("asked_by", "Ben Ortiz"),
        ],
        "/api/team/tribe-save" => &[
            ("family", &ids.family),
            ("row", &ids.child_tribe),
            ("revision", "1"),
            ("tribe", "Cedar Lake Nation"),
            ("asked_on", "2026-11-02"),
            ("asked_by", "Ben Ortiz"),
        ],
        "/api/team/tribe-write" => &[
            ("form", fresh),
            ("family", &ids.family),
            ("row", &ids.child_tribe),
            ("day", "2026-11-02"),
            ("words", "a word"),
        ],
        "/api/team/tribe-withdraw" => &[
            ("family", &ids.family),
            ("entry", &ids.tribe_entry),
            ("act", "restore"),
        ],
        _ => return None,
    };
    Some(fields.to_vec())
}

/// The form that starts a conversation has a field for each chosen person.
fn group_thread_fields(ids: &RouteIds, fresh: &str) -> Vec<(String, String)> {
    let people = ids
        .serving
        .iter()
        .map(|id| (format!("people-{id}"), "yes".to_owned()));
    let rest = [("form", fresh), ("family", &ids.family), ("kind", "team")];
    rest.map(|(name, value)| (name.to_owned(), value.to_owned()))
        .into_iter()
        .chain(people)
        .collect()
}

/// Valid fields of a form, as an authorized person would send them.
pub fn valid_fields(path: &str, ids: &RouteIds) -> Vec<(String, String)> {
    // An id that was accepted before would make the form a repeat, which stores nothing.
    let fresh = uuid::Uuid::from_u128(rand::random()).to_string();
    if path == "/api/messages/begin" {
        return group_thread_fields(ids, &fresh);
    }
    message_fields(path, ids, &fresh)
        .or_else(|| account_fields(path, &fresh))
        .or_else(|| plan_fields(path, ids, &fresh))
        .or_else(|| plan_review_fields(path, ids, &fresh))
        .or_else(|| team_fields(path, ids, &fresh))
        .or_else(|| event_fields(path, ids, &fresh))
        .or_else(|| family_time_fields(path, ids, &fresh))
        .or_else(|| event_notes_fields(path, ids, &fresh))
        .or_else(|| tribe_fields(path, ids, &fresh))
        .or_else(|| release_fields(path, ids, &fresh))
        .or_else(|| area_fields(path, &fresh))
        .or_else(|| transition_people_fields(path, ids, &fresh))
        .or_else(|| money_fields(path, ids, &fresh))
        .or_else(|| rights_fields(path, ids, &fresh))
        .or_else(|| document_fields(path, ids, &fresh))
        .or_else(|| details_fields(path))
        .unwrap_or_else(|| unreachable!("no valid fields are known for {path}"))
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

/// Sends a form with valid fields.
pub async fn post_valid_form(
    browser: &mut TestBrowser,
    path: &str,
    ids: &RouteIds,
) -> TestResponse {
    let fields = valid_fields(path, ids);
    browser
        .post(
            path,
            &fields
                .iter()
                .map(|(name, value)| (name.as_str(), value.as_str()))
                .collect::<Vec<_>>(),
        )
        .await
}
