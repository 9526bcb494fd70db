// The access log as the family sees it.
import { expect, test, words } from "./support";

test("the worker's look shows to the family, the other parent's partner does not", async ({ someone }) => {
  for (const key of ["ben-ortiz", "june-bell"]) {
    const helper = await someone("en");
    await helper.arrive(key);
    await helper.page.getByRole("link", { name: "The Carter family" }).last().tap();
    await helper.page.getByRole("link", { name: words("en", "plan-title-team") }).tap();
  }
  const tasha = await someone("en");
  await tasha.arrive("tasha-carter");
  await tasha.place("common-place-more");
  await tasha.page.getByRole("link", { name: words("en", "sharing-title") }).tap();
  await expect(tasha.page.locator(".access-log")).toContainText("Ben Ortiz");
  await expect(tasha.page.locator(".access-log")).toContainText("June Bell");
  // What one person read on one day is one entry, with the reason.
  const ben = tasha.page.locator(".access-log li", { hasText: "Ben Ortiz" });
  await expect(ben).toHaveCount(1);
  for (const key of ["sharing-what-home", "sharing-what-plan", "sharing-why-worker"]) await expect(ben).toContainText(words("en", key));
  const people = tasha.page.locator(".access-filter");
  await people.getByRole("link", { name: "Ben Ortiz" }).tap();
  await expect(people.locator("[aria-current]")).toHaveText("Ben Ortiz");
  await expect(tasha.page.locator("main")).not.toContainText("June Bell");
  await people.getByRole("link", { name: words("en", "sharing-filter-all") }).tap();
  await expect(tasha.page.locator(".access-log")).toContainText("June Bell");
  const marcus = await someone("en");
  await marcus.arrive("marcus-reed");
  await marcus.place("common-place-more");
  await marcus.page.getByRole("link", { name: words("en", "sharing-title") }).tap();
  await expect(marcus.page.locator(".access-log")).toContainText("Ben Ortiz");
  await expect(marcus.page.locator("main")).not.toContainText("June Bell");
});
