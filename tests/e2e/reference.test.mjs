// The reference: all articles without a mail — the list, the search and how fast it is, addresses, the way back, and paper.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { text } from './fixtures.mjs';
import { axe } from './harness.mjs';
import { becomes, drawn, until } from './patience.mjs';
import { exactly, pageTest } from './screen.mjs';
import { LANGS, LANGUAGES, words } from './words.mjs';

/** No keystroke may take longer, in milliseconds. */
const FRAME = 16;

const articles = new URL('../../src/knowledge/articles/', import.meta.url);
const IDS = readdirSync(articles);

/** What an article is called in a language. */
const nameOf = (id, lang) => /^name: (.*)$/m.exec(readFileSync(new URL(`${id}/${lang}.md`, articles), 'utf8'))[1];

/** The reference as its reader sees it. */
const reference = (page, lang) => ({
  heading: page.locator('#codes-heading'),
  field: page.getByRole('searchbox', { name: words(lang, 'codes-search') }),
  status: page.locator('main:visible').getByRole('status'),
  entries: page.locator('main:visible section li a[href^="#/codes/"]'),
  groups: page.getByRole('heading', { level: 2 }),
  ids: () =>
    page.locator('main:visible section li a[href^="#/codes/"]').evaluateAll((all) => all.map((a) => a.hash.slice(8))),
});

/** Waits until the focus is on that id or that link. */
const focusIsOn = (page, wanted) =>
  page.waitForFunction((wanted) => [document.activeElement.id, document.activeElement.hash].includes(wanted), wanted);

/** Goes to another address of the page, and waits until the page has heard of it (its own listener came first) and drawn it. */
async function visit(page, hash) {
  await page.evaluate((hash) => {
    if (location.hash === hash) return null;
    return new Promise((heard) => {
      addEventListener('hashchange', heard, { once: true });
      location.hash = hash;
    });
  }, hash);
  await drawn(page);
}

/** Waits until as many articles are listed. */
async function listed(page, lang, n) {
  const found = n === IDS.length ? words(lang, 'codes-count', { n }) : words(lang, 'codes-found', { n, total: IDS.length });
  await page.getByRole('status').getByText(exactly(found)).waitFor();
}

