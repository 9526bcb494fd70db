-- Throttling of guesses, in counters that all servers share. A row is a token bucket; `store::throttle` says which there are.
-- The key is a SHA-256 of the kind of guess and of whom it counts for: no address and no name stands here in clear.
-- Times are milliseconds; `empty_at` is since 1970.
CREATE TABLE throttle_counter (
    key TEXT PRIMARY KEY,
    -- When every attempt that was counted has drained away. The row means nothing from then on, and a job removes it.
    empty_at INTEGER NOT NULL,
    -- How long the last attempt would have had to wait; 0 where it was allowed.
    wait INTEGER NOT NULL
) STRICT;
