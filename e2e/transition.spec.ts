// A young person's own transition plan.
import { expect, test, words } from "./support";

test("a young person opens their own plan", async ({ someone }) => {
  const jay = await someone("en");
  await jay.arrive("jay-riley");
  await jay.go("/transition");
  await expect(jay.page.getByRole("link", { name: words("en", "transition-part-housing") })).toBeVisible();
});
