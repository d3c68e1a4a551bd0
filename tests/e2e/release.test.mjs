// What is given out: on real web servers, as a single file, without the server, and where it cannot start.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { BOUNCES, bytes, text } from './fixtures.mjs';
import { axe, launch, open, PLAIN_HOST, serve } from './harness.mjs';
import { becomes, until } from './patience.mjs';
import { innocent, Screen } from './screen.mjs';
import { replaced, SERVERS, startServer, UNPACKED } from './servers.mjs';
import { LANGS, LANGUAGES, words } from './words.mjs';

const RELEASE = process.env.NDR_RELEASE ?? path.resolve('../../dist/release');
const names = readdirSync(RELEASE);
const given = (end) => path.join(RELEASE, names.find((name) => name.endsWith(end)));
const SINGLE = given('.html');

/** The most requests of a visit. */
const MOST = 8;

/** The name with its hash of a file of the site. */
const hashed = (folder, start, end) =>
  path.posix.join(folder, readdirSync(path.join(UNPACKED, folder)).find((name) => name.startsWith(start) && name.endsWith(end)));

const WASM = hashed('', 'ui_bg.', '.wasm');
const SCRIPT = hashed('', 'ui.', '.js');
const STYLE = hashed('css', 'page.', '.css');
const ENGLISH = hashed('lang', 'en.', '.bin');

let browser;
before(async () => (browser = await launch()));

/** Folders of this run. */
const folders = [];
after(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));
function copyOfSite() {
  const folder = mkdtempSync(path.join(tmpdir(), 'ndr-site-'));
  folders.push(folder);
  cpSync(UNPACKED, folder, { recursive: true });
  return folder;
}

const footer = (view) => view.page.getByRole('contentinfo');

/** Opens an address and reads a bounce there. */
async function works(url, lang = 'en') {
  const view = await open(browser, url, { lang: LANGUAGES[lang].browser, timeout: 60_000 });
  const screen = new Screen(view.page, lang);
  await screen.paste(text('trace-row.txt'));
  await screen.check(BOUNCES['trace-row.txt']);
  await innocent(view, { origin: new URL(url).origin });
  return view;
}

test('the checksums are those of the files', () => {
  const lines = readFileSync(path.join(RELEASE, 'SHA256SUMS'), 'utf8').trim().split('\n');
  const sum = (name) => createHash('sha256').update(readFileSync(path.join(RELEASE, name))).digest('hex');
  assert.deepEqual(lines.map((line) => line.slice(66)).sort(), names.filter((name) => name !== 'SHA256SUMS').sort());
  for (const line of lines) assert.equal(line.slice(0, 64), sum(line.slice(66)), line);
  assert.match(readFileSync(given('-licences.txt'), 'utf8'), /^yew 0\.\d+\.\d+, MIT OR Apache-2\.0, https:/m);
});

test('nothing that is given out names a folder of this machine', () => {
  const home = process.env.CARGO_HOME ?? path.join(process.env.HOME ?? '/root', '.cargo');
  const here = path.resolve('../..');
  for (const name of [WASM, SCRIPT, 'index.html', path.relative(UNPACKED, SINGLE)]) {
    const content = readFileSync(path.join(UNPACKED, name)).toString('latin1');
    for (const place of [home, here, process.env.HOME ?? '/root']) {
      assert.ok(!content.includes(`${place}/`), `${name} names ${place}`);
    }
  }
});

