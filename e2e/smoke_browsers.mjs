// Firefox by WebDriver BiDi, without a driver in between, and WebKitGTK by WebDriver. Both classes
// have the same methods.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import selenium from "selenium-webdriver";
import BiDi from "selenium-webdriver/bidi/index.js";

const PHONE = { width: 400, height: 740 };

/** Runs in a page: keeps what goes wrong there. */
function listen() {
  if (window.noise) return;
  window.noise = [];
  const keep = (...what) => { window.noise.push(what.join(" ")); };
  addEventListener("error", (event) => keep(event.message ?? `not loaded: ${event.target.src ?? event.target.href}`), true);
  addEventListener("unhandledrejection", (event) => keep("unhandled", event.reason));
  addEventListener("securitypolicyviolation", (event) => keep("policy", event.effectiveDirective, event.blockedURI));
  for (const level of ["error", "warn"]) {
    const print = console[level];
    console[level] = (...what) => { keep(...what); print.apply(console, what); };
  }
}

/** Runs in the page: the first such element that can be seen, in the middle of the window. */
function find(css, text) {
  const found = [...document.querySelectorAll(css)].find((one) => one.checkVisibility() && one.textContent.includes(text));
  if (!found) throw new Error(`not on ${location.pathname}: ${css} ${text}`);
  found.scrollIntoView({ block: "center", behavior: "instant" });
  return found;
}

export class Firefox {
  static async launch({ start, until, folder, port, proxyPort }) {
    const profile = join(folder, "firefox");
    mkdirSync(profile);
    const proxy = { "network.proxy.type": 1, "network.proxy.no_proxies_on": "127.0.0.1" };
    for (const kind of ["http", "ssl"]) Object.assign(proxy, { [`network.proxy.${kind}`]: "127.0.0.1", [`network.proxy.${kind}_port`]: proxyPort });
    writeFileSync(join(profile, "user.js"), Object.entries(proxy).map(([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});\n`).join(""));
    // The remote agent prints its address; its warnings are no concern of the portal.
    start("firefox-esr", ["--headless", "--no-remote", "--profile", profile, `--remote-debugging-port=${port}`], { stdio: "ignore", env: { ...process.env, HOME: folder, MOZ_CRASHREPORTER_DISABLE: "1" } });
    await until("Firefox starts", () => fetch(`http://127.0.0.1:${port}/`).then(() => true));
    const firefox = new Firefox();
    firefox.bidi = new BiDi(`ws://127.0.0.1:${port}/session`);
    await firefox.send("session.new", { capabilities: {} });
    const { contexts } = await firefox.send("browsingContext.getTree", {});
    firefox.context = contexts[0].context;
    firefox.entries = [];
    firefox.bidi.on("log.entryAdded", ({ level, text }) => {
      // Firefox says so of an event stream whose page is left.
      const isExpected = /was interrupted while the page was loading/.test(text);
      if (["error", "warn"].includes(level) && !isExpected) firefox.entries.push(text);
    });
    await firefox.send("session.subscribe", { events: ["log.entryAdded"] });
    await firefox.send("browsingContext.setViewport", { context: firefox.context, viewport: PHONE });
    return firefox;
  }

  async send(method, params) {
    const late = new Promise((_, fail) => { setTimeout(() => fail(new Error(`${method} takes too long`)), 12_000).unref(); });
    const answer = await Promise.race([this.bidi.send({ method, params }), late]);
    if (answer.type === "error") throw new Error(`${method}: ${answer.message}`);
    return answer.result;
  }

  async call(script, values) {
    const params = { functionDeclaration: String(script), arguments: values.map((value) => ({ type: "string", value })), awaitPromise: true, target: { context: this.context } };
    const { result, exceptionDetails } = await this.send("script.callFunction", params);
    if (exceptionDetails) throw new Error(exceptionDetails.text);
    return result;
  }

  async open(url) { await this.send("browsingContext.navigate", { context: this.context, url, wait: "complete" }); }

  async run(script, ...values) { return (await this.call(script, values)).value; }

  async act(type, actions) { await this.send("input.performActions", { context: this.context, actions: [{ type, id: type, actions }] }); }

  async tap(css, text = "") {
    const { sharedId } = await this.call(find, [css, text]);
    const origin = { type: "element", element: { sharedId } };
    await this.act("pointer", [{ type: "pointerMove", x: 0, y: 0, origin }, { type: "pointerDown", button: 0 }, { type: "pointerUp", button: 0 }]);
  }

  async type(css, text) {
    await this.tap(css);
    await this.act("key", [...text].flatMap((value) => [{ type: "keyDown", value }, { type: "keyUp", value }]));
  }

  async noise() { return this.entries; }

  async quit() { await this.send("browser.close", {}); }
}

export class WebKit {
  static async launch({ start, until, folder, port, proxyPort }) {
    // By the environment, because the driver sets no proxy for https.
    const proxy = `http://127.0.0.1:${proxyPort}`;
    start("WebKitWebDriver", [`--port=${port}`], { env: { ...process.env, HOME: folder, http_proxy: proxy, https_proxy: proxy, no_proxy: "127.0.0.1" } });
    const server = `http://127.0.0.1:${port}`;
    await until("WebKitWebDriver starts", () => fetch(`${server}/status`).then((answer) => answer.ok));
    const webkit = new WebKit();
    webkit.kept = [];
    webkit.driver = await new selenium.Builder().usingServer(server).withCapabilities({ browserName: "MiniBrowser" }).build();
    await webkit.driver.manage().setTimeouts({ pageLoad: 15_000, script: 15_000 });
    await webkit.driver.manage().window().setRect(PHONE);
    return webkit;
  }

  /**
   * Its driver tells nothing about the console: what goes wrong in a page is heard from the first
   * question to it on, and what went wrong while it was loading is not.
   */
  async run(script, ...values) {
    const { driver } = this;
    this.kept.push(...await driver.executeScript(`(${listen})(); return window.noise.splice(0);`));
    return driver.executeScript(script, ...values);
  }

  async open(url) {
    await this.driver.get(url);
    await this.run(() => {});
  }

  async tap(css, text = "") { await (await this.run(find, css, text)).click(); }

  async type(css, text) { await (await this.run(find, css, "")).sendKeys(text); }

  async noise() {
    await this.run(() => {});
    return this.kept;
  }

  async quit() { await this.driver.quit(); }
}
