// The plan as the family reads it: translations, requests for a translation, folded worries, and the
// safety plan.
import { expect, said, test, words } from "./support";

test("the worker's words stand in Spanish, with the original one tap away", async ({ someone }) => {
  const maria = await someone("es");
  await maria.arrive("maria-luna");
  await maria.place("common-place-plan");
  const strength = maria.page.locator(".strengths li").first();
  await expect(strength).toContainText("La abuela Elena vive a dos cuadras");
  await maria.page.getByRole("link", { name: words("es", "plan-words-all"), exact: true }).tap();
  await maria.page.getByRole("link", { name: words("es", "plan-original-show"), exact: true }).tap();
  await expect(strength.locator("bdi[lang=en]")).toHaveText("Grandma Elena lives two blocks away");
  await maria.page.getByRole("link", { name: said("es", "plan-original-hide", { language: "español" }) }).tap();
  await expect(strength).toContainText("La abuela Elena vive a dos cuadras");
});

test("where no translation exists he asks for one, stays in place, and gets it from the worker", async ({ someone }) => {
  const luis = await someone("es");
  await luis.arrive("luis-luna");
  await luis.place("common-place-plan");
  await luis.page.locator("main a[href$='/plan/goals']").first().tap();
  await expect(luis.page.locator("main")).toContainText(words("es", "plan-not-translated").split("{")[0]);
  await luis.page.locator("main a", { has: luis.page.locator("bdi[lang=en]") }).first().tap();
  await luis.page.waitForURL(/\/plan\/item\//);
  const item = new URL(luis.page.url()).pathname;
  const ask = luis.page.locator("form.translation-request").first();
  await expect(ask).toContainText("Esto está escrito en");
  const text = await ask.locator("input[name=text]").getAttribute("value");
  await ask.getByRole("button", { name: words("es", "common-words-ask") }).tap();
  await luis.page.waitForURL(new RegExp(`#text-${text}$`));
  const status = luis.page.locator(`[id="text-${text}"]`);
  await expect(status).toContainText(words("es", "common-words-asked").split("{")[0]);
  await expect(status).toBeInViewport();

  const dana = await someone("en");
  await dana.arrive("dana-fox");
  await dana.page.getByRole("link", { name: "The Luna family" }).last().tap();
  await expect(dana.page.locator("main")).toContainText(words("en", "home-wanted-title"));
  await dana.page.locator("main a[href$='/plan/translations']").first().tap();
  await expect(dana.page.locator("h1")).toHaveText(words("en", "plan-translations"));
  // Other tests on this portal may have asked for texts, too.
  const rows = dana.page.locator("main .link-list a");
  while (await rows.count()) {
    await rows.first().tap();
    await dana.page.locator("#words").fill("Palabras en español");
    await dana.page.getByRole("button", { name: words("en", "plan-translation-save"), exact: true }).tap();
    await expect(dana.page.locator(".notice-success")).toBeVisible();
  }

  await luis.go("/");
  await luis.unfold(".news-list");
  await luis.page.getByRole("link", { name: said("es", "home-translated", { language: "español" }) }).first().tap();
  await expect(luis.page.locator("h1")).toBeVisible();
  await luis.go(item);
  await expect(luis.page.locator(`input[name=text][value="${text}"]`)).toHaveCount(0);
  await expect(luis.page.locator("main")).toContainText("Palabras en español");
});

test("worries are on a page of their own, folded behind a note that says what is inside", async ({ someone }) => {
  const tasha = await someone("en");
  await tasha.arrive("tasha-carter");
  await tasha.place("common-place-plan");
  await tasha.page.locator("main a[href$='/plan/needs']").tap();
  await expect(tasha.page.locator("h1")).toHaveText(words("en", "plan-needs-worries"));
  const worries = tasha.page.locator("details.collapsible");
  await expect(worries.locator(".stack")).toBeHidden();
  await worries.locator("summary").tap();
  await expect(worries.locator(".stack")).toBeVisible();
});

test("the safety plan is one tap away, and its numbers can be called", async ({ someone }) => {
  const maria = await someone("es");
  await maria.arrive("maria-luna");
  const open = maria.page.locator("main a", { hasText: words("es", "plan-safety-open") }).first();
  await expect(open).toBeInViewport();
  await open.tap();
  await expect(maria.page).toHaveURL(/\/plan\/safety$/);
  const grandmother = maria.page.locator(".safety li", { hasText: "La abuela Elena: 608-555-0163" });
  const call = grandmother.locator("a[href='tel:6085550163']");
  await expect(call).toHaveText("608-555-0163");
  expect((await call.boundingBox())!.height).toBeGreaterThanOrEqual(44);
  await maria.place("common-place-plan");
  await expect(open).toBeInViewport();
});

test.describe(() => {
  // Other tests count the family's own words.
  test.use({ ownPortals: true });

  test("the family's own words keep the lines in which they were written", async ({ someone }) => {
    const luis = await someone("en");
    await luis.arrive("luis-luna");
    await luis.place("common-place-plan");
    await luis.page.waitForURL(/\/plan$/);
    const plan = new URL(luis.page.url()).pathname;
    await luis.go(`${plan}/own`);
    await luis.page.locator("#words").fill("First we eat.\nThen we read.");
    const answered = luis.page.waitForEvent("domcontentloaded");
    await luis.page.getByRole("button", { name: words("en", "plan-save-own"), exact: true }).tap();
    await answered;
    await luis.go(`${plan}/words`);
    expect(await luis.page.locator("blockquote bdi", { hasText: "First we eat." }).innerText()).toBe("First we eat.\nThen we read.");
  });
});
