-- Progress that the team measures together: reviews, and what each voice says on the scale the team chose.
CREATE TABLE plan_scale (
    family_id uuid PRIMARY KEY REFERENCES family (id),
    top integer NOT NULL,
    low_id uuid REFERENCES text (id),
    high_id uuid REFERENCES text (id)
);

CREATE TABLE plan_review (
    id uuid PRIMARY KEY,
    family_id uuid NOT NULL REFERENCES family (id),
    audience_id uuid NOT NULL REFERENCES audience (id),
    key text NOT NULL,
    held date NOT NULL,
    text_id uuid REFERENCES text (id),
    by_id uuid REFERENCES person (id),
    UNIQUE (family_id, key)
);

CREATE TABLE plan_rating (
    review_id uuid NOT NULL REFERENCES plan_review (id),
    person_id uuid NOT NULL REFERENCES person (id),
    family_id uuid NOT NULL REFERENCES family (id),
    audience_id uuid NOT NULL REFERENCES audience (id),
    voice text NOT NULL,
    value integer NOT NULL,
    text_id uuid REFERENCES text (id),
    at timestamptz NOT NULL,
    PRIMARY KEY (review_id, person_id)
);
CREATE INDEX plan_rating_family ON plan_rating (family_id);

DO $$
DECLARE name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['plan_scale', 'plan_review', 'plan_rating'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY house ON %I TO alongside_owner, alongside_system USING (true) WITH CHECK (true)', name);
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO alongside_system', name);
        EXECUTE format('GRANT SELECT, INSERT ON %I TO alongside_app', name);
    END LOOP;
END $$;
GRANT UPDATE (top, low_id, high_id) ON plan_scale TO alongside_app;
GRANT UPDATE (value, text_id, audience_id, at) ON plan_rating TO alongside_app;

CREATE POLICY own ON plan_scale FOR SELECT TO alongside_app USING (alongside_member(family_id));
CREATE POLICY write ON plan_scale FOR INSERT TO alongside_app WITH CHECK (alongside_is(family_id, 'worker'));
CREATE POLICY edit ON plan_scale FOR UPDATE TO alongside_app USING (alongside_is(family_id, 'worker'));
CREATE POLICY own ON plan_review FOR SELECT TO alongside_app USING (alongside_sees(family_id, audience_id));
CREATE POLICY write ON plan_review FOR INSERT TO alongside_app WITH CHECK (alongside_is(family_id, 'worker') AND by_id = alongside_person());
CREATE POLICY own ON plan_rating FOR SELECT TO alongside_app USING (alongside_sees(family_id, audience_id));
CREATE POLICY write ON plan_rating FOR INSERT TO alongside_app WITH CHECK (person_id = alongside_person() AND alongside_sees(family_id, audience_id));
CREATE POLICY edit ON plan_rating FOR UPDATE TO alongside_app
    USING (person_id = alongside_person()) WITH CHECK (person_id = alongside_person() AND alongside_sees(family_id, audience_id));
