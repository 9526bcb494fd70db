-- A young person's money and life skills: a budget, a checklist of skills, the services that they got,
-- and the credit report of each year.

-- A line of the budget, in cents a month.
CREATE TABLE transition_budget_line (
    -- The id of the form that added it.
    id uuid PRIMARY KEY,
    owner_id uuid NOT NULL REFERENCES person (id),
    family_id uuid NOT NULL REFERENCES family (id),
    direction text NOT NULL CHECK (direction IN ('in', 'out')),
    item text NOT NULL,
    -- Own words, in the place of the label of the item.
    name text,
    cents bigint NOT NULL CHECK (cents BETWEEN 0 AND 10000000),
    -- Increases with every change (optimistic locking).
    revision integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL,
    -- A removed line is kept, so that its owner can put it back.
    removed_at timestamptz
);
CREATE INDEX transition_budget_line_owner ON transition_budget_line (owner_id);

-- What the owner says about a skill. A skill without a row was not answered.
CREATE TABLE transition_skill (
    owner_id uuid NOT NULL REFERENCES person (id),
    skill text NOT NULL,
    family_id uuid NOT NULL REFERENCES family (id),
    state text NOT NULL CHECK (state IN ('can', 'learning', 'not_yet', 'skip')),
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (owner_id, skill)
);

-- A service that the young person got (45 CFR 1356.83). The agency keeps it by law, so the workers
-- of the family read it, whatever the youth releases.
CREATE TABLE transition_service (
    -- The id of the form that recorded it.
    id uuid PRIMARY KEY,
    owner_id uuid NOT NULL REFERENCES person (id),
    family_id uuid NOT NULL REFERENCES family (id),
    kind text NOT NULL,
    began_on date NOT NULL,
    -- Null for one day, and while it goes on.
    ended_on date,
    note text,
    -- The owner, or a worker of the family.
    recorded_by_id uuid NOT NULL REFERENCES person (id),
    recorded_at timestamptz NOT NULL,
    -- A removed row is kept, and shown to no one.
    removed_at timestamptz,
    removed_by_id uuid REFERENCES person (id)
);
CREATE INDEX transition_service_owner ON transition_service (owner_id);
CREATE INDEX transition_service_family ON transition_service (family_id);

-- The owner says that they did not get a service that a worker recorded.
CREATE TABLE transition_service_dispute (
    service_id uuid PRIMARY KEY REFERENCES transition_service (id),
    owner_id uuid NOT NULL REFERENCES person (id),
    said_at timestamptz NOT NULL,
    taken_back_at timestamptz
);

-- What happened with the credit report of a year (42 U.S.C. 675(5)(I)). It has the readers of a
-- service.
CREATE TABLE transition_credit (
    -- The id of the form that recorded it.
    id uuid PRIMARY KEY,
    owner_id uuid NOT NULL REFERENCES person (id),
    family_id uuid NOT NULL REFERENCES family (id),
    -- The age of the young person in the year of the report.
    age integer NOT NULL,
    step text NOT NULL CHECK (step IN ('asked', 'received', 'disputed')),
    day date NOT NULL,
    note text,
    recorded_by_id uuid NOT NULL REFERENCES person (id),
    recorded_at timestamptz NOT NULL,
    removed_at timestamptz,
    removed_by_id uuid REFERENCES person (id)
);
CREATE INDEX transition_credit_owner ON transition_credit (owner_id);
CREATE INDEX transition_credit_family ON transition_credit (family_id);

------------------------------------------------------------------------------------------------
-- Who reads and writes records that the agency keeps by law
------------------------------------------------------------------------------------------------

