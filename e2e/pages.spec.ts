// Every page in every language: no axe violations, no horizontal scrolling, and no tap target that
// is too small.
import AxeBuilder from "@axe-core/playwright";
import { expect, test, LANGUAGES, type Person } from "./support";

const OPEN = ["/sign-in", "/welcome", "/welcome/NOSUCHCODE", "/language?from=/help", "/exit", "/help"];

/** Checks one page at each width, in light and dark; reports everything found in one assertion. */
async function look(person: Person, path: string) {
  const found: string[] = [];
  await person.go(path);
  const { page, language } = person;
  await expect(page.locator("html")).toHaveAttribute("lang", language);
  await expect(page.locator("html")).toHaveAttribute("dir", language === "ar" ? "rtl" : "ltr");
  await expect(page.locator("h1")).toHaveCount(1);
  await expect(page.locator("a.skip")).toHaveCount(1);
  await expect(page.locator("#exit button")).toBeVisible();
  await expect(page.locator("footer.help a[href='tel:711']")).toHaveCount(1);
  await page.evaluate(() => {
    document.querySelectorAll("details").forEach((details) => { details.open = true; });
    // The fixed bottom bar covers content that can be scrolled free (see sizes.spec.ts); axe would
    // report such targets as too small.
    document.querySelectorAll<HTMLElement>(".places").forEach((bar) => { bar.style.insetBlockEnd = "auto"; });
  });
  for (const width of [320, 412, 1280]) {
    await page.setViewportSize({ width, height: 740 });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (wide > 0) found.push(`scrolls sideways by ${wide} at ${width}`);
    const small = await page.evaluate(() => [...document.querySelectorAll("a, button, input:not([type=hidden], [type=radio], [type=checkbox]), label.choice, select, textarea, summary")]
      .map((e) => ({ box: e.getBoundingClientRect(), text: e.textContent?.slice(0, 30), main: e.matches(".btn:not(.link), .places a, a.task, label.choice, input, select, textarea"), skip: e.matches(".skip") }))
      .filter(({ box, main, skip }) => !skip && box.width > 0 && (box.height < (main ? 44 : 24) || box.width < 24)).map(({ text, box }) => `${text} ${Math.round(box.width)}x${Math.round(box.height)}`));
    if (small.length) found.push(`too small to tap at ${width}: ${small}`);
    // All axe rules run once, on the smallest phone. Rules that depend only on width or theme run
    // in English only, because they give the same result in every language.
    for (const colorScheme of ["light", "dark"] as const) {
      if (colorScheme === "dark" && width === 412) continue;
      if (language !== "en" && !(colorScheme === "light" && width === 320)) continue;
      await page.emulateMedia({ colorScheme });
      const axe = new AxeBuilder({ page }).setLegacyMode(true);
      if (width === 320 && colorScheme === "light") axe.withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]);
      else axe.withRules(colorScheme === "dark" ? ["color-contrast", "link-in-text-block"] : ["color-contrast", "target-size", "scrollable-region-focusable"]);
      // Colors are the same in every language, and this rule takes most of axe's time.
      if (language !== "en") axe.disableRules(["color-contrast"]);
      const { violations } = await axe.analyze();
      found.push(...violations.map((v) => `${v.id} at ${width}, ${colorScheme}: ${v.nodes.map((n) => n.html).join(" | ")}`));
    }
  }
  expect.soft(found, `${path} in ${language}`).toEqual([]);
}

