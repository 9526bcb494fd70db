-- Memberships that a family's worker adds, changes and ends in the portal, handovers from one person
-- to another, and the two people whom a youth picks.

-- Increases with every change (optimistic locking).
ALTER TABLE membership ADD COLUMN revision integer NOT NULL DEFAULT 1;

-- One team coordinator at a time: where an import has left several, the first stays. One with a last
-- day may overlap with the next in the table; the portal and the import refuse that.
UPDATE membership SET coordinator = false WHERE coordinator AND until IS NULL
    AND EXISTS (SELECT 1 FROM membership o WHERE o.family_id = membership.family_id
        AND o.coordinator AND o.until IS NULL AND (o.since < membership.since
        OR (o.since = membership.since AND o.id < membership.id)));
CREATE UNIQUE INDEX membership_coordinator ON membership (family_id)
    WHERE coordinator AND until IS NULL;

-- What was done to a membership in the portal, and why.
CREATE TABLE membership_change (
    -- The id of the form.
    id uuid PRIMARY KEY,
    family_id uuid NOT NULL REFERENCES family (id),
    person_id uuid NOT NULL REFERENCES person (id),
    role text NOT NULL,
    act text NOT NULL CHECK (act IN ('add', 'change', 'end', 'hand_over')),
    -- The membership as it was afterwards.
    since date NOT NULL,
    until date,
    mentee_id uuid REFERENCES person (id),
    -- For a handover: who takes over, from the day in `until`.
    successor_id uuid REFERENCES person (id),
    -- The reason, for the workers and the supervisors.
    reason_id uuid REFERENCES text (id),
    -- For a handover: a sentence for the family.
    words_id uuid REFERENCES text (id),
    created_by_id uuid NOT NULL REFERENCES person (id),
    created_at timestamptz NOT NULL,
    -- The day of the change where the agency is.
    day date NOT NULL
);
CREATE INDEX membership_change_family ON membership_change (family_id, person_id);

ALTER TABLE membership_change ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON membership_change TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON membership_change TO alongside_system;
GRANT SELECT ON membership_change TO alongside_app;
-- The worker and the supervisor read every change. The rest of the team learns of handovers; of a
-- parent's mentor only the parent and the two mentors.
CREATE POLICY select_visible ON membership_change FOR SELECT TO alongside_app
    USING (alongside_has_any_role(family_id, '{worker,supervisor}')
    OR (act = 'hand_over' AND alongside_can_open_record(family_id)
        AND (mentee_id IS NULL OR alongside_person() IN (mentee_id, person_id, successor_id))));

-- Adds, changes or ends a membership, and writes down who did it. `expected` is the revision that
-- the form was filled in against, null for one that is added. Returns the new revision; null when
-- the actor may not, or the membership has another revision.
CREATE FUNCTION alongside_save_membership(
    change uuid, membership_row uuid, family uuid, person uuid, member_role text, deed text,
    first_day date, end_day date, mentee uuid, expected integer, reason uuid, moment timestamptz
) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE number integer;
BEGIN
    -- IS NOT TRUE, because a null argument makes the condition null.
    IF (alongside_has_role(family, 'worker') AND alongside_is_now(moment)
        AND deed IN ('add', 'change', 'end')
        AND member_role IN ('parent', 'guardian', 'indian_custodian', 'youth', 'caregiver',
            'mentor', 'mentor_coordinator', 'worker', 'supervisor', 'tribal_representative',
            'interpreter')
        AND (end_day IS NULL OR end_day >= first_day)
        AND (reason IS NULL OR alongside_is_author(reason))
        AND EXISTS (SELECT 1 FROM person p JOIN family f ON f.agency_id = p.agency_id
            WHERE p.id = person AND f.id = family)
        AND (member_role = 'mentor') = (mentee IS NOT NULL)
        AND (mentee IS NULL OR EXISTS (SELECT 1 FROM membership m
            WHERE m.family_id = family AND m.person_id = mentee
            AND m.role IN ('parent', 'guardian', 'indian_custodian', 'youth')))) IS NOT TRUE THEN
        RETURN NULL;
    END IF;
    IF expected IS NULL THEN
        INSERT INTO membership (id, family_id, person_id, role, since, until, coordinator,
                mentee_id)
            VALUES (membership_row, family, person, member_role, first_day, end_day, false, mentee)
            ON CONFLICT (family_id, person_id, role) DO UPDATE SET since = excluded.since,
                until = excluded.until, coordinator = false, mentee_id = excluded.mentee_id,
                revision = membership.revision + 1
            -- Someone who has left comes back.
            WHERE membership.until <= alongside_today()
            RETURNING membership.revision INTO number;
    ELSE
        UPDATE membership m SET since = first_day, until = end_day, mentee_id = mentee,
                revision = m.revision + 1
            WHERE m.family_id = family AND m.person_id = person AND m.role = member_role
            AND m.revision = expected
            RETURNING m.revision INTO number;
    END IF;
    IF number IS NOT NULL THEN
        INSERT INTO membership_change (id, family_id, person_id, role, act, since, until,
                mentee_id, reason_id, created_by_id, created_at, day)
            VALUES (change, family, person, member_role, deed, first_day, end_day, mentee, reason,
                alongside_person(), moment, alongside_today());
    END IF;
    RETURN number;
