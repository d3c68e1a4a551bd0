// The page without a mouse, on a narrow screen, with large letters, and on paper.

import assert from 'node:assert/strict';
import { text } from './fixtures.mjs';
import { becomes } from './patience.mjs';
import { pageTest } from './screen.mjs';
import { LANGS } from './words.mjs';

/**
 * What can be reached with the Tab key, in the order of the document: a line for each. A group of radio buttons is one: the
 * chosen one, or the first where none is chosen.
 */
const reachable = (page) =>
  page.evaluate(() => {
    const all = document.querySelectorAll('a[href], button, input, textarea, summary, [tabindex="0"]');
    const named = (element) => {
      const name = element.id || element.getAttribute('aria-label') || element.value || element.textContent;
      return `${element.localName} ${name}`.slice(0, 60);
    };
    globalThis.named = named;
    return [...all]
      .filter((element) => element.checkVisibility() && !element.disabled && element.tabIndex >= 0 && !element.hidden)
      .filter((element) => {
        if (element.type !== 'radio') return true;
        const group = [...all].filter(({ type, name }) => type === 'radio' && name === element.name);
        return element === (group.find(({ checked }) => checked) ?? group[0]);
      })
      .map(named);
  });

/** Where the Tab key leads, from the beginning of the document until it comes round. */
async function tabbed(page) {
  await page.evaluate(() => {
    document.activeElement.blur();
    const start = document.createElement('span');
    start.id = 'start';
    start.tabIndex = -1;
    document.body.prepend(start);
    start.focus();
  });
  const stops = [];
  for (let step = 0; step < 150; step += 1) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => {
      const element = document.activeElement;
      if (element === document.body || element.id === 'start') return null;
      const box = element.getBoundingClientRect();
      const seen = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
      return { name: globalThis.named(element), seen };
    });
    if (stop === null || stops[0]?.name === stop.name) break;
    stops.push(stop);
  }
  return stops;
}

for (const [state, reach] of Object.entries({
  'the empty page': async () => {},
  'an answer for a user': async (screen) => screen.paste(text('exchange-refused.txt')),
  'an answer for an admin': async (screen) => {
    await screen.paste(text('exchange-refused.txt'));
    await screen.as('admin');
    await screen.unfold();
  },
  'several results': async (screen) => screen.paste(text('two-causes.eml')),
  'no bounce': async (screen) => screen.paste(text('newsletter.txt')),
})) {
  pageTest(`the Tab key reaches all of ${state}, in order`, {}, async ({ screen, page }) => {
    await reach(screen);
    const wanted = await reachable(page);
    const stops = await tabbed(page);
    assert.deepEqual(stops.map(({ name }) => name), wanted);
    assert.deepEqual(stops.filter(({ seen }) => !seen), [], 'each stop is in view');
  });
}

pageTest('the Tab key leads backwards, too', {}, async ({ screen, page }) => {
  await screen.paste(text('exchange-refused.txt'));
  const wanted = await reachable(page);
  await page.evaluate(() => {
    const end = document.createElement('span');
    end.tabIndex = -1;
    document.body.append(end);
    end.focus();
  });
  const stops = [];
  for (let step = 0; step < wanted.length; step += 1) {
    await page.keyboard.press('Shift+Tab');
    stops.unshift(await page.evaluate(() => globalThis.named(document.activeElement)));
  }
  assert.deepEqual(stops, wanted);
});

pageTest('a whole visit without a mouse', {}, async ({ screen, page }) => {
  const tabTo = async (locator) => {
    for (let step = 0; step < 60; step += 1) {
      if (await locator.evaluate((element) => element === document.activeElement)) return;
      await page.keyboard.press('Tab');
    }
    assert.fail(`${locator} is not reached`);
  };
  await tabTo(screen.button('start-sample-refused'));
  await page.keyboard.press('Enter');
  await screen.heading().waitFor();
  await screen.focused('answer-heading', 'the answer is read out');
  await tabTo(screen.role('user'));
  await page.keyboard.press('ArrowRight');
  await becomes(() => screen.role('admin').isChecked(), true);
  await becomes(() => page.evaluate(() => document.activeElement.value), 'admin');
  await page.keyboard.press('ArrowLeft');
  await becomes(() => screen.role('user').isChecked(), true);
  await page.keyboard.press('ArrowDown');
  await becomes(() => screen.role('admin').isChecked(), true);
  await screen.button('handover-admin').waitFor();
  const second = page.locator('[data-cause] > summary').nth(1);
  await tabTo(second);
  await page.keyboard.press('Enter');
  await becomes(() => page.locator('[data-cause]').nth(1).evaluate((cause) => cause.open), true);
});

