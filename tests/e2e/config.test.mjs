// What an organization can set in config.json, and that no such file, however broken, breaks the page.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { BOUNCES, text } from './fixtures.mjs';
import { axe, open, serve } from './harness.mjs';
import { becomes } from './patience.mjs';
import { innocent, Screen, shared } from './screen.mjs';
import { LANGS, LANGUAGES, words } from './words.mjs';

const repository = new URL('../../', import.meta.url);
const json = (path) => JSON.parse(readFileSync(new URL(path, repository), 'utf8'));
const BROKEN = json('tests/fixtures/config/broken.json');
const EXAMPLE = json('www/config.example.json');

/** What a server sends that has those settings. */
const settings = (value) => ({ body: JSON.stringify(value) });

/** What a server sends in a case of the file with broken settings. */
function sent({ text: whole, json: value, repeat, encoding = 'utf8', status }) {
  const file = whole ?? JSON.stringify(value);
  const body = repeat ? file.replace('@@', () => repeat[0].repeat(repeat[1])) : file;
  return { status, body: Buffer.from(body, encoding) };
}

/** Opens the page with those settings; what it writes to the console as a warning is in `warnings`. */
async function configured(config, { query = '', lang = 'en', spoken = lang, ...more } = {}) {
  const server = await serve({ instead: { 'config.json': config } });
  const warnings = [];
  const prepare = (page) => page.on('console', (line) => line.type() === 'warning' && warnings.push(line.text()));
  const context = { reducedMotion: 'reduce' };
  const view = await open(shared().browser, server.url + query, { lang: LANGUAGES[lang].browser, prepare, context, ...more });
  return { ...view, server, warnings, screen: new Screen(view.page, spoken) };
}

const box = (page) => page.locator('section[aria-labelledby=faults]');
const shownLanguage = (page) => page.locator('html').getAttribute('lang');

/** Whether all parts of a text around its placeholders are in another. */
function assertSays(said, lang, key) {
  for (const part of words(lang, key).split('{detail}')) assert.ok(said.includes(part), `${lang}, ${key}: ${said}`);
}

/** Opens the page in a language with each of the files, one after the other. */
async function endure(lang, files) {
  const instead = {};
  const server = await serve({ instead });
  const warnings = [];
  const prepare = (page) => page.on('console', (line) => line.type() === 'warning' && warnings.push(line.text()));
  const view = await open(shared().browser, `${server.url}?lang=${lang}`, { prepare });
  const screen = new Screen(view.page, lang);
  for (const broken of files) {
    const told = async () => {
      const said = await box(view.page).innerText();
      assertSays(said, lang, 'config-faults');
      const lines = await box(view.page).getByRole('listitem').allInnerTexts();
      assert.equal(lines.length, broken.faults.length, `${broken.name}: ${said}`);
      for (const [place, [field, wrong, used]] of broken.faults.entries()) {
        assert.ok(lines[place].startsWith(field), `${broken.name}: ${lines[place]}`);
        if (broken.detail) assert.ok(lines[place].includes(broken.detail), lines[place]);
        assertSays(lines[place], lang, `config-wrong-${wrong}`);
        assertSays(lines[place], lang, `config-used-${used}`);
      }
    };
    instead['config.json'] = sent(broken);
    warnings.length = 0;
    await view.page.reload();
    await view.page.locator('html[data-ready]').waitFor({ state: 'attached' });
    await told();
    await screen.paste(text('qmail.txt'));
    await screen.check(BOUNCES['qmail.txt']);
    await told();
    await view.page.locator('html[data-complete]').waitFor({ state: 'attached' });
    await becomes(() => warnings.length, 1, `${broken.name}: one line for the console`);
    for (const [field, wrong, used] of broken.faults) {
      assert.ok(warnings[0].includes(`${field}: `), warnings[0]);
      assertSays(warnings[0], 'en', `config-wrong-${wrong}`);
      assertSays(warnings[0], 'en', `config-used-${used}`);
    }
    // Chromium itself notes each answer that is no success; nothing else may be wrong.
    await becomes(() => view.errors.length, broken.status ? 1 : 0, `${broken.name}: what the browser notes`);
    view.errors.length = 0;
  }
  await innocent(view, server);
  await view.close();
}

test('the page works with each broken file, and says what is wrong with it', async () => {
  assert.ok(BROKEN.length >= 40);
  await Promise.all(LANGS.map((lang, turn) => endure(lang, BROKEN.filter((_, index) => index % LANGS.length === turn))));
});

