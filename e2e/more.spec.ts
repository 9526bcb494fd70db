// The page of everything that the navigation bar has no place for.
import { expect, test, words } from "./support";

test("the bar has five places at most, and the last one leads to everything else", async ({ someone }) => {
  for (const [key, places] of [["maria-luna", 5], ["dana-fox", 3], ["nora-price", 4]] as const) {
    const person = await someone("en");
    await person.arrive(key);
    await expect(person.page.locator("nav.bottom-nav a")).toHaveCount(places);
    await person.place("common-place-more");
    await expect(person.page.locator("nav.bottom-nav a[aria-current]")).toHaveText(words("en", "common-place-more"));
    for (const title of ["messages-notify-title", "account-language-title", "help-title"]) await expect(person.page.locator("main").getByRole("link", { name: words("en", title), exact: true })).toBeVisible();
    // Only a family reads who viewed its record.
    await expect(person.page.locator("main").getByRole("link", { name: words("en", "sharing-title") })).toHaveCount(key === "maria-luna" ? 1 : 0);
  }
});
