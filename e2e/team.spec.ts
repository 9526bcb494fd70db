// The family's team: who is on it, and an objection that never reaches the person it is about.
import { expect, test, words } from "./support";

test("a parent finds the team from the bar, and a concern about the worker goes past the worker", async ({ someone }) => {
  const maria = await someone("es");
  await maria.arrive("maria-luna");
  await maria.place("common-place-more");
  await maria.page.getByRole("link", { name: words("es", "home-team") }).tap();
  await expect(maria.page.locator("h1")).toHaveText(words("es", "team-title"));
  const dana = maria.page.locator(".person-card", { hasText: "Dana Fox" });
  await expect(dana).toContainText(words("es", "team-coordinator"));
  await expect(dana.locator("a[href^='tel:']")).toHaveCount(1);
  await dana.locator("summary").tap();
  await dana.locator("a[href*='/team/object']").tap();
  await maria.page.locator("#words").fill("No me devuelve las llamadas");
  await maria.page.getByRole("button", { name: words("es", "team-send"), exact: true }).tap();
  await expect(maria.page.locator(".notice-success")).toContainText(words("es", "team-sent"));
  await expect(maria.page.locator("main")).toContainText("No me devuelve las llamadas");

  const worker = await someone("en");
  await worker.arrive("dana-fox");
  await worker.page.getByRole("link", { name: "The Luna family" }).last().tap();
  await worker.page.getByRole("link", { name: words("en", "team-title-team") }).tap();
  await expect(worker.page.locator("h1")).toHaveText(words("en", "team-title-team"));
  await expect(worker.page.locator("main")).not.toContainText("No me devuelve");

  const pat = await someone("en");
  await pat.arrive("pat-nguyen");
  await pat.page.locator("main a[href*='/team/request/']").first().tap();
  await expect(pat.page.locator("blockquote")).toHaveText("No me devuelve las llamadas");
  await pat.page.locator("label:has(input[value=accepted])").tap();
  await pat.page.locator("#words").fill("I will call you today");
  await pat.page.locator("#main-form button.btn:not(.link)").first().tap();
  await expect(pat.page.locator(".notice-success")).toBeVisible();
  await maria.page.reload();
  await expect(maria.page.locator("main")).toContainText("I will call you today");
});
