// Files for the calendar of a phone, read by a parser that is not the portal's.
import ICAL from "ical.js";
import { expect, test, words, type Person } from "./support";

/** The events of a file that this person's browser fetches. */
async function events(person: Person, address: string) {
  const response = await person.page.context().request.get(new URL(address, person.portal.address).href);
  expect(response.headers()["content-type"]).toContain("text/calendar");
  const file = new ICAL.Component(ICAL.parse(await response.text()));
  return file.getAllSubcomponents("vevent").map((one) => new ICAL.Event(one));
}

/** How long an event takes, in minutes. */
const minutes = (event: ICAL.Event) => (event.endDate.toJSDate().getTime() - event.startDate.toJSDate().getTime()) / 60_000;

test("a private address has times and a neutral title, until it is turned off", async ({ someone }) => {
  const tasha = await someone("en");
  await tasha.arrive("tasha-carter");
  await tasha.go("/calendar/feed");
  await tasha.page.getByRole("button", { name: words("en", "calendar-feed-create") }).tap();
  const address = (await tasha.page.locator(".feed-address").textContent())!.trim();
  const found = await events(tasha, address);
  expect(found.map((event) => event.summary)).toEqual([words("en", "calendar-neutral"), words("en", "calendar-neutral")]);
  expect(minutes(found[0])).toBe(90);
  for (const event of found) expect([event.location, event.description]).toEqual([null, null]);
  await tasha.page.getByRole("button", { name: words("en", "calendar-feed-revoke") }).tap();
  await expect(tasha.page.locator("#notice")).toContainText(words("en", "calendar-notice-feed-off"));
  expect((await tasha.page.context().request.get(address)).status()).toBe(404);
});

test("a file with details has the words of the reader's language", async ({ someone }) => {
  const mariam = await someone("ar");
  await mariam.arrive("mariam-haddad");
  await mariam.page.locator(".next-meeting h3 a").tap();
  await mariam.page.waitForURL(/\/calendar\/[0-9a-f-]+$/);
  const file = `${new URL(mariam.page.url()).pathname}/file`;
  const [neutral] = await events(mariam, file);
  expect([neutral.summary, neutral.location]).toEqual([words("ar", "calendar-neutral"), null]);
  const [detailed] = await events(mariam, `${file}?with=details`);
  expect([detailed.summary, detailed.location, detailed.description]).toEqual([words("ar", "home-kind-appointment"), "Harbor Clinic", "فحص يوسف. سيحضر مترجم."]);
  expect(detailed.uid).toBe(neutral.uid);
});
