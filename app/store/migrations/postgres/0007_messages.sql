-- Threads (conversations), their participants and messages; full-text search; drafts; absences;
-- contacts between mentors and parents. Threads, participants and messages are written by functions
-- only, because each write touches several tables and must be checked as a whole.

------------------------------------------------------------------------------------------------
-- Threads
------------------------------------------------------------------------------------------------

CREATE TABLE thread (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL REFERENCES agency (id),
    -- Null for a thread of two people of the agency.
    family_id uuid REFERENCES family (id),
    -- The identifier in an import file.
    key text,
    -- For a thread of two people: the id of the family, and the ids of both people, smaller id
    -- first. Two people have one thread in each family, so that the thread of a family that has
    -- ended does not prevent a new one.
    pair_key text UNIQUE,
    created_at timestamptz NOT NULL,
    -- The number of the last message. Messages are numbered from 1 without gaps.
    last_seq bigint NOT NULL,
    -- `pair`, `team`, or `family` for a group of family members only.
    kind text NOT NULL DEFAULT 'pair',
    -- Who created it.
    created_by_id uuid REFERENCES person (id),
    UNIQUE (family_id, key)
);

-- The access log is created before threads.
ALTER TABLE access_log ADD FOREIGN KEY (thread_id) REFERENCES thread (id);

ALTER TABLE thread ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON thread TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON thread TO alongside_system;
GRANT SELECT ON thread TO alongside_app;
-- 0008_interpretation.sql adds a policy for interpreters.
CREATE POLICY select_visible ON thread FOR SELECT TO alongside_app
    USING (alongside_can_read_thread(id, 9223372036854775807));

-- The actor created this thread.
CREATE FUNCTION alongside_created_thread(thread uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM thread t
        WHERE t.id = thread AND t.created_by_id = alongside_person());
END $$;

-- The actor may add and remove participants: in a team's thread in which they take part themselves,
-- the person who created it and the family's worker.
CREATE FUNCTION alongside_can_manage_thread(thread uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM thread t
        WHERE t.id = thread AND t.kind = 'team'
        AND alongside_can_read_thread(t.id, 9223372036854775807)
        AND (t.created_by_id = alongside_person() OR alongside_has_role(t.family_id, 'worker')));
END $$;

REVOKE EXECUTE ON FUNCTION alongside_created_thread, alongside_can_manage_thread FROM PUBLIC;
GRANT EXECUTE ON FUNCTION alongside_created_thread, alongside_can_manage_thread
    TO alongside_app, alongside_system;

------------------------------------------------------------------------------------------------
-- Participants
------------------------------------------------------------------------------------------------

CREATE TABLE thread_participant (
    thread_id uuid NOT NULL REFERENCES thread (id),
    person_id uuid NOT NULL REFERENCES person (id),
    -- The first message that the participant may read, and the last that they have read.
    visible_from_seq bigint NOT NULL,
    read_seq bigint NOT NULL,
    left_at timestamptz,
    -- The last message that was delivered to one of their screens.
    delivered_seq bigint NOT NULL DEFAULT 0,
    -- Whether others may see what was delivered and read; null: not chosen.
    receipts boolean,
    PRIMARY KEY (thread_id, person_id)
);
CREATE INDEX thread_participant_person ON thread_participant (person_id);

CREATE TRIGGER notify_participants AFTER INSERT OR DELETE ON thread_participant
    FOR EACH STATEMENT EXECUTE FUNCTION alongside_notify_membership();
CREATE TRIGGER notify_left AFTER UPDATE OF left_at, visible_from_seq ON thread_participant
    FOR EACH STATEMENT EXECUTE FUNCTION alongside_notify_membership();
-- For the author: what was delivered and read. `alongside_send_message` sets
-- alongside.suppress_notify (see there).
CREATE TRIGGER notify_read AFTER UPDATE OF read_seq, delivered_seq, receipts ON thread_participant
    FOR EACH ROW
    WHEN (current_setting('alongside.suppress_notify', true) IS DISTINCT FROM 'yes')
    EXECUTE FUNCTION alongside_notify_thread();