END $$;

-- Ends the membership of a worker or a mentor on a day, and begins that of the person who takes
-- over. Returns whether it did: false when the actor may not, or the membership has another
-- revision.
CREATE FUNCTION alongside_hand_over(
    change uuid, membership_row uuid, family uuid, leaver uuid, member_role text, expected integer,
    successor uuid, first_day date, reason uuid, words uuid, moment timestamptz
) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    leads boolean;
    mentee uuid;
    began date;
BEGIN
    IF (alongside_has_role(family, 'worker') AND alongside_is_now(moment)
        AND member_role IN ('worker', 'mentor') AND successor <> leaver
        AND first_day >= alongside_today()
        AND alongside_is_author(reason) AND (words IS NULL OR alongside_is_author(words))
        AND EXISTS (SELECT 1 FROM person p JOIN family f ON f.agency_id = p.agency_id
            WHERE p.id = successor AND f.id = family)) IS NOT TRUE THEN
        RETURN false;
    END IF;
    UPDATE membership m SET until = first_day, revision = m.revision + 1
        WHERE m.family_id = family AND m.person_id = leaver AND m.role = member_role
        AND m.revision = expected AND m.since <= first_day
        AND (m.until IS NULL OR m.until > alongside_today())
        RETURNING m.coordinator, m.mentee_id, m.since INTO leads, mentee, began;
    IF began IS NULL THEN
        RETURN false;
    END IF;
    INSERT INTO membership (id, family_id, person_id, role, since, until, coordinator, mentee_id)
        VALUES (membership_row, family, successor, member_role, first_day, NULL, leads, mentee)
        ON CONFLICT (family_id, person_id, role) DO UPDATE SET
            -- Who is on the team already stays so from their own first day.
            since = CASE WHEN membership.until <= alongside_today() THEN excluded.since
                ELSE least(membership.since, excluded.since) END,
            until = NULL, coordinator = membership.coordinator OR excluded.coordinator,
            mentee_id = excluded.mentee_id, revision = membership.revision + 1;
    INSERT INTO membership_change (id, family_id, person_id, role, act, since, until, mentee_id,
            successor_id, reason_id, words_id, created_by_id, created_at, day)
        VALUES (change, family, leaver, member_role, 'hand_over', began, first_day, mentee,
            successor, reason, words, alongside_person(), moment, alongside_today());
    RETURN true;
END $$;

