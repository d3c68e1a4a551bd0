// What the admin does: the steps in their order, ticked off and forgotten, their commands for each shell, and the two sides.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { text } from './fixtures.mjs';
import { axe } from './harness.mjs';
import { becomes, drawn } from './patience.mjs';
import { pageTest } from './screen.mjs';
import { LANGS } from './words.mjs';

const mail = (name) => readFileSync(new URL(`../fixtures/mails/${name}`, import.meta.url), 'utf8');

/** Six bounces, and the steps for each: before a side is chosen, on the sender's, on the recipient's. */
const LADDERS = [
  [
    'a refused connection of Microsoft 365',
    text('exchange-refused.txt'),
    'health port dns diagnostic trace connectors checks',
    'health port dns diagnostic trace connectors checks',
    'port dns log checks',
  ],
  [
    'a closed group in Microsoft 365',
    text('exchange-restricted.txt'),
    'recipient rules diagnostic trace checks',
    'diagnostic trace checks',
    'recipient rules diagnostic trace checks',
  ],
  [
    'a full mailbox on Exchange Server',
    mail('exchange-2007.eml'),
    'recipient tracking checks',
    'tracking checks',
    'recipient tracking checks',
  ],
  [
    'a failed sign-in at Microsoft 365',
    '550 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant.',
    'web tool health account checks',
    'web tool health account checks',
    'log checks',
  ],
  ['a listed server that runs Postfix', text('postfix.eml'), 'dns log checks', 'dns log checks', 'dns checks'],
  ['a certificate that failed', '450 4.7.320 Certificate validation failed', ...Array(2).fill('port dns connectors trace checks'), 'port dns log checks'],
];

const rungs = (page) => page.locator('[data-rung]').evaluateAll((all) => all.map((one) => one.dataset.rung).join(' '));
const rung = (page, kind) => page.locator(`[data-rung="${kind}"]`);
const side = (screen, which) => screen.page.getByRole('radio', { name: screen.words(`side-${which}`), exact: true });
const tick = (screen, kind) =>
  screen.page.getByRole('checkbox', {
    name: screen.words('ladder-tick', { step: screen.words(`ladder-${kind}`) }),
    exact: true,
  });

/** The admin's answer to a text. */
async function admin(screen, given) {
  await screen.paste(given);
  await screen.as('admin');
}

for (const lang of LANGS) {
  pageTest(`the steps stand in the order of each bounce in ${lang}`, { lang }, async ({ screen, page }) => {
    for (const [name, given, first, sender, recipient] of LADDERS) {
      await admin(screen, given);
      await becomes(() => rungs(page), first, name);
      await side(screen, 'recipient').check();
      await becomes(() => rungs(page), recipient, `${name}, recipient's side`);
      await side(screen, 'sender').check();
      await becomes(() => rungs(page), sender, `${name}, sender's side`);
      for (const kind of sender.split(' ')) {
        await rung(page, kind).getByRole('heading', { name: screen.words(`ladder-${kind}`), exact: true }).waitFor();
      }
      await screen.clear();
    }
  });

  pageTest(`ticks stay in another language and are gone after a reload in ${lang}`, { lang }, async ({ screen, page }) => {
    await admin(screen, text('exchange-refused.txt'));
    await tick(screen, 'dns').check();
    await tick(screen, 'trace').focus();
    await page.keyboard.press('Space');
    await screen.speak(LANGS.find((other) => other !== lang));
    assert.equal(await tick(screen, 'dns').isChecked(), true);
    assert.equal(await tick(screen, 'trace').isChecked(), true);
    assert.equal(await tick(screen, 'health').isChecked(), false);
    await screen.as('user');
    await screen.as('admin');
    assert.equal(await tick(screen, 'dns').isChecked(), true);
    const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, location.href]));
    assert.doesNotMatch(kept, /dns|trace|fabrikam/);
    await page.reload();
    await page.waitForSelector('html[data-complete]', { state: 'attached' });
    await admin(screen, text('exchange-refused.txt'));
    await rung(page, 'dns').waitFor();
    assert.equal(await page.getByRole('checkbox', { checked: true }).count(), 0);
    assert.equal(await page.locator('input[name="side"]:checked').count(), 0);
  });

  pageTest(`the causes of the chosen side come first in ${lang}`, { lang }, async ({ screen, page }) => {
    await admin(screen, text('exchange-refused.txt'));
    const causes = () => page.locator('[data-cause]').evaluateAll((all) => all.map((one) => one.dataset.cause));
    const written = ['firewall', 'service', 'migrated', 'target', 'partner'];
    await becomes(causes, written);
    await side(screen, 'sender').check();
    await becomes(causes, ['migrated', 'target', 'partner', 'firewall', 'service']);
    await screen.visible(screen.words('ask-their-server'));
    await page.getByRole('heading', { name: screen.words('side-other'), exact: true }).waitFor();
    await page.keyboard.press('ArrowRight');
    await becomes(() => side(screen, 'recipient').isChecked(), true);
    await becomes(causes, written);
    await screen.visible(screen.words('ask-our-route'));
  });
}

