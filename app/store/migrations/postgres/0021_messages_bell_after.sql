-- Whoever rings in its transaction waits for every other that does, so only one message at a time came to the disk. A message
-- said with `alongside_say` is rung for by the portal once it is kept (store::bell); the database rings for all other writes.
DROP TRIGGER bell ON message;
CREATE TRIGGER bell AFTER INSERT ON message FOR EACH ROW
    WHEN (current_setting('alongside.quiet', true) IS DISTINCT FROM 'yes') EXECUTE FUNCTION alongside_ring_thread();
DROP TRIGGER bell_read ON reader;
CREATE TRIGGER bell_read AFTER UPDATE OF read_seq, reached_seq, receipts ON reader FOR EACH ROW
    WHEN (current_setting('alongside.quiet', true) IS DISTINCT FROM 'yes') EXECUTE FUNCTION alongside_ring_thread();

-- As before, but quiet.
CREATE OR REPLACE FUNCTION alongside_say(conversation uuid, form uuid, message uuid, kept_under uuid, spoken text, words text, added jsonb,
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
    PERFORM set_config('alongside.quiet', 'yes', true);
    INSERT INTO message (id, thread_id, seq, author_id, form_id, language, body, files, entered_by_agency, at)
        VALUES (message, conversation, number, me, form, spoken, words, added, false, said);
    UPDATE reader r SET read_seq = number WHERE r.thread_id = conversation AND r.person_id = me AND r.read_seq = number - 1;
    PERFORM set_config('alongside.quiet', '', true);
    DELETE FROM draft d WHERE d.person_id = me AND d.about IN (conversation, kept_under);
    INSERT INTO outbox (thread_id, seq, person_id, by_id, urgent, at, state, told_by, tries, next_at)
        SELECT conversation, number, r.person_id, me, alongside_say.urgent, noticed, 'waiting', '', 0, due FROM reader r
        WHERE r.thread_id = conversation AND r.person_id <> me AND r.left_at IS NULL;
    RETURN number;
END $$;
