// The help page, which needs no sign-in.
import { expect, test } from "./support";

test("help names people to call and explains words, signed out", async ({ someone }) => {
  const visitor = await someone("en");
  await visitor.go("/help");
  const lines = visitor.page.locator("main > .call-tiles");
  for (const href of ["tel:911", "tel:988", "sms:988", "tel:211", "tel:711"]) await expect(lines.locator(`a[href='${href}']`)).toBeVisible();
  // The same numbers at the end of every page, but for those that only the help page has.
  await expect(visitor.page.locator("footer.help a[href='tel:911']")).toBeVisible();
  const glossary = visitor.page.locator("details.collapsible");
  await expect(glossary.locator("dt", { hasText: "GAL" })).toBeHidden();
  await glossary.locator("summary").tap();
  await expect(glossary.locator("dt", { hasText: "GAL" })).toBeVisible();
});
