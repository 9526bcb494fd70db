-- One family with a member in every role, and one row in every table, visible to all of them where
-- possible. {p} is the letter in all ids of the family; {agency} is the letter of its agency.
-- Person n has the id {p}1…n, in the order of the roles below; person 13 is a former caregiver.
INSERT INTO agency (id, key, name, time_zone, languages, phone, exit_address)
    VALUES ('{agency}0000000-0000-7000-8000-000000000000', 'agency-{agency}', 'Agency', 'America/Chicago', '["en"]', '1', '/') ON CONFLICT DO NOTHING;
INSERT INTO family (id, agency_id, key, name, stage, in_home)
    VALUES ('{p}0000000-0000-7000-8000-000000000001', '{agency}0000000-0000-7000-8000-000000000000', 'family-{p}', 'Family', 'ongoing', false);
CREATE TEMPORARY TABLE places AS SELECT n, role, ('{p}1000000-0000-7000-8000-0000000000' || lpad(n::text, 2, '0'))::uuid AS person FROM unnest(
    '{parent,guardian,indian_custodian,youth,caregiver,mentor,mentor_coordinator,worker,supervisor,tribal_representative,interpreter,administrator,caregiver}'::text[])
    WITH ORDINALITY AS places (role, n);
INSERT INTO person (id, agency_id, key, name, languages_spoken, languages_read)
    SELECT person, '{agency}0000000-0000-7000-8000-000000000000', '{p}-' || n, role, '["en"]', '["en"]' FROM places;
INSERT INTO membership (id, family_id, person_id, role, since, until, coordinator, mentee_id)
    SELECT gen_random_uuid(), '{p}0000000-0000-7000-8000-000000000001', person, role, '2000-01-01', CASE WHEN n = 13 THEN date '2001-01-01' END, false,
        CASE WHEN role = 'mentor' THEN '{p}1000000-0000-7000-8000-000000000001'::uuid END FROM places;
INSERT INTO audience (id, family_id, key) SELECT ('{p}2000000-0000-7000-8000-00000000000' || n)::uuid, '{p}0000000-0000-7000-8000-000000000001', 'probe ' || n
    FROM generate_series(1, 3) n;
-- Two audiences with every role, and one with the workers only.
INSERT INTO audience_entry (audience_id, role, person_id, denied) SELECT a.id, p.role, NULL, false FROM audience a, places p
    WHERE a.family_id = '{p}0000000-0000-7000-8000-000000000001' AND p.n < 13 AND (a.key <> 'probe 3' OR p.role = 'worker');

-- Text 1 is by the worker; text 10 + n is by person n; text 30 belongs to the family's goal, and
-- text 40 to a reply.
INSERT INTO text (id, family_id, audience_id, language, body, author_id, entered_by_agency, created_at)
    SELECT ('{p}3000000-0000-7000-8000-0000000000' || lpad(t.n::text, 2, '0'))::uuid, '{p}0000000-0000-7000-8000-000000000001',
        '{p}2000000-0000-7000-8000-000000000001', 'en', 'words', ('{p}1000000-0000-7000-8000-0000000000' || lpad(t.author::text, 2, '0'))::uuid, false, now()
    FROM (SELECT 1 AS n, 8 AS author UNION ALL SELECT 30, 1 UNION ALL SELECT 40, 1 UNION ALL SELECT 10 + p.n::int, p.n::int FROM places p) t;
INSERT INTO translation (text_id, language, body, made_by, machine, created_at) VALUES ('{p}3000000-0000-7000-8000-000000000001', 'es', 'palabras', 'machine', true, now());
INSERT INTO translation_request (text_id, language, person_id, created_at, asked_on, answer_due)
    SELECT '{p}3000000-0000-7000-8000-000000000001', 'hmn', person, now(), current_date, current_date + 7 FROM places;
-- The parent has asked for texts 30 and 40 in English, which the interpreter knows and has claimed
-- the first of.
INSERT INTO translation_request (text_id, language, person_id, created_at, asked_on, answer_due)
    SELECT ('{p}3000000-0000-7000-8000-0000000000' || n)::uuid, 'en', '{p}1000000-0000-7000-8000-000000000001', now(), current_date, current_date + 7 FROM unnest('{30,40}'::int[]) n;
INSERT INTO text_interpretation (id, text_id, language, claimed_by)
    SELECT gen_random_uuid(), ('{p}3000000-0000-7000-8000-0000000000' || n)::uuid, 'en', CASE WHEN n = 30 THEN '{p}1000000-0000-7000-8000-000000000011'::uuid END FROM unnest('{30,40}'::int[]) n;
INSERT INTO translation_notification (text_id, language, person_id, created_at, state, delivered_channels, attempts, next_attempt_at)
    SELECT '{p}3000000-0000-7000-8000-000000000001', 'es', person, 0, 'waiting', '', 0, 0 FROM places;
INSERT INTO plan (family_id, audience_id, version, since) VALUES ('{p}0000000-0000-7000-8000-000000000001', '{p}2000000-0000-7000-8000-000000000001', 1, '2020-01-01');
INSERT INTO child (id, family_id, audience_id, key, name, date_of_birth)
    VALUES ('{p}7000000-0000-7000-8000-000000000001', '{p}0000000-0000-7000-8000-000000000001', '{p}2000000-0000-7000-8000-000000000001', 'child', 'Child', '2015-01-01');
-- Item 1 is the worker's; 10 + n holds the own words of person n, 30 + n is a step of person n, and
-- 50 is a goal of the family.
INSERT INTO plan_item (id, family_id, audience_id, key, kind, position, text_id, owner_id, owed_by_agency, state)
    SELECT ('{p}4000000-0000-7000-8000-0000000000' || lpad(i.n::text, 2, '0'))::uuid, '{p}0000000-0000-7000-8000-000000000001',
        '{p}2000000-0000-7000-8000-000000000001', 'line ' || i.n, i.kind, i.n, ('{p}3000000-0000-7000-8000-0000000000' || lpad(i.words::text, 2, '0'))::uuid, i.owner, false, 'open'
    FROM (SELECT 1 AS n, 'strength' AS kind, 1 AS words, NULL::uuid AS owner UNION ALL SELECT 50, 'family_goal', 30, NULL
        UNION ALL SELECT 10 + p.n::int, 'own_words', 10 + p.n::int, NULL FROM places p UNION ALL SELECT 30 + p.n::int, 'step', 1, p.person FROM places p) i;
