// Every page in every language: no axe violations, no horizontal scrolling, and no tap target that
// is too small.
import AxeBuilder from "@axe-core/playwright";
import { layoutFaults, resize } from "./layout";
import { addresses, pageRoutes } from "./routes";
import { expect, test, LANGUAGES, type Person } from "./support";

/** Whose pages are looked at, by access: the pages of workers and families differ where both may look. */
const FAMILY_AND_STAFF = ["SignedIn", "Team", "PlanReaders", "WorkloadReaders", "Participants", "ThreadStarters"];
const ACCESSES: Record<string, string[]> = {
  nobody: ["Anyone"],
  "maria-luna": [...FAMILY_AND_STAFF, "Family", "AccessLogReaders"],
  "dana-fox": [...FAMILY_AND_STAFF, "Worker", "AgencyStaff"],
  "elena-ruiz": ["Interpreters", "AssignedInterpreter"],
};

/** Absent where children live at home, as in the family of the others; Ben Ortiz looks at it. */
const PERMANENCY = "/family/{id}/plan/heading";

/** The addresses of the pages that this person is to look at. */
function pagesOf(key: string, values: Record<string, string[]>): string[] {
  return pageRoutes().filter(({ access, path }) => ACCESSES[key].includes(access) && path !== PERMANENCY).flatMap(({ path }) => addresses(path, values));
}

/** The address of the first such link, without its fragment. */
async function href(person: Person, selector: string): Promise<string> {
  return (await person.page.locator(selector).first().getAttribute("href"))!.split("#")[0];
}

/** The last part of an address. */
const lastPart = (address: string) => address.split("/").at(-1)!;

