// The real window, the coordinator's main job in it: from an empty library over typing, an imported sheet and a settled
// finding to the packet and its upload files. WebKit, the native commands, the import worker, the disk: everything else
// about the pages is tried in Chromium.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { openWindow, startDriver } from "./webdriver.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const binary = process.env.USR_DESK_WINDOW ?? join(root, "target/debug/usr-desk-window");
const folder = mkdtempSync(join(tmpdir(), "usr-desk-window-"));
const packet = join(folder, "送件.pdf");
const viewed = join(folder, "viewed");
const part = join(folder, "漁村共老_王老師.usrdesk-part");
const season = join(folder, "送件季.usrdesk");
const shots = join(root, "out");
const limit = { timeout: 120_000 };

const BASIS = "擇定計畫主持人之依據";
const WRITTEN = "114 年 9 月 10 日校務發展委員會第 3 次會議決議";

// Neither the developer's library nor the place of the developer's window.
const own = { USR_DESK_LIBRARY: join(folder, "library"), XDG_DATA_HOME: join(folder, "data"), XDG_CONFIG_HOME: join(folder, "config") };

let driver;
let page;

before(async () => {
  mkdirSync(shots, { recursive: true });
  // Files as others send them.
  const compliant = join(root, "tests/suite/contract/workspaces/compliant-112-116.json");
  const desk = (...args) => execFileSync(join(dirname(binary), "usr-desk"), args, { stdio: "ignore" });
  desk("convert", compliant, season);
  desk("handout", compliant, "--proposal", "a", "--to", "王老師", "-o", part);
  driver = await startDriver({
    log: join(shots, "window-driver.log"),
    env: {
      ...own,
      USR_DESK_E2E_VIEWED: viewed,
      USR_DESK_E2E_SAVE: packet,
      USR_DESK_E2E_FOLDER: folder,
      USR_DESK_E2E_PICK: join(root, "tests/suite/budget-sheets/d01_moe_apply_112.xlsx"),
    },
  });
});

