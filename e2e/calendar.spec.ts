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
  const own = new URL(tasha.page.url()).pathname;
  await tasha.page.getByRole("link", { name: words("en", "calendar-back") }).tap();
  await expect(tasha.page.locator("h1")).toHaveText(words("en", "calendar-title"));
  await expect(tasha.page.locator("main a.list-row")).toHaveCount(2);
  await tasha.page.getByRole("link", { name: words("en", "calendar-earlier") }).tap();
  await expect(tasha.page.locator("main")).toContainText(words("en", "calendar-earlier-empty"));
  const marcus = await someone("en");
  await marcus.arrive("marcus-reed");
  await marcus.go(own);
  await expect(marcus.page.locator("h1")).toHaveText(words("en", "error-missing-title"));
});
