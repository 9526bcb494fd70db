-- PostgreSQL only: functions that set a passphrase, and the sign-in of people of the demo.
SELECT 1;
