-- Only PostgreSQL has rules of its own to change here; the store's statements say the same for both.
SELECT 1;