/** What each server must send with each file: encoding by what the browser takes, type, caching, policy. */
async function checkHeaders(url) {
  const meta = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(readFileSync(path.join(UNPACKED, 'index.html'), 'utf8'))[1];
  const rules = (policy) => policy.split(';').map((rule) => rule.trim()).sort();
  for (const [name, type, cache] of [
    ['', /^text\/html; ?charset=utf-8$/i, /^no-cache$/],
    [STYLE, /^text\/css; ?charset=utf-8$/i, /^public, max-age=31536000, immutable$/],
    [SCRIPT, /^text\/javascript; ?charset=utf-8$/i, /^public, max-age=31536000, immutable$/],
    [WASM, /^application\/wasm$/, /^public, max-age=31536000, immutable$/],
    [ENGLISH, /^application\/octet-stream$/, /^public, max-age=31536000, immutable$/],
    ['sw.js', /^text\/javascript/, /^no-cache$/],
    ['manifest.webmanifest', /^application\/manifest\+json$/, /^no-cache$/],
  ]) {
    const answer = await fetch(url + name, { headers: { 'accept-encoding': 'gzip' } });
    const content = Buffer.from(await answer.arrayBuffer());
    assert.equal(answer.status, 200, name);
    assert.match(answer.headers.get('content-type'), type, name);
    assert.match(answer.headers.get('cache-control'), cache, name);
    const packed = existsSync(path.join(UNPACKED, `${name || 'index.html'}.gz`));
    assert.equal(answer.headers.get('content-encoding'), packed ? 'gzip' : null, name);
    assert.deepEqual(content, readFileSync(path.join(UNPACKED, name || 'index.html')), name);
    assert.equal(answer.headers.get('x-content-type-options'), 'nosniff', name);
    assert.equal(answer.headers.get('referrer-policy'), 'no-referrer', name);
    assert.equal(answer.headers.get('cross-origin-opener-policy'), 'same-origin', name);
    assert.deepEqual(
      rules(answer.headers.get('content-security-policy')),
      rules(`${meta}; frame-ancestors 'none'`),
      `${name} has the policy of index.html and frame-ancestors`,
    );
  }
  const plain = await fetch(url + WASM, { headers: { 'accept-encoding': 'identity' } });
  assert.equal(plain.headers.get('content-encoding'), null);
  assert.equal((await fetch(`${url}nothing.wasm`)).status, 404);
}

for (const name of ['nginx', 'apache2', 'python3']) {
  const skip = SERVERS.includes(name) ? false : `${name} is not on this machine`;
  for (const subpath of ['/', '/sub/dir/']) {
    test(`the site works on ${name} at ${subpath}`, { skip }, async () => {
      const server = await startServer(name, { subpath });
      if (name !== 'python3') await checkHeaders(server.url);
      const view = await works(server.url, subpath === '/' ? 'en' : 'pl');
      await view.close();
      if (subpath !== '/') {
        const bare = await works(server.url.slice(0, -1), 'zh-TW');
        assert.equal(bare.page.url(), server.url);
        await bare.close();
        await (await works(`http://${PLAIN_HOST}:${server.port}${subpath}`)).close();
      }
      // The single file has a policy of its own.
      const single = await works(`${server.url}${path.basename(SINGLE)}`);
      await single.close();
      await server.close();
    });
  }
}

test('the site works where nginx has no type for .wasm', { skip: !SERVERS.includes('nginx') }, async () => {
  const change = (config) => replaced(config, 'application/wasm            wasm;', '');
  const server = await startServer('nginx', { subpath: '/sub/dir/', change });
  assert.equal((await fetch(server.url + WASM)).headers.get('content-type'), 'application/octet-stream');
  await (await works(server.url)).close();
  await server.close();
});

test('web.config names the files that this build has', () => {
  const config = readFileSync(path.join(UNPACKED, 'servers', 'web.config'), 'utf8');
  const places = [...config.matchAll(/<location path="([^"]+)">/g)].map(([, place]) => place);
  assert.equal(places.length, 5);
  for (const place of places) assert.ok(existsSync(path.join(UNPACKED, place)), place);
  for (const [open, close] of [[/<[a-zA-Z][^>]*[^/]>/g, /<\/[a-zA-Z]/g]]) {
    assert.equal(config.match(open).length, config.match(close).length, 'each element is closed');
  }
  for (const end of ['.wasm', '.bin', '.webmanifest']) assert.ok(config.includes(`<mimeMap fileExtension="${end}"`), end);
});

