// Starts the page, or says in words why it does not start. Where this script does not run at all, #trouble shows by itself
// after 10 s (css/base.css), so that even then the reader is not left waiting.
//
// The build puts this file behind the program's own script, into one `ui.js`: the page asks for it once, and its worker
// once more. `__wbg_init`, `install`, `installRest`, `language`, `start`, `prepare`, `employ`, `configure`, `warning` and `Feed` are what the
// program gives out.
// In the single file everything stands in the page itself: the script as a classic one, the other files as elements.

const PATIENCE = 30_000;
const LARGEST_CONFIG = 1 << 16;
const WASM = 'ui_bg.wasm';
const STYLE = 'css/page.css';
const CONFIG = 'config.json';
// Each language as far as the first answer needs it, and in one file the rest of it with the others behind.
const WORDS = { en: 'lang/en.bin', 'zh-TW': 'lang/zh-TW.bin', pl: 'lang/pl.bin' };
const OTHERS = { en: 'lang/not-en.bin', 'zh-TW': 'lang/not-zh-TW.bin', pl: 'lang/not-pl.bin' };

/** The service worker that keeps a copy of the page; none in the single file and while the page is being developed. */
const KEEPER = 'sw.js';

/** Where the language is remembered that the reader chose. */
const LANGUAGE = 'ndr-explainer.lang';

/** Where is remembered that the reader wants no copy. */
const NO_COPY = 'ndr-explainer.no-copy';

/** A module that uses what this program needs of WebAssembly: a browser that takes it is new enough. */
const PROBE = 'AGFzbQEAAAABBQFgAAF/AwIBAAQEAW8AAAUDAQAAChUBEwBBAEEAQQD8CwBDAAAAAPwAwAs=';

/** An error with its cause by name: one of those that index.html has words for. */
function trouble(why, detail) {
  return Object.assign(new Error(detail), { why });
}

/** Shows why the page did not start. The words stand in index.html; `detail` is for the admin. */
function fail(why, detail) {
  const panel = document.getElementById('trouble');
  if (!panel) return;
  for (const one of panel.querySelectorAll('[data-why]')) one.hidden = one.dataset.why !== why;
  document.getElementById('trouble-detail').textContent = `${detail} · ${navigator.userAgent}`;
  panel.setAttribute('role', 'alert');
  panel.classList.add('trouble--now');
}

/** The name of the cause of an error that has none yet. */
function causeOf(error) {
  if (error.why) return error.why;
  return error instanceof RangeError || /memory/i.test(error.message) ? 'memory' : 'other';
}

const bytesOf = (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));

/** What the single file holds of that name: as it is, or compressed and as letters; null where there is nothing. */
function within(name) {
  const element = document.getElementById(name);
  if (!element) return null;
  if (element.type === 'application/json') return new Response(element.textContent);
  const bytes = new Blob([bytesOf(element.textContent)]).stream();
  return new Response(bytes.pipeThrough(new DecompressionStream('gzip')));
}

/** A file of the page: out of the single file, or from beside this script. */
async function get(name) {
  const inside = within(name);
  if (inside) return inside;
  const response = await fetch(new URL(name, import.meta.url)).catch((error) => {
    throw trouble('missing', `${name}: ${error.message}`);
  });
  if (!response.ok) throw trouble('missing', `${name}: HTTP ${response.status}`);
  return response;
}

/** The compiled module. A server that sends a wrong type for .wasm is no obstacle. */
async function load() {
  const response = await get(WASM);
  const type = response.headers.get('content-type') ?? '';
  const streams = type.startsWith('application/wasm') && WebAssembly.compileStreaming;
  if (streams) return WebAssembly.compileStreaming(response).catch(refused);
  const bytes = await response.arrayBuffer();
  if (new TextDecoder().decode(bytes.slice(0, 4)) !== '\0asm') {
    throw trouble('content', `${WASM}: the server sent something else (${type || 'no type'})`);
  }
  return WebAssembly.compile(bytes).catch(refused);
}

/** Tells a browser that may not compile anything from one that is too old, and from a damaged file. */
function refused(error) {
  const empty = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0);
  const detail = `${WASM}: ${error.message}`;
  if (causeOf(error) === 'memory') throw error;
  try {
    new WebAssembly.Module(empty);
  } catch {
    throw trouble('policy', detail);
  }
  throw trouble(WebAssembly.validate(bytesOf(PROBE)) ? 'content' : 'old', detail);
}

/** What the organization has set, if the server has something to say about it. It is not worth a long wait. */
async function settle() {
  const options = { cache: 'no-cache', signal: AbortSignal.timeout(PATIENCE / 3) };
  const response = within(CONFIG) ?? (await fetch(new URL(CONFIG, import.meta.url), options));
  // One unit more than is read, and the rest for nothing.
  return { status: response.status, text: (await response.text()).slice(0, LARGEST_CONFIG + 1) };
}

/** In which language the page will most likely begin. The program decides that (`language`), but it comes later. */
function likely({ text }) {
  const set = /"language"\s*:\s*"([\w-]+)"/.exec(text)?.[1];
  const asked = new URLSearchParams(location.search).get('lang');
  const tag = [asked, localStorage.getItem(LANGUAGE), set, ...navigator.languages].find(Boolean) ?? '';
  return Object.keys(WORDS).find((one) => one.slice(0, 2) === tag.slice(0, 2).toLowerCase()) ?? 'en';
}

const bytes = async (file) => new Uint8Array(await (await get(file)).arrayBuffer());

