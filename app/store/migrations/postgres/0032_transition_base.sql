-- A young person's own transition plan: whose it is, the dates that it is counted from, who sees each
-- part of it, and the note that only its owner reads.
--
-- Every table of the plan has `owner_id`, the young person, and `family_id`. What the owner may do
-- never depends on a membership of today: the plan stays theirs after they have left the team.

-- The owner of a plan, with the family whose team works on it. Created by the first write.
CREATE TABLE transition_youth (
    owner_id uuid PRIMARY KEY REFERENCES person (id),
    family_id uuid NOT NULL REFERENCES family (id),
    created_at timestamptz NOT NULL
);
CREATE INDEX transition_youth_family ON transition_youth (family_id);

-- Dates of the case from which ages and terms are counted. The row with the highest revision holds;
-- the others are the history.
CREATE TABLE transition_dates (
    owner_id uuid NOT NULL REFERENCES person (id),
    revision integer NOT NULL,
    family_id uuid NOT NULL REFERENCES family (id),
    -- The first day of out-of-home care.
    care_since date,
    -- The day on which care is expected to end.
    discharge_on date,
    -- The day on which an order or an agreement that goes beyond the 18th birthday ends.
    order_ends_on date,
    -- Null for dates that were imported.
    written_by_id uuid REFERENCES person (id),
    written_at timestamptz NOT NULL,
    PRIMARY KEY (owner_id, revision)
);

-- A choice of the owner of who sees a part: the history. `required`: those who read it by law.
CREATE TABLE transition_release (
    -- The id of the form that made it.
    id uuid PRIMARY KEY,
    owner_id uuid NOT NULL REFERENCES person (id),
    family_id uuid NOT NULL REFERENCES family (id),
    part text NOT NULL,
    -- The revision of the part that it made.
    revision integer NOT NULL,
    release text NOT NULL CHECK (release IN ('required', 'private', 'named', 'team')),
    created_at timestamptz NOT NULL,
    CHECK (CASE release WHEN 'private' THEN part NOT IN ('housing', 'health', 'education', 'support', 'work', 'documents')
        WHEN 'required' THEN part IN ('housing', 'health', 'education', 'support', 'work', 'documents') ELSE true END),
    UNIQUE (owner_id, part, revision)
);

-- An adult whom a choice names.
CREATE TABLE transition_release_reader (
    release_id uuid NOT NULL REFERENCES transition_release (id),
    person_id uuid NOT NULL REFERENCES person (id),
    owner_id uuid NOT NULL REFERENCES person (id),
    -- Their name on that day, for the history.
    name text NOT NULL,
    PRIMARY KEY (release_id, person_id)
);

-- The choice that holds for a part. A part without a row has the least release: `required` or
-- `private`.
CREATE TABLE transition_part (
    owner_id uuid NOT NULL REFERENCES person (id),
    part text NOT NULL,
    -- The family whose team may read it.
    family_id uuid NOT NULL REFERENCES family (id),
    release text NOT NULL,
    release_id uuid NOT NULL REFERENCES transition_release (id),
    -- Increases with every change (optimistic locking).
    revision integer NOT NULL,
    PRIMARY KEY (owner_id, part)
);

-- The note of a part that only the owner reads, whatever its release.
CREATE TABLE transition_note (
    owner_id uuid NOT NULL REFERENCES person (id),
    part text NOT NULL,
    family_id uuid NOT NULL REFERENCES family (id),
    language text NOT NULL,
    body text NOT NULL,
    revision integer NOT NULL,
    written_at timestamptz NOT NULL,
    PRIMARY KEY (owner_id, part)
);

------------------------------------------------------------------------------------------------
-- Who reads a part
------------------------------------------------------------------------------------------------

-- This person is a youth of the family, or was one.
CREATE FUNCTION alongside_is_youth_of(family uuid, person uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM membership m
        WHERE m.family_id = family AND m.person_id = person AND m.role = 'youth'
        AND m.since <= alongside_today());
END $$;

-- The owner has released this part to the actor: by name, or as one of the team whom the owner knows.
-- A mentor is known to the person whom they support (`alongside_can_see_member`).
CREATE FUNCTION alongside_is_part_released(owner uuid, wanted_part text) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM transition_part p
        JOIN membership m ON m.family_id = p.family_id AND m.person_id = alongside_person()
            AND m.since <= alongside_today() AND (m.until IS NULL OR m.until > alongside_today())
        WHERE p.owner_id = owner AND p.part = wanted_part
        AND (m.role IN ('parent', 'guardian', 'indian_custodian', 'caregiver', 'worker', 'supervisor', 'tribal_representative')
            OR (m.role = 'mentor' AND m.mentee_id = owner))
        AND (p.release = 'team' OR (p.release = 'named' AND EXISTS (SELECT 1
            FROM transition_release_reader r
            WHERE r.release_id = p.release_id AND r.person_id = m.person_id))));
END $$;

-- The actor may read this part of the plan of `owner`: their own, one that was released to them, or
-- as someone who reads the parts that the law requires (Wis. Stat. 48.385). `visible_part!` in
-- app/store/src/transition/access.rs is the same rule.
CREATE FUNCTION alongside_can_read_part(owner uuid, wanted_part text) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN owner = alongside_person()
        OR (wanted_part IN ('housing', 'health', 'education', 'support', 'work', 'documents')
            AND EXISTS (SELECT 1 FROM transition_youth y WHERE y.owner_id = owner
            AND alongside_has_any_role(y.family_id, '{worker,supervisor,tribal_representative}')))
        OR alongside_is_part_released(owner, wanted_part);
