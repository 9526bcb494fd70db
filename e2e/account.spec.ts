// Signing in, the devices of an account, and the choice of a language.
import { expect, test, words, LANGUAGES, withoutScriptOnlyInSpanishAndArabic } from "./support";

test("a refused sign-in keeps the name and moves the focus", async ({ someone }) => {
  const someoneElse = await someone("en");
  await someoneElse.go("/sign-in");
  await someoneElse.page.locator("#name").fill("sunflower");
  await someoneElse.page.locator("#passphrase").fill("not my words at all");
  await someoneElse.page.getByRole("button", { name: "Sign in", exact: true }).tap();
  await expect(someoneElse.page).toHaveTitle(/^Error: /);
  await expect(someoneElse.page.locator(".error-summary")).toBeFocused();
  await expect(someoneElse.page.locator("#name")).toHaveValue("sunflower");
  await expect(someoneElse.page.locator("#passphrase")).toHaveValue("");
});

test("the passphrase can be shown", async ({ someone }) => {
  const visitor = await someone("en");
  await visitor.go("/sign-in");
  const box = visitor.page.locator(".show-passphrase");
  if (test.info().project.name === "script-off") {
    await expect(box).toBeHidden();
    return;
  }
  const field = visitor.page.locator("#passphrase");
  await field.fill("el perro come pan");
  await box.locator("label").tap();
  await expect(field).toHaveAttribute("type", "text");
  await box.locator("label").tap();
  await expect(field).toHaveAttribute("type", "password");
});

test("Enter in a field submits its form, and a device ended elsewhere is out at its next request", async ({ someone }) => {
  // Two devices of their own, as phones that were lost, and one that other people use, too.
  const [phone, tablet, luis] = [await someone("en"), await someone("en"), await someone("en")];
  await phone.arrive("luis-luna");
  await tablet.lookAround("The Luna family", "Luis Luna");
  await luis.go("/sign-in");
  await luis.page.locator("#name").fill("luis-luna");
  await luis.page.locator("#passphrase").fill("el perro come pan");
  await luis.page.keyboard.press("Enter");
  await expect(luis.page.locator("nav.bottom-nav")).toBeVisible();
  // A shared phone is assumed, whose cookie ends with the browser.
  const cookies = (await luis.page.context().cookies()).filter((one) => one.name.endsWith("session"));
  expect(cookies.map((one) => one.expires)).toEqual([-1]);
  await luis.place("common-place-more");
  await luis.page.getByRole("link", { name: words("en", "account-title") }).tap();
  await luis.page.getByRole("link", { name: words("en", "account-devices-title") }).tap();
  const end = luis.page.getByRole("button", { name: words("en", "account-devices-end"), exact: true });
  await expect(end).toHaveCount(2);
  await end.first().tap();
  await expect(luis.page.locator("#notice")).toContainText(words("en", "account-devices-ended"));
  await expect(end).toHaveCount(1);
  // One of them is out, and the other one is not.
  for (const one of [phone, tablet]) await one.page.reload();
  expect([phone, tablet].filter((one) => one.page.url().endsWith("/sign-in"))).toHaveLength(1);
  await luis.page.getByRole("button", { name: words("en", "account-devices-end-all"), exact: true }).tap();
  await expect(luis.page.locator("#notice")).toContainText(words("en", "account-devices-all-ended"));
  await expect(luis.page.locator("main")).toContainText(words("en", "account-devices-only"));
  for (const one of [phone, tablet]) {
    await one.page.reload();
    await expect(one.page).toHaveURL(/\/sign-in$/);
  }
});

test("a passkey is made on one's own phone, and signs in", async ({ someone }) => {
  const luis = await someone("es");
  const { page } = luis;
  const press = async (form: string) => await page.locator(`form[action='/api/account/${form}'] button`).tap();
  if (test.info().project.name === "script-off") {
    await luis.go("/sign-in");
    await press("passkey");
    await expect(page.locator("#no-passkey")).toBeVisible();
    await expect(page.locator("#passkey")).toBeHidden();
    return;
  }
  await luis.arrive("luis-luna");
  // Browsers make no passkeys for an IP address.
  const portal = luis.portal.address.replace("127.0.0.1", "localhost");
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("WebAuthn.enable");
  const device = { protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true } as const;
  await devtools.send("WebAuthn.addVirtualAuthenticator", { options: device });
  await page.goto(`${portal}/sign-in`);
  await page.locator("#name").fill("luis-luna");
  await page.locator("label", { has: page.locator("input[name=device][value=own]") }).tap();
  await page.locator("#passphrase").fill("el perro come pan");
  await page.keyboard.press("Enter");
  await expect(page.locator("nav.bottom-nav")).toBeVisible();
  await page.goto(`${portal}/account/passkeys`);
  await press("new-passkey");
  await page.locator("#name").fill("Mi teléfono");
  await press("add-passkey");
  await expect(page.locator("#notice")).toContainText(words("es", "account-passkeys-added"));
  await expect(page.locator("main")).toContainText("Mi teléfono");
  // The same phone makes no second one.
  await press("new-passkey");
  await press("add-passkey");
  await expect(page.locator("#passkey [role=status]")).toHaveText(words("es", "account-passkey-known"));
  await page.context().clearCookies();
  await page.goto(`${portal}/sign-in`);
  await press("passkey");
  await press("passkey-sign-in");
  await expect(page.locator("nav.bottom-nav")).toBeVisible();
  await expect(page).toHaveURL(`${portal}/`);
});

test("changing the language keeps the page and what was typed", async ({ someone }) => {
  const luis = await someone("en");
  await luis.arrive("luis-luna");
  await luis.go("/messages/new");
  await luis.page.locator("main a.list-row", { hasText: "Dana Fox" }).tap();
  await luis.page.locator("#body").fill("half a thought");
  const address = luis.page.url();
  await luis.page.locator("header.top-bar button[name=keep_for]").tap();
  await luis.page.locator("button[lang=es]").tap();
  await expect(luis.page).toHaveURL(address);
  await expect(luis.page.locator("html")).toHaveAttribute("lang", "es");
  await expect(luis.page.locator("#body")).toHaveValue("half a thought");
});

for (const language of LANGUAGES) {
  test(`a demo visitor looks around in ${language}`, async ({ someone }) => {
    withoutScriptOnlyInSpanishAndArabic(language);
    const visitor = await someone(language);
    await visitor.go("/language?from=/language");
    await visitor.choose();
    await visitor.go("/sign-in");
    await visitor.page.locator("details summary").first().tap();
    await visitor.page.locator("details[open] button").first().tap();
    await expect(visitor.page).toHaveURL(`${visitor.portal.address}/`);
    await visitor.page.getByRole("button", { name: words(language, "common-sign-out") }).tap();
    await expect(visitor.page).toHaveURL(/\/sign-in$/);
  });
}
