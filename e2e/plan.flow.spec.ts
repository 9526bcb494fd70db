// The plan's life cycle: a family member proposes a step, a worker answers and publishes it, the
// family member objects, and the team reviews it.
import { expect, flowRuns, test, words, type Language, type Person } from "./support";

const CAST: Record<Language, { parentKey: string; workerKey: string; idea: string }> = {
  en: { parentKey: "tasha-carter", workerKey: "ben-ortiz", idea: "An evening class near the bus" },
  es: { parentKey: "maria-luna", workerKey: "dana-fox", idea: "Una clase de inglés cerca de casa" },
  hmn: { parentKey: "mai-vang", workerKey: "kou-lee", idea: "Ib chav kawm ze tsev" },
  ar: { parentKey: "mariam-haddad", workerKey: "dana-fox", idea: "درس مسائي قريب من البيت" },
};

const radio = (person: Person, name: string, value: string) => person.page.locator(`label:has(input[name="${name}"][value="${value}"])`).tap();
/** Submits the page's main form and waits for the next page. */
async function send(person: Person) {
  const answered = person.page.waitForEvent("domcontentloaded");
  await person.page.locator("#main-form button.btn:not(.link)").first().tap();
  await answered;
}

/** Opens the family's page as the worker. */
async function open(worker: Person, family: string) {
  await worker.go(family);
  await expect(worker.page.locator("h1")).toBeVisible();
}

for (const [language, engine, { parentKey, workerKey, idea }, skipOther] of flowRuns(CAST)) {
  test(`in ${language} on ${engine}: proposed, answered, published, questioned, reviewed`, async ({ someone }) => {
    skipOther();
    const parent = await someone(language, engine);
    await parent.arrive(parentKey);
    await parent.place("common-place-plan");
    await expect(parent.page).toHaveURL(/\/family\/[^/]+\/plan$/);
    const plan = new URL(parent.page.url()).pathname;
    const say = (key: string) => words(language, key);

    // A family member proposes a step in her own words.
    await parent.page.getByRole("link", { name: say("plan-propose"), exact: true }).tap();
    await radio(parent, "kind", "propose_step");
    await send(parent);
    await expect(parent.page.locator(".error-summary")).toContainText(say("error-plan-words-missing"));
    await expect(parent.page.locator("input[value=propose_step]")).toBeChecked();
    await parent.page.locator("#words").fill(idea);
    await radio(parent, "who", "wide");
    await send(parent);
    const mine = parent.page.locator(".card-list li", { hasText: idea });
    await expect(mine).toBeVisible();

    // The worker finds the pending proposal and accepts it.
    const worker = await someone("en", engine);
    await worker.arrive(workerKey);
    await open(worker, plan.replace(/\/plan$/, ""));
    await worker.page.getByRole("link", { name: new RegExp(words("en", "plan-kind-propose-step")) }).first().tap();
    await expect(worker.page.locator("main")).toContainText(idea);
    await send(worker);
    await expect(worker.page.locator(".error-summary")).toContainText(words("en", "error-plan-choose"));
    await radio(worker, "outcome", "accepted");
    await send(worker);
    await expect(worker.page.locator(".card-list li", { hasText: idea })).toContainText(words("en", "plan-outcome-accepted"));

    // The step is in the working copy. It gets an owner, a due date and a reason, and is published.
    await worker.go(`${plan}/edit`);
    const lost = worker.page.locator("details", { hasText: words("en", "plan-steps-without-goal") });
    // Only the first group with unpublished changes is open, and other tests change this plan too.
    if ((await lost.getAttribute("open")) === null) await lost.locator("summary").tap();
    await lost.getByRole("link", { name: idea }).tap();
    await worker.page.locator("label.choice", { hasText: words("en", "plan-agency-owes") }).tap();
    await worker.page.locator("#due").fill("2027-01-15");
    await worker.page.locator("#why").fill("She asked for it, and it helps.");
    await send(worker);
    await worker.go(`${plan}/goals`);
    await expect(worker.page.locator("main")).not.toContainText(idea);
    await worker.go(`${plan}/publish`);
    await expect(worker.page.locator(".changes li", { hasText: idea })).toBeVisible();
    await worker.page.locator("#why").fill("A step that the family asked for.");
    await send(worker);
    await expect(worker.page.locator(".error-summary")).toContainText(words("en", "error-plan-not-ready"));
    await expect(worker.page.locator("#why")).toHaveValue("A step that the family asked for.");
    for (const box of await worker.page.locator("label.choice:has(input[type=checkbox])").all()) await box.tap();
    await send(worker);
    await expect(worker.page.locator("main")).toContainText("A step that the family asked for.");

    // The family member sees what changed and why, also in the print view.
    await parent.go(plan);
    await parent.page.getByRole("link", { name: say("plan-what-changed"), exact: true }).tap();
    await expect(parent.page.locator(".changes li", { hasText: idea })).toContainText(say("plan-change-added"));
    await expect(parent.page.locator("main")).toContainText("A step that the family asked for.");
    await parent.page.getByRole("link", { name: say("plan-print"), exact: true }).tap();
    await expect(parent.page.locator("article.print")).toContainText(idea);

    // The family member replies that the step does not help. The worker reviews it and records the
    // outcome.
    await parent.go(`${plan}/goals`);
    await parent.page.getByRole("link", { name: idea }).first().tap();
    await radio(parent, "kind", "not_helping");
    await parent.page.locator("#words").fill("…");
    await send(parent);
    await expect(parent.page.locator(".card-list li").last()).toContainText(say("plan-kind-not-helping"));
    await worker.go(`${plan}/replies`);
    await worker.page.locator(".card-list li", { hasText: words("en", "plan-kind-not-helping") }).getByRole("link", { name: words("en", "plan-answer"), exact: true }).first().tap();
    await radio(worker, "outcome", "stopped");
    await worker.page.locator("#words").fill("The bus does not run at night.");
    await send(worker);
    await parent.go(`${plan}/replies`);
    await expect(parent.page.locator(".card-list li", { hasText: "The bus does not run at night." })).toContainText(say("plan-outcome-stopped"));
  });
}

