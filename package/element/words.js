// The words of the answer in three languages, from those of the page.

import { TABLES } from './tables.js';

/** The value of `lang` in HTML for a language. */
export const spoken = (lang) => (lang === 'zh-TW' ? 'zh-Hant-TW' : lang);

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (hole, name) => values[name] ?? hole);

/** The text of that key with its placeholders filled. */
export function words(lang, key, values = {}) {
  return fill(TABLES[lang][key] ?? '', values);
}

/** The text of that key in the plural form for a number. */
export function counted(lang, key, n) {
  const forms = TABLES[lang][key];
  return fill(forms[new Intl.PluralRules(lang).select(n)] ?? forms.other, { n });
}
