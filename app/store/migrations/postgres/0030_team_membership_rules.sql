-- Rules of memberships that the functions did not check: nobody gives themselves a role or more
-- days, some roles exclude each other, and a family keeps a worker and one coordinator, also when two
-- people change a team at once.

-- As `model::policy::may_be_combined`.
CREATE FUNCTION alongside_may_be_combined(one text, other text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN 'administrator' IN (one, other) OR NOT (
        one IN ('interpreter', 'mentor', 'mentor_coordinator')
        OR other IN ('interpreter', 'mentor', 'mentor_coordinator')
        OR (one IN ('parent', 'guardian', 'indian_custodian', 'youth')
            AND other IN ('worker', 'supervisor', 'tribal_representative'))
        OR (other IN ('parent', 'guardian', 'indian_custodian', 'youth')
            AND one IN ('worker', 'supervisor', 'tribal_representative')));

-- The person has no role on the team, today or later, that excludes this one.
CREATE FUNCTION alongside_may_get_role(family uuid, person uuid, wanted_role text)
RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN NOT EXISTS (SELECT 1 FROM membership m
        WHERE m.family_id = family AND m.person_id = person AND m.role <> wanted_role
        AND (m.until IS NULL OR m.until > greatest(m.since, alongside_today()))
        AND NOT alongside_may_be_combined(m.role, wanted_role));
END $$;

-- Only for the functions below.
REVOKE EXECUTE ON FUNCTION alongside_may_be_combined, alongside_may_get_role FROM PUBLIC;

-- Adds, changes or ends a membership, and writes down who did it. `expected` is the revision that
-- the form was filled in against, null for one that is added. Returns the new revision; null when
-- the actor may not, or the membership has another revision.
CREATE OR REPLACE FUNCTION alongside_save_membership(
    change uuid, membership_row uuid, family uuid, person uuid, member_role text, deed text,
    first_day date, end_day date, mentee uuid, expected integer, reason uuid, moment timestamptz
) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    number integer;
    today date := alongside_today();
    is_own boolean := person = alongside_person();
BEGIN
    IF alongside_has_role(family, 'worker') IS NOT TRUE THEN
        RETURN NULL;
    END IF;
    -- One change of a team at a time: two workers could end each other.
    PERFORM 1 FROM family f WHERE f.id = family FOR NO KEY UPDATE;
    -- IS NOT TRUE, because a null argument makes the condition null.
    IF (alongside_has_role(family, 'worker') AND alongside_is_now(moment)
        AND deed IN ('add', 'change', 'end') AND (deed = 'add') = (expected IS NULL)
        AND member_role IN ('parent', 'guardian', 'indian_custodian', 'youth', 'caregiver',
            'mentor', 'mentor_coordinator', 'worker', 'supervisor', 'tribal_representative',
            'interpreter')
        AND (end_day IS NULL OR end_day >= first_day)
        AND (reason IS NULL OR alongside_is_author(reason))
        AND EXISTS (SELECT 1 FROM person p JOIN family f ON f.agency_id = p.agency_id
            WHERE p.id = person AND f.id = family)
        AND (member_role = 'mentor') = (mentee IS NOT NULL)
        AND (mentee IS NULL OR (mentee <> person AND EXISTS (SELECT 1 FROM membership m
            WHERE m.family_id = family AND m.person_id = mentee
            AND m.role IN ('parent', 'guardian', 'indian_custodian', 'youth'))))
        AND NOT (is_own AND expected IS NULL)
        AND (deed = 'end' OR alongside_may_get_role(family, person, member_role)
            OR EXISTS (SELECT 1 FROM membership m WHERE m.family_id = family
                AND m.person_id = person AND m.role = member_role
                AND (m.until IS NULL OR m.until > today)))) IS NOT TRUE THEN
        RETURN NULL;
    END IF;
    IF EXISTS (SELECT 1 FROM membership m
        WHERE m.family_id = family AND m.person_id = person AND m.role = member_role
        AND expected IS NOT NULL
        AND ((is_own AND (coalesce(end_day, 'infinity') > coalesce(m.until, 'infinity')
                OR (m.since > today AND first_day < m.since)))
            -- Days that are taken from the coordinator or from the last worker.
            OR (member_role = 'worker' AND (m.until IS NULL OR m.until > today)
                AND (first_day > greatest(m.since, today)
                    OR coalesce(end_day, 'infinity') < coalesce(m.until, 'infinity'))
                AND (m.coordinator OR NOT EXISTS (SELECT 1 FROM membership o
                    WHERE o.family_id = family AND o.person_id <> person AND o.role = 'worker'
                    AND o.until IS NULL
                    AND o.since <= CASE WHEN first_day > greatest(m.since, today)
                        THEN greatest(m.since, today) ELSE end_day END))))) THEN
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
            WHERE membership.until <= today
            RETURNING membership.revision INTO number;
    ELSE
        -- Whoever led the team before they left does not lead it again.
        UPDATE membership m SET since = first_day, until = end_day, mentee_id = mentee,
                coordinator = m.coordinator AND (m.until IS NULL OR m.until > today),
                revision = m.revision + 1
            WHERE m.family_id = family AND m.person_id = person AND m.role = member_role
            AND m.revision = expected
            RETURNING m.revision INTO number;
    END IF;
    IF number IS NOT NULL THEN
        INSERT INTO membership_change (id, family_id, person_id, role, act, since, until,
                mentee_id, reason_id, created_by_id, created_at, day)
            VALUES (change, family, person, member_role, deed, first_day, end_day, mentee, reason,
                alongside_person(), moment, today);
    END IF;
    RETURN number;
END $$;

-- Ends the membership of a worker or a mentor on a day, and begins that of the person who takes
-- over. Returns whether it did: false when the actor may not, or the membership has another
-- revision.
CREATE OR REPLACE FUNCTION alongside_hand_over(
    change uuid, membership_row uuid, family uuid, leaver uuid, member_role text, expected integer,
    successor uuid, first_day date, reason uuid, words uuid, moment timestamptz
) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    leads boolean;
    mentee uuid;
    began date;
    today date := alongside_today();
BEGIN
    IF alongside_has_role(family, 'worker') IS NOT TRUE THEN
        RETURN false;
    END IF;
    PERFORM 1 FROM family f WHERE f.id = family FOR NO KEY UPDATE;
    IF (alongside_has_role(family, 'worker') AND alongside_is_now(moment)
        AND member_role IN ('worker', 'mentor') AND successor <> leaver
        AND first_day >= today
        AND alongside_is_author(reason) AND (words IS NULL OR alongside_is_author(words))
        AND EXISTS (SELECT 1 FROM person p JOIN family f ON f.agency_id = p.agency_id
            WHERE p.id = successor AND f.id = family)
        AND alongside_may_get_role(family, successor, member_role)
        -- Nobody gives themselves more days.
        AND (successor <> alongside_person() OR EXISTS (SELECT 1 FROM membership m
            WHERE m.family_id = family AND m.person_id = successor AND m.role = member_role
            AND m.until IS NULL))) IS NOT TRUE THEN
        RETURN false;
    END IF;
    UPDATE membership m SET until = first_day, revision = m.revision + 1
        WHERE m.family_id = family AND m.person_id = leaver AND m.role = member_role
        AND m.revision = expected AND m.since <= first_day
        AND (m.until IS NULL OR m.until > today)
        AND m.mentee_id IS DISTINCT FROM successor
        RETURNING m.coordinator, m.mentee_id, m.since INTO leads, mentee, began;
    IF began IS NULL THEN
        RETURN false;
    END IF;
    INSERT INTO membership (id, family_id, person_id, role, since, until, coordinator, mentee_id)
        VALUES (membership_row, family, successor, member_role, first_day, NULL, leads, mentee)
        ON CONFLICT (family_id, person_id, role) DO UPDATE SET
            -- Who is on the team already stays so from their own first day.
            since = CASE WHEN membership.until <= today THEN excluded.since
                ELSE least(membership.since, excluded.since) END,
            until = NULL,
            -- Whoever led the team before they left does not lead it again.
            coordinator = excluded.coordinator OR (membership.coordinator
                AND (membership.until IS NULL OR membership.until > today)),
            mentee_id = excluded.mentee_id, revision = membership.revision + 1;
    INSERT INTO membership_change (id, family_id, person_id, role, act, since, until, mentee_id,
            successor_id, reason_id, words_id, created_by_id, created_at, day)
        VALUES (change, family, leaver, member_role, 'hand_over', began, first_day, mentee,
            successor, reason, words, alongside_person(), moment, today);
    RETURN true;
END $$;
