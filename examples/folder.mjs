// A folder of bounces as a table: node folder.mjs FOLDER [LANGUAGE] > bounces.csv
//
// One line for each recipient of each .eml or .msg file. PACKAGE names the folder of the package; without it, dist/pkg of this project.

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const library = process.env.PACKAGE ?? path.join(here, '..', 'dist', 'pkg');
const { explain, initSync } = await import(pathToFileURL(path.join(library, 'ndr_explainer.js')).href);
initSync({ module: readFileSync(path.join(library, 'ndr_explainer_bg.wasm')) });

const [folder, lang = 'en'] = process.argv.slice(2);
if (!folder) {
  console.error('node folder.mjs FOLDER [LANGUAGE] > bounces.csv');
  process.exit(2);
}

/**
 * One field of CSV (RFC 4180). A spreadsheet takes what begins with = + - @ for a formula, and the texts come from strangers: such a
 * field gets an apostrophe in front.
 */
function field(value) {
  const text = String(value ?? '').replace(/\s+/g, ' ');
  const safe = /^[=+\-@]/.test(text) ? `'${text}` : text;
  return /[",]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const line = (values) => console.log(values.map(field).join(','));

line(['file', 'recipient', 'result', 'code', 'cause', 'who', 'remote', 'title']);
for (const name of readdirSync(folder).filter((one) => /\.(eml|msg)$/i.test(one)).sort()) {
  const { bounces } = explain(readFileSync(path.join(folder, name)), { lang });
  if (bounces.length === 0) line([name, '', '', '', 'not-a-bounce']);
  for (const { recipient, action, reply, status, cause, fixed_by, remote_mta, explanation } of bounces) {
    line([name, recipient, action, [reply, status].filter(Boolean).join(' '), cause, fixed_by, remote_mta, explanation.title]);
  }
}
