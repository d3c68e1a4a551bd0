// Waiting for what a page becomes, and pages that let one wait.
//
//   await link.click();
//   await becomes(() => heading.innerText(), 'Privacy');
//
// Much of what a page does comes behind the action that asked for it: another address, a pause in the typing, a worker, the
// clipboard, a file, and what takes more than a frame to draw. A test that looks at once is right only where the machine is as fast as that of its author. What stays
// as it is after that is asserted without waiting, behind what was waited for.
//
// Two variables of the environment find tests that look too early; neither is set in the usual run. With them, what is measured in
// milliseconds (the blocks in long, the keystrokes in reference) says nothing.
//
// - `NDR_SLOW=6`: the browser takes six times as long for all that a page computes
// - `NDR_LATE=200`: what a page waits for comes up to so many milliseconds late, and never less than half of that: timers, a new
//   address, files, the worker, the clipboard; and the server's answers up to so many milliseconds

import assert from 'node:assert/strict';

/** How long a test waits for something that is to happen, in milliseconds: far longer than the slowest machine takes. */
export const PATIENCE = 45_000;

/** How many times slower pages are. */
const SLOW = Number(process.env.NDR_SLOW ?? 1);

/** How late things come, in milliseconds. */
const LATE = Number(process.env.NDR_LATE ?? 0);

const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

/** Makes a check again and again until it holds, and gives back its result. After `timeout` milliseconds its last error stands. */
export async function until(check, timeout = PATIENCE) {
  const end = Date.now() + timeout;
  for (let wait = 10; ; wait = Math.min(2 * wait, 250)) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() >= end) throw error;
    }
    await pause(wait);
  }
}

/** Waits until what is read is what is wanted. */
export const becomes = (read, wanted, message) => until(async () => assert.deepEqual(await read(), wanted, message));

/**
 * Waits until the page has drawn all that it knows. Where drawing takes longer than 16 ms, yew goes on with the rest (a part of the
 * page, title, focus) by a timer: this one's come behind those, and three of them in a row must find the document unchanged.
 */
export const drawn = (page) =>
  page.evaluate(
    () =>
      new Promise((done) => {
        let quiet = 0;
        const observer = new MutationObserver(() => (quiet = 0));
        observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
        const look = () => {
          quiet += 1;
          if (quiet <= 3) return setTimeout(look);
          observer.disconnect();
          return done();
        };
        look();
      }),
  );

/** Lets the server's answer wait as NDR_LATE says, behind a wait of its own. */
export const answerLate = (milliseconds) => pause(milliseconds + Math.random() * LATE);

const sessions = new WeakMap();

/** Makes a page slow and late, if the environment says so; before it is opened. */
export async function hamper(page) {
  if (LATE) await page.addInitScript(comeLate, LATE);
  if (SLOW === 1) return;
  sessions.set(page, await page.context().newCDPSession(page));
  await throttle(page, SLOW);
}

/** Does something that is no part of the page, and that nobody wants to wait for. */
export async function unhampered(page, act) {
  await throttle(page, 1);
  const result = await act();
  await throttle(page, SLOW);
  return result;
}

const throttle = (page, rate) => sessions.get(page)?.send('Emulation.setCPUThrottlingRate', { rate });

/** Runs in the page before its own scripts. All comes late by the same time, so that the order stays; little before all is loaded. */
function comeLate(most) {
  const chosen = (most * (1 + Math.random())) / 2;
  const late = () => (document.documentElement?.hasAttribute('data-complete') ? chosen : chosen / 20);
  const timer = globalThis.setTimeout;
  const sleep = () => new Promise((done) => timer(done, late()));
  const behind = (act) => act && ((...all) => timer(() => act(...all), late()));
  globalThis.setTimeout = (act, wait = 0, ...all) => timer(act, wait + late(), ...all);
  const listen = globalThis.addEventListener;
  globalThis.addEventListener = (type, act, ...all) =>
    listen(type, ['hashchange', 'popstate'].includes(type) ? behind(act.handleEvent?.bind(act) ?? act) : act, ...all);
  const before = (owner, name) => {
    const act = owner?.[name];
    if (!act) return;
    owner[name] = async function (...all) {
      await sleep();
      return act.apply(this, all);
    };
  };
  before(Blob.prototype, 'arrayBuffer');
  before(navigator.clipboard, 'writeText');
  const heard = Object.getOwnPropertyDescriptor(Worker.prototype, 'onmessage');
  Object.defineProperty(Worker.prototype, 'onmessage', {
    ...heard,
    set(act) {
      heard.set.call(this, behind(act));
    },
  });
}
