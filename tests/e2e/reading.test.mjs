// What the page says about a bounce: whom it names, which code, what became of the message, and who has to act.

import assert from 'node:assert/strict';
import { BOUNCES, SAMPLES, text } from './fixtures.mjs';
import { becomes } from './patience.mjs';
import { exactly, pageTest } from './screen.mjs';
import { LANGS } from './words.mjs';

Object.entries(BOUNCES).forEach(([name, truth], index) => {
  const lang = LANGS[index % LANGS.length];
  pageTest(`${name} is explained in each language to both audiences`, { lang }, async ({ screen, page }) => {
    await screen.paste(text(name));
    const steps = page.locator('[data-step]');
    const causes = page.locator('[data-cause]');
    for (const lang of [screen.lang, ...LANGS]) {
      if (lang !== screen.lang) await screen.speak(lang);
      await screen.as('user');
      await screen.check(truth);
      assert.ok((await steps.count()) > 0, 'steps for the email user');
      assert.equal(await causes.count(), 0);
      await screen.as('admin');
      await screen.check(truth);
      assert.ok((await causes.count()) > 0, 'causes for the email admin');
      assert.equal(await steps.count(), 0);
    }
  });
});

for (const lang of LANGS) {
  pageTest(`the examples are explained in ${lang}`, { lang }, async ({ screen }) => {
    for (const [label, truth] of Object.entries(SAMPLES)) {
      await screen.button(label).click();
      await screen.heading().waitFor();
      await screen.check(truth);
      await screen.clear();
    }
  });

  pageTest(`two recipients with two causes in ${lang}`, { lang }, async ({ screen, page }) => {
    await screen.paste(text('two-causes.eml'));
    const tabs = page.getByRole('tablist', { name: screen.words('recipients-tabs') }).getByRole('tab');
    assert.equal(await tabs.count(), 2);
    const first = {
      recipient: 'nobody@fabrikam.example',
      code: '550 5.1.1',
      cause: 'recipient-unknown',
      outcome: 'final',
      acts: 'party-acts-you',
    };
    const second = {
      recipient: 'adam@tailspin.example',
      code: '552 5.2.2',
      cause: 'mailbox-full',
      outcome: 'final',
      acts: 'party-acts-recipient',
    };
    await screen.check(first);
    await tabs.nth(1).click();
    await screen.check(second);
    assert.ok(!(await screen.verdict()).includes(first.recipient));
    await becomes(() => tabs.nth(1).getAttribute('aria-selected'), 'true');
    await page.keyboard.press('ArrowLeft');
    await screen.check(first);
    await becomes(() => page.evaluate(() => document.activeElement.getAttribute('aria-selected')), 'true');
  });

  pageTest(`two recipients with one cause in ${lang}`, { lang }, async ({ screen, page }) => {
    await screen.paste(text('two-alike.txt'));
    assert.equal(await page.getByRole('tab').count(), 0);
    const both = page.getByRole('group', { name: screen.words('recipients-same', { n: 2 }) }).getByRole('button');
    assert.deepEqual(await both.allInnerTexts(), ['ewa@fabrikam.example', 'igor@fabrikam.example']);
    const truth = { code: '550 5.1.10', cause: 'recipient-unknown', outcome: 'final', acts: 'party-acts-you' };
    await screen.check({ ...truth, recipient: 'ewa@fabrikam.example' });
    await both.nth(1).click();
    await screen.check({ ...truth, recipient: 'igor@fabrikam.example' });
    await becomes(() => both.nth(1).getAttribute('aria-pressed'), 'true');
    await page.locator('#mark-1', { hasText: 'igor@fabrikam.example' }).waitFor();
  });

  pageTest(`the folded sections state what the report states in ${lang}`, { lang }, async ({ screen }) => {
    await screen.paste(text('exchange-refused.txt'));
    await screen.unfold();
    const { mentions } = BOUNCES['exchange-refused.txt'];
    const seen = await screen.seen();
    for (const mention of mentions) assert.ok(seen.includes(mention), `${mention} is shown`);
    for (const key of ['fact-recipient', 'fact-code', 'fact-remote', 'fact-reporting', 'chain-inner']) {
      await screen.visible(exactly(screen.words(key)));
    }
    await screen.visible(screen.words('details-replies', { n: 2 }));
  });
}

pageTest('one line of a log is enough', {}, async ({ screen }) => {
  await screen.paste('550 5.1.1 <anna@fabrikam.example>: User unknown');
  await screen.check({
    recipient: 'anna@fabrikam.example',
    code: '550 5.1.1',
    cause: 'recipient-unknown',
    outcome: 'final',
    acts: 'party-acts-you',
  });
});

pageTest('a real paste from the clipboard', { permissions: ['clipboard-read', 'clipboard-write'] }, async (view) => {
  const { screen, page } = view;
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text('qmail.txt'));
  await screen.field().focus();
  await page.keyboard.press('ControlOrMeta+V');
  await screen.heading().waitFor();
  await screen.check(BOUNCES['qmail.txt']);
});
