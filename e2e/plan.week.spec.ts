// Workload: a parent states her weekly capacity, and the worker is warned before exceeding it.
import { expect, said, test, words, type Engine, type Language, type Person } from "./support";

const CAST: [Language, Engine, string, string][] = [
  ["es", "postgres", "maria-luna", "dana-fox"],
  ["ar", "sqlite", "mariam-haddad", "dana-fox"],
];

async function submitMainForm(person: Person) {
  const answered = person.page.waitForEvent("domcontentloaded");
  await person.page.locator("#main-form button.btn:not(.link)").first().tap();
  await answered;
}

for (const [language, engine, parentKey, workerKey] of CAST) {
  test(`in ${language} on ${engine}: a full week is said before it is asked`, async ({ someone }) => {
    const parent = await someone(language, engine);
    await parent.arrive(parentKey);
    await parent.place("common-place-plan");
    await expect(parent.page).toHaveURL(/\/family\/[^/]+\/plan$/);
    const plan = new URL(parent.page.url()).pathname;
    await parent.page.locator("summary", { hasText: words(language, "plan-parts-more") }).tap();
    await parent.page.getByRole("link", { name: words(language, "plan-week"), exact: true }).tap();
    // The form fits into two phone screens, and each cell is a target for a thumb.
    const form = (await parent.page.locator("#main-form").boundingBox())!;
    expect(form.height).toBeLessThan(2 * 740);
    const cells = await parent.page.locator(".busy-parts label").evaluateAll((labels) => labels.map((label) => label.getBoundingClientRect()).filter(({ width, height }) => width < 44 || height < 44).length);
    expect(cells).toBe(0);
    const evening = parent.page.locator("#busy-4-evening");
    await expect(evening).toHaveAccessibleName(said(language, "plan-busy-evening", { weekday: words(language, "common-weekday-4") }));
    await parent.page.locator("#hours").fill("a lot");
    await evening.check();
    await submitMainForm(parent);
    await expect(parent.page.locator(".error-summary")).toContainText(words(language, "error-plan-week-number"));
    await expect(evening).toBeChecked();
    await parent.page.locator("#hours").fill("3,5");
    await submitMainForm(parent);
    await expect(parent.page.locator("#hours")).toHaveValue("3.5");
    await expect(evening).toBeChecked();

    // The worker starts from a common step, on Thursday evening.
    const worker = await someone("en", engine);
    await worker.arrive(workerKey);
    await worker.go(`${plan}/edit`);
    const goal = worker.page.locator("details", { has: worker.page.locator("a[href*='/add/step']") }).first();
    if ((await goal.getAttribute("open")) === null) await goal.locator("summary").tap();
    await goal.getByRole("link", { name: words("en", "plan-add-step"), exact: true }).tap();
    await worker.page.locator("details", { hasText: words("en", "plan-common") }).locator("summary").tap();
    await worker.page.getByRole("link", { name: words("en", "plan-common-class") }).tap();
    await expect(worker.page.locator("#words")).toHaveValue(words("en", "plan-common-class"));
    const name = await parent.page.locator("footer .sign-out").innerText();
    const owner = worker.page.locator("label.choice:has(input[name=owner])");
    const own = (await owner.allInnerTexts()).findIndex((label) => name.includes(label.replace(/[\u2066-\u2069\u200e\u200f]/g, "").split(" (")[0]) || name.replace(/[\u2066-\u2069]/g, "").includes(label.replace(/[\u2066-\u2069]/g, "").split(" (")[0]));
    await owner.nth(own).tap();
    await worker.page.locator("details", { hasText: words("en", "plan-week-takes") }).locator("summary").tap();
    await worker.page.locator("#hours").fill("4");
    await worker.page.locator("#weekday").selectOption("4");
    await worker.page.locator("#starts").fill("19:00");
    await worker.page.locator("#ends").fill("20:00");
    await submitMainForm(worker);
    await expect(worker.page.locator(".error-summary")).toContainText(words("en", "error-plan-week-full"));
    await expect(worker.page.locator(".notice-info li")).toHaveCount(2);
    await expect(worker.page.locator("#words")).toHaveValue(words("en", "plan-common-class"));
    await worker.page.locator("label[for=load]").tap();
    await submitMainForm(worker);
    await expect(worker.page).toHaveURL(new RegExp(`${plan}/edit`));
    await expect(worker.page.locator("main")).toContainText(words("en", "plan-common-class"));

    // Closure conditions: the worker marks one as met, and the family sees it.
    await worker.go(`${plan}/closure`);
    const first = worker.page.locator("main li.card").first();
    if (await first.count()) {
      const kept = worker.page.waitForEvent("domcontentloaded");
      await first.getByRole("button", { name: words("en", "plan-true-now"), exact: true }).tap();
      await kept;
      await parent.go(`${plan}/closure`);
      await expect(parent.page.locator(".tag.done")).toContainText(words(language, "plan-true-now"));
    }
  });
}
