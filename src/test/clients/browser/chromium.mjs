// A headless browser and blank pages under the strictest policy that the module promises to work with.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

export const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";
export const BLANK = "/blank-page-of-the-test";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export async function startBrowser() {
  const name = process.env.CHROMIUM ?? "chromium";
  const executablePath = name.includes("/")
    ? name
    : execFileSync("sh", ["-c", 'command -v "$1"', "sh", name]).toString().trim();
  const profile = mkdtempSync(join(tmpdir(), "undercroft-browser"));
  const context = await chromium.launchPersistentContext(profile, { executablePath, args: FLAGS, headless: true });
  return {
    /** A page of this origin, with `vaultModule` and `tried` as globals. */
    async open(origin) {
      const page = await context.newPage();
      page.on("console", (message) => complain(message.text()));
      page.on("pageerror", (error) => complain(error.message));
      await page.route(`${origin}${BLANK}`, (route) =>
        route.fulfill({
          contentType: "text/html",
          headers: { "Content-Security-Policy": POLICY },
          body: "<!doctype html>",
        }),
      );
      await load(page, origin);
      return page;
    },

    async close() {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

// A page that breaks its policy says so on the console. That a request was refused stands there too, and is often meant.
function complain(text) {
  if (!text.startsWith("Failed to load resource")) {
    console.error(`the page says: ${text}`);
    process.exitCode = 1;
  }
}

/** Loads the blank page again: whatever a page had in memory is gone. */
export async function load(page, origin) {
  await page.goto(`${origin}${BLANK}`);
  await page.evaluate(async () => {
    globalThis.vaultModule = await import("/js/undercroft-vault.js");
    globalThis.tried = (promise) =>
      promise.then(
        (value) => ({ value }),
        ({ name, code, secretId, message }) => ({ name, code, secretId, message }),
      );
  });
}

export function print(line) {
  console.log(JSON.stringify(line));
}
