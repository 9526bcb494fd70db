-- Requests for a translation of a text are kept: texts join the interpreters' queue with the rules
-- of messages, a worker can write a translation, and the person who asked is told when it is there.

------------------------------------------------------------------------------------------------
-- Who reads a text
------------------------------------------------------------------------------------------------

-- These rules are about a person who does not act in the transaction: a request ends when the person
-- who asked may no longer read the text, and whoever translates it cannot evaluate that, because
-- audiences are hidden from them. No role may execute them, only other functions do: they would tell
-- who reads what. `app/store/src/visibility.rs` defines the same for the first layer.

-- As `alongside_can_view`, for this person.
CREATE FUNCTION alongside_audience_includes(reader uuid, family uuid, audience uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    today date := alongside_today();
BEGIN
    RETURN coalesce((SELECT bool_and(NOT e.denied) FROM membership m
        JOIN audience_entry e ON e.audience_id = audience
            AND (e.person_id = reader OR (e.role = m.role AND NOT e.denied))
        WHERE m.family_id = family AND m.person_id = reader
        AND m.since <= today AND (m.until IS NULL OR m.until > today)), false);
END $$;

-- This person may read this text: they are in its audience, and see the plan item that it belongs
-- to, as in `alongside_can_view_item_of`.
CREATE FUNCTION alongside_person_reads_text(reader uuid, authored_text uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    today date := alongside_today();
BEGIN
    RETURN EXISTS (SELECT 1 FROM text t
        LEFT JOIN plan_item i ON i.id = t.item_id
        LEFT JOIN plan_item g ON g.id = i.goal_id
        WHERE t.id = authored_text
        AND alongside_audience_includes(reader, t.family_id, t.audience_id)
        AND (i.id IS NULL OR alongside_audience_includes(reader, i.family_id, i.audience_id))
        AND (g.id IS NULL OR alongside_audience_includes(reader, g.family_id, g.audience_id)
            -- A step of their own, as in `alongside_owns_step`.
            OR (i.owner_id = reader
                AND NOT EXISTS (SELECT 1 FROM membership m
                    WHERE m.family_id = i.family_id AND m.person_id = reader
                    AND m.role IN ('parent', 'guardian', 'indian_custodian', 'worker', 'supervisor')
                    AND m.since <= today AND (m.until IS NULL OR m.until > today))
                AND NOT EXISTS (SELECT 1 FROM audience_entry n
                    WHERE n.audience_id = g.audience_id AND n.person_id = reader AND n.denied))));
END $$;

------------------------------------------------------------------------------------------------
-- Requests
------------------------------------------------------------------------------------------------

-- Who translated the text. Null for a translation by a machine, or from an import.
ALTER TABLE translation ADD COLUMN created_by_id uuid REFERENCES person (id);

-- The day of the request in the agency's time zone, and the day by which the translation is
-- promised. Both are stored, because a page that shows a text knows no time zone, and a promise
-- stays what it was when the agency promises otherwise.
ALTER TABLE translation_request ADD COLUMN asked_on date, ADD COLUMN answer_due date;
UPDATE translation_request SET asked_on = (created_at AT TIME ZONE 'UTC')::date,
    answer_due = (created_at AT TIME ZONE 'UTC')::date + 7;
ALTER TABLE translation_request ALTER COLUMN asked_on SET NOT NULL,
    ALTER COLUMN answer_due SET NOT NULL;
CREATE INDEX translation_request_person ON translation_request (person_id);

DROP POLICY insert_own ON translation_request;
CREATE POLICY insert_own ON translation_request FOR INSERT TO alongside_app
    WITH CHECK (person_id = alongside_person() AND alongside_is_now(created_at)
    AND asked_on = alongside_today() AND answer_due BETWEEN asked_on AND asked_on + 31
    AND EXISTS (SELECT 1 FROM text t WHERE t.id = text_id));

-- One text to translate into one language, whoever asked: what interpreters claim. Like
-- interpretation_request for messages.
CREATE TABLE text_interpretation (
    id uuid PRIMARY KEY,
    text_id uuid NOT NULL REFERENCES text (id) ON DELETE CASCADE,
    language text NOT NULL,
    claimed_by uuid REFERENCES person (id),
    -- The day on which the text was translated.
    done_on date,
    UNIQUE (text_id, language)
);
INSERT INTO text_interpretation (id, text_id, language)
    SELECT gen_random_uuid(), q.text_id, q.language
    FROM (SELECT DISTINCT r.text_id, r.language FROM translation_request r) q;

-- Somebody waits for this translation: there is none, a person who asked for it may still read the
-- text, and the text is in the plan. A text of an item is while it is a reply, an answer, or one of
-- the current or published texts of the item, not one that was replaced. That of a removed item is
-- until a version without the item is published; own words, which are read from the working copy,
-- are not.
CREATE FUNCTION alongside_translation_is_wanted(authored_text uuid, into_language text)
RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM translation_request q JOIN text t ON t.id = q.text_id
        WHERE q.text_id = authored_text AND q.language = into_language
        AND alongside_person_reads_text(q.person_id, q.text_id)
        AND (t.item_id IS NULL OR EXISTS (SELECT 1 FROM plan_item i
            LEFT JOIN plan p ON p.family_id = i.family_id
            LEFT JOIN plan_version_item l ON l.family_id = p.family_id AND l.version = p.version
                AND l.item_id = i.id AND l.kind <> 'own_words'
            WHERE i.id = t.item_id AND (NOT i.removed OR l.item_id IS NOT NULL)
            AND (t.id IN (i.text_id, i.benchmark_text_id, i.progress_text_id, i.why_id,
                    l.text_id, l.benchmark_text_id, l.progress_text_id, l.why_id)
                OR EXISTS (SELECT 1 FROM plan_reply r
                    WHERE r.family_id = t.family_id AND t.id IN (r.text_id, r.answer_id))))))
        AND NOT EXISTS (SELECT 1 FROM translation d
            WHERE d.text_id = authored_text AND d.language = into_language);
END $$;

-- The actor interprets for this family today, into a language that they know: as an adult, and in no
-- other role, because an interpreter is neutral.
CREATE FUNCTION alongside_interprets_for(family uuid, into_language text) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    me uuid := alongside_person();
    today date := alongside_today();
BEGIN
    RETURN alongside_has_role(family, 'interpreter')
        AND NOT EXISTS (SELECT 1 FROM membership m
            WHERE m.family_id = family AND m.person_id = me AND m.role <> 'interpreter'
            AND m.since <= today AND (m.until IS NULL OR m.until > today))
        AND EXISTS (SELECT 1 FROM person p WHERE p.id = me
            AND (p.languages_spoken ? into_language OR p.languages_read ? into_language)
            AND (p.date_of_birth IS NULL OR p.date_of_birth <= today - interval '18 years'));
END $$;

-- The actor may interpret this text into this language, as far as nobody else has claimed it. An
-- interpreter is in no audience, but an entry that excludes them holds: one of the text, of its item
-- or goal, or of the reply that it belongs to.
CREATE FUNCTION alongside_may_interpret_text(authored_text uuid, into_language text) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM text t WHERE t.id = authored_text
            AND alongside_interprets_for(t.family_id, into_language))
        AND NOT EXISTS (SELECT 1 FROM text t
            LEFT JOIN plan_item i ON i.id = t.item_id
            LEFT JOIN plan_item g ON g.id = i.goal_id
            LEFT JOIN plan_reply r ON r.family_id = t.family_id
                AND t.id IN (r.text_id, r.answer_id)
            JOIN audience_entry n
                ON n.audience_id IN (t.audience_id, i.audience_id, g.audience_id, r.audience_id)
            WHERE t.id = authored_text AND n.denied
            AND (n.person_id = alongside_person() OR n.role = 'interpreter'))
        AND alongside_translation_is_wanted(authored_text, into_language);
