import init from './hello.js';

init({ module_or_path: new URL('hello_bg.wasm', import.meta.url) });
