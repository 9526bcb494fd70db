-- Throttling of guesses, in counters that all servers share. A row is a token bucket; `store::throttle` says which there are.
-- The key is a SHA-256 of the kind of guess and of whom it counts for: no address and no name stands here in clear.
-- Times are milliseconds; `empty_at` is since 1970.
CREATE TABLE throttle_counter (
    key text PRIMARY KEY,
    -- When every attempt that was counted has drained away. The row means nothing from then on, and a job removes it.
    empty_at bigint NOT NULL,
    -- How long the last attempt would have had to wait; 0 where it was allowed.
    wait bigint NOT NULL
);
ALTER TABLE throttle_counter ENABLE ROW LEVEL SECURITY;
ALTER TABLE throttle_counter FORCE ROW LEVEL SECURITY;
CREATE POLICY house ON throttle_counter TO alongside_owner, alongside_system USING (true) WITH CHECK (true);
-- The job that removes what has drained away. The portal's own role has no right to the table: it can count an attempt and
-- give one back, for a key that it knows, and cannot read, list, empty or lower the counters otherwise.
GRANT SELECT, DELETE ON throttle_counter TO alongside_system;

-- Counts an attempt that costs `cost`, where the bucket holds `size`: 0, or the milliseconds until there is room for it.
-- The same statement as in `store::throttle` for SQLite.
CREATE FUNCTION alongside_throttle(counter text, now bigint, cost bigint, size bigint) RETURNS bigint
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    INSERT INTO throttle_counter AS t (key, empty_at, wait) VALUES (counter, now + cost, 0)
    ON CONFLICT (key) DO UPDATE SET
        wait = greatest(0, greatest(t.empty_at, now) + cost - now - size),
        empty_at = CASE WHEN greatest(t.empty_at, now) + cost > now + size THEN t.empty_at ELSE greatest(t.empty_at, now) + cost END
    RETURNING wait
$$;

-- Gives an attempt back that was no guess: it succeeded.
CREATE FUNCTION alongside_throttle_refund(counter text, cost bigint) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    UPDATE throttle_counter SET empty_at = empty_at - greatest(cost, 0) WHERE key = counter
$$;

REVOKE EXECUTE ON FUNCTION alongside_throttle, alongside_throttle_refund FROM PUBLIC;
GRANT EXECUTE ON FUNCTION alongside_throttle, alongside_throttle_refund TO alongside_app;
