// The program's route table, so that the browser tests cannot forget a page.
import { execFileSync } from "node:child_process";
import { join } from "node:path";

/** A page, with its budgets (`PageBudget` in app/src/route_table.rs). */
export type Route = { path: string; access: string; maxScreens: number; maxChoices: number };

/** Every page of the program, with its path's parameters as `{name}`. */
export function pageRoutes(): Route[] {
  const binary = join(import.meta.dirname, "../target/debug/alongside");
  const lines = execFileSync(binary, ["list-routes"], { encoding: "utf8", timeout: 30_000 }).trim().split("\n");
  return lines.map((line) => line.split("\t")).flatMap(([, path, access, response]) => {
    const budget = /^Page\(.*max_screens: (\d+), max_choices: (\d+)/.exec(response);
    return budget ? [{ path, access, maxScreens: Number(budget[1]), maxChoices: Number(budget[2]) }] : [];
  });
}

/** The addresses of a route: one for each combination of the values of its parameters. */
export function addresses(path: string, values: Record<string, string[]>): string[] {
  const parameter = /\{(\w+)\}/.exec(path);
  if (!parameter) return [path];
  const [placeholder, name] = parameter;
  // In an address of a conversation, `id` is the conversation.
  const known = values[name === "id" && path.startsWith("/messages") ? "thread" : name];
  if (!known?.length) throw new Error(`no value is known for ${name} in ${path}`);
  return known.flatMap((value) => addresses(path.replace(placeholder, value), values));
}
