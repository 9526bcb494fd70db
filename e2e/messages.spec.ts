// Sending and reading messages: between a mother and her parent partner, and invisible to everyone
// else.
import { expect, test, words, said, EVERY_PAIRING, type Engine, type Language, withoutScriptOnlyInSpanishAndArabic } from "./support";

const MOTHERS: { language: Language; mother: string; partner: string; partnerName: string; motherName: string; own: RegExp; others: string[] }[] = [
  { language: "es", mother: "maria-luna", motherName: "María Luna", partner: "rosa-jimenez", partnerName: "Rosa Jiménez", own: /Sabemos hacer un hogar/, others: ["luis-luna", "dana-fox", "tasha-carter"] },
  { language: "ar", mother: "mariam-haddad", motherName: "مريم حداد", partner: "samira-nasser", partnerName: "Samira Nasser", own: /نحن نعرف كيف نبني بيتًا/, others: ["dana-fox", "luis-luna"] },
];

for (const engine of ["sqlite", "postgres"] as Engine[]) {
  for (const { language, mother, motherName, partner, partnerName, own, others } of MOTHERS) {
    test(`a mother and her partner talk, on ${engine}, in ${language}`, async ({ someone }) => {
      const engineWithoutScript = language === "es" ? "postgres" : "sqlite";
      const project = engine === engineWithoutScript ? "script-off" : "script-on";
      test.skip(!EVERY_PAIRING && test.info().project.name !== project, `on this engine in this language with ${project}`);
      const stamp = `${Date.now()}`;
      const her = await someone(language, engine);
      await her.arrive(mother);
      await her.place("common-place-plan");
      await expect(her.page.locator("main h2").first()).toHaveText(words(language, "plan-ours"));
      await expect(her.page.locator(".family-words blockquote").first()).toHaveText(own);
      await her.place("common-place-messages");
      await her.page.getByRole("link", { name: words(language, "messages-start") }).tap();
      await her.page.getByRole("link", { name: partnerName }).tap();
      await expect(her.page.locator(".participants")).toContainText(partnerName);
      await her.write(`palabras-${stamp}`);
      const address = new URL(her.page.url()).pathname;

      const partnerPhone = await someone("en", engine);
      await partnerPhone.arrive(partner);
      // She leaves the thread, so that the answer counts as unread.
      await her.go("/help");
      await partnerPhone.page.getByRole("link", { name: said("en", "home-wrote", { name: motherName }) }).tap();
      await expect(partnerPhone.page.locator(".bubble").last()).toContainText(`palabras-${stamp}`);
      await partnerPhone.write(`answer-${stamp}`);

      await her.go("/");
      await expect(her.page.locator("nav.bottom-nav .count")).toBeVisible();
      await expect(her.page.locator("main")).toContainText(said(language, "home-wrote", { name: partnerName.split(" ")[0] }));
      await her.go("/messages");
      await expect(her.page.locator("main .tag").first()).toBeVisible();
      await her.page.locator("main a.list-row", { hasText: partnerName }).tap();
      await expect(her.page.locator(".bubble").last()).toContainText(`answer-${stamp}`);

      for (const other of others) {
        const phone = await someone("en", engine);
        await phone.arrive(other);
        const answer = await phone.page.goto(her.portal.address + address);
        expect(answer?.status()).toBe(404);
        for (const path of ["/", "/messages"]) {
          await phone.go(path);
          await expect(phone.page.locator("main")).not.toContainText(stamp);
          expect(await phone.page.content()).not.toContain(address);
        }
      }
    });
  }
}

test("empty words come back with a summary that has the focus", async ({ someone }) => {
  const tasha = await someone("en");
  await tasha.arrive("tasha-carter");
  await tasha.go("/messages");
  await tasha.page.locator("main a.list-row").first().tap();
  await tasha.page.locator("#body").fill("   ");
  await tasha.page.getByRole("button", { name: "Send" }).tap();
  await expect(tasha.page).toHaveTitle(/^Error: /);
  await expect(tasha.page.locator(".error-summary")).toBeFocused();
  await tasha.page.locator(".error-summary a").tap();
  await expect(tasha.page.locator("#body")).toBeFocused();
});

