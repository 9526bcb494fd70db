-- The children and how they are; who decided where this is heading; which step waits for which; the load of a week.
CREATE TABLE child (
    id BLOB PRIMARY KEY,
    family_id BLOB NOT NULL REFERENCES family (id),
    audience_id BLOB NOT NULL REFERENCES audience (id),
    key TEXT NOT NULL,
    name TEXT NOT NULL,
    born TEXT NOT NULL,
    -- From 14 on a child may have a place on the team of their own.
    person_id BLOB REFERENCES person (id),
    UNIQUE (family_id, key)
) STRICT;

ALTER TABLE plan ADD COLUMN permanency_by TEXT;
ALTER TABLE plan ADD COLUMN concurrent_by TEXT;
ALTER TABLE plan ADD COLUMN revision INTEGER NOT NULL DEFAULT 1;
ALTER TABLE plan_version ADD COLUMN permanency_by TEXT;
ALTER TABLE plan_version ADD COLUMN concurrent_by TEXT;
ALTER TABLE plan_edit ADD COLUMN goal_id BLOB REFERENCES plan_item (id);

-- What a step takes each week: minutes and trips, and its fixed time as minutes after midnight on a weekday from Monday, 1, on.
ALTER TABLE plan_item ADD COLUMN after_id BLOB REFERENCES plan_item (id);
ALTER TABLE plan_item ADD COLUMN child_id BLOB REFERENCES child (id);
ALTER TABLE plan_item ADD COLUMN area TEXT;
ALTER TABLE plan_item ADD COLUMN minutes INTEGER;
ALTER TABLE plan_item ADD COLUMN trips INTEGER;
ALTER TABLE plan_item ADD COLUMN weekday INTEGER;
ALTER TABLE plan_item ADD COLUMN starts INTEGER;
ALTER TABLE plan_item ADD COLUMN ends INTEGER;
ALTER TABLE plan_line ADD COLUMN after_id BLOB REFERENCES plan_item (id);
ALTER TABLE plan_line ADD COLUMN child_id BLOB REFERENCES child (id);
ALTER TABLE plan_line ADD COLUMN area TEXT;
ALTER TABLE plan_line ADD COLUMN minutes INTEGER;
ALTER TABLE plan_line ADD COLUMN trips INTEGER;
ALTER TABLE plan_line ADD COLUMN weekday INTEGER;
ALTER TABLE plan_line ADD COLUMN starts INTEGER;
ALTER TABLE plan_line ADD COLUMN ends INTEGER;
ALTER TABLE plan_edit ADD COLUMN after_id BLOB REFERENCES plan_item (id);
ALTER TABLE plan_edit ADD COLUMN child_id BLOB REFERENCES child (id);
ALTER TABLE plan_edit ADD COLUMN area TEXT;
ALTER TABLE plan_edit ADD COLUMN minutes INTEGER;
ALTER TABLE plan_edit ADD COLUMN trips INTEGER;
ALTER TABLE plan_edit ADD COLUMN weekday INTEGER;
ALTER TABLE plan_edit ADD COLUMN starts INTEGER;
ALTER TABLE plan_edit ADD COLUMN ends INTEGER;

-- What somebody of the family says they can carry in a week, and when they are busy.
CREATE TABLE plan_carry (
    family_id BLOB NOT NULL REFERENCES family (id),
    person_id BLOB NOT NULL REFERENCES person (id),
    minutes INTEGER,
    trips INTEGER,
    at TEXT NOT NULL,
    PRIMARY KEY (family_id, person_id)
) STRICT;
CREATE TABLE plan_busy (
    family_id BLOB NOT NULL REFERENCES family (id),
    person_id BLOB NOT NULL REFERENCES person (id),
    weekday INTEGER NOT NULL,
    starts INTEGER NOT NULL,
    ends INTEGER NOT NULL,
    PRIMARY KEY (family_id, person_id, weekday)
) STRICT;

-- Which version of a plan is read today; on PostgreSQL whoever is on the team may know the number.
CREATE VIEW plan_newest AS SELECT p.family_id, p.version FROM plan p;
