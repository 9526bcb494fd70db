-- The dates of a case belong to one family: a young person who has been in the care of two has dates
-- in each, with revisions of their own.

CREATE TABLE transition_dates_new (
    owner_id BLOB NOT NULL REFERENCES person (id),
    family_id BLOB NOT NULL REFERENCES family (id),
    revision INTEGER NOT NULL,
    -- The first day of out-of-home care.
    care_since TEXT,
    -- The day on which care is expected to end.
    discharge_on TEXT,
    -- The day on which an order or an agreement that goes beyond the 18th birthday ends.
    order_ends_on TEXT,
    -- Null for dates that were imported.
    written_by_id BLOB REFERENCES person (id),
    written_at TEXT NOT NULL,
    PRIMARY KEY (owner_id, family_id, revision)
) STRICT;
INSERT INTO transition_dates_new (owner_id, family_id, revision, care_since, discharge_on,
        order_ends_on, written_by_id, written_at)
    SELECT owner_id, family_id, revision, care_since, discharge_on, order_ends_on, written_by_id,
        written_at
    FROM transition_dates;
DROP TABLE transition_dates;
ALTER TABLE transition_dates_new RENAME TO transition_dates;
