// From each claim of the answer to the spot in the text that it rests on, and back, by mouse and by keyboard.

import assert from 'node:assert/strict';
import { bytes, text } from './fixtures.mjs';
import { becomes } from './patience.mjs';
import { pageTest } from './screen.mjs';
import { LANGS } from './words.mjs';

const links = (screen) => screen.answer().locator('[data-evidence]');

/** What has the focus: the number of a mark or of an evidence link, and whether the reader sees it. */
const focused = (page) =>
  page.evaluate(async () => {
    // Scrolling is smooth unless the reader prefers calm, and it needs a frame in any case.
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    const element = document.activeElement;
    // The first line of it: a mark may be broken over several.
    const box = element.getClientRects()[0];
    const there = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    return {
      mark: element.closest('mark')?.id ?? null,
      evidence: element.dataset.evidence ?? null,
      seen: element.contains(there),
    };
  });

for (const lang of LANGS) {
  pageTest(`evidence by mouse in ${lang}`, { lang }, async ({ screen, page }) => {
    await screen.paste(text('exchange-refused.txt'));
    const numbers = await links(screen).evaluateAll((all) =>
      all.filter((link) => link.checkVisibility()).map((link) => link.dataset.evidence),
    );
    assert.ok(new Set(numbers).size >= 3, `recipient, answer and server are proven: ${numbers}`);
    for (const number of new Set(numbers)) {
      const link = screen.answer().locator(`[data-evidence="${number}"]`).first();
      assert.ok((await link.getAttribute('aria-label')).startsWith(number), 'the link says its number and what it proves');
      await link.click();
      await becomes(() => focused(page), { mark: `mark-${number}`, evidence: null, seen: true });
      await page.locator(`#mark-${number} a`).click();
      await becomes(() => focused(page), { mark: null, evidence: number, seen: true });
    }
    assert.equal(new URL(page.url()).hash, '', 'the address stays as it is');
  });
}

pageTest('evidence by keyboard', {}, async ({ screen, page }) => {
  await screen.paste(text('exchange-refused.txt'));
  const link = links(screen).first();
  const number = await link.getAttribute('data-evidence');
  await link.focus();
  await page.keyboard.press('Enter');
  await becomes(() => focused(page), { mark: `mark-${number}`, evidence: null, seen: true });
  await page.keyboard.press('Enter');
  await becomes(() => focused(page), { mark: null, evidence: number, seen: true });
});

pageTest('evidence on a small screen', { width: 360, height: 640 }, async ({ screen, page }) => {
  await screen.paste(text('exchange-refused.txt'));
  for (const link of await links(screen).all()) {
    if (!(await link.isVisible())) continue;
    const number = await link.getAttribute('data-evidence');
    await link.focus();
    await page.keyboard.press('Enter');
    await becomes(() => focused(page), { mark: `mark-${number}`, evidence: null, seen: true });
  }
});

pageTest('a mark shows what the verdict says', {}, async ({ screen, page }) => {
  await screen.paste(text('exchange-refused.txt'));
  const marked = async (field) => {
    const label = screen.words('source-to-mark', { number: '#', field: screen.words(`field-${field}`) });
    const name = new RegExp(label.replace('#', '\\d+').replace(/[.’]/g, '.'));
    const link = screen.answer().getByRole('link', { name }).first();
    return page.locator(`#mark-${await link.getAttribute('data-evidence')}`).innerText();
  };
  assert.match(await marked('recipient'), /^li\.wei@fabrikam\.example/);
  assert.match(await marked('answer'), /450 4\.4\.316 Connection refused/);
  assert.match(await marked('remote'), /^mx2\.fabrikam\.example/);
});

pageTest('a fact in a folded section is unfolded on the way back', {}, async ({ screen, page }) => {
  await screen.paste(text('exchange-refused.txt'));
  const reporting = page.locator('mark', { hasText: 'VE1PR04MB6603' }).first();
  await reporting.getByRole('link').click();
  const evidence = (await reporting.getAttribute('id')).replace('mark-', '');
  await becomes(() => focused(page), { mark: null, evidence, seen: true });
});

pageTest('the marked text is the text that was given, letter by letter', {}, async ({ screen }) => {
  const given = text('postfix.eml');
  await screen.paste(given);
  const shown = await screen.source().evaluate((group) => {
    const copy = group.firstElementChild.cloneNode(true);
    copy.querySelectorAll('mark sup').forEach((number) => number.remove());
    return copy.textContent;
  });
  assert.equal(shown, given);
  assert.equal(await screen.field().inputValue(), given);
});

pageTest('evidence in a file whose text was decoded', {}, async ({ screen, page }) => {
  await screen.choose('退信.eml', bytes('big5.eml'));
  const link = links(screen).first();
  await link.click();
  const mark = `mark-${await link.getAttribute('data-evidence')}`;
  await becomes(() => focused(page), { mark, evidence: null, seen: true });
  assert.match(await page.locator(`#${mark}`).innerText(), /chen@fabrikam\.example/);
});