for (const language of LANGUAGES) {
  for (const key of ["nobody", "maria-luna", "dana-fox"]) {
    test(`${key}'s pages in ${language}`, async ({ someone }) => {
      test.skip(test.info().project.name === "script-off", "the same pages; axe needs script");
      test.setTimeout(480_000);
      const person = await someone(language);
      if (key === "nobody") {
        await person.go("/language?from=/language");
        await person.choose();
        for (const path of OPEN) await look(person, path);
        await person.page.goto(person.portal.invite("samira-nasser"));
        await look(person, new URL(person.page.url()).pathname);
        return;
      }
      await person.arrive(key);
      const places = await person.page.locator("nav.places a").evaluateAll((all) => all.map((a) => a.getAttribute("href")!));
      const family = await person.page.locator("main a[href^='/family/']").first().getAttribute("href");
      await person.go("/messages");
      const thread = await person.page.locator("main a.task").first().getAttribute("href");
      await person.go("/messages/new");
      const first = await person.page.locator("main a[href^='/messages/new/']").first().getAttribute("href");
      const base = family!.match(/^\/family\/[^/#]+/)![0];
      await person.go(`${base}/plan`);
      const line = await person.page.locator("main a[href*='/plan/item/']").last().getAttribute("href");
      const plan = ["progress", "safety", "section/needs", "replies", "versions", "version/3", "version/3/print", "closure", "week"].map((page) => `${base}/plan/${page}`);
      const own = key === "maria-luna" ? ["propose", "own"] : ["edit", "add/strength", "add/well_being", "publish", "review"];
      if (key === "dana-fox") {
        // The form of a step is the longest one.
        await person.go(`${base}/plan/edit`);
        own.push((await person.page.locator("main a[href*='/add/step']").first().getAttribute("href"))!.split("/plan/")[1]);
      }
      for (const path of [line!, ...plan, ...own.map((page) => `${base}/plan/${page}`)]) await look(person, path);
      for (const path of [...places, "/families", family!.split("#")[0], "/messages/new", "/messages/notify", first!, thread!, `${thread}/readers`, `${family!.split("#")[0]}/messages/new`, ...(key === "dana-fox" ? ["/messages/away"] : ["/messages/search", "/messages/contacts", `${thread}/print`]), "/nowhere"]) await look(person, path);
    });
  }
}

for (const language of LANGUAGES) {
  test(`an interpreter's pages in ${language}`, async ({ someone }) => {
    test.skip(test.info().project.name === "script-off", "the same pages; axe needs script");
    test.setTimeout(240_000);
    const maria = await someone("es");
    await maria.arrive("maria-luna");
    await maria.go("/messages");
    await maria.page.locator("main a.task", { hasText: "Dana" }).first().tap();
    await maria.page.waitForURL(/messages\/[0-9a-f-]+/);
    const ask = `${new URL(maria.page.url()).pathname}/interpret/2`;
    await maria.go(ask);
    await maria.page.locator("#main-form button.btn").tap();
    const elena = await someone(language);
    await elena.arrive("elena-ruiz");
    await elena.go("/messages/queue");
    const one = await elena.page.locator("main a.task").first().getAttribute("href");
    for (const path of ["/", "/messages/queue", one!]) await look(elena, path);
    const claim = elena.page.locator('form[action$="/claim-interpretation"] button');
    if (await claim.count()) {
      const claimed = elena.page.waitForResponse((answer) => answer.url().endsWith("/claim-interpretation"));
      await claim.tap();
      await claimed;
      await elena.page.waitForLoadState();
    }
    await look(elena, one!);
    const reader = await someone(language);
    await reader.arrive("maria-luna");
    await look(reader, ask);
  });
}

test("a first visit fetches little, and keeps it", async ({ someone }) => {
  const person = await someone("es");
  let requests: string[] = [];
  person.page.on("request", (request) => requests.push(request.url()));
  await person.go("/");
  await expect(person.page.locator("h1")).toBeVisible();
  await person.page.waitForLoadState("networkidle");
  expect(requests.length, requests.join(" ")).toBeLessThanOrEqual(8);
  await person.arrive("luis-luna");
  await person.go("/messages/new");
  const first = await person.page.locator("main a[href^='/messages/new/']").first().getAttribute("href");
  requests = [];
  await person.go(first!);
  await person.page.waitForLoadState("networkidle");
  // The style sheet, icon and exit script are cached; only the WebAssembly module and its
  // JavaScript glue are loaded with the first page that has a composer.
  expect(requests.length, requests.join(" ")).toBeLessThanOrEqual(8);
});
