// What the page fetches, and from where it can be served: any folder, odd servers, plain http, and with parts missing.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BOUNCES, bytes, text } from './fixtures.mjs';
import { axe, launch, open, PLAIN_HOST, serve } from './harness.mjs';
import { becomes, until } from './patience.mjs';
import { innocent, pageTest, Screen, shared } from './screen.mjs';
import { LANGS, LANGUAGES, words } from './words.mjs';

/** Everything a reader can do. `innocent` then finds no request that came of it. */
async function useAll({ screen, page }) {
  await screen.paste(text('exchange-refused.txt'));
  for (const role of ['admin', 'user']) {
    await screen.as(role);
    for (const lang of LANGS) await screen.speak(lang);
    await screen.unfold();
  }
  await screen.button('handover-user').click();
  await screen.button('handover-copied').waitFor();
  await screen.answer().locator('[data-evidence]').first().click();
  await screen.clear();
  await screen.choose('bounce.eml', bytes('postfix.eml'));
  await screen.clear();
  await screen.button('start-sample-full').click();
  await screen.heading().waitFor();
  await screen.button('page-home').click();
  await screen.heading().waitFor({ state: 'detached' });
  await page.waitForTimeout(100);
}

pageTest('nothing is fetched whatever the reader does', { permissions: ['clipboard-write'] }, async (view) => {
  await useAll(view);
  const all = await view.requests();
  const own = all.filter(({ keeper }) => !keeper);
  assert.ok(own.length <= 8, `at most 8 requests: ${own.map(({ url }) => url)}`);
  assert.ok(all.every(({ method }) => method === 'GET'));
});

pageTest('the page works with the network switched off', { permissions: ['clipboard-write'] }, async (view) => {
  await view.context.setOffline(true);
  await useAll(view);
});

