//! The parts of the statement of `list_duties`. All SELECTs have the columns of `reply_duties!`, in
//! the same order; those of events end with what the agency calls the kind. `$1` is the actor, `$2`
//! their day, `$3` the last of the days ahead and `$4` its end, `$5` and `$6` the bounds of
//! `upcoming_bounds`, `$7` the first day of which notes are expected, and `$8` the language.

/// The start of the statement: the families of the actor, as `mine`.
macro_rules! families_with_duties {
    () => {
        // A person can have both roles in a family. On PostgreSQL the number of the version is
        // looked up here, once for each of these families: a join with the view would ask its
        // condition for every family there is.
        "WITH mine AS (SELECT q.family_id, max(CASE WHEN q.role = 'worker' THEN 1 ELSE 0 END) \
        AS works, (SELECT h.version FROM plan_current_version h WHERE h.family_id = \
        q.family_id) AS version FROM membership q WHERE q.person_id = $1 AND q.role IN \
        ('worker', 'supervisor') AND q.since <= $2 AND (q.until IS NULL OR q.until > $2) \
        GROUP BY q.family_id) "
    };
}

/// Replies without an answer. The first SELECT of the statement.
macro_rules! reply_duties {
    () => {
        concat!(
            // The casts give the columns a type: PostgreSQL takes a bare NULL for a text.
            "SELECT w.family_id, r.id AS reply_id, CAST(NULL AS uuid) AS team_request_id, \
            CAST(NULL AS uuid) AS item_id, CAST(NULL AS uuid) AS request_id, CAST(NULL AS uuid) \
            AS event_id, CAST(NULL AS text) AS language, CAST(NULL AS text) AS kind, a.id AS \
            person_id, coalesce(a.chosen_name, a.name) AS person, r.answer_due AS due, \
            CAST(NULL AS timestamp) AS starts, CAST(NULL AS uuid) AS notes_of_id, \
            CAST(NULL AS text) AS need, CAST(NULL AS text) AS outcome, CAST(NULL AS uuid) AS \
            owed_id, CAST(NULL AS text) AS kind_label ",
            // The worker has every reply without an answer. The supervisor has the late ones only:
            // they see to it that a promise is kept, and do not answer beside the worker.
            "FROM mine w JOIN plan_reply r ON r.family_id = w.family_id JOIN person a ON a.id = \
            r.author_id WHERE r.answer_due IS NOT NULL AND r.outcome IS NULL AND (w.works = 1 OR \
            r.answer_due < $2) AND ",
            $crate::visibility::visible_to_actor!(plan_reply "r")
        )
    };
}

/// Promises of the agency.
macro_rules! promise_duties {
    () => {
        concat!(
            "SELECT w.family_id, NULL, NULL, i.id, NULL, NULL, NULL, NULL, o.id, \
            coalesce(o.chosen_name, o.name), l.due, NULL, NULL, NULL, NULL, NULL, NULL ",
            // From the published version: a promise of the working copy has not been made to the
            // family yet.
            "FROM mine w JOIN plan_version_item l ON l.family_id = w.family_id AND l.version = \
            w.version JOIN plan_item i ON i.id = l.item_id LEFT JOIN person o ON o.id = \
            l.owner_id WHERE l.kind = 'step' AND l.owed_by_agency AND i.state <> 'done' AND \
            (l.due < $2 OR (w.works = 1 AND l.due <= $3)) AND ",
            $crate::visibility::visible_to_actor!(plan_version_item "l", plan_item "i")
        )
    };
}

/// Requested translations. Only a worker may write one. The requests are found by the people on the
/// team: CROSS JOIN keeps SQLite from going through all texts of all families.
macro_rules! translation_duties {
    () => {
        concat!(
            "SELECT w.family_id, NULL, NULL, NULL, n.id, NULL, q.language, NULL, z.id, \
            coalesce(z.chosen_name, z.name), q.answer_due, NULL, NULL, NULL, NULL, NULL, NULL ",
            "FROM mine w CROSS JOIN membership k CROSS JOIN translation_request q CROSS JOIN text \
            t CROSS JOIN text_interpretation n CROSS JOIN person z WHERE w.works = 1 AND \
            k.family_id = w.family_id AND q.person_id = k.person_id AND t.id = q.text_id AND \
            t.family_id = w.family_id AND n.text_id = q.text_id AND n.language = q.language AND \
            z.id = q.person_id AND ",
            $crate::visibility::visible_to_actor!(text "t"),
            " AND ",
            $crate::translations::translation_is_wanted!()
        )
    };
}

