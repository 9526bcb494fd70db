// From a printed letter to an account, and back in when the phone and the passphrase are lost.
import { expect, said, test, words, LANGUAGES, withoutScriptOnlyInSpanishAndArabic, type Language, type Person } from "./support";

// A letter invites only people without an account, and other tests make one for these.
test.use({ ownPortals: true });

/** A parent who reads the language, and the worker of the family. */
const HOUSEHOLDS: Record<Language, { family: string; worker: string; key: string; name: string }> = {
  en: { family: "The Carter family", worker: "Ben Ortiz", key: "tasha-carter", name: "Tasha Carter" },
  es: { family: "The Luna family", worker: "Dana Fox", key: "maria-luna", name: "María Luna" },
  hmn: { family: "The Vang family", worker: "Kou Lee", key: "mai-vang", name: "Mai Vang" },
  ar: { family: "The Haddad family", worker: "Dana Fox", key: "mariam-haddad", name: "مريم حداد" },
};

/** Signs the worker in, and returns the path of the page of the family's team. */
async function openTeam(worker: Person, family: string, name: string): Promise<string> {
  await worker.lookAround(family, name);
  const link = worker.page.locator("main a[href^='/family/']", { hasText: family }).first();
  const [path] = /\/family\/[0-9a-f-]+/.exec((await link.getAttribute("href"))!)!;
  await worker.go(`${path}/team`);
  return `${path}/team`;
}

/** Makes a letter as the worker, whose team page is open; returns its address and its code. */
async function printLetter(worker: Person, name: string, language: Language): Promise<{ address: string; code: string }> {
  const { page } = worker;
  await page.getByRole("link", { name: words("en", "account-invite-link"), exact: true }).tap();
  const row = page.locator("main details", { has: page.locator("summary", { hasText: name }) });
  await expect(row).toContainText(words("en", "account-invite-not-yet"));
  await row.locator("summary").tap();
  // The language that the person reads is offered first.
  const make = row.locator("form button").first();
  await expect(make).toHaveText(said("en", "account-invite-make", { language: words("en", `common-language-${language}`) }));
  await make.tap();
  const letter = page.locator("article.letter");
  await expect(letter).toHaveAttribute("lang", language);
  await expect(letter).toHaveAttribute("dir", language === "ar" ? "rtl" : "ltr");
  await expect(letter.locator("h1")).toHaveText(words(language, "account-letter-title"));
  await expect(letter).toContainText(said(language, "account-letter-for", { name }));
  await expect(letter.getByRole("img", { name: words(language, "account-letter-square"), exact: true })).toBeVisible();
  const [address, code] = await letter.locator(".letter-code").allTextContents();
  expect(code).toMatch(/^[0-9A-Z]{4}( [0-9A-Z]{4}){4}$/);
  await page.reload();
  await expect(page.locator("main")).toContainText(words("en", "account-letter-gone"));
  return { address, code };
}

/** Types the code of the letter, makes an account with the passphrase that is offered, and arrives. */
async function redeemLetter(person: Person, { address, code }: { address: string; code: string }, key: string) {
  const { page, language } = person;
  expect(address).toBe(`${person.portal.address}/welcome`);
  await page.goto(address);
  const type = async (text: string) => {
    await page.locator("#code").fill(text);
    await page.locator("#main-form button.btn").tap();
  };
  // One wrong letter: the code comes back to be compared with the paper.
  const mistyped = `${code.slice(0, -1)}${code.endsWith("A") ? "B" : "A"}`;
  await type(mistyped.toLowerCase().replaceAll(" ", ""));
  await expect(page.locator("#code-error")).toHaveText(words("en", "error-account-code"));
  await expect(page.locator("#code")).toHaveValue(mistyped);
  await type(code.toLowerCase().replaceAll(" ", "-"));
  const opened = `${address}/${code.replaceAll(" ", "")}`;
  await expect(page).toHaveURL(opened);
  await person.choose();
  await expect(page.locator("html")).toHaveAttribute("dir", language === "ar" ? "rtl" : "ltr");
  // A passphrase of random words is offered.
  const offered = page.locator(".offered-passphrase");
  await expect(offered).toHaveText(/^\S+( \S+){4,}$/);
  await person.makeAccount(key, (await offered.textContent())!, "own");
  // How to leave is explained first, with what it cannot do.
  for (const part of ["does", "history", "typed", "watch"]) await expect(page.locator("main")).toContainText(words(language, `account-exit-${part}`));
  await page.getByRole("button", { name: words(language, "account-exit-on"), exact: true }).tap();
  await expect(page).toHaveURL(`${person.portal.address}/`);
  await page.goto(opened);
  await expect(page.locator("h1")).toHaveText(words(language, "account-invalid-title"));
}

