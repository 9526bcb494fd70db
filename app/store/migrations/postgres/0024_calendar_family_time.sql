-- Family time: who spends time with which children, how, and what came of each visit. A visit is an
-- event of the kind `family_time` that belongs to a plan.

CREATE TABLE family_time_plan (
    -- The id of the form that added it.
    id uuid PRIMARY KEY,
    family_id uuid NOT NULL REFERENCES family (id),
    audience_id uuid NOT NULL REFERENCES audience (id),
    -- The agency's own key; null for one that was added in the portal.
    key text,
    -- Who spends time with the children; null for time of the children with each other.
    parent_id uuid REFERENCES person (id),
    level text NOT NULL CHECK (level IN ('supervised_center', 'supervised_community', 'monitored',
        'unsupervised', 'overnight', 'trial_home')),
    -- Who supervises: someone on the team, or someone without an account.
    supervisor_id uuid REFERENCES person (id),
    contact_id uuid REFERENCES team_contact (id),
    -- By when the parent confirms a visit: the days before it, and a time of day.
    confirm text,
    -- Texts: how often and how long, who brings the children, what has to be true for the next step.
    often_id uuid NOT NULL REFERENCES text (id),
    transport_id uuid REFERENCES text (id),
    next_id uuid REFERENCES text (id),
    ended boolean NOT NULL DEFAULT false,
    -- Null for one that was imported.
    created_by_id uuid REFERENCES person (id),
    created_at timestamptz NOT NULL,
    -- Increases with every change (optimistic locking).
    revision integer NOT NULL DEFAULT 1,
    UNIQUE (family_id, key)
);
CREATE INDEX family_time_plan_family ON family_time_plan (family_id);

ALTER TABLE family_time_plan ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON family_time_plan TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON family_time_plan TO alongside_system;
GRANT SELECT, INSERT, UPDATE (audience_id, level, supervisor_id, contact_id, confirm, often_id,
    transport_id, next_id, ended, revision) ON family_time_plan TO alongside_app;
CREATE POLICY select_visible ON family_time_plan FOR SELECT TO alongside_app
    USING (alongside_can_open_record(family_id) AND alongside_can_view(family_id, audience_id));
CREATE POLICY insert_own ON family_time_plan FOR INSERT TO alongside_app
    WITH CHECK (created_by_id = alongside_person() AND alongside_is_now(created_at)
    AND alongside_has_role(family_id, 'worker') AND alongside_can_view(family_id, audience_id));
CREATE POLICY update_visible ON family_time_plan FOR UPDATE TO alongside_app
    USING (alongside_has_role(family_id, 'worker') AND alongside_can_view(family_id, audience_id))
    WITH CHECK (alongside_has_role(family_id, 'worker')
    AND alongside_can_view(family_id, audience_id));

CREATE TABLE family_time_child (
    plan_id uuid NOT NULL REFERENCES family_time_plan (id),
    child_id uuid NOT NULL REFERENCES child (id),
    PRIMARY KEY (plan_id, child_id)
);

ALTER TABLE family_time_child ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON family_time_child TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON family_time_child TO alongside_system;
GRANT SELECT, INSERT, DELETE ON family_time_child TO alongside_app;
CREATE POLICY select_visible ON family_time_child FOR SELECT TO alongside_app
    USING (EXISTS (SELECT 1 FROM family_time_plan p WHERE p.id = plan_id)
    AND EXISTS (SELECT 1 FROM child c WHERE c.id = child_id));
CREATE POLICY insert_visible ON family_time_child FOR INSERT TO alongside_app
    WITH CHECK (EXISTS (SELECT 1 FROM family_time_plan p JOIN child c ON c.family_id = p.family_id
        WHERE p.id = plan_id AND c.id = child_id AND alongside_has_role(p.family_id, 'worker')));
CREATE POLICY delete_visible ON family_time_child FOR DELETE TO alongside_app
    USING (EXISTS (SELECT 1 FROM family_time_plan p
        WHERE p.id = plan_id AND alongside_has_role(p.family_id, 'worker')));

