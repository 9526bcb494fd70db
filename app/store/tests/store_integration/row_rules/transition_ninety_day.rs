//! Rules for the ninety-day plan: agreements, copies, and the wish about health care.

use super::access_rule::{AccessRule, NOBODY, PART_READERS_BY_LAW, TRANSITION_OWNER, select_rule};

pub(super) fn transition_ninety_day_rules() -> Vec<AccessRule> {
    [agreement_rules(), copy_rules(), wish_rules()].concat()
}

fn agreement_rules() -> Vec<AccessRule> {
    vec![
        select_rule(
            "transition_agreement",
            "of the youth",
            "family_id = '{family}'",
            TRANSITION_OWNER,
        )
        .allow_insert(
            TRANSITION_OWNER,
            "(owner_id, part, revision, family_id, is_agreed, digest, said_at) VALUES \
                ('{me}', 'housing', 9, '{family}', true, '00', now())",
        ),
        select_rule(
            "transition_agreement",
            "in another person's name",
            "false",
            NOBODY,
        )
        .allow_insert(
            TRANSITION_OWNER,
            "(owner_id, part, revision, family_id, is_agreed, digest, said_at) VALUES \
                ('{person 04}', 'housing', 9, '{family}', true, '00', now())",
        ),
    ]
}

/// The copies of the probe have pages of `housing`, `money` and `people`, of which `money` is
/// private, and of the rights.
fn copy_rules() -> Vec<AccessRule> {
    let page = |part: &'static str, rows: &'static str, readers| {
        select_rule("transition_plan_copy_page", part, rows, readers)
    };
    vec![
        select_rule(
            "transition_plan_copy",
            "with a page that the law requires",
            "family_id = '{family}'",
            PART_READERS_BY_LAW,
        )
        .allow_insert(
            TRANSITION_OWNER,
            "(id, owner_id, family_id, number, digest, created_at) VALUES \
                (gen_random_uuid(), '{me}', '{family}', 9, '00', now())",
        ),
        page(
            "of a part that the law requires",
            "copy_id = 'af000000-0000-7000-8000-000000000102' AND part = 'housing'",
            PART_READERS_BY_LAW,
        ),
        // The words of an earlier copy may have been changed since.
        page(
            "of a part that the law requires, of an earlier copy",
            "copy_id = 'af000000-0000-7000-8000-000000000101' AND part = 'housing'",
            TRANSITION_OWNER,
        ),
        page(
            "of a private part",
            "owner_id = 'a1000000-0000-7000-8000-000000000004' AND part = 'money'",
            TRANSITION_OWNER,
        ),
        // Released to the caregiver; a commitment may name an adult whom they do not know.
        page(
            "of the people",
            "owner_id = 'a1000000-0000-7000-8000-000000000004' AND part = 'people'",
            TRANSITION_OWNER,
        ),
        // It has no release. Others read in the tables of the rights how far the list has come.
        page(
            "of the rights",
            "owner_id = 'a1000000-0000-7000-8000-000000000004' AND part = 'rights'",
            TRANSITION_OWNER,
        ),
        page("of a copy that is made now", "false", NOBODY).allow_insert(
            TRANSITION_OWNER,
            "(copy_id, part, owner_id, content, agreed_at) SELECT k.id, 'work', '{me}'::uuid, 'x', \
                now() FROM transition_plan_copy k WHERE k.owner_id = '{me}' AND k.number = 2",
        ),
        page("of an earlier copy", "false", NOBODY).allow_insert(
            NOBODY,
            "(copy_id, part, owner_id, content, agreed_at) SELECT k.id, 'work', k.owner_id, 'x', \
                now() FROM transition_plan_copy k WHERE k.number = 1",
        ),
    ]
}

fn wish_rules() -> Vec<AccessRule> {
    vec![
        select_rule(
            "transition_proxy_wish",
            "of the youth, as it stands",
            "family_id = '{family}' AND revision = 2",
            PART_READERS_BY_LAW,
        )
        .allow_insert(
            TRANSITION_OWNER,
            "(owner_id, revision, family_id, wish, written_at) VALUES \
                ('{me}', 9, '{family}', 'no', now())",
        ),
        select_rule(
            "transition_proxy_wish",
            "of the youth, as it was",
            "family_id = '{family}' AND revision = 1",
            TRANSITION_OWNER,
        ),
    ]
}