/** Checks one page at each width, in light and dark; reports everything found in one assertion. */
async function look(person: Person, path: string) {
  const found: string[] = [];
  const response = await person.page.goto(person.portal.address + path);
  // A page that is refused looks like one that does not exist, and would pass every check.
  if (!/NOSUCHCODE|nowhere/.test(path) && response!.status() !== 200) found.push(`status ${response!.status()}`);
  const { page, language } = person;
  await expect(page.locator("html")).toHaveAttribute("lang", language);
  await expect(page.locator("html")).toHaveAttribute("dir", language === "ar" ? "rtl" : "ltr");
  await expect(page.locator("h1")).toHaveCount(1);
  await expect(page.locator("a.skip-link")).toHaveCount(1);
  await expect(page.locator("#exit button")).toBeVisible();
  await expect(page.locator("footer.help a[href='tel:711']")).toHaveCount(1);
  await page.evaluate(() => {
    document.querySelectorAll("details").forEach((details) => { details.open = true; });
    // The fixed bottom bar and composer cover content that can be scrolled free (see sizes.spec.ts);
    // axe would report such targets as too small.
    document.querySelectorAll<HTMLElement>(".bottom-nav, .docked").forEach((bar) => { bar.style.insetBlockEnd = "auto"; bar.style.maxBlockSize = "none"; });
  });
  for (const width of [320, 412, 1280]) {
    await page.setViewportSize({ width, height: 740 });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (wide > 0) found.push(`scrolls sideways by ${wide} at ${width}`);
    const small = await page.evaluate(() => [...document.querySelectorAll("a, button, input:not([type=hidden], [type=radio], [type=checkbox]), label.choice, select, textarea, summary")]
      .map((e) => ({ box: e.getBoundingClientRect(), text: e.textContent?.slice(0, 30), main: e.matches(".btn:not(.link), .bottom-nav a, a.list-row, a[href^='tel:'], a[href^='sms:'], label.choice, input, select, textarea"), skip: e.matches(".skip-link, [aria-hidden=true]") }))
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
  // The largest letters that browsers offer on the smallest phone, and 400 % zoom.
  for (const [width, height, font] of [[320, 740, 32], [320, 256, 16]]) {
    await resize(person, width, height, font);
    found.push(...(await layoutFaults(person)).map((fault) => `${fault} at ${width}x${height}, ${font} px`));
  }
  expect.soft(found, `${path} in ${language}`).toEqual([]);
}

test("every page is looked at by somebody", () => {
  const accesses = Object.values(ACCESSES).flat();
  expect(pageRoutes().filter(({ access }) => !accesses.includes(access))).toEqual([]);
});

for (const language of LANGUAGES) {
  test(`nobody's pages in ${language}`, async ({ someone }) => {
    test.skip(test.info().project.name === "script-off", "the same pages; axe needs script");
    test.setTimeout(480_000);
    const person = await someone(language);
    await person.go("/language?from=/language");
    await person.choose();
    for (const path of [...pagesOf("nobody", { code: ["NOSUCHCODE"] }), "/language?from=/help"]) await look(person, path);
    await person.page.goto(person.portal.invite("samira-nasser"));
    await look(person, new URL(person.page.url()).pathname);
  });

  for (const key of ["maria-luna", "dana-fox"]) {
    test(`${key}'s pages in ${language}`, async ({ someone }) => {
      test.skip(test.info().project.name === "script-off", "the same pages; axe needs script");
      test.setTimeout(480_000);
      // A proposal of the family, for the page that shows one reply.
      const maria = await someone("es");
      await maria.arrive("maria-luna");
      await maria.place("common-place-plan");
      await maria.page.waitForURL(/plan$/);
      const plan = new URL(maria.page.url()).pathname;
      await maria.go(`${plan}/propose`);
      for (const value of ["propose_step", "wide"]) await maria.page.locator(`label:has(input[value=${value}])`).tap();
      await maria.page.locator("#words").fill("Un paso");
      await maria.page.locator("#main-form button.btn:not(.link)").first().tap();
      await maria.page.waitForURL(/replies\?notice=/);
      const person = await someone(language);
      await person.arrive(key);
      await person.go("/messages");
      const thread = lastPart(await href(person, "main a.list-row"));
      await person.go("/messages/new");
      const recipient = lastPart(await href(person, "main a[href^='/messages/new/']"));
      await person.go(`${plan}/goals`);
      const item = lastPart(await href(person, "main a[href*='/plan/item/']"));
      const values: Record<string, string[]> = { id: [plan.split("/")[2]], thread: [thread], person: [recipient], item: [item], section: ["needs"], version: ["3"], seq: ["1"] };
      if (key === "dana-fox") {
        // A text that was requested, for the page that translates it. Nothing is in Hmong yet.
        await maria.go(`/language?from=${plan}`);
        await maria.page.locator("button[lang=hmn]").tap();
        await expect(maria.page.locator("html")).toHaveAttribute("lang", "hmn");
        await maria.go(`${plan}/item/${item}`);
        await maria.page.locator("form.translation-request button").first().tap();
        await maria.page.waitForURL(/#text-/);
        await person.go(`${plan}/translations`);
        values.request = [lastPart(await href(person, "main .link-list a"))];
        await person.go(`${plan}/replies`);
        values.reply = [lastPart(await href(person, "main a[href*='/plan/reply/']"))];
        await person.go(`${plan}/edit`);
        // The form of a step is the longest one.
        values.kind = ["strength", "well_being", lastPart(await href(person, "main a[href*='/add/step']"))];
      } else {
        values.reply = [new URL(maria.page.url()).hash.slice(2)];
      }
      for (const path of [...pagesOf(key, values), "/nowhere"]) await look(person, path);
    });
  }
}

for (const language of LANGUAGES) {
  test(`the permanency goals in ${language}`, async ({ someone }) => {
    test.skip(test.info().project.name === "script-off", "the same page; axe needs script");
    const ben = await someone(language);
    await ben.arrive("ben-ortiz");
    const id = (await href(ben, "main a[href^='/family/']")).split("/")[2];
    for (const path of addresses(PERMANENCY, { id: [id] })) await look(ben, path);
  });
}

for (const language of LANGUAGES) {
  test(`an interpreter's pages in ${language}`, async ({ someone }) => {
    test.skip(test.info().project.name === "script-off", "the same pages; axe needs script");
    test.setTimeout(240_000);
    const maria = await someone("es");
    await maria.arrive("maria-luna");
    await maria.go("/messages");
    await maria.page.locator("main a.list-row", { hasText: "Dana" }).first().tap();
    await maria.page.waitForURL(/messages\/[0-9a-f-]+/);
    const ask = `${new URL(maria.page.url()).pathname}/interpret/2`;
    await maria.go(ask);
    await maria.page.locator("#main-form button.btn").tap();
    const elena = await someone(language);
    await elena.arrive("elena-ruiz");
    await elena.go("/messages/queue");
    const request = await href(elena, "main a.list-row");
    for (const path of ["/", ...pagesOf("elena-ruiz", { request: [lastPart(request)] })]) await look(elena, path);
    const claim = elena.page.locator('form[action$="/claim-interpretation"] button');
    if (await claim.count()) {
      await claim.tap();
      // Until the redirect has drawn the next page, another navigation would be interrupted by it.
      await expect(claim).toHaveCount(0);
    }
    await look(elena, request);
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