for (const lang of LANGS) {
  test(`helpdesk and notes are shown in ${lang}`, async () => {
    const { language: _, ...example } = EXAMPLE;
    const view = await configured(settings(example), { lang });
    const { page, screen, server } = view;
    const { name, email, phone, url } = EXAMPLE.helpdesk;
    const asked = async (place) => {
      assert.ok((await place.innerText()).includes(words(lang, 'helpdesk-label')));
      assert.equal(await place.locator('strong').innerText(), name[lang]);
      const links = await place.locator('a').evaluateAll((all) => all.map((a) => [a.getAttribute('href'), a.innerText, a.target]));
      assert.deepEqual(links, [
        [`mailto:${email}`, email, ''],
        ['tel:+48221234567;ext=12', phone, ''],
        [url, 'help.contoso.example/email', '_blank'],
      ]);
    };
    await asked(page.getByRole('contentinfo').locator('.helpdesk'));
    await screen.paste(text('qmail.txt'));
    await asked(screen.answer().locator('[data-step=admin]'));
    assert.equal(await screen.answer().locator('[data-step]').last().getAttribute('data-step'), 'admin');
    const note = screen.answer().getByRole('region', { name: screen.words('config-note') });
    assert.ok((await note.innerText()).includes(EXAMPLE.note.user[lang]));
    assert.equal(await note.locator('p').getAttribute('lang'), LANGUAGES[lang].html);
    await screen.as('admin');
    assert.ok((await note.innerText()).includes(EXAMPLE.note.admin));
    assert.equal(await note.locator('p').getAttribute('lang'), '');
    assert.equal(await box(page).count(), 0);
    assert.deepEqual(view.warnings, []);
    assert.ok(server.requests.length <= 8, `at most 8 requests: ${server.requests.map(({ path }) => path)}`);
    await innocent(view, server);
    await view.close();
  });

  test(`what was set is accessible in ${lang}, light and dark, wide and narrow`, async () => {
    const value = { ...EXAMPLE, language: lang, nonsense: true, domains: ['a b'], helpdesk: { ...EXAMPLE.helpdesk, url: 'x' } };
    value.helpdesk.name = `Contoso ${'x'.repeat(120)}`;
    const view = await configured(settings(value), { spoken: lang, lang: 'en' });
    const { page, screen, server } = view;
    const found = [];
    const look = async (state) => {
      for (const colorScheme of ['light', 'dark']) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        found.push(...(await axe(page)).map((line) => `${state}, ${colorScheme}: ${line}`));
      }
      await page.setViewportSize({ width: 320, height: 800 });
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      if (width > 320) found.push(`${state}: ${width} pixels wide`);
      await page.setViewportSize({ width: 1280, height: 800 });
    };
    assert.equal(await shownLanguage(page), LANGUAGES[lang].html);
    await look('start');
    await screen.paste(text('exchange-refused.txt'));
    for (const role of ['user', 'admin']) {
      await screen.as(role);
      await look(role);
    }
    assert.deepEqual(found, []);
    await innocent(view, server);
    await view.close();
  });
}

const MARKUP = '<img src=x onerror="document.title=1"><b>&lt;i&gt;</b><script>document.title=2</script>';

test('every text that is set stays text', async () => {
  const byLanguage = Object.fromEntries(LANGS.map((lang) => [lang, `${lang} ${MARKUP}`]));
  const value = {
    helpdesk: { name: byLanguage, email: `"${MARKUP}"@contoso.example`, url: `https://x/${MARKUP}`, phone: `123${MARKUP}` },
    domains: [MARKUP],
    language: MARKUP,
    role: MARKUP,
    note: { user: byLanguage, admin: MARKUP, [MARKUP]: MARKUP },
    hideReferences: [MARKUP],
    [MARKUP]: MARKUP,
  };
  const view = await configured(settings(value));
  const { page, screen, server } = view;
  const plain = async () => {
    assert.equal(await page.locator('#app img, #app script, #app b, #app i').count(), 0);
    const all = await page.locator('#app').innerText();
    assert.ok(all.includes(`${screen.lang} ${MARKUP}`), 'the name stands there as it is');
    assert.ok(all.includes(MARKUP.slice(0, 40)), 'and so does the name of a setting');
  };
  await plain();
  assert.equal(await box(page).getByRole('listitem').count(), 9);
  await screen.paste(text('qmail.txt'));
  for (const lang of LANGS) {
    await screen.speak(lang);
    for (const role of ['user', 'admin']) {
      await screen.as(role);
      await plain();
      const wanted = role === 'user' ? `${lang} ${MARKUP}` : MARKUP;
      assert.equal(await screen.answer().locator('.said__text').innerText(), wanted);
    }
  }
  const links = await page.locator('a[href]').evaluateAll((all) => all.map(({ protocol }) => protocol));
  assert.deepEqual([...new Set(links)].sort(), ['http:', 'https:']);
  await innocent(view, server);
  await view.close();
});