-- The actor reads the services and credit reports of this young person: their own, as a worker of
-- the family, or because the part `money` was released to them. `visible_record!` in
-- app/store/src/transition/records.rs is the same rule.
CREATE FUNCTION alongside_can_read_record(family uuid, owner uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN alongside_has_role(family, 'worker') OR alongside_can_read_part(owner, 'money');
END $$;

-- The actor records for this young person: for themself, or as a worker of their family.
CREATE FUNCTION alongside_can_record_for(family uuid, owner uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN alongside_is_youth_of(family, owner)
        AND (owner = alongside_person() OR alongside_has_role(family, 'worker'));
END $$;

-- The actor removes what this person recorded for the young person: the owner what is theirs, a
-- worker what any worker recorded.
CREATE FUNCTION alongside_can_remove_record(family uuid, owner uuid, recorder uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN CASE WHEN recorder = owner THEN owner = alongside_person()
        ELSE owner <> alongside_person() AND alongside_has_role(family, 'worker') END;
END $$;

REVOKE EXECUTE ON FUNCTION alongside_can_read_record, alongside_can_record_for,
    alongside_can_remove_record FROM PUBLIC;
GRANT EXECUTE ON FUNCTION alongside_can_read_record, alongside_can_record_for,
    alongside_can_remove_record TO alongside_app, alongside_system;

------------------------------------------------------------------------------------------------
-- Policies
------------------------------------------------------------------------------------------------

ALTER TABLE transition_budget_line ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON transition_budget_line TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON transition_budget_line TO alongside_system;
GRANT SELECT, INSERT, UPDATE (item, name, cents, revision, removed_at) ON transition_budget_line
    TO alongside_app;
CREATE POLICY select_visible ON transition_budget_line FOR SELECT TO alongside_app
    USING (owner_id = alongside_person()
    OR (removed_at IS NULL AND alongside_can_read_part(owner_id, 'budget')));
CREATE POLICY insert_own ON transition_budget_line FOR INSERT TO alongside_app
    WITH CHECK (owner_id = alongside_person() AND alongside_is_youth_of(family_id, owner_id)
    AND alongside_is_now(created_at) AND revision = 1 AND removed_at IS NULL);
CREATE POLICY update_own ON transition_budget_line FOR UPDATE TO alongside_app
    USING (owner_id = alongside_person())
    WITH CHECK (owner_id = alongside_person()
    AND (removed_at IS NULL OR alongside_is_now(removed_at)));

ALTER TABLE transition_skill ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON transition_skill TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON transition_skill TO alongside_system;
GRANT SELECT, INSERT, UPDATE (family_id, state, changed_at) ON transition_skill TO alongside_app;
CREATE POLICY select_visible ON transition_skill FOR SELECT TO alongside_app
    USING (alongside_can_read_part(owner_id, 'skills'));
CREATE POLICY insert_own ON transition_skill FOR INSERT TO alongside_app
    WITH CHECK (owner_id = alongside_person() AND alongside_is_youth_of(family_id, owner_id)
    AND alongside_is_now(changed_at));
CREATE POLICY update_own ON transition_skill FOR UPDATE TO alongside_app
    USING (owner_id = alongside_person())
    WITH CHECK (owner_id = alongside_person() AND alongside_is_youth_of(family_id, owner_id)
    AND alongside_is_now(changed_at));

ALTER TABLE transition_service ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON transition_service TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON transition_service TO alongside_system;
GRANT SELECT, INSERT, UPDATE (removed_at, removed_by_id) ON transition_service TO alongside_app;
CREATE POLICY select_visible ON transition_service FOR SELECT TO alongside_app
    USING (owner_id = alongside_person() OR alongside_has_role(family_id, 'worker')
    OR (removed_at IS NULL AND alongside_can_read_record(family_id, owner_id)));
CREATE POLICY insert_own ON transition_service FOR INSERT TO alongside_app
    WITH CHECK (recorded_by_id = alongside_person() AND alongside_is_now(recorded_at)
    AND removed_at IS NULL AND removed_by_id IS NULL
    AND alongside_can_record_for(family_id, owner_id));
CREATE POLICY update_removed ON transition_service FOR UPDATE TO alongside_app
    USING (alongside_can_remove_record(family_id, owner_id, recorded_by_id))
    WITH CHECK ((removed_at IS NULL AND removed_by_id IS NULL)
    OR (removed_by_id = alongside_person() AND alongside_is_now(removed_at)));

ALTER TABLE transition_service_dispute ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON transition_service_dispute TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON transition_service_dispute TO alongside_system;
GRANT SELECT, INSERT, UPDATE (said_at, taken_back_at) ON transition_service_dispute
    TO alongside_app;
CREATE POLICY select_visible ON transition_service_dispute FOR SELECT TO alongside_app
    USING (EXISTS (SELECT 1 FROM transition_service s WHERE s.id = service_id));
-- What the owner recorded themself is removed, not disputed.
CREATE POLICY insert_own ON transition_service_dispute FOR INSERT TO alongside_app
    WITH CHECK (owner_id = alongside_person() AND alongside_is_now(said_at)
    AND taken_back_at IS NULL
    AND EXISTS (SELECT 1 FROM transition_service s WHERE s.id = service_id
        AND s.owner_id = transition_service_dispute.owner_id AND s.recorded_by_id <> s.owner_id));
CREATE POLICY update_own ON transition_service_dispute FOR UPDATE TO alongside_app
    USING (owner_id = alongside_person())
    WITH CHECK (owner_id = alongside_person()
    AND (taken_back_at IS NULL OR alongside_is_now(taken_back_at)));

ALTER TABLE transition_credit ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON transition_credit TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON transition_credit TO alongside_system;
GRANT SELECT, INSERT, UPDATE (removed_at, removed_by_id) ON transition_credit TO alongside_app;
CREATE POLICY select_visible ON transition_credit FOR SELECT TO alongside_app
    USING (owner_id = alongside_person() OR alongside_has_role(family_id, 'worker')
    OR (removed_at IS NULL AND alongside_can_read_record(family_id, owner_id)));
CREATE POLICY insert_own ON transition_credit FOR INSERT TO alongside_app
    WITH CHECK (recorded_by_id = alongside_person() AND alongside_is_now(recorded_at)
    AND removed_at IS NULL AND removed_by_id IS NULL
    AND alongside_can_record_for(family_id, owner_id));
CREATE POLICY update_removed ON transition_credit FOR UPDATE TO alongside_app
    USING (alongside_can_remove_record(family_id, owner_id, recorded_by_id))
    WITH CHECK ((removed_at IS NULL AND removed_by_id IS NULL)
    OR (removed_by_id = alongside_person() AND alongside_is_now(removed_at)));
