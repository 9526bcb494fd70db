-- What the portal may write, and for whom. A policy says which rows; which columns may change, and from what to what, is said by
-- column grants, by triggers and by functions that do one thing. Who writes, as what, and when, is checked here again.

-- The rules of triggers are for whoever has no more than the portal's rights; imports, jobs and the owner's functions are trusted.
CREATE FUNCTION alongside_is_restricted() RETURNS boolean LANGUAGE sql STABLE
    RETURN NOT (pg_has_role(current_user, 'alongside_system', 'USAGE') OR pg_has_role(current_user, 'alongside_owner', 'USAGE'));

-- S4.2 and S4.4: conversations, their participants and their messages are written by functions only, as messages are since 0020.
REVOKE INSERT ON thread, reader, message, outbox FROM alongside_app;
REVOKE UPDATE (last_seq) ON thread FROM alongside_app;
REVOKE UPDATE (left_at, from_seq) ON reader FROM alongside_app;
DROP POLICY begin ON thread;
DROP POLICY grow ON thread;
DROP POLICY begin ON reader;
DROP POLICY join_in ON reader;
DROP POLICY tend ON reader;
DROP POLICY self ON reader;
DROP POLICY write ON message;
DROP POLICY put ON outbox;
DROP FUNCTION alongside_fresh;

-- How far one has read, and whether one shows it: of the conversations one reads now.
CREATE POLICY self ON reader FOR UPDATE TO alongside_app
    USING (person_id = alongside_person() AND alongside_reads(thread_id, 9223372036854775807)) WITH CHECK (person_id = alongside_person());
CREATE FUNCTION alongside_check_reader() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NEW.read_seq < OLD.read_seq OR greatest(NEW.read_seq, NEW.reached_seq) > (SELECT t.last_seq FROM thread t WHERE t.id = NEW.thread_id) THEN
        RAISE insufficient_privilege USING MESSAGE = 'what was read stays read, and nobody has read what is not written';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER check_reader BEFORE UPDATE ON reader FOR EACH ROW WHEN (alongside_is_restricted()) EXECUTE FUNCTION alongside_check_reader();

-- The actor meets this person on the family's team today.
CREATE FUNCTION alongside_meets(family uuid, other uuid) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM membership o WHERE o.family_id = family AND o.person_id = other
        AND o.since <= alongside_today() AND (o.until IS NULL OR o.until > alongside_today())
        AND (alongside_sees_member(family, o.walks_with) OR (o.role = 'mentor' AND alongside_is(family, 'mentor_coordinator'))
            OR (o.role = 'mentor_coordinator' AND alongside_is(family, 'mentor'))));
END $$;

-- A line that tells the readers of a conversation what happened, with a notice for each of them. Called by the functions below.
CREATE FUNCTION alongside_add_notice(conversation uuid, number bigint, message uuid, form uuid, what text, about uuid, said timestamptz, noticed bigint, due bigint)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    INSERT INTO message (id, thread_id, seq, author_id, form_id, kind, about_id, language, body, entered_by_agency, at)
        VALUES (message, conversation, number, alongside_person(), form, what, about, 'en', '', false, said);
    INSERT INTO outbox (thread_id, seq, person_id, by_id, urgent, at, state, told_by, tries, next_at)
        SELECT conversation, number, r.person_id, alongside_person(), false, noticed, 'waiting', '', 0, due FROM reader r
        WHERE r.thread_id = conversation AND r.person_id <> alongside_person() AND r.left_at IS NULL;
END $$;

