// What the page keeps to itself, and that each allowance of its content security policy is needed.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { bytes, text } from './fixtures.mjs';
import { axe, open, serve, SITE } from './harness.mjs';
import { becomes, until } from './patience.mjs';
import { innocent, pageTest, Screen, shared } from './screen.mjs';
import { LANGS, words } from './words.mjs';

/** What stands in the mail and nowhere else, each in its own place. */
const TOKENS = {
  subject: 'qsubjectq', sender: 'qsenderq', recipient: 'qrecipientq', domain: 'qdomainq', diagnostic: 'qdiagnosticq',
  remote: 'qremoteq', reporting: 'qreportingq', id: 'qmessageidq', body: 'qbodyq', file: 'qfileq',
};
const MAIL = text('postfix.eml')
  .replaceAll('Delivery on Monday', `${TOKENS.subject} ${TOKENS.body}`)
  .replaceAll('maria@', `${TOKENS.sender}@`)
  .replaceAll('jan@fabrikam.example', `${TOKENS.recipient}@${TOKENS.domain}.example`)
  .replaceAll('mx1.fabrikam.example', `${TOKENS.remote}.example`)
  .replaceAll('mail.contoso.example', `${TOKENS.reporting}.example`)
  .replaceAll('delivery-on-monday', TOKENS.id)
  .replaceAll('bl.blocklist.example', `${TOKENS.diagnostic}.example`);

/** Everything that outlives the tab, or that others than the page can see. Runs in the page. */
async function traces() {
  const databases = (await indexedDB.databases?.()) ?? [];
  const caches = (await globalThis.caches?.keys()) ?? [];
  const kept = await Promise.all(
    caches.map(async (name) => (await (await globalThis.caches.open(name)).keys()).map(({ url }) => url)),
  );
  return {
    address: location.href,
    history: [history.length, history.state],
    title: document.title,
    name: window.name,
    referrer: document.referrer,
    local: { ...localStorage },
    session: { ...sessionStorage },
    cookies: document.cookie,
    databases,
    caches: kept,
    entries: performance.getEntries().map(({ name }) => name),
  };
}

for (const how of ['pasted', 'a file']) {
  const permissions = ['clipboard-write'];
  pageTest(`nothing of a mail gets into address, title, history, storage, logs or requests: ${how}`, { permissions }, async (view) => {
    const { page, screen, context } = view;
    const spoken = [];
    page.on('console', (message) => spoken.push(message.text()));
    const visited = [];
    page.on('framenavigated', (frame) => visited.push(frame.url()));
    const found = [];
    /** Looks after each thing that a reader does: what is there for a moment counts too. */
    const look = async (step) => {
      const all = JSON.stringify([await page.evaluate(traces), await context.cookies(), spoken, visited, await view.requests()]);
      for (const [place, token] of Object.entries(TOKENS)) if (all.includes(token)) found.push(`${step}: ${place}`);
    };
    if (how === 'pasted') await screen.paste(MAIL);
    else await screen.choose(`${TOKENS.file}.eml`, Buffer.from(MAIL));
    await until(async () => {
      const shown = await page.locator('#app').innerText();
      for (const place of ['subject', 'recipient', 'domain', 'remote']) assert.ok(shown.includes(TOKENS[place]), `${place} is in the page`);
    });
    await look('read');
    for (const role of ['admin', 'user']) {
      await screen.as(role);
      await screen.unfold();
      for (const lang of LANGS) await screen.speak(lang);
      await look(role);
    }
    await screen.button('handover-user').click();
    await screen.button('handover-copied').waitFor();
    await screen.answer().locator('[data-evidence]').first().click();
    await screen.marks().first().locator('a').click();
    await look('evidence');
    await page.getByRole('link', { name: screen.words('codes-link'), exact: true }).click();
    const field = page.getByRole('searchbox');
    await field.waitFor();
    const entries = page.locator('main:visible li a[href^="#/codes/"]');
    const all = await entries.count();
    await field.fill(`550 5.7.1 ${TOKENS.diagnostic}`);
    await until(async () => assert.ok((await entries.count()) < all));
    await look('search');
    await page.getByRole('link', { name: screen.words('privacy-heading') }).click();
    await page.getByRole('heading', { level: 1, name: screen.words('privacy-heading') }).waitFor();
    await look('privacy');
    await page.getByRole('link', { name: screen.words('codes-return') }).click();
    await screen.clear();
    await look('cleared');
    assert.deepEqual(found, []);
    const { local, session, cookies, databases, caches } = await page.evaluate(traces);
    assert.deepEqual(Object.keys(local).sort(), ['ndr-explainer.audience', 'ndr-explainer.lang']);
    assert.deepEqual([session, cookies, databases], [{}, '', []]);
    assert.ok(caches.flat().every((url) => url.startsWith(view.server.url)));
    assert.ok(!(await page.content()).includes(TOKENS.recipient), 'cleared is cleared');
    await page.reload();
    await page.locator('html[data-complete]').waitFor({ state: 'attached' });
    assert.equal(await screen.field().inputValue(), '', 'nothing comes back');
  });
}

