import type { Report } from './ndr_explainer.js';

/**
 * `<ndr-explainer>`: the answer to a bounce as an element of any page.
 *
 * - attribute `lang`: the language of the answer; without it, that of the page around
 * - attribute `audience`: for whom; without it, the reader chooses
 * - event `explained`: a `CustomEvent<Report>`, whenever something was read
 * - event `failed`: a `CustomEvent<unknown>` with the error, when the module could not be loaded
 *
 * Colours, fonts and corners follow the custom properties `--ndr-…` that README.md lists.
 */
export class NdrExplainerElement extends HTMLElement {
  /** What to explain: a text, or the bytes of a file. Nothing is shown for null and for what is empty. */
  input: string | Uint8Array | null;
  /** For whom; null: the reader chooses. */
  audience: 'user' | 'admin' | null;
  /** What is shown; null before anything was read. */
  readonly report: Report | null;
}

declare global {
  interface HTMLElementTagNameMap {
    'ndr-explainer': NdrExplainerElement;
  }
  interface HTMLElementEventMap {
    explained: CustomEvent<Report>;
    failed: CustomEvent<unknown>;
  }
}
