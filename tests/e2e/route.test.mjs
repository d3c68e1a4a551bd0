// The route as a picture and as a table, and the time in the queue: both say the same, in each language, on a narrow
// screen, without a mouse.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { text } from './fixtures.mjs';
import { axe } from './harness.mjs';
import { becomes } from './patience.mjs';
import { pageTest } from './screen.mjs';
import { LANGS } from './words.mjs';

/** A mail of `tests/fixtures/route`, whose numbers `tests/route.rs` checks. */
const mail = (name) => readFileSync(new URL(`../fixtures/route/${name}.eml`, import.meta.url), 'utf8');

const open = (page) =>
  page.evaluate(() => document.querySelectorAll('.fold:has(.route), .route__same').forEach((one) => (one.open = true)));

/** What the picture shows of each leg but the last: host, words, and the length of the bar. */
const picture = (page) =>
  page.locator('.route__stop').evaluateAll((stops) =>
    stops.map((stop) => ({
      host: stop.querySelector('.route__host, .soft').textContent,
      notes: [...stop.querySelectorAll('.route__notes > *')].map((one) => one.textContent),
      took: [...stop.querySelectorAll('.route__took > :not(svg)')].map((one) => one.textContent),
      bar: stop.querySelector('.bars__fill')?.getAttribute('width') ?? null,
    })),
  );

const table = (page) =>
  page.locator('.hops tbody tr').evaluateAll((rows) => rows.map((row) => [...row.cells].map((cell) => cell.textContent)));

for (const [name, bars, slow] of [
  ['01-three-legs', [null, null, '20%', '100%', null], 3],
  ['03-clock-behind', [null, null, null, '8%', null], null],
  ['06-zone-missing', [null, null, null, '100%', null], 3],
  ['09-odd-dates', [null, null, null, '66%', null], null],
  ['15-tls-notations', [null, null, '1%', '1%', '1%', '1%', null], null],
]) {
  pageTest(`picture and table say the same: ${name}`, {}, async ({ screen, page }) => {
    await screen.paste(mail(name));
    for (const lang of LANGS) {
      if (lang !== screen.lang) await screen.speak(lang);
      await screen.as('admin');
      await open(page);
      const [stops, rows] = [await picture(page), await table(page)];
      assert.deepEqual(stops.map(({ bar }) => bar), bars, 'the bars are as long as the legs');
      assert.equal(rows.length, stops.length - 1, 'a row for each leg');
      rows.forEach(([number, from, to, protocol, when, took], place) => {
        const stop = stops[place + 1];
        assert.equal(number, String(place + 1));
        assert.equal(to, stop.host);
        if (place === 0) assert.equal(from, stops[0].host);
        if (place + 1 === rows.length) {
          assert.equal(took, stop.notes.join(''), 'code and end');
          assert.ok(took.endsWith(screen.words('leg-cut')));
          return;
        }
        assert.equal(when, stop.notes[0]);
        assert.equal(protocol, stop.notes.slice(1).join(screen.words('list-separator')));
        assert.equal(took, stop.took.join(screen.words('list-separator')));
        assert.equal(took.includes(screen.words('route-slow')), slow === place + 1, `slow: ${place + 1}`);
      });
    }
  });
}

pageTest('the numbers of the route in words', { context: { timezoneId: 'Europe/Warsaw' } }, async ({ screen, page }) => {
  await screen.paste(mail('01-three-legs'));
  await screen.as('admin');
  const shown = (await picture(page)).flatMap(({ host, notes, took }) => [host, ...notes, ...took]);
  assert.deepEqual(shown.map((one) => one.replace(/\s/g, ' ')), [
    'pc.contoso.example',
    'mail.contoso.example', 'Nov 20, 2026, 9:00:05 AM GMT+1', 'ESMTPSA', 'TLS',
    'gate.contoso.example', 'Nov 20, 2026, 9:00:35 AM GMT+1', 'ESMTP', '30 seconds',
    'out.contoso.example', 'Nov 20, 2026, 9:03:05 AM GMT+1', 'ESMTPS', 'TLS', '2 minutes', 'the slowest leg',
    'mx1.fabrikam.example', '550 5.7.1', 'the message stopped here',
  ]);
  await screen.visible('All legs together: 3 minutes');
});

pageTest('clocks that differ and dates without a zone are told', {}, async ({ screen, page }) => {
  const skew = { en: 'the clocks differ, by 2 minutes or more', pl: 'zegary się różnią (co najmniej 2 minuty)', 'zh-TW': '兩端時鐘至少相差 2 分鐘' };
  await screen.paste(mail('03-clock-behind'));
  for (const lang of LANGS) {
    if (lang !== screen.lang) await screen.speak(lang);
    assert.deepEqual((await picture(page))[2].took, [skew[lang]]);
  }
  await screen.clear();
  await screen.paste(mail('06-zone-missing'));
  assert.equal((await picture(page))[2].notes[0], screen.words('route-zone', { date: 'Fri, 20 Nov 2026 09:00:30' }));
});

pageTest('without headers the page says how to get them', {}, async ({ screen, page }) => {
  await screen.paste(mail('18-no-headers'));
  await screen.as('admin');
  await open(page);
  await screen.visible(screen.words('route-missing'));
  const hosts = (await picture(page)).map(({ host }) => host);
  assert.deepEqual(hosts, ['mail.contoso.example', 'mx1.fabrikam.example'], 'the leg that failed is known');
});

