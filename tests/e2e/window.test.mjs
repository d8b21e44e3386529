// The real window, from an empty library to a packet: WebKit, the native commands, the disk. Everything else about the
// pages is tried in Chromium; here stands only what a browser cannot show.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { openWindow, startDriver } from "./webdriver.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const binary = process.env.USR_DESK_WINDOW ?? join(root, "target/debug/usr-desk-window");
const folder = mkdtempSync(join(tmpdir(), "usr-desk-window-"));
const packet = join(folder, "送件.pdf");
const shots = join(root, "out");
const limit = { timeout: 120_000 };

const BASIS = "擇定計畫主持人之依據";
const WRITTEN = "114 年 9 月 10 日校務發展委員會第 3 次會議決議";

let driver;
let page;

before(async () => {
  mkdirSync(shots, { recursive: true });
  driver = await startDriver({
    log: join(shots, "window-driver.log"),
    env: {
      // Neither the developer's library nor the place of the developer's window.
      USR_DESK_LIBRARY: join(folder, "library"),
      XDG_DATA_HOME: join(folder, "data"),
      XDG_CONFIG_HOME: join(folder, "config"),
      USR_DESK_E2E_SAVE: packet,
      USR_DESK_E2E_PICK: join(root, "tests/suite/budget-sheets/d01_moe_apply_112.xlsx"),
    },
  });
});

after(() => {
  driver?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function open(shows) {
  const start = Date.now();
  page = await openWindow(driver.base, binary);
  await page.run(
    `window.forbidden = []; addEventListener("securitypolicyviolation", (e) => forbidden.push(e.violatedDirective + " " + e.blockedURI))`,
  );
  await page.until(shows, async () => (await page.text()).includes(shows));
  return Date.now() - start;
}

/** The screen itself: WebDriver's own picture waits for ever when WebKit draws without DMA-BUF, as it does for users. */
const shot = (name) => execFileSync("import", ["-window", "root", join(shots, name)], { timeout: 20_000 });

/** Writes into a field and leaves it, which makes a step of it. */
async function write(field, text) {
  await page.write(field, text);
  await page.click(await page.labelled("計畫名稱"));
}
const counts = () => page.run(`return document.querySelector("footer .counts")?.getAttribute("aria-label") ?? ""`);

test("an empty library opens the practice season", limit, async (t) => {
  t.diagnostic(`the season is on screen after ${await open("國立範例大學")} ms`);
  const text = await page.text();
  assert.match(text, /練習用/);
  assert.match(text, /漁村共老/);
  await page.click(await page.bearing("aside button", "以後再說"));
  shot("window-overview.png");
  await page.until("judged clauses", async () => /違規 [1-9]/.test(await counts()));
});

test("an edit changes what the clauses say", limit, async () => {
  await page.click(await page.bearing("nav a", "漁村共老"));
  const basis = await page.labelled(BASIS);
  assert.notEqual(await page.value(basis), WRITTEN);
  const judged = await counts();
  await write(basis, "");
  await page.until("other findings", async () => (await counts()) !== judged);
  shot("window-basics.png");
  await write(basis, WRITTEN);
  await page.until("the findings of before", async () => (await counts()) === judged);
});

test("what was done is there after a restart, and can be taken back", limit, async () => {
  await page.close();
  await open("練習季");
  await page.click(await page.bearing("button, a", "練習季"));
  await page.click(await page.bearing("nav a", "漁村共老"));
  assert.equal(await page.value(await page.labelled(BASIS)), WRITTEN);
  await page.click(await page.bearing("button", "復原"));
  await page.until("the step before", async () => (await page.value(await page.labelled(BASIS))) !== WRITTEN);
  await page.click(await page.bearing("button", "重做"));
  await page.until("the step again", async () => (await page.value(await page.labelled(BASIS))) === WRITTEN);
});

test("a packet is written where the dialog said", limit, async () => {
  await page.click(await page.bearing("button", "輸出"));
  await page.click(await page.bearing("[role=dialog] button", "選擇存放位置並輸出"));
  await page.until("the packet", async () => (await page.text("[role=dialog]")).includes("已輸出"), 60_000);
  const bytes = readFileSync(packet);
  assert.equal(bytes.subarray(0, 5).toString(), "%PDF-");
  assert.ok(bytes.length > 20_000, `${bytes.length} bytes`);
  shot("window-packet.png");
  await page.click(await page.bearing("[role=dialog] button", "關閉"));
});

test("the page reaches nothing but its own commands", limit, async () => {
  assert.deepEqual(await page.run("return window.forbidden"), [], "our own pages keep the content policy");
  const refusal = (command) =>
    page.ask("POST", "/execute/async", {
      script: `const done = arguments[1]; window.__TAURI_INTERNALS__.invoke(arguments[0], {}).then(() => done("went through"), (e) => done(String(e.message ?? e)))`,
      args: [command],
    });
  for (const command of ["plugin:dialog|open", "plugin:window|close", "plugin:webview|create_webview_window", "plugin:path|resolve_directory"]) {
    assert.match(await refusal(command), /not allowed/, command);
  }
  assert.match(await page.run(`try { return String(eval("1+1")) } catch (e) { return e.name }`), /EvalError/);
  const outside = await page.ask("POST", "/execute/async", {
    script: `const done = arguments[0]; fetch("https://example.com/").then(() => done("reached"), (e) => done(e.name))`,
    args: [],
  });
  assert.notEqual(outside, "reached");
  await page.close();
});