INSERT INTO plan_version (family_id, version, audience_id, since, created_by_id)
    VALUES ('{p}0000000-0000-7000-8000-000000000001', 0, '{p}2000000-0000-7000-8000-000000000001', '2020-01-01', '{p}1000000-0000-7000-8000-000000000008');
INSERT INTO plan_version_item (family_id, version, item_id, audience_id, kind, position, text_id, owed_by_agency)
    VALUES ('{p}0000000-0000-7000-8000-000000000001', 0, '{p}4000000-0000-7000-8000-000000000001', '{p}2000000-0000-7000-8000-000000000001', 'strength', 1, '{p}3000000-0000-7000-8000-000000000001', false);
INSERT INTO plan_item_revision (id, family_id, item_id, revision, text_id, owed_by_agency, removed, created_by_id, created_at)
    VALUES (gen_random_uuid(), '{p}0000000-0000-7000-8000-000000000001', '{p}4000000-0000-7000-8000-000000000001', 1, '{p}3000000-0000-7000-8000-000000000001', false, false, '{p}1000000-0000-7000-8000-000000000008', now());
INSERT INTO plan_reply (id, family_id, audience_id, author_id, form_id, kind, section, text_id, created_at, answer_due)
    VALUES ('{p}8000000-0000-7000-8000-000000000001', '{p}0000000-0000-7000-8000-000000000001', '{p}2000000-0000-7000-8000-000000000001', '{p}1000000-0000-7000-8000-000000000001', gen_random_uuid(), 'change', 'needs', '{p}3000000-0000-7000-8000-000000000040', now(), '2030-01-01');
INSERT INTO plan_reply (id, family_id, audience_id, author_id, form_id, kind, section, created_at, withdrawn_at)
    VALUES ('{p}8000000-0000-7000-8000-000000000002', '{p}0000000-0000-7000-8000-000000000001', '{p}2000000-0000-7000-8000-000000000001', '{p}1000000-0000-7000-8000-000000000001', gen_random_uuid(), 'agree', 'needs', now(), now());
INSERT INTO plan_consultation (id, family_id, section, created_by_id, created_at) VALUES (gen_random_uuid(), '{p}0000000-0000-7000-8000-000000000001', 'needs', '{p}1000000-0000-7000-8000-000000000008', now());
INSERT INTO plan_scale (family_id, top) VALUES ('{p}0000000-0000-7000-8000-000000000001', 5);
INSERT INTO plan_review (id, family_id, audience_id, key, held, created_by_id)
    SELECT ('{p}9000000-0000-7000-8000-00000000000' || n)::uuid, '{p}0000000-0000-7000-8000-000000000001', '{p}2000000-0000-7000-8000-000000000001', 'review ' || n, '2020-01-01', '{p}1000000-0000-7000-8000-000000000008'
    FROM generate_series(1, 2) n;
INSERT INTO plan_rating (review_id, person_id, family_id, audience_id, voice, value, created_at)
    SELECT '{p}9000000-0000-7000-8000-000000000001', person, '{p}0000000-0000-7000-8000-000000000001', '{p}2000000-0000-7000-8000-000000000001',
        CASE WHEN role = 'youth' THEN 'youth' WHEN role IN ('parent', 'guardian', 'indian_custodian') THEN 'parent' ELSE 'team' END, 3, now() FROM places;
INSERT INTO plan_capacity (family_id, person_id, minutes, trips, created_at) SELECT '{p}0000000-0000-7000-8000-000000000001', person, 1, 1, now() FROM places;
INSERT INTO plan_unavailability (family_id, person_id, weekday, starts, ends) SELECT '{p}0000000-0000-7000-8000-000000000001', person, 1, 1, 2 FROM places;
INSERT INTO event (id, family_id, audience_id, key, kind, starts, about_id)
    VALUES ('{p}a000000-0000-7000-8000-000000000001', '{p}0000000-0000-7000-8000-000000000001', '{p}2000000-0000-7000-8000-000000000001', 'event', 'meeting', '2030-01-01T09:00', '{p}3000000-0000-7000-8000-000000000001');

-- The next event of a series, to which the worker carries over what people need.
INSERT INTO event (id, family_id, audience_id, key, kind, starts, about_id)
    VALUES ('{p}a000000-0000-7000-8000-000000000002', '{p}0000000-0000-7000-8000-000000000001', '{p}2000000-0000-7000-8000-000000000001', 'next event', 'meeting', '2030-02-01T09:00', '{p}3000000-0000-7000-8000-000000000001');
INSERT INTO event_place (event_id, family_id, audience_id, place)
    VALUES ('{p}a000000-0000-7000-8000-000000000001', '{p}0000000-0000-7000-8000-000000000001', '{p}2000000-0000-7000-8000-000000000001', 'place');
INSERT INTO event_detail (event_id, topic, text_id)
    VALUES ('{p}a000000-0000-7000-8000-000000000001', 'bring', '{p}3000000-0000-7000-8000-000000000001');
INSERT INTO event_change (id, event_id, family_id, act, revision, created_by_id, created_at, since)
    VALUES ('{p}c000000-0000-7000-8000-000000000001', '{p}a000000-0000-7000-8000-000000000001', '{p}0000000-0000-7000-8000-000000000001', 'move', 1, '{p}1000000-0000-7000-8000-000000000008', now(), '2020-01-01');
-- Of a place that only the workers may know.
INSERT INTO event_change (id, event_id, family_id, act, revision, created_by_id, created_at, since, audience_id)
    VALUES ('{p}c000000-0000-7000-8000-000000000002', '{p}a000000-0000-7000-8000-000000000001', '{p}0000000-0000-7000-8000-000000000001', 'change', 2, '{p}1000000-0000-7000-8000-000000000008', now(), '2020-01-01', '{p}2000000-0000-7000-8000-000000000003');
