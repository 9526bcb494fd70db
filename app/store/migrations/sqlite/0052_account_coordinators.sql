-- PostgreSQL only: functions that decide who invites people and read who has an account.
SELECT 1;
