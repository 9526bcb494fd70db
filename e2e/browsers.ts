// The browsers, from Debian: Playwright downloads none. The flags stop a browser's own background
// requests.
const args = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run", "--disable-quic"];

/** The engine without the browser's user interface: tests take a quarter less time in it. */
export const HEADLESS_SHELL = { executablePath: "/usr/bin/chromium-headless-shell", args };

/** The whole browser, for what the shell lacks: notifications, and error pages with an address. */
export const FULL_BROWSER = { executablePath: "/usr/bin/chromium", args };