/// Requests about the team. A supervisor answers those about a worker, and of the others sees the
/// late ones.
macro_rules! team_request_duties {
    () => {
        concat!(
            "SELECT w.family_id, NULL, r.id, NULL, NULL, NULL, NULL, NULL, a.id, \
            coalesce(a.chosen_name, a.name), r.answer_due, NULL, NULL, NULL, NULL, NULL, NULL ",
            // A request about a worker is answered by the supervisor, because the worker may not
            // read it.
            "FROM mine w JOIN team_request r ON r.family_id = w.family_id JOIN person a ON a.id = \
            r.author_id WHERE r.outcome IS NULL AND (w.works = 1 OR r.answer_due < $2 OR ",
            $crate::team::requests::is_about_worker!(),
            ") AND ",
            $crate::visibility::visible_to_actor!(team_request "r")
        )
    };
}

/// Visits that have to be made up: the agency, a caregiver or a provider canceled them, and no
/// other visit was held in their place. `VisitBalance` counts the same ones.
macro_rules! make_up_duties {
    () => {
        concat!(
            "SELECT w.family_id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, \
            v.starts, NULL, NULL, NULL, v.id, ",
            $crate::events::event_kind_label!("$8"),
            // Both conditions on readers: a worker who may not see a plan has no duty from it, even
            // if they see its event.
            " FROM mine w JOIN family_time_visit y ON y.family_id = w.family_id JOIN \
            family_time_plan p ON p.id = y.plan_id JOIN event v ON v.id = y.event_id LEFT JOIN \
            family_time_outcome o ON o.event_id = y.event_id WHERE w.works = 1 AND v.cancelled AND \
            y.makes_up_id IS NULL AND coalesce(o.outcome, '') <> 'unconfirmed' AND \
            coalesce(o.cancelled_by, 'agency') IN ('agency', 'caregiver', 'provider') AND NOT \
            EXISTS (SELECT 1 FROM family_time_visit q JOIN event h ON h.id = q.event_id JOIN \
            family_time_outcome g ON g.event_id = q.event_id WHERE q.makes_up_id = v.id AND NOT \
            h.cancelled AND g.outcome IN ('held', 'held_shorter')) AND ",
            $crate::visibility::visible_to_actor!(event "v"),
            " AND ",
            $crate::visibility::visible_to_actor!(family_time_plan "p")
        )
    };
}

/// The events of the days ahead.
macro_rules! event_duties {
    () => {
        concat!(
            "SELECT w.family_id, NULL, NULL, NULL, NULL, v.id, NULL, v.kind, NULL, NULL, NULL, \
            v.starts, NULL, NULL, NULL, NULL, ",
            $crate::events::event_kind_label!("$8"),
            // The days ahead end before `$4`, so that an event of the last day counts at every hour
            // of it.
            " FROM mine w JOIN event v ON v.family_id = w.family_id WHERE w.works = 1 AND NOT \
            v.cancelled AND v.starts < $4 AND ",
            $crate::events::event_is_upcoming!("$5", "$6"),
            " AND ",
            $crate::visibility::visible_to_actor!(event "v")
        )
    };
}

/// Wishes of others for another time of an event.
macro_rules! new_time_duties {
    () => {
        concat!(
            "SELECT w.family_id, NULL, NULL, NULL, NULL, v.id, NULL, v.kind, z.id, \
            coalesce(z.chosen_name, z.name), NULL, v.starts, NULL, NULL, NULL, NULL, ",
            $crate::events::event_kind_label!("$8"),
            // A settled answer is none any more. The row of a later answer has another id, and is
            // not settled by it.
            " FROM mine w JOIN event v ON v.family_id = w.family_id JOIN event_answer a ON \
            a.event_id = v.id JOIN person z ON z.id = a.person_id WHERE w.works = 1 AND a.answer \
            = 'change' AND a.person_id <> $1 AND NOT EXISTS (SELECT 1 FROM event_settlement s \
            WHERE s.answer_id = a.id) AND NOT v.cancelled AND ",
            $crate::events::event_is_upcoming!("$5", "$6"),
            " AND ",
            $crate::visibility::visible_to_actor!(event "v")
        )
    };
}

/// Notes of events that have begun and have none that are published. The kinds are those of
/// `EventKind::WITH_NOTES`; a test compares them.
macro_rules! notes_duties {
    () => {
        concat!(
            "SELECT w.family_id, NULL, NULL, NULL, NULL, NULL, NULL, v.kind, NULL, NULL, y.due, \
            v.starts, v.id, NULL, NULL, NULL, ",
            $crate::events::event_kind_label!("$8"),
            // Older events without a promise come from imports, whose notes are elsewhere
            // (`NOTES_EXPECTED_DAYS`).
            " FROM mine w JOIN event v ON v.family_id = w.family_id LEFT JOIN \
            event_notes_promise y ON y.event_id = v.id WHERE w.works = 1 AND NOT v.cancelled AND \
            v.kind IN ('meeting', 'hearing', 'review', 'transition_conference') AND v.starts <= $6 \
            AND (v.starts >= $7 OR y.due IS NOT NULL) AND NOT EXISTS (SELECT 1 FROM event_notes n \
            WHERE n.event_id = v.id AND n.published) AND ",
            $crate::visibility::visible_to_actor!(event "v")
        )
    };
}

