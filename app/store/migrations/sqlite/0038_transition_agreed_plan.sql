-- The ninety-day plan of a young person: which pages they agree with, the copies that they keep, and
-- whether they want to name a person who decides about their health care.

-- What the owner said about a page. The row with the highest revision holds; the others are the
-- history.
CREATE TABLE transition_agreement (
    owner_id BLOB NOT NULL REFERENCES person (id),
    part TEXT NOT NULL,
    revision INTEGER NOT NULL,
    family_id BLOB NOT NULL REFERENCES family (id),
    -- False when the owner has taken their agreement back.
    is_agreed INTEGER NOT NULL,
    -- SHA-256 of the page that they agreed with, in hexadecimal.
    digest TEXT NOT NULL,
    said_at TEXT NOT NULL,
    PRIMARY KEY (owner_id, part, revision)
) STRICT;

-- A copy that the owner keeps of the whole plan. It never changes.
CREATE TABLE transition_plan_copy (
    -- The id of the form that made it.
    id BLOB PRIMARY KEY,
    owner_id BLOB NOT NULL REFERENCES person (id),
    family_id BLOB NOT NULL REFERENCES family (id),
    -- 1 for the first copy of its owner.
    number INTEGER NOT NULL,
    -- SHA-256 of all its pages, in hexadecimal.
    digest TEXT NOT NULL,
    created_at TEXT NOT NULL,
    UNIQUE (owner_id, number)
) STRICT;

-- A page of a copy. Other people read it only while its part is released to them.
CREATE TABLE transition_plan_copy_page (
    copy_id BLOB NOT NULL REFERENCES transition_plan_copy (id),
    part TEXT NOT NULL,
    owner_id BLOB NOT NULL REFERENCES person (id),
    -- What is on the page, as JSON: model::transition::agreed_plan::PlanPage.
    content TEXT NOT NULL,
    agreed_at TEXT NOT NULL,
    PRIMARY KEY (copy_id, part)
) STRICT;

-- Whether the owner wants to name a person who decides about their health care when they cannot. The
-- row with the highest revision holds. It belongs to the part `health`.
CREATE TABLE transition_proxy_wish (
    owner_id BLOB NOT NULL REFERENCES person (id),
    revision INTEGER NOT NULL,
    family_id BLOB NOT NULL REFERENCES family (id),
    wish TEXT NOT NULL CHECK (wish IN ('yes', 'no', 'talk_first')),
    written_at TEXT NOT NULL,
    PRIMARY KEY (owner_id, revision)
) STRICT;
