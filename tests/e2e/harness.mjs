// What the tests of the page share: a web server that can be as odd as real ones are, a browser, and a record of
// what the page asked for and complained about.
//
//   const server = await serve({ subpath: '/tools/ndr/' });
//   const browser = await launch();
//   const view = await open(browser, server.url, { lang: 'zh-TW', dark: true });
//   assert.deepEqual(await axe(view.page), []);
//   assert.deepEqual(await view.requests('complete'), []);

import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import { after } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium } from 'playwright-core';
import { answerLate, hamper, PATIENCE, unhampered } from './patience.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The folder with the page. */
export const SITE = process.env.NDR_SITE ?? path.join(root, 'dist', 'site');

/** The folder with the JavaScript package. */
export const PKG = process.env.NDR_PKG ?? path.join(root, 'dist', 'pkg');

/** A host name that the launched browser finds on this machine: no secure context, unlike localhost. */
export const PLAIN_HOST = 'intranet.test';

/** Everything that was started: an assertion that fails must not leave a test file waiting for it. */
const started = [];
if (process.env.NODE_TEST_CONTEXT) after(() => Promise.all(started.map((thing) => thing.close())));

/** The tags of axe rules that the page must hold: WCAG 2.2 AA and best practice. */
const AXE_TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/vnd.microsoft.icon',
  '.txt': 'text/plain; charset=utf-8',
};

/**
 * Serves a folder on a free port.
 *
 * - `folder`: what is served (the page)
 * - `subpath`: where it lies, with a slash at both ends ('/')
 * - `host`: the host name in `url` ('127.0.0.1'); PLAIN_HOST for an address that is no secure context
 * - `wasmType`: the type that .wasm is sent with; null sends none
 * - `types`: other types, by the ends of names ({ '.js': 'text/plain' })
 * - `headers`: more headers for every answer
 * - `missing`: names of files, relative to the folder, that are answered with 404
 * - `instead`: what is sent in place of a file, by its name: `{ status, body }`; can be changed while the server runs
 * - `delay`: milliseconds before each answer, or a function from the file's name to them
 *
 * The result has `url`, `origin`, `requests` (`{ method, path, status }`, in order of arrival) and `close()`.
 */
export async function serve({
  folder = SITE,
  subpath = '/',
  host = '127.0.0.1',
  wasmType = TYPES['.wasm'],
  types = {},
  headers = {},
  missing = [],
  instead = {},
  delay = 0,
} = {}) {
  const requests = [];
  const server = createServer(async (request, response) => {
    const entry = { method: request.method, path: request.url, status: 0 };
    requests.push(entry);
    const name = fileName(request.url, subpath);
    const wait = typeof delay === 'function' ? delay(name) : delay;
    await answerLate(wait);
    const own = instead[name];
    const body = name === null || missing.includes(name) ? null : (own?.body ?? (await read(folder, name)));
    entry.status = own?.status ?? (body === null ? 404 : 200);
    const extension = path.extname(name ?? '');
    const type = body === null ? TYPES['.txt'] : extension === '.wasm' ? wasmType : { ...TYPES, ...types }[extension];
    response.writeHead(entry.status, {
      ...(type && { 'content-type': type }),
      'cache-control': 'no-cache',
      ...headers,
    });
    response.end(request.method === 'HEAD' ? undefined : (body ?? 'Not found\n'));
  });
  await new Promise((done, failed) => {
    server.once('error', failed);
    server.listen(0, '127.0.0.1', done);
  });
  const origin = `http://${host}:${server.address().port}`;
  const result = {
    origin,
    url: origin + subpath,
    requests,
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
  started.push(result);
  return result;
}

/** The file below the served folder that an address means, or null. */
function fileName(url, subpath) {
  try {
    const name = decodeURIComponent(new URL(url, 'http://localhost').pathname);
    if (!name.startsWith(subpath) || name.split(/[/\\]/).includes('..')) return null;
    const rest = name.slice(subpath.length);
    return rest === '' || rest.endsWith('/') ? `${rest}index.html` : rest;
  } catch {
    return null;
  }
}

async function read(folder, name) {
  const file = path.join(folder, name);
  const info = await stat(file).catch(() => null);
  return info?.isFile() ? readFile(file) : null;
}

/**
 * Starts a headless Chromium that reaches this machine only: each other host name stays unknown to it.
 *
 * CHROME names the program; without it, the usual places on Linux are looked at.
 */
export async function launch(options = {}) {
  const places = [process.env.CHROME, '/usr/bin/chromium', '/usr/bin/google-chrome', '/usr/bin/chromium-browser'];
  const executablePath = places.find((place) => place && existsSync(place));
  if (!executablePath) throw new Error('no Chromium found: set CHROME to its path, or run `cargo xtask test --e2e`');
  const browser = await chromium.launch({
    executablePath,
    // Chromium's sandbox does not work for root.
    chromiumSandbox: process.getuid?.() !== 0 && process.env.CHROME_SANDBOX === '1',
    ...options,
    args: [
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--no-proxy-server',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      `--host-resolver-rules=MAP ${PLAIN_HOST} 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost`,
      ...(options.args ?? []),
    ],
  });
  started.push(browser);
  return browser;
}

/** Runs in the page before its own scripts: notes when it is ready and what its policy forbade. */
function watchPage() {
  const seen = { ready: null, complete: null, violations: [] };
  Object.defineProperty(globalThis, '__seen', { value: seen });
  const look = () => {
    const data = document.documentElement?.dataset;
    for (const mark of ['ready', 'complete']) {
      if (data && mark in data) seen[mark] ??= performance.timeOrigin + performance.now();
    }
  };
  new MutationObserver(look).observe(document, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ['data-ready', 'data-complete'],
  });
  document.addEventListener('securitypolicyviolation', (event) => {
    seen.violations.push(`${event.effectiveDirective}: ${event.blockedURI} ${event.sample}`.trim());
  });
}

