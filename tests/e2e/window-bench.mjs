// Start-up and memory of the real window under Xvfb: from the start of the process until the practice season is on the
// screen, five times over a library that is there already; then what all of its processes hold (PSS).
//
//   USR_DESK_WINDOW=target/release/usr-desk-window xvfb-run -a node tests/e2e/window-bench.mjs
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openWindow, startDriver } from "./webdriver.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const binary = process.env.USR_DESK_WINDOW ?? join(root, "target/release/usr-desk-window");
const folder = mkdtempSync(join(tmpdir(), "usr-desk-bench-"));
const driver = await startDriver({
  env: { USR_DESK_LIBRARY: join(folder, "library"), XDG_DATA_HOME: join(folder, "data"), XDG_CONFIG_HOME: join(folder, "config") },
});

/** Proportional set size in MB of the window and of every process below it: WebKit's renderer and network among them. */
function held() {
  const parents = new Map();
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
      const [, name, , parent] = /^\d+ \((.*)\) (\S) (\d+)/.exec(stat) ?? [];
      parents.set(pid, { name, parent });
    } catch {
      // It ended meanwhile.
    }
  }
  const isOurs = (pid) => {
    for (let at = pid; at && at !== "0"; at = parents.get(at)?.parent) if (parents.get(at)?.name.startsWith("usr-desk-windo")) return true;
    return false;
  };
  let kilobytes = 0;
  for (const pid of parents.keys()) {
    if (!isOurs(pid)) continue;
    try {
      kilobytes += Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))?.[1] ?? 0);
    } catch {
      // Gone, or not ours to read.
    }
  }
  return kilobytes / 1024;
}

try {
  const starts = [];
  let memory = 0;
  // The first start makes the library and the practice season: it is told, not counted.
  for (let at = 0; at <= 5; at++) {
    const begun = Date.now();
    const page = await openWindow(driver.base, binary);
    await page.until("the season", async () => (await page.text()).includes("國立範例大學"));
    starts.push(Date.now() - begun);
    memory = held();
    await page.close();
  }
  const [first, ...others] = starts;
  others.sort((a, b) => a - b);
  console.log(`first start ${first} ms; then median ${others[2]} ms, slowest ${others[4]} ms (with the driver's own part)`);
  console.log(`memory of all processes ${memory.toFixed(0)} MB (PSS)`);
} finally {
  driver.stop();
  rmSync(folder, { recursive: true, force: true });
}