INSERT INTO event_notification (event_id, person_id, kind, starts, revision, created_at, state, delivered_channels, attempts, next_attempt_at)
    SELECT '{p}a000000-0000-7000-8000-000000000001', person, 'change', '2030-01-01T09:00', 1, 0, 'waiting', '', 0, 0 FROM places;
INSERT INTO event_version (change_id, event_id, family_id, audience_id, kind, starts, about_id)
    VALUES ('{p}c000000-0000-7000-8000-000000000001', '{p}a000000-0000-7000-8000-000000000001', '{p}0000000-0000-7000-8000-000000000001', '{p}2000000-0000-7000-8000-000000000001', 'meeting', '2030-01-01T09:00', '{p}3000000-0000-7000-8000-000000000001');
-- Answer n is that of person n; the worker has settled that of the parent.
INSERT INTO event_answer (event_id, person_id, id, family_id, answer, created_at)
    SELECT '{p}a000000-0000-7000-8000-000000000001', person, ('{p}b000000-0000-7000-8000-0000000000' || lpad(n::text, 2, '0'))::uuid, '{p}0000000-0000-7000-8000-000000000001', 'change', now() FROM places;
INSERT INTO event_settlement (answer_id, family_id, settled_by_id, created_at)
    VALUES ('{p}b000000-0000-7000-8000-000000000001', '{p}0000000-0000-7000-8000-000000000001', '{p}1000000-0000-7000-8000-000000000008', now());
-- Need n is that of person n; the worker has answered that of the parent.
INSERT INTO event_need (event_id, person_id, need, id, family_id, created_at)
    SELECT '{p}a000000-0000-7000-8000-000000000001', person, 'ride', ('{p}d000000-0000-7000-8000-0000000000' || lpad(n::text, 2, '0'))::uuid, '{p}0000000-0000-7000-8000-000000000001', now() FROM places;
INSERT INTO event_need_answer (need_id, family_id, outcome, answered_by_id, created_at)
    VALUES ('{p}d000000-0000-7000-8000-000000000001', '{p}0000000-0000-7000-8000-000000000001', 'confirmed', '{p}1000000-0000-7000-8000-000000000008', now());
-- A plan for family time, and its visit, which is the event.
INSERT INTO family_time_plan (id, family_id, audience_id, parent_id, level, often_id, created_by_id, created_at)
    VALUES ('{p}d000000-0000-7000-8000-000000000001', '{p}0000000-0000-7000-8000-000000000001', '{p}2000000-0000-7000-8000-000000000001', '{p}1000000-0000-7000-8000-000000000001', 'monitored', '{p}3000000-0000-7000-8000-000000000001', '{p}1000000-0000-7000-8000-000000000008', now());
INSERT INTO family_time_child (plan_id, child_id) VALUES ('{p}d000000-0000-7000-8000-000000000001', '{p}7000000-0000-7000-8000-000000000001');
INSERT INTO family_time_place (plan_id, family_id, audience_id, place)
    VALUES ('{p}d000000-0000-7000-8000-000000000001', '{p}0000000-0000-7000-8000-000000000001', '{p}2000000-0000-7000-8000-000000000001', 'place');
INSERT INTO family_time_change (id, plan_id, family_id, act, revision, created_by_id, created_at, since)
    VALUES ('{p}e000000-0000-7000-8000-000000000001', '{p}d000000-0000-7000-8000-000000000001', '{p}0000000-0000-7000-8000-000000000001', 'change', 2, '{p}1000000-0000-7000-8000-000000000008', now(), '2020-01-01');
INSERT INTO family_time_version (change_id, plan_id, family_id, audience_id, level, often_id)
    VALUES ('{p}e000000-0000-7000-8000-000000000001', '{p}d000000-0000-7000-8000-000000000001', '{p}0000000-0000-7000-8000-000000000001', '{p}2000000-0000-7000-8000-000000000001', 'monitored', '{p}3000000-0000-7000-8000-000000000001');
INSERT INTO family_time_visit (event_id, family_id, plan_id)
    VALUES ('{p}a000000-0000-7000-8000-000000000001', '{p}0000000-0000-7000-8000-000000000001', '{p}d000000-0000-7000-8000-000000000001');
-- A visit that is canceled.
INSERT INTO event (id, family_id, audience_id, key, kind, starts, about_id, revision, cancelled)
    VALUES ('{p}a000000-0000-7000-8000-000000000003', '{p}0000000-0000-7000-8000-000000000001', '{p}2000000-0000-7000-8000-000000000001', 'cancelled visit', 'family_time', '2030-01-08T09:00', '{p}3000000-0000-7000-8000-000000000001', 1, true);
INSERT INTO family_time_visit (event_id, family_id, plan_id)
    VALUES ('{p}a000000-0000-7000-8000-000000000003', '{p}0000000-0000-7000-8000-000000000001', '{p}d000000-0000-7000-8000-000000000001');
INSERT INTO family_time_outcome (event_id, family_id, outcome, created_by_id, created_at)
    VALUES ('{p}a000000-0000-7000-8000-000000000001', '{p}0000000-0000-7000-8000-000000000001', 'held', '{p}1000000-0000-7000-8000-000000000008', now());
INSERT INTO case_date (id, family_id, audience_id, child_id, kind, day)
    VALUES (gen_random_uuid(), '{p}0000000-0000-7000-8000-000000000001', '{p}2000000-0000-7000-8000-000000000001', '{p}7000000-0000-7000-8000-000000000001', 'removal', '2020-01-01');
INSERT INTO case_date (id, family_id, audience_id, child_id, kind, day, created_by_id, created_at)
    VALUES (gen_random_uuid(), '{p}0000000-0000-7000-8000-000000000001', '{p}2000000-0000-7000-8000-000000000001', '{p}7000000-0000-7000-8000-000000000001', 'review_held', '2020-02-01', '{p}1000000-0000-7000-8000-000000000008', now());