END $$;

REVOKE EXECUTE ON FUNCTION alongside_audience_includes, alongside_person_reads_text,
    alongside_translation_is_wanted, alongside_interprets_for, alongside_may_interpret_text
    FROM PUBLIC;
GRANT EXECUTE ON FUNCTION alongside_may_interpret_text TO alongside_app, alongside_system;

ALTER TABLE text_interpretation ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON text_interpretation TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON text_interpretation TO alongside_system;
GRANT SELECT, INSERT, UPDATE (claimed_by) ON text_interpretation TO alongside_app;
-- Those who asked and the worker see it while they may read the text. An interpreter sees what waits
-- and what they have claimed, not what others have claimed or completed.
CREATE POLICY select_visible ON text_interpretation FOR SELECT TO alongside_app
    USING (EXISTS (SELECT 1 FROM text t WHERE t.id = text_interpretation.text_id
            AND (alongside_has_role(t.family_id, 'worker')
                OR EXISTS (SELECT 1 FROM translation_request q
                    WHERE q.text_id = t.id AND q.language = text_interpretation.language
                    AND q.person_id = alongside_person())))
        OR ((claimed_by IS NULL OR claimed_by = alongside_person())
            AND alongside_may_interpret_text(text_id, language)));
CREATE POLICY insert_own ON text_interpretation FOR INSERT TO alongside_app
    WITH CHECK (claimed_by IS NULL AND done_on IS NULL
    AND EXISTS (SELECT 1 FROM translation_request q
        WHERE q.text_id = text_interpretation.text_id
        AND q.language = text_interpretation.language AND q.person_id = alongside_person())
    AND EXISTS (SELECT 1 FROM text t WHERE t.id = text_interpretation.text_id));
