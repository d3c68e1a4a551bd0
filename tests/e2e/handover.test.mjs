// Handing over in all ways: for whom, in which language, in which form, without what; as a copy, a mail, a file, on paper.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { bytes, text } from './fixtures.mjs';
import { axe } from './harness.mjs';
import { becomes, until } from './patience.mjs';
import { pageTest } from './screen.mjs';
import { LANGS, LANGUAGES, words } from './words.mjs';

const CLIPBOARD = ['clipboard-read', 'clipboard-write'];
const copied = (page) => page.evaluate(() => navigator.clipboard.readText());

/** The longest address that a mail program is given, in characters. */
const LONGEST_LINK = 1900;

/** For whom, in which form, and whether all is left out that can be: each reader and each form, with and without. */
const COMBINATIONS = [
  ['admin', 'txt', false],
  ['admin', 'md', true],
  ['postmaster', 'txt', true],
  ['postmaster', 'md', false],
  ['support', 'json', false],
  ['support', 'json', true],
];

/** Keeps mail programs and printers out, and notes what they would have got. */
const catchAll = (page) =>
  page.addInitScript(() => {
    globalThis.mails = [];
    const click = HTMLElement.prototype.click;
    HTMLElement.prototype.click = function () {
      if (this.href?.startsWith('mailto:')) globalThis.mails.push(this.href);
      else click.call(this);
    };
    globalThis.print = () => (globalThis.printed = document.querySelector('.paper')?.textContent);
  });

/** The folded part, opened. */
class Desk {
  constructor({ screen, page }) {
    Object.assign(this, { screen, page });
  }

  async open(name = 'exchange-refused.txt') {
    await this.screen.paste(text(name));
    await this.page.getByText(this.screen.words('hand-more')).click();
    await this.preview().waitFor();
  }

  preview = () => this.page.getByRole('group', { name: this.screen.words('hand-preview') });
  shown = () => this.preview().textContent();
  says = (part) => until(async () => assert.ok((await this.shown()).includes(part), part));
  group = (key) => this.page.getByRole('group', { name: this.screen.words(key) });
  pick = (group, label) => this.group(group).getByLabel(label, { exact: true }).check();
  to = (who) => this.pick('hand-to', this.screen.words(`hand-to-${who}`));
  speak = (lang) => this.pick('hand-lang', LANGUAGES[lang].button);
  form = (form) => this.pick('hand-form', form === 'txt' ? this.screen.words('hand-form-text') : { md: 'Markdown', json: 'JSON' }[form]);

  async hide(hidden = true) {
    for (const box of await this.group('hand-hide').getByRole('checkbox').all()) await box.setChecked(hidden);
  }

  save = (form) => this.page.getByRole('button', { name: this.screen.words('hand-save', { end: `.${form}` }), exact: true });

  async saved(form) {
    const download = this.page.waitForEvent('download');
    await this.save(form).click();
    const file = await download;
    assert.equal(file.suggestedFilename(), `ndr-explainer.${form}`);
    return readFile(await file.path(), 'utf8');
  }
}

for (const lang of LANGS) {
  pageTest(`what is shown is what is copied, saved and printed in ${lang}`, { lang, permissions: CLIPBOARD, prepare: catchAll }, async (view) => {
    const { screen, page } = view;
    const desk = new Desk(view);
    await desk.open();
    await screen.button('handover-user').click();
    await screen.button('handover-copied').waitFor();
    await becomes(() => copied(page), await desk.shown(), 'the first choice is what the one button copies');
    for (const [who, form, hidden] of COMBINATIONS) {
      await desk.to(who);
      await desk.form(form);
      await desk.hide(hidden);
      await desk.save(form).waitFor();
      const names = /li\.wei|fabrikam|203\.0\.113|outlook\.com/;
      await becomes(async () => names.test(await desk.shown()), !hidden, `names in ${form} for ${who}`);
      const shown = await desk.shown();
      await screen.button('hand-copy').click();
      await page.waitForFunction(async (text) => (await navigator.clipboard.readText()) === text, shown);
      assert.equal(await desk.saved(form), shown);
      if (form === 'json') assert.equal(JSON.parse(shown).lang, lang);
      await screen.button('hand-print').click();
      await becomes(() => page.evaluate(() => globalThis.printed), shown);
      await page.evaluate(() => dispatchEvent(new Event('afterprint')));
      await page.locator('.paper').waitFor({ state: 'detached' });
    }
  });
}

pageTest('a choice that comes before the last one is drawn loses none', { prepare: catchAll }, async (view) => {
  const desk = new Desk(view);
  await desk.open();
  // All of them in one task of the page: nothing can be drawn in between.
  await desk.group('hand-hide').evaluate((group) => group.querySelectorAll('input').forEach((box) => box.click()));
  await until(async () => assert.doesNotMatch(await desk.shown(), /li\.wei|fabrikam|203\.0\.113|outlook\.com/));
});

pageTest('the language of the text is not that of the page', { lang: 'en', prepare: catchAll }, async (view) => {
  const { screen, page } = view;
  const desk = new Desk(view);
  await desk.open();
  for (const lang of LANGS) {
    await desk.speak(lang);
    await desk.says(words(lang, 'copy-heading'));
    assert.equal(await desk.preview().getAttribute('lang'), LANGUAGES[lang].html);
    assert.equal(await page.locator('html').getAttribute('lang'), 'en');
  }
  await desk.speak('pl');
  await screen.speak('zh-TW');
  assert.ok((await desk.shown()).includes(words('pl', 'copy-heading')), 'it stays as chosen');
});