for (const lang of LANGS) {
  test(`the single file does all that the page does in ${lang}`, { timeout: 300_000 }, async () => {
    const home = { url: pathToFileURL(SINGLE).href, origin: 'null' };
    const view = await open(browser, home.url, { lang: LANGUAGES[lang].browser, timeout: 60_000 });
    const screen = new Screen(view.page, lang);
    await screen.paste(text('exchange-refused.txt'));
    await screen.check(BOUNCES['exchange-refused.txt']);
    for (const role of ['admin', 'user']) {
      await screen.as(role);
      for (const other of LANGS) await screen.speak(other);
      await screen.speak(lang);
      await screen.unfold();
    }
    await screen.button('handover-user').click();
    await screen.button('handover-copied').waitFor();
    await screen.answer().locator('[data-evidence]').first().click();
    assert.deepEqual(await axe(view.page), []);
    await screen.clear();
    await screen.choose('bounce.eml', bytes('postfix.eml'));
    await screen.check(BOUNCES['postfix.eml']);
    await screen.clear();
    await screen.button('start-sample-full').click();
    await screen.heading().waitFor();
    await view.page.getByRole('link', { name: words(lang, 'codes-link'), exact: true }).click();
    await view.page.waitForURL(/#\/codes/);
    await view.page.getByRole('main').getByRole('heading', { level: 1 }).waitFor();
    await view.page.goBack();
    await screen.heading().waitFor();
    assert.equal(await view.page.locator('.copy:visible, a[download]').count(), 0, 'it offers no copy of itself');
    await innocent(view, home);
    await view.close();
  });
}

test('64 MB go through the single file, and the page stays awake', { timeout: 300_000 }, async () => {
  const home = { url: pathToFileURL(SINGLE).href, origin: 'null' };
  const view = await open(browser, home.url, { timeout: 90_000 });
  const screen = new Screen(view.page, 'en');
  const workers = view.page.workers().map((worker) => worker.url());
  assert.match(workers.join(), /^blob:/, 'a worker reads what is long');
  await view.page.evaluate((bounce) => {
    const line = 'the kettle was filled, heated, and emptied again\n';
    const half = line.repeat(Math.floor((63.9 * 1024 * 1024) / 2 / line.length));
    const transfer = new DataTransfer();
    transfer.items.add(new File([bounce, '\n\n', half, half], 'all.mbox.log'));
    document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: transfer }));
  }, text('qmail.txt'));
  await view.page.getByRole('progressbar').waitFor();
  await screen.heading().waitFor({ timeout: 90_000 });
  await screen.check(BOUNCES['qmail.txt']);
  await innocent(view, home);
  await view.close();
});

test('the settings that stand in the single file count', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'ndr-single-'));
  folders.push(folder);
  const file = path.join(folder, 'ours.html');
  const settings = /(<script type="application\/json" id="config.json">)[^<]*/;
  const given = readFileSync(SINGLE, 'utf8');
  assert.match(given, settings);
  writeFileSync(file, given.replace(settings, '$1{"helpdesk": {"name": "Contoso Service Desk"}}'));
  const view = await open(browser, pathToFileURL(file).href, { timeout: 60_000 });
  await footer(view).getByText('Contoso Service Desk').waitFor();
  await innocent(view, { origin: 'null' });
  await view.close();
});

test('the single file can be sent nothing out of', async () => {
  const view = await open(browser, pathToFileURL(SINGLE).href, { timeout: 60_000 });
  await view.page.evaluate(() => fetch('https://fabrikam.example/').catch(() => {}));
  await until(async () => assert.ok((await view.violations()).some((one) => one.startsWith('connect-src'))));
  await view.close();
});