-- Claims or releases it.
CREATE POLICY update_claim ON text_interpretation FOR UPDATE TO alongside_app
    USING ((claimed_by IS NULL OR claimed_by = alongside_person())
        AND alongside_may_interpret_text(text_id, language))
    WITH CHECK ((claimed_by IS NULL OR claimed_by = alongside_person())
        AND alongside_may_interpret_text(text_id, language));

-- The texts that the actor may interpret and nobody else has claimed. Without the words, and without
-- names.
CREATE FUNCTION alongside_text_queue()
RETURNS TABLE (request uuid, family uuid, authored_text uuid, into_language text, asked date,
    due date, is_claimed boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    me uuid := alongside_person();
BEGIN
    RETURN QUERY SELECT w.id, t.family_id, w.text_id, w.language, min(q.asked_on),
            min(q.answer_due), w.claimed_by IS NOT NULL
        FROM text_interpretation w
        JOIN text t ON t.id = w.text_id
        JOIN translation_request q ON q.text_id = w.text_id AND q.language = w.language
        WHERE t.family_id IN (SELECT m.family_id FROM membership m
            WHERE m.person_id = me AND m.role = 'interpreter')
        AND w.done_on IS NULL AND (w.claimed_by IS NULL OR w.claimed_by = me)
        AND alongside_may_interpret_text(w.text_id, w.language)
        GROUP BY w.id, t.family_id;
END $$;

-- The words of a text that the actor has claimed, and the role of its author instead of their name.
-- A function and no policy of `text`: the policies of that table show a text to its audience only.
CREATE FUNCTION alongside_claimed_text(request uuid)
RETURNS TABLE (written_in text, words text, author_role text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN QUERY SELECT t.language, t.body, (SELECT min(m.role) FROM membership m
            WHERE m.family_id = t.family_id AND m.person_id = t.author_id)
        FROM text_interpretation w JOIN text t ON t.id = w.text_id
        WHERE w.id = request AND w.claimed_by = alongside_person()
        AND alongside_may_interpret_text(w.text_id, w.language);
END $$;

REVOKE EXECUTE ON FUNCTION alongside_text_queue, alongside_claimed_text FROM PUBLIC;
GRANT EXECUTE ON FUNCTION alongside_text_queue, alongside_claimed_text TO alongside_app;

------------------------------------------------------------------------------------------------
-- Notifications
------------------------------------------------------------------------------------------------

-- Transactional outbox, like notification_outbox: tells a person who asked that the translation is
-- there. Times are in seconds since 1970; the states are those of notification_outbox.
CREATE TABLE translation_notification (
    text_id uuid NOT NULL REFERENCES text (id) ON DELETE CASCADE,
    language text NOT NULL,
    person_id uuid NOT NULL REFERENCES person (id),
    created_at bigint NOT NULL,
    state text NOT NULL,
    delivered_channels text NOT NULL,
    attempts integer NOT NULL,
    next_attempt_at bigint NOT NULL,
    delivered_at bigint,
    PRIMARY KEY (text_id, language, person_id)
);
CREATE INDEX translation_notification_waiting ON translation_notification (next_attempt_at)
    WHERE state = 'waiting';
CREATE INDEX translation_notification_person ON translation_notification (person_id);

-- No policy for alongside_app: a job sends them, and the pages show the translation itself.
ALTER TABLE translation_notification ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON translation_notification TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON translation_notification TO alongside_system;

------------------------------------------------------------------------------------------------
-- Translating
------------------------------------------------------------------------------------------------

-- Stores the actor's translation of a requested text, under their name, with a notification for each
-- other person who asked and may read it. The actor is the family's worker, who may read the text,
-- or the interpreter who has claimed it. Returns false when the actor may not, or nobody waits for
-- it. `store::translations` does the same for SQLite.
CREATE FUNCTION alongside_add_translation(
    request uuid, words text, moment timestamptz, moment_seconds bigint, due bigint
) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    me uuid := alongside_person();
    wanted text_interpretation%ROWTYPE;
BEGIN
    -- The row is locked, so that a form that is sent twice at the same time is processed once.
    SELECT * INTO wanted FROM text_interpretation w WHERE w.id = request
        AND alongside_is_now(moment) AND ((w.claimed_by = me
                AND alongside_may_interpret_text(w.text_id, w.language))
            OR EXISTS (SELECT 1 FROM text t WHERE t.id = w.text_id
                AND alongside_has_role(t.family_id, 'worker')
                AND alongside_person_reads_text(me, t.id)
                AND alongside_translation_is_wanted(t.id, w.language))) FOR UPDATE;
    IF wanted.id IS NULL THEN
        RETURN false;
    END IF;
    INSERT INTO translation (text_id, language, body, made_by, machine, created_by_id, created_at)
        SELECT wanted.text_id, wanted.language, words, coalesce(p.chosen_name, p.name), false, p.id,
            moment
        FROM person p WHERE p.id = me;
    UPDATE text_interpretation w SET done_on = alongside_today() WHERE w.id = wanted.id;
    INSERT INTO translation_notification (text_id, language, person_id, created_at, state,
            delivered_channels, attempts, next_attempt_at)
        SELECT q.text_id, q.language, q.person_id, moment_seconds, 'waiting', '', 0, due
        FROM translation_request q
        WHERE q.text_id = wanted.text_id AND q.language = wanted.language AND q.person_id <> me
        AND alongside_person_reads_text(q.person_id, q.text_id);
    RETURN true;
END $$;
REVOKE EXECUTE ON FUNCTION alongside_add_translation FROM PUBLIC;
GRANT EXECUTE ON FUNCTION alongside_add_translation TO alongside_app;

------------------------------------------------------------------------------------------------
-- The access log
------------------------------------------------------------------------------------------------

-- Set when an interpreter read one text: only those who may read the text see the row.
ALTER TABLE access_log ADD COLUMN text_id uuid REFERENCES text (id);

DROP POLICY select_visible ON access_log;
CREATE POLICY select_visible ON access_log FOR SELECT TO alongside_app
    USING (alongside_has_any_role(family_id, '{parent,guardian,indian_custodian,youth,supervisor}')
    AND (subject_id IS NULL OR subject_id = alongside_person())
    AND (thread_id IS NULL OR alongside_can_read_thread(thread_id, 9223372036854775807))
    AND (text_id IS NULL OR EXISTS (SELECT 1 FROM text t WHERE t.id = access_log.text_id)));
DROP POLICY insert_own ON access_log;
CREATE POLICY insert_own ON access_log FOR INSERT TO alongside_app
    WITH CHECK (person_id = alongside_person() AND alongside_is_now(created_at)
    AND alongside_has_membership(family_id, role, subject_id)
    AND (thread_id IS NULL OR alongside_can_read_thread(thread_id, 9223372036854775807)
        OR alongside_is_interpreter(thread_id))
    AND (text_id IS NULL OR EXISTS (SELECT 1 FROM text_interpretation w
        WHERE w.text_id = access_log.text_id AND w.claimed_by = alongside_person())));
