// The quick exit: its button, and three presses of Shift.
import { FULL_BROWSER } from "./browsers";
import { expect, test, words } from "./support";

// Without script the exit redirects to a site that this machine does not reach: the shell would
// replace the address that the test expects by that of its error page.
test.use({ launchOptions: FULL_BROWSER });
// In one worker: a second one would start a browser and a portal for one short test.
test.describe.configure({ mode: "default" });

test("one tap leaves, and Back brings nothing back", async ({ someone }) => {
  const maria = await someone("es");
  await maria.arrive("maria-luna");
  await maria.place("common-place-plan");
  const cookies = await maria.page.context().cookies();
  await maria.page.locator("#exit button").tap();
  await expect(maria.page).toHaveURL("https://www.weather.gov/");
  await maria.page.goBack();
  await expect(maria.page.locator("body")).not.toContainText("Sabemos hacer un hogar");
  await maria.page.context().addCookies(cookies);
  await maria.go("/");
  await expect(maria.page).toHaveURL(/\/sign-in$/);
});

test("three presses of Shift leave too, and capital letters do not", async ({ someone }) => {
  const maria = await someone("es");
  await maria.arrive("maria-luna");
  await maria.go("/help");
  const hint = maria.page.locator("#exit-shortcut");
  if (test.info().project.name === "script-off") {
    await expect(hint).toBeHidden();
    return;
  }
  await expect(hint).toHaveText(words("es", "account-exit-shortcut"));
  await expect(hint).toBeVisible();
  const { keyboard } = maria.page;
  const press = async (...keys: string[]) => { for (const key of keys) await keyboard.press(key); };
  await maria.go("/messages/search");
  await maria.page.locator("main form input:not([type=hidden])").first().focus();
  await press("Shift+A", "Shift+B", "Shift+C", "Shift", "d", "Shift", "Shift");
  // Longer ago than the script has counted.
  await maria.page.waitForTimeout(2100);
  await press("Shift", "Shift");
  await expect(maria.page).toHaveURL(/\/messages\/search$/);
  await press("Shift");
  await expect(maria.page).toHaveURL("https://www.weather.gov/");
  await maria.go("/");
  await expect(maria.page).toHaveURL(/\/sign-in$/);
});