/**
 * Opens an address in a new context and waits for the page.
 *
 * - `lang`: the browser's language ('en-US')
 * - `dark`: whether dark colours are preferred
 * - `width`, `height`: the viewport in CSS pixels (1280 by 800)
 * - `until`: 'complete', 'ready', or 'load' for a page that is meant to fail
 * - `timeout`: for that and for whatever the page is asked later, in milliseconds
 * - `prepare(page, context)`: called before the address is opened
 * - `context`: more options for Playwright's `newContext`
 *
 * The result has `page`, `context`, `errors` (console errors and uncaught exceptions, growing), and the functions
 * `requests(phase)`, `violations()`, `times()`, `close()`.
 */
export async function open(browser, url, options = {}) {
  const { lang = 'en-US', dark = false, width = 1280, height = 800 } = options;
  const { until = 'complete', timeout = PATIENCE, prepare, context: more } = options;
  const context = await browser.newContext({
    locale: lang,
    colorScheme: dark ? 'dark' : 'light',
    viewport: { width, height },
    ...more,
  });
  const errors = [];
  const asked = [];
  context.on('request', (request) => asked.push({ request, seen: Date.now() }));
  const page = await context.newPage();
  page.setDefaultTimeout(timeout);
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(`${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('websocket', (socket) => asked.push({ socket, seen: Date.now() }));
  await page.addInitScript(watchPage);
  await hamper(page);
  await prepare?.(page, context);
  await page.goto(url, { waitUntil: 'load', timeout });
  if (until !== 'load') await page.waitForSelector(`html[data-${until}]`, { state: 'attached', timeout });

  const seen = () => page.evaluate(() => globalThis.__seen);

  /** All requests so far, or only those of a phase: 'load', 'ready' (behind data-ready), 'complete'. */
  async function requests(phase) {
    const { ready, complete } = await seen();
    const list = asked.map(({ request, socket, seen: noticed }) => {
      const start = request?.timing().startTime;
      const time = start > 0 ? start : noticed;
      const after = (mark) => mark !== null && time > mark;
      return {
        method: request?.method() ?? 'WEBSOCKET',
        url: (request ?? socket).url(),
        // The service worker keeps what the page has just loaded: the browser answers it, not the server.
        keeper: Boolean(request?.serviceWorker()),
        phase: after(complete) ? 'complete' : after(ready) ? 'ready' : 'load',
        sinceReady: ready === null ? null : Math.round(time - ready),
      };
    });
    return phase ? list.filter((entry) => entry.phase === phase) : list;
  }

  return {
    page,
    context,
    errors,
    requests,
    /** What the content security policy forbade since the page was opened. */
    violations: async () => (await seen()).violations,
    /** When the page was ready and complete, in milliseconds since its navigation began; null: not yet. */
    times: () =>
      page.evaluate(() => {
        const since = (mark) => (mark === null ? null : mark - performance.timeOrigin);
        return { ready: since(globalThis.__seen.ready), complete: since(globalThis.__seen.complete) };
      }),
    close: () => context.close(),
  };
}

/** What axe finds against the page as it is now: one line for each rule and spot; empty when it is right. */
export async function axe(page, { exclude = [], disable = [] } = {}) {
  // The page has no frames, so the mode without a second page to gather in is the fast one; passes would fill megabytes.
  const builder = new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
    .withTags(AXE_TAGS)
    .disableRules(disable);
  for (const selector of exclude) builder.exclude(selector);
  const { violations } = await unhampered(page, () => builder.analyze());
  return violations.flatMap((rule) =>
    rule.nodes.map((node) => `${rule.id} (${rule.impact}): ${rule.help}: ${node.target.join(' ')}`),
  );
}

/** The JavaScript package as a program in Node gets it, its module loaded. */
export async function api() {
  const module = await import(pathToFileURL(path.join(PKG, 'ndr_explainer.js')).href);
  module.initSync({ module: await readFile(path.join(PKG, 'ndr_explainer_bg.wasm')) });
  return module;
}