/** Types a recovery code and a new passphrase on the page that the sign-in leads to. */
async function recover(person: Person, code: string) {
  await person.page.locator("#code").fill(code);
  await person.page.locator("#passphrase").fill("la luna sale por la noche");
  await person.page.locator("#main-form button.btn").tap();
}

/** Makes a recovery card, which its page shows once; returns one of its codes. */
async function makeCard(person: Person): Promise<string> {
  await person.go("/account/recovery");
  await person.page.getByRole("button", { name: words(person.language, "account-recovery-make"), exact: true }).tap();
  const codes = person.page.locator(".recovery-codes bdi");
  await expect(codes).toHaveCount(10);
  const code = (await codes.nth(4).textContent())!;
  await person.page.reload();
  await expect(codes).toHaveCount(0);
  return code;
}

/** Vouches for a person as the worker, on the page that the team's page leads to; returns the code. */
async function vouch(worker: Person, team: string, name: string): Promise<string> {
  const { page } = worker;
  await worker.go(team);
  const card = page.locator(".person-card", { has: page.locator("summary", { hasText: name }) });
  await card.locator("summary").tap();
  await card.getByRole("link", { name: said("en", "team-vouch-title", { name }) }).tap();
  await page.locator("label[for=in_person]").tap();
  await page.getByRole("button", { name: words("en", "team-vouch-make"), exact: true }).tap();
  const code = page.locator(".recovery-codes bdi");
  await expect(code).toHaveCount(1);
  await expect(page.locator("main")).toContainText(`${new URL(worker.portal.address).host}/recover`);
  return (await code.textContent())!;
}

for (const language of LANGUAGES) {
  test(`from a letter to an account, and back in with a card and a voucher, in ${language}`, async ({ someone }) => {
    withoutScriptOnlyInSpanishAndArabic(language);
    test.setTimeout(180_000);
    const { family, worker: workerName, key, name } = HOUSEHOLDS[language];
    const worker = await someone("en");
    const team = await openTeam(worker, family, workerName);
    const letter = await printLetter(worker, name, language);
    const lost = await someone(language);
    await redeemLetter(lost, letter, key);
    const code = await makeCard(lost);
    // Random words are offered to change the passphrase, too.
    await lost.go("/account/passphrase");
    await expect(lost.page.locator(".offered-passphrase")).toHaveText(/^\S+( \S+){4,}$/);
    await expect(lost.page.locator("main")).toContainText(words(language, "account-new-passphrase-ends"));

    // The phone is lost. With a code of the card, written in small letters, its owner is back in.
    const found = await someone(language);
    const { page } = found;
    const openRecovery = () => page.getByRole("link", { name: words(language, "account-recover-title"), exact: true }).tap();
    await found.go("/language?from=/sign-in");
    await found.choose();
    await openRecovery();
    await recover(found, "AAAA AAAA AAAA AAAA");
    await expect(page.locator("#code-error")).toHaveText(words(language, "error-account-recovery-code"));
    await recover(found, code.toLowerCase());
    // The sign-in name is shown, which may be forgotten, too.
    await expect(page.locator("#notice")).toContainText(key);
    // The phone that was lost is signed out.
    await lost.page.reload();
    await expect(lost.page).toHaveURL(/\/sign-in$/);

    // The card and the passphrase are lost, too: the worker vouches.
    await page.getByRole("button", { name: words(language, "common-sign-out"), exact: true }).tap();
    await openRecovery();
    await recover(found, await vouch(worker, team, name));
    await expect(page.locator("#notice")).toContainText(words(language, "account-recovered-card"));
    // The account shows what happened, and who did it.
    await page.locator("main a[href='/account/events']").tap();
    await expect(page.locator("h1")).toHaveText(words(language, "account-events-title"));
    for (const kind of ["recovery-codes-made", "recovery-code-used", "voucher-made", "voucher-used"]) await expect(page.locator("main")).toContainText(words(language, `account-event-is-${kind}`));
    const made = page.locator("main li", { hasText: words(language, "account-event-is-voucher-made") });
    await expect(made).toContainText(said(language, "account-event-by", { name: workerName }));
  });
}
