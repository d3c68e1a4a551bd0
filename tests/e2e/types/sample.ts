// Uses every type of the package, so that `tsc --strict` checks them all. It is never run.

import init, {
  explain, initSync,
  type Answer, type Block, type Bounce, type Cause, type Evidence, type ExplainOptions, type Explanation, type Hop,
  type InitInput, type InitOutput, type Inline, type Lang, type Note, type OriginalMessage, type Reference, type Report,
  type Slot, type SyncInitInput,
} from 'ndr-explainer';
import { NdrExplainerElement } from 'ndr-explainer/element';

/** Fails to compile where a case of a union is not told. */
function never(value: never): never {
  throw new Error(String(value));
}

function inline(run: Inline): string {
  switch (run.type) {
    case 'text':
    case 'strong':
    case 'code':
      return run.text;
    case 'link':
      return `${run.text} ${run.url}`;
    case 'value': {
      const slot: Slot = run.slot;
      return `${slot} ${run.text}`;
    }
    default:
      return never(run);
  }
}

function block(one: Block): string {
  switch (one.type) {
    case 'paragraph':
      return one.text.map(inline).join('');
    case 'list':
      return `${one.ordered ? 1 : '-'} ${one.items.flat().map(inline).join('')}`;
    case 'command': {
      const shell: 'powershell' | 'sh' | 'text' = one.shell;
      return shell + one.text;
    }
    case 'step':
      return one.id + one.title.map(inline).join('') + one.body.map(block).join('') + (one.time ?? []).map(inline).join('');
    case 'cause':
      return one.id + [...one.tell, ...one.fix, ...one.check].map(block).join('') + (one.time ?? []).map(inline).join('');
    default:
      return never(one);
  }
}

function note(one: Note): string {
  switch (one.slug) {
    case 'empty':
    case 'binary':
    case 'broken-mime':
    case 'unknown-charset':
    case 'too-large':
    case 'truncated':
    case 'not-sent-by-you':
      return one.slug;
    case 'code-and-text-disagree':
      return `${one.bounce.toFixed()} ${one.code} ${one.text}`;
    case 'lookalike':
      return one.signs.join();
    case 'many-recipients':
      return one.total.toFixed();
    default:
      return never(one);
  }
}

function bounce(one: Bounce): string[] {
  const cause: Cause = one.cause;
  const texts: (string | null)[] = [
    one.recipient, one.status, one.reply, one.diagnostic, one.reporting_mta, one.remote_mta, one.remote_ip, one.arrival,
    one.last_attempt, one.retry_until, one.article, cause,
  ];
  const action: 'failed' | 'delayed' | 'expired' | 'delivered' | 'relayed' | 'expanded' | null = one.action;
  const confidence: 'exact' | 'likely' | 'general' = one.confidence;
  const helper: 'sender' | 'sender-admin' | 'recipient' | 'recipient-admin' | 'provider' | 'wait' | 'nobody' = one.fixed_by;
  const chain: Answer[] = one.chain;
  const evidence: Evidence[] = one.evidence;
  const explanation: Explanation = one.explanation;
  const references: Reference[] = explanation.references;
  const lang: Lang = explanation.lang;
  return [
    ...texts.filter((text) => text !== null),
    action ?? '', confidence, helper, lang, explanation.title, explanation.summary,
    ...chain.map(({ status, reply, text }) => `${status} ${reply} ${text.length}`),
    ...evidence.map(({ field, start, end }) => `${field} ${end - start}`),
    ...explanation.user.map(block), ...explanation.admin.map(block),
    ...references.map(({ title, url, read }) => title + url + read),
  ];
}

const options: ExplainOptions = { lang: 'zh-TW', now: '2026-01-01T00:00:00Z' };
const module: SyncInitInput = new Uint8Array();
const input: InitInput = new URL('https://contoso.example/');
const output: InitOutput = initSync({ module });
void output.memory;
void init().then(() => init({ module_or_path: input }));

const report: Report = explain('550 5.1.1', options);
explain(new Uint8Array());
const schema: 1 = report.schema;
const texts: (string | null)[] = [report.form, report.text, report.language, report.reporter];
const original: OriginalMessage | null = report.original;
const hops: Hop[] = original?.hops ?? [];
void [schema, texts, report.bounces.map(bounce), report.notes.map(note), original?.subject, original?.from, original?.message_id];
void [original?.date, hops.map(({ from, by, with: protocol, time }) => [from, by, protocol, time])];

// What must not compile.
// @ts-expect-error: no such language
explain('', { lang: 'de' });
// @ts-expect-error: neither text nor bytes
explain(550);
// @ts-expect-error: may be null
report.bounces[0]!.recipient.length;

const element: NdrExplainerElement = document.createElement('ndr-explainer');
element.input = 'text';
element.input = new Uint8Array();
element.input = null;
element.audience = 'admin';
element.lang = 'pl';
const shown: Report | null = element.report;
element.addEventListener('explained', (event) => event.detail.bounces.length);
element.addEventListener('failed', (event) => String(event.detail));
// @ts-expect-error: cannot be set
element.report = shown;
