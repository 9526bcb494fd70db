-- The adults who will be there for a young person: what each is asked for and says yes to. And what
-- the young person wants for their meetings: how they take part, and who should not be there.

-- An adult whom the owner of a plan asks for a commitment.
CREATE TABLE transition_commitment (
    -- The id of the form that added it.
    id uuid PRIMARY KEY,
    owner_id uuid NOT NULL REFERENCES person (id),
    family_id uuid NOT NULL REFERENCES family (id),
    -- Null for an adult without an account, whose answer the owner writes down.
    adult_id uuid REFERENCES person (id),
    -- The names on that day: the two may later be on no team together.
    adult_name text NOT NULL,
    owner_name text NOT NULL,
    created_at timestamptz NOT NULL
);
CREATE INDEX transition_commitment_owner ON transition_commitment (owner_id);
CREATE INDEX transition_commitment_adult ON transition_commitment (adult_id)
    WHERE adult_id IS NOT NULL;

-- What one of the two did, with the commitment as it is then. The row with the highest revision
-- holds; the others are the history. Rows are only added.
CREATE TABLE transition_commitment_version (
    -- The id of the form that made it.
    id uuid PRIMARY KEY,
    commitment_id uuid NOT NULL REFERENCES transition_commitment (id),
    revision integer NOT NULL,
    act text NOT NULL CHECK (act IN ('ask', 'suggest', 'accept', 'decline', 'withdraw',
        'said_yes', 'end')),
    actor_id uuid NOT NULL REFERENCES person (id),
    kind text NOT NULL,
    -- In words of their own, beside the kind or instead of it.
    words text,
    language text NOT NULL,
    -- How, and how often, they keep in touch.
    contact_way text NOT NULL,
    contact_rhythm text NOT NULL,
    -- Why the adult says no, or cannot any more.
    reason text,
    reason_language text,
    -- The day on which an adult without an account said yes.
    said_on date,
    created_at timestamptz NOT NULL,
    -- The day where the agency is.
    day date NOT NULL,
    CHECK ((act = 'said_yes') = (said_on IS NOT NULL)),
    CHECK (reason IS NULL OR act IN ('decline', 'withdraw')),
    CHECK ((reason IS NULL) = (reason_language IS NULL)),
    UNIQUE (commitment_id, revision)
);

-- Transactional outbox, like notification_outbox: tells one of the two what the other did. Times are
-- in seconds since 1970; the states are those of notification_outbox.
CREATE TABLE transition_commitment_notification (
    version_id uuid NOT NULL REFERENCES transition_commitment_version (id),
    person_id uuid NOT NULL REFERENCES person (id),
    created_at bigint NOT NULL,
    state text NOT NULL,
    delivered_channels text NOT NULL,
    attempts integer NOT NULL,
    next_attempt_at bigint NOT NULL,
    delivered_at bigint,
    PRIMARY KEY (version_id, person_id)
);
CREATE INDEX transition_commitment_notification_waiting
    ON transition_commitment_notification (next_attempt_at) WHERE state = 'waiting';
CREATE INDEX transition_commitment_notification_person
    ON transition_commitment_notification (person_id);

-- How the owner of a plan takes part in a meeting.
CREATE TABLE transition_say (
    owner_id uuid NOT NULL REFERENCES person (id),
    event_id uuid NOT NULL REFERENCES event (id) ON DELETE CASCADE,
    family_id uuid NOT NULL REFERENCES family (id),
    way text NOT NULL CHECK (way IN ('speak', 'write', 'voice')),
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (owner_id, event_id)
);
CREATE INDEX transition_say_event ON transition_say (event_id);

-- Someone whom the owner of a plan does not want at a meeting. The person named never sees it.
CREATE TABLE transition_exclusion (
    -- The id of the form that added it.
    id uuid PRIMARY KEY,
    owner_id uuid NOT NULL REFERENCES person (id),
    event_id uuid NOT NULL REFERENCES event (id) ON DELETE CASCADE,
    family_id uuid NOT NULL REFERENCES family (id),
    -- The one who is named: on the team, on its list without an account, or neither.
    person_id uuid REFERENCES person (id),
    contact_id uuid REFERENCES team_contact (id),
    name text,
    -- Why, or what else the workers should know.
    words text,
    language text NOT NULL,
    created_at timestamptz NOT NULL,
    -- When the owner took it back: it is then shown to the owner alone.
    withdrawn_at timestamptz,
    CHECK ((person_id IS NOT NULL)::integer + (contact_id IS NOT NULL)::integer
        + (name IS NOT NULL)::integer = 1),
    CHECK (person_id IS NULL OR person_id <> owner_id)
);
CREATE INDEX transition_exclusion_event ON transition_exclusion (event_id);
CREATE INDEX transition_exclusion_owner ON transition_exclusion (owner_id);

------------------------------------------------------------------------------------------------
-- Who sees a commitment, and who may do what
------------------------------------------------------------------------------------------------

