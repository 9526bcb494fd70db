import { defineConfig } from "@playwright/test";
import { cpus } from "node:os";

// Uses Debian's Chromium: Playwright downloads no browser, and the flags stop the browser's own
// background requests.
const launchOptions = {
  executablePath: "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run", "--disable-quic"],
};
const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, launchOptions };

export default defineConfig({
  testDir: ".",
  outputDir: "out",
  // One more than cores: each test waits for its portal and its browser in turn.
  workers: Math.max(3, cpus().length + 1),
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
