-- The children and how they are; who decided where this is heading; which step waits for which; the load of a week.
CREATE TABLE child (
    id uuid PRIMARY KEY,
    family_id uuid NOT NULL REFERENCES family (id),
    audience_id uuid NOT NULL REFERENCES audience (id),
    key text NOT NULL,
    name text NOT NULL,
    born date NOT NULL,
    -- From 14 on a child may have a place on the team of their own.
    person_id uuid REFERENCES person (id),
    UNIQUE (family_id, key)
);

ALTER TABLE plan ADD COLUMN permanency_by text;
ALTER TABLE plan ADD COLUMN concurrent_by text;
ALTER TABLE plan ADD COLUMN revision integer NOT NULL DEFAULT 1;
ALTER TABLE plan_version ADD COLUMN permanency_by text;
ALTER TABLE plan_version ADD COLUMN concurrent_by text;
ALTER TABLE plan_edit ADD COLUMN goal_id uuid REFERENCES plan_item (id);

DO $$
DECLARE name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['plan_item', 'plan_line', 'plan_edit'] LOOP
        EXECUTE format('ALTER TABLE %I ADD COLUMN after_id uuid REFERENCES plan_item (id)', name);
        EXECUTE format('ALTER TABLE %I ADD COLUMN child_id uuid REFERENCES child (id)', name);
        EXECUTE format('ALTER TABLE %I ADD COLUMN area text', name);
        -- What a step takes each week: minutes and trips, and its fixed time as minutes after midnight on a weekday from Monday, 1, on.
        EXECUTE format('ALTER TABLE %I ADD COLUMN minutes integer', name);
        EXECUTE format('ALTER TABLE %I ADD COLUMN trips integer', name);
        EXECUTE format('ALTER TABLE %I ADD COLUMN weekday integer', name);
        EXECUTE format('ALTER TABLE %I ADD COLUMN starts integer', name);
        EXECUTE format('ALTER TABLE %I ADD COLUMN ends integer', name);
    END LOOP;
END $$;

-- What somebody of the family says they can carry in a week, and when they are busy.
CREATE TABLE plan_carry (
    family_id uuid NOT NULL REFERENCES family (id),
    person_id uuid NOT NULL REFERENCES person (id),
    minutes integer,
    trips integer,
    at timestamptz NOT NULL,
    PRIMARY KEY (family_id, person_id)
);
CREATE TABLE plan_busy (
    family_id uuid NOT NULL REFERENCES family (id),
    person_id uuid NOT NULL REFERENCES person (id),
    weekday integer NOT NULL,
    starts integer NOT NULL,
    ends integer NOT NULL,
    PRIMARY KEY (family_id, person_id, weekday)
);

CREATE OR REPLACE FUNCTION alongside_keep_lines(family uuid) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
    INSERT INTO plan_line (family_id, version, item_id, audience_id, kind, position, text_id, goal_id, order_id, after_id, child_id, area, benchmark_id,
            owner_id, owed, due, minutes, trips, weekday, starts, ends, why_id)
        SELECT i.family_id, p.version, i.id, i.audience_id, i.kind, i.position, i.text_id, i.goal_id, i.order_id, i.after_id, i.child_id, i.area, i.benchmark_id,
            i.owner_id, i.owed, i.due, i.minutes, i.trips, i.weekday, i.starts, i.ends, i.why_id
        FROM plan_item i JOIN plan p ON p.family_id = i.family_id
        WHERE i.family_id = family AND NOT i.gone AND alongside_is(family, 'worker')
$$;

DO $$
DECLARE name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['child', 'plan_carry', 'plan_busy'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY house ON %I TO alongside_owner, alongside_system USING (true) WITH CHECK (true)', name);
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO alongside_system', name);
        EXECUTE format('GRANT SELECT ON %I TO alongside_app', name);
    END LOOP;
END $$;
GRANT INSERT, UPDATE ON plan_carry TO alongside_app;
GRANT INSERT, DELETE ON plan_busy TO alongside_app;

CREATE POLICY own ON child FOR SELECT TO alongside_app USING (alongside_sees(family_id, audience_id));
-- One's own week is one's own; those who answer for the agency see it, the other parent never.
CREATE POLICY own ON plan_carry FOR SELECT TO alongside_app USING (alongside_member(family_id)
    AND (person_id = alongside_person() OR alongside_is(family_id, 'worker') OR alongside_is(family_id, 'supervisor')));
CREATE POLICY write ON plan_carry FOR INSERT TO alongside_app WITH CHECK (person_id = alongside_person() AND alongside_of_family(family_id));
CREATE POLICY edit ON plan_carry FOR UPDATE TO alongside_app
    USING (person_id = alongside_person()) WITH CHECK (person_id = alongside_person() AND alongside_of_family(family_id));
CREATE POLICY own ON plan_busy FOR SELECT TO alongside_app USING (alongside_member(family_id)
    AND (person_id = alongside_person() OR alongside_is(family_id, 'worker') OR alongside_is(family_id, 'supervisor')));
CREATE POLICY write ON plan_busy FOR INSERT TO alongside_app WITH CHECK (person_id = alongside_person() AND alongside_of_family(family_id));
CREATE POLICY remove ON plan_busy FOR DELETE TO alongside_app USING (person_id = alongside_person() AND alongside_of_family(family_id));

-- Which version of a plan is read today. Whoever is on the team may know the number, also those who see single lines of
-- the plan and not the plan itself, such as a caregiver. A view of the owner's: it shows this one number and nothing else.
CREATE VIEW plan_newest AS SELECT p.family_id, p.version FROM plan p WHERE alongside_member(p.family_id);
GRANT SELECT ON plan_newest TO alongside_app, alongside_system;