-- The person is on the team of this family today.
CREATE FUNCTION alongside_is_on_team(family uuid, person uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM membership m
        WHERE m.family_id = family AND m.person_id = person AND m.since <= alongside_today()
        AND (m.until IS NULL OR m.until > alongside_today()));
END $$;

-- The adult said yes, and neither of the two has ended it or asked for something else since.
CREATE FUNCTION alongside_commitment_holds(commitment uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN coalesce((SELECT v.act IN ('accept', 'said_yes') FROM transition_commitment_version v
        WHERE v.commitment_id = commitment ORDER BY v.revision DESC LIMIT 1), false);
END $$;

-- The actor is one of the two. An adult who has left the team sees only a commitment that holds. An
-- ended one is gone for them, so that they do not learn of what happens later.
CREATE FUNCTION alongside_is_party(commitment uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM transition_commitment c
        WHERE c.id = commitment AND (c.owner_id = alongside_person()
        OR (c.adult_id = alongside_person() AND (alongside_is_member(c.family_id)
            OR alongside_commitment_holds(c.id)))));
END $$;

-- The actor may add this version: `model::transition::people::CommitmentAct::may_follow`. Both say
-- yes only to what the other one wrote: a version that takes no new words repeats those before it.
CREATE FUNCTION alongside_may_add_commitment_version(
    commitment uuid, number integer, deed text, new_kind text, new_words text, way text,
    rhythm text
) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    me uuid := alongside_person();
    held transition_commitment%ROWTYPE;
    was transition_commitment_version%ROWTYPE;
    is_same boolean;
BEGIN
    SELECT * INTO held FROM transition_commitment c WHERE c.id = commitment;
    SELECT * INTO was FROM transition_commitment_version v
        WHERE v.commitment_id = commitment AND v.revision = number - 1;
    IF held.id IS NULL OR number < 1 OR (number > 1) <> (was.id IS NOT NULL) THEN
        RETURN false;
    END IF;
    is_same := was.kind = new_kind AND was.words IS NOT DISTINCT FROM new_words
        AND was.contact_way = way AND was.contact_rhythm = rhythm;
    IF held.owner_id = me THEN
        RETURN coalesce(CASE deed
            WHEN 'ask' THEN was.act IS DISTINCT FROM 'end' AND (held.adult_id IS NULL
                OR (alongside_is_member(held.family_id)
                    AND alongside_is_on_team(held.family_id, held.adult_id)))
            WHEN 'said_yes' THEN held.adult_id IS NULL
                AND (was.id IS NULL OR (was.act = 'ask' AND is_same))
            WHEN 'accept' THEN was.act = 'suggest' AND is_same
            WHEN 'end' THEN was.act <> 'end' AND is_same END, false);
    END IF;
    RETURN coalesce(held.adult_id = me AND alongside_is_member(held.family_id) AND CASE deed
        WHEN 'suggest' THEN was.act IN ('ask', 'suggest')
        WHEN 'accept' THEN was.act = 'ask' AND is_same
        WHEN 'decline' THEN was.act IN ('ask', 'suggest') AND is_same
        WHEN 'withdraw' THEN was.act = 'accept' AND is_same END, false);
END $$;

-- Tells the other one of the two of the actor's own version. Returns false when there is no such
-- version. `store::notifications::outbox` does the same for SQLite.
CREATE FUNCTION alongside_add_commitment_notification(
    version uuid, moment_seconds bigint, due bigint
) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM transition_commitment_version v WHERE v.id = version
        AND v.actor_id = alongside_person() AND alongside_is_now(v.created_at)
        AND alongside_is_now(to_timestamp(moment_seconds))) THEN
        RETURN false;
    END IF;
    INSERT INTO transition_commitment_notification (version_id, person_id, created_at, state,
            delivered_channels, attempts, next_attempt_at)
        SELECT v.id, CASE WHEN v.actor_id = c.owner_id THEN c.adult_id ELSE c.owner_id END,
            moment_seconds, 'waiting', '', 0, due
        FROM transition_commitment_version v
            JOIN transition_commitment c ON c.id = v.commitment_id AND c.adult_id IS NOT NULL
        WHERE v.id = version
        ON CONFLICT DO NOTHING;
    RETURN true;
END $$;

REVOKE EXECUTE ON FUNCTION alongside_is_on_team, alongside_commitment_holds, alongside_is_party,
    alongside_may_add_commitment_version, alongside_add_commitment_notification FROM PUBLIC;
GRANT EXECUTE ON FUNCTION alongside_commitment_holds, alongside_is_party,
    alongside_may_add_commitment_version TO alongside_app, alongside_system;
GRANT EXECUTE ON FUNCTION alongside_add_commitment_notification TO alongside_app;

------------------------------------------------------------------------------------------------
-- Policies
------------------------------------------------------------------------------------------------

