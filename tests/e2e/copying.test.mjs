// Handing over what was found: by the clipboard, without it on plain http, and where the browser forbids both.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BOUNCES, text } from './fixtures.mjs';
import { open, PLAIN_HOST, serve } from './harness.mjs';
import { becomes } from './patience.mjs';
import { innocent, pageTest, Screen, shared } from './screen.mjs';
import { LANGS } from './words.mjs';

const CLIPBOARD = ['clipboard-read', 'clipboard-write'];
const copied = (page) => page.evaluate(() => navigator.clipboard.readText());

/** Pastes into the emptied field and reads what has come: works without any permission. */
async function pasted({ screen, page }) {
  await screen.clear();
  await page.keyboard.press('ControlOrMeta+V');
  await page.waitForFunction(() => document.getElementById('text').value !== '');
  return screen.field().inputValue();
}

function complete(copy, name, screen) {
  const { recipient, code, mentions, outcome } = BOUNCES[name];
  for (const part of [recipient, code, ...mentions, screen.words(`outcome-${outcome}`), screen.words('copy-heading')]) {
    assert.ok(copy.includes(part), `${part} is in the copy:\n${copy}`);
  }
}

for (const lang of LANGS) {
  pageTest(`copied for the admin in ${lang}`, { lang, permissions: CLIPBOARD }, async ({ screen, page }) => {
    for (const name of ['exchange-refused.txt', 'postfix.eml']) {
      await screen.paste(text(name));
      await screen.button('handover-user').click();
      await page.getByRole('status').getByText(screen.words('handover-copied')).waitFor({ state: 'attached' });
      await screen.button('handover-copied').waitFor();
      complete(await copied(page), name, screen);
      await screen.clear();
    }
  });
}

pageTest('an admin copies the findings and the commands', { permissions: CLIPBOARD }, async ({ screen, page }) => {
  await screen.paste(text('exchange-refused.txt'));
  await screen.as('admin');
  await screen.button('handover-admin').click();
  await screen.button('handover-copied').waitFor();
  complete(await copied(page), 'exchange-refused.txt', screen);
  await screen.unfold();
  const command = page.getByRole('group', { name: screen.words('command-label') }).first();
  await screen.button('command-copy').first().click();
  await page.waitForFunction(async (text) => (await navigator.clipboard.readText()) === text, await command.innerText());
});

for (const name of Object.keys(BOUNCES)) {
  pageTest(`the copy of ${name} is complete`, { permissions: CLIPBOARD }, async ({ screen, page }) => {
    await screen.paste(text(name));
    await screen.button('handover-user').click();
    await screen.button('handover-copied').waitFor();
    complete(await copied(page), name, screen);
  });
}

test('copied on plain http, where there is no clipboard', async () => {
  const { browser } = shared();
  const server = await serve({ host: PLAIN_HOST });
  const view = await open(browser, server.url);
  const screen = new Screen(view.page, 'en');
  const insecure = await view.page.evaluate(() => [isSecureContext, typeof navigator.clipboard]);
  assert.deepEqual(insecure, [false, 'undefined']);
  await screen.paste(text('exchange-refused.txt'));
  await screen.button('handover-user').click();
  await screen.button('handover-copied').waitFor();
  assert.equal(await view.page.evaluate(() => document.querySelectorAll('textarea').length), 1, 'no field is left behind');
  const focus = () => view.page.evaluate(() => document.activeElement.textContent);
  await becomes(focus, screen.words('handover-copied'), 'the focus is on the button again');
  complete(await pasted({ screen, page: view.page }), 'exchange-refused.txt', screen);
  await innocent(view, server);
});

const forbid = (page) =>
  page.addInitScript(() => {
    navigator.clipboard.writeText = () => Promise.reject(new DOMException('forbidden', 'NotAllowedError'));
    document.execCommand = () => false;
  });

for (const lang of LANGS) {
  const options = { lang, prepare: forbid };
  pageTest(`a browser that forbids copying shows the text in ${lang}`, options, async ({ screen, page }) => {
    await screen.paste(text('postfix.eml'));
    await screen.button('handover-user').click();
    const shown = page.getByRole('textbox', { name: screen.words('handover-text') });
    await shown.waitFor();
    await page.getByText(screen.words('handover-manual')).waitFor();
    complete(await shown.inputValue(), 'postfix.eml', screen);
    const selected = () =>
      shown.evaluate((field) => [
        document.activeElement === field,
        field.value.slice(field.selectionStart, field.selectionEnd) === field.value,
      ]);
    await becomes(selected, [true, true], 'it is selected, ready for Ctrl+C');
  });
}
