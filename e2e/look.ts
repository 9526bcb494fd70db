// Looks at one page at each width, in light and dark, and reports all that is wrong with it.
import { axeFaults, prepareAxe, type Rules } from "./axe";
import { layoutFaults, pageSize, resize, tapFaults, textFaults } from "./layout";
import type { Route } from "./routes";
import { expect, test, type Person } from "./support";

/** A page without a route is an error page, which has no budgets. */
export type Visit = { path: string; route?: Route };

/** Looks at one page, and for a limited time: a browser that hangs is reported with its page. */
export async function look(person: Person, visit: Visit) {
  await test.step(visit.path, () => check(person, visit), { timeout: 90_000 });
}

/** Checks one page; reports everything found in one assertion. */
async function check(person: Person, { path, route }: Visit) {
  const { page, language } = person;
  const found: string[] = [];
  await prepareAxe(page);
  await page.setViewportSize({ width: 360, height: 740 });
  const response = await page.goto(person.portal.address + path);
  // A page that is refused looks like one that does not exist, and would pass every check.
  if (!/NOSUCHCODE|nowhere/.test(path) && response!.status() !== 200) found.push(`status ${response!.status()}`);
  found.push(...(await frameFaults(person)));
  const { screens, choices } = await pageSize(person);
  found.push(...(await textFaults(person)));
  const size = `${route?.path ?? path} ${screens.toFixed(1)} ${choices}`;
  if (process.env.PRINT_PAGE_SIZES) console.log(`${size} in ${language}: ${test.info().title}`);
  if (route && (screens > route.maxScreens || choices > route.maxChoices)) found.push(`beyond ${route.maxScreens} screens or ${route.maxChoices} choices: ${size}`);
  await page.evaluate(() => {
    document.querySelectorAll("details").forEach((details) => { details.open = true; });
    // The fixed bottom bar and composer cover content that can be scrolled free (see sizes.spec.ts);
    // axe would report such targets as too small.
    document.querySelectorAll<HTMLElement>(".bottom-nav, .docked").forEach((bar) => { bar.style.insetBlockEnd = "auto"; bar.style.maxBlockSize = "none"; });
  });
  const analyses = language === "en" ? IN_ENGLISH : IN_OTHER_LANGUAGES;
  for (const width of [320, 1280, 412]) {
    await page.setViewportSize({ width, height: 740 });
    found.push(...(await tapFaults(person)).map((fault) => `at ${width}, ${fault}`));
    for (const { scheme, rules } of analyses[width] ?? []) {
      await page.emulateMedia({ colorScheme: scheme });
      found.push(...(await axeFaults(page, rules)).map(({ id, elements }) => `${id} at ${width}, ${scheme}: ${elements}`));
    }
  }
  // The largest letters that browsers offer on the smallest phone, and 400 % zoom; smaller letters
  // and 200 % zoom in one language of each direction.
  const between = ["en", "ar"].includes(language) ? [[360, 740, 24], [640, 370, 16]] : [];
  for (const [width, height, font] of [[320, 740, 32], ...between, [320, 256, 16]]) {
    await resize(person, width, height, font);
    found.push(...(await layoutFaults(person)).map((fault) => `${fault} at ${width}x${height}, ${font} px`));
  }
  expect.soft(found, `${path} in ${language}`).toEqual([]);
}

/** What every page has: its language, one heading, the skip link, the quick exit and the help lines. */
async function frameFaults({ page, language }: Person): Promise<string[]> {
  return page.evaluate((language) => {
    const { lang, dir } = document.documentElement;
    const exit = document.querySelector("#exit button");
    const count = (selector: string) => document.querySelectorAll(selector).length;
    const required: [string, boolean][] = [
      ["the language", lang === language],
      ["the direction", dir === (language === "ar" ? "rtl" : "ltr")],
      ["one main heading", count("h1") === 1],
      ["one skip link", count("a.skip-link") === 1],
      ["a visible exit", Boolean(exit?.checkVisibility({ visibilityProperty: true }) && exit.getBoundingClientRect().width > 0)],
      ["the help lines", count("footer.help a[href='tel:711']") === 1],
    ];
    return required.filter(([, met]) => !met).map(([what]) => `lacks ${what}`);
  }, language);
}

type Analysis = { scheme: "light" | "dark"; rules: Rules };

const only = (...values: string[]): Rules => ({ runOnly: { type: "rule", values } });
const ALL: Rules = { runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] } };
// Colors are the same in every language, and this rule takes most of axe's time.
const ALL_BUT_CONTRAST: Rules = { ...ALL, rules: { "color-contrast": { enabled: false } } };
const OF_COLORS = only("color-contrast", "link-in-text-block");
const OF_SIZES = ["target-size", "scrollable-region-focusable"];

/**
 * By width. All axe rules run once, on the smallest phone. Rules that depend only on width or theme
 * run in English only, because they give the same result in every language. Both phones have the
 * same colors.
 */
const IN_ENGLISH: Record<number, Analysis[]> = {
  320: [{ scheme: "light", rules: ALL }, { scheme: "dark", rules: OF_COLORS }],
  1280: [{ scheme: "dark", rules: OF_COLORS }, { scheme: "light", rules: only("color-contrast", ...OF_SIZES) }],
  412: [{ scheme: "light", rules: only(...OF_SIZES) }],
};
const IN_OTHER_LANGUAGES: Record<number, Analysis[]> = { 320: [{ scheme: "light", rules: ALL_BUT_CONTRAST }] };
