// How fast the page is, in Chromium: node page.mjs SITE HELLO. `cargo xtask bench --page` runs it.
//
// - loading, beside a page of yew that only says hello: both served from this machine, loaded by turns into a new context each time
// - from a paste to the painted answer, over the bounces of ../shared/corpus where they are there, else over the tests' own
// - how far anything moves on its own (layout shift), while loading and when the answer comes
// - how long a switch of the language and a keystroke in the search take to be painted

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { launch, open, serve } from '../tests/e2e/harness.mjs';
import { LANGUAGES, words } from '../tests/e2e/words.mjs';

const ROUNDS = Number(process.env.ROUNDS ?? 25);
const [site, hello] = process.argv.slice(2).map((folder) => path.resolve(folder));
const here = path.dirname(fileURLToPath(import.meta.url));

const sorted = (list) => [...list].sort((a, b) => a - b);
const at = (list, share) => sorted(list)[Math.min(list.length - 1, Math.floor(list.length * share))] ?? NaN;
const median = (list) => at(list, 0.5);
const ms = (number) => `${number.toFixed(1)} ms`;
const line = (what, value) => console.log(`${what.padEnd(44)} ${value}`);

/** Runs in the page before its own scripts: how far things move that nobody has just moved (as in Cumulative Layout Shift). */
function watch() {
  globalThis.shifted = 0;
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) globalThis.shifted += value;
  }).observe({ type: 'layout-shift', buffered: true });
}

const prepare = (page) => page.addInitScript(watch);

/** Opens the page once; the times are in milliseconds since its navigation began. */
async function load(browser, server) {
  const view = await open(browser, server.url, { until: 'ready', prepare });
  const { ready } = await view.times();
  const paint = await view.page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN);
  await view.close();
  return { ready, paint };
}

async function loading(browser) {
  const servers = await Promise.all([serve({ folder: site }), serve({ folder: hello })]);
  const times = servers.map(() => ({ ready: [], paint: [] }));
  // The first round of each warms up what the browser keeps.
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const [index, server] of servers.entries()) {
      const { ready, paint } = await load(browser, server);
      if (round > 0) times[index].ready.push(ready);
      if (round > 0 && !Number.isNaN(paint)) times[index].paint.push(paint);
    }
  }
  const [page, other] = times;
  line(`loading, median of ${ROUNDS}`, '');
  line('  first use (data-ready): the page', ms(median(page.ready)));
  line('  first use (data-ready): yew hello', ms(median(other.ready)));
  line('  ratio', (median(page.ready) / median(other.ready)).toFixed(2));
  line('  first paint: the page', ms(median(page.paint)));
  line('  first paint: yew hello', ms(median(other.paint)));
  return servers[0];
}

/** The bounces to paste. */
function bounces() {
  const corpus = path.join(here, '..', '..', 'shared', 'corpus', 'bounces');
  const folder = existsSync(corpus) ? corpus : path.join(here, '..', 'tests', 'e2e', 'fixtures');
  const names = readdirSync(folder, { recursive: true }).filter((name) => /\.(eml|txt)$/.test(name) && name !== 'payloads.txt');
  return names.map((name) => readFileSync(path.join(folder, name), 'latin1')).filter((text) => text.length < 200_000);
}

/** Pastes a text and waits until the frame with the answer is on its way to the screen. Runs in the page. */
async function paste(text) {
  const painted = () =>
    new Promise((resolve) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = resolve;
        port2.postMessage(null);
      });
    });
  const field = document.getElementById('text');
  // Where in the time between two frames a paste falls is chance: right behind one.
  await painted();
  const start = performance.now();
  field.value = text;
  field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertFromPaste' }));
  await painted();
  return performance.now() - start;
}

/** The time that the page's thread has worked so far, in milliseconds: other programs do not count. */
async function worked(devtools) {
  const { metrics } = await devtools.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration').value * 1000;
}

/** Does something again and again, and tells how long it took by the clock and in work of the page's thread. */
async function measured(name, view, acts, prepare = () => {}) {
  const devtools = await view.context.newCDPSession(view.page);
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  const [times, work] = [[], []];
  const warming = Math.min(30, acts.length);
  for (const [index, act] of [...acts.slice(0, warming), ...acts].entries()) {
    await prepare();
    const before = await worked(devtools);
    const time = await act();
    // The first ones warm up what the compiler optimises.
    if (index >= warming) work.push((await worked(devtools)) - before);
    if (index >= warming) times.push(time);
  }
  await devtools.detach();
  line(`${name} to painted page, ${acts.length} times`, '');
  for (const [how, list] of [['by the clock', times], ['work of the page’s thread', work]]) {
    line(`  ${how}: median, 95th, slowest`, [median(list), at(list, 0.95), Math.max(...list)].map(ms).join(', '));
  }
}

async function pasting(view) {
  const acts = bounces().map((text) => () => view.page.evaluate(paste, text));
  await measured('paste', view, acts, () => view.page.evaluate(paste, ''));
}

/** Does something in the page and waits for the frame that shows it. */
const timed = (page, act, argument) =>
  page.evaluate(
    async ([source, argument]) => {
      const act = new Function(`return (${source})`)();
      await new Promise(requestAnimationFrame);
      const start = performance.now();
      act(argument);
      await new Promise((resolve) => {
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = resolve;
          port2.postMessage(null);
        });
      });
      return performance.now() - start;
    },
    [String(act), argument],
  );

async function switching(view) {
  const click = (name) => [...document.querySelectorAll('button')].find((one) => one.textContent.trim() === name).click();
  const round = Object.values(LANGUAGES).map(({ button }) => () => timed(view.page, click, button));
  await measured('switch of the language', view, Array(10).fill(round).flat());
}

async function searching(view) {
  await view.page.evaluate(() => (location.hash = '#/codes'));
  await view.page.locator('#codes-search').waitFor();
  const type = (text) => {
    const field = document.getElementById('codes-search');
    field.value = text;
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  };
  const texts = ['mailbox full', '5.7.708', 'exchange online', words('en', 'cause-greylisted')];
  const begins = texts.flatMap((text) => Array.from(text, (_, place) => text.slice(0, place + 1)));
  await measured('a keystroke in the search', view, begins.map((text) => () => timed(view.page, type, text)));
}

const browser = await launch();
const server = await loading(browser);
// The policy of the page would forbid the measuring what the page itself never does.
const view = await open(browser, server.url, { prepare, context: { bypassCSP: true, permissions: ['clipboard-read', 'clipboard-write'] } });
line('layout shift while loading', String(await view.page.evaluate(() => globalThis.shifted)));
await view.page.locator('#text').focus();
const sample = readFileSync(path.join(here, '..', 'tests', 'e2e', 'fixtures', 'exchange-refused.txt'), 'utf8');
await view.page.evaluate((text) => navigator.clipboard.writeText(text), sample);
await view.page.keyboard.press('Control+V');
await view.page.locator('#answer-heading').waitFor();
await view.page.waitForTimeout(700);
line('layout shift when the answer comes', `${await view.page.evaluate(() => globalThis.shifted)} (with that of loading)`);
await pasting(view);
await switching(view);
await searching(view);
await view.close();
await browser.close();
await server.close();
process.exit(0);
