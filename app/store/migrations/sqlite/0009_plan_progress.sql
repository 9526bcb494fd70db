-- Progress that the team measures together: reviews, and what each voice says on the scale the team chose.
CREATE TABLE plan_scale (
    family_id BLOB PRIMARY KEY REFERENCES family (id),
    top INTEGER NOT NULL,
    low_id BLOB REFERENCES text (id),
    high_id BLOB REFERENCES text (id)
) STRICT;

CREATE TABLE plan_review (
    id BLOB PRIMARY KEY,
    family_id BLOB NOT NULL REFERENCES family (id),
    audience_id BLOB NOT NULL REFERENCES audience (id),
    key TEXT NOT NULL,
    held TEXT NOT NULL,
    text_id BLOB REFERENCES text (id),
    by_id BLOB REFERENCES person (id),
    UNIQUE (family_id, key)
) STRICT;

CREATE TABLE plan_rating (
    review_id BLOB NOT NULL REFERENCES plan_review (id),
    person_id BLOB NOT NULL REFERENCES person (id),
    family_id BLOB NOT NULL REFERENCES family (id),
    audience_id BLOB NOT NULL REFERENCES audience (id),
    voice TEXT NOT NULL,
    value INTEGER NOT NULL,
    text_id BLOB REFERENCES text (id),
    at TEXT NOT NULL,
    PRIMARY KEY (review_id, person_id)
) STRICT;
CREATE INDEX plan_rating_family ON plan_rating (family_id);