END $$;

REVOKE EXECUTE ON FUNCTION alongside_is_youth_of, alongside_is_part_released,
    alongside_can_read_part FROM PUBLIC;
GRANT EXECUTE ON FUNCTION alongside_is_youth_of, alongside_is_part_released,
    alongside_can_read_part TO alongside_app, alongside_system;

------------------------------------------------------------------------------------------------
-- Policies
------------------------------------------------------------------------------------------------

ALTER TABLE transition_youth ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON transition_youth TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON transition_youth TO alongside_system;
GRANT SELECT, INSERT, UPDATE (family_id) ON transition_youth TO alongside_app;
CREATE POLICY select_visible ON transition_youth FOR SELECT TO alongside_app
    USING (owner_id = alongside_person()
    OR alongside_has_any_role(family_id, '{worker,supervisor,tribal_representative}'));
CREATE POLICY insert_own ON transition_youth FOR INSERT TO alongside_app
    WITH CHECK (alongside_is_youth_of(family_id, owner_id) AND alongside_is_now(created_at)
    AND (owner_id = alongside_person() OR alongside_has_role(family_id, 'worker')));
CREATE POLICY update_own ON transition_youth FOR UPDATE TO alongside_app
    USING (owner_id = alongside_person())
    WITH CHECK (owner_id = alongside_person() AND alongside_is_youth_of(family_id, owner_id));

ALTER TABLE transition_dates ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON transition_dates TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON transition_dates TO alongside_system;
GRANT SELECT, INSERT ON transition_dates TO alongside_app;
CREATE POLICY select_visible ON transition_dates FOR SELECT TO alongside_app
    USING (owner_id = alongside_person()
    OR alongside_has_any_role(family_id, '{worker,supervisor,tribal_representative}'));
CREATE POLICY insert_by_worker ON transition_dates FOR INSERT TO alongside_app
    WITH CHECK (alongside_has_role(family_id, 'worker')
    AND alongside_is_youth_of(family_id, owner_id)
    AND written_by_id = alongside_person() AND alongside_is_now(written_at));

-- The history is its owner's alone.
ALTER TABLE transition_release ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON transition_release TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON transition_release TO alongside_system;
GRANT SELECT, INSERT ON transition_release TO alongside_app;
CREATE POLICY select_own ON transition_release FOR SELECT TO alongside_app
    USING (owner_id = alongside_person());
CREATE POLICY insert_own ON transition_release FOR INSERT TO alongside_app
    WITH CHECK (owner_id = alongside_person() AND alongside_is_youth_of(family_id, owner_id)
    AND alongside_is_now(created_at));

-- A reader sees that they are named, and nobody else who is.
ALTER TABLE transition_release_reader ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON transition_release_reader TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON transition_release_reader TO alongside_system;
GRANT SELECT, INSERT ON transition_release_reader TO alongside_app;
CREATE POLICY select_visible ON transition_release_reader FOR SELECT TO alongside_app
    USING (owner_id = alongside_person() OR person_id = alongside_person());
CREATE POLICY insert_own ON transition_release_reader FOR INSERT TO alongside_app
    WITH CHECK (owner_id = alongside_person()
    AND EXISTS (SELECT 1 FROM transition_release r
        WHERE r.id = release_id AND r.owner_id = transition_release_reader.owner_id));

ALTER TABLE transition_part ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON transition_part TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON transition_part TO alongside_system;
GRANT SELECT, INSERT, UPDATE (family_id, release, release_id, revision) ON transition_part
    TO alongside_app;
CREATE POLICY select_visible ON transition_part FOR SELECT TO alongside_app
    USING (alongside_can_read_part(owner_id, part));
CREATE POLICY insert_own ON transition_part FOR INSERT TO alongside_app
    WITH CHECK (owner_id = alongside_person()
    AND EXISTS (SELECT 1 FROM transition_release r
        WHERE r.id = release_id AND r.owner_id = transition_part.owner_id
        AND r.part = transition_part.part AND r.family_id = transition_part.family_id
        AND r.release = transition_part.release));
CREATE POLICY update_own ON transition_part FOR UPDATE TO alongside_app
    USING (owner_id = alongside_person())
    WITH CHECK (owner_id = alongside_person()
    AND EXISTS (SELECT 1 FROM transition_release r
        WHERE r.id = release_id AND r.owner_id = transition_part.owner_id
        AND r.part = transition_part.part AND r.family_id = transition_part.family_id
        AND r.release = transition_part.release));

ALTER TABLE transition_note ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON transition_note TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON transition_note TO alongside_system;
GRANT SELECT, INSERT, UPDATE (language, body, revision, written_at) ON transition_note
    TO alongside_app;
CREATE POLICY select_own ON transition_note FOR SELECT TO alongside_app
    USING (owner_id = alongside_person());
CREATE POLICY insert_own ON transition_note FOR INSERT TO alongside_app
    WITH CHECK (owner_id = alongside_person() AND alongside_is_youth_of(family_id, owner_id)
    AND alongside_is_now(written_at));
CREATE POLICY update_own ON transition_note FOR UPDATE TO alongside_app
    USING (owner_id = alongside_person())
    WITH CHECK (owner_id = alongside_person() AND alongside_is_now(written_at));
