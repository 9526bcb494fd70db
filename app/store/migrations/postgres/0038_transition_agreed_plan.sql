-- The ninety-day plan of a young person: which pages they agree with, the copies that they keep, and
-- whether they want to name a person who decides about their health care.

-- What the owner said about a page. The row with the highest revision holds; the others are the
-- history.
CREATE TABLE transition_agreement (
    owner_id uuid NOT NULL REFERENCES person (id),
    part text NOT NULL,
    revision integer NOT NULL,
    family_id uuid NOT NULL REFERENCES family (id),
    -- False when the owner has taken their agreement back.
    is_agreed boolean NOT NULL,
    -- SHA-256 of the page that they agreed with, in hexadecimal.
    digest text NOT NULL,
    said_at timestamptz NOT NULL,
    PRIMARY KEY (owner_id, part, revision)
);

-- A copy that the owner keeps of the whole plan. It never changes.
CREATE TABLE transition_plan_copy (
    -- The id of the form that made it.
    id uuid PRIMARY KEY,
    owner_id uuid NOT NULL REFERENCES person (id),
    family_id uuid NOT NULL REFERENCES family (id),
    -- 1 for the first copy of its owner.
    number integer NOT NULL,
    -- SHA-256 of all its pages, in hexadecimal.
    digest text NOT NULL,
    created_at timestamptz NOT NULL,
    UNIQUE (owner_id, number)
);

-- A page of a copy. Other people read it only while its part is released to them.
CREATE TABLE transition_plan_copy_page (
    copy_id uuid NOT NULL REFERENCES transition_plan_copy (id),
    part text NOT NULL,
    owner_id uuid NOT NULL REFERENCES person (id),
    -- What is on the page, as JSON: model::transition::agreed_plan::PlanPage.
    content text NOT NULL,
    agreed_at timestamptz NOT NULL,
    PRIMARY KEY (copy_id, part)
);

-- Whether the owner wants to name a person who decides about their health care when they cannot. The
-- row with the highest revision holds. It belongs to the part `health`.
CREATE TABLE transition_proxy_wish (
    owner_id uuid NOT NULL REFERENCES person (id),
    revision integer NOT NULL,
    family_id uuid NOT NULL REFERENCES family (id),
    wish text NOT NULL CHECK (wish IN ('yes', 'no', 'talk_first')),
    written_at timestamptz NOT NULL,
    PRIMARY KEY (owner_id, revision)
);

------------------------------------------------------------------------------------------------
-- Policies
------------------------------------------------------------------------------------------------

ALTER TABLE transition_agreement ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON transition_agreement TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON transition_agreement TO alongside_system;
GRANT SELECT, INSERT ON transition_agreement TO alongside_app;
CREATE POLICY select_own ON transition_agreement FOR SELECT TO alongside_app
    USING (owner_id = alongside_person());
CREATE POLICY insert_own ON transition_agreement FOR INSERT TO alongside_app
    WITH CHECK (owner_id = alongside_person() AND alongside_is_youth_of(family_id, owner_id)
    AND alongside_is_now(said_at));

-- The commitments of a copy may name an adult whom the reader does not know, so that page is its
-- owner's alone.
ALTER TABLE transition_plan_copy_page ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON transition_plan_copy_page TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON transition_plan_copy_page TO alongside_system;
GRANT SELECT, INSERT ON transition_plan_copy_page TO alongside_app;
CREATE POLICY select_visible ON transition_plan_copy_page FOR SELECT TO alongside_app
    USING (owner_id = alongside_person()
    OR (part <> 'people' AND alongside_can_read_part(owner_id, part)));
-- Only into a copy that is made now: an earlier one never changes.
CREATE POLICY insert_own ON transition_plan_copy_page FOR INSERT TO alongside_app
    WITH CHECK (owner_id = alongside_person()
    AND EXISTS (SELECT 1 FROM transition_plan_copy c WHERE c.id = copy_id
        AND c.owner_id = transition_plan_copy_page.owner_id AND alongside_is_now(c.created_at)));

ALTER TABLE transition_plan_copy ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON transition_plan_copy TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON transition_plan_copy TO alongside_system;
GRANT SELECT, INSERT ON transition_plan_copy TO alongside_app;
CREATE POLICY select_visible ON transition_plan_copy FOR SELECT TO alongside_app
    USING (owner_id = alongside_person()
    OR EXISTS (SELECT 1 FROM transition_plan_copy_page p WHERE p.copy_id = transition_plan_copy.id));
CREATE POLICY insert_own ON transition_plan_copy FOR INSERT TO alongside_app
    WITH CHECK (owner_id = alongside_person() AND alongside_is_youth_of(family_id, owner_id)
    AND alongside_is_now(created_at));

ALTER TABLE transition_proxy_wish ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON transition_proxy_wish TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON transition_proxy_wish TO alongside_system;
GRANT SELECT, INSERT ON transition_proxy_wish TO alongside_app;
CREATE POLICY select_visible ON transition_proxy_wish FOR SELECT TO alongside_app
    USING (alongside_can_read_part(owner_id, 'health'));
CREATE POLICY insert_own ON transition_proxy_wish FOR INSERT TO alongside_app
    WITH CHECK (owner_id = alongside_person() AND alongside_is_youth_of(family_id, owner_id)
    AND alongside_is_now(written_at));