test('only https, http, mailto and tel become links', async () => {
  for (const [url, shown] of [
    ['https://help.contoso.example/', 'help.contoso.example'],
    ['http://help', 'help'],
    ['mailto:help@contoso.example', 'help@contoso.example'],
    ['tel:+48221234567', '+48221234567'],
    ['javascript:alert(1)', null],
    ['data:text/html,x', null],
  ]) {
    const view = await configured(settings({ helpdesk: { url } }));
    const links = view.page.getByRole('contentinfo').locator('a:not([href="#/privacy"])');
    const found = await links.evaluateAll((all) => all.map((a) => [a.getAttribute('href'), a.innerText]));
    assert.deepEqual(found, shown ? [[url, shown]] : []);
    assert.equal(await box(view.page).count(), shown ? 0 : 1);
    await view.close();
  }
});

test('language and role begin as set, until the reader chooses', async () => {
  const view = await configured(settings({ language: 'pl', role: 'admin' }), { spoken: 'pl' });
  const { page, screen, server } = view;
  const shows = async (lang, role) => {
    await page.locator('html[data-complete]').waitFor({ state: 'attached' });
    assert.equal(await shownLanguage(page), LANGUAGES[lang].html);
    screen.lang = lang;
    await screen.paste(text('qmail.txt'));
    assert.equal(await screen.role(role).isChecked(), true);
  };
  await shows('pl', 'admin');
  await page.goto(`${server.url}?lang=zh-TW`);
  await shows('zh-TW', 'admin');
  await screen.as('user');
  await screen.speak('en');
  await page.goto(server.url);
  await shows('en', 'user');
  await view.close();
});

test('references are hidden, by host or all', async () => {
  const outside = async (page) => {
    const links = await page.locator('main a[href^=http]:visible, footer a').evaluateAll((all) => all.map((a) => a.host));
    return [...new Set(links.filter((host) => host !== new URL(page.url()).host))];
  };
  const hosts = async (hideReferences) => {
    const view = await configured(settings({ hideReferences }));
    const { page, screen, server } = view;
    const found = new Set();
    await screen.paste(text('exchange-refused.txt'));
    await screen.as('admin');
    await screen.unfold();
    for (const host of await outside(page)) found.add(host);
    const heading = page.getByText(new RegExp(words('en', 'details-sources', { n: 2 }).replace(/2|\(|\)/g, '.?')));
    const sources = await heading.count();
    await page.goto(`${server.url}#/codes/exo-old-tls`);
    await page.locator('#codes-heading').waitFor();
    await screen.unfold();
    for (const host of await outside(page)) found.add(host);
    await innocent(view, server);
    await view.close();
    return { found: [...found], sources };
  };
  const shown = await hosts(false);
  assert.ok(shown.found.includes('learn.microsoft.com'), shown.found.join());
  assert.ok(shown.sources > 0);
  const some = await hosts(['microsoft.com']);
  assert.deepEqual(some.found.filter((host) => host.endsWith('microsoft.com')), []);
  const none = await hosts(true);
  assert.deepEqual(none, { found: [], sources: 0 });
});

test('no file is no mistake', async () => {
  const view = await configured({ status: 404, body: 'Not found' });
  const { page, screen } = view;
  await screen.paste(text('qmail.txt'));
  await screen.check(BOUNCES['qmail.txt']);
  assert.equal(await box(page).count(), 0);
  assert.equal(await page.locator('.helpdesk, .said').count(), 0);
  assert.deepEqual(view.warnings, []);
  await view.close();
});

test('a server that breaks off does not stop the page', async () => {
  const prepare = (page) => page.route('**/config.json', (route) => route.abort());
  const view = await open(shared().browser, shared().server.url, { prepare });
  const screen = new Screen(view.page, 'en');
  await screen.paste(text('qmail.txt'));
  await screen.check(BOUNCES['qmail.txt']);
  assert.equal(await box(view.page).count(), 0);
  await view.close();
});
