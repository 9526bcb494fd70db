-- Statutory clocks and days on which no event should be: the dates of a child's case from which the
-- clocks are computed, the holidays of an agency, and days that family members keep.

-- For which clock a hearing or a review is held; null for others.
ALTER TABLE event ADD COLUMN clock text;

-- A date of the case of a child, or of all children of the family. Clocks are computed from the rows
-- of one child, which have the same audience: with one row less, a clock would be wrong.
CREATE TABLE case_date (
    id uuid PRIMARY KEY,
    family_id uuid NOT NULL REFERENCES family (id),
    audience_id uuid NOT NULL REFERENCES audience (id),
    child_id uuid REFERENCES child (id),
    kind text NOT NULL CHECK (kind IN ('removal', 'review_held', 'hearing_held',
        'efforts_not_required', 'care_ended')),
    day date NOT NULL
);
CREATE INDEX case_date_family ON case_date (family_id);

ALTER TABLE case_date ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON case_date TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON case_date TO alongside_system;
GRANT SELECT ON case_date TO alongside_app;
CREATE POLICY select_visible ON case_date FOR SELECT TO alongside_app
    USING (alongside_can_view(family_id, audience_id));
CREATE POLICY part_of_child ON case_date AS RESTRICTIVE FOR SELECT TO alongside_app
    USING (child_id IS NULL OR EXISTS (SELECT 1 FROM child c WHERE c.id = child_id));

-- A day on which an agency does not work.
CREATE TABLE agency_holiday (
    agency_id uuid NOT NULL REFERENCES agency (id),
    day date NOT NULL,
    name text NOT NULL,
    -- Its name in other languages, by language tag.
    names jsonb NOT NULL,
    PRIMARY KEY (agency_id, day)
);

ALTER TABLE agency_holiday ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON agency_holiday TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON agency_holiday TO alongside_system;
GRANT SELECT ON agency_holiday TO alongside_app;
CREATE POLICY select_visible ON agency_holiday FOR SELECT TO alongside_app
    USING (agency_id IN (SELECT p.agency_id FROM person p WHERE p.id = alongside_person()));

-- Days that a family member keeps, such as a feast or a day of mourning. The audience is that person
-- and the workers of the family.
CREATE TABLE family_observance (
    -- The id of the form that added it.
    id uuid PRIMARY KEY,
    family_id uuid NOT NULL REFERENCES family (id),
    audience_id uuid NOT NULL REFERENCES audience (id),
    name text NOT NULL,
    first_day date NOT NULL,
    last_day date NOT NULL CHECK (last_day >= first_day),
    created_by_id uuid NOT NULL REFERENCES person (id),
    created_at timestamptz NOT NULL
);
CREATE INDEX family_observance_family ON family_observance (family_id);

ALTER TABLE family_observance ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON family_observance TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON family_observance TO alongside_system;
GRANT SELECT, INSERT, DELETE ON family_observance TO alongside_app;
CREATE POLICY select_visible ON family_observance FOR SELECT TO alongside_app
    USING (alongside_can_view(family_id, audience_id));
CREATE POLICY insert_own ON family_observance FOR INSERT TO alongside_app
    WITH CHECK (created_by_id = alongside_person() AND alongside_is_now(created_at)
    AND alongside_is_family_member(family_id) AND alongside_can_view(family_id, audience_id));
CREATE POLICY delete_own ON family_observance FOR DELETE TO alongside_app
    USING (created_by_id = alongside_person() AND alongside_is_family_member(family_id));
