// Starts the page, or says in words why it does not start. #trouble also shows by itself after 30 s (css/base.css),
// so that even a missing boot.js does not leave the reader waiting.

const PATIENCE = 30_000;
const WASM = 'ui_bg.wasm';
const WORDS = { en: 'lang/en.bin', 'zh-TW': 'lang/zh-TW.bin', pl: 'lang/pl.bin' };

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

/** The words of a language: a file beside the program, made with it. */
async function words(tag) {
  const file = WORDS[tag];
  const response = await fetch(new URL(file, import.meta.url));
  if (!response.ok) throw new Error(`${file}: HTTP ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

/** Takes a language in; false when its file belongs to another build. */
async function take(ui, tag) {
  return ui.install(tag, await words(tag));
}

async function start() {
  if (typeof WebAssembly !== 'object') throw new Error('no WebAssembly');
  const [ui, module] = await Promise.all([import('./ui.js'), load()]);
  await ui.default({ module_or_path: module });
  const first = ui.language();
  if (!(await take(ui, first))) throw new Error(`${WORDS[first]}: not of this build`);
  ui.start();
  return { ui, rest: Object.keys(WORDS).filter((tag) => tag !== first) };
}

/** The other languages. One that does not come stays switched off; the page works without it. */
async function others(ui, tags) {
  for (const tag of tags) {
    if (await take(ui, tag).catch(() => false)) document.dispatchEvent(new Event('ndr-language'));
  }
}

/** Resolves when the page has drawn itself. */
async function ready() {
  while (!document.documentElement.hasAttribute('data-ready')) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

const timer = setTimeout(() => fail(`${PATIENCE / 1000} s`), PATIENCE);
try {
  const { ui, rest } = await start();
  await ready();
  await others(ui, rest);
  // Everything has come by now; nothing is fetched from here on.
  document.documentElement.setAttribute('data-complete', '');
} catch (error) {
  fail(String(error));
} finally {
  clearTimeout(timer);
}