INSERT INTO agency_holiday (agency_id, day, name, names)
    VALUES ('{agency}0000000-0000-7000-8000-000000000000', date '2020-01-01' + ascii('{p}'), 'holiday {p}', '{}');
INSERT INTO family_observance (id, family_id, audience_id, name, first_day, last_day, created_by_id, created_at)
    VALUES (gen_random_uuid(), '{p}0000000-0000-7000-8000-000000000001', '{p}2000000-0000-7000-8000-000000000001', 'feast', '2020-01-01', '2020-01-02', '{p}1000000-0000-7000-8000-000000000001', now());
-- Words n are by person n; those of the parent have earlier ones. Notes of the worker, with a decision
-- and the position of the parent.
INSERT INTO event_words (id, event_id, family_id, audience_id, author_id, kind, readers, text_id, changed_at)
    SELECT ('{p}d000000-0000-7000-8000-0000000000' || lpad(n::text, 2, '0'))::uuid, '{p}a000000-0000-7000-8000-000000000001', '{p}0000000-0000-7000-8000-000000000001', '{p}2000000-0000-7000-8000-000000000001', person, 'say', 'event',
        ('{p}3000000-0000-7000-8000-0000000000' || lpad((10 + n)::text, 2, '0'))::uuid, now() FROM places;
INSERT INTO event_words_version (words_id, revision, text_id, changed_at)
    VALUES ('{p}d000000-0000-7000-8000-000000000001', 0, '{p}3000000-0000-7000-8000-000000000011', now());
INSERT INTO event_notes (id, event_id, family_id, audience_id, revision, published, result_id, created_by_id, created_at, since)
    VALUES ('{p}e000000-0000-7000-8000-000000000001', '{p}a000000-0000-7000-8000-000000000001', '{p}0000000-0000-7000-8000-000000000001', '{p}2000000-0000-7000-8000-000000000001', 1, true, '{p}3000000-0000-7000-8000-000000000001', '{p}1000000-0000-7000-8000-000000000008', now(), '2020-01-01');
INSERT INTO event_attendance (notes_id, person_id, attended)
    SELECT '{p}e000000-0000-7000-8000-000000000001'::uuid, person, true FROM places WHERE n = 8
    UNION ALL SELECT '{p}e000000-0000-7000-8000-000000000001'::uuid, person, true FROM places WHERE n = 1;
INSERT INTO event_words_answer (notes_id, words_id, text_id)
    VALUES ('{p}e000000-0000-7000-8000-000000000001', '{p}d000000-0000-7000-8000-000000000001', '{p}3000000-0000-7000-8000-000000000001');
INSERT INTO event_decision (notes_id, id, position, text_id, family_member_id)
    VALUES ('{p}e000000-0000-7000-8000-000000000001', '{p}e000000-0000-7000-8000-000000000002', 0, '{p}3000000-0000-7000-8000-000000000001', '{p}1000000-0000-7000-8000-000000000001');
INSERT INTO event_position (notes_id, decision_id, person_id, position)
    VALUES ('{p}e000000-0000-7000-8000-000000000001', '{p}e000000-0000-7000-8000-000000000002', '{p}1000000-0000-7000-8000-000000000001', 'agree');
INSERT INTO event_own_position (id, event_id, family_id, notes_id, decision_id, person_id, position, text_id, created_at)
    VALUES ('{p}e000000-0000-7000-8000-000000000003', '{p}a000000-0000-7000-8000-000000000001', '{p}0000000-0000-7000-8000-000000000001', '{p}e000000-0000-7000-8000-000000000001',
        '{p}e000000-0000-7000-8000-000000000002', '{p}1000000-0000-7000-8000-000000000001', 'disagree', '{p}3000000-0000-7000-8000-000000000011', now());
INSERT INTO event_notes_promise (event_id, family_id, due, created_by_id, created_at)
    VALUES ('{p}a000000-0000-7000-8000-000000000001', '{p}0000000-0000-7000-8000-000000000001', '2030-01-08', '{p}1000000-0000-7000-8000-000000000008', now());
INSERT INTO calendar_feed (person_id, token_hash, language, created_at) SELECT person, CASE WHEN n = 13 THEN 'token {p}' ELSE 'feed {p} ' || n END, 'en', now() FROM places;
INSERT INTO event_kind (agency_id, slug, kind) VALUES ('{agency}0000000-0000-7000-8000-000000000000', 'kind {p}', 'meeting');
INSERT INTO event_kind_label (agency_id, slug, language, label) VALUES ('{agency}0000000-0000-7000-8000-000000000000', 'kind {p}', 'en', 'Meeting');
-- A proposal of the parent, and their objection to the worker. The audience has every role.
INSERT INTO team_contact (id, family_id, audience_id, name, kind, languages, since, created_at)
    VALUES (gen_random_uuid(), '{p}0000000-0000-7000-8000-000000000001', '{p}2000000-0000-7000-8000-000000000001', 'Contact', 'kin', '["en"]', '2020-01-01', now());
INSERT INTO team_request (id, family_id, audience_id, author_id, form_id, kind, person_id, text_id, created_at, answer_due)
    SELECT gen_random_uuid(), '{p}0000000-0000-7000-8000-000000000001', '{p}2000000-0000-7000-8000-000000000001', '{p}1000000-0000-7000-8000-000000000001', gen_random_uuid(), kind,
        CASE WHEN kind = 'object' THEN '{p}1000000-0000-7000-8000-000000000008'::uuid END, '{p}3000000-0000-7000-8000-000000000011', now(), '2030-01-01'
    FROM unnest('{propose,object}'::text[]) kind;
-- The youth has picked the parent.
INSERT INTO team_pick (id, family_id, audience_id, youth_id, place, person_id, created_at)
    VALUES (gen_random_uuid(), '{p}0000000-0000-7000-8000-000000000001', '{p}2000000-0000-7000-8000-000000000001', '{p}1000000-0000-7000-8000-000000000004', 1, '{p}1000000-0000-7000-8000-000000000001', now());
