// Checks docs/asvs.md: it has one line for each requirement of levels 1 and 2, and each line names
// tests that exist, or says why there is none. Run it as: node script/check-asvs.mjs
import { existsSync, readFileSync, readdirSync } from "node:fs";

// The levels of the requirements of each section of OWASP ASVS 5.0.0, in the order of their numbers:
// 6.1.1 has level 1, 6.1.2 level 2.
const LEVELS = {
  1.1: "22", 1.2: "1111122223", 1.3: "112222222223", 1.4: "222", 1.5: "123", 2.1: "122", 2.2: "112", 2.3: "12223", 2.4: "23",
  3.1: "3", 3.2: "113", 3.3: "12223", 3.4: "11222233", 3.5: "11122333", 3.6: "3", 3.7: "22333",
  4.1: "12233", 4.2: "23333", 4.3: "22", 4.4: "1222", 5.1: "2", 5.2: "112333", 5.3: "113", 5.4: "222",
  6.1: "122", 6.2: "111111112222", 6.3: "11223333", 6.4: "112233", 6.5: "22222333", 6.6: "2223", 6.7: "33", 6.8: "2222",
  7.1: "222", 7.2: "1111", 7.3: "22", 7.4: "11222", 7.5: "223", 7.6: "22", 8.1: "1233", 8.2: "1123", 8.3: "133", 8.4: "23",
  9.1: "111", 9.2: "1222", 10.1: "22", 10.2: "223", 10.3: "22223", 10.4: "1111122222233333", 10.5: "22222", 10.6: "22", 10.7: "222",
  11.1: "2233", 11.2: "22233", 11.3: "11233", 11.4: "1222", 11.5: "23", 11.6: "23", 11.7: "33", 12.1: "12233", 12.2: "11", 12.3: "22223",
  13.1: "2333", 13.2: "222223", 13.3: "2233", 13.4: "1222233", 14.1: "22", 14.2: "12223333", 14.3: "122",
  15.1: "12233", 15.2: "12233", 15.3: "1222222", 15.4: "3333", 16.1: "2", 16.2: "22222", 16.3: "2222", 16.4: "222", 16.5: "2223",
  17.1: "23", 17.2: "22223333", 17.3: "22",
};
// Items of level 3 that the project holds itself to.
const ALSO = ["3.4.8", "5.2.6", "6.3.7", "6.3.8", "6.4.6", "8.3.2", "14.2.8"];
const levelOf = new Map(Object.entries(LEVELS).flatMap(([section, levels]) => [...levels].map((level, n) => [`${section}.${n + 1}`, level])));

// How an answer without a test begins, followed by its reason.
const REASON = /^(Not applicable|Not met|Met in part|Documented|By construction|The operator's|The proxy's): \S.{4}/;
// How people sign in has to be tested: `By construction` is no answer there.
const REASON_OF_SIGN_IN = /^(Not applicable|Not met|Met in part|Documented): \S.{4}/;

const rust = new Map(["app", "server"].flatMap((root) => readdirSync(root, { recursive: true }).filter((path) => path.endsWith(".rs")).map((path) => [`${root}/${path}`, readFileSync(`${root}/${path}`, "utf8")])));
const TEST = /(?:#\[(?:tokio::)?test[^\n]*\]\n(?:\s*(?:#\[|\/\/)[^\n]*\n)*|(?:on_each_engine|on_engines_at_once)! \{\n(?:\s*\/\/[^\n]*\n)*)\s*(?:async )?fn (\w+)\(/g;
const testsOf = new Map([...rust].map(([path, text]) => [path, new Set([...text.matchAll(TEST)].map((found) => found[1]))]));
const allTests = new Set([...testsOf.values()].flatMap((names) => [...names]));

/** Whether `path.rs::name`, `name` or `e2e/file.ts: title` is a test. */
function exists(test) {
  const [file, title] = test.split(/: (.*)/);
  if (title) return existsSync(file) && ['"', "`"].some((quote) => readFileSync(file, "utf8").includes(`test(${quote}${title}${quote}`));
  const [path, name] = test.split("::");
  return name ? (testsOf.get(path)?.has(name) ?? false) : allTests.has(test);
}

function faultsOf(document) {
  const faults = [];
  const seen = new Set();
  for (const line of document.split("\n").filter((line) => /^\| \d/.test(line))) {
    const cells = line.split("|").slice(1, -1).map((cell) => cell.trim());
    const [number, level, answer, last] = [cells[0], cells[1], cells.at(-2), cells.at(-1)];
    const fault = (what) => faults.push(`docs/asvs.md, ${number}: ${what}`);
    if (seen.has(number)) fault("has two lines");
    seen.add(number);
    if (levelOf.get(number) !== level) fault(`has level ${levelOf.get(number) ?? "none"} in the standard`);
    const isSignIn = /^(6|7|9|10)\./.test(number);
    if (isSignIn && (cells.length !== 5 || cells[2].length < 10)) fault("does not say what is required");
    const tests = [...last.matchAll(/`([^`]+)`/g)].map((found) => found[1]);
    for (const test of tests.filter((test) => !exists(test))) fault(`names the test '${test}', which does not exist`);
    if (!tests.length && !(isSignIn ? REASON_OF_SIGN_IN : REASON).test(answer)) fault("has neither a test nor a reason why there is none");
    const files = [...answer.matchAll(/`((?:docs|app|server|script|locales)\/[\w./-]+)`/g)].map((found) => found[1]);
    for (const path of files.filter((path) => !existsSync(path))) fault(`names the file '${path}', which does not exist`);
    if (answer.startsWith("Documented: ") && !files.length) fault("names no document");
  }
  const required = [...levelOf].filter(([, level]) => level < 3).map(([number]) => number);
  for (const number of [...required, ...ALSO].filter((number) => !seen.has(number))) faults.push(`docs/asvs.md has no line for ${number}`);
  return faults;
}

const document = readFileSync("docs/asvs.md", "utf8");
const faults = faultsOf(document);
const found = faults.length;
// A check that finds nothing must be able to find each kind of fault.
const spoiled = {
  "a line is missing": document.replace(/^\| 7\.2\.2 .*\n/m, ""),
  "a test does not exist": document.replace("::signing_in_changes_the_token", "::no_such_test"),
  "there is no test and no reason": document.replace(/^(\| 7\.2\.2 .*)\|[^|]*\|$/m, "$1| – |"),
  "the level is wrong": document.replace("| 7.2.2 | 1 |", "| 7.2.2 | 2 |"),
};
for (const [what, text] of Object.entries(spoiled)) if (faultsOf(text).length <= found) faults.push(`the check does not notice that ${what}`);
faults.forEach((fault) => console.error(`check: ${fault}`));
process.exit(faults.length ? 1 : 0);
