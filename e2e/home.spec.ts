// The home page: next appointment, what the agency owes, and open steps.
import { expect, test, words } from "./support";

test("a mother sees what is next, what she is owed and her steps, in this order", async ({ someone }) => {
  const maria = await someone("es");
  await maria.arrive("maria-luna");
  const titles = ["home-next", "home-owed", "home-steps", "home-new"].map((key) => words("es", key));
  await expect(maria.page.locator("main > h2")).toHaveText(titles);
  await expect(maria.page.locator(".next-meeting")).toContainText("Reunión del equipo");
  await expect(maria.page.locator(".tag.urgent")).toHaveText(/4\u2069 días tarde/);
  await maria.page.getByRole("link", { name: "Leer un cuento antes de dormir" }).tap();
  await expect(maria.page).toHaveURL(/\/plan\/item\//);
});

test("each parent's page holds only their own family time", async ({ someone }) => {
  const tasha = await someone("en");
  await tasha.arrive("tasha-carter");
  await expect(tasha.page.locator("main")).toContainText("Lakeside Center, room 2");
  await expect(tasha.page.locator("main")).not.toContainText("Harbor Park");
  const marcus = await someone("en");
  await marcus.arrive("marcus-reed");
  await expect(marcus.page.locator("main")).toContainText("Harbor Park");
  await expect(marcus.page.locator("main")).not.toContainText("Lakeside Center");
});

test("a partner sees the families they walk with", async ({ someone }) => {
  const june = await someone("en");
  await june.arrive("june-bell");
  await expect(june.page.locator("main")).toContainText(words("en", "home-walk-with"));
  await june.page.getByRole("link", { name: "The Carter family" }).tap();
  await expect(june.page.locator("main")).toContainText(words("en", "home-looked"));
});