-- The worker has added the caregiver, and handed over for the supervisor and for the mentor, both to
-- person 13.
INSERT INTO membership_change (id, family_id, person_id, role, act, since, until, mentee_id, successor_id, created_by_id, created_at, day)
    SELECT gen_random_uuid(), '{p}0000000-0000-7000-8000-000000000001', ('{p}1000000-0000-7000-8000-0000000000' || lpad(c.n::text, 2, '0'))::uuid, c.role, c.act, '2000-01-01', NULL,
        CASE WHEN c.n = 6 THEN '{p}1000000-0000-7000-8000-000000000001'::uuid END, CASE WHEN c.act = 'hand_over' THEN '{p}1000000-0000-7000-8000-000000000013'::uuid END,
        '{p}1000000-0000-7000-8000-000000000008', now(), '2020-01-01'
    FROM (SELECT 5 AS n, 'caregiver' AS role, 'add' AS act UNION ALL SELECT 9, 'worker', 'hand_over' UNION ALL SELECT 6, 'mentor', 'hand_over') c;
-- The worker has changed the row about the child's tribe twice. The effort is the worker's, the words
-- are the tribal representative's.
INSERT INTO child_tribe (id, family_id, audience_id, child_id, tribe, revision, written_by_id, written_at)
    VALUES ('{p}c000000-0000-7000-8000-000000000001', '{p}0000000-0000-7000-8000-000000000001', '{p}2000000-0000-7000-8000-000000000001', '{p}7000000-0000-7000-8000-000000000001', 'Tribe', 3, '{p}1000000-0000-7000-8000-000000000008', now());
INSERT INTO child_tribe_version (child_tribe_id, revision, family_id, tribe, written_by_id, written_at)
    VALUES ('{p}c000000-0000-7000-8000-000000000001', 1, '{p}0000000-0000-7000-8000-000000000001', 'Tribe', '{p}1000000-0000-7000-8000-000000000008', now());
INSERT INTO tribe_entry (id, family_id, child_tribe_id, kind, day, text_id, author_id, created_at)
    SELECT gen_random_uuid(), '{p}0000000-0000-7000-8000-000000000001', '{p}c000000-0000-7000-8000-000000000001', kind, '2020-01-01',
        ('{p}3000000-0000-7000-8000-0000000000' || text)::uuid, ('{p}1000000-0000-7000-8000-0000000000' || author)::uuid, now()
    FROM (VALUES ('active_effort', '18', '08'), ('tribe_words', '20', '10')) AS entry (kind, text, author);
-- The youth's transition plan. Its required part `housing` has two choices, of which the first holds;
-- `money` is private, `people` is released to the caregiver by name, and `budget` to the team. There is
-- a choice for `skills` that no row has yet.
INSERT INTO transition_youth (owner_id, family_id, created_at)
    VALUES ('{p}1000000-0000-7000-8000-000000000004', '{p}0000000-0000-7000-8000-000000000001', now());
INSERT INTO transition_dates (owner_id, revision, family_id, care_since, written_by_id, written_at)
    VALUES ('{p}1000000-0000-7000-8000-000000000004', 1, '{p}0000000-0000-7000-8000-000000000001', '2020-01-01', '{p}1000000-0000-7000-8000-000000000008', now());
INSERT INTO transition_release (id, owner_id, family_id, part, revision, release, created_at)
    SELECT ('{p}f000000-0000-7000-8000-00000000000' || n)::uuid, '{p}1000000-0000-7000-8000-000000000004', '{p}0000000-0000-7000-8000-000000000001', part, revision, release, now()
    FROM (VALUES (1, 'housing', 1, 'required'), (2, 'housing', 2, 'team'), (3, 'money', 1, 'private'), (4, 'people', 1, 'named'), (5, 'budget', 1, 'team'),
        (6, 'skills', 1, 'private')) AS choice (n, part, revision, release);
INSERT INTO transition_release_reader (release_id, person_id, owner_id, name)
    VALUES ('{p}f000000-0000-7000-8000-000000000004', '{p}1000000-0000-7000-8000-000000000005', '{p}1000000-0000-7000-8000-000000000004', 'caregiver');
INSERT INTO transition_part (owner_id, part, family_id, release, release_id, revision)
    SELECT owner_id, part, family_id, release, id, revision FROM transition_release
    WHERE family_id = '{p}0000000-0000-7000-8000-000000000001' AND revision = 1 AND part <> 'skills';
INSERT INTO transition_note (owner_id, part, family_id, language, body, revision, written_at)
    VALUES ('{p}1000000-0000-7000-8000-000000000004', 'housing', '{p}0000000-0000-7000-8000-000000000001', 'en', 'words', 1, now());
-- Two lines of the youth's budget, of which one was removed, and one skill. The worker and the youth
-- have recorded a service and a credit report each; the youth did not get the worker's service.
INSERT INTO transition_budget_line (id, owner_id, family_id, direction, item, cents, created_at, removed_at)
    SELECT gen_random_uuid(), '{p}1000000-0000-7000-8000-000000000004', '{p}0000000-0000-7000-8000-000000000001', 'out', 'rent', 1, now(), removed_at
    FROM (VALUES (NULL::timestamptz), (now())) AS line (removed_at);
INSERT INTO transition_skill (owner_id, skill, family_id, state, changed_at)
    VALUES ('{p}1000000-0000-7000-8000-000000000004', 'cook', '{p}0000000-0000-7000-8000-000000000001', 'can', now());
INSERT INTO transition_service (id, owner_id, family_id, kind, began_on, recorded_by_id, recorded_at)
    SELECT gen_random_uuid(), '{p}1000000-0000-7000-8000-000000000004', '{p}0000000-0000-7000-8000-000000000001', 'health', '2020-01-01', person, now() FROM places WHERE n IN (4, 8);
INSERT INTO transition_service_dispute (service_id, owner_id, said_at)
    SELECT id, owner_id, now() FROM transition_service WHERE family_id = '{p}0000000-0000-7000-8000-000000000001' AND recorded_by_id <> owner_id;
