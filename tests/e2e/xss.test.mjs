// Markup and scripts in a mail: none runs, none becomes an element, wherever in the mail it stands.
//
// The pages of these tests have no content security policy: what is shown here is that the page itself is safe. One test shows
// that its policy would stop what got through.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { text } from './fixtures.mjs';
import { open } from './harness.mjs';
import { Screen, shared } from './screen.mjs';

const lines = readFileSync(new URL('fixtures/payloads.txt', import.meta.url), 'utf8').trim().split('\n');
const PAYLOADS = lines.filter((line) => !line.startsWith('#')).map((line) => JSON.parse(line));

/** The payload where a header field wants one line. */
const inLine = (payload) => payload.replace(/[\r\n]+/g, ' ');

/** A report with the payload in every place that a stranger fills. */
function report(payload, token) {
  const one = inLine(payload);
  return [
    `From: ${one} <mailer-daemon@contoso.example>`,
    `To: ${one} <ola@contoso.example>`,
    `Subject: ${token} ${one}`,
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
    '',
    '--b',
    `Content-Type: text/plain; charset="${one.replaceAll('"', "'")}"`,
    '',
    `Your message to <jan@fabrikam.example> could not be delivered. ${payload}`,
    `mx.fabrikam.example said: 550 5.1.1 ${one}`,
    '--b',
    'Content-Type: message/delivery-status',
    '',
    `Reporting-MTA: dns; ${one}`,
    `Received-From-MTA: dns; ${one}`,
    `Arrival-Date: ${one}`,
    '',
    `Original-Recipient: rfc822; ${one}`,
    `Final-Recipient: rfc822; ${one}@fabrikam.example`,
    'Action: failed',
    'Status: 5.1.1',
    `Remote-MTA: dns; ${one}`,
    `Diagnostic-Code: smtp; 550 5.1.1 ${token} ${one}`,
    '',
    '--b',
    `Content-Type: message/rfc822; name="${one}"`,
    '',
    `Received: from ${one} by ${one} with ${one}; Mon, 2 Nov 2026 10:00:00 +0000`,
    `From: ${one} <ola@contoso.example>`,
    `Message-ID: <${one}@contoso.example>`,
    `Date: ${one}`,
    `Subject: ${token} ${one}`,
    '',
    payload,
    '--b--',
    '',
  ].join('\r\n');
}

/** The same as a mail program shows it, for the field. */
const rendered = (payload, token) =>
  [
    `Delivery has failed to these recipients or groups: ${payload}`,
    `${payload} (jan@fabrikam.example)`,
    `Remote Server returned '550 5.1.1 ${token} ${payload}'`,
    `Generating server: ${payload}`,
    `Subject: ${token} ${payload}`,
    payload,
  ].join('\n');

/** Runs in the page before everything else: whatever runs calls `hit`, or opens a dialog. */
function trap() {
  globalThis.hits = 0;
  globalThis.hit = globalThis.alert = globalThis.confirm = globalThis.prompt = globalThis.open = () => (globalThis.hits += 1);
}

/**
 * Gives the page each input and looks at what became of it. Runs in the page. `inputs` are `[name, token, text]`; by the field, or as a
 * file of that name. What the page makes of the `harmless` ones is what it makes itself. The result has the names of those with which
 * there was anything else, and how often a token was seen.
 */