-- The people of the agency whom a worker of this family may find by name: those who work with
-- families, and those who are or were on this team. Anyone else is found only by the agency's own
-- key or by id, because a name would tell that a person is known to the agency.
CREATE FUNCTION alongside_people_to_add(family uuid, agency_key text, wanted uuid)
RETURNS TABLE (person_id uuid, name text, born date, by_key boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT p.id, coalesce(p.chosen_name, p.name), p.date_of_birth, p.key = agency_key
        FROM person p JOIN family f ON f.agency_id = p.agency_id
        WHERE f.id = alongside_people_to_add.family AND alongside_has_role(f.id, 'worker')
        AND (p.key = agency_key OR p.id = wanted OR EXISTS (SELECT 1 FROM membership m
            WHERE m.person_id = p.id AND (m.family_id = f.id OR (m.role IN ('mentor',
            'mentor_coordinator', 'worker', 'supervisor', 'tribal_representative', 'interpreter')
            AND m.since <= alongside_today()
            AND (m.until IS NULL OR m.until > alongside_today())))))
        ORDER BY 2, 1
$$;

REVOKE EXECUTE ON FUNCTION alongside_save_membership, alongside_hand_over,
    alongside_people_to_add FROM PUBLIC;
GRANT EXECUTE ON FUNCTION alongside_save_membership, alongside_hand_over,
    alongside_people_to_add TO alongside_app;

-- Someone on the team whom a youth has picked for the work on the plan (42 USC 675(5)(B)).
CREATE TABLE team_pick (
    -- The id of the form.
    id uuid PRIMARY KEY,
    family_id uuid NOT NULL REFERENCES family (id),
    -- Who sees the pick: the youth's choice.
    audience_id uuid NOT NULL REFERENCES audience (id),
    youth_id uuid NOT NULL REFERENCES person (id),
    -- A youth has at most two at a time.
    place integer NOT NULL CHECK (place IN (1, 2)),
    -- The one who was picked, on the team or without an account.
    person_id uuid REFERENCES person (id),
    contact_id uuid REFERENCES team_contact (id),
    created_at timestamptz NOT NULL,
    -- When the youth took it back.
    ended_at timestamptz,
    -- A refusal, and why: the good cause, which the youth reads.
    refusal_id uuid REFERENCES text (id),
    refused_by_id uuid REFERENCES person (id),
    refused_at timestamptz
);
CREATE INDEX team_pick_family ON team_pick (family_id);
CREATE UNIQUE INDEX team_pick_place ON team_pick (family_id, youth_id, place)
    WHERE ended_at IS NULL AND refused_at IS NULL;

ALTER TABLE team_pick ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON team_pick TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON team_pick TO alongside_system;
GRANT SELECT, INSERT, UPDATE (ended_at, refusal_id, refused_by_id, refused_at) ON team_pick
    TO alongside_app;
CREATE POLICY select_visible ON team_pick FOR SELECT TO alongside_app
    USING (alongside_can_open_record(family_id) AND alongside_can_view(family_id, audience_id));
CREATE POLICY insert_own ON team_pick FOR INSERT TO alongside_app
    WITH CHECK (youth_id = alongside_person() AND alongside_is_now(created_at)
    AND ended_at IS NULL AND refusal_id IS NULL AND refused_by_id IS NULL AND refused_at IS NULL
    AND alongside_has_role(family_id, 'youth') AND alongside_can_view(family_id, audience_id)
    AND (person_id IS NULL) <> (contact_id IS NULL));
-- The youth takes a pick back, in the youth's own name.
CREATE POLICY update_own ON team_pick FOR UPDATE TO alongside_app
    USING (youth_id = alongside_person() AND ended_at IS NULL AND refused_at IS NULL)
    WITH CHECK (youth_id = alongside_person() AND alongside_is_now(ended_at)
    AND refused_at IS NULL AND refused_by_id IS NULL AND refusal_id IS NULL
    AND alongside_has_role(family_id, 'youth'));
-- The worker refuses one, with a reason that the youth reads.
CREATE POLICY update_refusal ON team_pick FOR UPDATE TO alongside_app
    USING (ended_at IS NULL AND refused_at IS NULL AND alongside_has_role(family_id, 'worker')
        AND alongside_can_view(family_id, audience_id))
    -- PostgreSQL takes the checks of both policies together: without the role, the youth could
    -- refuse a pick of their own.
    WITH CHECK (ended_at IS NULL AND refused_by_id = alongside_person()
        AND alongside_is_now(refused_at) AND refusal_id IS NOT NULL
        AND alongside_is_author(refusal_id) AND alongside_has_role(family_id, 'worker')
        AND alongside_can_view(family_id, audience_id));
