-- The areas of a young person's own transition plan, in their own words: where they are, where they
-- want to be, and the steps between. Every earlier wording is kept for its owner alone, like a draft.

-- What the owner has saved for a question about an area.
CREATE TABLE transition_answer (
    owner_id BLOB NOT NULL REFERENCES person (id),
    part TEXT NOT NULL,
    question TEXT NOT NULL CHECK (question IN ('now', 'goal')),
    family_id BLOB NOT NULL REFERENCES family (id),
    language TEXT NOT NULL,
    -- Empty after the owner has taken their words out.
    body TEXT NOT NULL,
    -- Increases with every change (optimistic locking).
    revision INTEGER NOT NULL,
    written_at TEXT NOT NULL,
    PRIMARY KEY (owner_id, part, question)
) STRICT;

-- Every wording of an answer, also the one that holds.
CREATE TABLE transition_answer_revision (
    owner_id BLOB NOT NULL REFERENCES person (id),
    part TEXT NOT NULL,
    question TEXT NOT NULL,
    revision INTEGER NOT NULL,
    family_id BLOB NOT NULL REFERENCES family (id),
    language TEXT NOT NULL,
    body TEXT NOT NULL,
    written_at TEXT NOT NULL,
    PRIMARY KEY (owner_id, part, question, revision)
) STRICT;

-- What is typed into a form and not saved: one row for each open page, so that two pages do not
-- overwrite each other.
CREATE TABLE transition_draft (
    -- The id of the form.
    id BLOB PRIMARY KEY,
    owner_id BLOB NOT NULL REFERENCES person (id),
    part TEXT NOT NULL,
    question TEXT NOT NULL,
    family_id BLOB NOT NULL REFERENCES family (id),
    -- The revision of the answer that the form was filled in against.
    base_revision INTEGER NOT NULL,
    -- Increases with every request of the page: a late one with a lower number is ignored.
    sequence INTEGER NOT NULL,
    -- False once the form was saved. The row stays until another form of the question is saved, so
    -- that a late request does not bring the draft back.
    is_open INTEGER NOT NULL,
    language TEXT NOT NULL,
    body TEXT NOT NULL,
    written_at TEXT NOT NULL
) STRICT;
CREATE INDEX transition_draft_question ON transition_draft (owner_id, part, question);

CREATE TABLE transition_step (
    -- The id of the form that added it.
    id BLOB PRIMARY KEY,
    owner_id BLOB NOT NULL REFERENCES person (id),
    part TEXT NOT NULL,
    family_id BLOB NOT NULL REFERENCES family (id),
    language TEXT NOT NULL,
    body TEXT NOT NULL,
    -- Who helps, as the owner wrote it; the id if it is the name of a person on the team.
    helper_name TEXT,
    helper_id BLOB REFERENCES person (id),
    due_on TEXT,
    is_done INTEGER NOT NULL,
    is_removed INTEGER NOT NULL,
    -- Increases with every change (optimistic locking).
    revision INTEGER NOT NULL,
    written_at TEXT NOT NULL,
    CHECK (helper_id IS NULL OR helper_name IS NOT NULL)
) STRICT;
CREATE INDEX transition_step_owner ON transition_step (owner_id, part);

-- What a step was before a change.
CREATE TABLE transition_step_revision (
    step_id BLOB NOT NULL REFERENCES transition_step (id),
    revision INTEGER NOT NULL,
    owner_id BLOB NOT NULL REFERENCES person (id),
    language TEXT NOT NULL,
    body TEXT NOT NULL,
    helper_name TEXT,
    due_on TEXT,
    is_done INTEGER NOT NULL,
    is_removed INTEGER NOT NULL,
    written_at TEXT NOT NULL,
    PRIMARY KEY (step_id, revision)
) STRICT;
