// What a browser and axe-core say of the web pages: node web.mjs FOLDER [SCREENSHOTS]
// No console error, no request beyond the disk, WCAG 2.2 AA, no sideways scroll at 320 px, filter and sort by keyboard.
import { readdirSync, readFileSync, mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

const modules = createRequire(join(process.env.WEB_MODULES ?? ".", "package.json"));
const { chromium } = modules("playwright-core");
const axe = readFileSync(modules.resolve("axe-core/axe.min.js"), "utf8");
const [folder, shots] = [resolve(process.argv[2]), process.argv[3]];
const pages = readdirSync(folder).filter((name) => name.endsWith(".html"));
const faults = [];
const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
});

async function open(name, width, scheme) {
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme: scheme });
  page.on("console", (said) => { if (said.type() === "error") faults.push(`${name}: console: ${said.text()}`); });
  page.on("pageerror", (error) => faults.push(`${name}: ${error}`));
  page.on("request", (asked) => {
    if (!/^(file|data):/.test(asked.url())) faults.push(`${name}: asks for ${asked.url()}`);
  });
  await page.goto(`file://${join(folder, name)}`);
  return page;
}

async function accessible(page, name, how) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => axe.run(document, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
  }));
  for (const rule of found.violations) {
    faults.push(`${name} (${how}): ${rule.id}: ${rule.help}: ${rule.nodes[0].html.slice(0, 200)}`);
  }
}

async function narrow(name) {
  const page = await open(name, 320, "light");
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  if (wide > 320) faults.push(`${name}: ${wide} px wide at 320 px`);
  await page.close();
}

async function look(name) {
  for (const width of [320, 768, 1280]) {
    for (const scheme of ["light", "dark"]) {
      const page = await open(name, width, scheme);
      await page.screenshot({ path: join(shots, `${name}-${width}-${scheme}.png`) });
      await page.close();
    }
  }
}

async function keyboard() {
  const page = await open("index.html", 1280, "light");
  const shown = () => page.evaluate(() => [...document.querySelectorAll("#table-areas tbody tr")]
    .filter((row) => !row.hidden).map((row) => row.cells[0].textContent.trim()));
  const all = await shown();
  await page.focus("#find");
  await page.keyboard.type("devon");
  if ((await shown()).length !== 1) faults.push(`index.html: the filter leaves ${(await shown()).length} areas`);
  await page.keyboard.press("Control+A");
  await page.keyboard.press("Delete");
  await page.focus("#table-areas thead th:nth-child(3) button");
  await page.keyboard.press("Enter");
  const values = () => page.evaluate(() => [...document.querySelectorAll("#table-areas tbody tr")]
    .map((row) => Number(row.cells[2].dataset.value)).filter((value) => !Number.isNaN(value)));
  const rising = await values();
  await page.keyboard.press("Enter");
  const falling = await values();
  const sorted = rising.every((value, at) => at === 0 || rising[at - 1] <= value);
  if (!sorted || falling[0] !== Math.max(...rising)) faults.push("index.html: the sort by keyboard does not sort");
  if ((await shown()).length !== all.length) faults.push("index.html: the filter does not let go");
  await page.close();
}

for (const name of pages) {
  const page = await open(name, 1280, "light");
  await accessible(page, name, "light");
  await page.close();
  await narrow(name);
}
for (const name of pages.filter((name) => name === "index.html" || name.startsWith("england"))) {
  const page = await open(name, 1280, "dark");
  await accessible(page, name, "dark");
  await page.close();
}
await keyboard();
if (shots) {
  mkdirSync(shots, { recursive: true });
  for (const name of ["index.html", pages.find((name) => name !== "index.html")]) await look(name);
}
await browser.close();
console.log(`${pages.length} pages, ${faults.length} faults`);
faults.slice(0, 40).forEach((fault) => console.log(fault));
process.exit(faults.length === 0 ? 0 : 1);
