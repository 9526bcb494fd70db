-- Messages in two languages: requests to interpreters, translations of messages by interpreters and
-- machines, and the agency's own translations of legal terms.

------------------------------------------------------------------------------------------------
-- Requests
------------------------------------------------------------------------------------------------

-- A request to interpret one message into a language. An interpreter claims it (claimed_by), and
-- completes it (done_at).
CREATE TABLE interpretation_request (
    id uuid PRIMARY KEY,
    thread_id uuid NOT NULL REFERENCES thread (id),
    seq bigint NOT NULL,
    language text NOT NULL,
    asked_by uuid NOT NULL REFERENCES person (id),
    -- The number of preceding messages that the interpreter may read to understand it.
    context_count integer NOT NULL,
    created_at timestamptz NOT NULL,
    claimed_by uuid REFERENCES person (id),
    done_at timestamptz,
    UNIQUE (thread_id, seq, language)
);
CREATE INDEX interpretation_request_waiting ON interpretation_request (thread_id)
    WHERE done_at IS NULL;

-- Message `number` is part of a request that the actor has claimed and not completed: the message
-- itself, or one of those before it that they may read, but none that the person who asked cannot
-- read.
CREATE FUNCTION alongside_can_interpret(thread uuid, number bigint) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM interpretation_request i
        JOIN thread_participant r ON r.thread_id = i.thread_id AND r.person_id = i.asked_by
        WHERE i.thread_id = thread AND i.claimed_by = alongside_person() AND i.done_at IS NULL
        AND number BETWEEN i.seq - i.context_count AND i.seq AND number >= r.visible_from_seq)
        AND alongside_is_interpreter(thread);
END $$;
REVOKE EXECUTE ON FUNCTION alongside_can_interpret FROM PUBLIC;
GRANT EXECUTE ON FUNCTION alongside_can_interpret TO alongside_app, alongside_system;

ALTER TABLE interpretation_request ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON interpretation_request TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON interpretation_request TO alongside_system;
GRANT SELECT, INSERT, UPDATE (claimed_by, done_at) ON interpretation_request TO alongside_app;
-- An interpreter sees the requests that wait and those that they have claimed, not what others have
-- claimed or completed.
CREATE POLICY select_visible ON interpretation_request FOR SELECT TO alongside_app
    USING (alongside_can_read_thread(thread_id, seq)
    OR ((claimed_by = alongside_person() OR (claimed_by IS NULL AND done_at IS NULL))
        AND alongside_is_interpreter(thread_id)));
CREATE POLICY insert_own ON interpretation_request FOR INSERT TO alongside_app
    WITH CHECK (asked_by = alongside_person() AND alongside_can_read_thread(thread_id, seq)
    AND claimed_by IS NULL AND done_at IS NULL AND context_count BETWEEN 0 AND 10
    AND alongside_is_now(created_at));
-- Claims, releases or completes a request.
CREATE POLICY update_claim ON interpretation_request FOR UPDATE TO alongside_app
    USING (alongside_is_interpreter(thread_id) AND done_at IS NULL
        AND (claimed_by IS NULL OR claimed_by = alongside_person()))
    WITH CHECK (alongside_is_interpreter(thread_id)
        AND (claimed_by = alongside_person() OR (claimed_by IS NULL AND done_at IS NULL))
        AND (done_at IS NULL OR alongside_is_now(done_at)));

-- What an interpreter sees of a thread: that it exists, while it has an open request, and the
-- messages of a request that they have claimed.
CREATE POLICY select_as_interpreter ON thread FOR SELECT TO alongside_app
    USING (alongside_is_interpreter(id)
    AND EXISTS (SELECT 1 FROM interpretation_request i
        WHERE i.thread_id = thread.id AND i.done_at IS NULL));
CREATE POLICY select_as_interpreter ON message FOR SELECT TO alongside_app
    USING (alongside_can_interpret(thread_id, seq));

------------------------------------------------------------------------------------------------
-- Translations of messages
------------------------------------------------------------------------------------------------

CREATE TABLE message_translation (
    thread_id uuid NOT NULL REFERENCES thread (id),
    seq bigint NOT NULL,
    language text NOT NULL,
    machine boolean NOT NULL,
    body text NOT NULL,
    -- The name of the interpreter, or of the machine.
    made_by text NOT NULL,
    -- The interpreter, or the person who requested the machine translation.
    created_by_id uuid REFERENCES person (id),
    created_at timestamptz NOT NULL,
    words tsvector GENERATED ALWAYS AS (to_tsvector('simple', alongside_fold_text(body))) STORED,
    PRIMARY KEY (thread_id, seq, language, machine)
);