-- Where it is. The audience is that of the plan, or a narrower one where the place is withheld.
CREATE TABLE family_time_place (
    plan_id uuid PRIMARY KEY REFERENCES family_time_plan (id),
    family_id uuid NOT NULL REFERENCES family (id),
    audience_id uuid NOT NULL REFERENCES audience (id),
    place text NOT NULL
);

ALTER TABLE family_time_place ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON family_time_place TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON family_time_place TO alongside_system;
GRANT SELECT, INSERT, DELETE ON family_time_place TO alongside_app;
CREATE POLICY select_visible ON family_time_place FOR SELECT TO alongside_app
    USING (alongside_can_view(family_id, audience_id));
CREATE POLICY part_of_plan ON family_time_place AS RESTRICTIVE FOR SELECT TO alongside_app
    USING (EXISTS (SELECT 1 FROM family_time_plan p WHERE p.id = plan_id));
CREATE POLICY insert_visible ON family_time_place FOR INSERT TO alongside_app
    WITH CHECK (alongside_has_role(family_id, 'worker')
    AND alongside_can_view(family_id, audience_id)
    AND EXISTS (SELECT 1 FROM family_time_plan p
        WHERE p.id = plan_id AND p.family_id = family_time_place.family_id));
CREATE POLICY delete_visible ON family_time_place FOR DELETE TO alongside_app
    USING (alongside_has_role(family_id, 'worker') AND alongside_can_view(family_id, audience_id));

-- Who added and changed a plan, and when.
CREATE TABLE family_time_change (
    id uuid PRIMARY KEY,
    plan_id uuid NOT NULL REFERENCES family_time_plan (id),
    family_id uuid NOT NULL REFERENCES family (id),
    act text NOT NULL CHECK (act IN ('add', 'change')),
    -- The revision that the plan had afterwards.
    revision integer NOT NULL,
    created_by_id uuid NOT NULL REFERENCES person (id),
    created_at timestamptz NOT NULL,
    -- The day of the change where the agency is.
    since date NOT NULL
);
CREATE INDEX family_time_change_plan ON family_time_change (plan_id);

ALTER TABLE family_time_change ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON family_time_change TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON family_time_change TO alongside_system;
GRANT SELECT, INSERT ON family_time_change TO alongside_app;
CREATE POLICY select_visible ON family_time_change FOR SELECT TO alongside_app
    USING (EXISTS (SELECT 1 FROM family_time_plan p WHERE p.id = plan_id));
CREATE POLICY insert_own ON family_time_change FOR INSERT TO alongside_app
    WITH CHECK (created_by_id = alongside_person() AND alongside_is_now(created_at)
    AND alongside_has_role(family_id, 'worker')
    AND EXISTS (SELECT 1 FROM family_time_plan p
        WHERE p.id = plan_id AND p.family_id = family_time_change.family_id));

-- What a plan was before a change, for the workers of the family. The audience is that of its place.
CREATE TABLE family_time_version (
    change_id uuid PRIMARY KEY REFERENCES family_time_change (id),
    plan_id uuid NOT NULL REFERENCES family_time_plan (id),
    family_id uuid NOT NULL REFERENCES family (id),
    audience_id uuid NOT NULL REFERENCES audience (id),
    level text NOT NULL,
    supervisor_id uuid REFERENCES person (id),
    contact_id uuid REFERENCES team_contact (id),
    confirm text,
    place text,
    often_id uuid NOT NULL REFERENCES text (id),
    transport_id uuid REFERENCES text (id),
    next_id uuid REFERENCES text (id)
);
CREATE INDEX family_time_version_plan ON family_time_version (plan_id);

ALTER TABLE family_time_version ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON family_time_version TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON family_time_version TO alongside_system;
GRANT SELECT, INSERT ON family_time_version TO alongside_app;
CREATE POLICY select_visible ON family_time_version FOR SELECT TO alongside_app
    USING (alongside_has_role(family_id, 'worker') AND alongside_can_view(family_id, audience_id));
CREATE POLICY insert_visible ON family_time_version FOR INSERT TO alongside_app
    WITH CHECK (alongside_has_role(family_id, 'worker')
    AND alongside_can_view(family_id, audience_id)
    AND EXISTS (SELECT 1 FROM family_time_plan p
        WHERE p.id = plan_id AND p.family_id = family_time_version.family_id));

