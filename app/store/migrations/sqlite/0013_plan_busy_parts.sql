-- When a family member is busy is stated by part of the day and no longer by time: morning until
-- noon, afternoon until 5 pm, evening until midnight (`model::plan::workload::DayPart`). A time that
-- is stored becomes every part that it overlaps. The times stay for a program of the version before,
-- which may still run, and are removed by a later migration; a row that it writes has no part, and
-- its parts are those that its time overlaps.

ALTER TABLE plan_unavailability ADD COLUMN morning INTEGER NOT NULL DEFAULT 0;
ALTER TABLE plan_unavailability ADD COLUMN afternoon INTEGER NOT NULL DEFAULT 0;
ALTER TABLE plan_unavailability ADD COLUMN evening INTEGER NOT NULL DEFAULT 0;
UPDATE plan_unavailability SET morning = starts < 720, afternoon = starts < 1020 AND ends > 720,
    evening = ends > 1020;
