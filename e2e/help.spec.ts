// The help page, which needs no sign-in.
import { expect, test } from "./support";

test("help names people to call and explains words, signed out", async ({ someone }) => {
  const visitor = await someone("en");
  await visitor.go("/help");
  await expect(visitor.page.locator("main a[href='tel:911']")).toBeVisible();
  const word = visitor.page.locator("details.disclosure").filter({ hasText: "GAL" });
  await word.locator("summary").tap();
  await expect(word.locator("p")).toBeVisible();
});