async function giveAll({ harmless, inputs, asFile }) {
  const LOADED = 'script, link, meta, img, iframe, object, embed, form, style, base, video, audio, math, template';
  const count = () => document.querySelectorAll(LOADED).length;
  /** What there is in the page: each kind of element, each kind of attribute, and each link that is none of ours. */
  const kinds = () => {
    const found = new Set();
    for (const node of document.querySelectorAll('*')) {
      found.add(node.localName);
      for (const { name } of node.attributes) found.add(`${node.localName} ${name}`);
      const link = node.getAttribute('href');
      if (link && !/^(https:\/\/|#)/.test(link)) found.add(`href=${link}`);
    }
    return found;
  };
  const pause = () => new Promise((resolve) => setTimeout(resolve));
  const give = async ([name, token, text]) => {
    if (asFile) {
      const data = new DataTransfer();
      data.items.add(new File([text], `${token} ${name}`, { type: 'message/rfc822' }));
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
    } else {
      const field = document.getElementById('text');
      field.value = text;
      field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertFromPaste' }));
    }
    // Until the page is about this very input, or ten seconds have passed.
    const end = Date.now() + 10_000;
    while (Date.now() < end && !document.querySelector('#app').textContent.includes(token)) await pause();
    document.querySelectorAll('details').forEach((one) => (one.open = true));
    // Handlers of what is broken or loaded run behind this.
    await pause();
    return document.querySelector('#app').textContent.includes(token);
  };
  const known = new Set();
  for (const one of harmless) {
    await give(one);
    for (const kind of kinds()) known.add(kind);
  }
  const before = count();
  const wrong = [];
  let seen = 0;
  for (const input of inputs) {
    seen += Number(await give(input));
    const strange = [...kinds()].filter((kind) => !known.has(kind));
    if (strange.length || count() !== before || globalThis.hits) wrong.push([input[0], globalThis.hits, ...strange]);
    globalThis.hits = 0;
  }
  return { wrong, seen };
}

/** Inputs of every kind that are what they seem, the last one like those with payloads. */
const harmless = (make) => [
  ...['exchange-refused.txt', 'postfix.eml', 'two-causes.eml', 'two-alike.txt', 'delay.eml', 'broken.eml', 'cut-off.txt', 'newsletter.txt']
    .map((name, index) => [name, `H${index}H`, text(name).replace(/^(Subject: |.*(?=recipients))/m, `$1H${index}H `)]),
  ...['a', '', '<', '550 4.4.1 b'].map((word, index) => [word, `I${index}I`, make(word, `I${index}I`)]),
];

/** A page without a policy of its own, and what happened in it. */
async function openBare(options = {}) {
  const { browser, server } = shared();
  const dialogs = [];
  const prepare = async (page) => {
    page.on('dialog', (dialog) => (dialogs.push(dialog.message()), dialog.dismiss()));
    await page.addInitScript(trap);
  };
  const view = await open(browser, server.url, { prepare, context: { bypassCSP: true }, ...options });
  return { ...view, dialogs, server, screen: new Screen(view.page, 'en') };
}

/** Checks that the page did nothing but show. */
async function harmlessly(view, { wrong, seen }, total) {
  assert.deepEqual(wrong, []);
  assert.equal(seen, total, 'every payload reached the page');
  assert.deepEqual(view.dialogs, []);
  assert.deepEqual(view.errors, []);
  assert.deepEqual(await view.requests('complete'), []);
  assert.equal(view.page.url(), view.server.url);
  assert.equal(view.context.pages().length, 1);
  await view.close();
}

test(`the ${PAYLOADS.length} payloads are many, and each stands for something else`, () => {
  assert.ok(PAYLOADS.length >= 500);
  assert.equal(new Set(PAYLOADS).size, PAYLOADS.length);
});

test('no payload in a file runs or becomes an element: subject, sender, recipient, answer, host, charset, file name', async () => {
  const view = await openBare();
  await view.screen.paste('550 5.1.1 User unknown');
  await view.screen.role('admin').check();
  const inputs = PAYLOADS.map((payload, index) => [payload, `T${index}T`, report(payload, `T${index}T`)]);
  const found = await view.page.evaluate(giveAll, { harmless: harmless(report), inputs, asFile: true });
  await harmlessly(view, found, inputs.length);
});

test('no payload in a pasted text runs or becomes an element', async () => {
  const view = await openBare();
  const inputs = [];
  // Three at once: a long text is marked more slowly than a short one is read.
  for (let at = 0; at < PAYLOADS.length; at += 3) {
    const some = PAYLOADS.slice(at, at + 3);
    inputs.push([some.join('\n'), `T${at}T`, some.map((payload) => rendered(payload, `T${at}T`)).join('\n\n')]);
  }
  const found = await view.page.evaluate(giveAll, { harmless: harmless(rendered), inputs, asFile: false });
  await harmlessly(view, found, inputs.length);
});

test('no payload in an address of the page runs or becomes an element', async () => {
  const view = await openBare();
  const wrong = await view.page.evaluate(async (payloads) => {
    const before = document.querySelectorAll('img, iframe, object, embed, form, script, style').length;
    const wrong = [];
    for (const payload of payloads) {
      // The listener of the page comes first, and draws before this one is called.
      const heard = new Promise((resolve) => addEventListener('hashchange', resolve, { once: true }));
      location.hash = `#/codes/${encodeURIComponent(payload)}`;
      await heard;
      await new Promise((resolve) => setTimeout(resolve));
      const now = document.querySelectorAll('img, iframe, object, embed, form, script, style').length;
      if (now !== before || globalThis.hits) wrong.push(payload);
    }
    return wrong;
  }, PAYLOADS.filter((_, index) => index % 4 === 0));
  assert.deepEqual(wrong, []);
  assert.deepEqual(view.dialogs, []);
  await view.close();
});

/**
 * Puts each payload into the page as markup, as no page should; tells how often that was refused and how many ran. Waits for at least
 * `enough` of them, or a second.
 */
async function putAll({ payloads, enough }) {
  // Some payloads take the place of what is looked up in the document.
  const places = payloads.map(() => document.body.appendChild(document.createElement('div')));
  let refused = 0;
  payloads.forEach((payload, index) => {
    try {
      places[index].innerHTML = payload;
    } catch {
      refused += 1;
    }
  });
  // Most run when an address that does not exist has been asked for.
  for (let round = 0; round < (enough ? 100 : 10) && !(enough && globalThis.hits >= enough); round += 1) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return { ran: globalThis.hits, refused };
}

test('the payloads are live: put in as markup, they run', async () => {
  const view = await openBare();
  const { ran } = await view.page.evaluate(putAll, { payloads: PAYLOADS, enough: 100 });
  assert.ok(ran >= 100, `${ran} ran`);
  await view.close();
});

test('a page that took texts for markup would be found out', async () => {
  const view = await openBare();
  await view.page.evaluate(() => {
    Document.prototype.createTextNode = function (text) {
      const place = this.createElement('span');
      place.innerHTML = text;
      return place;
    };
  });
  const inputs = PAYLOADS.slice(45, 50).map((payload, index) => [payload, `T${index}T`, report(payload, `T${index}T`)]);
  const { wrong } = await view.page.evaluate(giveAll, { harmless: [], inputs, asFile: true });
  assert.ok(wrong.some(([, hits]) => hits > 0), 'a payload ran');
  assert.equal(wrong.length, inputs.length);
  await view.close();
});

test('the policy of the page stops what would get through', async () => {
  const view = await openBare({ context: {} });
  assert.deepEqual(await view.page.evaluate(putAll, { payloads: PAYLOADS }), { ran: 0, refused: PAYLOADS.length });
  await view.close();
});