for (const [language, who, engine] of [["en", "marcus-reed", "sqlite"], ["es", "luis-luna", "postgres"], ["hmn", "youa-xiong", "sqlite"], ["ar", "mariam-haddad", "postgres"]] as [Language, string, Engine][]) {
  test(`a draft survives a killed tab, on ${engine}, in ${language}`, async ({ someone }) => {
    const one = await someone(language, engine);
    test.skip(test.info().project.name === "script-off", "drafts are saved as one types by the island");
    await one.arrive(who);
    await one.go("/messages/new");
    await one.page.locator("main a.list-row").first().tap();
    await expect(one.page.locator("#body")).toBeVisible();
    const address = one.page.url();
    const typed = `Half a thought about the lake ${Date.now()}`;
    await one.page.locator("#body").fill("");
    await one.page.locator("#body").pressSequentially(typed);
    await expect(one.page.locator(".composer-status")).toHaveText(words(language, "messages-draft-saved"));
    const context = one.page.context();
    await one.page.close();
    const again = await context.newPage();
    await again.goto(address);
    await expect(again.locator("#body")).toHaveValue(typed);
  });
}

test("what is typed before the module arrives is kept too", async ({ someone }) => {
  const jay = await someone("en");
  test.skip(test.info().project.name === "script-off", "there is no module without script");
  await jay.arrive("jay-riley");
  await jay.page.route("**/*.wasm", async (route) => { await new Promise((later) => setTimeout(later, 1500)); await route.continue(); });
  await jay.go("/messages/new");
  await jay.page.locator("main a.list-row", { hasText: "Grace Hall" }).tap();
  await jay.page.locator("#body").fill("typed at once");
  await expect(jay.page.locator(".composer-status")).toHaveText(words("en", "messages-draft-saved"));
  await expect(jay.page.locator("#body")).toHaveValue("typed at once");
});

test("the composer says when little room is left, and grows", async ({ someone }) => {
  const mai = await someone("hmn");
  test.skip(test.info().project.name === "script-off", "counting is the island's work");
  await mai.arrive("mai-vang");
  await mai.go("/messages/new");
  await mai.page.locator("main a.list-row", { hasText: "Kou Lee" }).tap();
  const before = (await mai.page.locator("#body").boundingBox())!.height;
  // That a draft is kept shows that the island runs: until then it counts nothing.
  await mai.page.locator("#body").fill("a");
  await expect(mai.page.locator(".composer-status")).toHaveText(words("hmn", "messages-draft-saved"), { timeout: 60_000 });
  // Few lines: Chromium takes most of a minute to fill in thousands.
  await mai.page.locator("#body").fill(`a${"\n".repeat(40)}${"a".repeat(4559)}`);
  await expect(mai.page.getByText(words("hmn", "messages-left").replace('{"{n}"}', "400"))).toBeVisible({ timeout: 30_000 });
  expect((await mai.page.locator("#body").boundingBox())!.height).toBeGreaterThan(before);
});

for (const [engine, language, mother, partner] of [["postgres", "es", "maria-luna", "rosa-jimenez"], ["sqlite", "ar", "mariam-haddad", "samira-nasser"], ["sqlite", "en", "tasha-carter", "june-bell"], ["postgres", "hmn", "mai-vang", "kou-lee"]] as [Engine, Language, string, string][]) {
  test(`new words arrive while one looks, on ${engine}, in ${language}`, async ({ someone }) => {
    withoutScriptOnlyInSpanishAndArabic(language);
    const scripted = test.info().project.name === "script-on";
    const her = await someone(language, engine);
    await her.arrive(mother);
    await her.go("/messages/new");
    const link = her.page.locator("main a.list-row", { hasText: new RegExp({ "rosa-jimenez": "Rosa", "samira-nasser": "Samira", "june-bell": "June", "kou-lee": "Kou" }[partner]!) });
    await link.tap();
    const stamp = `${Date.now()}`;
    await her.write(`first-${stamp}`);
    await expect(her.page.locator(".thread .day-separator").last()).toHaveText(words(language, "common-today"));
    const address = new URL(her.page.url()).pathname;
    const theirs = await someone("en", engine);
    await theirs.arrive(partner);
    await theirs.go(address);
    await expect(theirs.page.locator(".bubble").last()).toContainText(`first-${stamp}`);

    // The partner answers without leaving the page; she sees it at once, or after one tap when
    // there is no JavaScript.
    await theirs.page.waitForLoadState("networkidle").catch(() => null);
    await theirs.write(`answer-${stamp}`);
    if (scripted) {
      await expect(theirs.page.locator("#body")).toHaveValue("");
      await expect(theirs.page.locator(".composer-status")).toHaveText(words("en", "messages-sent"));
    } else {
      await her.page.getByRole("link", { name: words(language, "messages-look-again") }).tap();
    }
    await expect(her.page.locator(".bubble").last()).toContainText(`answer-${stamp}`);
    if (!scripted) return;
    await expect(her.page.locator("[role=log] .bubble:not(.mine)")).toHaveCount(1);

    // Offline: the composer says so, keeps the text, and sends it exactly once after reconnecting.
    await her.page.context().setOffline(true);
    await her.page.locator("#body").fill(`late-${stamp}`);
    await her.page.getByRole("button", { name: words(language, "messages-send"), exact: true }).tap();
    await expect(her.page.locator(".composer-status")).toHaveText(words(language, "messages-not-sent-yet"));
    await expect(her.page.locator("#body")).toHaveValue(`late-${stamp}`);
    await her.page.context().setOffline(false);
    await expect(theirs.page.locator(".bubble", { hasText: `late-${stamp}` })).toHaveCount(1, { timeout: 40_000 });
    await expect(her.page.locator("#body")).toHaveValue("");
    await her.page.reload();
    await expect(her.page.locator(".bubble", { hasText: `late-${stamp}` })).toHaveCount(1);
  });
}

