// Sign-in of staff with the identity provider of their agency, in a browser: the cookie of the
// attempt, the way to another site and back, and the session that follows.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { expect, Person, Portal, test, words } from "./support";

/** The provider of `identity_provider.mjs`, on another site than the portal: they share no cookies. */
async function startProvider() {
  const script = join(import.meta.dirname, "identity_provider.mjs");
  const child = spawn(process.execPath, [script, "http://127.0.0.1/", "localhost"], { stdio: ["ignore", "pipe", "ignore"] });
  let printed = "";
  const issuer = await new Promise<string>((done, fail) => {
    // Warnings of the library stand before the address.
    child.stdout.on("data", (part) => {
      printed += part;
      const found = /^(http:\/\/localhost:\d+)\n/m.exec(printed);
      if (found) done(found[1]);
    });
    child.on("exit", () => fail(new Error(`the identity provider ended: ${printed}`)));
  });
  return { issuer, stop: () => child.kill(), set: (what: string) => fetch(`${issuer}/test/${what}`) };
}

test("a worker connects their work account by an invitation and signs in with it", async ({ browser, contextOptions, javaScriptEnabled, viewport, hasTouch }) => {
  const provider = await startProvider();
  const portal = await Portal.start("sqlite", [`--oidc-issuer=${provider.issuer}`, "--oidc-client-id=portal", "--oidc-client-secret=a secret of the tests", "--oidc-required-claim=amr=mfa"]);
  const context = await browser.newContext({ ...contextOptions, javaScriptEnabled, viewport, hasTouch });
  try {
    await provider.set(`redirect?uri=${encodeURIComponent(`${portal.address}/sign-in/staff/return`)}`);
    await provider.set("person?sub=dana&amr=mfa");
    const dana = new Person(await context.newPage(), portal, "en");
    const own = dana.page.getByRole("link", { name: words("en", "account-staff-own") });
    await dana.page.goto(portal.invite("dana-fox"));
    await dana.choose();
    await own.tap();
    // What the quick exit does is explained once to each person, before anything else.
    await dana.page.waitForURL((url) => url.pathname === "/exit");
    await dana.page.getByRole("button", { name: words("en", "account-exit-on"), exact: true }).tap();
    await expect(dana.page).toHaveURL(`${portal.address}/`);
    await expect(dana.page.locator("nav.bottom-nav")).toBeVisible();
    await dana.page.getByRole("button", { name: words("en", "common-sign-out") }).first().tap();
    await expect(dana.page).toHaveURL(/\/sign-in$/);
    await own.tap();
    await expect(dana.page).toHaveURL(`${portal.address}/`);
    // Without a second factor the provider's word is not enough, and the page says what to do.
    await provider.set("person?sub=dana&amr=pwd");
    await context.clearCookies();
    await dana.go("/sign-in");
    await own.tap();
    await expect(dana.page.locator("main")).toContainText(words("en", "account-staff-refused"));
  } finally {
    await context.close();
    portal.stop();
    provider.stop();
  }
});
