// What an automatic examination of accessibility finds in each state of the page, in each language and both colour schemes:
// nothing.

import assert from 'node:assert/strict';
import { bytes, text } from './fixtures.mjs';
import { axe } from './harness.mjs';
import { pageTest } from './screen.mjs';
import { LANGS } from './words.mjs';

/** How to bring the page into each state. */
const STATES = {
  'the empty page': async (screen) => screen.unfold(),
  'an answer for a user': async (screen) => {
    await screen.paste(text('exchange-refused.txt'));
    await screen.as('user');
    await screen.unfold();
  },
  'an answer for an admin': async (screen) => {
    await screen.paste(text('exchange-restricted.txt'));
    await screen.as('admin');
    await screen.unfold();
  },
  'a delay': async (screen) => screen.paste(text('delay.eml')),
  'no bounce': async (screen) => screen.paste(text('newsletter.txt')),
  'several results': async (screen) => screen.paste(text('two-causes.eml')),
  'several recipients with one result': async (screen) => screen.paste(text('two-alike.txt')),
  'a damaged file': async (screen) => screen.choose('broken.eml', bytes('broken.eml')),
};

for (const [state, reach] of Object.entries(STATES)) {
  pageTest(`${state} is accessible in each language, light and dark`, {}, async ({ screen, page }) => {
    await reach(screen);
    const found = [];
    for (const lang of LANGS) {
      if (lang !== screen.lang) await screen.speak(lang);
      for (const colorScheme of ['light', 'dark']) {
        await page.emulateMedia({ colorScheme });
        for (const line of await axe(page)) found.push(`${lang}, ${colorScheme}: ${line}`);
      }
    }
    assert.deepEqual(found, []);
  });
}

pageTest('the words of failure are accessible', {
  until: 'load',
  prepare: (page) => page.addInitScript(() => delete globalThis.WebAssembly),
}, async ({ page }) => {
  await page.getByRole('alert').waitFor();
  assert.deepEqual(await axe(page), []);
});

pageTest('a fault would be found', {}, async ({ page }) => {
  await page.evaluate(() => {
    document.querySelector('main').append(document.createElement('button'));
    document.documentElement.removeAttribute('lang');
  });
  const found = await axe(page);
  for (const rule of ['button-name', 'html-has-lang']) {
    assert.ok(found.some((line) => line.startsWith(rule)), `${rule}: ${found}`);
  }
});
