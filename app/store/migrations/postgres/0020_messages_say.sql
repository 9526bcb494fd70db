-- A message, and all that comes of it, in one go: its number, the words, that its writer has read them, no draft any more,
-- and a notice for each other reader. Said as separate statements, the rules for rows asked the same question ten times a
-- message and cost more than the writing. Here it is asked once, and nothing else can be said this way than one's own words
-- in a conversation one reads. `store::messages::send` says the same for SQLite, and what is refused means the same there.
CREATE FUNCTION alongside_say(conversation uuid, form uuid, message uuid, kept_under uuid, spoken text, words text, added jsonb,
    said timestamptz, urgent boolean, noticed bigint, due bigint) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
    me uuid := alongside_person();
    today date := alongside_today();
    number bigint;
BEGIN
    UPDATE thread t SET last_seq = t.last_seq + 1
        WHERE t.id = conversation AND (t.family_id IS NULL OR EXISTS (SELECT 1 FROM membership m WHERE m.family_id = t.family_id AND m.person_id = me
            AND m.since <= today AND (m.until IS NULL OR m.until > today)))
        AND EXISTS (SELECT 1 FROM reader r WHERE r.thread_id = t.id AND r.person_id = me AND r.left_at IS NULL)
        AND EXISTS (SELECT 1 FROM reader o WHERE o.thread_id = t.id AND o.person_id <> me AND o.left_at IS NULL)
        AND NOT EXISTS (SELECT 1 FROM message x WHERE x.author_id = me AND x.form_id = form)
        RETURNING t.last_seq INTO number;
    IF number IS NULL THEN
        RETURN NULL;
    END IF;
    INSERT INTO message (id, thread_id, seq, author_id, form_id, language, body, files, entered_by_agency, at)
        VALUES (message, conversation, number, me, form, spoken, words, added, false, said);
    UPDATE reader r SET read_seq = number WHERE r.thread_id = conversation AND r.person_id = me AND r.read_seq = number - 1;
    DELETE FROM draft d WHERE d.person_id = me AND d.about IN (conversation, kept_under);
    INSERT INTO outbox (thread_id, seq, person_id, by_id, urgent, at, state, told_by, tries, next_at)
        SELECT conversation, number, r.person_id, me, alongside_say.urgent, noticed, 'waiting', '', 0, due FROM reader r
        WHERE r.thread_id = conversation AND r.person_id <> me AND r.left_at IS NULL;
    RETURN number;
END $$;

-- Functions of ours that run with the owner's rights take the actor from a setting, which any login may set. They are for the
-- portal's roles alone; a login of another system would else write or ask in anybody's name. `alongside_schema` is asked by the
-- portal before it takes a role, and tells nothing of anybody.
DO $$
DECLARE ours regprocedure;
BEGIN
    FOR ours IN SELECT p.oid::regprocedure FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace
        AND p.prosecdef AND p.proname LIKE 'alongside\_%' AND p.proname <> 'alongside_schema' LOOP
        EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', ours);
        EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO alongside_app, alongside_system', ours);
    END LOOP;
END $$;
REVOKE EXECUTE ON FUNCTION alongside_say FROM alongside_system;
