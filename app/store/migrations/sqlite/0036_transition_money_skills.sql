-- A young person's money and life skills: a budget, a checklist of skills, the services that they got,
-- and the credit report of each year.

-- A line of the budget, in cents a month.
CREATE TABLE transition_budget_line (
    -- The id of the form that added it.
    id BLOB PRIMARY KEY,
    owner_id BLOB NOT NULL REFERENCES person (id),
    family_id BLOB NOT NULL REFERENCES family (id),
    direction TEXT NOT NULL CHECK (direction IN ('in', 'out')),
    item TEXT NOT NULL,
    -- Own words, in the place of the label of the item.
    name TEXT,
    cents INTEGER NOT NULL CHECK (cents BETWEEN 0 AND 10000000),
    -- Increases with every change (optimistic locking).
    revision INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL,
    -- A removed line is kept, so that its owner can put it back.
    removed_at TEXT
) STRICT;
CREATE INDEX transition_budget_line_owner ON transition_budget_line (owner_id);

-- What the owner says about a skill. A skill without a row was not answered.
CREATE TABLE transition_skill (
    owner_id BLOB NOT NULL REFERENCES person (id),
    skill TEXT NOT NULL,
    family_id BLOB NOT NULL REFERENCES family (id),
    state TEXT NOT NULL CHECK (state IN ('can', 'learning', 'not_yet', 'skip')),
    changed_at TEXT NOT NULL,
    PRIMARY KEY (owner_id, skill)
) STRICT;

-- A service that the young person got (45 CFR 1356.83). The agency keeps it by law, so the workers
-- of the family read it, whatever the youth releases.
CREATE TABLE transition_service (
    -- The id of the form that recorded it.
    id BLOB PRIMARY KEY,
    owner_id BLOB NOT NULL REFERENCES person (id),
    family_id BLOB NOT NULL REFERENCES family (id),
    kind TEXT NOT NULL,
    began_on TEXT NOT NULL,
    -- Null for one day, and while it goes on.
    ended_on TEXT,
    note TEXT,
    -- The owner, or a worker of the family.
    recorded_by_id BLOB NOT NULL REFERENCES person (id),
    recorded_at TEXT NOT NULL,
    -- A removed row is kept, and shown to no one.
    removed_at TEXT,
    removed_by_id BLOB REFERENCES person (id)
) STRICT;
CREATE INDEX transition_service_owner ON transition_service (owner_id);
CREATE INDEX transition_service_family ON transition_service (family_id);

-- The owner says that they did not get a service that a worker recorded.
CREATE TABLE transition_service_dispute (
    service_id BLOB PRIMARY KEY REFERENCES transition_service (id),
    owner_id BLOB NOT NULL REFERENCES person (id),
    said_at TEXT NOT NULL,
    taken_back_at TEXT
) STRICT;

-- What happened with the credit report of a year (42 U.S.C. 675(5)(I)). It has the readers of a
-- service.
CREATE TABLE transition_credit (
    -- The id of the form that recorded it.
    id BLOB PRIMARY KEY,
    owner_id BLOB NOT NULL REFERENCES person (id),
    family_id BLOB NOT NULL REFERENCES family (id),
    -- The age of the young person in the year of the report.
    age INTEGER NOT NULL,
    step TEXT NOT NULL CHECK (step IN ('asked', 'received', 'disputed')),
    day TEXT NOT NULL,
    note TEXT,
    recorded_by_id BLOB NOT NULL REFERENCES person (id),
    recorded_at TEXT NOT NULL,
    removed_at TEXT,
    removed_by_id BLOB REFERENCES person (id)
) STRICT;
CREATE INDEX transition_credit_owner ON transition_credit (owner_id);
CREATE INDEX transition_credit_family ON transition_credit (family_id);