/// Needs without an answer, those that were withdrawn after they were confirmed, and interpreters
/// who could not be found. What a person needs at several events of a series is a duty for the next
/// one of them.
macro_rules! need_duties {
    () => {
        concat!(
            "SELECT w.family_id, NULL, NULL, NULL, NULL, v.id, NULL, v.kind, z.id, \
            coalesce(z.chosen_name, z.name), NULL, v.starts, NULL, n.need, x.outcome, NULL, ",
            $crate::events::event_kind_label!("$8"),
            // A person who has left the team has no needs left, so their membership is part of the
            // condition.
            " FROM mine w JOIN event v ON v.family_id = w.family_id JOIN event_need n ON \
            n.event_id = v.id LEFT JOIN event_need_answer x ON x.need_id = n.id JOIN person z ON \
            z.id = n.person_id WHERE w.works = 1 AND n.person_id <> $1 AND ((NOT n.withdrawn AND \
            (x.outcome IS NULL OR (x.outcome = 'unavailable' AND n.need = 'interpreter'))) OR \
            (n.withdrawn AND x.outcome = 'confirmed')) AND NOT (NOT n.withdrawn AND v.series_id IS \
            NOT NULL AND EXISTS (SELECT 1 FROM event sooner JOIN event_need wanted ON \
            wanted.event_id = sooner.id WHERE sooner.series_id = v.series_id AND sooner.starts < \
            v.starts AND NOT sooner.cancelled AND ((sooner.ends IS NULL AND sooner.starts >= $5) OR \
            sooner.ends > $6) AND wanted.person_id = n.person_id AND wanted.need = n.need AND NOT \
            wanted.withdrawn)) AND EXISTS (SELECT 1 FROM membership k \
            WHERE k.family_id = w.family_id AND k.person_id = n.person_id AND k.since <= $2 AND \
            (k.until IS NULL OR k.until > $2)) AND NOT v.cancelled AND ",
            $crate::events::event_is_upcoming!("$5", "$6"),
            " AND ",
            $crate::visibility::visible_to_actor!(event "v")
        )
    };
}

/// Young people with documents that are late, each once, with the day of the first one. Its rows
/// are those without the id of anything but the person.
macro_rules! late_document_duties {
    () => {
        concat!(
            "SELECT w.family_id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, z.id, \
            coalesce(z.chosen_name, z.name), min(x.due_on), NULL, NULL, NULL, NULL, NULL, NULL ",
            // Only the state that holds, and only what was promised: a document without a day
            // cannot be late.
            "FROM mine w JOIN transition_youth y ON y.family_id = w.family_id JOIN \
            transition_document x ON x.owner_id = y.owner_id JOIN person z ON z.id = y.owner_id \
            WHERE x.state = 'coming' AND x.due_on < $2 AND x.revision = (SELECT \
            max(latest.revision) FROM transition_document latest WHERE latest.owner_id = \
            x.owner_id AND latest.kind = x.kind) AND ",
            $crate::transition::access::visible_part!("x.owner_id", "'documents'"),
            " GROUP BY w.family_id, z.id, z.chosen_name, z.name"
        )
    };
}

/// Questions of young people about their rights. Of a supervisor the late ones. Its rows have the
/// id of the question where requests for translations have theirs, and no language.
macro_rules! right_question_duties {
    () => {
        concat!(
            "SELECT w.family_id, NULL, NULL, NULL, n.id, NULL, NULL, NULL, z.id, \
            coalesce(z.chosen_name, z.name), n.answer_due, NULL, NULL, NULL, NULL, NULL, NULL ",
            "FROM mine w JOIN transition_youth y ON y.family_id = w.family_id JOIN \
            transition_right_question n ON n.owner_id = y.owner_id JOIN person z ON z.id = \
            y.owner_id WHERE (w.works = 1 OR n.answer_due < $2) AND n.taken_back_at IS NULL AND \
            NOT EXISTS (SELECT 1 FROM transition_right_answer g WHERE g.question_id = n.id)"
        )
    };
}

pub(crate) use {
    event_duties, families_with_duties, late_document_duties, make_up_duties, need_duties,
    new_time_duties, notes_duties, promise_duties, reply_duties, right_question_duties,
    team_request_duties, translation_duties,
};

#[cfg(test)]
mod tests {
    use model::calendar::EventKind;

    #[test]
    fn notes_are_due_of_the_kinds_that_have_notes() {
        let kinds = EventKind::WITH_NOTES.map(|kind| format!("'{}'", kind.slug()));
        // The SQL has the kinds as text, because a macro cannot be built from a constant.
        let named = format!("v.kind IN ({})", kinds.join(", "));
        assert!(notes_duties!().contains(&named), "{named}");
    }
}
