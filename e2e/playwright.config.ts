import { defineConfig } from "@playwright/test";

// Debian's Chromium; nothing is downloaded, and the browser calls nobody.
const launchOptions = {
  executablePath: "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run", "--disable-quic"],
};
const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, launchOptions };

export default defineConfig({
  testDir: ".",
  outputDir: "out",
  workers: 2,
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
