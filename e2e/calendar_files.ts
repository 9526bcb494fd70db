// Calendar files, read by a parser that is not the portal's.
import ICAL from "ical.js";
import { expect, type Person } from "./support";

/** The events of a file that this person's browser fetches. */
export async function calendarEvents(person: Person, address: string) {
  const response = await person.page.context().request.get(new URL(address, person.portal.address).href);
  expect(response.headers()["content-type"]).toContain("text/calendar");
  const file = new ICAL.Component(ICAL.parse(await response.text()));
  return file.getAllSubcomponents("vevent").map((one) => new ICAL.Event(one));
}

/** When an event starts, in UTC, such as `2031-03-09T07:30:00.000Z`. */
export const startOf = (event: ICAL.Event) => event.startDate.toJSDate().toISOString();

/** How long an event takes, in minutes. */
export const minutesOf = (event: ICAL.Event) => (event.endDate.toJSDate().getTime() - event.startDate.toJSDate().getTime()) / 60_000;

/** Whether an event takes place: `CONFIRMED` or `CANCELLED`. */
export const statusOf = (event: ICAL.Event) => event.component.getFirstPropertyValue("status");