pageTest('no link of the answer carries anything of the mail', {}, async ({ screen, page }) => {
  await screen.paste(text('exchange-refused.txt'));
  await screen.as('admin');
  await screen.unfold();
  const links = await page.locator('a[href]').evaluateAll((all) => all.map((link) => ({ href: link.href, rel: link.rel })));
  const outside = links.filter(({ href }) => !href.startsWith(page.url()));
  assert.ok(outside.length > 0);
  for (const { href, rel } of outside) {
    assert.match(href, /^https:\/\//);
    assert.ok(!/fabrikam|contoso|203\.0\.113/.test(href), href);
    assert.match(rel, /noreferrer/);
  }
});

for (const [what, options] of [
  ['a folder below the root', { subpath: '/sub/dir/' }],
  ['a wrong type for .wasm', { wasmType: 'application/octet-stream' }],
  ['a text type for .wasm', { wasmType: 'text/plain' }],
  ['no type for .wasm', { wasmType: null }],
  ['an intranet name on plain http', { host: PLAIN_HOST, subpath: '/tools/ndr/' }],
]) {
  test(`the page works from ${what}`, async () => {
    const server = await serve(options);
    const view = await open(shared().browser, server.url);
    const screen = new Screen(view.page, 'en');
    await screen.paste(text('trace-row.txt'));
    await screen.check(BOUNCES['trace-row.txt']);
    assert.ok(server.requests.every(({ status }) => status === 200), JSON.stringify(server.requests));
    assert.ok(server.requests.length <= 8, `at most 8 requests: ${server.requests.map(({ path }) => path)}`);
    await innocent(view, server);
    await view.close();
  });
}

test('index.html can be named in the address', async () => {
  const { browser, server } = shared();
  const view = await open(browser, `${server.url}index.html?lang=pl#top`);
  const screen = new Screen(view.page, 'pl');
  await screen.paste(text('trace-row.txt'));
  await screen.check(BOUNCES['trace-row.txt']);
  await innocent(view, server);
});

/** The words of failure, in each language. */
async function failure(view, detail) {
  const trouble = view.page.getByRole('alert');
  await trouble.waitFor();
  for (const heading of ['The page could not start', '本頁無法啟動', 'Strona nie mogła się uruchomić']) {
    await trouble.getByRole('heading', { name: heading }).waitFor();
  }
  await until(async () => {
    const said = await trouble.innerText();
    assert.ok(said.includes(detail), `${detail} is named: ${said}`);
  });
  assert.deepEqual(await view.violations(), []);
}

for (const missing of ['ui_bg.wasm', 'lang/en.bin']) {
  test(`without ${missing} the page says what is wrong`, async () => {
    const server = await serve({ missing: [missing] });
    const view = await open(shared().browser, server.url, { until: 'load' });
    await failure(view, missing);
    await view.close();
  });
}

test('a language that does not come is switched off, and the page works without it', async () => {
  const server = await serve({ missing: ['lang/not-en.bin', 'lang/pl.bin'] });
  const view = await open(shared().browser, server.url);
  const screen = new Screen(view.page, 'en');
  await becomes(() => view.page.getByRole('button', { name: 'Polski' }).isDisabled(), true);
  await screen.paste(text('qmail.txt'));
  await screen.speak('zh-TW');
  await screen.check(BOUNCES['qmail.txt']);
  await view.close();
});

test('each language comes, whichever of its files is missing', async () => {
  for (const missing of ['lang/pl.bin', 'lang/not-en.bin']) {
    const server = await serve({ missing: [missing] });
    const view = await open(shared().browser, server.url);
    const screen = new Screen(view.page, 'en');
    await screen.paste(text('qmail.txt'));
    for (const lang of ['pl', 'zh-TW']) {
      await screen.speak(lang);
      await screen.check(BOUNCES['qmail.txt']);
    }
    await view.close();
  }
});

test('nobody waits for the other languages', async () => {
  const { browser, server } = shared();
  const held = [];
  const prepare = (page) => page.route(/not-en|zh-TW|pl\.bin/, (route) => held.push(route));
  const view = await open(browser, server.url, { until: 'ready', prepare });
  const screen = new Screen(view.page, 'en');
  await screen.paste(text('qmail.txt'));
  await screen.check(BOUNCES['qmail.txt']);
  await until(() => assert.ok(held.length > 0, 'they are asked for'));
  assert.equal(await view.page.locator('html[data-complete]').count(), 0);
  await Promise.all(held.map((route) => route.continue()));
  await view.page.locator('html[data-complete]').waitFor({ state: 'attached' });
  await screen.speak('pl');
  await screen.check(BOUNCES['qmail.txt']);
  await innocent(view, server);
  await view.close();
});

for (const lang of LANGS) {
  test(`the email admin’s part comes behind the first answer, and is told while it does not, in ${lang}`, async () => {
    const { browser, server } = shared();
    const held = [];
    const prepare = (page) => page.route(/not-/, (route) => held.push(route));
    const view = await open(browser, server.url, { until: 'ready', prepare, lang: LANGUAGES[lang].browser });
    const screen = new Screen(view.page, lang);
    await screen.paste(text('qmail.txt'));
    await screen.check(BOUNCES['qmail.txt']);
    const coming = view.page.getByText(words(lang, 'answer-coming'));
    assert.equal(await coming.count(), 0, 'the email user lacks nothing');
    await screen.as('admin');
    await coming.waitFor();
    const causes = view.page.locator('#answer [data-cause]');
    assert.equal(await causes.count(), 0);
    await until(() => assert.ok(held.length > 0, 'it is asked for'));
    await Promise.all(held.map((route) => route.continue()));
    await causes.first().waitFor();
    await coming.waitFor({ state: 'detached' });
    await innocent(view, server);
    await view.close();
  });
}

test('without the email admin’s part the page says so, in the answer and in the reference', async () => {
  const server = await serve({ missing: ['lang/not-en.bin'] });
  const view = await open(shared().browser, server.url);
  const screen = new Screen(view.page, 'en');
  await screen.paste(text('qmail.txt'));
  await screen.check(BOUNCES['qmail.txt']);
  await screen.as('admin');
  const coming = view.page.getByText(words('en', 'answer-coming')).locator('visible=true');
  await coming.waitFor();
  await view.page.evaluate(() => (location.hash = '#/codes/greylisted'));
  await view.page.locator('#codes-heading').waitFor();
  await coming.waitFor();
  assert.deepEqual(await axe(view.page), []);
  await view.close();
});

test('a server that sends a page in place of the module is found out', async () => {
  const { browser, server } = shared();
  const prepare = (page) =>
    page.route('**/ui_bg.wasm', (route) =>
      route.fulfill({ status: 200, contentType: 'text/html', body: '<!doctype html><title>Welcome</title>' }),
    );
  const view = await open(browser, server.url, { until: 'load', prepare });
  await failure(view, 'ui_bg.wasm');
  await view.close();
});

test('a browser without WebAssembly gets the words of failure', async () => {
  const { browser, server } = shared();
  const prepare = (page) => page.addInitScript(() => delete globalThis.WebAssembly);
  const view = await open(browser, server.url, { until: 'load', prepare });
  await failure(view, 'WebAssembly');
  await view.close();
});

test('even without ui.js the reader does not wait for ever', async () => {
  const server = await serve({ missing: ['ui.js'] });
  const view = await open(shared().browser, server.url, { until: 'load' });
  const heading = view.page.getByRole('heading', { name: 'The page could not start' });
  assert.equal(await heading.isVisible(), false);
  // The words come by an animation of 30 s; its end is now.
  await view.page.evaluate(() => document.getAnimations().forEach((animation) => animation.finish()));
  await heading.waitFor();
  await view.close();
});

test('a browser without scripts is told what is missing', async () => {
  const browser = await launch({ args: ['--blink-settings=scriptEnabled=false'] });
  const page = await browser.newPage();
  await page.goto(shared().server.url);
  const { nodes } = await (await page.context().newCDPSession(page)).send('Accessibility.getFullAXTree');
  const read = nodes.map(({ name }) => name?.value ?? '').join('\n');
  for (const part of ['needs JavaScript', '需要 JavaScript', 'potrzebuje do tego JavaScriptu']) {
    assert.ok(read.includes(part), `${part} is read out: ${read}`);
  }
  await browser.close();
});

pageTest('the policy allows nothing that it does not name', {}, async ({ page }) => {
  const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
  const parts = policy.split(';').map((rule) => rule.trim().split(/\s+/));
  const rules = Object.fromEntries(parts.map(([name, ...sources]) => [name, sources]));
  assert.deepEqual(rules['default-src'], ["'none'"]);
  assert.deepEqual(rules['script-src'], ["'self'", "'wasm-unsafe-eval'"]);
  for (const name of ['style-src', 'connect-src']) assert.deepEqual(rules[name], ["'self'"]);
  for (const name of ['base-uri', 'form-action']) assert.deepEqual(rules[name], ["'none'"]);
  assert.ok(!/unsafe-inline|'unsafe-eval'|https?:|\*/.test(policy), policy);
  const inline = 'script:not([src]), style, [style], [onclick], [onload], base, iframe, object, embed, form';
  assert.equal(await page.locator(inline).count(), 0, 'nothing inline');
});

test('the policy really forbids, and the tests would notice', async () => {
  const { browser, server } = shared();
  const view = await open(browser, server.url);
  const markup = await view.page.evaluate(async () => {
    await fetch('https://fabrikam.example/').catch(() => {});
    const style = document.createElement('style');
    style.textContent = 'body { color: red }';
    document.head.append(style);
    try {
      document.body.innerHTML = '<p>markup</p>';
      return 'taken';
    } catch {
      return 'refused';
    }
  });
  assert.equal(markup, 'refused');
  await until(async () => {
    const forbidden = await view.violations();
    for (const rule of ['connect-src', 'style-src-elem', 'require-trusted-types-for']) {
      assert.ok(forbidden.some((one) => one.startsWith(rule)), `${rule}: ${forbidden}`);
    }
  });
  await assert.rejects(innocent(view, server));
  await view.close();
});
