// The calendar: every date opens, and says what to know before it.
import { expect, test, words } from "./support";

test("a date on Today opens, and a parent sees only their own", async ({ someone }) => {
  const tasha = await someone("en");
  await tasha.arrive("tasha-carter");
  // One tap, which stays in place, and can be undone.
  await tasha.page.getByRole("button", { name: words("en", "calendar-answer-accept") }).tap();
  await expect(tasha.page.locator("#notice")).toContainText(words("en", "calendar-notice-accept"));
  await expect(tasha.page.locator(".next-meeting")).toContainText(words("en", "calendar-answer-accept"));
  await tasha.page.locator("#notice").getByRole("button", { name: words("en", "plan-notice-undo") }).tap();
  await expect(tasha.page.locator("#notice")).toContainText(words("en", "calendar-notice-withdrawn"));
  await tasha.page.locator(".next-meeting h3 a").tap();
  await expect(tasha.page.locator("h1")).toHaveText(words("en", "home-kind-family-time"));
  const facts = tasha.page.locator("main .summary-list");
  await expect(facts).toContainText("Lakeside Center, room 2");
  await expect(facts).toContainText(/1\W* hour\W* and \W*30\W* minutes/);
  await expect(facts).toContainText("Nora Price");
  // What she needs to come is one tap, with undo.
  await tasha.page.getByRole("link", { name: words("en", "calendar-need-title") }).tap();
  await tasha.page.getByRole("button", { name: words("en", "calendar-needs-ride") }).tap();
  await expect(tasha.page.locator("#notice")).toContainText(words("en", "calendar-needs-ride"));
  await expect(tasha.page.locator("main")).toContainText(words("en", "calendar-need-asked"));
  await tasha.page.locator("#notice").getByRole("button", { name: words("en", "plan-notice-undo") }).tap();
  await expect(tasha.page.locator("main")).not.toContainText(words("en", "calendar-need-asked"));
  await tasha.page.getByRole("link", { name: words("en", "calendar-back-event") }).tap();
  await expect(facts).toBeVisible();
  const own = new URL(tasha.page.url()).pathname;
  await tasha.page.getByRole("link", { name: words("en", "calendar-back") }).tap();
  await expect(tasha.page.locator("h1")).toHaveText(words("en", "calendar-title"));
  // The next visit is what the page of the family time begins with.
  await tasha.page.getByRole("link", { name: words("en", "calendar-time-title"), exact: true }).tap();
  await expect(tasha.page.locator("main .card").first()).toContainText(/Next visit/);
  await tasha.page.getByRole("link", { name: words("en", "calendar-back") }).tap();
  // Without the date that the test below adds.
  await expect(tasha.page.locator("main a.list-row").filter({ hasNotText: "To plan the holidays" })).toHaveCount(2);
  await tasha.page.getByRole("link", { name: words("en", "calendar-month-open") }).tap();
  await expect(tasha.page.locator(".month-table th[scope=col]")).toHaveCount(7);
  await tasha.page.getByRole("link", { name: words("en", "calendar-back") }).tap();
  await tasha.page.getByRole("link", { name: words("en", "calendar-earlier") }).tap();
  await expect(tasha.page.locator("main")).toContainText(words("en", "calendar-earlier-empty"));
  const marcus = await someone("en");
  await marcus.arrive("marcus-reed");
  await marcus.go(own);
  await expect(marcus.page.locator("h1")).toHaveText(words("en", "error-missing-title"));
});

test("a worker adds, moves and cancels a date, and the parent is told", async ({ someone }) => {
  const ben = await someone("en");
  await ben.arrive("ben-ortiz");
  await ben.page.getByRole("link", { name: "The Carter family" }).first().tap();
  await ben.page.waitForURL(/\/family\//);
  // The first link with this name leads to something that is due there.
  const [family] = /\/family\/[0-9a-f-]+/.exec(ben.page.url())!;
  await ben.go(`${family}/calendar`);
  await ben.page.getByRole("link", { name: words("en", "calendar-add") }).tap();
  await ben.page.locator("#kind").selectOption("meeting");
  await ben.page.locator("#day").fill("2031-03-12");
  await ben.page.locator("#starts").fill("16:00");
  await ben.page.locator("#ends").fill("15:00");
  await ben.page.locator("#about").fill("To plan the holidays");
  await ben.page.getByRole("button", { name: words("en", "calendar-save") }).tap();
  await expect(ben.page.locator(".error-summary")).toContainText(words("en", "error-calendar-ends-early"));
  await expect(ben.page.locator("#about")).toHaveValue("To plan the holidays");
  await ben.page.locator("#ends").fill("17:00");
  await ben.page.getByRole("button", { name: words("en", "calendar-save") }).tap();
  await expect(ben.page.locator("#notice")).toContainText(words("en", "calendar-notice-added"));
  const event = new URL(ben.page.url()).pathname;
  const tasha = await someone("en");
  await tasha.arrive("tasha-carter");
  const row = tasha.page.locator(`main a.list-row[href='${event}']`);
  await tasha.unfold(".news-list");
  await expect(row.filter({ hasText: words("en", "home-date-added") })).toBeVisible();
  await ben.page.getByRole("link", { name: words("en", "calendar-edit") }).tap();
  await ben.page.locator("#day").fill("2031-03-13");
  await ben.page.getByRole("button", { name: words("en", "calendar-save") }).tap();
  await expect(ben.page.locator("#notice")).toContainText(words("en", "calendar-notice-saved"));
  await tasha.go("/");
  await tasha.unfold(".news-list");
  await row.filter({ hasText: words("en", "home-date-moved") }).tap();
  await expect(tasha.page.locator("main")).toContainText("To plan the holidays");
  // Her words are the first thing that the worker reads.
  await tasha.page.getByRole("link", { name: words("en", "calendar-words-write") }).tap();
  await tasha.page.locator("#words").fill("We need a ride");
  await tasha.page.getByText(words("en", "calendar-readers-event"), { exact: true }).tap();
  await tasha.page.getByRole("button", { name: words("en", "calendar-words-save") }).tap();
  await expect(tasha.page.locator("#notice")).toContainText(words("en", "calendar-notice-words"));
  await ben.go(event);
  await expect(ben.page.locator("main")).toContainText("We need a ride");
  await ben.page.getByRole("link", { name: words("en", "calendar-edit") }).tap();
  await ben.page.locator("#why").fill("The room is closed");
  await ben.page.getByRole("button", { name: words("en", "calendar-cancel") }).tap();
  await expect(ben.page.locator("#notice")).toContainText(words("en", "calendar-notice-cancelled"));
  await tasha.go(event);
  await expect(tasha.page.locator("main")).toContainText(words("en", "calendar-is-cancelled"));
  await expect(tasha.page.locator("main")).toContainText("The room is closed");
});