INSERT INTO transition_credit (id, owner_id, family_id, age, step, day, recorded_by_id, recorded_at)
    SELECT gen_random_uuid(), '{p}1000000-0000-7000-8000-000000000004', '{p}0000000-0000-7000-8000-000000000001', 17, 'asked', '2020-01-01', person, now() FROM places WHERE n IN (4, 8);
INSERT INTO transition_assessment (owner_id, key, family_id, tool, assessed_on, language, result)
    VALUES ('{p}1000000-0000-7000-8000-000000000004', 'assessment', '{p}0000000-0000-7000-8000-000000000001', 'tool', '2020-01-01', 'en', 'result');

-- The youth has asked the caregiver. Person 13, who has left the team, said yes once and was asked once
-- more. What the youth wants for the event, without the worker and without the caregiver.
INSERT INTO transition_commitment (id, owner_id, family_id, adult_id, adult_name, owner_name, created_at)
    SELECT ('{p}f000000-0000-7000-8000-00000000000' || c.n)::uuid, '{p}1000000-0000-7000-8000-000000000004', '{p}0000000-0000-7000-8000-000000000001',
        ('{p}1000000-0000-7000-8000-0000000000' || c.adult)::uuid, c.name, 'youth', now()
    FROM (VALUES (1, '05', 'asked'), (2, '13', 'held'), (3, '13', 'left')) AS c (n, adult, name);
INSERT INTO transition_commitment_version (id, commitment_id, revision, act, actor_id, kind, language, contact_way, contact_rhythm, created_at, day)
    SELECT gen_random_uuid(), ('{p}f000000-0000-7000-8000-00000000000' || v.n)::uuid, v.revision, v.act, ('{p}1000000-0000-7000-8000-0000000000' || v.actor)::uuid,
        'holidays', 'en', 'call', 'month', now(), current_date
    FROM (VALUES (1, 1, 'ask', '04'), (2, 1, 'ask', '04'), (2, 2, 'accept', '13'), (2, 3, 'ask', '04'), (2, 4, 'accept', '13'), (3, 1, 'ask', '04')) AS v (n, revision, act, actor);
INSERT INTO transition_commitment_notification (version_id, person_id, created_at, state, delivered_channels, attempts, next_attempt_at)
    SELECT v.id, '{p}1000000-0000-7000-8000-000000000005', 0, 'waiting', '', 0, 0 FROM transition_commitment_version v
    WHERE v.commitment_id = '{p}f000000-0000-7000-8000-000000000001';
INSERT INTO transition_say (owner_id, event_id, family_id, way, changed_at)
    VALUES ('{p}1000000-0000-7000-8000-000000000004', '{p}a000000-0000-7000-8000-000000000001', '{p}0000000-0000-7000-8000-000000000001', 'speak', now());
INSERT INTO transition_exclusion (id, owner_id, event_id, family_id, person_id, language, created_at)
    SELECT gen_random_uuid(), '{p}1000000-0000-7000-8000-000000000004', '{p}a000000-0000-7000-8000-000000000001', '{p}0000000-0000-7000-8000-000000000001',
        ('{p}1000000-0000-7000-8000-0000000000' || person)::uuid, 'en', now() FROM unnest('{08,05}'::text[]) person;

-- Documents of the youth: the state ID is not there yet, and the youth has the case file, about which
-- they said something else before. A file of theirs, which is not released.
INSERT INTO transition_document (owner_id, kind, revision, family_id, state, written_by_id, written_at)
    SELECT '{p}1000000-0000-7000-8000-000000000004', kind, revision, '{p}0000000-0000-7000-8000-000000000001', state, '{p}1000000-0000-7000-8000-000000000004', now()
    FROM (VALUES ('state_id', 1, 'unsure'), ('case_file', 1, 'unsure'), ('case_file', 2, 'have')) AS said (kind, revision, state);
INSERT INTO transition_file (id, owner_id, family_id, form_id, position, name, media_type, size_bytes, hash, added_at)
    VALUES (gen_random_uuid(), '{p}1000000-0000-7000-8000-000000000004', '{p}0000000-0000-7000-8000-000000000001', gen_random_uuid(), 0, 'paper', 'application/pdf', 1, '00', now());

-- The youth agrees with a page, keeps two copies of their ninety-day plan, of which the first is
-- old, and has said what they wish about health care.
INSERT INTO transition_agreement (owner_id, part, revision, family_id, is_agreed, digest, said_at)
    VALUES ('{p}1000000-0000-7000-8000-000000000004', 'housing', 1, '{p}0000000-0000-7000-8000-000000000001', true, '00', now());
-- The first copy is older than any tolerance of clocks, which the tests widen.
INSERT INTO transition_plan_copy (id, owner_id, family_id, number, digest, created_at)
    SELECT ('{p}f000000-0000-7000-8000-00000000010' || number)::uuid, '{p}1000000-0000-7000-8000-000000000004', '{p}0000000-0000-7000-8000-000000000001', number, '00', made
    FROM (VALUES (1, '1600-01-01'::timestamptz), (2, now())) AS copy (number, made);
INSERT INTO transition_plan_copy_page (copy_id, part, owner_id, content, agreed_at)
    SELECT k.id, page.part, k.owner_id, '{}', now() FROM transition_plan_copy k CROSS JOIN unnest('{housing,money,people,rights}'::text[]) page (part)
    WHERE k.family_id = '{p}0000000-0000-7000-8000-000000000001';
INSERT INTO transition_proxy_wish (owner_id, revision, family_id, wish, written_at)
    SELECT '{p}1000000-0000-7000-8000-000000000004', revision, '{p}0000000-0000-7000-8000-000000000001', 'talk_first', now() FROM generate_series(1, 2) revision;