-- Begins a conversation of two; true when it may be. The key ends with both ids, the smaller one first.
CREATE FUNCTION alongside_begin_pair(conversation uuid, family uuid, other uuid, pair_key text, began timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me uuid := alongside_person();
BEGIN
    IF other = me OR NOT alongside_is_now(began) OR NOT alongside_member(family) OR NOT alongside_meets(family, other)
        OR NOT pair_key LIKE '%' || least(me, other) || ' ' || greatest(me, other) THEN
        RETURN false;
    END IF;
    INSERT INTO thread (id, agency_id, family_id, kind, by_id, pair, created_at, last_seq)
        SELECT conversation, f.agency_id, f.id, 'pair', me, pair_key, began, 0 FROM family f WHERE f.id = family;
    INSERT INTO reader (thread_id, person_id, from_seq, read_seq) VALUES (conversation, me, 1, 0), (conversation, other, 1, 0);
    RETURN true;
END $$;

-- Begins a conversation of several; true when it may be. One that only the family reads is begun by its worker, who does not read it.
CREATE FUNCTION alongside_begin_group(conversation uuid, family uuid, group_kind text, others uuid[], message uuid, form uuid,
    began timestamptz, noticed bigint, due bigint) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me uuid := alongside_person();
BEGIN
    IF NOT alongside_is_now(began) OR cardinality(others) < 2 OR me = ANY (others) OR NOT alongside_member(family)
        OR EXISTS (SELECT 1 FROM unnest(others) other WHERE NOT alongside_meets(family, other))
        OR group_kind NOT IN ('team', 'family')
        OR (group_kind = 'family' AND (NOT alongside_is(family, 'worker') OR EXISTS (SELECT 1 FROM unnest(others) other WHERE NOT EXISTS (
            SELECT 1 FROM membership m WHERE m.family_id = family AND m.person_id = other AND m.role IN ('parent', 'guardian', 'indian_custodian', 'youth')
            AND m.since <= alongside_today() AND (m.until IS NULL OR m.until > alongside_today()))))) THEN
        RETURN false;
    END IF;
    INSERT INTO thread (id, agency_id, family_id, kind, by_id, created_at, last_seq)
        SELECT conversation, f.agency_id, f.id, group_kind, me, began, 1 FROM family f WHERE f.id = family;
    INSERT INTO reader (thread_id, person_id, from_seq, read_seq, reached_seq) SELECT conversation, other, 1, 0, 0 FROM unnest(others) other;
    IF group_kind = 'team' THEN
        INSERT INTO reader (thread_id, person_id, from_seq, read_seq, reached_seq) VALUES (conversation, me, 1, 1, 1);
    END IF;
    PERFORM alongside_add_notice(conversation, 1, message, form, 'began', me, began, noticed, due);
    RETURN true;
END $$;

-- Puts somebody into a team's conversation: they read from here on. The number of the line that says so; null where the actor may not.
CREATE FUNCTION alongside_add_participant(conversation uuid, other uuid, message uuid, form uuid, said timestamptz, noticed bigint, due bigint)
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE number bigint;
BEGIN
    -- One change at a time: the second of two sees what the first one did.
    PERFORM 1 FROM thread t WHERE t.id = conversation AND alongside_reads(t.id, 9223372036854775807) FOR UPDATE;
    UPDATE thread t SET last_seq = t.last_seq + 1 WHERE t.id = conversation AND alongside_is_now(said) AND alongside_tends(t.id)
        AND alongside_meets(t.family_id, other)
        AND NOT EXISTS (SELECT 1 FROM reader r WHERE r.thread_id = t.id AND r.person_id = other AND r.left_at IS NULL)
        RETURNING t.last_seq INTO number;
    IF number IS NULL THEN
        RETURN NULL;
    END IF;
    INSERT INTO reader (thread_id, person_id, from_seq, read_seq, reached_seq) VALUES (conversation, other, number, number - 1, number - 1)
        ON CONFLICT (thread_id, person_id) DO UPDATE SET left_at = NULL, from_seq = excluded.from_seq, read_seq = excluded.read_seq, reached_seq = excluded.reached_seq;
    PERFORM alongside_add_notice(conversation, number, message, form, 'joined', other, said, noticed, due);
    RETURN number;
END $$;

-- Leaves a conversation of several, or takes somebody off it. The number of the line that says so; null where the actor may not.
CREATE FUNCTION alongside_remove_participant(conversation uuid, other uuid, message uuid, form uuid, said timestamptz, noticed bigint, due bigint)
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    me uuid := alongside_person();
    number bigint;
BEGIN
    PERFORM 1 FROM thread t WHERE t.id = conversation AND alongside_reads(t.id, 9223372036854775807) FOR UPDATE;
    UPDATE thread t SET last_seq = t.last_seq + 1 WHERE t.id = conversation AND t.kind <> 'pair' AND alongside_is_now(said)
        AND alongside_reads(t.id, 9223372036854775807) AND (other = me OR alongside_tends(t.id))
        AND EXISTS (SELECT 1 FROM reader r WHERE r.thread_id = t.id AND r.person_id = other AND r.left_at IS NULL)
        RETURNING t.last_seq INTO number;
    IF number IS NULL THEN
        RETURN NULL;
    END IF;
    PERFORM alongside_add_notice(conversation, number, message, form, CASE WHEN other = me THEN 'left' ELSE 'taken_off' END, other, said, noticed, due);
    UPDATE reader r SET left_at = said WHERE r.thread_id = conversation AND r.person_id = other;
    RETURN number;
END $$;

-- As before, and said now: nobody dates their own words.
CREATE OR REPLACE FUNCTION alongside_say(conversation uuid, form uuid, message uuid, kept_under uuid, spoken text, words text, added jsonb,
    said timestamptz, urgent boolean, noticed bigint, due bigint) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    me uuid := alongside_person();
    today date := alongside_today();
    number bigint;
BEGIN
    UPDATE thread t SET last_seq = t.last_seq + 1
        WHERE t.id = conversation AND alongside_is_now(said)
        AND (t.family_id IS NULL OR EXISTS (SELECT 1 FROM membership m WHERE m.family_id = t.family_id AND m.person_id = me
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

-- S4.4: what was made of a message carries who had it made: an interpreter under their own name, a machine under that of its
-- host, which no person's name is.
DROP POLICY put ON message_translation;
CREATE POLICY put ON message_translation FOR INSERT TO alongside_app WITH CHECK (by_id = alongside_person() AND alongside_is_now(at)
    AND CASE WHEN machine THEN made_by ~* '^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)$' AND alongside_reads(thread_id, seq)
        ELSE alongside_was_given(thread_id, seq) AND made_by = (SELECT coalesce(p.chosen_name, p.name) FROM person p WHERE p.id = alongside_person()) END);
DROP POLICY ask ON interpretation;
CREATE POLICY ask ON interpretation FOR INSERT TO alongside_app WITH CHECK (asked_by = alongside_person() AND alongside_reads(thread_id, seq)
    AND taken_by IS NULL AND done_at IS NULL AND before_it BETWEEN 0 AND 10 AND alongside_is_now(at));
DROP POLICY take ON interpretation;
CREATE POLICY take ON interpretation FOR UPDATE TO alongside_app
    USING (alongside_interprets(thread_id) AND done_at IS NULL AND (taken_by IS NULL OR taken_by = alongside_person()))
    WITH CHECK (alongside_interprets(thread_id) AND (taken_by = alongside_person() OR (taken_by IS NULL AND done_at IS NULL))
        AND (done_at IS NULL OR alongside_is_now(done_at)));

-- S4.4: a log line says what its writer is to the family today, with the parent they walk with, and now.
CREATE FUNCTION alongside_stands_as(family uuid, place text, walks uuid) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM membership m WHERE m.family_id = family AND m.person_id = alongside_person() AND m.role = place
        AND m.walks_with IS NOT DISTINCT FROM walks AND m.since <= alongside_today() AND (m.until IS NULL OR m.until > alongside_today()));
END $$;
DROP POLICY look ON access_log;
CREATE POLICY look ON access_log FOR INSERT TO alongside_app WITH CHECK (person_id = alongside_person() AND alongside_is_now(at)
    AND alongside_stands_as(family_id, role, subject_id)
    AND (thread_id IS NULL OR alongside_reads(thread_id, 9223372036854775807) OR alongside_interprets(thread_id)));

-- S4.5: of a step, whoever does it says how it goes and nothing else; the family's own words are its own, and a worker writes
-- all the rest of a plan but the words of a family's goal.
REVOKE UPDATE ON plan_item, plan FROM alongside_app;
GRANT UPDATE (text_id, goal_id, order_id, after_id, benchmark_id, so_far_id, owner_id, owed, due, minutes, trips, weekday, starts, ends, state,
    revision, gone, why_id, changed_at, audience_id) ON plan_item TO alongside_app;
GRANT UPDATE (version, since, permanency, permanency_since, permanency_by, permanency_why, concurrent, concurrent_since, concurrent_by, concurrent_why,
    revision) ON plan TO alongside_app;
CREATE FUNCTION alongside_check_plan_item() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF OLD.kind = 'own_words' THEN
        -- Which rows, the policy says; words of one's own are no step that anybody owes.
        IF (NEW.owner_id, NEW.owed, NEW.due, NEW.state) IS DISTINCT FROM (OLD.owner_id, OLD.owed, OLD.due, OLD.state) THEN
            RAISE insufficient_privilege USING MESSAGE = 'own words are no step';
        END IF;
    ELSIF alongside_is(OLD.family_id, 'worker') THEN
        IF OLD.kind = 'family_goal' AND (NEW.text_id, NEW.audience_id) IS DISTINCT FROM (OLD.text_id, OLD.audience_id) THEN
            RAISE insufficient_privilege USING MESSAGE = 'the words of a family''s goal are the family''s';
        END IF;
    ELSIF OLD.owed OR to_jsonb(NEW) - 'state' IS DISTINCT FROM to_jsonb(OLD) - 'state' THEN
        RAISE insufficient_privilege USING MESSAGE = 'whoever does a step says how it goes and nothing else';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER check_plan_item BEFORE UPDATE ON plan_item FOR EACH ROW WHEN (alongside_is_restricted()) EXECUTE FUNCTION alongside_check_plan_item();

-- The history of a line is written by whoever may edit it; what was asked and published, by the worker.
CREATE FUNCTION alongside_edits_item(item uuid) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM plan_item i WHERE i.id = item AND alongside_sees(i.family_id, i.audience_id)
        AND CASE WHEN i.kind = 'own_words' THEN alongside_of_family(i.family_id) AND alongside_wrote(i.text_id) ELSE alongside_is(i.family_id, 'worker') END);
END $$;
DROP POLICY write ON plan_edit;
CREATE POLICY write ON plan_edit FOR INSERT TO alongside_app
    WITH CHECK (by_id = alongside_person() AND alongside_is_now(at) AND alongside_edits_item(item_id));
DROP POLICY write ON plan_asked;
CREATE POLICY write ON plan_asked FOR INSERT TO alongside_app
    WITH CHECK (by_id = alongside_person() AND alongside_is_now(at) AND alongside_is(family_id, 'worker'));
DROP POLICY write ON plan_version;
CREATE POLICY write ON plan_version FOR INSERT TO alongside_app WITH CHECK (by_id = alongside_person() AND alongside_is(family_id, 'worker')
    AND version = (SELECT p.version FROM plan p WHERE p.family_id = plan_version.family_id));
-- What somebody says to the plan: the family everything, others what model::policy::may_reply lists. An answer is given once.
DROP POLICY write ON plan_reply;
CREATE POLICY write ON plan_reply FOR INSERT TO alongside_app WITH CHECK (author_id = alongside_person() AND alongside_is_now(at)
    AND outcome IS NULL AND answer_id IS NULL AND answered_by IS NULL AND answered_at IS NULL AND alongside_sees(family_id, audience_id)
    AND (text_id IS NULL OR alongside_wrote(text_id)) AND (item_id IS NULL OR alongside_sees_item(item_id))
    AND (alongside_of_family(family_id)
        OR (kind = 'comment' AND alongside_has_role(family_id, '{worker,caregiver,mentor,supervisor,tribal_representative}'))
        OR (kind IN ('done', 'not_yet', 'need_help', 'cannot') AND alongside_has_role(family_id, '{worker,caregiver,mentor,tribal_representative}'))));
DROP POLICY answer ON plan_reply;
CREATE POLICY answer ON plan_reply FOR UPDATE TO alongside_app
    USING (outcome IS NULL AND alongside_is(family_id, 'worker') AND alongside_sees(family_id, audience_id))
    WITH CHECK (answered_by = alongside_person() AND alongside_is_now(answered_at) AND (answer_id IS NULL OR alongside_wrote(answer_id)));
DROP POLICY write ON plan_rating;
CREATE POLICY write ON plan_rating FOR INSERT TO alongside_app WITH CHECK (person_id = alongside_person() AND alongside_is_now(at)
    AND alongside_sees(family_id, audience_id) AND alongside_has_role(family_id,
        CASE voice WHEN 'parent' THEN '{parent,guardian,indian_custodian}'::text[] WHEN 'youth' THEN '{youth}' WHEN 'team' THEN '{worker}' END));
DROP POLICY edit ON plan_rating;
CREATE POLICY edit ON plan_rating FOR UPDATE TO alongside_app USING (person_id = alongside_person())
    WITH CHECK (person_id = alongside_person() AND alongside_is_now(at) AND alongside_sees(family_id, audience_id));
DROP POLICY write ON text;
CREATE POLICY write ON text FOR INSERT TO alongside_app
    WITH CHECK (author_id = alongside_person() AND NOT entered_by_agency AND alongside_is_now(at) AND alongside_sees(family_id, audience_id));
DROP POLICY ask ON translation_request;
CREATE POLICY ask ON translation_request FOR INSERT TO alongside_app
    WITH CHECK (person_id = alongside_person() AND alongside_is_now(at) AND EXISTS (SELECT 1 FROM text t WHERE t.id = text_id));
DROP POLICY put ON contact;
CREATE POLICY put ON contact FOR INSERT TO alongside_app WITH CHECK (mentor_id = alongside_person() AND day = alongside_today()
    AND alongside_is_now(at) AND alongside_stands_as(family_id, 'mentor', parent_id));

-- Tables of one's own: only the columns that the portal changes.
REVOKE UPDATE ON draft, plan_carry, away, notify_choice, notify_way FROM alongside_app;
GRANT UPDATE (body, at) ON draft TO alongside_app;
GRANT UPDATE (minutes, trips, at) ON plan_carry TO alongside_app;
GRANT UPDATE (mode, safe_from, safe_until) ON notify_choice TO alongside_app;
DROP POLICY self ON away;
DROP POLICY put ON away;
CREATE POLICY put ON away FOR INSERT TO alongside_app WITH CHECK (person_id = alongside_person() AND (cover_id IS NULL OR alongside_knows(cover_id)));

-- S4.6: an audience is made by a worker, of the people and places of that family's team; by somebody of the family, with themselves
-- in it; by others who may say something to the plan, of themselves and those who answer, and no other.
CREATE OR REPLACE FUNCTION alongside_audience(wanted_id uuid, family uuid, wanted text) RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    found uuid;
    entry text;
    entries text[] := string_to_array(wanted, ' ');
    me text := alongside_person()::text;
BEGIN
    IF cardinality(entries) = 0 OR NOT (alongside_is(family, 'worker') OR (alongside_of_family(family) AND me = ANY (entries))
        OR (alongside_has_role(family, '{caregiver,mentor,supervisor,tribal_representative}')
            AND me = ANY (entries) AND entries <@ ARRAY[me, 'worker', 'supervisor'])) THEN
        RETURN NULL;
    END IF;
    IF EXISTS (SELECT 1 FROM unnest(entries) one WHERE NOT (one = ANY ('{parent,guardian,indian_custodian,youth,caregiver,mentor,mentor_coordinator,worker,supervisor,tribal_representative,interpreter,administrator}')
        OR EXISTS (SELECT 1 FROM membership m WHERE m.family_id = family AND m.person_id::text = ltrim(one, '!')))) THEN
        RETURN NULL;
    END IF;
    INSERT INTO audience (id, family_id, key) VALUES (wanted_id, family, wanted) ON CONFLICT (family_id, key) DO NOTHING;
    SELECT id INTO found FROM audience WHERE family_id = family AND key = wanted;
    IF found = wanted_id THEN
        FOREACH entry IN ARRAY entries LOOP
            IF entry LIKE '!%' THEN
                INSERT INTO audience_entry (audience_id, role, person_id, never) VALUES (found, NULL, substr(entry, 2)::uuid, true);
            ELSIF entry ~ '^[0-9a-f-]{36}$' THEN
                INSERT INTO audience_entry (audience_id, role, person_id, never) VALUES (found, NULL, entry::uuid, false);
            ELSE
                INSERT INTO audience_entry (audience_id, role, person_id, never) VALUES (found, entry, NULL, false);
            END IF;
        END LOOP;
    END IF;
    RETURN found;
END $$;

-- S4.7: a passphrase's hash is read by the exact sign-in name and before anybody acts, never by whose it is; the server checks
-- passphrases itself and must have it. An account is written by using a good code up, and in no other way.
ALTER TABLE account ADD COLUMN signed_in_at timestamptz;
REVOKE ALL ON account, invitation FROM alongside_app;
GRANT SELECT (person_id, sign_in_name, passphrase_hash) ON account TO alongside_app;
GRANT SELECT ON invitation TO alongside_app;
DROP POLICY own ON account;
CREATE POLICY own ON account FOR SELECT TO alongside_app USING (alongside_person() IS NULL AND sign_in_name = alongside_key());
DROP POLICY own ON invitation;
CREATE POLICY own ON invitation FOR SELECT TO alongside_app USING (alongside_person() IS NULL AND code_hash = alongside_key());
-- The person of the code; null where it is not good. A name that somebody else has is a unique violation, and the code is as it was.
CREATE FUNCTION alongside_redeem_invitation(code text, name text, hash text, used timestamptz) RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE invited uuid;
BEGIN
    UPDATE invitation i SET used_at = used WHERE i.code_hash = code AND i.used_at IS NULL AND i.expires_at > used AND alongside_is_now(used)
        RETURNING i.person_id INTO invited;
    IF invited IS NOT NULL THEN
        INSERT INTO account (person_id, sign_in_name, passphrase_hash, created_at, signed_in_at) VALUES (invited, name, hash, used, now())
            ON CONFLICT (person_id) DO UPDATE SET sign_in_name = excluded.sign_in_name, passphrase_hash = excluded.passphrase_hash, signed_in_at = now();
    END IF;
    RETURN invited;
END $$;

-- S4.8: a session is begun for somebody within a minute of their signing in: with the hash that belongs to their name, or with a code.
-- In a demo anybody may look around as anyone.
CREATE FUNCTION alongside_confirm_sign_in(name text, hash text) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    UPDATE account a SET signed_in_at = now() WHERE a.sign_in_name = name AND a.passphrase_hash = hash;
    RETURN FOUND;
END $$;
CREATE FUNCTION alongside_may_be_signed_in(person uuid) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN person IS NULL OR EXISTS (SELECT 1 FROM account a WHERE a.person_id = person AND a.signed_in_at > now() - interval '1 minute')
        OR EXISTS (SELECT 1 FROM mark m WHERE m.name = 'demo');
END $$;
-- Whose a session is and until when is said when it begins, and never changes; its data, from which the portal reads who has
-- signed in, names nobody else.
CREATE FUNCTION alongside_names_nobody_else(data jsonb, person uuid) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN data #> '{person}' IS NULL OR coalesce(data #>> '{person,id}' = person::text, false);
DROP POLICY own ON session;
CREATE POLICY own ON session FOR SELECT TO alongside_app USING (alongside_person() IS NULL AND token_hash = alongside_key());
CREATE POLICY start ON session FOR INSERT TO alongside_app
    WITH CHECK (alongside_person() IS NULL AND token_hash = alongside_key() AND alongside_may_be_signed_in(person_id)
        AND alongside_names_nobody_else(data, person_id));
CREATE POLICY keep ON session FOR UPDATE TO alongside_app USING (alongside_person() IS NULL AND token_hash = alongside_key())
    WITH CHECK (alongside_person() IS NULL AND token_hash = alongside_key() AND alongside_names_nobody_else(data, person_id));
CREATE POLICY finish ON session FOR DELETE TO alongside_app USING (alongside_person() IS NULL AND token_hash = alongside_key());
REVOKE UPDATE ON session FROM alongside_app;
GRANT UPDATE (data) ON session TO alongside_app;

-- The owner's functions are the portal's alone (0020); what only writes is not for the system either.
DO $$
DECLARE ours regprocedure;
BEGIN
    FOR ours IN SELECT p.oid::regprocedure FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace
        AND p.prosecdef AND p.proname LIKE 'alongside\_%' AND p.proname <> 'alongside_schema' AND p.prorettype <> 'trigger'::regtype LOOP
        EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', ours);
        EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO alongside_app, alongside_system', ours);
    END LOOP;
END $$;
REVOKE EXECUTE ON FUNCTION alongside_say, alongside_begin_pair, alongside_begin_group, alongside_add_participant, alongside_remove_participant,
    alongside_audience, alongside_redeem_invitation, alongside_confirm_sign_in FROM alongside_system;
REVOKE EXECUTE ON FUNCTION alongside_add_notice FROM alongside_app, alongside_system;
