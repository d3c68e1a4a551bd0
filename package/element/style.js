// How the answer looks. A page sets the custom properties --ndr-… on the element or anywhere around it.

const CSS = `
:host { display: block; container-type: inline-size;
  --paper: var(--ndr-paper, light-dark(#faf9f6, #15181b));
  --card: var(--ndr-card, light-dark(#fff, #1d2125));
  --ink: var(--ndr-ink, light-dark(#1b1f23, #eceae5));
  --soft: var(--ndr-soft, light-dark(#555d66, #a9b1b9));
  --line: var(--ndr-line, light-dark(#e2dfd8, #343a40));
  --edge: var(--ndr-edge, light-dark(#85898c, #7b838a));
  --accent: var(--ndr-accent, light-dark(#0a5a6a, #74c6d6));
  --accent-wash: var(--ndr-accent-wash, light-dark(#e6f1f3, #17343b));
  --failed: var(--ndr-failed, light-dark(#a3341f, #f09a86));
  --failed-wash: var(--ndr-failed-wash, light-dark(#fbeeea, #3a2320));
  --open: var(--ndr-open, light-dark(#7d4d00, #e8b765));
  --open-wash: var(--ndr-open-wash, light-dark(#fbf3e2, #352a17));
  --fine: var(--ndr-fine, light-dark(#23663b, #8bcf9f));
  --fine-wash: var(--ndr-fine-wash, light-dark(#e8f4ec, #1b3224));
  --radius: var(--ndr-radius, .625rem);
  --mono: var(--ndr-mono, ui-monospace, "Cascadia Mono", "SF Mono", "Noto Sans Mono", monospace);
  color: var(--ink); font: var(--ndr-size, 1.0625rem)/1.6 var(--sans);
  --sans: var(--ndr-font, system-ui, "Segoe UI", "Noto Sans", "Noto Sans TC", "PingFang TC", "Microsoft JhengHei", sans-serif); }
:host([hidden]) { display: none; }
* { box-sizing: border-box; min-width: 0; }
h2, h3, h4, h5, p, ul, ol, dl, dd, pre, fieldset { margin: 0; padding: 0; border: 0; }
h2, h3, h4, h5 { line-height: 1.3; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.answer, .verdict, .advice, .notices, .part, .pairs { display: grid; grid-template-columns: minmax(0, 1fr); gap: .75rem; overflow-wrap: break-word; }
.answer { gap: 1.5rem; }
.advice { max-width: 44rem; }
.title { font-size: 1.55em; letter-spacing: -.01em; text-wrap: pretty; }
.title:lang(zh) { letter-spacing: 0; }
.summary { font-size: 1.15em; max-width: 44rem; }
.facts { display: flex; flex-wrap: wrap; gap: .25rem 1rem; color: var(--soft); font-size: .88em; }
.facts code { color: var(--ink); }
.label { color: var(--soft); font-size: .8rem; font-weight: 650; }
code { font: .92em/1.4 var(--mono); overflow-wrap: anywhere; }
pre { padding: .75rem; border: 1px solid var(--line); border-radius: .375rem; background: var(--paper); white-space: pre-wrap; }
a { color: var(--accent); text-underline-offset: .18em; overflow-wrap: anywhere; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: .375rem; }
bdi { overflow-wrap: anywhere; }
.tag { justify-self: start; padding: .2rem .75rem; border-radius: 99px; font-size: .8rem; font-weight: 650; }
.tag--failed { background: var(--failed-wash); color: var(--failed); }
.tag--open { background: var(--open-wash); color: var(--open); }
.tag--fine { background: var(--fine-wash); color: var(--fine); }
.notices, .several, .parties, .steps { list-style: none; }
.notice { padding: .75rem 1rem; border-inline-start: 4px solid var(--open); border-radius: .375rem; background: var(--open-wash); font-size: .9em; }
.list { display: grid; gap: .25rem; padding-inline-start: 1.3em; }
.several { display: flex; flex-wrap: wrap; gap: .5rem; margin-top: .25rem; }
button { display: grid; min-height: 2.75rem; padding: .4rem 1rem; border: 1.5px solid var(--edge); border-radius: var(--radius); background: var(--card); color: inherit; font: inherit; font-size: .9em; line-height: 1.35; text-align: start; cursor: pointer; }
button small { color: var(--soft); font-size: .85em; }
button:hover { border-color: var(--accent); }
button[aria-pressed=true] { border-color: var(--accent); background: var(--accent-wash); color: var(--accent); }
button[aria-pressed=true] small { color: inherit; }
.way { padding: 1rem 1.5rem; border: 1px solid var(--line); border-radius: var(--radius); background: var(--card); font-size: .9em; }
.parties { display: grid; grid-template-columns: minmax(0, 1fr) auto minmax(0, 1fr) auto minmax(0, 1fr); align-items: start; }
.party { display: grid; justify-items: center; gap: .25rem; text-align: center; line-height: 1.35; }
.party--acts strong { color: var(--failed); }
.acts { padding: .15rem .65rem; border-radius: var(--radius); background: var(--failed-wash); color: var(--failed); font-size: .8rem; font-weight: 650; }
.leg { position: relative; width: clamp(1.5rem, 8cqi, 4.5rem); height: 1.35em; }
.leg::before { content: ""; position: absolute; inset: 50% .25rem auto; border-top: 2px solid var(--fine); }
.leg-cut::before { border-top: 2px dashed var(--failed); }
.leg-cut::after { content: "✕" / ""; position: absolute; inset: -.05em auto auto calc(50% - .6em); width: 1.2em; background: var(--card); color: var(--failed); font-weight: 700; text-align: center; }
.leg-open::before { border-top: 2px dotted var(--open); }
.idle { margin-top: .75rem; padding-top: .75rem; border-top: 1px solid var(--line); color: var(--soft); text-align: center; }
.choices { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 14rem), 1fr)); gap: .5rem .75rem; }
.choices legend { padding: 0; margin-bottom: .25rem; }
.choice { display: flex; gap: .6rem; align-items: center; min-height: 3rem; padding: .5rem 1rem; border: 1.5px solid var(--edge); border-radius: var(--radius); background: var(--card); font-weight: 600; line-height: 1.3; cursor: pointer; }
.choice:has(:checked) { border-color: var(--accent); background: var(--accent-wash); color: var(--accent); }
.choice input { accent-color: var(--accent); width: 1.1rem; height: 1.1rem; margin: 0; }
.steps { display: grid; gap: 1.25rem; counter-reset: step; }
.step { counter-increment: step; display: grid; grid-template-columns: 2.25rem minmax(0, 1fr); gap: .25rem .75rem; color: var(--soft); }
.step::before { content: counter(step); display: grid; place-items: center; grid-row: 1 / span 2; width: 2.1rem; height: 2.1rem; border-radius: 50%; background: var(--accent-wash); color: var(--accent); font-weight: 650; }
.step > * { grid-column: 2; }
.step h4 { padding-top: .28rem; color: var(--ink); font-size: 1em; }
.time { color: var(--open); font-size: .8rem; }
summary { display: flex; gap: .75rem; align-items: center; min-height: 3rem; padding: .5rem 0; cursor: pointer; list-style: none; font-weight: 600; }
summary::-webkit-details-marker { display: none; }
summary::before { content: ""; flex: none; width: .5rem; height: .5rem; border: solid var(--soft); border-width: 0 2px 2px 0; transform: rotate(-45deg); }
[open] > summary::before { transform: rotate(45deg); }
summary:hover { color: var(--accent); }
summary h4 { font-size: 1em; }
.cause { border: 1px solid var(--line); border-radius: var(--radius); background: var(--card); padding: 0 1rem; }
.cause > .part { padding: 0 0 1rem 1.25rem; gap: .5rem; }
.likeliest { margin-inline-start: auto; padding: .1rem .6rem; border-radius: 99px; background: var(--accent-wash); color: var(--accent); font-size: .8rem; white-space: nowrap; }
.more { border-top: 1px solid var(--line); }
.fold { border-bottom: 1px solid var(--line); }
.fold > :last-child { padding-bottom: 1.25rem; }
.fold .list { padding-inline-start: 2.5em; }
.pairs { gap: .5rem; padding-inline-start: 1.25rem; }
.pair { display: grid; grid-template-columns: minmax(8rem, 12rem) minmax(0, 1fr); gap: 0 1rem; }
.pair dt { color: var(--soft); font-size: .9em; }
.list small { color: var(--soft); }
@container (max-width: 32rem) {
  .parties { grid-template-columns: minmax(0, 1fr); }
  .party { justify-items: start; text-align: start; }
  .leg { width: 1.5rem; height: 1.4rem; }
  .leg::before { inset: 0 auto 0 .7rem; border-top: 0; border-inline-start: 2px solid var(--fine); }
  .leg-cut::before { border-inline-start: 2px dashed var(--failed); border-top: 0; }
  .leg-open::before { border-inline-start: 2px dotted var(--open); border-top: 0; }
  .idle { text-align: start; }
  .pair { grid-template-columns: minmax(0, 1fr); }
  .likeliest { display: none; }
}
@media (forced-colors: active) {
  .tag, .notice, .acts { border: 1px solid; }
  button[aria-pressed=true], .choice:has(:checked) { border: 3px solid Highlight; }
}
`;

let sheet;

/** The style sheet, made once for all elements: a constructed one needs no permission of a content security policy. */
export function style() {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(CSS);
  }
  return sheet;
}
