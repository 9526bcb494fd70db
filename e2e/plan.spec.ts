// The plan as the family reads it: translations, requests for a translation, and folded worries.
import { expect, test, words } from "./support";

test("the worker's words stand in Spanish, with the original one tap away", async ({ someone }) => {
  const maria = await someone("es");
  await maria.arrive("maria-luna");
  await maria.place("common-place-plan");
  const strength = maria.page.locator(".strengths li").first();
  await expect(strength).toContainText("La abuela Elena vive a dos calles");
  await strength.locator("summary").tap();
  await expect(strength.locator("p[lang=en]")).toHaveText("Grandma Elena lives two streets away");
});

test("where no translation exists she sees so, and asks for one", async ({ someone }) => {
  const luis = await someone("es");
  await luis.arrive("luis-luna");
  await luis.place("common-place-plan");
  const ask = luis.page.locator("form.translation-request").first();
  await expect(ask).toContainText("Esto está escrito en");
  await ask.getByRole("button", { name: words("es", "common-words-ask") }).tap();
  await expect(luis.page.locator("main")).toContainText(words("es", "common-words-asked"));
  const dana = await someone("en");
  await dana.arrive("dana-fox");
  await dana.page.getByRole("link", { name: "The Luna family" }).last().tap();
  await expect(dana.page.locator("main")).toContainText(words("en", "home-wanted-title"));
});

test("worries are folded behind a note that says what is inside", async ({ someone }) => {
  const tasha = await someone("en");
  await tasha.arrive("tasha-carter");
  await tasha.place("common-place-plan");
  const worries = tasha.page.locator("details.collapsible");
  await expect(worries.locator(".stack")).toBeHidden();
  await worries.locator("summary").tap();
  await expect(worries.locator(".stack")).toBeVisible();
});
