// How long reading takes in WebAssembly: node read.mjs PACKAGE_DIR < the files' names, one a line.
// Prints microseconds a mail, each in its fastest round. `cargo xtask bench` runs it beside the native bench of the same mails.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const ROUNDS = 40;

const folder = process.argv[2];
const api = await import(pathToFileURL(resolve(folder, 'ndr_explainer.js')));
api.initSync({ module: readFileSync(join(folder, 'ndr_explainer_bg.wasm')) });
const mails = readFileSync(0, 'utf8').trim().split('\n').map((name) => new Uint8Array(readFileSync(name)));
let sum = 0;
// The compiler optimises what has run for a while.
for (const mail of mails) api.read(mail);
for (const mail of mails) {
  let best = Infinity;
  for (let round = 0; round < ROUNDS; round += 1) {
    const start = process.hrtime.bigint();
    api.read(mail);
    best = Math.min(best, Number(process.hrtime.bigint() - start));
  }
  sum += best / 1e3;
}
console.log((sum / mails.length).toFixed(1));
