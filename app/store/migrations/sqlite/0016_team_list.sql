-- The team list of a family: how to reach staff at work, people around the family who have no
-- account, and what the family says about its team.

ALTER TABLE person ADD COLUMN work_phone TEXT;
ALTER TABLE person ADD COLUMN work_hours TEXT;

-- Someone around the family who has no account.
CREATE TABLE team_contact (
    -- The id of the form that added it.
    id BLOB PRIMARY KEY,
    family_id BLOB NOT NULL REFERENCES family (id),
    audience_id BLOB NOT NULL REFERENCES audience (id),
    -- The agency's own key; null for one that was added in the portal.
    key TEXT,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    organization TEXT,
    phone TEXT,
    languages TEXT NOT NULL,
    hours TEXT,
    note_id BLOB REFERENCES text (id),
    -- The first day, and the first day after the last.
    since TEXT NOT NULL,
    until TEXT,
    -- Null for one that was imported.
    created_by_id BLOB REFERENCES person (id),
    created_at TEXT NOT NULL,
    -- Increases with every change (optimistic locking).
    revision INTEGER NOT NULL DEFAULT 1,
    UNIQUE (family_id, key)
) STRICT;
CREATE INDEX team_contact_family ON team_contact (family_id);

-- A proposal for the team, or an objection to someone on it, and the answer.
CREATE TABLE team_request (
    id BLOB PRIMARY KEY,
    family_id BLOB NOT NULL REFERENCES family (id),
    audience_id BLOB NOT NULL REFERENCES audience (id),
    author_id BLOB NOT NULL REFERENCES person (id),
    form_id BLOB NOT NULL,
    kind TEXT NOT NULL,
    -- The proposed person: how they are related to the family, their name, how to reach them.
    contact_kind TEXT,
    name TEXT,
    reach TEXT,
    -- The one to whom the author objects, on the team or without an account.
    person_id BLOB REFERENCES person (id),
    contact_id BLOB REFERENCES team_contact (id),
    -- The reason.
    text_id BLOB NOT NULL REFERENCES text (id),
    created_at TEXT NOT NULL,
    answer_due TEXT NOT NULL,
    outcome TEXT,
    answer_id BLOB REFERENCES text (id),
    answered_by BLOB REFERENCES person (id),
    answered_at TEXT,
    -- The same form sent twice is stored once.
    UNIQUE (author_id, form_id)
) STRICT;
CREATE INDEX team_request_family ON team_request (family_id, id);
