// The home page: next appointment, what the agency owes, and open steps.
import { expect, said, test, words } from "./support";

test("a mother sees what is new, what is next, her people, what she is owed and her steps, in this order", async ({ someone }) => {
  const maria = await someone("es");
  await maria.arrive("maria-luna");
  const titles = ["home-next", "home-people", "home-owed", "home-steps"].map((key) => words("es", key));
  // News are one row below a heading that only screen readers read, or a count that opens.
  const news = maria.page.locator("main").getByText(words("es", "home-new"));
  await expect(news).toHaveCount(1);
  const shown = (await maria.page.locator("main > h2").allTextContents()).filter((title) => title !== words("es", "home-new"));
  expect(shown.slice(0, titles.length)).toEqual(titles);
  const next = maria.page.locator("h2", { hasText: words("es", "home-next") });
  expect((await news.boundingBox())!.y).toBeLessThan((await next.boundingBox())!.y);
  // On the first screen: the safety plan, the way to answer, and someone to write to.
  for (const link of ["a[href$='/plan/safety']", ".event-answer a", ".people a"]) await expect(maria.page.locator("main").locator(link).first()).toBeInViewport();
  await expect(maria.page.locator(".next-meeting")).toContainText("Reunión del equipo");
  await expect(maria.page.locator(".tag.urgent")).toHaveText(/4\u2069 días de atraso/);
  // A date of another week is in the calendar, which the bar leads to, and not here.
  await expect(maria.page.locator("main a.list-row[href*='/calendar/']")).toHaveCount(0);
  for (const name of ["Rosa", "Dana"]) await expect(maria.page.locator(".people").getByRole("link", { name: said("es", "home-write-to", { name }) })).toBeVisible();
  // The step that is due first is open, and those after it are one tap away.
  const later = "Leer un cuento antes de dormir";
  await expect(maria.page.getByText(later)).toBeHidden();
  await maria.page.locator(".more-rows", { hasText: later }).locator("summary").tap();
  await maria.page.getByRole("link", { name: later }).tap();
  await expect(maria.page).toHaveURL(/\/plan\/item\//);
});

test("each parent's page holds only their own family time", async ({ someone }) => {
  const tasha = await someone("en");
  await tasha.arrive("tasha-carter");
  await expect(tasha.page.locator("main")).toContainText("Lakeside Center, room 2");
  await expect(tasha.page.locator("main")).not.toContainText("Harbor Park");
  const marcus = await someone("en");
  await marcus.arrive("marcus-reed");
  await expect(marcus.page.locator("main")).toContainText("Harbor Park");
  await expect(marcus.page.locator("main")).not.toContainText("Lakeside Center");
});

test("a worker sees what is due in all families, and opens it", async ({ someone }) => {
  const dana = await someone("en");
  await dana.arrive("dana-fox");
  await expect(dana.page.locator("main > h2").first()).toHaveText(words("en", "home-duties"));
  for (const family of ["The Luna family", "The Haddad family"]) {
    await expect(dana.page.locator("main a.list-row", { hasText: words("en", "home-duty-promise-own") }).filter({ hasText: family }).first()).toBeVisible();
  }
  await dana.page.locator("main a.list-row", { hasText: words("en", "home-duty-promise-own") }).filter({ hasText: "The Luna family" }).first().tap();
  await expect(dana.page).toHaveURL(/\/plan\/item\//);
  await expect(dana.page).toHaveTitle(/The Luna family/);
  await expect(dana.page.locator(".family-name ~ h1")).toBeVisible();
  // Typing finds a person, with script and without.
  // The lists of the demo are so short that they have the form only while a filter is in use.
  const { address } = dana.portal;
  await dana.page.context().request.post(`${address}/api/messages/search`, { headers: { origin: address }, form: { from: "/messages/new", words: "none" } });
  await dana.go("/messages/new");
  await dana.page.locator("#words").fill("maria");
  await dana.page.getByRole("button", { name: words("en", "common-filter-go"), exact: true }).tap();
  // The name is in no address, because the history of the browser keeps addresses.
  await expect(dana.page).toHaveURL(/\/messages\/new$/);
  await expect(dana.page.locator("main a.list-row", { hasText: "María Luna" })).toBeVisible();
  await expect(dana.page.locator("main a.list-row", { hasText: "Luis Luna" })).toHaveCount(0);
});

test("a mentor sees the families of the parents they support", async ({ someone }) => {
  const june = await someone("en");
  await june.arrive("june-bell");
  await expect(june.page.locator("main")).toContainText(words("en", "home-walk-with"));
  await expect(june.page.getByRole("link", { name: words("en", "home-log-contact") })).toBeVisible();
  await june.page.getByRole("link", { name: "The Carter family" }).tap();
  await expect(june.page.locator("main")).toContainText(words("en", "home-looked"));
});