-- The events of a plan. Read by those who see the event and the plan.
CREATE TABLE family_time_visit (
    event_id uuid PRIMARY KEY REFERENCES event (id),
    family_id uuid NOT NULL REFERENCES family (id),
    plan_id uuid NOT NULL REFERENCES family_time_plan (id),
    -- The cancelled visit that this one makes up for.
    makes_up_id uuid REFERENCES event (id)
);
CREATE INDEX family_time_visit_family ON family_time_visit (family_id);
CREATE INDEX family_time_visit_makes_up ON family_time_visit (makes_up_id);

ALTER TABLE family_time_visit ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON family_time_visit TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON family_time_visit TO alongside_system;
GRANT SELECT, INSERT ON family_time_visit TO alongside_app;
CREATE POLICY select_visible ON family_time_visit FOR SELECT TO alongside_app
    USING (EXISTS (SELECT 1 FROM event v WHERE v.id = event_id)
    AND EXISTS (SELECT 1 FROM family_time_plan p WHERE p.id = plan_id));
CREATE POLICY insert_visible ON family_time_visit FOR INSERT TO alongside_app
    WITH CHECK (alongside_has_role(family_id, 'worker')
    AND EXISTS (SELECT 1 FROM event v
        WHERE v.id = event_id AND v.family_id = family_time_visit.family_id)
    AND EXISTS (SELECT 1 FROM family_time_plan p
        WHERE p.id = plan_id AND p.family_id = family_time_visit.family_id)
    AND (makes_up_id IS NULL OR EXISTS (SELECT 1 FROM event b
        WHERE b.id = makes_up_id AND b.family_id = family_time_visit.family_id)));

-- What came of a visit. One row for each, which a correction replaces.
CREATE TABLE family_time_outcome (
    event_id uuid PRIMARY KEY REFERENCES event (id),
    family_id uuid NOT NULL REFERENCES family (id),
    outcome text NOT NULL CHECK (outcome IN ('held', 'held_shorter', 'cancelled', 'unconfirmed')),
    -- How long it took, where it was shorter than planned.
    minutes integer,
    cancelled_by text CHECK (cancelled_by IN ('agency', 'caregiver', 'provider', 'parent', 'child',
        'weather', 'other')),
    -- Why it was cancelled, or was shorter.
    text_id uuid REFERENCES text (id),
    -- Increases with every correction (optimistic locking).
    revision integer NOT NULL DEFAULT 1,
    -- Null for one that was imported.
    created_by_id uuid REFERENCES person (id),
    created_at timestamptz NOT NULL,
    CHECK ((outcome = 'cancelled') = (cancelled_by IS NOT NULL))
);
CREATE INDEX family_time_outcome_family ON family_time_outcome (family_id);

ALTER TABLE family_time_outcome ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON family_time_outcome TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON family_time_outcome TO alongside_system;
GRANT SELECT, INSERT, UPDATE (outcome, minutes, cancelled_by, text_id, revision, created_by_id,
    created_at) ON family_time_outcome TO alongside_app;
CREATE POLICY select_visible ON family_time_outcome FOR SELECT TO alongside_app
    USING (EXISTS (SELECT 1 FROM family_time_visit y WHERE y.event_id = family_time_outcome.event_id));
-- A caregiver cancels a visit in their own name, and records nothing else.
CREATE POLICY insert_own ON family_time_outcome FOR INSERT TO alongside_app
    WITH CHECK (created_by_id = alongside_person() AND alongside_is_now(created_at)
    AND (alongside_has_role(family_id, 'worker')
        OR (alongside_has_role(family_id, 'caregiver') AND cancelled_by = 'caregiver'))
    AND (text_id IS NULL OR alongside_is_author(text_id))
    AND EXISTS (SELECT 1 FROM family_time_visit y
        WHERE y.event_id = family_time_outcome.event_id
        AND y.family_id = family_time_outcome.family_id));