after(() => {
  driver?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function open(shows, args = []) {
  const start = Date.now();
  page = await openWindow(driver.base, binary, args);
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

test("a budget sheet comes in by the system's dialog, its question is answered, and one undo takes it out", limit, async () => {
  await page.click(await page.bearing("nav a", "經費編列"));
  await page.click(await page.bearing("button", "自 Excel 匯入"));
  await page.click(await page.bearing("button", "選擇檔案"));
  await page.until("the sheet read by the worker", async () => (await page.text()).includes("可匯入 12 項"), 30_000);
  await page.choose(await page.labelled("未註明來源的項目"), "補助款");
  shot("window-import.png");
  await page.click(await page.bearing("button", "下一步：確認差異"));
  await page.click(await page.bearing("button", "匯入 12 項變更"));
  await page.until("the imported year", async () => (await page.text()).includes("1,376,000"));
  shot("window-budget.png");
  await page.click(await page.bearing("button", "復原這次匯入"));
  await page.until("the sheet of before", async () => !(await page.text("main")).includes("112 年度"));
});

test("a finding is followed to its field and settled there", limit, async () => {
  const violations = async () => Number(/違規 (\d+)/.exec(await counts())?.[1]);
  const before = await violations();
  await page.click(await page.bearing("nav a", "實績佐證"));
  await page.click(await page.bearing("aside article button", "未達 24 個月"));
  const ends = await page.labelled("結束日");
  await page.write(ends, "113/12/31");
  await page.click(await page.labelled("開始日"));
  await page.until("one violation less", async () => (await violations()) === before - 1);
  assert.match(await page.text("main"), /聯集 24 個月/);
  shot("window-finding.png");
});

test("a packet is written where the dialog said", limit, async () => {
  await page.click(await page.bearing("button", "輸出"));
  await page.click(await page.bearing("[role=dialog] button", "選擇存放位置並輸出"));
  await page.until("the packet", async () => (await page.text("[role=dialog]")).includes("已輸出"), 60_000);
  const bytes = readFileSync(packet);
  assert.equal(bytes.subarray(0, 5).toString(), "%PDF-");
  assert.ok(bytes.length > 20_000, `${bytes.length} bytes`);
  const text = execFileSync("pdftotext", ["-layout", packet, "-"], { maxBuffer: 1 << 26 }).toString().replaceAll(/\s/g, "");
  assert.match(text, /漁村共老：沿海社區照護實踐計畫/);
  assert.match(text, /113年12月31日/, "what was typed last is printed");
  shot("window-packet.png");
  await page.click(await page.bearing("[role=dialog] button", "開啟檢視與列印"));
  await page.until("the system's viewer", async () => existsSync(viewed) && readFileSync(viewed, "utf8") === packet);
  await page.click(await page.bearing("[role=dialog] button", "關閉"));
});

test("the files for the upload are written into a folder of their own", limit, async () => {
  await page.click(await page.bearing("button", "輸出"));
  await page.click(await page.bearing("[role=dialog] label.form", "上傳用分檔"));
  await page.click(await page.bearing("[role=dialog] button", "選擇資料夾並輸出"));
  await page.until("the files", async () => /已輸出 \d+ 個檔案/.test(await page.text("[role=dialog]")), 90_000);
  shot("window-upload.png");
  const made = readdirSync(folder).find((name) => name.endsWith("上傳用分檔"));
  assert.ok(made, readdirSync(folder).join());
  const manifest = JSON.parse(readFileSync(join(folder, made, "manifest.json")));
  assert.deepEqual(readdirSync(join(folder, made)).sort(), [...manifest.files.map((file) => file.name), "manifest.json"].sort());
  for (const file of manifest.files) {
    const bytes = readFileSync(join(folder, made, file.name));
    assert.equal(createHash("sha256").update(bytes).digest("hex"), file.sha256, file.name);
  }
  await page.click(await page.bearing("[role=dialog] button", "關閉"));
});

test("the keys of the engine are withheld: no reload, no tools, no menu of a browser", limit, async () => {
  const withheld = (init) =>
    page.run(
      `const event = new KeyboardEvent("keydown", { ...arguments[0], bubbles: true, cancelable: true });
       return !document.body.dispatchEvent(event)`,
      init,
    );
  for (const init of [{ key: "F5" }, { key: "r", ctrlKey: true }, { key: "I", ctrlKey: true, shiftKey: true }, { key: "F12" }]) {
    assert.equal(await withheld(init), true, JSON.stringify(init));
  }
  assert.equal(await withheld({ key: "a" }), false);
  const menu = (css) =>
    page.run(`return !document.querySelector(arguments[0]).dispatchEvent(new MouseEvent("contextmenu", { bubbles: true, cancelable: true }))`, css);
  assert.equal(await menu("main"), true);
  await page.run(`window.untouched = true`);
  await page.click(await page.bearing("nav a", "總覽"));
  await page.ask("POST", "/actions", { actions: [{ type: "key", id: "k", actions: [{ type: "keyDown", value: "\uE035" }, { type: "keyUp", value: "\uE035" }] }] });
  assert.equal(await page.run(`return window.untouched`), true, "F5 reloads nothing");
});

test("a second start hands its file to the window that is there, and ends", limit, async () => {
  const second = spawnSync(binary, [season], { env: { ...process.env, ...own }, timeout: 30_000 });
  assert.equal(second.status, 0, String(second.stderr));
  const asks = await page.bearing("aside.arrival", "送件季.usrdesk");
  assert.ok(asks);
  assert.match(await page.text("aside.arrival"), /國立範例大學.*4 件計畫/);
  shot("window-arrival.png");
  await page.click(await page.bearing("aside.arrival button", "匯入為新的申請"));
  await page.until("the imported season, without faults", async () => /違規 0/.test(await counts()));
  // What is no file of ours, or none at all, brings the window to the front and nothing else.
  spawnSync(binary, [join(folder, "nothing.usrdesk"), "--switch"], { env: { ...process.env, ...own }, timeout: 30_000 });
  assert.equal(await page.run(`return document.querySelectorAll("aside.arrival, [role=alert]").length`), 0);
});

test("a file that is double-clicked while the program is closed is there when it opens", limit, async () => {
  await page.close();
  await open("所有申請", [part]);
  await page.bearing("aside.arrival", "漁村共老_王老師.usrdesk-part");
  assert.match(await page.text("aside.arrival"), /交給王老師填寫/);
  await page.click(await page.bearing("aside.arrival button", "開啟這份分工檔"));
  await page.until("the part for its holder", async () => (await page.text("main")).includes("交給王老師填寫的部分"));
  shot("window-part.png");
});

test("the menu is the system's, and speaks the language of the settings", limit, async () => {
  shot("window-menu-zh.png");
  await page.click(await page.bearing("nav a", "設定"));
  await page.click(await page.labelled("English"));
  await page.until("the pages in English", async () => (await page.text("main")).includes("Settings"));
  shot("window-menu-en.png");
  await page.click(await page.labelled("正體中文"));
  await page.until("the pages in zh-TW", async () => (await page.text("main")).includes("設定"));
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