ALTER TABLE transition_commitment ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON transition_commitment TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON transition_commitment TO alongside_system;
GRANT SELECT, INSERT ON transition_commitment TO alongside_app;
-- Others see what holds, where the part is released to them. One parent does not learn of the other
-- one's mentor from it.
CREATE POLICY select_visible ON transition_commitment FOR SELECT TO alongside_app
    USING (owner_id = alongside_person() OR alongside_is_party(id)
    OR (alongside_is_part_released(owner_id, 'people') AND alongside_commitment_holds(id)
        AND (adult_id IS NULL OR alongside_can_see_person(adult_id))));
CREATE POLICY insert_own ON transition_commitment FOR INSERT TO alongside_app
    WITH CHECK (owner_id = alongside_person() AND alongside_is_now(created_at)
    AND alongside_is_youth_of(family_id, owner_id) AND adult_id IS DISTINCT FROM owner_id
    AND (adult_id IS NULL OR (alongside_is_member(family_id)
        AND alongside_can_see_person(adult_id))));

ALTER TABLE transition_commitment_version ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON transition_commitment_version TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON transition_commitment_version TO alongside_system;
GRANT SELECT, INSERT ON transition_commitment_version TO alongside_app;
-- Others do not see how the two came to their words, nor why an adult said no.
CREATE POLICY select_visible ON transition_commitment_version FOR SELECT TO alongside_app
    USING (alongside_is_party(commitment_id)
    OR (act IN ('accept', 'said_yes') AND EXISTS (SELECT 1 FROM transition_commitment c
        WHERE c.id = commitment_id)));
CREATE POLICY insert_own ON transition_commitment_version FOR INSERT TO alongside_app
    WITH CHECK (actor_id = alongside_person() AND alongside_is_now(created_at)
    AND day = alongside_today()
    AND alongside_may_add_commitment_version(commitment_id, revision, act, kind, words,
        contact_way, contact_rhythm));

-- No policy for alongside_app: a job sends them, and the pages show the version itself.
ALTER TABLE transition_commitment_notification ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON transition_commitment_notification
    TO alongside_owner, alongside_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON transition_commitment_notification TO alongside_system;

ALTER TABLE transition_say ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON transition_say TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON transition_say TO alongside_system;
GRANT SELECT, INSERT, UPDATE (way, changed_at) ON transition_say TO alongside_app;
CREATE POLICY select_visible ON transition_say FOR SELECT TO alongside_app
    USING (owner_id = alongside_person() OR alongside_has_role(family_id, 'worker'));
CREATE POLICY part_of_event ON transition_say AS RESTRICTIVE FOR SELECT TO alongside_app
    USING (owner_id = alongside_person() OR EXISTS (SELECT 1 FROM event v WHERE v.id = event_id));
CREATE POLICY insert_own ON transition_say FOR INSERT TO alongside_app
    WITH CHECK (owner_id = alongside_person() AND alongside_is_now(changed_at)
    AND alongside_has_role(family_id, 'youth')
    AND EXISTS (SELECT 1 FROM event v
        WHERE v.id = event_id AND v.family_id = transition_say.family_id));
CREATE POLICY update_own ON transition_say FOR UPDATE TO alongside_app
    USING (owner_id = alongside_person())
    WITH CHECK (owner_id = alongside_person() AND alongside_is_now(changed_at)
    AND alongside_has_role(family_id, 'youth'));

-- The readers are those of an objection to the same person (`alongside_answers_team_request`): the
-- workers, about a worker the supervisors too, and never the person who is named.
ALTER TABLE transition_exclusion ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON transition_exclusion TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON transition_exclusion TO alongside_system;
GRANT SELECT, INSERT, UPDATE (withdrawn_at) ON transition_exclusion TO alongside_app;
CREATE POLICY select_visible ON transition_exclusion FOR SELECT TO alongside_app
    USING (owner_id = alongside_person()
    OR (withdrawn_at IS NULL AND alongside_answers_team_request(family_id, person_id)));
CREATE POLICY part_of_event ON transition_exclusion AS RESTRICTIVE FOR SELECT TO alongside_app
    USING (owner_id = alongside_person() OR EXISTS (SELECT 1 FROM event v WHERE v.id = event_id));
CREATE POLICY insert_own ON transition_exclusion FOR INSERT TO alongside_app
    WITH CHECK (owner_id = alongside_person() AND alongside_is_now(created_at)
    AND withdrawn_at IS NULL AND alongside_has_role(family_id, 'youth')
    AND (person_id IS NULL OR alongside_can_see_person(person_id))
    AND (contact_id IS NULL OR EXISTS (SELECT 1 FROM team_contact k
        WHERE k.id = contact_id AND k.family_id = transition_exclusion.family_id))
    AND EXISTS (SELECT 1 FROM event v
        WHERE v.id = event_id AND v.family_id = transition_exclusion.family_id));
CREATE POLICY update_own ON transition_exclusion FOR UPDATE TO alongside_app
    USING (owner_id = alongside_person() AND withdrawn_at IS NULL)
    WITH CHECK (owner_id = alongside_person() AND alongside_is_now(withdrawn_at));