pageTest('from the text straight to the answer', {}, async ({ screen, page }) => {
  await screen.paste(text('qmail.txt'));
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: screen.words('page-skip') });
  await becomes(() => skip.evaluate((link) => link === document.activeElement), true);
  const box = await skip.boundingBox();
  assert.ok(box.width > 24 && box.height > 24, 'it is seen while it has the focus');
  await page.keyboard.press('Enter');
  await screen.focused('answer-heading');
});

const overflow = (page) =>
  page.evaluate(() => {
    const { scrollWidth } = document.scrollingElement;
    if (scrollWidth <= innerWidth) return [];
    const right = (one) => Math.round(one.getBoundingClientRect().right);
    const wide = [...document.querySelectorAll('#app *')].filter((one) => right(one) > innerWidth + 1);
    return wide.slice(0, 3).map((one) => `${one.localName}.${one.className}: ${right(one)}`);
  });

for (const lang of LANGS) {
  pageTest(`320 pixels are enough in ${lang}`, { lang, width: 320, height: 640 }, async ({ screen, page }) => {
    assert.deepEqual(await overflow(page), [], 'the empty page');
    for (const name of ['exchange-refused.txt', 'postfix.eml', 'two-causes.eml', 'two-alike.txt', 'newsletter.txt']) {
      await screen.paste(text(name));
      for (const role of name === 'newsletter.txt' ? [] : ['user', 'admin']) {
        await screen.as(role);
        await screen.unfold();
        assert.deepEqual(await overflow(page), [], `${name}, ${role}`);
      }
      assert.deepEqual(await overflow(page), [], name);
      await screen.clear();
    }
  });
}

pageTest('wider spaces between letters, words and lines cut nothing off', { width: 360 }, async ({ screen, page }) => {
  await screen.paste(text('exchange-refused.txt'));
  // WCAG 2.2, 1.4.12, through a sheet that the policy does not see.
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`
      * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
      p { margin-bottom: 2em !important }
    `);
    document.adoptedStyleSheets = [sheet];
  });
  assert.deepEqual(await overflow(page), []);
  const cut = await page.locator('button:visible, h1:visible').evaluateAll((all) =>
    all.filter((one) => one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 1).map((one) => one.textContent),
  );
  assert.deepEqual(cut, []);
});

pageTest('what is pressed is large enough', { width: 360, height: 740 }, async ({ screen, page }) => {
  await screen.paste(text('exchange-refused.txt'));
  await screen.as('admin');
  const small = await page.locator('button:visible, summary:visible, label:visible').evaluateAll((all) =>
    all
      .map((one) => ({ name: one.textContent, box: one.getBoundingClientRect() }))
      .filter(({ box }) => box.width < 44 || box.height < 44)
      .map(({ name, box }) => `${name}: ${Math.round(box.width)} by ${Math.round(box.height)}`),
  );
  assert.deepEqual(small, []);
});

for (const role of ['user', 'admin']) {
  pageTest(`on paper everything is open and nothing is a button (${role})`, {}, async ({ screen, page }) => {
    await screen.paste(text('exchange-refused.txt'));
    await screen.as(role);
    const open = () => page.locator('#answer details[open]').count();
    const before = await open();
    await page.evaluate(() => {
      const folded = () => document.querySelectorAll('#answer details:not([open])').length;
      addEventListener('beforeprint', () => (globalThis.printed = folded()));
    });
    await page.pdf();
    await becomes(() => page.evaluate(() => globalThis.printed), 0, 'nothing is folded while it prints');
    await becomes(open, before, 'and folded again afterwards');
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.locator('button:visible, input:visible, textarea:visible').count(), 0);
    assert.ok((await screen.seen()).includes('li.wei@fabrikam.example'));
    assert.ok((await screen.seen()).includes('203.0.113.61'), 'the folded facts are on paper');
    await page.emulateMedia({ media: 'screen' });
    await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  });
}

pageTest('forced colours leave the answer readable', { context: { forcedColors: 'active' } }, async ({ screen }) => {
  await screen.paste(text('exchange-refused.txt'));
  const party = screen.parties().getByRole('listitem').filter({ hasText: screen.words('party-acts-their-admin') });
  assert.ok(await party.isVisible(), 'who has to act is told in words');
});
