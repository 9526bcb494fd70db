-- The adults who will be there for a young person: what each is asked for and says yes to. And what
-- the young person wants for their meetings: how they take part, and who should not be there.

-- An adult whom the owner of a plan asks for a commitment.
CREATE TABLE transition_commitment (
    -- The id of the form that added it.
    id BLOB PRIMARY KEY,
    owner_id BLOB NOT NULL REFERENCES person (id),
    family_id BLOB NOT NULL REFERENCES family (id),
    -- Null for an adult without an account, whose answer the owner writes down.
    adult_id BLOB REFERENCES person (id),
    -- The names on that day: the two may later be on no team together.
    adult_name TEXT NOT NULL,
    owner_name TEXT NOT NULL,
    created_at TEXT NOT NULL
) STRICT;
CREATE INDEX transition_commitment_owner ON transition_commitment (owner_id);
CREATE INDEX transition_commitment_adult ON transition_commitment (adult_id)
    WHERE adult_id IS NOT NULL;

-- What one of the two did, with the commitment as it is then. The row with the highest revision
-- holds; the others are the history. Rows are only added.
CREATE TABLE transition_commitment_version (
    -- The id of the form that made it.
    id BLOB PRIMARY KEY,
    commitment_id BLOB NOT NULL REFERENCES transition_commitment (id),
    revision INTEGER NOT NULL,
    act TEXT NOT NULL CHECK (act IN ('ask', 'suggest', 'accept', 'decline', 'withdraw',
        'said_yes', 'end')),
    actor_id BLOB NOT NULL REFERENCES person (id),
    kind TEXT NOT NULL,
    -- In words of their own, beside the kind or instead of it.
    words TEXT,
    language TEXT NOT NULL,
    -- How, and how often, they keep in touch.
    contact_way TEXT NOT NULL,
    contact_rhythm TEXT NOT NULL,
    -- Why the adult says no, or cannot any more.
    reason TEXT,
    reason_language TEXT,
    -- The day on which an adult without an account said yes.
    said_on TEXT,
    created_at TEXT NOT NULL,
    -- The day where the agency is.
    day TEXT NOT NULL,
    CHECK ((act = 'said_yes') = (said_on IS NOT NULL)),
    CHECK (reason IS NULL OR act IN ('decline', 'withdraw')),
    CHECK ((reason IS NULL) = (reason_language IS NULL)),
    UNIQUE (commitment_id, revision)
) STRICT;

-- Transactional outbox, like notification_outbox: tells one of the two what the other did. Times are
-- in seconds since 1970; the states are those of notification_outbox.
CREATE TABLE transition_commitment_notification (
    version_id BLOB NOT NULL REFERENCES transition_commitment_version (id),
    person_id BLOB NOT NULL REFERENCES person (id),
    created_at INTEGER NOT NULL,
    state TEXT NOT NULL,
    delivered_channels TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    next_attempt_at INTEGER NOT NULL,
    delivered_at INTEGER,
    PRIMARY KEY (version_id, person_id)
) STRICT;
CREATE INDEX transition_commitment_notification_waiting
    ON transition_commitment_notification (next_attempt_at) WHERE state = 'waiting';
CREATE INDEX transition_commitment_notification_person
    ON transition_commitment_notification (person_id);

-- How the owner of a plan takes part in a meeting.
CREATE TABLE transition_say (
    owner_id BLOB NOT NULL REFERENCES person (id),
    event_id BLOB NOT NULL REFERENCES event (id) ON DELETE CASCADE,
    family_id BLOB NOT NULL REFERENCES family (id),
    way TEXT NOT NULL CHECK (way IN ('speak', 'write', 'voice')),
    changed_at TEXT NOT NULL,
    PRIMARY KEY (owner_id, event_id)
) STRICT;
CREATE INDEX transition_say_event ON transition_say (event_id);

-- Someone whom the owner of a plan does not want at a meeting. The person named never sees it.
CREATE TABLE transition_exclusion (
    -- The id of the form that added it.
    id BLOB PRIMARY KEY,
    owner_id BLOB NOT NULL REFERENCES person (id),
    event_id BLOB NOT NULL REFERENCES event (id) ON DELETE CASCADE,
    family_id BLOB NOT NULL REFERENCES family (id),
    -- The one who is named: on the team, on its list without an account, or neither.
    person_id BLOB REFERENCES person (id),
    contact_id BLOB REFERENCES team_contact (id),
    name TEXT,
    -- Why, or what else the workers should know.
    words TEXT,
    language TEXT NOT NULL,
    created_at TEXT NOT NULL,
    -- When the owner took it back: it is then shown to the owner alone.
    withdrawn_at TEXT,
    CHECK ((person_id IS NOT NULL) + (contact_id IS NOT NULL) + (name IS NOT NULL) = 1),
    CHECK (person_id IS NULL OR person_id <> owner_id)
) STRICT;
CREATE INDEX transition_exclusion_event ON transition_exclusion (event_id);
CREATE INDEX transition_exclusion_owner ON transition_exclusion (owner_id);
