// Files that are opened or dropped: mails, texts, other alphabets, and what is no mail at all.

import assert from 'node:assert/strict';
import { BOUNCES, bytes } from './fixtures.mjs';
import { axe } from './harness.mjs';
import { becomes } from './patience.mjs';
import { pageTest } from './screen.mjs';
import { LANGS } from './words.mjs';

/** One pixel. */
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

for (const lang of LANGS) {
  pageTest(`a file is opened in ${lang}`, { lang }, async ({ screen, page }) => {
    await screen.choose('bounce.eml', bytes('postfix.eml'));
    await screen.check(BOUNCES['postfix.eml']);
    await page.getByRole('heading', { name: screen.words('source-heading-file', { name: 'bounce.eml' }) }).waitFor();
    await screen.focused('answer-heading', 'the focus is on the answer');
    await screen.clear();
    await screen.choose('bounce.eml', bytes('postfix.eml'));
    await screen.check(BOUNCES['postfix.eml']);
  });

  pageTest(`files are dropped in ${lang}`, { lang }, async ({ screen, page }) => {
    for (const [name, type] of [
      ['postfix.eml', 'message/rfc822'],
      ['qmail.txt', 'text/plain'],
      ['delay.eml', ''],
    ]) {
      await screen.drop(name, bytes(name), type);
      await page.getByRole('heading', { name: screen.words('source-heading-file', { name }) }).waitFor();
      await screen.check(BOUNCES[name]);
      await page.getByText(screen.words('start-drop')).waitFor({ state: 'detached' });
    }
  });

  pageTest(`a file that is no text is named as such in ${lang}`, { lang }, async ({ screen }) => {
    await screen.choose('picture.png', PICTURE, 'image/png');
    await screen.visible(screen.words('nothing-heading'));
    await screen.visible(screen.words('intake-binary'));
  });

  pageTest(`an empty file is named as such in ${lang}`, { lang }, async ({ screen }) => {
    await screen.choose('empty.txt', Buffer.alloc(0), 'text/plain');
    await screen.visible(screen.words('intake-empty'));
  });

  pageTest(`a damaged mail is read as far as it goes in ${lang}`, { lang }, async ({ screen }) => {
    await screen.choose('broken.eml', bytes('broken.eml'));
    await screen.check({
      recipient: 'olga@fabrikam.example',
      code: '550 5.1.1',
      cause: 'recipient-unknown',
      outcome: 'final',
      acts: 'party-acts-you',
    });
    await screen.visible(screen.words('intake-broken-mime'));
  });
}

for (const [file, words, recipient] of [
  ['big5.eml', '您的郵件無法送達下列收件者，因為該信箱不存在。', 'chen@fabrikam.example'],
  ['iso-2022-jp.eml', '次の宛先にメールを配信できませんでした。', 'sato@fabrikam.example'],
]) {
  pageTest(`${file} shows its own letters`, {}, async ({ screen }) => {
    await screen.choose(file, bytes(file));
    const shown = await screen.source().innerText();
    assert.ok(shown.includes(words), shown);
    assert.ok(!shown.includes('\ufffd'), 'no letter is lost');
    await screen.says(recipient);
  });
}

pageTest('a file of 65 MB is refused in words', {}, async ({ screen, page }) => {
  const name = 'huge.mbox';
  await page.evaluate((name) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([new Uint8Array(65 * 1024 * 1024)], name));
    document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: transfer }));
  }, name);
  await page.getByRole('status').getByText(screen.words('file-too-large', { name })).waitFor();
  assert.equal(await screen.answer().count(), 0);
});

pageTest('a dropped text that is no file is left to the browser', {}, async ({ screen, page }) => {
  const taken = await page.evaluate(() => {
    const transfer = new DataTransfer();
    transfer.setData('text/plain', '550 5.1.1 someone');
    const event = new DragEvent('dragover', { bubbles: true, cancelable: true, dataTransfer: transfer });
    document.body.dispatchEvent(event);
    return event.defaultPrevented;
  });
  assert.equal(taken, false);
  assert.equal(await page.getByText(screen.words('start-drop')).count(), 0);
});

for (const lang of LANGS) {
  pageTest(`the bounces of one file stand in a list, each explained, in ${lang}`, { lang }, async ({ screen, page }) => {
    const names = ['postfix.eml', 'two-causes.eml', 'delay.eml'];
    const human = 'From: anna@contoso.example\nSubject: Lunch\nDate: Thu, 19 Nov 2026 10:00:00 +0100\n\nSee you at noon.\n';
    const mails = [...names.map((name) => bytes(name).toString('latin1').replaceAll('\r\n', '\n')), human];
    const mbox = mails.map((mail) => `From MAILER-DAEMON Thu Nov 19 10:02:40 2026\n${mail}\n`).join('\n');
    await screen.choose('postmaster.mbox', Buffer.from(mbox, 'latin1'), 'application/mbox');
    const list = page.getByRole('navigation', { name: screen.words('bounces-heading', { n: 3 }) });
    const items = list.getByRole('button');
    await becomes(() => items.count(), 3, 'a mail that is no bounce is not in the list');
    for (const at of [2, 0]) {
      await items.nth(at).click();
      await screen.check(BOUNCES[names[at]]);
      await becomes(() => items.nth(at).getAttribute('aria-current'), 'true');
      assert.equal(await list.locator('[aria-current=true]').count(), 1);
      assert.equal(await page.getByRole('tablist').count(), 0, 'one cause has no tabs');
    }
    await items.nth(1).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('tablist').waitFor();
    assert.deepEqual(await axe(page), []);
  });
}