-- Thread 1 has the parent, the caregiver and the worker; person 13 has left it. Thread 2 has the
-- parent and the worker, and an interpreter has claimed one of its messages.
INSERT INTO thread (id, agency_id, family_id, key, kind, created_by_id, created_at, last_seq)
    SELECT ('{p}5000000-0000-7000-8000-00000000000' || n)::uuid, '{agency}0000000-0000-7000-8000-000000000000', '{p}0000000-0000-7000-8000-000000000001', 'thread ' || n, 'team', '{p}1000000-0000-7000-8000-000000000008', now(), 9
    FROM generate_series(1, 2) n;
INSERT INTO thread_participant (thread_id, person_id, visible_from_seq, read_seq, left_at)
    SELECT '{p}5000000-0000-7000-8000-000000000001'::uuid, person, 1, 2, CASE WHEN n = 13 THEN now() END FROM places WHERE n IN (1, 5, 8, 13)
    UNION ALL SELECT '{p}5000000-0000-7000-8000-000000000002'::uuid, person, 1, 2, NULL FROM places WHERE n IN (1, 8);
INSERT INTO message (id, thread_id, seq, author_id, form_id, language, body, entered_by_agency, created_at)
    SELECT gen_random_uuid(), ('{p}5000000-0000-7000-8000-00000000000' || t)::uuid, n, '{p}1000000-0000-7000-8000-000000000001', gen_random_uuid(), 'en', 'words', false, now()
    FROM generate_series(1, 2) t, generate_series(1, 9) n;
UPDATE message SET kind = 'left', about_id = '{p}1000000-0000-7000-8000-000000000013', body = '' WHERE thread_id = '{p}5000000-0000-7000-8000-000000000001' AND seq = 8;
INSERT INTO interpretation_request (id, thread_id, seq, language, asked_by, context_count, created_at, claimed_by)
    SELECT ('{p}6000000-0000-7000-8000-00000000000' || n)::uuid, '{p}5000000-0000-7000-8000-000000000002', n, 'es', '{p}1000000-0000-7000-8000-000000000008', 0, now(),
        CASE WHEN n = 2 THEN '{p}1000000-0000-7000-8000-000000000011'::uuid END FROM generate_series(1, 2) n;
INSERT INTO message_translation (thread_id, seq, language, machine, body, made_by, created_at)
    VALUES ('{p}5000000-0000-7000-8000-000000000001', 1, 'es', true, 'palabras', 'translate.example', now());
INSERT INTO notification_outbox (thread_id, seq, person_id, author_id, urgent, created_at, state, delivered_channels, attempts, next_attempt_at)
    SELECT '{p}5000000-0000-7000-8000-000000000001', n, '{p}1000000-0000-7000-8000-000000000008', person, false, 0, 'failed', '', 5, 0 FROM places;
INSERT INTO draft (person_id, target_id, body, created_at) SELECT person, '{p}5000000-0000-7000-8000-000000000001', 'words', now() FROM places;
INSERT INTO absence (person_id, starts, ends) SELECT person, '2020-01-01', '2020-01-02' FROM places;
INSERT INTO notification_preference (person_id, mode, safe_from, safe_until) SELECT person, 'each', 1, 2 FROM places;
INSERT INTO notification_channel (person_id, channel, address) SELECT person, 'email', 'a@example.org' FROM places;
INSERT INTO contact_confirmation (person_id, channel, address, form_id, state, created_at, attempts, next_attempt_at, tries)
    SELECT person, 'email', 'a@example.org', gen_random_uuid(), 'waiting', 0, 0, 0, 0 FROM places;
INSERT INTO notification_channel_failure (person_id, channel, since) SELECT person, 'email', 1 FROM places;
INSERT INTO text_consent (person_id, n, phone, created_at, kind, words, language) SELECT person, 1, '+1', 1, 'given', 'words', 'en' FROM places;
INSERT INTO glossary (agency_id, language, term, to_language, words) VALUES ('{agency}0000000-0000-7000-8000-000000000000', 'en', 'term {p}', 'es', 'palabra');
INSERT INTO mentor_contact (id, family_id, mentor_id, parent_id, kind, day, created_at)
    VALUES (gen_random_uuid(), '{p}0000000-0000-7000-8000-000000000001', '{p}1000000-0000-7000-8000-000000000006', '{p}1000000-0000-7000-8000-000000000001', 'call', '2020-01-01', now());
-- Access log entries: a worker reads the plan, the home page (with the parent as subject, as for a
-- mentor), and thread 2. The interpreter reads text 30.
INSERT INTO access_log (id, family_id, person_id, role, what, thread_id, subject_id, created_at)
    SELECT gen_random_uuid(), '{p}0000000-0000-7000-8000-000000000001', '{p}1000000-0000-7000-8000-000000000008', 'worker', what,
        CASE WHEN what = 'thread' THEN '{p}5000000-0000-7000-8000-000000000002'::uuid END, CASE WHEN what = 'home' THEN '{p}1000000-0000-7000-8000-000000000001'::uuid END, now()
    FROM unnest('{plan,home,thread}'::text[]) what;
INSERT INTO access_log (id, family_id, person_id, role, what, text_id, created_at)
    VALUES (gen_random_uuid(), '{p}0000000-0000-7000-8000-000000000001', '{p}1000000-0000-7000-8000-000000000011', 'interpreter', 'text', '{p}3000000-0000-7000-8000-000000000030', now());
-- Long enough ago that no session can start, and recent enough to change one's contact.
INSERT INTO account (person_id, sign_in_name, passphrase_hash, created_at, signed_in_at) SELECT person, '{p} ' || n, 'hash', now(), now() - interval '2 minutes' FROM places;
INSERT INTO invitation (code_hash, person_id, expires_at) VALUES ('code {p}', '{p}1000000-0000-7000-8000-000000000001', now() + interval '1 day');
INSERT INTO recovery_code (code_hash, person_id, vouched_by_id, created_at, expires_at) VALUES ('code {p}', '{p}1000000-0000-7000-8000-000000000001', '{p}1000000-0000-7000-8000-000000000008', now(), now() + interval '1 day');
INSERT INTO recovery_code (code_hash, person_id, created_at) VALUES ('card {p}', '{p}1000000-0000-7000-8000-000000000001', now());
INSERT INTO session (token_hash, id, person_id, data, created_at, last_used_at, expires_at) VALUES ('token {p}', gen_random_uuid(), '{p}1000000-0000-7000-8000-000000000001', '{}', now(), now(), now() + interval '1 day');
INSERT INTO account_event (id, person_id, kind, created_at) SELECT gen_random_uuid(), person, 'passphrase_set', now() FROM places;
INSERT INTO account_event_notification (event_id, person_id, created_at, state, delivered_channels, attempts, next_attempt_at, address)
    SELECT e.id, e.person_id, 0, 'waiting', '', 0, 0, '' FROM account_event e WHERE e.person_id = '{p}1000000-0000-7000-8000-000000000001' ON CONFLICT DO NOTHING;
