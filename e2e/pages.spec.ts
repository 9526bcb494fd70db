// Every page in every language: no axe violations, no horizontal scrolling, no tap target that is
// too small, and no more screens and choices than its row in app/src/routes.rs allows. With
// PRINT_PAGE_SIZES=1 each page's screens and choices are printed.
import { pageSize } from "./layout";
import { look, type Visit } from "./look";
import { addresses, pageRoutes, type Route } from "./routes";
import { expect, test, LANGUAGES, type Person } from "./support";

/** Whose pages are looked at, by access: the pages of workers and families differ where both may look. */
const FAMILY_AND_STAFF = ["SignedIn", "Team", "PlanReaders", "EventReaders", "WorkloadReaders", "Participants", "ThreadStarters"];
const ACCESSES: Record<string, string[]> = {
  nobody: ["Anyone"],
  "maria-luna": [...FAMILY_AND_STAFF, "Family", "AccessLogReaders", "TribeReaders"],
  "dana-fox": [...FAMILY_AND_STAFF, "Worker", "InvitingMembers", "VouchingMembers", "AgencyStaff", "TribeReaders", "TribeWriters"],
  "elena-ruiz": ["Interpreters", "AssignedInterpreter"],
  "jay-riley": ["OwnTransition", "CommitmentParties"],
  "grace-hall": ["TransitionReaders", "TransitionRecordReaders", "RightsReaders", "RightQuestionReaders", "YouthWorker"],
};

/** Absent where children live at home, as in the family of the others; Ben Ortiz looks at it. */
const PERMANENCY = "/family/{id}/plan/heading";

// What another test writes would change how long a page is.
test.use({ ownPortals: true });

const routes = pageRoutes();

function routeOf(path: string): Route {
  const route = routes.find((one) => one.path === path);
  if (!route) throw new Error(`no page has the path ${path}`);
  return route;
}

/** The pages that this person is to look at. */
function pagesOf(key: string, values: Record<string, string[]>): Visit[] {
  const own = routes.filter(({ access, path }) => ACCESSES[key].includes(access) && path !== PERMANENCY);
  return own.flatMap((route) => addresses(route.path, values).map((path) => ({ path, route })));
}

/** The address of the first such link, without its fragment. */
async function href(person: Person, selector: string): Promise<string> {
  return (await person.page.locator(selector).first().getAttribute("href"))!.split("#")[0];
}

/** The last part of an address. */
const lastPart = (address: string) => address.split("/").at(-1)!;

test("every page is looked at by a person who may open it", () => {
  const accesses = Object.values(ACCESSES).flat();
  expect(routes.filter(({ access }) => !accesses.includes(access))).toEqual([]);
});

