// <ndr-explainer>: the answer of NDR Explainer as an element of any page.
//
//   <script type="module" src="ndr-explainer-element.js"></script>
//   <ndr-explainer lang="pl" audience="admin"></ndr-explainer>
//   document.querySelector('ndr-explainer').input = text;
//
// It reads in the page and sends nothing. Text of the mail reaches the page as text nodes only. What it is and does is told in
// README.md and ndr-explainer-element.d.ts.

import init, { explain } from './ndr_explainer.js';
import { answer, failure, spoken } from './element/answer.js';
import { style } from './element/style.js';

/** The module, fetched when something is to be read for the first time. */
let loading = null;

function load() {
  loading ??= init().catch((error) => {
    // A network that comes back gets another chance.
    loading = null;
    throw error;
  });
  return loading;
}

/** The language of the page's that a tag means, as the library understands it. */
const languageOf = (tag) => explain('550', { lang: tag }).bounces[0]?.explanation.lang ?? 'en';

// So that a server that renders pages can import this file.
const Base = globalThis.HTMLElement ?? class {};

export class NdrExplainerElement extends Base {
  static observedAttributes = ['lang', 'audience'];

  #input = null;
  #report = null;
  #selected = 0;
  #chosen = 'user';
  #turn = 0;
  #place;
  #status;

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [style()];
    this.#place = document.createElement('div');
    this.#status = document.createElement('p');
    this.#status.className = 'hidden';
    this.#status.setAttribute('role', 'status');
    root.append(this.#place, this.#status);
  }

  connectedCallback() {
    // What was set before the element was known.
    if (Object.hasOwn(this, 'input')) {
      const { input } = this;
      delete this.input;
      this.input = input;
    }
  }

  get input() {
    return this.#input;
  }

  set input(value) {
    this.#input = value;
    this.#selected = 0;
    this.#read();
  }

  get audience() {
    const named = this.getAttribute('audience');
    return named === 'user' || named === 'admin' ? named : null;
  }

  set audience(value) {
    if (value === null || value === undefined) this.removeAttribute('audience');
    else this.setAttribute('audience', value);
  }

  get report() {
    return this.#report;
  }

  attributeChangedCallback(name, before, now) {
    if (before === now || this.#input === null) return;
    if (name === 'lang') this.#read();
    else this.#draw();
  }

  /** The tag that counts here: the element's own, or that of what it stands in. */
  #tag() {
    const told = this.closest('[lang]:not([lang=""])') ?? this.getRootNode().host?.closest('[lang]:not([lang=""])');
    return told?.lang || document.documentElement.lang || 'en';
  }

  async #read() {
    const turn = (this.#turn += 1);
    const input = this.#input;
    const isEmpty = input === null || input === undefined || input.length === 0;
    try {
      if (!isEmpty) await load();
    } catch (error) {
      // Only what was asked for last is told.
      if (turn === this.#turn) this.#fail(error);
      return;
    }
    if (turn !== this.#turn) return;
    this.#report = isEmpty ? null : explain(input, { lang: this.#tag() });
    this.#draw();
    if (this.#report) this.#tell('explained', this.#report);
  }

  #draw() {
    const report = this.#report;
    if (!report) {
      this.#place.replaceChildren();
      this.#status.textContent = '';
      return;
    }
    const lang = report.bounces[0]?.explanation.lang ?? languageOf(this.#tag());
    const view = {
      report,
      lang,
      selected: this.#selected,
      audience: this.audience ?? this.#chosen,
      switches: this.audience === null,
      select: (index) => this.#go(() => (this.#selected = index), `bounce-${index}`),
      choose: (audience) => this.#go(() => (this.#chosen = audience), `audience-${audience}`),
    };
    this.#status.lang = spoken(lang);
    this.#place.replaceChildren(answer(view));
    const heading = this.#place.querySelector('h2');
    if (this.#status.textContent !== heading.textContent) this.#status.textContent = heading.textContent;
  }

  /** Changes something and draws; the focus stays on the control that was used. */
  #go(change, id) {
    change();
    this.#draw();
    this.shadowRoot.getElementById(id)?.focus();
  }

  #fail(error) {
    this.#report = null;
    this.#status.textContent = '';
    this.#place.replaceChildren(failure(this.#tag(), error));
    this.#tell('failed', error);
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }
}

if (globalThis.customElements && !customElements.get('ndr-explainer')) {
  customElements.define('ndr-explainer', NdrExplainerElement);
}