/** Opens the page at that time of day; what the harness measures by is another clock. */
const at = (time) => ({
  prepare: (page) => page.addInitScript((now) => (Date.now = () => now), Date.parse(time)),
});

const queue = (page) =>
  page.locator('.queue').evaluate((card) => ({
    answers: [...card.querySelectorAll('dd')].map((one) => one.textContent.replace(/\s/g, ' ')),
    line: [...card.querySelectorAll('.queue__line .line > :is(circle, .line__end)')].map(
      (one) => `${one.getAttribute('class')} ${one.getAttribute('cx') ?? one.getAttribute('x1')}`,
    ),
    points: [...card.querySelectorAll('.queue__points li')].map((one) => one.innerText.replace(/\s+/g, ' ')),
    tries: card.querySelectorAll('.line__try').length,
  }));

pageTest('while the server tries: wait', { ...at('2026-11-23T20:00:05Z'), context: { timezoneId: 'Europe/Warsaw' } }, async ({ screen, page }) => {
  await screen.paste(mail('21-delayed-stated'));
  await screen.as('user');
  const user = await queue(page);
  assert.deepEqual(user.answers, [
    screen.words('queue-trying-failed'),
    'It may. The server tries until November 25, 2026 at 9:00 AM GMT+1 (time left: 36 hours).',
    screen.words('queue-trying-again'),
  ]);
  assert.deepEqual(user.line, ['line__sent 0%', 'line__now 70%', 'line__end 100%']);
  assert.deepEqual(user.points, [
    'Sent November 20, 2026 at 9:00 AM GMT+1',
    'Now November 23, 2026 at 9:00 PM GMT+1',
    'End of the attempts (the report says so) November 25, 2026 at 9:00 AM GMT+1',
  ]);
  await screen.as('admin');
  const admin = await queue(page);
  assert.deepEqual(admin.line, ['line__sent 0%', 'line__tried 3%', 'line__now 70%', 'line__end 100%']);
  assert.equal(admin.points.length, 4);
  await screen.visible(screen.words('queue-rhythm-postfix'));
});

pageTest('what is usual is told as usual', at('2026-11-20T14:00:09Z'), async ({ screen, page }) => {
  await screen.paste(mail('24-delayed-exchange-online'));
  await screen.as('admin');
  const shown = await queue(page);
  assert.match(shown.answers[1], /Exchange Online usually tries for 24 hours, .* \(time left: 18 hours\)\.$/);
  assert.deepEqual(shown.line, ['line__sent 0%', 'line__now 25%', 'line__end 100%']);
  assert.equal(shown.tries, 28);
  await screen.as('user');
  assert.equal((await queue(page)).tries, 0);
});

for (const [name, time, state, arrive] of [
  ['21-delayed-stated', '2026-12-01T00:00:00Z', 'over', null],
  ['23-delayed-unknown', '2026-11-21T00:00:00Z', 'open', 'queue-open-arrive'],
  ['23-delayed-unknown', '2027-11-21T00:00:00Z', 'over', 'queue-over-arrive-open'],
  ['16-exchange-online-expired', '2026-11-22T00:00:00Z', 'gave-up', 'queue-gave-up-arrive'],
]) {
  pageTest(`${name} at ${time}: ${state}`, at(time), async ({ screen, page }) => {
    await screen.paste(mail(name));
    for (const lang of LANGS) {
      if (lang !== screen.lang) await screen.speak(lang);
      const { answers } = await queue(page);
      assert.equal(answers[0], screen.words(`queue-${state}-failed`));
      if (arrive) assert.equal(answers[1], screen.words(arrive));
      assert.equal(answers[2], screen.words(`queue-${state}-again`));
    }
  });
}

pageTest('what was refused for good waits for nothing', {}, async ({ screen, page }) => {
  await screen.paste(text('exchange-restricted.txt'));
  assert.equal(await page.locator('.queue').count(), 0);
});

for (const name of ['12-fifty-legs', '13-long-names', '14-private-hosts', '24-delayed-exchange-online']) {
  pageTest(`${name} is accessible and fits on 320 pixels`, { width: 320, height: 640 }, async ({ screen, page }) => {
    await screen.paste(mail(name));
    const found = [];
    for (const lang of LANGS) {
      if (lang !== screen.lang) await screen.speak(lang);
      for (const role of ['user', 'admin']) {
        await screen.as(role);
        await open(page);
        const width = await page.evaluate(() => document.scrollingElement.scrollWidth);
        if (width > 320) found.push(`${lang}, ${role}: ${width} pixels wide`);
      }
      for (const colorScheme of ['light', 'dark']) {
        await page.emulateMedia({ colorScheme });
        for (const line of await axe(page)) found.push(`${lang}, ${colorScheme}: ${line}`);
      }
    }
    assert.deepEqual(found, []);
  });
}

pageTest('the table opens by the keyboard, and can be scrolled by it', {}, async ({ screen, page }) => {
  await screen.paste(mail('01-three-legs'));
  await screen.as('admin');
  const summary = page.getByText(screen.words('route-table'), { exact: true });
  await summary.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('table', { name: screen.words('hops-heading') }).waitFor();
  await page.keyboard.press('Tab');
  await becomes(() => page.evaluate(() => document.activeElement.className), 'hops');
});
