import { defineConfig } from "@playwright/test";
import { cpus } from "node:os";
import { HEADLESS_SHELL } from "./browsers";

// A page or an element that does not come fails its test here, not after the test's whole time.
const deadlines = { navigationTimeout: 60_000, actionTimeout: 60_000 };
const phone = { ...deadlines, viewport: { width: 360, height: 740 }, hasTouch: true, launchOptions: HEADLESS_SHELL };

export default defineConfig({
  testDir: ".",
  outputDir: "out",
  // More than cores: each test waits for its portal and its browser in turn.
  workers: Math.max(4, cpus().length * 2),
  fullyParallel: true,
  forbidOnly: true,
  timeout: 120_000,
  globalTimeout: 40 * 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"]],
  projects: [
    { name: "script-on", use: { ...phone, javaScriptEnabled: true } },
    // The files that are ignored are about script, or measure by script what looks the same
    // without it.
    { name: "script-off", use: { ...phone, javaScriptEnabled: false }, testIgnore: /(messages\.outage|notify|pseudo|sizes)\.spec\.ts$/ },
  ],
});
