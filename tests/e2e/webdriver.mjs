// A small W3C WebDriver client for WebKitWebDriver: no dependencies, so that the smoke test of the window needs only Node.
import { spawn } from "node:child_process";
import { openSync } from "node:fs";
import { createServer } from "node:net";

const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

/** Starts WebKitWebDriver itself; on Linux tauri-driver would only stand in between. */
export async function startDriver({ env = {}, log = "/dev/null" } = {}) {
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const out = openSync(log, "a");
  const child = spawn("WebKitWebDriver", [`--port=${port}`, "--host=127.0.0.1"], {
    env: { ...process.env, TAURI_AUTOMATION: "true", TAURI_WEBVIEW_AUTOMATION: "true", ...env },
    // Never inherited: a window that outlives a failure would hold the test runner's pipe open.
    stdio: ["ignore", out, out],
    // A group of its own, so that stop() ends the window too.
    detached: true,
  });
  const stop = () => {
    try {
      process.kill(-child.pid, "SIGTERM");
    } catch {
      // It ended by itself.
    }
  };
  process.once("exit", stop);
  for (let i = 0; i < 200; i++) {
    try {
      if ((await (await fetch(`${base}/status`)).json()).value.ready) return { base, stop };
    } catch {
      // Not listening yet.
    }
    await sleep(50);
  }
  stop();
  throw new Error("WebKitWebDriver did not start");
}

/** Opens the program and takes hold of its page. */
export async function openWindow(base, binary, args = []) {
  const capabilities = { alwaysMatch: { "webkitgtk:browserOptions": { binary, args } }, firstMatch: [{}] };
  const { sessionId } = await send(base, "POST", "/session", { capabilities });
  return new Page(base, sessionId);
}

class Page {
  constructor(base, id) {
    this.base = base;
    this.id = id;
  }

  ask(method, path, body) {
    return send(this.base, method, `/session/${this.id}${path}`, body);
  }

  /** Waits until `look` gives something true; what it last said goes into the failure. */
  async until(what, look, limit = 15_000) {
    const end = Date.now() + limit;
    let last;
    while (Date.now() < end) {
      try {
        last = await look();
        if (last) return last;
      } catch (error) {
        last = error;
      }
      await sleep(50);
    }
    throw new Error(`waited ${limit} ms for ${what}; last: ${last}`);
  }

  /** What a user would point at: the first visible element of this kind that bears these words. */
  async bearing(css, words) {
    const found = await this.until(`${css} 「${words}」`, () =>
      this.run(
        `return [...document.querySelectorAll(arguments[0])].find((e) =>
           e.checkVisibility() && [e.innerText, e.getAttribute("aria-label") ?? "", e.title].some((t) => t.includes(arguments[1])))`,
        css,
        words,
      ),
    );
    return found[ELEMENT];
  }

  /** The control that a label names. */
  async labelled(words) {
    const found = await this.until(`a field 「${words}」`, () =>
      this.run(
        `return [...document.querySelectorAll("label")].find((l) => l.innerText.trim() === arguments[0])?.control`,
        words,
      ),
    );
    return found[ELEMENT];
  }

  click(element) {
    return this.ask("POST", `/element/${element}/click`, {});
  }

  value(element) {
    return this.ask("GET", `/element/${element}/property/value`);
  }

  /** Strikes real keys: all selected and deleted, then the text. WebDriver's own "clear" tells the page nothing. */
  async write(element, text) {
    // Apart, because Ctrl is let go only when a call ends; the text would be shortcuts.
    await this.ask("POST", `/element/${element}/value`, { text: "\uE009a" });
    await this.ask("POST", `/element/${element}/value`, { text: `\uE017${text}` });
  }

  /** Chooses from a list by its words. The list itself is the system's own, which WebDriver cannot reach. */
  choose(element, words) {
    return this.run(
      `const [list, words] = arguments;
       list.value = [...list.options].find((option) => option.text.trim() === words).value;
       list.dispatchEvent(new Event("change", { bubbles: true }))`,
      { [ELEMENT]: element },
      words,
    );
  }

  /** A script's value. */
  run(script, ...args) {
    return this.ask("POST", "/execute/sync", { script, args });
  }

  text(css = "body") {
    return this.run("return document.querySelector(arguments[0])?.innerText ?? ''", css);
  }

  close() {
    return this.ask("DELETE", "");
  }
}

async function send(base, method, path, body) {
  const answer = await fetch(base + path, {
    method,
    headers: { "content-type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
    signal: AbortSignal.timeout(60_000),
  });
  const { value } = await answer.json();
  if (!answer.ok) throw new Error(`${path}: ${value?.error}: ${value?.message}`);
  return value;
}

function freePort() {
  return new Promise((done, fail) => {
    const server = createServer().once("error", fail);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}
