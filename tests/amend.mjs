// Makes a copy of a corpus' table of what is true in which the mails' own words have the last word (disputed.tsv).
//
//   node tests/amend.mjs PACKAGE_DIR CORPUS_DIR NEW_DIR
//
// NEW_DIR gets links to the mails and the amended expected.tsv. Words that do not stand in their mail, or a file that the
// table does not have, are an error.
import { mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [pkg, corpus, target] = process.argv.slice(2).map((path) => resolve(path));
const COLUMNS = { recipient: 1, status: 2, reply: 3, cause: 4 };

const api = await import(pathToFileURL(join(pkg, 'ndr_explainer.js')));
api.initSync({ module: readFileSync(join(pkg, 'ndr_explainer_bg.wasm')) });

/** The text of a mail, decoded, on one line. */
function words(file) {
  const { text } = api.explain(new Uint8Array(readFileSync(join(corpus, file))), { lang: 'en' });
  return text.replace(/\s+/g, ' ');
}

const rows = (path) => readFileSync(path, 'utf8').trimEnd().split('\n').filter((line) => !line.startsWith('#'));
const [head, ...table] = rows(join(corpus, 'expected.tsv')).map((line) => line.split('\t'));
const disputes = rows(new URL('disputed.tsv', import.meta.url)).slice(1).map((line) => line.split('\t'));
for (const [file, field, value, said, why] of disputes) {
  const row = table.find(([name]) => name === file);
  if (!row || !COLUMNS[field] || !why) throw new Error(`disputed.tsv: ${file} ${field}: no such row`);
  if (row[COLUMNS[field]].split(',').includes(value)) throw new Error(`disputed.tsv: ${file}: nothing is disputed`);
  if (!words(file).includes(said)) throw new Error(`disputed.tsv: ${file} does not say “${said}”`);
  row[COLUMNS[field]] = value;
}

mkdirSync(target, { recursive: true });
for (const name of readdirSync(corpus)) {
  if (name !== 'expected.tsv') symlinkSync(join(corpus, name), join(target, name));
}
writeFileSync(join(target, 'expected.tsv'), [head, ...table].map((row) => row.join('\t')).join('\n') + '\n');
console.log(`${disputes.length} of ${table.length} rows amended by the words of their mails`);