pageTest('commands hold the values of the bounce, for either shell', {}, async ({ screen, page }) => {
  await admin(screen, text('exchange-refused.txt'));
  await screen.unfold();
  const commands = (kind) => rung(page, kind).getByRole('group', { name: screen.words('command-label') });
  assert.match(
    await commands('trace').first().innerText(),
    /^Get-MessageTraceV2 -SenderAddress '[^']+' -RecipientAddress 'li\.wei@fabrikam\.example' -StartDate \(\[datetime\]'[^']+Z'\)/,
  );
  assert.match(await commands('dns').first().innerText(), /^Resolve-DnsName 'fabrikam\.example' -Type MX$/);
  const tab = (kind, shell) => rung(page, kind).getByRole('tab', { name: screen.words(`ladder-${shell}`), exact: true });
  await tab('dns', 'powershell').focus();
  await page.keyboard.press('ArrowRight');
  await becomes(() => tab('dns', 'sh').evaluate((one) => one === document.activeElement), true);
  await becomes(() => commands('dns').first().innerText(), "dig +short MX 'fabrikam.example'");
  assert.equal(await tab('port', 'sh').getAttribute('aria-selected'), 'true', 'one choice for all steps');
  assert.match(await commands('port').first().innerText(), /^nc -vz -w 15 'mx2\.fabrikam\.example' 25$/);
  await screen.visible('<connector-name>');
});

pageTest('what a mail must not bring into a command stays out, and that is said', {}, async ({ screen, page }) => {
  await admin(
    screen,
    `Reporting-MTA: dns; mail.contoso.example

Final-Recipient: rfc822; anna\u2019;$(x)@fabrikam.example
Action: failed
Status: 5.1.1
Remote-MTA: dns; mx.fabrikam.example
Diagnostic-Code: smtp; 550 5.1.1 user unknown
`,
  );
  await screen.unfold();
  const commands = await page.locator('[data-rung] pre').allInnerTexts();
  assert.ok(commands.some((command) => command.includes("'<recipient>'")), commands.join('\n'));
  for (const command of commands) assert.doesNotMatch(command, /\u2019|\$\(x\)/);
  const why = screen.words('why-unsafe', { name: '<recipient>' });
  await page.getByRole('listitem').filter({ hasText: why }).first().waitFor();
});

for (const [name, given] of LADDERS.slice(0, 4)) {
  pageTest(`the steps for ${name} are accessible and fit 320 pixels`, { width: 320 }, async ({ screen, page }) => {
    await admin(screen, given);
    await side(screen, 'sender').check();
    await drawn(page);
    const found = [];
    for (const lang of LANGS) {
      if (lang !== screen.lang) await screen.speak(lang);
      await screen.unfold();
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320, lang);
      for (const colorScheme of ['light', 'dark']) {
        await page.emulateMedia({ colorScheme });
        for (const line of await axe(page)) found.push(`${lang}, ${colorScheme}: ${line}`);
      }
    }
    assert.deepEqual(found, []);
  });
}
