// The page as its reader sees it, found by roles, names and ids, never by the classes that only style it.
//
//   pageTest('…', { lang: 'pl' }, async ({ screen }) => {
//     await screen.paste(text('qmail.txt'));
//     assert.match(await screen.verdict(), /piotr@fabrikam\.example/);
//   });

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { launch, open, serve } from './harness.mjs';
import { becomes, drawn, until } from './patience.mjs';
import { LANGUAGES, names, words } from './words.mjs';

let browser;
let server;
before(async () => {
  [browser, server] = await Promise.all([launch(), serve()]);
});

/** The browser and the server of this test file. */
export const shared = () => ({ browser, server });

/** What is in the answer although nobody reads it there: the numbers of the evidence, and the joiner before them. */
const plain = (node) => {
  const copy = node.cloneNode(true);
  copy.querySelectorAll('[data-evidence]').forEach((link) => link.remove());
  return copy.textContent.replaceAll('\u2060', '').replace(/\s+/g, ' ').trim();
};

/** One open page, in the language that it is in now. */
export class Screen {
  constructor(page, lang) {
    this.page = page;
    this.lang = lang;
  }

  /** The text of that key in the language of the page. */
  words(key, values) {
    return words(this.lang, key, values);
  }

  field = () => this.page.locator('#text');
  answer = () => this.page.locator('#answer');
  heading = () => this.page.locator('#answer-heading');
  button = (key) => this.page.getByRole('button', { name: this.words(key), exact: true });
  role = (name) => this.page.getByRole('radio', { name: this.words(`role-${name}`), exact: true });
  parties = () => this.page.getByRole('list', { name: this.words('parties-label') });
  marks = () => this.page.locator('mark[id^="mark-"]');
  source = () => this.page.getByRole('group', { name: this.words('source-heading'), exact: true });

  /** The sentence that answers first, without the numbers of its evidence. */
  verdict = () => this.heading().evaluate(plain);

  /** All words of the answer that can be seen. */
  seen = () => this.answer().evaluate((node) => node.innerText);

  /** The id of what has the focus. */
  focus = () => this.page.evaluate(() => document.activeElement.id);

  /** Waits for the focus to be on that id. */
  focused = (id, message) => becomes(this.focus, id, message);

  /** Chooses for whom the answer is, and waits for it. */
  async as(role) {
    await this.role(role).check();
    await this.button(`handover-${role}`).waitFor();
    await drawn(this.page);
  }

  /** Takes the text away, and waits until its answer is gone. */
  async clear() {
    await this.button('source-clear').click();
    await this.heading().waitFor({ state: 'detached' });
    await drawn(this.page);
  }

  /** Waits for an answer, and for all that comes with it. */
  async answered() {
    await this.heading().waitFor();
    await drawn(this.page);
  }

  /** Gives the page a text all at once, as a paste does, and waits for an answer; an older one has to be cleared before. */
  async paste(text) {
    await this.field().focus();
    await this.page.keyboard.insertText(text);
    await this.answered();
  }

  /** Gives the page a file through the button for files. */
  async choose(name, buffer, mimeType = 'message/rfc822') {
    const chooser = this.page.waitForEvent('filechooser');
    await this.button('start-file').click();
    await (await chooser).setFiles({ name, mimeType, buffer });
    await this.answered();
  }

  /** Lets a file fall on the page. */
  async drop(name, buffer, mimeType = '') {
    const data = await this.page.evaluateHandle(
      ([name, type, base64]) => {
        const transfer = new DataTransfer();
        const content = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        transfer.items.add(new File([content], name, { type }));
        return transfer;
      },
      [name, mimeType, buffer.toString('base64')],
    );
    await this.page.dispatchEvent('body', 'dragenter', { dataTransfer: data });
    await this.page.getByText(this.words('start-drop')).waitFor();
    await this.page.dispatchEvent('body', 'drop', { dataTransfer: data });
    await this.answered();
  }

  /** Switches the language by its button. */
  async speak(lang) {
    await this.page.getByRole('button', { name: LANGUAGES[lang].button, exact: true }).click();
    await this.page.locator(`html[lang="${LANGUAGES[lang].html}"]`).waitFor({ state: 'attached' });
    this.lang = lang;
    await drawn(this.page);
  }

  /** Opens each folded section, and waits for the one that is drawn only when it opens. */
  async unfold() {
    await this.page.evaluate(() => document.querySelectorAll('details').forEach((one) => (one.open = true)));
    if (!(await this.page.getByText(this.words('hand-more')).isVisible())) return;
    await this.page.getByRole('group', { name: this.words('hand-preview') }).waitFor();
    await drawn(this.page);
  }

  /** Waits until verdict, code, outcome, cause and helper are what is true of a bounce. */
  async check({ recipient, code, cause, outcome, acts }) {
    const titles = names(this.lang, cause).map((name) => this.words('page-title-result', { name }));
    const waits = acts === 'party-acts-wait' || acts === 'party-acts-nobody';
    const helpers = this.parties().getByRole('listitem').filter({ hasText: this.words(acts) });
    await this.says(recipient);
    await this.answer().locator('code', { hasText: exactly(code) }).first().waitFor();
    await this.visible(exactly(this.words(`outcome-${outcome}`)));
    await until(async () => {
      const title = await this.page.title();
      assert.ok(titles.includes(title), `${cause} is named: ${title}`);
    });
    if (waits) await this.visible(exactly(this.words(acts)));
    else await becomes(() => helpers.count(), 1, `one party: ${this.words(acts)}`);
  }

  /** Waits until the verdict has those words in it. */
  says = (part) =>
    until(async () => {
      const verdict = await this.verdict();
      assert.ok(verdict.includes(part), `the verdict says ${part}: ${verdict}`);
    });

  /** Waits for a text of the answer to be seen. */
  visible = (text) => this.answer().getByText(text).first().waitFor();
}

/** Matches that text alone. */
export function exactly(text) {
  return new RegExp(`^\\s*${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*$`);
}

/**
 * A test with a page of its own. Whatever it does, it fails if the page wrote an error to the console, broke its content
 * security policy, asked for anything after it was complete, or asked another server for anything at any time.
 *
 * - `lang`: the language of the browser ('en')
 * - `query`: what stands behind the address ('')
 * - `spoken`: the language that the page is to show, if it is not `lang`
 * - `permissions`: granted to the page
 * - all that `open` of the harness takes
 */
export function pageTest(name, options, body) {
  const { lang = 'en', spoken = lang, query = '', permissions, at, ...more } = options;
  test(name, async () => {
    const home = at ?? server;
    const view = await open(browser, home.url + query, {
      ...more,
      lang: LANGUAGES[lang]?.browser ?? lang,
      context: { permissions, reducedMotion: 'reduce', ...more.context },
    });
    await body({ ...view, screen: new Screen(view.page, spoken), server: home });
    await innocent(view, home);
    await view.close();
  });
}

/** Checks that a page kept the promises that hold in every state. */
export async function innocent(view, home) {
  assert.deepEqual(view.errors, [], 'no errors in the console');
  assert.deepEqual(await view.violations(), [], 'nothing that the policy forbids');
  assert.deepEqual(await view.requests('complete'), [], 'no request after the page was complete');
  const strangers = (await view.requests()).filter(({ url }) => new URL(url).origin !== home.origin);
  assert.deepEqual(strangers, [], 'no request to another server');
}
