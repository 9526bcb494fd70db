-- PostgreSQL only: functions that write memberships.
SELECT 1;
