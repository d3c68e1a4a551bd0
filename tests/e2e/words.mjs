// The words of the page, from the files that it is made of. Tests ask for them by key: a better wording breaks none.

import { readdirSync, readFileSync } from 'node:fs';

/** The languages of the page: what its button says, what `<html lang>` says, and how a browser asks for it. */
export const LANGUAGES = {
  en: { button: 'English', html: 'en', browser: 'en-US' },
  'zh-TW': { button: '繁體中文', html: 'zh-Hant-TW', browser: 'zh-TW' },
  pl: { button: 'Polski', html: 'pl', browser: 'pl-PL' },
};

/** Their tags. */
export const LANGS = Object.keys(LANGUAGES);

const knowledge = new URL('../../src/knowledge/', import.meta.url);
const tables = Object.fromEntries(LANGS.map((lang) => [lang, read(lang)]));

/** The entries `key = "text"` and `key = { form = "text", … }` of a language's file. */
function read(lang) {
  const file = new URL(`ui/${lang}.toml`, knowledge);
  const entry = /^([a-z0-9-]+) = (".*"|\{.*\})$/gm;
  const form = /(\w+) = ("(?:[^"\\]|\\.)*")/g;
  const table = {};
  for (const [, key, value] of readFileSync(file, 'utf8').matchAll(entry)) {
    table[key] = value.startsWith('"')
      ? JSON.parse(value)
      : Object.fromEntries([...value.matchAll(form)].map(([, name, text]) => [name, JSON.parse(text)]));
  }
  return table;
}

/** The text of that key with its placeholders filled. With a number `n`, its plural form. */
export function words(lang, key, values = {}) {
  let text = tables[lang][key];
  if (text && typeof text === 'object') text = text[new Intl.PluralRules(lang).select(values.n)] ?? text.other;
  if (text === undefined) throw new Error(`${lang}.toml has no text ${key}`);
  return text.replace(/\{(\w+)\}/g, (hole, name) => values[name] ?? hole);
}

/** What the page may call a cause: the name in the list of causes, or that of an article about it. */
export function names(lang, cause) {
  const articles = new URL('articles/', knowledge);
  const about = readdirSync(articles).filter((id) => isAbout(new URL(`${id}/`, articles), cause));
  return [
    words(lang, `cause-${cause}`),
    ...about.map((id) => /^name: (.*)$/m.exec(readFileSync(new URL(`${id}/${lang}.md`, articles), 'utf8'))[1]),
  ];
}

function isAbout(folder, cause) {
  try {
    return readFileSync(new URL('article.toml', folder), 'utf8').includes(`\ncause = "${cause}"\n`);
  } catch {
    return false;
  }
}
