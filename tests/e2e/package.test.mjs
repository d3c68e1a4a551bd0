// The JavaScript package as it is given out: its files, its types, in Node, in the page and in a worker; its element, and the examples.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { BOUNCES, bytes, text } from './fixtures.mjs';
import { axe, launch, open, PKG, serve } from './harness.mjs';
import { becomes, until } from './patience.mjs';
import { LANGS, LANGUAGES, words } from './words.mjs';

const run = promisify(execFile);
const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.join(here, '..', '..');

/** A folder in which `ndr-explainer` is installed, as npm would do it. */
const project = await mkdtemp(path.join(tmpdir(), 'ndr-package-'));
await cp(PKG, path.join(project, 'node_modules', 'ndr-explainer'), { recursive: true });
await cp(path.join(here, 'types', 'sample.ts'), path.join(project, 'sample.ts'));
after(() => rm(project, { recursive: true }));
await writeFile(
  path.join(project, 'page.html'),
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>Intranet</title><meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,"><main><h1>Intranet</h1><ndr-explainer></ndr-explainer></main>
<script type="module" src="node_modules/ndr-explainer/ndr-explainer-element.js"></script></html>`,
);
await writeFile(
  path.join(project, 'worker.js'),
  `import init, { explain } from './node_modules/ndr-explainer/ndr_explainer.js';
await init();
onmessage = ({ data }) => postMessage(explain(data, { lang: 'zh-TW' }));
postMessage('ready');`,
);

const node = (...args) => run(process.execPath, args, { cwd: project });

test('the types compile under strict, alone and in use', async () => {
  const tsc = path.join(here, 'node_modules', 'typescript', 'bin', 'tsc');
  const flags = ['--noEmit', '--strict', '--noUncheckedIndexedAccess', '--exactOptionalPropertyTypes', '--module', 'nodenext'];
  await node(tsc, ...flags, '--target', 'es2022', '--lib', 'es2022,dom', 'sample.ts').catch(({ stdout }) => assert.fail(stdout));
});

test('the manifest names files that are there, and no file is forgotten', async () => {
  const manifest = JSON.parse(await readFile(path.join(PKG, 'package.json'), 'utf8'));
  const { stdout } = await run('npm', ['pack', '--dry-run', '--json'], { cwd: path.join(project, 'node_modules', 'ndr-explainer') });
  const packed = JSON.parse(stdout)[0].files.map((file) => file.path);
  const all = await readdir(PKG, { recursive: true, withFileTypes: true });
  const there = all.filter((file) => file.isFile()).map((file) => path.relative(PKG, path.join(file.parentPath, file.name)));
  assert.deepEqual(packed.sort(), there.sort());
  const named = Object.values(manifest.exports).flatMap((one) => (typeof one === 'string' ? [one] : Object.values(one)));
  for (const name of named) assert.ok(packed.includes(name.slice(2)), name);
  assert.ok(packed.includes('README.md'));
});

test('the README’s program for Node runs as it stands there', async () => {
  const readme = await readFile(path.join(PKG, 'README.md'), 'utf8');
  const [, program] = /## In Node\s+```js\n([\s\S]*?)```/.exec(readme);
  await cp(path.join(here, 'fixtures', 'postfix.eml'), path.join(project, 'bounce.eml'));
  const { stdout } = await node('--input-type=module', '--eval', program);
  assert.match(stdout, /^jan@fabrikam\.example 5\.7\.1 ip-blocklisted .*jan@fabrikam\.example/);
});

test('the element can be imported where there is no document', async () => {
  await node('--input-type=module', '--eval', "import 'ndr-explainer/element'");
});

test('a folder of .eml files becomes a table', async () => {
  const program = path.join(root, 'examples', 'folder.mjs');
  const env = { ...process.env, PACKAGE: PKG };
  const { stdout } = await run(process.execPath, [program, path.join(here, 'fixtures'), 'pl'], { env });
  const lines = stdout.trim().split('\n');
  assert.equal(lines[0], 'file,recipient,result,code,cause,who,remote,title');
  const line = lines.find((one) => one.startsWith('postfix.eml'));
  assert.match(line, /^postfix\.eml,jan@fabrikam\.example,failed,554 5\.7\.1,ip-blocklisted,sender-admin,mx1\.fabrikam\.example,/);
  const files = (await readdir(path.join(here, 'fixtures'))).filter((name) => /\.(eml|msg)$/.test(name));
  assert.deepEqual([...new Set(lines.slice(1).map((one) => one.split(',')[0]))].sort(), files.sort());
});

/** A page with the package's element in it, under a policy that allows only what README.md names. */
const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'self'; img-src data:; " +
  "require-trusted-types-for 'script'";
let browser;
let server;
before(async () => {
  [browser, server] = await Promise.all([launch(), serve({ folder: project, headers: { 'content-security-policy': POLICY } })]);
});

/** A test with such a page; it fails where the page complained or asked another server. */
function elementTest(name, options, body) {
  test(name, async () => {
    const view = await open(browser, `${server.url}page.html`, { until: 'load', ...options });
    const element = view.page.locator('ndr-explainer');
    /** Gives the element an input and waits for its event. */
    const give = (input) =>
      element.evaluate(
        (node, value) =>
          new Promise((resolve) => {
            node.addEventListener('explained', ({ detail }) => resolve(detail), { once: true });
            node.input = Array.isArray(value) ? new Uint8Array(value) : value;
          }),
        input,
      );
    // What axe takes for the ground of the text.
    await view.page.evaluate(() => (document.body.style.background = 'light-dark(#fff, #15181b)'));
    await body({ ...view, element, give });
    assert.deepEqual(view.errors, []);
    assert.deepEqual(await view.violations(), []);
    const strangers = (await view.requests()).filter(({ url }) => !url.startsWith(server.origin) && !url.startsWith('data:'));
    assert.deepEqual(strangers, []);
    await view.close();
  });
}

const outcomes = Object.entries(BOUNCES);

elementTest('the element says what the page says, of every fixture', {}, async ({ element, give }) => {
  for (const [name, { recipient, code, cause, outcome, acts }] of outcomes) {
    const report = await give(name.endsWith('.eml') ? [...bytes(name)] : text(name));
    assert.equal(report.bounces[0].cause, cause, name);
    await element.getByRole('heading', { level: 2 }).getByText(recipient).waitFor();
    await element.getByText(words('en', `outcome-${outcome}`), { exact: true }).waitFor();
    await element.getByText(code, { exact: true }).first().waitFor();
    await element.getByText(words('en', acts), { exact: true }).waitFor();
  }
});

elementTest('nothing is fetched before there is something to read, and nothing twice', {}, async ({ give, requests, element }) => {
  const modules = async () => (await requests()).filter(({ url }) => url.endsWith('.wasm')).length;
  assert.equal(await modules(), 0);
  await give(text('qmail.txt'));
  await give(text('trace-row.txt'));
  assert.equal(await modules(), 1);
  await element.evaluate((node) => (node.input = null));
  await element.getByRole('article').waitFor({ state: 'detached' });
});

for (const lang of LANGS) {
  elementTest(`the element is accessible and speaks ${lang} in every state`, {}, async ({ page, element, give }) => {
    await element.evaluate((node, tag) => node.setAttribute('lang', tag), lang);
    const keys = new Set(Object.keys((await import(path.join(PKG, 'element', 'tables.js'))).TABLES[lang]));
    for (const [input, audience] of [
      [text('exchange-refused.txt'), 'user'],
      [text('exchange-refused.txt'), 'admin'],
      [text('exchange-restricted.txt'), null],
      [[...bytes('two-causes.eml')], 'admin'],
      [[...bytes('broken.eml')], 'user'],
      [text('cut-off.txt'), 'user'],
      [text('newsletter.txt'), 'user'],
      [[0, 1, 2, 3, 255, 254, 0, 0], 'user'],
    ]) {
      await element.evaluate((node, audience) => (node.audience = audience), audience);
      await give(input);
      assert.equal(await element.getByRole('article').getAttribute('lang'), LANGUAGES[lang].html);
      await element.evaluate((node) => node.shadowRoot.querySelectorAll('details').forEach((one) => (one.open = true)));
      for (const colorScheme of ['light', 'dark']) {
        await page.emulateMedia({ colorScheme });
        assert.deepEqual(await axe(page), [], `${lang} ${audience} ${colorScheme}`);
      }
      const shown = (await element.getByRole('article').innerText()).split(/\s+/);
      assert.ok(shown.join().length > 40);
      assert.deepEqual(shown.filter((word) => keys.has(word) || /undefined|null|\[object|\{\w+\}/.test(word)), []);
    }
  });
}

elementTest('the reader chooses for whom and which result, by keyboard', {}, async ({ page, element, give }) => {
  await give([...bytes('two-causes.eml')]);
  const [first, second] = await element.evaluate((node) => node.report.bounces.map((one) => one.explanation.title));
  const heading = element.getByRole('heading', { level: 2 });
  await becomes(() => heading.innerText(), first);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  const hasFocus = (one) => one.evaluate((node) => node === node.getRootNode().activeElement);
  await becomes(() => heading.innerText(), second);
  await becomes(() => hasFocus(element.getByRole('button', { pressed: true })), true);
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowDown');
  await element.getByRole('heading', { name: words('en', 'answer-causes') }).waitFor();
  await becomes(() => hasFocus(element.getByRole('radio', { checked: true })), true);
  await element.evaluate((node) => (node.audience = 'user'));
  await becomes(() => element.getByRole('radio').count(), 0, 'told by the page: nothing to choose');
});

elementTest('what a page sets before the element is known is not lost, and its language counts', {}, async ({ page, element }) => {
  await page.evaluate((input) => {
    document.documentElement.lang = 'pl-PL';
    const node = document.createElement('div').appendChild(document.createElement('ndr-explainer'));
    Object.defineProperty(node, 'input', { value: input, configurable: true, writable: true });
    document.querySelector('ndr-explainer').replaceWith(node);
  }, text('qmail.txt'));
  await element.getByText(words('pl', 'party-acts-you')).waitFor();
});

elementTest('custom properties change how it looks', {}, async ({ page, element, give }) => {
  await give(text('qmail.txt'));
  const colour = () => element.getByText(words('en', 'outcome-final')).evaluate((node) => getComputedStyle(node).color);
  const before = await colour();
  await page.evaluate(() => document.body.style.setProperty('--ndr-failed', 'rgb(1, 2, 3)'));
  assert.notEqual(before, await colour());
  assert.equal(await colour(), 'rgb(1, 2, 3)');
});

elementTest('markup of a mail stays text', {}, async ({ page, element, give }) => {
  const mark = '<img src=x onerror="globalThis.marked=1"><script>marked=1</script>';
  await give([...Buffer.from(text('postfix.eml').replaceAll('Delivery on Monday', mark))]);
  await element.evaluate((node) => node.shadowRoot.querySelectorAll('details').forEach((one) => (one.open = true)));
  assert.ok((await element.getByRole('article').innerText()).includes(mark), 'and is shown');
  assert.equal(await element.evaluate((node) => node.shadowRoot.querySelectorAll('img, script, iframe, svg').length), 0);
  assert.equal(await page.evaluate(() => globalThis.marked), undefined);
});

test('without its module the element says so, and comes back with it', async () => {
  const wasm = 'node_modules/ndr-explainer/ndr_explainer_bg.wasm';
  const missing = [wasm];
  const broken = await serve({ folder: project, missing });
  const view = await open(browser, `${broken.url}page.html`, { until: 'load', lang: 'pl-PL' });
  const element = view.page.locator('ndr-explainer');
  await element.evaluate((node) => ((node.lang = 'pl'), (node.input = '550 5.1.1 User unknown')));
  await element.getByRole('alert').getByText(words('pl', 'element-failed')).waitFor();
  missing.length = 0;
  await element.evaluate((node) => (node.input = '550 5.1.1 User unknown'));
  await element.getByRole('article').waitFor();
  await view.close();
});

elementTest('the module works in a worker', {}, async ({ page }) => {
  const title = await page.evaluate(async (input) => {
    const policy = trustedTypes.createPolicy('worker', { createScriptURL: (url) => url });
    const worker = new Worker(policy.createScriptURL('worker.js'), { type: 'module' });
    const next = () => new Promise((resolve, reject) => ((worker.onmessage = resolve), (worker.onerror = reject)));
    await next();
    worker.postMessage(input);
    return (await next()).data.bounces[0].explanation.title;
  }, text('qmail.txt'));
  assert.match(title, /piotr@fabrikam\.example/);
  assert.match(title, /\p{Script=Han}/u);
});

test('the form of a helpdesk fills itself in', async () => {
  const home = await serve({ folder: root });
  const view = await open(browser, `${home.url}examples/helpdesk.html`, { until: 'load' });
  const { page } = view;
  await page.getByLabel('The message that came back').fill(text('exchange-refused.txt'));
  await page.locator('ndr-explainer').getByRole('heading', { level: 2 }).waitFor();
  const says = (label, words) => until(async () => assert.match(await page.getByLabel(label).inputValue(), words));
  await says('Subject of the ticket', /li\.wei@fabrikam\.example/);
  await says('Details', /450 4\.4\.316[\s\S]*mx2\.fabrikam\.example/);
  await says('Team', /^desk$/);
  await page.getByLabel('Or the message as a file').setInputFiles({ name: 'a.eml', mimeType: 'message/rfc822', buffer: bytes('postfix.eml') });
  await page.locator('ndr-explainer').getByText('jan@fabrikam.example').first().waitFor();
  await says('Team', /^mail$/);
  assert.deepEqual(await axe(page), []);
  assert.deepEqual(view.errors, []);
  assert.deepEqual(await view.violations(), []);
  await view.close();
});
