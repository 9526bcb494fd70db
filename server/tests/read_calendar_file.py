#!/usr/bin/python3
"""Reads an iCalendar file from standard input with the parser of another project (icalendar, the package
python3-icalendar), and prints its zones and events as JSON. Fails on what that parser only records: a
property that it cannot read, a time without a zone, a line that is too long."""
import json, sys
from datetime import timezone

from icalendar import Calendar

data = sys.stdin.buffer.read()
lines = data.split(b"\r\n")
assert lines[-1] == b"", "the last line has no end"
for line in lines:
    assert len(line) <= 75, f"{len(line)} octets in one line: {line!r}"
    assert b"\n" not in line and b"\r" not in line, f"a line break within a line: {line!r}"

calendars = Calendar.from_ical(data, multiple=True)
assert len(calendars) == 1, f"{len(calendars)} calendars"
calendar = calendars[0]
for part in calendar.walk():
    assert not part.errors, f"{part.name}: {part.errors}"
assert calendar["VERSION"] == "2.0" and calendar["PRODID"], "VERSION and PRODID are required"


def moment(event, name):
    """A time in UTC, as 2026-03-08T14:00:00Z; None where the event has no such property."""
    if name not in event:
        return None
    read = event[name].dt
    # A date has no offset, and a time without a zone would be shown at another moment in each zone.
    assert read.utcoffset() is not None, f"{name} without a zone: {read}"
    return read.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def read(event):
    assert moment(event, "DTSTAMP"), "DTSTAMP is required"
    text = {name.lower(): event.get(name) for name in ("UID", "STATUS", "CLASS", "SUMMARY", "LOCATION", "DESCRIPTION")}
    return text | {"sequence": event["SEQUENCE"], "starts": moment(event, "DTSTART"), "ends": moment(event, "DTEND")}


zones = [zone["TZID"] for zone in calendar.walk("VTIMEZONE")]
print(json.dumps({"zones": zones, "events": [read(event) for event in calendar.walk("VEVENT")]}))
