// The quick exit.
import { FULL_BROWSER } from "./browsers";
import { expect, test } from "./support";

// Without script the exit redirects to a site that this machine does not reach: the shell would
// replace the address that the test expects by that of its error page.
test.use({ launchOptions: FULL_BROWSER });

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
