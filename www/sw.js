// Keeps a copy of the page, so that it opens without the server. Only files of this build are kept: each is checked
// against the digest that the build has put down here.

const FILES = {};

/** A file with the begin of a language, or with its rest and all others whole: in this order. */
const LANGUAGE = /^lang\/(not-)?([^.]+)\./;
const LANGUAGES = ['en', 'zh-TW', 'pl'];

/** Caches belong to all of a server: this one's name tells which folder it is for, and which build. */
const NAME = `${registration.scope} ${Object.values(FILES).join('')}`;

/** The language that the page has begun with: it says so while this is installed. */
const told = new Promise((resolve) => {
  addEventListener('message', ({ data }) => LANGUAGES.includes(data) && resolve(data));
});

addEventListener('install', (event) => event.waitUntil(keepAll()));
addEventListener('activate', (event) => event.waitUntil(forgetOlder().then(() => clients.claim())));
addEventListener('message', ({ data }) => data === 'take over' && skipWaiting());
addEventListener('fetch', (event) => {
  const { method, url } = event.request;
  const name = method === 'GET' ? nameOf(url) : null;
  if (FILES[name] === '') event.respondWith(newest(event.request));
  else if (name !== null && Object.hasOwn(FILES, name)) event.respondWith(kept(name, event.request));
});

async function keepAll() {
  const cache = await caches.open(NAME);
  const files = Object.keys(FILES).filter((name) => !LANGUAGE.test(name));
  await Promise.all([keepLanguages(cache), ...files.map((name) => keep(cache, name))]);
}

/** All languages are in two files: which two, depends on the one that the page has begun with. */
async function keepLanguages(cache) {
  const first = await Promise.race([told, new Promise((resolve) => setTimeout(resolve, 3000, LANGUAGES[0]))]);
  const pair = Object.keys(FILES).filter((name) => LANGUAGE.exec(name)?.[2] === first);
  await Promise.all(pair.map((name) => keep(cache, name)));
}

/**
 * Keeps a file: out of the browser's cache, where the page has just put it, or else from the server. A file without a digest
 * is the site's own: it may say anything, and may be missing.
 */
async function keep(cache, name) {
  const digest = FILES[name];
  for (const mode of ['force-cache', 'reload']) {
    const response = await fetch(name, { cache: mode });
    if (!response.ok) continue;
    const bytes = await response.arrayBuffer();
    const found = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    const hex = Array.from(found, (byte) => byte.toString(16).padStart(2, '0')).join('');
    if (!hex.startsWith(digest)) continue;
    const headers = new Headers(response.headers);
    for (const one of ['content-encoding', 'content-length']) headers.delete(one);
    await cache.put(name, new Response(bytes, { headers }));
    return;
  }
  if (digest !== '') throw new Error(`${name} is not of this build`);
}

async function forgetOlder() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(`${registration.scope} `) && name !== NAME).map((name) => caches.delete(name)));
}

/** What of the page an address means: './' the page itself; null: nothing of it. */
function nameOf(url) {
  const { origin, pathname } = new URL(url);
  const address = origin + pathname;
  if (!address.startsWith(registration.scope)) return null;
  const name = address.slice(registration.scope.length);
  return name === '' || name === 'index.html' ? './' : name;
}

async function kept(name, request) {
  const cache = await caches.open(NAME);
  return (await cache.match(name)) ?? (await language(cache, name)) ?? fetch(request);
}

/** A file with languages that is not kept itself, made of those that are. */
async function language(cache, name) {
  const [, joined, tag] = LANGUAGE.exec(name) ?? [];
  if (!tag) return undefined;
  const rest = (one) => LANGUAGES.filter((other) => other !== one);
  const [begin, depth] = [{}, {}];
  for (const file of Object.keys(FILES)) {
    const [, others, one] = LANGUAGE.exec(file) ?? [];
    const response = one && (await cache.match(file));
    if (!response) continue;
    const parts = [...partsOf(await response.arrayBuffer())];
    if (!others) begin[one] = parts;
    else {
      depth[one] = parts.shift();
      for (const other of rest(one)) [begin[other], depth[other]] = [parts.splice(0, 2), parts.shift()];
    }
  }
  const wanted = joined ? [depth[tag], ...rest(tag).flatMap((one) => [...(begin[one] ?? [undefined]), depth[one]])] : (begin[tag] ?? [undefined]);
  if (wanted.includes(undefined)) return undefined;
  return new Response(new Blob(wanted), { headers: { 'content-type': 'application/octet-stream' } });
}

/** The parts that packs consist of, each with its length in its second four bytes. A language has three: words, texts, the rest. */
function* partsOf(bytes) {
  for (let at = 0; at < bytes.byteLength; ) {
    const end = at + 8 + new DataView(bytes).getUint32(at + 4, true);
    yield bytes.slice(at, end);
    at = end;
  }
}

/** What may change at any time: from the server while there is one. */
async function newest(request) {
  const cache = await caches.open(NAME);
  try {
    const response = await fetch(request);
    if (response.ok) await cache.put(request.url.split('?')[0], response.clone());
    return response;
  } catch {
    return (await cache.match(request, { ignoreSearch: true })) ?? Response.error();
  }
}