pageTest('without a choice the text follows the page', {}, async (view) => {
  const desk = new Desk(view);
  await desk.open();
  await view.screen.speak('pl');
  await desk.says(words('pl', 'copy-heading'));
});

pageTest('a mail takes no more than mail programs take, and says when it is shortened', { prepare: catchAll }, async (view) => {
  const { screen, page } = view;
  const desk = new Desk(view);
  await desk.open();
  assert.equal(await page.locator('a[href^="mailto:"]').count(), 0, 'no such link stands in the page');
  const mails = () => page.evaluate(() => globalThis.mails.length);
  let [whole, cut] = [0, 0];
  for (const who of ['admin', 'postmaster', 'support']) {
    await desk.to(who);
    for (const lang of LANGS) {
      await desk.speak(lang);
      await becomes(() => desk.preview().getAttribute('lang'), LANGUAGES[lang].html);
      const before = await mails();
      await screen.button('hand-mail').click();
      await becomes(mails, before + 1);
      const link = await page.evaluate(() => globalThis.mails.at(-1));
      assert.ok(link.length <= LONGEST_LINK, `${link.length}`);
      const body = new URLSearchParams(link.slice('mailto:?'.length)).get('body').replaceAll('\r\n', '\n');
      const shown = await desk.shown();
      const is_cut = body.includes(words(lang, 'hand-cut'));
      await becomes(() => page.getByText(screen.words('hand-short')).isVisible(), is_cut);
      if (is_cut) {
        cut += 1;
        const kept = body.slice(0, body.indexOf(words(lang, 'hand-cut'))).replace(/…?\n+$/, '');
        assert.ok(shown.startsWith(kept) && kept.length > 100, 'it is the beginning of what is shown');
      } else {
        whole += 1;
        assert.equal(body, shown);
      }
      assert.ok(body.trimEnd().endsWith(shown.trimEnd().split('\n').at(-1)), 'version and day are in each');
    }
  }
  assert.ok(whole > 0 && cut > 0, `${whole} whole, ${cut} cut`);
  assert.equal(page.url().includes('@'), false);
});

pageTest('for support one says what was tried', {}, async (view) => {
  const desk = new Desk(view);
  await desk.open();
  assert.equal(await desk.group('copy-tried').count(), 0);
  await desk.to('support');
  const second = desk.group('copy-tried').getByRole('checkbox').nth(1);
  await second.check();
  const title = await second.evaluate((box) => box.closest('label').innerText);
  const name = view.screen.words('copy-tried');
  await desk.says(`${name}:\n1. ${title}\n`);
});

pageTest('on paper the text stands alone', { prepare: catchAll }, async (view) => {
  const { screen, page } = view;
  const desk = new Desk(view);
  await desk.open();
  const shown = await desk.shown();
  await screen.button('hand-print').click();
  await page.waitForFunction(() => globalThis.printed);
  await page.emulateMedia({ media: 'print' });
  const seen = await page.evaluate(() => document.body.innerText);
  assert.equal(seen.trim(), shown.trim());
  await page.emulateMedia({ media: 'screen' });
  assert.equal(await page.locator('.paper').isVisible(), false);
});

for (const [what, options] of [['wide', {}], ['narrow', { width: 320, height: 640 }]]) {
  pageTest(`all of it is accessible, ${what}, in each language, light and dark`, options, async (view) => {
    const { screen, page } = view;
    const desk = new Desk(view);
    await desk.open();
    await desk.to('support');
    await desk.group('copy-tried').waitFor();
    await desk.hide();
    const found = [];
    for (const lang of LANGS) {
      if (lang !== screen.lang) await screen.speak(lang);
      for (const colorScheme of ['light', 'dark']) {
        await page.emulateMedia({ colorScheme });
        for (const line of await axe(page)) found.push(`${lang}, ${colorScheme}: ${line}`);
      }
      const width = await page.evaluate(() => document.scrollingElement.scrollWidth - innerWidth);
      assert.ok(width <= 0, `${lang}: ${width} too wide`);
    }
    assert.deepEqual(found, []);
  });
}

pageTest('a message that the reader never sent brings a warning, and an ordinary bounce none', {}, async ({ screen, page }) => {
  const forged = await readFile(new URL('../fixtures/mails/backscatter-spf-fail.eml', import.meta.url));
  await screen.choose('forged.eml', forged);
  for (const lang of LANGS) {
    if (lang !== screen.lang) await screen.speak(lang);
    await page.getByRole('heading', { name: screen.words('danger-backscatter') }).waitFor();
    await screen.visible(screen.words('sign-spf'));
    assert.deepEqual(await axe(page), []);
  }
  await screen.clear();
  await screen.choose('postfix.eml', bytes('postfix.eml'));
  assert.equal(await page.locator('.safety').count(), 0);
  await screen.clear();
  await screen.choose('held.eml', await readFile(new URL('../fixtures/mails/lookalike-held-messages.eml', import.meta.url)));
  await page.getByRole('heading', { name: screen.words('danger-lookalike') }).waitFor();
  await screen.visible(screen.words('note-lookalike'));
});

pageTest('a stopped account brings what to do first', {}, async ({ screen, page }) => {
  await screen.paste(
    '550 5.1.8 Access denied, bad outbound sender AS(42004) [VE1PR04MB6603.eurprd04.prod.outlook.com]\n\nRemote server returned',
  );
  await page.getByRole('heading', { name: screen.words('danger-account') }).waitFor();
  const first = screen.answer().getByRole('list').filter({ hasText: screen.words('danger-account-1') });
  assert.equal(await first.getByRole('listitem').count(), 4);
});
