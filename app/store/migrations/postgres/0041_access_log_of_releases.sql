-- The entry of an adult who reads what a young person has released of their transition plan is for the
-- young person alone: the rest of the family would learn from it to whom something was released.

-- A row states the role that its writer has in the family today, the person whom they support or the
-- young person whose plan they read, and the current time.
DROP POLICY insert_own ON access_log;
CREATE POLICY insert_own ON access_log FOR INSERT TO alongside_app
    WITH CHECK (person_id = alongside_person() AND alongside_is_now(created_at)
    AND (alongside_has_membership(family_id, role, subject_id)
        OR (what = 'transition' AND alongside_has_membership(family_id, role, NULL)
            AND alongside_is_youth_of(family_id, subject_id)))
    AND (thread_id IS NULL OR alongside_can_read_thread(thread_id, 9223372036854775807)
        OR alongside_is_interpreter(thread_id))
    AND (text_id IS NULL OR EXISTS (SELECT 1 FROM text_interpretation w
        WHERE w.text_id = access_log.text_id AND w.claimed_by = alongside_person())));