test('the traces would be found', async () => {
  const { browser, server } = shared();
  const view = await open(browser, server.url);
  await view.page.evaluate(() => {
    localStorage.setItem('a', 'q1q');
    sessionStorage.setItem('a', 'q2q');
    history.replaceState('q3q', '', '#q4q');
    document.title = 'q5q';
    document.cookie = 'a=q6q';
  });
  const all = JSON.stringify(await view.page.evaluate(traces));
  for (let token = 1; token <= 6; token += 1) assert.ok(all.includes(`q${token}q`), all);
  await view.close();
});

for (const lang of LANGS) {
  pageTest(`what the page does with a mail is told, in ${lang}`, { lang }, async ({ page, screen }) => {
    await screen.paste(text('qmail.txt'));
    const link = page.getByRole('contentinfo').getByRole('link', { name: words(lang, 'privacy-heading') });
    await link.click();
    const heading = page.getByRole('heading', { level: 1 });
    await becomes(() => heading.innerText(), words(lang, 'privacy-heading'));
    await becomes(() => heading.evaluate((node) => node === document.activeElement), true);
    await becomes(() => page.title(), words(lang, 'page-title-result', { name: words(lang, 'privacy-heading') }));
    assert.equal(await link.getAttribute('aria-current'), 'page');
    const shown = await page.locator('main:visible').innerText();
    for (const part of ['does', 'read', 'quiet', 'stored', 'kept', 'address', 'leaves', 'off-how', 'tools-how', 'policy-how', 'limit-owner']) {
      assert.ok(shown.includes(words(lang, `privacy-${part}`)), part);
    }
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      assert.deepEqual(await axe(page), []);
    }
    await page.setViewportSize({ width: 320, height: 640 });
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= 320), 'fits 320 px');
    await page.getByRole('link', { name: words(lang, 'codes-return') }).click();
    await screen.heading().waitFor();
    await screen.says('piotr@fabrikam.example');
  });
}

const INDEX = readFileSync(path.join(SITE, 'index.html'), 'utf8');
const POLICY = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(INDEX)[1];

/** What the page has and does, as far as its policy has to do with it. */
async function behaviour(policy) {
  const { browser } = shared();
  // A second policy beside that of the page: what both allow is allowed.
  const server = await serve({ headers: { 'content-security-policy': policy } });
  const view = await open(browser, server.url, { until: 'load' });
  const { page } = view;
  const end = 'html[data-complete], #trouble.trouble--now';
  // A page whose script may not run never ends, but says what was forbidden.
  const ended = await Promise.race([
    page.waitForSelector(end, { state: 'attached' }).catch(() => null),
    page.waitForFunction(() => globalThis.__seen.violations.length).catch(() => null),
  ]);
  const started = (await page.locator('html[data-complete]').count()) === 1;
  const works = { started, errors: view.errors, ended: ended !== null };
  if (started) {
    works.styled = await page.evaluate(() => getComputedStyle(document.querySelector('header')).display === 'flex');
    // What a browser asks for when it installs the page: the manifest and the icons that it names.
    const devtools = await view.context.newCDPSession(page);
    const { data, errors: faults } = await devtools.send('Page.getAppManifest');
    const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors');
    works.installs = [data, faults, installabilityErrors.map(({ errorId }) => errorId)];
    await new Screen(page, 'en').paste(text('qmail.txt'));
  }
  works.violations = await view.violations();
  await view.close();
  return works;
}

test('under its policy the page lacks nothing', async () => {
  const { started, violations, errors, styled, installs } = await behaviour(POLICY);
  assert.deepEqual([started, styled, violations, errors], [true, true, [], []]);
  whole = installs;
});

/** How the page installs under its policy. */
let whole;

/** The allowances, one by one: the rule, and what it allows. */
const ALLOWANCES = POLICY.split(';').flatMap((rule) => {
  const [name, ...sources] = rule.trim().split(/\s+/);
  return /-src$/.test(name) ? sources.filter((source) => source !== "'none'").map((source) => [name, source]) : [];
});

/** What only a page with a manifest needs: the manifest itself, and the icons that it names (Web Application Manifest, icons member). */
const INSTALLING = ["manifest-src 'self'", "img-src 'self'"];
const isInstalled = INDEX.includes('rel="manifest"');

for (const [name, source] of ALLOWANCES.filter((one) => isInstalled || !INSTALLING.includes(one.join(' ')))) {
  test(`without ${name} ${source} something breaks`, async () => {
    const less = POLICY.split(';').map((rule) => {
      const [other, ...sources] = rule.trim().split(/\s+/);
      const left = other === name ? sources.filter((one) => one !== source) : sources;
      return [other, ...(left.length || other !== name ? left : ["'none'"])].join(' ');
    });
    const { started, violations, errors, styled, installs } = await behaviour(less.join('; '));
    const broken = !started || !styled || violations.length + errors.length > 0 || !isDeepStrictEqual(installs, whole);
    assert.ok(broken, 'the allowance is not needed');
    if (violations.length) assert.ok(violations.some((one) => one.startsWith(name.replace('-src', ''))), violations.join('\n'));
  });
}