-- A read mark never decreases, and no mark may exceed the number of the last message.
CREATE FUNCTION alongside_check_thread_participant() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NEW.read_seq < OLD.read_seq OR greatest(NEW.read_seq, NEW.delivered_seq)
        > (SELECT t.last_seq FROM thread t WHERE t.id = NEW.thread_id) THEN
        RAISE insufficient_privilege
            USING MESSAGE = 'what was read stays read, and nobody has read what is not written';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER check_thread_participant BEFORE UPDATE ON thread_participant FOR EACH ROW
    WHEN (alongside_is_restricted()) EXECUTE FUNCTION alongside_check_thread_participant();

ALTER TABLE thread_participant ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON thread_participant TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON thread_participant TO alongside_system;
GRANT SELECT, UPDATE (read_seq, delivered_seq, receipts) ON thread_participant TO alongside_app;
CREATE POLICY select_visible ON thread_participant FOR SELECT TO alongside_app
    USING (person_id = alongside_person()
    OR alongside_can_read_thread(thread_id, 9223372036854775807));
-- Former participants are seen by those who took part together with them. Those who add and remove
-- participants see all of them, because they need to know who took part before.
CREATE POLICY shared_thread ON thread_participant AS RESTRICTIVE FOR SELECT TO alongside_app
    USING (left_at IS NULL OR person_id = alongside_person()
    OR alongside_shared_thread(thread_id, person_id) OR alongside_can_manage_thread(thread_id));
-- The actor's own marks and choice, while they take part.
CREATE POLICY update_own ON thread_participant FOR UPDATE TO alongside_app
    USING (person_id = alongside_person()
        AND alongside_can_read_thread(thread_id, 9223372036854775807))
    WITH CHECK (person_id = alongside_person());

------------------------------------------------------------------------------------------------
-- Messages
------------------------------------------------------------------------------------------------