CREATE TRIGGER notify_change AFTER INSERT ON message_translation
    FOR EACH ROW EXECUTE FUNCTION alongside_notify_thread();

ALTER TABLE message_translation ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON message_translation TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON message_translation TO alongside_system;
GRANT SELECT, INSERT ON message_translation TO alongside_app;
CREATE POLICY select_visible ON message_translation FOR SELECT TO alongside_app
    USING (alongside_can_read_thread(thread_id, seq));
-- An interpreter writes under their own name. A machine translation carries the name of a host,
-- which cannot be the name of a person.
CREATE POLICY insert_own ON message_translation FOR INSERT TO alongside_app
    WITH CHECK (created_by_id = alongside_person() AND alongside_is_now(created_at)
    AND CASE WHEN machine
        THEN made_by ~* '^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)$'
            AND alongside_can_read_thread(thread_id, seq)
        ELSE alongside_can_interpret(thread_id, seq) AND made_by = (
            SELECT coalesce(p.chosen_name, p.name) FROM person p
            WHERE p.id = alongside_person()) END);

-- Completes a request: the translation, the completion, a system message for the participants, and
-- a notification for the person who asked. Returns the number of the system message; null when the
-- actor may not. A function, because the login for requests cannot become alongside_system and the
-- interpreter may not write these rows. `store::messages::interpretation` does the same for SQLite.
CREATE FUNCTION alongside_complete_interpretation(
    request uuid, body text, message uuid, form uuid, moment timestamptz, moment_seconds bigint,
    due bigint
) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    me uuid := alongside_person();
    pending interpretation_request%ROWTYPE;
    number bigint;
BEGIN
    -- Claimed by the actor, not completed, and still readable to them as an interpreter of this
    -- family today. The row is locked, so that a form that is sent twice at the same time is
    -- processed once.
    SELECT * INTO pending FROM interpretation_request i
        WHERE i.id = request AND i.claimed_by = me AND i.done_at IS NULL
        AND alongside_is_now(moment) AND alongside_can_interpret(i.thread_id, i.seq) FOR UPDATE;
    IF pending.id IS NULL THEN
        RETURN NULL;
    END IF;
    INSERT INTO message_translation (thread_id, seq, language, machine, body, made_by,
            created_by_id, created_at)
        SELECT pending.thread_id, pending.seq, pending.language, false, body,
            coalesce(p.chosen_name, p.name), p.id, moment
        FROM person p WHERE p.id = me;
    UPDATE interpretation_request i SET done_at = moment WHERE i.id = pending.id;
    UPDATE thread t SET last_seq = t.last_seq + 1 WHERE t.id = pending.thread_id
        RETURNING t.last_seq INTO number;
    INSERT INTO message (id, thread_id, seq, author_id, form_id, kind, about_id, language, body,
            entered_by_agency, created_at)
        VALUES (message, pending.thread_id, number, me, form, 'translated', me, 'en',
            pending.seq::text, false, moment);
    INSERT INTO notification_outbox (thread_id, seq, person_id, author_id, urgent, created_at,
            state, delivered_channels, attempts, next_attempt_at)
        VALUES (pending.thread_id, number, pending.asked_by, me, false, moment_seconds, 'waiting',
            '', 0, due);
    RETURN number;
END $$;
REVOKE EXECUTE ON FUNCTION alongside_complete_interpretation FROM PUBLIC;
GRANT EXECUTE ON FUNCTION alongside_complete_interpretation TO alongside_app;

------------------------------------------------------------------------------------------------
-- Glossary
------------------------------------------------------------------------------------------------

-- The agency's own translations of legal terms, which machine translation uses.
CREATE TABLE glossary (
    agency_id uuid NOT NULL REFERENCES agency (id),
    language text NOT NULL,
    term text NOT NULL,
    to_language text NOT NULL,
    words text NOT NULL,
    PRIMARY KEY (agency_id, language, term, to_language)
);

ALTER TABLE glossary ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON glossary TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON glossary TO alongside_system;
GRANT SELECT ON glossary TO alongside_app;
CREATE POLICY select_visible ON glossary FOR SELECT TO alongside_app
    USING (agency_id IN (SELECT p.agency_id FROM person p WHERE p.id = alongside_person()));
