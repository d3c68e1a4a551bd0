// Language and audience: which one the page begins with, and that switching changes the words and nothing else.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BOUNCES, bytes, text } from './fixtures.mjs';
import { open } from './harness.mjs';
import { becomes } from './patience.mjs';
import { innocent, pageTest, Screen, shared } from './screen.mjs';
import { LANGS, LANGUAGES, words } from './words.mjs';

/** A few words of each language as they are, so that the files of words cannot all be wrong alike. */
const SPOKEN = {
  en: { heading: 'Your email came back?', user: 'I’m an email user', copy: 'Copy for my admin' },
  'zh-TW': { heading: /^[\p{Script=Han}，？]+$/u, user: /我是.*使用者/, copy: /複製.*系統管理員/ },
  pl: { heading: /wiadomość wróciła/, user: /Korzystam z poczty/, copy: /administrator/ },
};

for (const lang of LANGS) {
  pageTest(`a browser in ${lang} gets the page in ${lang}`, { lang }, async ({ screen, page }) => {
    assert.equal(await page.locator('html').getAttribute('lang'), LANGUAGES[lang].html);
    await becomes(() => page.title(), words(lang, 'page-title'));
    await page.getByRole('heading', { level: 1, name: SPOKEN[lang].heading }).waitFor();
    await screen.paste(text('postfix.eml'));
    await page.getByRole('radio', { name: SPOKEN[lang].user }).waitFor({ state: 'attached' });
    await page.getByRole('button', { name: SPOKEN[lang].copy }).waitFor();
    await screen.check(BOUNCES['postfix.eml']);
    const pressed = page.locator('[aria-pressed="true"][lang]');
    await becomes(() => pressed.allInnerTexts(), [LANGUAGES[lang].button]);
  });
}

for (const [browser, spoken] of [
  ['zh-HK', 'zh-TW'],
  ['zh-MO', 'zh-TW'],
  ['zh-Hant', 'zh-TW'],
  ['zh-CN', 'en'],
  ['de-DE', 'en'],
]) {
  pageTest(`a browser in ${browser} gets the page in ${spoken}`, { lang: browser, spoken }, async ({ screen, page }) => {
    assert.equal(await page.evaluate(() => navigator.language), browser);
    assert.equal(await page.locator('html').getAttribute('lang'), LANGUAGES[spoken].html);
    await page.getByRole('heading', { level: 1, name: screen.words('start-heading') }).waitFor();
  });
}

for (const lang of LANGS) {
  const query = `?lang=${lang}`;
  pageTest(`${query} asks for ${lang}`, { lang: 'de-DE', spoken: lang, query }, async ({ screen, page }) => {
    await page.getByRole('heading', { level: 1, name: screen.words('start-heading') }).waitFor();
  });
}

pageTest('the chosen language is remembered, but the address goes first', {}, async ({ screen, page, server }) => {
  await screen.speak('pl');
  await page.reload();
  await page.locator('html[data-complete][lang="pl"]').waitFor({ state: 'attached' });
  await page.goto(`${server.url}?lang=zh-TW`);
  await page.locator('html[data-complete][lang="zh-Hant-TW"]').waitFor({ state: 'attached' });
  await page.goto(server.url);
  await page.locator('html[data-complete][lang="pl"]').waitFor({ state: 'attached' });
});

pageTest('the chosen audience is remembered', {}, async ({ screen, page }) => {
  await screen.paste(text('qmail.txt'));
  assert.equal(await screen.role('user').isChecked(), true);
  await screen.as('admin');
  await page.reload();
  await page.locator('html[data-complete]').waitFor({ state: 'attached' });
  await screen.paste(text('qmail.txt'));
  assert.equal(await screen.role('admin').isChecked(), true);
  assert.deepEqual(await page.evaluate(() => Object.keys(localStorage).length), 1);
});

pageTest('nothing of the text is kept', {}, async ({ screen, page, server }) => {
  await screen.paste(text('qmail.txt'));
  await screen.as('admin');
  await screen.speak('zh-TW');
  assert.equal(page.url(), server.url);
  const kept = await page.evaluate(async () => ({
    stored: JSON.stringify({ ...localStorage, ...sessionStorage }),
    cookies: document.cookie,
    databases: await indexedDB.databases(),
    history: history.state,
  }));
  assert.ok(!/fabrikam|contoso|552|qmail/.test(kept.stored), kept.stored);
  assert.deepEqual({ ...kept, stored: '' }, { stored: '', cookies: '', databases: [], history: null });
});

for (const audience of ['user', 'admin']) {
  pageTest(`another language keeps everything but the words (${audience})`, {}, async ({ screen, page }) => {
    await screen.paste(text('exchange-refused.txt'));
    if (audience === 'admin') await screen.as('admin');
    await screen.marks().first().evaluate((mark) => (mark.dataset.kept = ''));
    const marked = await screen.marks().allInnerTexts();
    const told = new Set();
    for (const lang of ['zh-TW', 'pl', 'en']) {
      await screen.speak(lang);
      await screen.check({
        recipient: 'li.wei@fabrikam.example',
        code: '450 4.4.316',
        cause: 'connection-refused',
        outcome: 'expired',
        acts: 'party-acts-their-admin',
      });
      assert.equal(await screen.role(audience).isChecked(), true);
      assert.deepEqual(await screen.marks().allInnerTexts(), marked);
      assert.equal(await page.locator('mark[data-kept]').count(), 1, 'the marks are the very same');
      told.add(await screen.verdict());
    }
    assert.equal(told.size, 3, 'three verdicts in three languages');
  });
}

test('switching does not read the text again', async () => {
  const { browser, server } = shared();
  // A body in Big5 is decoded by the browser, once whenever it is read.
  const prepare = (page) =>
    page.addInitScript(() => {
      globalThis.decoded = 0;
      const decode = TextDecoder.prototype.decode;
      TextDecoder.prototype.decode = function (...all) {
        if (this.encoding === 'big5') globalThis.decoded += 1;
        return decode.apply(this, all);
      };
    });
  const view = await open(browser, server.url, { prepare });
  const screen = new Screen(view.page, 'en');
  await screen.choose('bounce.eml', bytes('big5.eml'));
  const decoded = await view.page.evaluate(() => globalThis.decoded);
  assert.ok(decoded > 0, 'the spy sees the reading');
  await screen.as('admin');
  for (const lang of ['zh-TW', 'pl', 'en']) await screen.speak(lang);
  await screen.as('user');
  assert.equal(await view.page.evaluate(() => globalThis.decoded), decoded);
  await innocent(view, server);
  await view.close();
});

test('a browser that forbids storage gets the page all the same', async () => {
  const { browser, server } = shared();
  const prepare = (page) =>
    page.addInitScript(() => {
      Object.defineProperty(globalThis, 'localStorage', {
        get() {
          throw new DOMException('forbidden', 'SecurityError');
        },
      });
    });
  const view = await open(browser, server.url, { prepare });
  const screen = new Screen(view.page, 'en');
  await screen.speak('pl');
  await screen.paste(text('qmail.txt'));
  await screen.as('admin');
  assert.equal(await screen.role('admin').isChecked(), true);
  await innocent(view, server);
});
