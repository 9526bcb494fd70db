-- The same rules as before, said in PL/pgSQL: it keeps the plan of a question for the whole session, where an SQL function
-- thinks it up anew for every row. A page of a conversation and a new message ask these questions dozens of times.
CREATE OR REPLACE FUNCTION alongside_member(family uuid) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM membership m WHERE m.family_id = family AND m.person_id = alongside_person()
        AND m.since <= alongside_today() AND (m.until IS NULL OR m.until > alongside_today()));
END $$;
CREATE OR REPLACE FUNCTION alongside_is(family uuid, wanted text) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM membership m WHERE m.family_id = family AND m.person_id = alongside_person() AND m.role = wanted
        AND m.since <= alongside_today() AND (m.until IS NULL OR m.until > alongside_today()));
END $$;
CREATE OR REPLACE FUNCTION alongside_sees(family uuid, audience uuid) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM membership m JOIN audience_entry e ON e.audience_id = audience
            WHERE m.family_id = family AND m.person_id = alongside_person()
            AND m.since <= alongside_today() AND (m.until IS NULL OR m.until > alongside_today())
            AND NOT e.never AND (e.role = m.role OR e.person_id = m.person_id))
        AND NOT EXISTS (SELECT 1 FROM audience_entry n WHERE n.audience_id = audience AND n.person_id = alongside_person() AND n.never);
END $$;
CREATE OR REPLACE FUNCTION alongside_sees_member(family uuid, walks uuid) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$
BEGIN
    RETURN alongside_member(family) AND (walks IS NULL OR walks = alongside_person()
        OR alongside_is(family, 'worker') OR alongside_is(family, 'supervisor') OR alongside_is(family, 'mentor_coordinator'));
END $$;
CREATE OR REPLACE FUNCTION alongside_reads(thread uuid, seq bigint) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM reader r JOIN thread t ON t.id = r.thread_id
        WHERE r.thread_id = thread AND r.person_id = alongside_person() AND r.left_at IS NULL AND r.from_seq <= seq
        AND (t.family_id IS NULL OR alongside_member(t.family_id)));
END $$;
CREATE OR REPLACE FUNCTION alongside_fresh(thread uuid) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM thread t WHERE t.id = thread AND t.by_id = alongside_person())
        AND NOT EXISTS (SELECT 1 FROM message m WHERE m.thread_id = thread);
END $$;
CREATE OR REPLACE FUNCTION alongside_knows(other uuid) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM membership o WHERE o.person_id = other AND alongside_sees_member(o.family_id, o.walks_with))
        OR EXISTS (SELECT 1 FROM reader o WHERE o.person_id = other AND alongside_reads(o.thread_id, 9223372036854775807));
END $$;
CREATE OR REPLACE FUNCTION alongside_began(thread uuid) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM thread t WHERE t.id = thread AND t.by_id = alongside_person());
END $$;
CREATE OR REPLACE FUNCTION alongside_tends(thread uuid) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM thread t WHERE t.id = thread AND t.kind = 'team' AND alongside_reads(t.id, 9223372036854775807)
        AND (t.by_id = alongside_person() OR alongside_is(t.family_id, 'worker')));
END $$;
CREATE OR REPLACE FUNCTION alongside_interprets(thread uuid) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM thread t WHERE t.id = thread AND alongside_is(t.family_id, 'interpreter'));
END $$;
CREATE OR REPLACE FUNCTION alongside_was_given(thread uuid, number bigint) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM interpretation i JOIN reader r ON r.thread_id = i.thread_id AND r.person_id = i.asked_by
        WHERE i.thread_id = thread AND i.taken_by = alongside_person() AND i.done_at IS NULL
        AND number BETWEEN i.seq - i.before_it AND i.seq AND number >= r.from_seq) AND alongside_interprets(thread);
END $$;
