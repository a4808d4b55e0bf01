// An index of a corpus, a daemon over it, and a real browser, for as long as a test file runs.
import {spawn, execFileSync} from "node:child_process";
import {mkdtempSync, readFileSync, rmSync} from "node:fs";
import {createServer} from "node:http";
import {createRequire} from "node:module";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {after, before} from "node:test";

export const {PAPERFIND_BIN: bin, PAPERFIND_MODULES: modules, PAPERFIND_ROOT: root, CHROMIUM: chromium = "/usr/bin/chromium"} = process.env;
export const require = createRequire(join(modules, "node_modules", "x"));
const {chromium: driver} = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

export const corpus = join(root, "corpus");

// Starts a daemon; gives its address and a way to end it.
export async function serve(index) {
  const daemon = spawn(join(bin, "paperfind-searchd"), ["--db", index, "--listen", "127.0.0.1:0", "--log-level", "error"], {stdio: ["ignore", "pipe", "inherit"]});
  const address = await new Promise((resolve, reject) => {
    let said = "";
    daemon.stdout.on("data", (bytes) => {
      said += bytes;
      const found = /(http:\/\/\S+)/.exec(said);
      if (found) resolve(found[1]);
    });
    daemon.once("exit", (status) => reject(new Error(`the daemon ended with ${status}`)));
    setTimeout(() => reject(new Error("the daemon did not come up")), 20_000).unref();
  });
  const stop = () => new Promise((resolve) => { daemon.once("exit", resolve); daemon.kill("SIGTERM"); });
  return {address, stop};
}

// What a test file works with. `lines`: records of a corpus; without them the symposium's. `browser`: whether it needs one.
export function setUp({lines, browser = true} = {}) {
  const it = {};
  before(async () => {
    it.folder = mkdtempSync(join(tmpdir(), "paperfind-browser-"));
    let source = corpus;
    if (lines) {
      const {writeFileSync} = await import("node:fs");
      source = join(it.folder, "corpus.jsonl");
      writeFileSync(source, lines);
    }
    execFileSync(join(bin, "paperfind-indexer"), ["build", source, "--db", join(it.folder, "index"), "--quiet"]);
    it.daemon = await serve(join(it.folder, "index"));
    it.address = it.daemon.address;
    if (browser) it.browser = await driver.launch({executablePath: chromium, args: ["--no-sandbox", "--disable-gpu"]});
  });
  after(async () => {
    await it.browser?.close();
    await it.daemon?.stop();
    if (it.folder) rmSync(it.folder, {recursive: true, force: true});
  });
  return it;
}

// Another site, of one page, for as long as a test runs; gives its address and a way to end it.
export async function otherSite(html, headers) {
  const server = createServer((_, answer) => answer.writeHead(200, {"content-type": "text/html; charset=utf-8", ...headers}).end(html));
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {address: `http://127.0.0.1:${server.address().port}`, stop: () => new Promise((resolve) => { server.closeAllConnections(); server.close(resolve); })};
}

// A new page that remembers what no page may do: log errors, break its policy, ask other sites.
export async function open(it, path, options = {}) {
  const context = await it.browser.newContext({viewport: {width: 1280, height: 900}, reducedMotion: "reduce", timezoneId: "America/Los_Angeles", ...options});
  const page = await context.newPage();
  page.complaints = [];
  page.on("console", (message) => { if (message.type() === "error") page.complaints.push(message.text()); });
  page.on("pageerror", (error) => page.complaints.push(String(error)));
  page.on("request", (request) => { if (!request.url().startsWith(it.address) && !request.url().startsWith("data:")) page.complaints.push(`asked ${request.url()}`); });
  page.on("dialog", (dialog) => { page.complaints.push(`a dialog: ${dialog.message()}`); dialog.dismiss(); });
  if (path != null) await page.goto(it.address + path, {waitUntil: "load"});
  return page;
}

// What axe-core finds wrong with the page as it is now, a line each.
export async function violations(page) {
  // Evaluated by the debugger, which the page's policy does not bind.
  if (!await page.evaluate(() => "axe" in window)) await page.evaluate(axe);
  const found = await page.evaluate(() => axe.run(document, {resultTypes: ["violations"]}));
  return found.violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.target.join(" ")}: ${node.failureSummary}`));
}
