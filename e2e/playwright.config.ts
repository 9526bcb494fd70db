import { defineConfig } from "@playwright/test";
import { cpus } from "node:os";
import { HEADLESS_SHELL } from "./browsers";

const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, launchOptions: HEADLESS_SHELL };

export default defineConfig({
  testDir: ".",
  outputDir: "out",
  // More than cores: each test waits for its portal and its browser in turn.
  workers: Math.max(4, cpus().length * 2),
  fullyParallel: true,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 10_000 },
  reporter: [["list"]],
  projects: [
    { name: "script-on", use: { ...phone, javaScriptEnabled: true } },
    { name: "script-off", use: { ...phone, javaScriptEnabled: false } },
  ],
});