test("what came while the line was down, and more than one page of it, is all there when it is back", async ({ someone }) => {
  test.skip(test.info().project.name === "script-off", "without script one looks again oneself");
  test.setTimeout(120_000);
  const her = await someone("en");
  await her.arrive("tasha-carter");
  await her.go("/messages/new");
  await her.page.locator("main a.list-row", { hasText: "June" }).tap();
  const stamp = `${Date.now()}`;
  await her.write(`first-${stamp}`);
  const address = new URL(her.page.url()).pathname;
  const theirs = await someone("en");
  await theirs.arrive("june-bell");
  await theirs.go(address);
  await her.page.context().setOffline(true);
  const thread = address.split("/").pop()!;
  await theirs.page.evaluate(async ({ thread, stamp }) => {
    for (let n = 1; n <= 60; n++) {
      const sent = await fetch("/api/messages/post", { method: "POST", headers: { accept: "application/json" }, body: new URLSearchParams({ form: crypto.randomUUID(), thread, body: `night-${stamp}-${n}.` }) });
      if (!sent.ok) throw new Error(`${sent.status}`);
    }
  }, { thread, stamp });
  await her.page.context().setOffline(false);
  await expect(her.page.locator("[role=log] .bubble", { hasText: `night-${stamp}` })).toHaveCount(60, { timeout: 40_000 });
  await expect(her.page.locator("[role=log] .bubble").last()).toContainText(`night-${stamp}-60.`);
  await expect(her.page.locator("[role=log] .bubble", { hasText: `night-${stamp}-51.` })).toHaveCount(1);

  // The event stream is still open and has announced the message, but the fetch for it is lost.
  await her.page.route("**/api/messages/newer", (route) => route.abort("internetdisconnected"));
  const lost = her.page.waitForEvent("requestfailed");
  await theirs.write(`once-${stamp}`);
  await lost;
  await her.page.unroute("**/api/messages/newer");
  await expect(her.page.locator("[role=log] .bubble").last()).toContainText(`once-${stamp}`, { timeout: 40_000 });
});

test("a conversation whose session ends elsewhere stays quiet, and what is written then is kept", async ({ someone }) => {
  test.skip(test.info().project.name === "script-off", "without script there is no stream");
  const her = await someone("en");
  await her.arrive("mai-vang");
  await her.go("/messages/new");
  await her.page.locator("main a.list-row", { hasText: "Kou" }).tap();
  const stamp = `${Date.now()}`;
  await her.write(`before-${stamp}`);
  // A new invitation ends her other sessions: the stream ends, reconnects once, and gets 401.
  const refused = her.page.waitForResponse((answer) => answer.url().includes("/live") && answer.status() === 401);
  const phone = await someone("en");
  await phone.arrive("mai-vang");
  await refused;
  await her.page.locator("#body").fill(`after-${stamp}`);
  await her.page.getByRole("button", { name: words("en", "messages-send"), exact: true }).tap();
  await expect(her.page).toHaveURL(/sign-in/);
  await her.page.locator("#name").fill("mai-vang");
  await her.page.locator("#passphrase").fill("el perro come pan");
  await her.page.locator("#passphrase").press("Enter");
  await expect(her.page.locator("#body")).toHaveValue(`after-${stamp}`);
});

test("pronunciation is shown inline in a list", async ({ someone }) => {
  const dana = await someone("en");
  await dana.arrive("dana-fox");
  await dana.go("/messages/new");
  const row = (name: string) => dana.page.locator("main a.list-row", { hasText: name }).first();
  await expect(row("MAR-yam Had-DAAD")).toContainText("مريم حداد");
  const height = async (name: string) => (await row(name).boundingBox())!.height;
  // Letters of two scripts may make a line a little higher.
  expect((await height("MAR-yam")) - (await height("María Luna"))).toBeLessThan(12);
});