test("how a step goes, and what one thinks of a goal, is one tap that can be undone", async ({ someone }) => {
  const maria = await someone("es");
  await maria.arrive("maria-luna");
  await maria.place("common-place-plan");
  const step = maria.page.locator(".next-steps li").first();
  const words1 = (await step.locator("h3").textContent())!;
  await step.getByRole("button", { name: words("es", "plan-kind-need-help") }).tap();
  // The page stays, the focus is on what was said, and the step says it too.
  const notice = maria.page.locator("#notice");
  await expect(notice).toContainText(words("es", "plan-kind-need-help"));
  await expect(notice).toBeFocused();
  await expect(maria.page).toHaveURL(/\/plan\?notice=/);
  const said = maria.page.locator(".next-steps li", { hasText: words1 });
  await expect(said).toContainText(words("es", "plan-state-need-help"));
  await notice.getByRole("button", { name: words("es", "plan-notice-undo") }).tap();
  await expect(notice).toContainText(words("es", "plan-notice-withdrawn-step"));
  await expect(said).not.toContainText(words("es", "plan-state-need-help"));

  // The same under a goal; another answer takes the place of the first.
  await maria.page.locator("main a[href$='/plan/goals']").tap();
  const goal = maria.page.locator("section.card", { has: maria.page.locator("button[value=agree]") }).first();
  for (const kind of ["disagree", "agree"]) {
    await goal.locator(`button[value=${kind}]`).tap();
    await expect(notice).toContainText(words("es", `plan-kind-${kind}`));
    await expect(goal.locator("[aria-pressed=true]")).toHaveText(words("es", `plan-kind-${kind}`));
  }
  await notice.getByRole("link", { name: words("es", "plan-notice-more") }).tap();
  await expect(maria.page.locator("input[value=agree]")).toBeChecked();
});

test("a stale edit gets both texts back", async ({ someone }) => {
  const [one, two] = [await someone("en"), await someone("en")];
  await one.arrive("kou-lee");
  // The same person in a second session.
  await two.go("/sign-in");
  await two.page.locator("#name").fill("kou-lee");
  await two.page.locator("#passphrase").fill("el perro come pan");
  await send(two);
  const base = await one.page.locator("main a[href^='/family/']").last().getAttribute("href");
  await one.go(`${base}/plan/edit`);
  const line = (await one.page.locator("details", { hasText: words("en", "plan-strengths-team") }).locator("ul a").first().getAttribute("href"))!;
  for (const who of [one, two]) await who.go(line);
  await one.page.locator("#words").fill("The wording of the first");
  await one.page.locator("#why").fill("first");
  await send(one);
  await two.page.locator("#words").fill("The wording of the second");
  await two.page.locator("#why").fill("second");
  await send(two);
  await expect(two.page.locator("#stale")).toContainText("The wording of the first");
  await expect(two.page.locator("#stale")).toContainText("Kou Lee");
  await expect(two.page.locator("#words")).toHaveValue("The wording of the second");
  await send(two);
  await two.go(line);
  await two.page.locator("summary", { hasText: words("en", "plan-earlier") }).tap();
  await expect(two.page.locator("details", { hasText: words("en", "plan-earlier") })).toContainText("The wording of the first");
});

test("each voice says how it is going, and the chart has a table", async ({ someone }) => {
  const mariam = await someone("ar");
  await mariam.arrive("mariam-haddad");
  await mariam.place("common-place-plan");
  await expect(mariam.page).toHaveURL(/\/plan$/);
  const plan = new URL(mariam.page.url()).pathname;
  await mariam.page.locator("summary", { hasText: words("ar", "plan-parts-more") }).tap();
  await mariam.page.getByRole("link", { name: words("ar", "plan-progress"), exact: true }).tap();
  await expect(mariam.page.locator("main")).toContainText(words("ar", "plan-progress-empty"));
  const dana = await someone("en");
  await dana.arrive("dana-fox");
  await dana.go(`${plan}/review`);
  await radio(dana, "top", "10");
  await dana.page.locator("#low").fill("Nights are hard");
  await send(dana);
  await radio(dana, "value", "6");
  await send(dana);
  await mariam.go(`${plan}/progress`);
  await send(mariam);
  await expect(mariam.page.locator(".error-summary")).toContainText(words("ar", "error-plan-choose"));
  await radio(mariam, "value", "7");
  await send(mariam);
  await expect(mariam.page.locator("table td", { hasText: /^7$/ })).toBeVisible();
  await expect(mariam.page.locator("table td", { hasText: /^6$/ })).toBeVisible();
  await expect(mariam.page.locator(".chart polyline").first()).toBeAttached();
  await expect(mariam.page.locator(".chart text")).toHaveText(["1", "4", "7", "10"]);
  await expect(mariam.page.locator(".chart-dates li")).toHaveText(await mariam.page.locator("table tbody th").allInnerTexts());
});
