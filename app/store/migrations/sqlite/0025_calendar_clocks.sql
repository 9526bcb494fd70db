-- Statutory clocks and days on which no event should be: the dates of a child's case from which the
-- clocks are computed, the holidays of an agency, and days that family members keep.

-- For which clock a hearing or a review is held; null for others.
ALTER TABLE event ADD COLUMN clock TEXT;

-- A date of the case of a child, or of all children of the family. Clocks are computed from the rows
-- of one child, which have the same audience: with one row less, a clock would be wrong.
CREATE TABLE case_date (
    id BLOB PRIMARY KEY,
    family_id BLOB NOT NULL REFERENCES family (id),
    audience_id BLOB NOT NULL REFERENCES audience (id),
    child_id BLOB REFERENCES child (id),
    kind TEXT NOT NULL CHECK (kind IN ('removal', 'review_held', 'hearing_held',
        'efforts_not_required', 'care_ended')),
    day TEXT NOT NULL
) STRICT;
CREATE INDEX case_date_family ON case_date (family_id);

-- A day on which an agency does not work.
CREATE TABLE agency_holiday (
    agency_id BLOB NOT NULL REFERENCES agency (id),
    day TEXT NOT NULL,
    name TEXT NOT NULL,
    -- Its name in other languages, by language tag.
    names TEXT NOT NULL,
    PRIMARY KEY (agency_id, day)
) STRICT;

-- Days that a family member keeps, such as a feast or a day of mourning. The audience is that person
-- and the workers of the family.
CREATE TABLE family_observance (
    -- The id of the form that added it.
    id BLOB PRIMARY KEY,
    family_id BLOB NOT NULL REFERENCES family (id),
    audience_id BLOB NOT NULL REFERENCES audience (id),
    name TEXT NOT NULL,
    first_day TEXT NOT NULL,
    last_day TEXT NOT NULL CHECK (last_day >= first_day),
    created_by_id BLOB NOT NULL REFERENCES person (id),
    created_at TEXT NOT NULL
) STRICT;
CREATE INDEX family_observance_family ON family_observance (family_id);
