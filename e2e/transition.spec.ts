// A young person's own transition plan.
import { expect, test, words } from "./support";

test("a young person opens their own plan", async ({ someone }) => {
  const jay = await someone("en");
  await jay.arrive("jay-riley");
  await jay.go("/transition");
  await expect(jay.page.getByRole("link", { name: words("en", "transition-part-housing") })).toBeVisible();
});

test("words that are typed without a connection are kept once it is back", async ({ someone }) => {
  test.skip(test.info().project.name === "script-off", "without script, words are kept by a button");
  const jay = await someone("en");
  await jay.arrive("jay-riley");
  const question = "/transition/area/legal/goal";
  await jay.go(question);
  const [field, status] = [jay.page.locator("#words"), jay.page.locator("#autosave")];
  const sizes: number[] = [];
  jay.page.on("request", (request) => { if (request.url().endsWith("/api/transition/draft")) sizes.push(request.postDataBuffer()?.length ?? 0); });
  await jay.page.context().setOffline(true);
  await field.fill("I want to know my court date");
  await expect(status).toHaveText(words("en", "transition-area-draft-unsaved"));
  await jay.page.context().setOffline(false);
  await expect(status).toHaveText(words("en", "transition-area-draft-saved"), { timeout: 15_000 });
  // One request that failed, and one that was stored; each has the words and the ids of the form.
  expect(sizes).toHaveLength(2);
  expect(Math.max(...sizes)).toBeLessThan(1024);
  await jay.go(question);
  await expect(field).toHaveValue("I want to know my court date");
});
