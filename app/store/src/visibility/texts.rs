//! SQL conditions for texts, which people other than the actor read, too: who is asked to translate
//! one, or is told about it. As in `visibility`, `$2` is today's date.

/// SQL condition: this person may read the text with the alias `$row`. For a person other than the
/// actor it holds on PostgreSQL only where row-level security shows the actor the audiences, as it
/// does to those who may read the text; `alongside_person_reads_text` is for everyone else.
macro_rules! text_visible_to_person {
    ($row:literal, $person:literal) => {
        concat!(
            "(",
            $crate::visibility::audience_includes_person!($row, $person),
            " AND ",
            $crate::visibility::item_visible_to_person!($row, $person),
            ")"
        )
    };
}

/// SQL condition: an audience entry excludes this interpreter from the text with this id: one of
/// the text, of its item or goal, or of the reply that it belongs to. Interpreters are in no
/// audience, so for them the other conditions tell nothing. `alongside_may_interpret_text` repeats
/// it.
macro_rules! text_denied_to_interpreter {
    ($text:literal, $person:literal) => {
        concat!(
            "EXISTS (SELECT 1 FROM text words LEFT JOIN plan_item line ON line.id = words.item_id \
                LEFT JOIN plan_item goal ON goal.id = line.goal_id LEFT JOIN plan_reply said ON \
                said.family_id = words.family_id AND words.id IN (said.text_id, said.answer_id) \
                JOIN audience_entry shut ON shut.audience_id IN (words.audience_id, \
                line.audience_id, goal.audience_id, said.audience_id) WHERE words.id = ",
            $text,
            " AND shut.denied AND (shut.role = 'interpreter' OR shut.person_id = ",
            $person,
            "))"
        )
    };
}

pub(crate) use {text_denied_to_interpreter, text_visible_to_person};
