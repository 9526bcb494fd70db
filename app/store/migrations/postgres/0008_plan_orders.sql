-- A step may be there because of a court order: the order is a line of the plan, and the step names it.
ALTER TABLE plan_item ADD COLUMN order_id uuid REFERENCES plan_item (id);
ALTER TABLE plan_line ADD COLUMN order_id uuid REFERENCES plan_item (id);
ALTER TABLE plan_edit ADD COLUMN order_id uuid REFERENCES plan_item (id);

CREATE OR REPLACE FUNCTION alongside_keep_lines(family uuid) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
    INSERT INTO plan_line (family_id, version, item_id, audience_id, kind, position, text_id, goal_id, order_id, benchmark_id, owner_id, owed, due, why_id)
        SELECT i.family_id, p.version, i.id, i.audience_id, i.kind, i.position, i.text_id, i.goal_id, i.order_id, i.benchmark_id, i.owner_id, i.owed, i.due, i.why_id
        FROM plan_item i JOIN plan p ON p.family_id = i.family_id
        WHERE i.family_id = family AND NOT i.gone AND alongside_is(family, 'worker')
$$;
