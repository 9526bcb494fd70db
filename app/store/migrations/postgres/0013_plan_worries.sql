-- A worry is said in three parts: what worried us, what would make it safe (benchmark_id), and what is done so far.
ALTER TABLE plan_item ADD COLUMN so_far_id uuid REFERENCES text (id);
ALTER TABLE plan_line ADD COLUMN so_far_id uuid REFERENCES text (id);
ALTER TABLE plan_edit ADD COLUMN so_far_id uuid REFERENCES text (id);

CREATE OR REPLACE FUNCTION alongside_keep_lines(family uuid) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
    INSERT INTO plan_line (family_id, version, item_id, audience_id, kind, position, text_id, goal_id, order_id, after_id, child_id, area, benchmark_id, so_far_id,
            owner_id, owed, due, minutes, trips, weekday, starts, ends, why_id)
        SELECT i.family_id, p.version, i.id, i.audience_id, i.kind, i.position, i.text_id, i.goal_id, i.order_id, i.after_id, i.child_id, i.area, i.benchmark_id, i.so_far_id,
            i.owner_id, i.owed, i.due, i.minutes, i.trips, i.weekday, i.starts, i.ends, i.why_id
        FROM plan_item i JOIN plan p ON p.family_id = i.family_id
        WHERE i.family_id = family AND NOT i.gone AND alongside_is(family, 'worker')
$$;
