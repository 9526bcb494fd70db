-- A child's tribe: whether the family was asked, the notice to the tribe, its part in the case,
-- active efforts and placement preference (25 U.S.C. 1901-1963, Wis. Stat. 48.028).

-- What is known about one child and one tribe.
CREATE TABLE child_tribe (
    -- The id of the form that added it.
    id uuid PRIMARY KEY,
    family_id uuid NOT NULL REFERENCES family (id),
    audience_id uuid NOT NULL REFERENCES audience (id),
    child_id uuid NOT NULL REFERENCES child (id),
    -- The agency's own key; null for one that was added in the portal.
    key text,
    -- The name of the tribe; null while none is known.
    tribe text,
    asked_on date,
    asked_by text,
    notified_on date,
    notified_how text,
    answer text,
    answered_on date,
    preference text,
    preference_followed boolean,
    good_cause_id uuid REFERENCES text (id),
    -- Increases with every change (optimistic locking).
    revision integer NOT NULL DEFAULT 1,
    -- Who wrote this version, and when; null for one that was imported.
    written_by_id uuid REFERENCES person (id),
    written_at timestamptz NOT NULL,
    UNIQUE (family_id, key)
);
CREATE INDEX child_tribe_family ON child_tribe (family_id);

-- Child-level facts for the family, those who work on the case, and the tribe: caregivers and
-- mentors are in no audience of these rows, and this repeats it.
CREATE FUNCTION alongside_reads_tribe(family uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN alongside_has_any_role(family, '{parent,guardian,indian_custodian,youth,worker,supervisor,tribal_representative}');
END $$;
REVOKE EXECUTE ON FUNCTION alongside_reads_tribe FROM PUBLIC;
GRANT EXECUTE ON FUNCTION alongside_reads_tribe TO alongside_app, alongside_system;

ALTER TABLE child_tribe ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON child_tribe TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON child_tribe TO alongside_system;
GRANT SELECT, INSERT, UPDATE (tribe, asked_on, asked_by, notified_on, notified_how, answer,
    answered_on, preference, preference_followed, good_cause_id, revision, written_by_id,
    written_at) ON child_tribe TO alongside_app;
-- Nobody reads about the tribe of a child whom they do not see.
CREATE POLICY select_visible ON child_tribe FOR SELECT TO alongside_app
    USING (alongside_reads_tribe(family_id) AND alongside_can_view(family_id, audience_id)
    AND EXISTS (SELECT 1 FROM child h WHERE h.id = child_id));
CREATE POLICY insert_own ON child_tribe FOR INSERT TO alongside_app
    WITH CHECK (written_by_id = alongside_person() AND alongside_is_now(written_at)
    AND revision = 1 AND alongside_has_role(family_id, 'worker')
    AND alongside_can_view(family_id, audience_id)
    AND (good_cause_id IS NULL OR alongside_is_author(good_cause_id))
    AND EXISTS (SELECT 1 FROM child h
        WHERE h.id = child_id AND h.family_id = child_tribe.family_id));
CREATE POLICY update_visible ON child_tribe FOR UPDATE TO alongside_app
    USING (alongside_has_role(family_id, 'worker') AND alongside_can_view(family_id, audience_id))
    WITH CHECK (alongside_has_role(family_id, 'worker')
    AND alongside_can_view(family_id, audience_id)
    AND written_by_id = alongside_person() AND alongside_is_now(written_at)
    AND (good_cause_id IS NULL OR EXISTS (SELECT 1 FROM text t
        WHERE t.id = good_cause_id AND t.family_id = child_tribe.family_id)));

-- What a row was before a change, for the workers of the family.
CREATE TABLE child_tribe_version (
    child_tribe_id uuid NOT NULL REFERENCES child_tribe (id),
    revision integer NOT NULL,
    family_id uuid NOT NULL REFERENCES family (id),
    tribe text,
    asked_on date,
    asked_by text,
    notified_on date,
    notified_how text,
    answer text,
    answered_on date,
    preference text,
    preference_followed boolean,
    good_cause_id uuid REFERENCES text (id),
    written_by_id uuid REFERENCES person (id),
    written_at timestamptz NOT NULL,
    PRIMARY KEY (child_tribe_id, revision)
);

ALTER TABLE child_tribe_version ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON child_tribe_version TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON child_tribe_version TO alongside_system;
GRANT SELECT, INSERT ON child_tribe_version TO alongside_app;
CREATE POLICY select_visible ON child_tribe_version FOR SELECT TO alongside_app
    USING (alongside_has_role(family_id, 'worker')
    AND EXISTS (SELECT 1 FROM child_tribe t WHERE t.id = child_tribe_id));
CREATE POLICY insert_visible ON child_tribe_version FOR INSERT TO alongside_app
    WITH CHECK (alongside_has_role(family_id, 'worker')
    AND EXISTS (SELECT 1 FROM child_tribe t WHERE t.id = child_tribe_id
        AND t.family_id = child_tribe_version.family_id
        AND t.revision > child_tribe_version.revision));

-- An active effort that a worker wrote down, or the own words of a tribal representative. Both have
-- the readers of the row that they belong to.
CREATE TABLE tribe_entry (
    -- The id of the form that added it.
    id uuid PRIMARY KEY,
    family_id uuid NOT NULL REFERENCES family (id),
    child_tribe_id uuid NOT NULL REFERENCES child_tribe (id),
    -- The agency's own key; null for one that was added in the portal.
    key text,
    kind text NOT NULL CHECK (kind IN ('active_effort', 'tribe_words')),
    -- The day of the effort, or the day on which the words were written.
    day date NOT NULL,
    text_id uuid NOT NULL REFERENCES text (id),
    -- Null for one that was imported.
    author_id uuid REFERENCES person (id),
    created_at timestamptz NOT NULL,
    -- A withdrawn entry is kept, and shown to no one.
    withdrawn_at timestamptz,
    withdrawn_by_id uuid REFERENCES person (id),
    UNIQUE (family_id, key)
);
CREATE INDEX tribe_entry_row ON tribe_entry (family_id, child_tribe_id);

ALTER TABLE tribe_entry ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON tribe_entry TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON tribe_entry TO alongside_system;
GRANT SELECT, INSERT, UPDATE (withdrawn_at, withdrawn_by_id) ON tribe_entry TO alongside_app;
-- A withdrawn entry stays visible here to those who may put it back.
CREATE POLICY select_visible ON tribe_entry FOR SELECT TO alongside_app
    USING (EXISTS (SELECT 1 FROM child_tribe t WHERE t.id = child_tribe_id)
    AND (withdrawn_at IS NULL OR author_id = alongside_person()
        OR (kind = 'active_effort' AND alongside_has_role(family_id, 'worker'))));
CREATE POLICY insert_own ON tribe_entry FOR INSERT TO alongside_app
    WITH CHECK (author_id = alongside_person() AND alongside_is_now(created_at)
    AND withdrawn_at IS NULL AND withdrawn_by_id IS NULL AND alongside_is_author(text_id)
    AND CASE kind WHEN 'active_effort' THEN alongside_has_role(family_id, 'worker')
        ELSE alongside_has_role(family_id, 'tribal_representative') END
    AND EXISTS (SELECT 1 FROM child_tribe t
        WHERE t.id = child_tribe_id AND t.family_id = tribe_entry.family_id));
CREATE POLICY update_withdrawn ON tribe_entry FOR UPDATE TO alongside_app
    USING (CASE kind WHEN 'active_effort' THEN alongside_has_role(family_id, 'worker')
        ELSE author_id = alongside_person()
            AND alongside_has_role(family_id, 'tribal_representative') END
    AND EXISTS (SELECT 1 FROM child_tribe t WHERE t.id = child_tribe_id))
    WITH CHECK ((withdrawn_at IS NULL AND withdrawn_by_id IS NULL)
    OR (withdrawn_by_id = alongside_person() AND alongside_is_now(withdrawn_at)));