for (const language of LANGUAGES) {
  test(`the pages of a visitor in ${language}`, async ({ someone }) => {
    test.skip(test.info().project.name === "script-off", "the same pages; axe needs script");
    test.setTimeout(600_000);
    const person = await someone(language);
    await person.go("/language?from=/language");
    await person.choose();
    const languagePage = { path: "/language?from=/help", route: routeOf("/language") };
    for (const visit of [...pagesOf("nobody", { code: ["NOSUCHCODE"] }), languagePage]) await look(person, visit);
    await look(person, { path: new URL(person.portal.invite("samira-nasser")).pathname, route: routeOf("/welcome/{code}") });
  });

  for (const key of ["maria-luna", "dana-fox"]) {
    test(`${key}'s pages in ${language}`, async ({ someone }) => {
      test.skip(test.info().project.name === "script-off", "the same pages; axe needs script");
      test.setTimeout(900_000);
      // A proposal of the family, for the page that shows one reply.
      const maria = await someone("es");
      await maria.arrive("maria-luna");
      await maria.place("common-place-plan");
      await maria.page.waitForURL(/plan$/);
      const plan = new URL(maria.page.url()).pathname;
      await maria.go(`${plan}/propose`);
      for (const value of ["propose_step", "wide"]) await maria.page.locator(`label:has(input[value=${value}])`).tap();
      await maria.page.locator("#words").fill("Un paso");
      await maria.page.locator("#main-form button.btn:not(.link)").first().tap();
      await maria.page.waitForURL(/replies\?notice=/);
      const proposal = await maria.page.locator("#notice input[name=reply]").getAttribute("value");
      // And one for the team.
      const team = plan.replace(/plan$/, "team");
      await maria.go(`${team}/propose`);
      await maria.page.locator("#name").fill("Ana");
      await maria.page.locator("#kind").selectOption("friend");
      await maria.page.locator("#words").fill("Nos ayuda");
      await maria.page.locator("#main-form button.btn:not(.link)").first().tap();
      await maria.page.waitForURL(/team\?notice=/);
      const person = await someone(language);
      await person.arrive(key);
      await person.go("/messages");
      const thread = lastPart(await href(person, "main a.list-row"));
      await person.go("/messages/new");
      const recipient = lastPart(await href(person, "main a[href^='/messages/new/']"));
      await person.go(`${plan}/goals`);
      const item = lastPart(await href(person, "main a[href*='/plan/item/']"));
      await person.go(plan.replace(/plan$/, "calendar"));
      const event = lastPart(await href(person, "main a.list-row[href*='/calendar/']"));
      const values: Record<string, string[]> = { id: [plan.split("/")[2]], thread: [thread], person: [recipient], item: [item], event: [event], section: ["needs"], version: ["3"], seq: ["1"] };
      await person.go(team);
      values.team_request = [lastPart(await href(person, "main a[href*='/team/request/']"))];
      if (key === "dana-fox") {
        // Family time of the children with each other, for the pages that change it.
        const time = plan.replace(/plan$/, "calendar/family-time");
        await person.go(`${time}/add`);
        await person.page.locator("#parent").selectOption("siblings");
        await person.page.locator("label[for=children-0]").tap();
        await person.page.locator("#level").selectOption("unsupervised");
        await person.page.locator("#often").fill("Twice a week");
        await person.page.locator("#main-form button.btn:not(.link)").first().tap();
        await person.page.waitForURL(/family-time\?notice=/);
        values.family_time = [(await href(person, "main a[href*='/family-time/'][href$='/edit']")).split("/").at(-2)!];
        await person.go(team);
        values.contact = [lastPart(await href(person, "main a[href*='/team/contact/']"))];
        // The first on the list is the coordinator, who can hand over.
        values.member = [lastPart(await href(person, "main a[href*='/team/member/'][href*='role=']")).split("?")[0]];
        values.role = ["caregiver"];
        values.holder = [lastPart(await href(person, "main a[href*='/team/vouch/']"))];
      }
      if (key === "dana-fox") {
        await person.go(`${team}/tribe`);
        values.child_tribe = [lastPart(await href(person, "main a[href*='/team/tribe/']:not([href*='/add'])"))];
        // A text that was requested, for the page that translates it. Nothing is in Hmong yet.
        await maria.go(`/language?from=${plan}`);
        await maria.page.locator("button[lang=hmn]").tap();
        await expect(maria.page.locator("html")).toHaveAttribute("lang", "hmn");
        await maria.go(`${plan}/item/${item}`);
        await maria.page.locator("form.translation-request button").first().tap();
        await maria.page.waitForURL(/#text-/);
        await person.go(`${plan}/translations`);
        values.request = [lastPart(await href(person, "main .link-list a"))];
        await person.go(`${plan}/replies`);
        values.reply = [lastPart(await href(person, "main a[href*='/plan/reply/']"))];
        await person.go(`${plan}/edit`);
        // The form of a step is the longest one.
        values.kind = ["strength", "well_being", lastPart(await href(person, "main a[href*='/add/step']"))];
      } else {
        values.reply = [proposal!];
      }
      for (const visit of [...pagesOf(key, values), { path: "/nowhere" }]) await look(person, visit);
    });
  }
}

for (const language of LANGUAGES) {
  test(`the permanency goals in ${language}`, async ({ someone }) => {
    test.skip(test.info().project.name === "script-off", "the same page; axe needs script");
    const ben = await someone(language);
    await ben.arrive("ben-ortiz");
    const id = (await href(ben, "main a[href^='/family/']")).split("/")[2];
    for (const path of addresses(PERMANENCY, { id: [id] })) await look(ben, { path, route: routeOf(PERMANENCY) });
  });
}

for (const language of LANGUAGES) {
  test(`a youth's transition plan in ${language}`, async ({ someone }) => {
    test.skip(test.info().project.name === "script-off", "the same pages; axe needs script");
    test.setTimeout(600_000);
    const jay = await someone(language);
    await jay.arrive("jay-riley");
    await jay.go("/transition/say");
    const event = lastPart(await href(jay, "main a[href^='/transition/say/']"));
    await jay.go("/transition/people/add");
    await jay.page.locator("#who").selectOption((await jay.page.locator("#who option").filter({ hasText: "Denise Riley" }).getAttribute("value"))!);
    await jay.page.locator("#kind").selectOption("holidays");
    await jay.page.locator("#main-form button.btn").first().tap();
    const commitment = lastPart(await href(jay, "main a[href^='/transition/commitment/']"));
    await jay.go("/transition/rights/health");
    await jay.page.locator("form[action$='/right-ask'] button").tap();
    // The form for its words appears once the question is there: the next page must not cut it off.
    await jay.page.locator("textarea[name=words]").waitFor();
    for (const page of pagesOf("jay-riley", { right: ["health"], part: ["housing"], question: ["now"], document: ["state_id"], event: [event], commitment: [commitment] })) await look(jay, page);
    const grace = await someone(language);
    await grace.arrive("grace-hall");
    const [family] = /\/family\/[0-9a-f-]+/.exec(await href(grace, "main a[href^='/family/']"))!;
    await grace.go(`${family}/transition`);
    const person = lastPart(await href(grace, "main a[href*='/transition/']"));
    for (const page of pagesOf("grace-hall", { id: [lastPart(family)], person: [person], document: ["state_id"], right: ["health"] })) await look(grace, page);
  });
}

for (const language of LANGUAGES) {
  test(`an interpreter's pages in ${language}`, async ({ someone }) => {
    test.skip(test.info().project.name === "script-off", "the same pages; axe needs script");
    test.setTimeout(240_000);
    const maria = await someone("es");
    await maria.arrive("maria-luna");
    await maria.go("/messages");
    await maria.page.locator("main a.list-row", { hasText: "Dana" }).first().tap();
    await maria.page.waitForURL(/messages\/[0-9a-f-]+/);
    const ask = `${new URL(maria.page.url()).pathname}/interpret/2`;
    await maria.go(ask);
    await maria.page.locator("#main-form button.btn").tap();
    const elena = await someone(language);
    await elena.arrive("elena-ruiz");
    await elena.go("/messages/queue");
    const request = await href(elena, "main a.list-row");
    const home = { path: "/", route: routeOf("/") };
    for (const visit of [home, ...pagesOf("elena-ruiz", { request: [lastPart(request)] })]) await look(elena, visit);
    const claim = elena.page.locator('form[action$="/claim-interpretation"] button');
    if (await claim.count()) {
      await claim.tap();
      // Until the redirect has drawn the next page, another navigation would be interrupted by it.
      await expect(claim).toHaveCount(0);
    }
    await look(elena, { path: request, route: routeOf("/messages/queue/{request}") });
    const reader = await someone(language);
    await reader.arrive("maria-luna");
    // Today of a mother who has not written anything fits two screens of a small phone.
    expect((await pageSize(reader)).screens).toBeLessThanOrEqual(language === "en" ? 2 : 2.5);
    await look(reader, { path: ask, route: routeOf("/messages/{id}/interpret/{seq}") });
  });
}

test("a first visit fetches little, and keeps it", async ({ someone }) => {
  const person = await someone("es");
  let requests: string[] = [];
  person.page.on("request", (request) => requests.push(request.url()));
  await person.go("/");
  await expect(person.page.locator("h1")).toBeVisible();
  await person.page.waitForLoadState("networkidle");
  expect(requests.length, requests.join(" ")).toBeLessThanOrEqual(8);
  await person.arrive("luis-luna");
  await person.go("/messages/new");
  const first = await person.page.locator("main a[href^='/messages/new/']").first().getAttribute("href");
  requests = [];
  await person.go(first!);
  await person.page.waitForLoadState("networkidle");
  // The style sheet, icon and exit script are cached; only the WebAssembly module and its
  // JavaScript glue are loaded with the first page that has a composer.
  expect(requests.length, requests.join(" ")).toBeLessThanOrEqual(8);
});
