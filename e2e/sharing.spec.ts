// The access log as the family sees it.
import { expect, test } from "./support";

test("the worker's look shows to the family, the other parent's partner does not", async ({ someone }) => {
  for (const key of ["ben-ortiz", "june-bell"]) {
    const helper = await someone("en");
    await helper.arrive(key);
    await helper.page.getByRole("link", { name: "The Carter family" }).last().tap();
    await helper.page.getByRole("link", { name: "Our plan" }).tap();
  }
  const tasha = await someone("en");
  await tasha.arrive("tasha-carter");
  await tasha.place("common-place-sharing");
  await expect(tasha.page.locator(".access-log")).toContainText("Ben Ortiz");
  await expect(tasha.page.locator(".access-log")).toContainText("June Bell");
  const marcus = await someone("en");
  await marcus.arrive("marcus-reed");
  await marcus.place("common-place-sharing");
  await expect(marcus.page.locator(".access-log")).toContainText("Ben Ortiz");
  await expect(marcus.page.locator("main")).not.toContainText("June Bell");
});
