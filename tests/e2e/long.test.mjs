// What is long is read by a worker: the page stays awake, says how far it is, and can be stopped.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BOUNCES, text } from './fixtures.mjs';
import { open, serve } from './harness.mjs';
import { Screen, pageTest, shared } from './screen.mjs';
import { LANGS } from './words.mjs';

const MEGA = 1024 * 1024;
const LINE = 'the kettle was filled, heated, and emptied again\n';

/** Longer than anything that keeps the page from answering, in milliseconds; the promise is 50, a busy machine adds some. */
const BLOCK = 150;

/** Lets a file of so many megabytes fall on the page: chatter, a bounce in the middle, chatter. Made in the page. */
const dropLong = (page, name, megabytes, bounce) =>
  page.evaluate(
    ([name, length, line, bounce]) => {
      const half = line.repeat(Math.floor(length / 2 / line.length));
      const transfer = new DataTransfer();
      transfer.items.add(new File([half, '\n\n', bounce, '\n\n', half], name));
      document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: transfer }));
    },
    [name, megabytes * MEGA, LINE, bounce],
  );

/** Notes from now on how long the page was busy at a time; the result gives the longest one. */
async function watchBlocks(page) {
  await page.evaluate(() => {
    globalThis.longest = 0;
    let last = performance.now();
    const tick = () => {
      const now = performance.now();
      globalThis.longest = Math.max(globalThis.longest, now - last);
      last = now;
      setTimeout(tick, 0);
    };
    tick();
  });
  return () => page.evaluate(() => globalThis.longest);
}

for (const lang of LANGS) {
  pageTest(`a long file is read beside the page, and the reader may stop it in ${lang}`, { lang }, async ({ screen, page }) => {
    await screen.paste(text('postfix.eml'));
    await dropLong(page, 'everything.log', 60, text('qmail.txt'));
    const bar = page.getByRole('progressbar');
    await bar.waitFor();
    await screen.speak(lang === 'pl' ? 'en' : 'pl');
    await screen.button('waiting-cancel').click();
    await bar.waitFor({ state: 'detached' });
    await screen.check(BOUNCES['postfix.eml']);
    await page.waitForTimeout(1500);
    await screen.check(BOUNCES['postfix.eml']);
    await dropLong(page, 'everything.log', 5, text('qmail.txt'));
    await page.getByRole('heading', { name: screen.words('source-heading-file', { name: 'everything.log' }) }).waitFor();
    await screen.check(BOUNCES['qmail.txt']);
    assert.equal(await page.evaluate(() => document.activeElement.id), 'answer-heading');
  });
}

pageTest('64 MB are read in seconds while the page stays awake', {}, async ({ screen, page }) => {
  const longest = await watchBlocks(page);
  await page.evaluate(() => (globalThis.longest = 0));
  const begun = Date.now();
  await dropLong(page, 'all.mbox.log', 63.9, text('qmail.txt'));
  const making = Date.now() - begun;
  await page.evaluate(() => (globalThis.longest = 0));
  await screen.heading().waitFor({ timeout: 60_000 });
  const took = Date.now() - begun - making;
  await screen.check(BOUNCES['qmail.txt']);
  const block = Math.round(await longest());
  console.log(`  64 MB: ${took} ms, longest block of the page ${block} ms`);
  assert.ok(took < 20_000, `${took} ms`);
  assert.ok(block < BLOCK, `${block} ms`);
});

pageTest('a paste of 20 MB never goes into the field', { permissions: ['clipboard-read', 'clipboard-write'] }, async ({ screen, page }) => {
  const half = LINE.repeat((10 * MEGA) / LINE.length);
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), `${half}\n\n${text('qmail.txt')}\n\n${half}`);
  await screen.field().focus();
  await page.keyboard.press('ControlOrMeta+V');
  await screen.heading().waitFor({ timeout: 60_000 });
  await screen.check(BOUNCES['qmail.txt']);
  assert.equal(await screen.field().evaluate((field) => field.value.length), 0);
  assert.equal(await screen.button('source-edit').count(), 0, 'nothing to edit');
  await screen.button('source-clear').click();
  await screen.paste(text('postfix.eml'));
  await screen.check(BOUNCES['postfix.eml']);
});

test('where no worker starts, the page reads long files itself', async () => {
  const server = await serve();
  const prepare = (page) => page.addInitScript(() => delete globalThis.Worker);
  const view = await open(shared().browser, server.url, { prepare });
  const screen = new Screen(view.page, 'en');
  await dropLong(view.page, 'everything.log', 2, text('qmail.txt'));
  await screen.heading().waitFor();
  await screen.check(BOUNCES['qmail.txt']);
  await view.close();
});