CREATE POLICY update_own ON family_time_outcome FOR UPDATE TO alongside_app
    USING (alongside_has_role(family_id, 'worker')
        OR (alongside_has_role(family_id, 'caregiver') AND outcome IN ('cancelled', 'unconfirmed')))
    WITH CHECK (created_by_id = alongside_person() AND alongside_is_now(created_at)
    AND (alongside_has_role(family_id, 'worker')
        OR (alongside_has_role(family_id, 'caregiver') AND cancelled_by = 'caregiver'))
    AND (text_id IS NULL OR alongside_is_author(text_id)));

-- The history of an event also names the caregiver who cancelled a visit.
CREATE POLICY insert_cancelled_visit ON event_change FOR INSERT TO alongside_app
    WITH CHECK (created_by_id = alongside_person() AND alongside_is_now(created_at)
    AND act = 'cancel' AND alongside_has_role(family_id, 'caregiver')
    AND (text_id IS NULL OR alongside_is_author(text_id))
    AND EXISTS (SELECT 1 FROM family_time_visit y
        WHERE y.event_id = event_change.event_id AND y.family_id = event_change.family_id));

-- Cancels a visit as its caregiver, who may change nothing else of an event. False when the event is
-- cancelled already, or has another revision than `seen`.
CREATE FUNCTION alongside_cancel_visit(visit uuid, seen integer) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    family uuid;
    of_event uuid;
    of_plan uuid;
BEGIN
    SELECT v.family_id, v.audience_id, p.audience_id INTO family, of_event, of_plan
        FROM event v JOIN family_time_visit y ON y.event_id = v.id
        JOIN family_time_plan p ON p.id = y.plan_id WHERE v.id = visit;
    IF family IS NULL OR NOT alongside_has_role(family, 'caregiver')
        OR NOT alongside_can_view(family, of_event) OR NOT alongside_can_view(family, of_plan) THEN
        RETURN false;
    END IF;
    UPDATE event SET cancelled = true, revision = revision + 1
        WHERE id = visit AND revision = seen AND NOT cancelled;
    RETURN FOUND;
END $$;
REVOKE EXECUTE ON FUNCTION alongside_cancel_visit FROM PUBLIC;
GRANT EXECUTE ON FUNCTION alongside_cancel_visit TO alongside_app, alongside_system;

-- As in `0021_event_notices.sql`, and also for a visit that a caregiver cancels.
CREATE OR REPLACE FUNCTION alongside_add_event_notifications(
    change uuid, midnight timestamp, local_now timestamp, moment_seconds bigint, due bigint
) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    today date := alongside_today();
    made event_change%ROWTYPE;
BEGIN
    SELECT * INTO made FROM event_change g WHERE g.id = change
        AND g.created_by_id = alongside_person() AND alongside_is_now(g.created_at)
        AND alongside_is_now(to_timestamp(moment_seconds));
    -- The policies of event_change let a caregiver insert a row only for a visit that is cancelled.
    IF made.id IS NULL OR NOT (alongside_has_role(made.family_id, 'worker')
        OR (made.act = 'cancel' AND alongside_has_role(made.family_id, 'caregiver'))) THEN
        RETURN false;
    END IF;
    INSERT INTO event_notification (event_id, person_id, kind, starts, revision, created_at, state,
            delivered_channels, attempts, next_attempt_at)
        SELECT DISTINCT v.id, m.person_id, 'change', v.starts, made.revision, moment_seconds,
            'waiting', '', 0, due
        FROM event v JOIN membership m ON m.family_id = v.family_id
        WHERE v.id = made.event_id AND m.person_id <> made.created_by_id
        AND ((v.ends IS NULL AND v.starts >= midnight) OR v.ends > local_now)
        AND m.since <= today AND (m.until IS NULL OR m.until > today)
        AND m.role IN ('parent', 'guardian', 'indian_custodian', 'youth', 'caregiver', 'mentor',
            'worker', 'supervisor', 'tribal_representative')
        AND alongside_audience_includes(m.person_id, v.family_id, v.audience_id)
        AND (made.audience_id IS NULL
            OR alongside_audience_includes(m.person_id, made.family_id, made.audience_id))
        ON CONFLICT DO NOTHING;
    RETURN true;
END $$;
