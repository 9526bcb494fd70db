// Files for the calendar of a phone, read by a parser that is not the portal's.
import { calendarEvents, minutesOf, startOf, statusOf } from "./calendar_files";
import { expect, test, words } from "./support";

test("a private address has times and a neutral title, until it is turned off", async ({ someone }) => {
  const tasha = await someone("en");
  await tasha.arrive("tasha-carter");
  await tasha.go("/calendar/feed");
  await tasha.page.getByRole("button", { name: words("en", "calendar-feed-create") }).tap();
  const address = (await tasha.page.locator(".feed-address").textContent())!.trim();
  const found = await calendarEvents(tasha, address);
  expect(found.map((event) => event.summary)).toEqual([words("en", "calendar-neutral"), words("en", "calendar-neutral")]);
  expect(minutesOf(found[0])).toBe(90);
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
  const [neutral] = await calendarEvents(mariam, file);
  expect([neutral.summary, neutral.location]).toEqual([words("ar", "calendar-neutral"), null]);
  const [detailed] = await calendarEvents(mariam, `${file}?with=details`);
  expect([detailed.summary, detailed.location, detailed.description]).toEqual([words("ar", "home-kind-appointment"), "Harbor Clinic", "فحص يوسف. سيحضر مترجم."]);
  expect(detailed.uid).toBe(neutral.uid);
});

test("an event across a change of the clocks keeps its moments, and its identifier once it is canceled", async ({ someone }) => {
  test.skip(test.info().project.name === "script-off", "the files are the same without script");
  const jay = await someone("en");
  await jay.arrive("jay-riley");
  await jay.go("/calendar/feed");
  await jay.page.getByRole("button", { name: words("en", "calendar-feed-create") }).tap();
  const address = (await jay.page.locator(".feed-address").textContent())!.trim();
  await jay.go("/calendar");
  const calendar = new URL(jay.page.url()).pathname;
  const grace = await someone("en");
  await grace.arrive("grace-hall");
  // The clocks are set forward in the first event, and back in the second.
  for (const [day, starts, ends] of [["2031-03-09", "01:30", "03:30"], ["2031-11-02", "00:30", "02:30"]]) {
    await grace.go(`${calendar}/add`);
    await grace.page.locator("#kind").selectOption("meeting");
    await grace.page.locator("#day").fill(day);
    await grace.page.locator("#starts").fill(starts);
    await grace.page.locator("#ends").fill(ends);
    await grace.page.locator("#about").fill("A night at the lake");
    await grace.page.locator("label.choice:has(input[name^='people-'])").filter({ hasText: "Jay" }).tap();
    await grace.page.getByRole("button", { name: words("en", "calendar-save"), exact: true }).tap();
    await expect(grace.page.locator("#notice")).toContainText(words("en", "calendar-notice-added"));
  }
  const atNight = async () => (await calendarEvents(jay, address)).filter((event) => startOf(event).startsWith("2031-"));
  const before = await atNight();
  expect(before.map((event) => [startOf(event), minutesOf(event), statusOf(event)])).toEqual([
    ["2031-03-09T07:30:00.000Z", 60, "CONFIRMED"],
    ["2031-11-02T05:30:00.000Z", 180, "CONFIRMED"],
  ]);
  await grace.go(`${new URL(grace.page.url()).pathname}/edit`);
  await grace.page.getByRole("button", { name: words("en", "calendar-cancel"), exact: true }).tap();
  await expect(grace.page.locator("#notice")).toContainText(words("en", "calendar-notice-cancelled"));
  const after = await atNight();
  expect(after.map((event) => [event.uid, statusOf(event)])).toEqual([[before[0].uid, "CONFIRMED"], [before[1].uid, "CANCELLED"]]);
  expect(after[1].sequence).toBeGreaterThan(before[1].sequence);
});