test('a visit asks for eight files and keeps a copy, which opens without the server in each language', async () => {
  const server = await serve({ folder: copyOfSite(), subpath: '/sub/dir/' });
  const view = await works(server.url);
  await footer(view).getByText(words('en', 'copy-kept')).waitFor();
  const asked = server.requests.map(({ path: name }) => name);
  assert.ok(asked.length <= MOST, `at most ${MOST} requests: ${asked}`);
  assert.ok(asked.includes('/sub/dir/sw.js'));
  await server.close();
  for (const lang of LANGS) {
    await view.page.goto(`${server.url}?lang=${lang}`);
    await view.page.locator('html[data-complete]').waitFor({ state: 'attached' });
    const screen = new Screen(view.page, lang);
    await screen.paste(text('qmail.txt'));
    await screen.check(BOUNCES['qmail.txt']);
    assert.match(view.page.workers().join(), /./, 'with its worker');
  }
  assert.deepEqual(await view.violations(), []);
  await view.close();
});

test('a copy is taken away, and brought back, when the reader says so', async () => {
  const server = await serve({ folder: copyOfSite() });
  const view = await works(server.url);
  const button = (key) => footer(view).getByRole('button', { name: words('en', key) });
  const copies = () =>
    view.page.evaluate(async () => [
      (await caches.keys()).length,
      (await navigator.serviceWorker.getRegistrations()).length,
    ]);
  await becomes(copies, [1, 1]);
  await button('copy-remove').click();
  await button('copy-keep').waitFor();
  await becomes(copies, [0, 0]);
  await view.page.reload();
  await view.page.locator('html[data-complete]').waitFor({ state: 'attached' });
  assert.deepEqual(await copies(), [0, 0], 'it stays away');
  await button('copy-keep').click();
  await button('copy-remove').waitFor();
  await becomes(copies, [1, 1]);
  await view.close();
});

/** Makes another version of the site in a folder: another page, and its digest in sw.js. */
function nextVersion(folder) {
  const digest = (content) => createHash('sha256').update(content).digest('hex').slice(0, 32);
  const [page, keeper] = ['index.html', 'sw.js'].map((name) => path.join(folder, name));
  const old = readFileSync(page, 'utf8');
  const next = replaced(old, '<html lang="en">', '<html lang="en" id="next">');
  writeFileSync(page, next);
  writeFileSync(keeper, replaced(readFileSync(keeper, 'utf8'), digest(old), digest(next)));
}

test('a new version is said quietly, and loaded when the reader says so', { timeout: 180_000 }, async () => {
  const folder = copyOfSite();
  const server = await serve({ folder });
  const view = await works(server.url);
  nextVersion(folder);
  await view.page.reload();
  const line = footer(view).getByText(words('en', 'copy-new'));
  await line.waitFor();
  assert.equal(await view.page.locator('html#next').count(), 0, 'the version of before is shown');
  await footer(view).getByRole('button', { name: words('en', 'copy-renew'), exact: true }).click();
  await view.page.locator('html#next[data-complete]').waitFor({ state: 'attached' });
  await line.waitFor({ state: 'hidden' });
  await server.close();
  await view.page.reload();
  await view.page.locator('html#next[data-complete]').waitFor({ state: 'attached' });
  const copies = () => view.page.evaluate(async () => (await caches.keys()).length);
  await becomes(copies, 1, 'the copy of before is gone');
  await view.close();
});

test('a file that is not of the build is not kept, and the page works without a copy', async () => {
  const folder = copyOfSite();
  writeFileSync(path.join(folder, 'index.html'), `${readFileSync(path.join(folder, 'index.html'), 'utf8')}\n<!-- ours -->\n`);
  const server = await serve({ folder });
  const view = await open(browser, server.url);
  assert.equal(await view.page.evaluate(() => document.documentElement.dataset.copy), undefined);
  await view.close();
});

