// The page between its answers: empty, unsure, overwhelmed, given half of a bounce. It always says so in words.

import assert from 'node:assert/strict';
import { BOUNCES, SAMPLES, text } from './fixtures.mjs';
import { becomes } from './patience.mjs';
import { pageTest } from './screen.mjs';
import { LANGS } from './words.mjs';

/** 5 MB of log lines that say nothing about mail. */
const SENTENCE = 'the kettle was filled, heated, and emptied again';
const CHATTER = Array.from({ length: 80_000 }, (_, line) => `line ${line}: ${SENTENCE}`).join('\n');

/** All that is put into the live regions of the page from now on, in order. */
async function listen(page) {
  await page.evaluate(() => {
    globalThis.heard = [];
    const note = (node) => {
      const region = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node)?.closest('[role=status], [role=alert]');
      if (region?.textContent.trim()) globalThis.heard.push(region.textContent.trim());
    };
    new MutationObserver((changes) => changes.forEach(({ target }) => note(target))).observe(document.body, {
      subtree: true,
      childList: true,
      characterData: true,
    });
  });
  return () => page.evaluate(() => globalThis.heard);
}

for (const lang of LANGS) {
  pageTest(`the empty page waits for a text in ${lang}`, { lang }, async ({ screen, page }) => {
    await screen.focused('text');
    await page.getByRole('textbox', { name: screen.words('start-label') }).waitFor();
    await page.getByText(screen.words('start-privacy')).waitFor();
    for (const key of ['start-file', ...Object.keys(SAMPLES)]) await screen.button(key).waitFor();
    await page.getByText(screen.words('how-heading')).click();
    await page.getByText(screen.words('how-gmail-copy')).waitFor();
    assert.equal(await screen.answer().count(), 0);
  });

  pageTest(`a newsletter is no bounce in ${lang}`, { lang }, async ({ screen, page }) => {
    await screen.paste(text('newsletter.txt'));
    await screen.says(screen.words('nothing-heading'));
    await screen.visible(screen.words('nothing-other'));
    await screen.visible(screen.words('nothing-stays'));
    assert.equal(await screen.field().inputValue(), text('newsletter.txt'), 'the text stays');
    assert.equal(await screen.focus(), 'text');
    for (const other of LANGS.filter((other) => other !== lang)) {
      await screen.speak(other);
      await becomes(screen.verdict, screen.words('nothing-heading'));
    }
    await screen.field().focus();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.insertText(text('qmail.txt'));
    await page.getByText(BOUNCES['qmail.txt'].recipient).first().waitFor();
    await screen.parties().waitFor();
    await screen.check(BOUNCES['qmail.txt']);
  });

  pageTest(`a bounce that ends in the middle is explained in ${lang}, and says so`, { lang }, async ({ screen }) => {
    await screen.paste(text('cut-off.txt'));
    await screen.check(BOUNCES['cut-off.txt']);
    assert.equal(await screen.field().inputValue(), text('cut-off.txt'), 'the text stays');
    const notices = screen.answer().getByRole('list', { name: screen.words('note-label') });
    assert.deepEqual(await notices.allInnerTexts(), [screen.words('note-truncated')]);
  });

  pageTest(`the outcome is said once and the focus stays in ${lang}`, { lang }, async ({ screen, page }) => {
    const heard = await listen(page);
    await screen.paste(text('two-causes.eml'));
    assert.equal(await screen.focus(), 'text');
    await page.waitForFunction(() => globalThis.heard.length > 0);
    await page.waitForTimeout(800);
    const said = await heard();
    assert.equal(said.length, 1, `said once: ${said}`);
    const [before] = screen.words('status-outcome', { n: 2, causes: '#' }).split('#');
    assert.ok(said[0].startsWith(before), said[0]);
    assert.equal(await screen.focus(), 'text');
  });
}

pageTest('typing is not interrupted', {}, async ({ screen, page }) => {
  const heard = await listen(page);
  await screen.field().focus();
  await page.keyboard.type('550 5.1.1 <anna@fabrikam.example>: User unknown', { delay: 5 });
  await screen.heading().waitFor();
  await page.keyboard.type(' here');
  assert.equal(await screen.field().inputValue(), '550 5.1.1 <anna@fabrikam.example>: User unknown here');
  assert.equal(await screen.focus(), 'text');
  await page.waitForFunction(() => globalThis.heard.length > 0);
  await page.waitForTimeout(800);
  assert.equal((await heard()).length, 1, `said once: ${await heard()}`);
});

pageTest('typing something unknown is answered after a pause', {}, async ({ screen, page }) => {
  await screen.field().focus();
  await page.keyboard.type('hello');
  await page.getByRole('status').getByText(screen.words('nothing-other')).waitFor();
  assert.equal(await screen.answer().count(), 0);
});

pageTest('the text can be changed and cleared', {}, async ({ screen, page }) => {
  await screen.paste(text('qmail.txt'));
  await screen.button('source-edit').click();
  await screen.focused('text');
  assert.equal(await screen.field().inputValue(), text('qmail.txt'));
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.insertText(text('postfix.eml'));
  await page.getByText(BOUNCES['postfix.eml'].recipient).first().waitFor();
  await screen.check(BOUNCES['postfix.eml']);
  await screen.clear();
  await becomes(() => screen.field().inputValue(), '');
  await screen.focused('text');
  await page.getByRole('status').getByText(screen.words('status-cleared')).waitFor({ state: 'attached' });
});

pageTest('what was pasted before the page was ready is not lost', {
  prepare: (page) =>
    page.route('**/ui_bg.wasm', async (route) => {
      await page.locator('#text').fill(text('qmail.txt'));
      await route.continue();
    }),
}, async ({ screen }) => {
  await screen.heading().waitFor();
  await screen.check(BOUNCES['qmail.txt']);
  assert.equal(await screen.field().inputValue(), text('qmail.txt'));
});

pageTest('5 MB that are no bounce', { permissions: ['clipboard-read', 'clipboard-write'] }, async ({ screen, page }) => {
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), CHATTER);
  await screen.field().focus();
  await page.keyboard.press('ControlOrMeta+V');
  await screen.heading().waitFor();
  await becomes(screen.verdict, screen.words('nothing-heading'));
  await screen.speak('pl');
  await becomes(screen.verdict, screen.words('nothing-heading'));
  await screen.button('source-edit').click();
  const kept = () => page.evaluate(() => document.getElementById('text').value.length);
  await becomes(kept, CHATTER.length, 'the text stays, to be changed');
});

pageTest('a bounce in the middle of 5 MB', {}, async ({ screen }) => {
  const half = CHATTER.length / 2;
  const haystack = `${CHATTER.slice(0, half)}\n\n${text('qmail.txt')}\n\n${CHATTER.slice(half)}`;
  await screen.choose('everything.log', Buffer.from(haystack), 'text/plain');
  await screen.check(BOUNCES['qmail.txt']);
  const shown = await screen.source().innerText();
  assert.ok(shown.length < 100_000, 'only what matters is drawn');
  assert.ok(shown.includes('piotr@fabrikam.example'));
});

pageTest('text of a mail stays text', {}, async ({ screen, page }) => {
  await screen.paste('550 5.1.1 <"><img/src=x/onerror=alert(1)>@fabrikam.example>: <script>alert(1)</script> User unknown');
  assert.equal(await page.locator('#app img, #app script').count(), 0);
  assert.ok((await screen.source().innerText()).includes('<script>alert(1)</script>'));
});