-- Text for full-text search: lower case, and without the accents that people leave out when they
-- type on phones. The unaccent extension is not used, because a server may not have it.
CREATE FUNCTION alongside_fold_text(body text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN translate(lower(body), 'áàâäãåéèêëíìîïóòôöõúùûüñç', 'aaaaaaeeeeiiiiooooouuuunc');

CREATE TABLE message (
    id uuid PRIMARY KEY,
    thread_id uuid NOT NULL REFERENCES thread (id),
    seq bigint NOT NULL,
    author_id uuid NOT NULL REFERENCES person (id),
    -- The same form sent twice is stored once.
    form_id uuid NOT NULL,
    -- The identifier in an import file.
    key text,
    language text NOT NULL,
    body text NOT NULL,
    entered_by_agency boolean NOT NULL,
    created_at timestamptz NOT NULL,
    -- `words` for a text of a person; otherwise a system message, such as `joined` or `left`, about
    -- the person in about_id.
    kind text NOT NULL DEFAULT 'words',
    about_id uuid REFERENCES person (id),
    -- Attachments: an array of kind, media type, size, dimensions and hash. `store::files` stores
    -- the bytes elsewhere, under the id of the message.
    files jsonb,
    words tsvector GENERATED ALWAYS AS (to_tsvector('simple', alongside_fold_text(body))) STORED,
    UNIQUE (thread_id, seq),
    UNIQUE (author_id, form_id)
);
-- For `alongside_shared_thread`, which searches the message about somebody's leaving.
CREATE INDEX message_about ON message (thread_id, about_id) WHERE about_id IS NOT NULL;

-- `alongside_send_message` sets alongside.suppress_notify (see there).
CREATE TRIGGER notify_change AFTER INSERT ON message FOR EACH ROW
    WHEN (current_setting('alongside.suppress_notify', true) IS DISTINCT FROM 'yes')
    EXECUTE FUNCTION alongside_notify_thread();

ALTER TABLE message ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON message TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON message TO alongside_system;
GRANT SELECT ON message TO alongside_app;
-- 0008_interpretation.sql adds a policy for interpreters.
CREATE POLICY select_visible ON message FOR SELECT TO alongside_app
    USING (alongside_can_read_thread(thread_id, seq));

-- An image or a recording is part of a page that is already in the access log, and needs no row of
-- its own. Most readers who are logged may not read the log, so this function tells when the actor
-- opened that page, and when the message was written.
CREATE FUNCTION alongside_page_view(entry uuid, thread uuid, message uuid)
RETURNS TABLE (opened timestamptz, written timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT l.created_at, x.created_at FROM access_log l JOIN message x ON x.thread_id = l.thread_id
    WHERE l.id = entry AND l.thread_id = thread AND x.id = message
    AND l.person_id = alongside_person()
$$;
REVOKE EXECUTE ON FUNCTION alongside_page_view FROM PUBLIC;
GRANT EXECUTE ON FUNCTION alongside_page_view TO alongside_app;

-- For the supervisor of a family: when the family wrote a message that a worker has not read. No
-- text and no author.
CREATE FUNCTION alongside_unread()
RETURNS TABLE (family_id uuid, person_id uuid, created_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT h.family_id, r.person_id, x.created_at FROM membership s
        JOIN thread h ON h.family_id = s.family_id
        JOIN thread_participant r ON r.thread_id = h.id AND r.left_at IS NULL
        JOIN membership w ON w.family_id = h.family_id AND w.person_id = r.person_id
            AND w.role = 'worker' AND (w.until IS NULL OR w.until > alongside_today())
        JOIN message x ON x.thread_id = h.id AND x.seq > r.read_seq AND x.seq >= r.visible_from_seq
            AND x.kind = 'words' AND x.author_id <> r.person_id
        JOIN membership a ON a.family_id = h.family_id AND a.person_id = x.author_id
            AND a.role IN ('parent', 'guardian', 'indian_custodian', 'youth')
    WHERE s.person_id = alongside_person() AND s.role = 'supervisor'
    AND s.since <= alongside_today() AND (s.until IS NULL OR s.until > alongside_today())
$$;
REVOKE EXECUTE ON FUNCTION alongside_unread FROM PUBLIC;
GRANT EXECUTE ON FUNCTION alongside_unread TO alongside_app, alongside_system;

-- The unsent message of a person.
CREATE TABLE draft (
    person_id uuid NOT NULL REFERENCES person (id),
    -- The thread, or the person, that it is addressed to.
    target_id uuid NOT NULL,
    body text NOT NULL,
    created_at timestamptz NOT NULL,
    -- The form that it was typed into. A draft that arrives after its form was sent is dropped, and
    -- one that was stored at the same moment is not shown.
    form_id uuid,
    PRIMARY KEY (person_id, target_id)
);

ALTER TABLE draft ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON draft TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON draft TO alongside_system;
GRANT SELECT, INSERT, UPDATE (body, created_at, form_id), DELETE ON draft TO alongside_app;
CREATE POLICY all_own ON draft TO alongside_app
    USING (person_id = alongside_person()) WITH CHECK (person_id = alongside_person());

------------------------------------------------------------------------------------------------
-- Writing threads
------------------------------------------------------------------------------------------------

-- These functions check the actor themselves and insert the notifications of a message into
-- `notification_outbox` in the same transaction. `store::messages` does the same in statements for
-- SQLite, and refuses the same; a change of one is a change of both. Parameters that they share:
-- `moment` is the current time, `moment_seconds` is the same time in seconds since 1970, and `due`
-- is when the notification may be sent, in the same unit.

-- Sends a message: its number, its text, the author's read mark, the end of the draft, and a
-- notification for each other participant. Returns the number; null when the actor may not write
-- here or has sent this form before. One function instead of several statements, because each of
-- them would evaluate the same policies again, which cost more than the writing itself.
CREATE FUNCTION alongside_send_message(
    thread uuid, form uuid, message uuid, draft_target uuid, language text, body text,
    files jsonb, moment timestamptz, urgent boolean, moment_seconds bigint, due bigint
) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    me uuid := alongside_person();
    today date := alongside_today();
    number bigint;
BEGIN
    UPDATE thread t SET last_seq = t.last_seq + 1
        WHERE t.id = thread AND alongside_is_now(moment)
        AND (t.family_id IS NULL OR EXISTS (SELECT 1 FROM membership m
            WHERE m.family_id = t.family_id AND m.person_id = me
            AND m.since <= today AND (m.until IS NULL OR m.until > today)))
        AND EXISTS (SELECT 1 FROM thread_participant r
            WHERE r.thread_id = t.id AND r.person_id = me AND r.left_at IS NULL)
        AND EXISTS (SELECT 1 FROM thread_participant o
            WHERE o.thread_id = t.id AND o.person_id <> me AND o.left_at IS NULL)
        AND NOT EXISTS (SELECT 1 FROM message x WHERE x.author_id = me AND x.form_id = form)
        RETURNING t.last_seq INTO number;
    IF number IS NULL THEN
        RETURN NULL;
    END IF;
    -- NOTIFY takes a lock for the whole server until the commit, so that only one message at a time
    -- could be written to disk. The triggers are therefore silent here, and the portal sends the
    -- notification after the commit (`store::change_bus`). They announce all other writes.
    PERFORM set_config('alongside.suppress_notify', 'yes', true);
    INSERT INTO message (id, thread_id, seq, author_id, form_id, language, body, files,
            entered_by_agency, created_at)
        VALUES (message, thread, number, me, form, language, body, files, false, moment);
    UPDATE thread_participant r SET read_seq = number
        WHERE r.thread_id = thread AND r.person_id = me AND r.read_seq = number - 1;
    PERFORM set_config('alongside.suppress_notify', '', true);
    DELETE FROM draft d WHERE d.person_id = me AND d.target_id IN (thread, draft_target);
    INSERT INTO notification_outbox (thread_id, seq, person_id, author_id, urgent, created_at,
            state, delivered_channels, attempts, next_attempt_at)
        SELECT thread, number, r.person_id, me, alongside_send_message.urgent, moment_seconds,
            'waiting', '', 0, due
        FROM thread_participant r
        WHERE r.thread_id = thread AND r.person_id <> me AND r.left_at IS NULL;
    RETURN number;
END $$;

-- The other person is on the family's team today, and the actor may write to them. Mentors and
-- their coordinators may write to each other, although `alongside_can_see_member` does not include
-- them.
CREATE FUNCTION alongside_is_teammate(family uuid, other uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM membership o
        WHERE o.family_id = family AND o.person_id = other
        AND o.since <= alongside_today() AND (o.until IS NULL OR o.until > alongside_today())
        AND (alongside_can_see_member(family, o.mentee_id)
            OR (o.role = 'mentor' AND alongside_has_role(family, 'mentor_coordinator'))
            OR (o.role = 'mentor_coordinator' AND alongside_has_role(family, 'mentor'))));
END $$;

-- Inserts a system message, with a notification for each other participant. Only the functions
-- below call it.
CREATE FUNCTION alongside_add_system_message(
    thread uuid, number bigint, message uuid, form uuid, kind text, about_person uuid,
    moment timestamptz, moment_seconds bigint, due bigint
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    INSERT INTO message (id, thread_id, seq, author_id, form_id, kind, about_id, language, body,
            entered_by_agency, created_at)
        VALUES (message, thread, number, alongside_person(), form, kind, about_person, 'en', '',
            false, moment);
    INSERT INTO notification_outbox (thread_id, seq, person_id, author_id, urgent, created_at,
            state, delivered_channels, attempts, next_attempt_at)
        SELECT thread, number, r.person_id, alongside_person(), false, moment_seconds, 'waiting',
            '', 0, due
        FROM thread_participant r
        WHERE r.thread_id = thread AND r.person_id <> alongside_person()
        AND r.left_at IS NULL;
END $$;

-- Creates a thread of two people; returns whether the actor may. The key must end with both ids,
-- the smaller one first.
CREATE FUNCTION alongside_create_pair(
    thread uuid, family uuid, other uuid, pair_key text, moment timestamptz
) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me uuid := alongside_person();
BEGIN
    IF other = me OR NOT alongside_is_now(moment) OR NOT alongside_is_member(family)
        OR NOT alongside_is_teammate(family, other)
        OR NOT pair_key LIKE '%' || least(me, other) || ' ' || greatest(me, other) THEN
        RETURN false;
    END IF;
    INSERT INTO thread (id, agency_id, family_id, kind, created_by_id, pair_key, created_at,
            last_seq)
        SELECT thread, f.agency_id, f.id, 'pair', me, pair_key, moment, 0
        FROM family f WHERE f.id = family;
    INSERT INTO thread_participant (thread_id, person_id, visible_from_seq, read_seq)
        VALUES (thread, me, 1, 0), (thread, other, 1, 0);
    RETURN true;
END $$;

-- Creates a thread of several people; returns whether the actor may. One for family members only is
-- created by the family's worker, who does not take part in it.
CREATE FUNCTION alongside_create_group(
    thread uuid, family uuid, group_kind text, others uuid[], message uuid, form uuid,
    moment timestamptz, moment_seconds bigint, due bigint
) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me uuid := alongside_person();
BEGIN
    IF NOT alongside_is_now(moment) OR cardinality(others) < 2 OR me = ANY (others)
        OR NOT alongside_is_member(family)
        OR EXISTS (SELECT 1 FROM unnest(others) other
            WHERE NOT alongside_is_teammate(family, other))
        OR group_kind NOT IN ('team', 'family')
        OR (group_kind = 'family' AND (NOT alongside_has_role(family, 'worker')
            OR EXISTS (SELECT 1 FROM unnest(others) other WHERE NOT EXISTS (
                SELECT 1 FROM membership m WHERE m.family_id = family AND m.person_id = other
                AND m.role IN ('parent', 'guardian', 'indian_custodian', 'youth')
                AND m.since <= alongside_today()
                AND (m.until IS NULL OR m.until > alongside_today()))))) THEN
        RETURN false;
    END IF;
    INSERT INTO thread (id, agency_id, family_id, kind, created_by_id, created_at, last_seq)
        SELECT thread, f.agency_id, f.id, group_kind, me, moment, 1
        FROM family f WHERE f.id = family;
    INSERT INTO thread_participant (thread_id, person_id, visible_from_seq, read_seq, delivered_seq)
        SELECT thread, other, 1, 0, 0 FROM unnest(others) other;
    IF group_kind = 'team' THEN
        INSERT INTO thread_participant (thread_id, person_id, visible_from_seq, read_seq,
                delivered_seq)
            VALUES (thread, me, 1, 1, 1);
    END IF;
    PERFORM alongside_add_system_message(thread, 1, message, form, 'began', me, moment,
        moment_seconds, due);
    RETURN true;
END $$;

-- Adds a participant to a team's thread, who reads from here on. Returns the number of the system
-- message; null when the actor may not.
CREATE FUNCTION alongside_add_participant(
    thread uuid, other uuid, message uuid, form uuid, moment timestamptz, moment_seconds bigint,
    due bigint
) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE number bigint;
BEGIN
    -- Locks the thread, so that the second of two changes sees the first one.
    PERFORM 1 FROM thread t
        WHERE t.id = thread AND alongside_can_read_thread(t.id, 9223372036854775807) FOR UPDATE;
    UPDATE thread t SET last_seq = t.last_seq + 1
        WHERE t.id = thread AND alongside_is_now(moment) AND alongside_can_manage_thread(t.id)
        AND alongside_is_teammate(t.family_id, other)
        AND NOT EXISTS (SELECT 1 FROM thread_participant r
            WHERE r.thread_id = t.id AND r.person_id = other AND r.left_at IS NULL)
        RETURNING t.last_seq INTO number;
    IF number IS NULL THEN
        RETURN NULL;
    END IF;
    INSERT INTO thread_participant (thread_id, person_id, visible_from_seq, read_seq, delivered_seq)
        VALUES (thread, other, number, number - 1, number - 1)
        ON CONFLICT (thread_id, person_id) DO UPDATE SET left_at = NULL,
            visible_from_seq = excluded.visible_from_seq, read_seq = excluded.read_seq,
            delivered_seq = excluded.delivered_seq;
    PERFORM alongside_add_system_message(thread, number, message, form, 'joined', other, moment,
        moment_seconds, due);
    RETURN number;
END $$;

-- Leaves a thread of several people, or removes another participant. Returns the number of the
-- system message; null when the actor may not.
CREATE FUNCTION alongside_remove_participant(
    thread uuid, other uuid, message uuid, form uuid, moment timestamptz, moment_seconds bigint,
    due bigint
) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    me uuid := alongside_person();
    number bigint;
BEGIN
    PERFORM 1 FROM thread t
        WHERE t.id = thread AND alongside_can_read_thread(t.id, 9223372036854775807) FOR UPDATE;
    UPDATE thread t SET last_seq = t.last_seq + 1
        WHERE t.id = thread AND t.kind <> 'pair' AND alongside_is_now(moment)
        AND alongside_can_read_thread(t.id, 9223372036854775807)
        AND (other = me OR alongside_can_manage_thread(t.id))
        AND EXISTS (SELECT 1 FROM thread_participant r
            WHERE r.thread_id = t.id AND r.person_id = other AND r.left_at IS NULL)
        RETURNING t.last_seq INTO number;
    IF number IS NULL THEN
        RETURN NULL;
    END IF;
    PERFORM alongside_add_system_message(thread, number, message, form,
        CASE WHEN other = me THEN 'left' ELSE 'taken_off' END, other, moment, moment_seconds, due);
    UPDATE thread_participant r SET left_at = moment
        WHERE r.thread_id = thread AND r.person_id = other;
    RETURN number;
END $$;

REVOKE EXECUTE ON FUNCTION alongside_send_message, alongside_is_teammate,
    alongside_add_system_message, alongside_create_pair, alongside_create_group,
    alongside_add_participant, alongside_remove_participant FROM PUBLIC;
GRANT EXECUTE ON FUNCTION alongside_is_teammate TO alongside_app, alongside_system;
-- Functions that write for the actor are not for alongside_system, which has no actor.
GRANT EXECUTE ON FUNCTION alongside_send_message, alongside_create_pair, alongside_create_group,
    alongside_add_participant, alongside_remove_participant TO alongside_app;

------------------------------------------------------------------------------------------------
-- Absences and contacts
------------------------------------------------------------------------------------------------

-- Somebody is away from the first to the last of these days, and who covers for them.
CREATE TABLE absence (
    person_id uuid PRIMARY KEY REFERENCES person (id),
    starts date NOT NULL,
    ends date NOT NULL,
    cover_id uuid REFERENCES person (id)
);

ALTER TABLE absence ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON absence TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON absence TO alongside_system;
GRANT SELECT, INSERT, DELETE ON absence TO alongside_app;
CREATE POLICY select_visible ON absence FOR SELECT TO alongside_app
    USING (person_id = alongside_person() OR alongside_can_see_person(person_id));
CREATE POLICY insert_own ON absence FOR INSERT TO alongside_app
    WITH CHECK (person_id = alongside_person()
    AND (cover_id IS NULL OR alongside_can_see_person(cover_id)));
CREATE POLICY delete_own ON absence FOR DELETE TO alongside_app
    USING (person_id = alongside_person());

-- A contact between a mentor and the parent whom they support, as the mentor recorded it.
CREATE TABLE mentor_contact (
    id uuid PRIMARY KEY,
    family_id uuid NOT NULL REFERENCES family (id),
    mentor_id uuid NOT NULL REFERENCES person (id),
    parent_id uuid NOT NULL REFERENCES person (id),
    kind text NOT NULL,
    day date NOT NULL,
    created_at timestamptz NOT NULL
);
CREATE INDEX mentor_contact_mentor ON mentor_contact (mentor_id, day);

ALTER TABLE mentor_contact ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON mentor_contact TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, DELETE ON mentor_contact TO alongside_system;
GRANT SELECT, INSERT, DELETE ON mentor_contact TO alongside_app;
CREATE POLICY select_visible ON mentor_contact FOR SELECT TO alongside_app
    USING (mentor_id = alongside_person() OR parent_id = alongside_person()
    OR alongside_has_role(family_id, 'mentor_coordinator'));
CREATE POLICY insert_own ON mentor_contact FOR INSERT TO alongside_app
    WITH CHECK (mentor_id = alongside_person() AND day = alongside_today()
    AND alongside_is_now(created_at) AND alongside_has_membership(family_id, 'mentor', parent_id));
CREATE POLICY delete_own ON mentor_contact FOR DELETE TO alongside_app
    USING (mentor_id = alongside_person());