for (const lang of LANGS) {
  test(`the footer offers the single file with size and checksum in ${lang}`, async () => {
    const server = await serve({ folder: UNPACKED, host: PLAIN_HOST });
    const view = await open(browser, server.url, { lang: LANGUAGES[lang].browser, width: 320 });
    const content = readFileSync(SINGLE);
    const size = String(Math.ceil(content.length / 1000));
    const link = footer(view).getByRole('link', { name: words(lang, 'copy-file', { size }), exact: true });
    const saved = view.page.waitForEvent('download');
    await link.click();
    assert.deepEqual(readFileSync(await (await saved).path()), content);
    await footer(view).getByText(words(lang, 'copy-sum')).click();
    await footer(view).getByText(createHash('sha256').update(content).digest('hex')).waitFor();
    assert.equal(await view.page.locator('.copy:visible').count(), 0, 'plain http keeps no copy');
    assert.deepEqual(await axe(view.page), []);
    await view.close();
  });
}

test('the site can be installed', async () => {
  const manifest = JSON.parse(readFileSync(path.join(UNPACKED, 'manifest.webmanifest'), 'utf8'));
  assert.deepEqual([manifest.start_url, manifest.scope], ['./', './']);
  for (const { src, sizes } of manifest.icons) {
    const png = readFileSync(path.join(UNPACKED, src));
    assert.equal(`${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`, sizes, src);
  }
  const server = await serve({ folder: UNPACKED, subpath: '/sub/dir/' });
  const view = await open(browser, server.url);
  const session = await view.context.newCDPSession(view.page);
  const { errors } = await session.send('Page.getAppManifest');
  assert.deepEqual(errors, []);
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
  assert.deepEqual(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito'), []);
  await view.close();
});

/** Checks that the page says that cause, and no other, in each language. */
async function says(view, why, detail) {
  const panel = view.page.locator('#trouble');
  await panel.getByRole('heading').first().waitFor();
  const shown = () =>
    panel.locator('[data-why]:visible').evaluateAll((all) => all.map((one) => `${one.parentElement.lang} ${one.dataset.why}`));
  await becomes(shown, ['en', 'zh-Hant-TW', 'pl'].map((lang) => `${lang} ${why}`));
  await until(async () => {
    const line = await panel.locator('#trouble-detail').innerText();
    if (detail) assert.ok(line.includes(detail), `${detail} is named: ${line}`);
  });
  const waits = why !== 'script' && detail !== STYLE && (await view.page.locator('.field').isVisible());
  assert.equal(waits, false, 'nothing waits for a text');
  await view.close();
}

const scripted = (script, argument) => (page) => page.addInitScript(script, argument);
const policy = `default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; worker-src 'self'`;

for (const [what, why, detail, { site = {}, prepare } = {}] of [
  ['the module is missing', 'missing', `${WASM}: HTTP 404`, { site: { missing: [WASM] } }],
  ['the style is missing', 'missing', STYLE, { site: { missing: [STYLE] } }],
  ['the language is missing', 'missing', `${ENGLISH}: HTTP 404`, { site: { missing: [ENGLISH] } }],
  ['a policy of the server forbids WebAssembly', 'policy', WASM, { site: { headers: { 'content-security-policy': policy } } }],
  ['a policy of the browser forbids WebAssembly', 'policy', 'no WebAssembly', { prepare: scripted(() => delete globalThis.WebAssembly) }],
  [
    'a page comes in place of the module',
    'content',
    'text/html',
    { prepare: (page) => page.route(`**/${WASM}`, (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' })) },
  ],
  [
    'only a half of the module comes',
    'content',
    WASM,
    {
      prepare: (page) =>
        page.route(`**/${WASM}`, (route) =>
          route.fulfill({ contentType: 'application/wasm', body: readFileSync(path.join(UNPACKED, WASM)).subarray(0, 400_000) }),
        ),
    },
  ],
  [
    'the browser does not know what the module uses',
    'old',
    WASM,
    {
      prepare: scripted(() => {
        WebAssembly.validate = () => false;
        WebAssembly.compileStreaming = () => Promise.reject(new WebAssembly.CompileError('unknown type form'));
      }),
    },
  ],
  [
    'there is not enough memory',
    'memory',
    'RangeError',
    {
      prepare: scripted(() => {
        WebAssembly.instantiate = () => Promise.reject(new RangeError('WebAssembly.Memory(): could not allocate memory'));
      }),
    },
  ],
  [
    'something unexpected happens',
    'other',
    'no such luck',
    { prepare: scripted(() => (WebAssembly.instantiate = () => Promise.reject(new Error('no such luck')))) },
  ],
]) {
  test(`where ${what}, the page says so`, async () => {
    const server = await serve({ folder: UNPACKED, ...site });
    await says(await open(browser, server.url, { until: 'load', prepare }), why, detail);
  });
}

for (const [what, site] of [
  ['is missing', { missing: [SCRIPT] }],
  ['has a wrong type', { types: { '.js': 'text/plain' }, headers: { 'x-content-type-options': 'nosniff' } }],
]) {
  test(`where the script ${what}, the page says so after ten seconds`, async () => {
    const server = await serve({ folder: UNPACKED, ...site });
    const view = await open(browser, server.url, { until: 'load' });
    const panel = view.page.locator('#trouble');
    assert.equal(await panel.getByRole('heading').first().isVisible(), false);
    const waits = await view.page.evaluate(() => document.getAnimations().map(({ effect }) => effect.getTiming().delay));
    assert.deepEqual(waits, [10_000]);
    await view.page.evaluate(() => document.getAnimations().forEach((animation) => animation.finish()));
    await says(view, 'script');
  });
}

test('a browser without modules is told which one is needed', async () => {
  const server = await serve({ folder: UNPACKED, missing: [SCRIPT] });
  const view = await open(browser, server.url, { until: 'load' });
  assert.equal(await view.page.locator('script[nomodule][src="old.js"]').count(), 1);
  // This one knows modules and has left the script out.
  await view.page.evaluate(readFileSync(path.join(UNPACKED, 'old.js'), 'utf8'));
  for (const part of ['Chrome 123', 'Firefox 121', 'Safari 17.5']) {
    await becomes(() => view.page.locator('[data-why=old]:visible', { hasText: part }).count(), 3, part);
  }
  await says(view, 'old', 'Mozilla/5.0');
});

test('a page that takes long says so, and starts all the same', async () => {
  const server = await serve({ folder: UNPACKED });
  const held = [];
  const hurry = () => {
    const real = globalThis.setTimeout;
    globalThis.setTimeout = (act, wait) => real(act, wait === 30_000 ? 300 : wait);
  };
  const prepare = async (page) => {
    await page.addInitScript(hurry);
    await page.route(`**/${ENGLISH}`, (route) => held.push(route));
  };
  const view = await open(browser, server.url, { until: 'load', prepare });
  await view.page.locator('[data-why=slow]:visible').first().waitFor();
  await becomes(() => held.length, 1);
  await held[0].continue();
  await view.page.locator('html[data-complete]').waitFor({ state: 'attached' });
  assert.equal(await view.page.locator('#trouble').count(), 0);
  await view.close();
});

test('without scripts the page says that it needs them', async () => {
  const server = await serve({ folder: UNPACKED });
  const still = await launch({ args: ['--blink-settings=scriptEnabled=false'] });
  const page = await still.newPage();
  await page.goto(server.url);
  const { nodes } = await (await page.context().newCDPSession(page)).send('Accessibility.getFullAXTree');
  const read = nodes.map(({ name }) => name?.value ?? '').join('\n');
  for (const part of ['needs JavaScript', '需要 JavaScript', 'potrzebuje do tego JavaScriptu']) assert.ok(read.includes(part), part);
  await still.close();
});