for (const lang of LANGS) {
  pageTest(`all articles are listed by who must act, in ${lang}`, { lang, query: '#/codes' }, async ({ page }) => {
    const { entries, groups, heading, ids } = reference(page, lang);
    assert.equal(await heading.innerText(), words(lang, 'codes-heading'));
    assert.equal(await page.title(), words(lang, 'page-title-result', { name: words(lang, 'codes-heading') }));
    assert.equal(await page.locator('html').getAttribute('lang'), LANGUAGES[lang].html);
    await listed(page, lang, IDS.length);
    assert.deepEqual((await ids()).sort(), [...IDS].sort());
    const helpers = ['sender', 'sender-admin', 'recipient', 'recipient-admin', 'wait', 'nobody'];
    const wanted = helpers.map((who) => words(lang, `fixed-by-${who}`).replace(/[.。]$/, ''));
    assert.deepEqual(await groups.allTextContents(), wanted);
    assert.ok((await entries.allTextContents()).includes(nameOf('mailbox-full', lang)));
  });

  pageTest(`the search finds codes, phrases, providers and words, in ${lang}`, { lang, query: '#/codes' }, async ({ page }) => {
    const { field, ids } = reference(page, lang);
    const word = { en: 'MAILBOX full', 'zh-TW': '信箱已滿', pl: 'skrzynka PELNA' }[lang];
    for (const [typed, id] of [
      ['5.4.316', '4.4.316-connection-refused'],
      ['5.7.7', 'exo-tenant-blocked'],
      ['550 5.1.10', 'exo-recipient-not-found'],
      ['550 5.1.1 <li.wei@fabrikam.example>: user unknown in virtual mailbox table', 'recipient-unknown'],
      ['gmail', 'gmail-account-disabled'],
      ['Exchange Online', 'exo-smtp-auth'],
      [word, 'mailbox-full'],
    ]) {
      await field.fill(typed);
      const found = await until(async () => {
        const found = await ids();
        assert.ok(found.includes(id) && found.length < IDS.length, `${typed}: ${found}`);
        return found;
      });
      await listed(page, lang, found.length);
    }
    assert.ok(!page.url().includes('fabrikam'), 'what is typed stays out of the address');
    await field.fill('qzxv');
    await page.getByText(words(lang, 'codes-none', { query: 'qzxv' })).waitFor();
    await page.getByRole('button', { name: words(lang, 'codes-all') }).click();
    await listed(page, lang, IDS.length);
    await focusIsOn(page, 'codes-search');
  });

  pageTest(`an address opens one article for both readers, in ${lang}`, { lang, query: '#/codes/5.7.708' }, async ({ page }) => {
    const { heading } = reference(page, lang);
    const name = nameOf('exo-tenant-blocked', lang);
    assert.equal(await heading.innerText(), name);
    assert.equal(await page.title(), words(lang, 'page-title-result', { name }));
    const parts = await page.getByRole('heading', { level: 2 }).allInnerTexts();
    for (const key of ['codes-for-user', 'codes-for-admin', 'answer-happened']) assert.ok(parts.includes(words(lang, key)), key);
    assert.ok(parts.includes(words(lang, 'codes-others', { code: '5.7.708' })), 'and names the other one');
    const shown = await page.locator('main:visible').innerText();
    assert.doesNotMatch(shown, /\{[a-z-]+\|/, 'no placeholder is left');
  });
}

pageTest('what depends on the outcome is labelled', { query: '#/codes/greylisted' }, async ({ page }) => {
  const step = (id) => page.locator(`main:visible [data-step="${id}"]`);
  await step('wait').getByText(words('en', 'codes-pending')).waitFor();
  assert.equal(await page.locator('main:visible h1').innerText(), nameOf('greylisted', 'en'));
  await page.getByText(words('en', 'codes-pending')).nth(2).waitFor({ state: 'attached' });
});

pageTest('a code that many explain lists them, and one that nobody names is taken apart', { query: '#/codes/5.1.1' }, async ({ page }) => {
  const { field, ids } = reference(page, 'en');
  assert.equal(await field.inputValue(), '5.1.1');
  assert.ok((await ids()).includes('recipient-unknown'));
  await visit(page, '#/codes/5.7.99');
  await page.getByText(words('en', 'codes-unnamed', { code: '5.7.99' })).waitFor();
  await becomes(async () => (await ids())[0], 'general-5-policy');
  await visit(page, '#/codes/q%3Cb%3Ezxv');
  await page.getByText(words('en', 'codes-none', { query: 'q<b>zxv' })).waitFor();
});

pageTest('back and forth through the articles, keyboard only', { query: '#/codes' }, async ({ page }) => {
  const { field, heading, entries } = reference(page, 'en');
  const before = await page.evaluate(() => history.length);
  await field.focus();
  await page.keyboard.type('gmail');
  await until(async () => assert.ok((await entries.count()) < IDS.length));
  const first = await entries.first().getAttribute('href');
  assert.equal(await page.evaluate(() => history.length), before, 'typing is no step of the history');
  await entries.first().focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(`**/${first}`);
  await focusIsOn(page, 'codes-heading');
  await becomes(() => heading.innerText(), nameOf(first.slice(8), 'en'));
  await page.goBack();
  await field.waitFor();
  await becomes(() => field.inputValue(), 'gmail', 'the search is still there');
  await focusIsOn(page, first); // The reader goes on where they were.
  await page.goForward();
  await field.waitFor({ state: 'detached' });
  await becomes(() => heading.innerText(), nameOf(first.slice(8), 'en'));
  await page.getByRole('link', { name: words('en', 'codes-link') }).first().click();
  await field.waitFor();
});

for (const role of ['user', 'admin']) {
  pageTest(`text and answer survive a look into the reference (${role})`, {}, async ({ screen, page }) => {
    await screen.paste(text('exchange-refused.txt'));
    await screen.as(role);
    await screen.unfold();
    const seen = await screen.seen();
    const entry = page.getByRole('link', { name: screen.words('codes-this') });
    assert.match(await entry.getAttribute('href'), /^#\/codes\/[\w.-]+$/, 'nothing of the mail is in the address');
    await entry.click();
    await page.locator('#codes-heading').waitFor();
    assert.equal(await screen.answer().isVisible(), false);
    await page.getByRole('link', { name: screen.words('codes-return') }).click();
    await screen.heading().waitFor();
    await focusIsOn(page, 'answer-heading');
    await becomes(screen.seen, seen);
    assert.equal(await screen.field().inputValue(), text('exchange-refused.txt'));
    await page.goBack();
    await page.locator('#codes-heading').waitFor();
    await page.goBack();
    await screen.heading().waitFor();
  });
}

pageTest('a file that falls on the reference is explained', { query: '#/codes' }, async ({ screen, page }) => {
  await screen.drop('bounce.txt', Buffer.from(text('qmail.txt')));
  await screen.says('fabrikam');
  await page.locator('#codes-heading').waitFor({ state: 'detached' });
  await page.waitForURL((url) => url.hash === '#/');
});

for (const lang of LANGS) {
  pageTest(`a keystroke in the search takes less than a frame, in ${lang}`, { lang, query: '#/codes' }, async ({ page }) => {
    const { field } = reference(page, lang);
    await field.focus();
    // From the event to the moment when the list stands there and is laid out.
    await page.evaluate(() => {
      globalThis.times = [];
      const channel = new MessageChannel();
      let start = 0;
      channel.port1.onmessage = () => {
        document.body.getBoundingClientRect();
        globalThis.times.push(performance.now() - start);
      };
      addEventListener('input', () => {
        start = performance.now();
        channel.port2.postMessage(0);
      }, { capture: true });
    });
    const typed = { en: 'mailbox full 5.7.708', 'zh-TW': '信箱已滿了郵件伺服器拒絕連線寄件者的網域', pl: 'skrzynka pełna 5.7.1' }[lang];
    for (const letter of [...typed].slice(0, 20)) await page.keyboard.insertText(letter);
    await page.waitForFunction(() => globalThis.times.length >= 20);
    const times = (await page.evaluate(() => globalThis.times)).toSorted((a, b) => a - b);
    assert.equal(times.length, 20);
    const [median, late] = [times[9], times[18]];
    console.log(`  ${lang}: ${median.toFixed(1)} ms a keystroke, 95 of 100 within ${late.toFixed(1)} ms, at most ${times[19].toFixed(1)} ms`);
    assert.ok(median <= FRAME, `${median} ms: ${times.map((time) => time.toFixed(1))}`);
  });
}

for (const lang of LANGS) {
  pageTest(`the reference is accessible in ${lang}, light and dark`, { lang, query: '#/codes' }, async ({ page }) => {
    const { field } = reference(page, lang);
    const found = [];
    for (const [address, typed] of [['', ''], ['', 'gmail'], ['', 'qzxv'], ['/5.7.708'], ['/greylisted'], ['/5.7.99']]) {
      await visit(page, `#/codes${address}`);
      await page.locator('#codes-heading').waitFor();
      if (typed !== undefined) await field.fill(typed);
      await drawn(page);
      for (const colorScheme of ['light', 'dark']) {
        await page.emulateMedia({ colorScheme });
        for (const line of await axe(page)) found.push(`${address} ${typed}, ${colorScheme}: ${line}`);
      }
    }
    assert.deepEqual(found, []);
  });

  pageTest(`320 pixels are enough for the reference in ${lang}`, { lang, width: 320, height: 640, query: '#/codes' }, async ({ page }) => {
    for (const address of ['', '/5.7.708', '/5.7.99', '/exo-recipient-not-found', '/5.4.1-recipient-rejected']) {
      await visit(page, `#/codes${address}`);
      await page.locator('#codes-heading').waitFor();
      const wide = await page.evaluate(() => document.scrollingElement.scrollWidth - innerWidth);
      assert.ok(wide <= 0, `${address}: ${wide} too wide`);
    }
  });
}

/** What is on paper: the names of the articles in full, and what should not be there. */
async function onPaper(page) {
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await page.emulateMedia({ media: 'print' });
  await page.waitForFunction(() => document.querySelector('article'));
  const seen = await page.evaluate(() => ({
    names: [...document.querySelectorAll('article')].filter((one) => one.checkVisibility()).map((one) => one.querySelector('h1, h2').textContent),
    folded: [...document.querySelectorAll('article details:not([open])')].filter((one) => one.checkVisibility()).length,
    pressed: [...document.querySelectorAll('button, input')].filter((one) => one.checkVisibility()).length,
  }));
  await page.emulateMedia({ media: 'screen' });
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  return seen;
}

pageTest('all articles are one document on paper', { query: '#/codes' }, async ({ page }) => {
  const all = await onPaper(page);
  assert.equal(all.names.length, IDS.length);
  assert.deepEqual([all.folded, all.pressed], [0, 0]);
  await page.locator('article').waitFor({ state: 'detached' });
  const { field, entries } = reference(page, 'en');
  await field.fill('gmail');
  await until(async () => assert.ok((await entries.count()) < IDS.length));
  const shown = await entries.allTextContents();
  assert.deepEqual((await onPaper(page)).names, shown, 'only what was found');
});

pageTest('the button prints what is listed, once it is drawn', {
  query: '#/codes',
  prepare: (page) => page.addInitScript(() => {
    globalThis.print = () => (globalThis.printed = document.querySelectorAll('article h2').length);
  }),
}, async ({ page }) => {
  await page.getByRole('button', { name: words('en', 'codes-print', { n: IDS.length }) }).click();
  await page.waitForFunction(() => globalThis.printed);
  assert.equal(await page.evaluate(() => globalThis.printed), IDS.length);
});

pageTest('one article is printed alone', { query: '#/codes/5.7.708' }, async ({ page }) => {
  const { names, folded, pressed } = await onPaper(page);
  assert.deepEqual(names, [nameOf('exo-tenant-blocked', 'en')]);
  assert.deepEqual([folded, pressed], [0, 0]);
});
