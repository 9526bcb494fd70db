-- The list of rights of a young person, their questions about it, and what they keep about staying in
-- care or coming back.

-- What the owner has tapped beside a right. A right without a row was not read.
CREATE TABLE transition_right (
    owner_id BLOB NOT NULL REFERENCES person (id),
    kind TEXT NOT NULL,
    family_id BLOB NOT NULL REFERENCES family (id),
    understood INTEGER NOT NULL,
    changed_at TEXT NOT NULL,
    PRIMARY KEY (owner_id, kind)
) STRICT;

-- A question of the owner about a right.
CREATE TABLE transition_right_question (
    -- The id of the form that asked it.
    id BLOB PRIMARY KEY,
    owner_id BLOB NOT NULL REFERENCES person (id),
    family_id BLOB NOT NULL REFERENCES family (id),
    kind TEXT NOT NULL,
    language TEXT NOT NULL,
    -- Empty for one without words.
    body TEXT NOT NULL,
    asked_at TEXT NOT NULL,
    -- The last day of an answer in time, counted in working days of the agency.
    answer_due TEXT NOT NULL,
    -- One that was taken back is shown to no one but its owner.
    taken_back_at TEXT
) STRICT;
CREATE INDEX transition_right_question_owner ON transition_right_question (owner_id);

-- The answer to a question.
CREATE TABLE transition_right_answer (
    question_id BLOB PRIMARY KEY REFERENCES transition_right_question (id),
    owner_id BLOB NOT NULL REFERENCES person (id),
    family_id BLOB NOT NULL REFERENCES family (id),
    language TEXT NOT NULL,
    body TEXT NOT NULL,
    answered_by_id BLOB NOT NULL REFERENCES person (id),
    answered_at TEXT NOT NULL
) STRICT;

-- The owner says that they got the list and talked about it. The rows are the history.
CREATE TABLE transition_rights_signature (
    -- The id of the form that said it.
    id BLOB PRIMARY KEY,
    owner_id BLOB NOT NULL REFERENCES person (id),
    family_id BLOB NOT NULL REFERENCES family (id),
    -- The version of the list.
    list_version TEXT NOT NULL,
    signed_on TEXT NOT NULL,
    -- With whom they talked about it.
    talked_with TEXT,
    written_at TEXT NOT NULL,
    taken_back_at TEXT
) STRICT;
CREATE INDEX transition_rights_signature_owner ON transition_rights_signature (owner_id);

-- A letter that asks to stay in care or to come back, for its owner alone.
CREATE TABLE transition_letter (
    owner_id BLOB NOT NULL REFERENCES person (id),
    kind TEXT NOT NULL CHECK (kind IN ('stay', 'come_back')),
    family_id BLOB NOT NULL REFERENCES family (id),
    -- Empty where the suggestion of the portal holds.
    english TEXT NOT NULL,
    language TEXT NOT NULL,
    -- The same in `language`.
    own_words TEXT NOT NULL,
    -- Increases with every change (optimistic locking).
    revision INTEGER NOT NULL,
    written_at TEXT NOT NULL,
    PRIMARY KEY (owner_id, kind)
) STRICT;

-- The owner has asked to stay or to come back, for the owner alone.
CREATE TABLE transition_stay_request (
    -- The id of the form that noted it.
    id BLOB PRIMARY KEY,
    owner_id BLOB NOT NULL REFERENCES person (id),
    family_id BLOB NOT NULL REFERENCES family (id),
    kind TEXT NOT NULL CHECK (kind IN ('stay', 'come_back')),
    asked_on TEXT NOT NULL,
    asked_whom TEXT NOT NULL,
    written_at TEXT NOT NULL,
    removed_at TEXT
) STRICT;
CREATE INDEX transition_stay_request_owner ON transition_stay_request (owner_id);

