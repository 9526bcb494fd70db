-- Memberships that a family's worker adds, changes and ends in the portal, handovers from one person
-- to another, and the two people whom a youth picks.

-- Increases with every change (optimistic locking).
ALTER TABLE membership ADD COLUMN revision INTEGER NOT NULL DEFAULT 1;

-- One team coordinator at a time: where an import has left several, the first stays. One with a last
-- day may overlap with the next in the table; the portal and the import refuse that.
UPDATE membership SET coordinator = 0 WHERE coordinator AND until IS NULL
    AND EXISTS (SELECT 1 FROM membership o WHERE o.family_id = membership.family_id
        AND o.coordinator AND o.until IS NULL AND (o.since < membership.since
        OR (o.since = membership.since AND o.id < membership.id)));
CREATE UNIQUE INDEX membership_coordinator ON membership (family_id)
    WHERE coordinator AND until IS NULL;

-- What was done to a membership in the portal, and why.
CREATE TABLE membership_change (
    -- The id of the form.
    id BLOB PRIMARY KEY,
    family_id BLOB NOT NULL REFERENCES family (id),
    person_id BLOB NOT NULL REFERENCES person (id),
    role TEXT NOT NULL,
    act TEXT NOT NULL CHECK (act IN ('add', 'change', 'end', 'hand_over')),
    -- The membership as it was afterwards.
    since TEXT NOT NULL,
    until TEXT,
    mentee_id BLOB REFERENCES person (id),
    -- For a handover: who takes over, from the day in `until`.
    successor_id BLOB REFERENCES person (id),
    -- The reason, for the workers and the supervisors.
    reason_id BLOB REFERENCES text (id),
    -- For a handover: a sentence for the family.
    words_id BLOB REFERENCES text (id),
    created_by_id BLOB NOT NULL REFERENCES person (id),
    created_at TEXT NOT NULL,
    -- The day of the change where the agency is.
    day TEXT NOT NULL
) STRICT;
CREATE INDEX membership_change_family ON membership_change (family_id, person_id);

-- Someone on the team whom a youth has picked for the work on the plan (42 USC 675(5)(B)).
CREATE TABLE team_pick (
    -- The id of the form.
    id BLOB PRIMARY KEY,
    family_id BLOB NOT NULL REFERENCES family (id),
    -- Who sees the pick: the youth's choice.
    audience_id BLOB NOT NULL REFERENCES audience (id),
    youth_id BLOB NOT NULL REFERENCES person (id),
    -- A youth has at most two at a time.
    place INTEGER NOT NULL CHECK (place IN (1, 2)),
    -- The one who was picked, on the team or without an account.
    person_id BLOB REFERENCES person (id),
    contact_id BLOB REFERENCES team_contact (id),
    created_at TEXT NOT NULL,
    -- When the youth took it back.
    ended_at TEXT,
    -- A refusal, and why: the good cause, which the youth reads.
    refusal_id BLOB REFERENCES text (id),
    refused_by_id BLOB REFERENCES person (id),
    refused_at TEXT
) STRICT;
CREATE INDEX team_pick_family ON team_pick (family_id);
CREATE UNIQUE INDEX team_pick_place ON team_pick (family_id, youth_id, place)
    WHERE ended_at IS NULL AND refused_at IS NULL;