/** Takes a language in: a file beside the program, made with it; false when it belongs to another build. */
async function take(tag, pack = bytes(WORDS[tag])) {
  return install(tag, await pack);
}

/** The rest of the first language, and the others. What does not come is missing; the page works without it, and says so. */
async function takeRest(first) {
  // The single file has each language by itself, and whole.
  const rest = document.getElementById(WORDS[first]) ? null : bytes(OTHERS[first]);
  await prepareTexts(first);
  const taken = rest && (await rest.then((file) => installRest(first, file)).catch(() => false));
  for (const tag of Object.keys(WORDS)) {
    if (!taken && tag !== first) await take(tag).catch(() => false);
    document.dispatchEvent(new Event('ndr-language'));
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

/** The addresses of this script's own kind that it may run: Trusted Types want them named. */
function trusted(address) {
  const policy = (trusted.policy ??= globalThis.trustedTypes?.createPolicy('ndr-explainer', { createScriptURL: (url) => url }));
  return policy ? policy.createScriptURL(address) : address;
}

/** Starts this same script as a worker that reads what is long. Where that does not work, the page reads it itself. */
async function hire(module) {
  const inside = document.getElementById('program');
  const worker = inside
    ? new Worker(trusted(URL.createObjectURL(new Blob([inside.textContent], { type: 'text/javascript' }))))
    : new Worker(trusted(import.meta.url), { type: 'module' });
  await new Promise((resolve, reject) => {
    worker.onmessage = resolve;
    worker.onerror = reject;
    worker.postMessage(module);
  });
  worker.onmessage = worker.onerror = null;
  employ(worker);
}

/** What the buttons of the footer do, by their ids: the program draws them whenever it likes. */
const acts = {
  'copy-keep'() {
    localStorage.removeItem(NO_COPY);
    location.reload();
  },
};

/** Shows in the footer how it stands with the copy (css/base.css): kept, new, off. */
const showCopy = (state) => (document.documentElement.dataset.copy = state);

/**
 * Has the browser keep a copy of the page, so that it opens without the server. What is kept has just been loaded, so it
 * comes out of the browser's own cache. Only secure contexts can do it.
 */
async function keepCopy(first) {
  const { serviceWorker } = navigator;
  if (!KEEPER || !serviceWorker) return;
  document.addEventListener('click', ({ target }) => Object.hasOwn(acts, target.id) && acts[target.id]());
  if (localStorage.getItem(NO_COPY)) return showCopy('off');
  const address = trusted(new URL(KEEPER, import.meta.url).href);
  const registration = await serviceWorker.register(address, { updateViaCache: 'none' });
  const { active, installing, waiting } = registration;
  const known = serviceWorker.controller;
  installing?.postMessage(first);
  if (!(await settled(active ?? installing ?? waiting))) return;
  showCopy('kept');
  acts['copy-remove'] = () => removeCopy(registration);
  // The browser looks for a newer keeper by itself, some time after the page was opened again.
  const offer = (worker) => {
    if (!known || worker?.state !== 'installed') return;
    showCopy('new');
    acts['copy-renew'] = () => {
      serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
      worker.postMessage('take over');
    };
  };
  offer(registration.waiting);
  registration.addEventListener('updatefound', () => {
    const worker = registration.installing;
    worker.postMessage(first);
    worker.addEventListener('statechange', () => offer(worker));
  });
}

/** Resolves when a keeper has its copy or has given up: whether it has it. */
function settled(worker) {
  return new Promise((resolve) => {
    const look = () => ['activated', 'redundant'].includes(worker.state) && resolve(worker.state === 'activated');
    worker.addEventListener('statechange', look);
    look();
  });
}

async function removeCopy(registration) {
  localStorage.setItem(NO_COPY, '1');
  await registration.unregister();
  for (const name of await caches.keys()) {
    if (name.startsWith(`${registration.scope} `)) await caches.delete(name);
  }
  showCopy('off');
  document.getElementById('copy-keep')?.focus();
}

async function startPage() {
  document.documentElement.setAttribute('data-script', '');
  const timer = setTimeout(() => fail('slow', `${PATIENCE / 1000} s`), PATIENCE);
  try {
    if (typeof WebAssembly !== 'object') throw trouble('policy', 'no WebAssembly');
    // All is on its way at once; settings that do not come are none.
    const settings = settle().catch(() => ({ status: 404, text: '' }));
    const early = settings.then(likely).catch(() => 'en').then((tag) => ({ tag, pack: bytes(WORDS[tag]) }));
    // That it failed is told when it is needed.
    early.then(({ pack }) => pack.catch(() => {}));
    const [module, config] = await Promise.all([load(), settings]);
    const style = document.querySelector('link[rel=stylesheet]');
    if (style && !style.sheet?.cssRules.length) throw trouble('missing', STYLE);
    await __wbg_init({ module_or_path: module });
    if (config.status !== 404) configure(config.text, config.status);
    const first = language();
    const { tag, pack } = await early;
    if (!(await take(first, tag === first ? pack : undefined))) throw trouble('content', `${WORDS[first]}: not of this build`);
    start();
    await ready();
    await takeRest(first);
    const wrong = warning();
    if (wrong) console.warn(wrong);
    await keepCopy(first).catch(() => {});
    await hire(module).catch(() => {});
    // Everything has come by now; nothing is fetched from here on.
    document.documentElement.setAttribute('data-complete', '');
  } catch (error) {
    fail(causeOf(error), String(error));
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
