// Starts the page, or says in words why it does not start. #trouble also shows by itself after 30 s (css/base.css), so
// that even a missing script does not leave the reader waiting.
//
// The build puts this file behind the program's own script, into one `ui.js`: the page asks for it once, and its worker
// once more. `__wbg_init`, `install`, `language`, `start`, `prepare`, `employ`, `configure`,
// `warning` and `Feed` are what the program gives out.

const PATIENCE = 30_000;
const LARGEST_CONFIG = 1 << 16;
const WASM = 'ui_bg.wasm';
const CONFIG = 'config.json';
// Each language, and beside it the others in one file, in the order in which they stand here.
const WORDS = { en: 'lang/en.bin', 'zh-TW': 'lang/zh-TW.bin', pl: 'lang/pl.bin' };
const OTHERS = { en: 'lang/not-en.bin', 'zh-TW': 'lang/not-zh-TW.bin', pl: 'lang/not-pl.bin' };

/** Shows why the page did not start. The words stand in index.html; `detail` is for the admin. */
function fail(detail) {
  const trouble = document.getElementById('trouble');
  if (!trouble) return;
  document.getElementById('trouble-detail').textContent = detail;
  trouble.setAttribute('role', 'alert');
  trouble.classList.add('trouble--now');
}

/** The compiled module. A server that sends a wrong type for .wasm is no obstacle. */
async function load() {
  const response = await fetch(new URL(WASM, import.meta.url));
  if (!response.ok) throw new Error(`${WASM}: HTTP ${response.status}`);
  const type = response.headers.get('content-type') ?? '';
  if (type.startsWith('application/wasm') && WebAssembly.compileStreaming) {
    return WebAssembly.compileStreaming(response);
  }
  const bytes = await response.arrayBuffer();
  if (new TextDecoder().decode(bytes.slice(0, 4)) !== '\0asm') {
    throw new Error(`${WASM}: the server sent something else (${type || 'no type'})`);
  }
  return WebAssembly.compile(bytes);
}

/** What the organization has set, if the server has something to say about it. It is not worth a long wait. */
async function settle() {
  const options = { cache: 'no-cache', signal: AbortSignal.timeout(PATIENCE / 3) };
  const response = await fetch(new URL(CONFIG, import.meta.url), options);
  const text = await response.text();
  // One unit more than is read, and the rest for nothing.
  return () => response.status === 404 || configure(text.slice(0, LARGEST_CONFIG + 1), response.status);
}

async function bytes(file) {
  const response = await fetch(new URL(file, import.meta.url));
  if (!response.ok) throw new Error(`${file}: HTTP ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

/** Takes a language in: a file beside the program, made with it; false when it belongs to another build. */
async function take(tag) {
  return install(tag, await bytes(WORDS[tag]));
}

/** The packs in a file with the other languages: the length of the first in four bytes, the first, the second. */
async function takeApart(file) {
  const both = await bytes(file);
  const end = 4 + new DataView(both.buffer).getUint32(0, true);
  return [both.subarray(4, end), both.subarray(end)];
}

/** The other languages. One that does not come stays switched off; the page works without it. */
async function takeOthers(first) {
  const packs = await takeApart(OTHERS[first]).catch(() => []);
  for (const tag of Object.keys(WORDS).filter((other) => other !== first)) {
    const pack = packs.shift();
    const taken = (pack && install(tag, pack)) || (await take(tag).catch(() => false));
    if (taken) document.dispatchEvent(new Event('ndr-language'));
    await prepareTexts(tag);
  }
}

/** Makes the texts of a language ready between whatever else the page does. */
async function prepareTexts(tag) {
  while (prepare(tag)) await new Promise((resolve) => setTimeout(resolve));
}

/** Resolves when the page has drawn itself. */
async function ready() {
  while (!document.documentElement.hasAttribute('data-ready')) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** Starts this same script as a worker that reads what is long. Where that does not work, the page reads it itself. */
async function hire(module) {
  const policy = globalThis.trustedTypes?.createPolicy('worker', { createScriptURL: () => import.meta.url });
  const worker = new Worker(policy ? policy.createScriptURL('') : import.meta.url, { type: 'module' });
  await new Promise((resolve, reject) => {
    worker.onmessage = resolve;
    worker.onerror = reject;
    worker.postMessage(module);
  });
  worker.onmessage = worker.onerror = null;
  employ(worker);
}

async function startPage() {
  const timer = setTimeout(() => fail(`${PATIENCE / 1000} s`), PATIENCE);
  try {
    if (typeof WebAssembly !== 'object') throw new Error('no WebAssembly');
    // Both are on their way at once; settings that do not come are none.
    const [module, apply] = await Promise.all([load(), settle().catch(() => () => {})]);
    await __wbg_init({ module_or_path: module });
    apply();
    const first = language();
    if (!(await take(first))) throw new Error(`${WORDS[first]}: not of this build`);
    start();
    await ready();
    await prepareTexts(first);
    await takeOthers(first);
    const wrong = warning();
    if (wrong) console.warn(wrong);
    await hire(module).catch(() => {});
    // Everything has come by now; nothing is fetched from here on.
    document.documentElement.setAttribute('data-complete', '');
  } catch (error) {
    fail(String(error));
  } finally {
    clearTimeout(timer);
  }
}

/** How much of a long text goes to the program at once, in UTF-16 units. */
const SLICE = 1 << 20;

/** Gives a text to the program, a slice at a time and never in the middle of a character. */
function feedText(feed, text) {
  const encoder = new TextEncoder();
  for (let at = 0; at < text.length; ) {
    let end = Math.min(at + SLICE, text.length);
    if (end < text.length && text.charCodeAt(end - 1) >> 10 === 0xd800 >> 10) end -= 1;
    feed.push(encoder.encode(text.slice(at, end)));
    at = end;
  }
}

/** Gives a file to the program as it comes from the disk, and tells how far it is. */
async function feedFile(feed, file, tell) {
  let done = 0;
  for (const reader = file.stream().getReader(); ; ) {
    const { done: over, value } = await reader.read();
    if (over) return;
    feed.push(value);
    done += value.length;
    tell(Math.floor((done / file.size) * 100));
  }
}

/** The worker: first the module comes, then one job after the other, each `{ id, given }` with a text or a file. */
function startWorker() {
  let jobs = new Promise((resolve) => {
    globalThis.onmessage = ({ data }) => resolve(__wbg_init({ module_or_path: data }));
  }).then(() => postMessage('ready'));
  jobs.then(() => {
    globalThis.onmessage = ({ data }) => (jobs = jobs.then(() => work(data)));
  });
}

async function work({ id, given }) {
  const feed = new Feed(given.size ?? given.length);
  try {
    const tell = (stage) => (percent) => postMessage({ id, stage, percent });
    if (typeof given === 'string') feedText(feed, given);
    else await feedFile(feed, given, tell('opening'));
    const reading = feed.read(typeof given === 'string', tell('reading'));
    postMessage({ id, reading }, [reading.buffer]);
  } catch {
    feed.free();
    postMessage({ id });
  }
}

if (typeof document === 'object') startPage();
else startWorker();