INSERT INTO passkey (id, person_id, credential_hash, credential, name, created_at) SELECT gen_random_uuid(), person, 'passkey {p} ' || n, '{}', 'phone', now() FROM places;
INSERT INTO staff_identity (person_id, identity_hash, created_at) VALUES ('{p}1000000-0000-7000-8000-000000000001', 'token {p}', now());
INSERT INTO totp (person_id, secret, created_at, last_step) SELECT person, 'x', now(), 0 FROM places;
INSERT INTO throttle_counter (key, empty_at, wait) VALUES ('key {p}', 0, 0);
INSERT INTO installation_flag (name, value) VALUES ('flag {p}', 'x');
INSERT INTO import_run (id, state, applied_seq, started_at) VALUES (1, 'staging', 0, now()) ON CONFLICT DO NOTHING;
INSERT INTO import_record (seq, kind, place, body) VALUES (1, 'person', 'place', '{}') ON CONFLICT DO NOTHING;
-- The areas of the youth's transition plan: `housing`, which the law requires, and `money`, which is
-- not released. Step 52 was taken out.
INSERT INTO transition_answer (owner_id, part, question, family_id, language, body, revision, written_at)
    SELECT '{p}1000000-0000-7000-8000-000000000004', part, 'now', '{p}0000000-0000-7000-8000-000000000001', 'en', 'words', 1, now() FROM unnest('{housing,money}'::text[]) part;
INSERT INTO transition_answer_revision (owner_id, part, question, revision, family_id, language, body, written_at)
    SELECT owner_id, part, question, revision, family_id, language, body, written_at FROM transition_answer WHERE family_id = '{p}0000000-0000-7000-8000-000000000001';
INSERT INTO transition_draft (id, owner_id, part, question, family_id, base_revision, sequence, is_open, language, body, written_at)
    VALUES (gen_random_uuid(), '{p}1000000-0000-7000-8000-000000000004', 'housing', 'now', '{p}0000000-0000-7000-8000-000000000001', 1, 1, true, 'en', 'words', now());
INSERT INTO transition_step (id, owner_id, part, family_id, language, body, is_done, is_removed, revision, written_at)
    SELECT ('{p}f000000-0000-7000-8000-0000000000' || n)::uuid, '{p}1000000-0000-7000-8000-000000000004', part, '{p}0000000-0000-7000-8000-000000000001', 'en', 'words', false, removed, 1, now()
    FROM (VALUES (51, 'housing', false), (52, 'housing', true), (53, 'money', false)) AS step (n, part, removed);
INSERT INTO transition_step_revision (step_id, revision, owner_id, language, body, is_done, is_removed, written_at)
    VALUES ('{p}f000000-0000-7000-8000-000000000051', 0, '{p}1000000-0000-7000-8000-000000000004', 'en', 'words', false, false, now());
-- Person 1 shares how they describe themself.
INSERT INTO format_need (person_id, formats) SELECT person, '[]' FROM places;
INSERT INTO self_identification (person_id, races, shared, saved_at) SELECT person, '[]', n = 1, now() FROM places;
INSERT INTO person_setting (person_id) SELECT person FROM places;

-- What the youth says about their rights: one that they understood; a question that is open, one that
-- the worker answered, and one that was taken back; a signature, and one that was taken back. A letter,
-- and that they asked.
INSERT INTO transition_right (owner_id, kind, family_id, understood, changed_at)
    VALUES ('{p}1000000-0000-7000-8000-000000000004', 'health', '{p}0000000-0000-7000-8000-000000000001', true, now());
INSERT INTO transition_right_question (id, owner_id, family_id, kind, language, body, asked_at, answer_due, taken_back_at)
    SELECT gen_random_uuid(), '{p}1000000-0000-7000-8000-000000000004', '{p}0000000-0000-7000-8000-000000000001', 'health', 'en', body, now(), current_date,
        CASE WHEN body = 'taken back' THEN now() END FROM unnest('{open,answered,taken back}'::text[]) body;
INSERT INTO transition_right_answer (question_id, owner_id, family_id, language, body, answered_by_id, answered_at)
    SELECT id, owner_id, family_id, 'en', 'words', '{p}1000000-0000-7000-8000-000000000008', now() FROM transition_right_question
    WHERE family_id = '{p}0000000-0000-7000-8000-000000000001' AND body = 'answered';
INSERT INTO transition_rights_signature (id, owner_id, family_id, list_version, signed_on, written_at, taken_back_at)
    SELECT gen_random_uuid(), '{p}1000000-0000-7000-8000-000000000004', '{p}0000000-0000-7000-8000-000000000001', '1', '2020-01-01', now(), taken_back_at
    FROM (VALUES (NULL::timestamptz), (now())) AS signed (taken_back_at);
INSERT INTO transition_letter (owner_id, kind, family_id, english, language, own_words, revision, written_at)
    VALUES ('{p}1000000-0000-7000-8000-000000000004', 'stay', '{p}0000000-0000-7000-8000-000000000001', 'words', 'es', 'palabras', 1, now());
INSERT INTO transition_stay_request (id, owner_id, family_id, kind, asked_on, asked_whom, written_at)
    VALUES (gen_random_uuid(), '{p}1000000-0000-7000-8000-000000000004', '{p}0000000-0000-7000-8000-000000000001', 'stay', '2020-01-01', 'worker', now());

DROP TABLE places;
