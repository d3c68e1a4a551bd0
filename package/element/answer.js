// The answer as nodes. Whatever comes of a mail becomes a text node; the words are those of the page.

import { facts, sources } from './details.js';
import { bdi, inlines, node, said } from './nodes.js';
import { counted, spoken, words } from './words.js';

export { spoken };

/** What the tag says of each result, and the class that colours it. */
const OUTCOMES = {
  final: ['outcome-final', 'failed'],
  expired: ['outcome-expired', 'failed'],
  pending: ['outcome-pending', 'open'],
  fine: ['outcome-fine', 'fine'],
};
const OF_ACTION = {
  failed: 'final', expired: 'expired', delayed: 'pending', delivered: 'fine', relayed: 'fine', expanded: 'fine',
};
const NO_FAILURE = ['auto-reply', 'feedback-report', 'read-receipt'];

/** Whether it is over, as the page decides it: by what the report says, else by the first digit of the outermost code. */
function outcome({ action, cause, chain, fixed_by, status }) {
  if (action) return OF_ACTION[action];
  if (NO_FAILURE.includes(cause)) return 'fine';
  const code = chain[0]?.reply ?? chain[0]?.status ?? status;
  return code ? (code.startsWith('4') ? 'pending' : 'final') : fixed_by === 'wait' ? 'pending' : 'final';
}

/** The whole answer. */
export function answer(view) {
  const { report, lang, selected } = view;
  const bounce = report.bounces[selected];
  const parts = bounce ? told(bounce, view) : nothing(view);
  const article = node('article', 'answer', [several(view), ...parts]);
  article.lang = spoken(lang);
  article.setAttribute('aria-labelledby', 'heading');
  return article;
}

/** Why nothing can be explained, and the error for whoever can mend it. */
export function failure(tag, error) {
  const lang = /^pl\b/i.test(tag) ? 'pl' : /^zh\b/i.test(tag) ? 'zh-TW' : 'en';
  const alert = node('div', 'notice', [said('p', '', words(lang, 'element-failed')), said('code', '', String(error))]);
  alert.lang = spoken(lang);
  alert.setAttribute('role', 'alert');
  return alert;
}

function told(bounce, view) {
  const { lang, audience, report, selected } = view;
  const [key, colour] = OUTCOMES[outcome(bounce)];
  const code = [bounce.reply, bounce.status].filter(Boolean).join(' ');
  const line = [code && said('code', '', code), said('span', '', words(lang, `confidence-${bounce.confidence}`))];
  return [
    node('div', 'verdict', [
      said('p', `tag tag--${colour}`, words(lang, key)),
      heading(bounce.explanation.title),
      node('p', 'facts', line),
      said('p', 'summary', bounce.explanation.summary),
    ]),
    notices(report, selected, lang),
    parties(bounce, lang),
    view.switches && audiences(view),
    audience === 'admin' ? causes(bounce, lang) : steps(bounce, lang),
    node('div', 'more', [facts(bounce, report, lang), sources(bounce, lang)]),
  ];
}

function heading(text) {
  const title = said('h2', 'title', text);
  title.id = 'heading';
  return title;
}

/** One button for each result, when there are several. At most so many: a page of a thousand helps nobody. */
const MOST = 50;

function several({ report, lang, selected, select }) {
  const { bounces } = report;
  if (bounces.length < 2) return null;
  const all = bounces.slice(0, MOST).map((bounce, index) => {
    const cause = words(lang, `cause-${bounce.cause}`);
    const name = bounce.recipient ?? words(lang, 'recipients-unnamed');
    const button = node('button', 'one', [bdi(name), said('small', '', cause)]);
    button.type = 'button';
    button.id = `bounce-${index}`;
    button.setAttribute('aria-pressed', String(index === selected));
    button.addEventListener('click', () => select(index));
    return node('li', '', [button]);
  });
  const count = counted(lang, 'recipients-count', bounces.length);
  const list = node('ul', 'several', all);
  list.setAttribute('aria-label', count);
  return node('div', '', [said('p', 'label', count), list]);
}

function audiences({ lang, audience, choose }) {
  const radios = ['user', 'admin'].map((one) => {
    const radio = node('input', '');
    radio.type = 'radio';
    radio.name = 'audience';
    radio.id = `audience-${one}`;
    radio.checked = one === audience;
    radio.addEventListener('change', () => choose(one));
    return node('label', 'choice', [radio, said('span', '', words(lang, `role-${one}`))]);
  });
  return node('fieldset', 'choices', [said('legend', 'label', words(lang, 'role-legend')), ...radios]);
}

/** Which party has to act, and what stands below it. */
const ACTS = {
  sender: [0, 'party-acts-you'],
  'sender-admin': [0, 'party-acts-your-admin'],
  provider: [1, 'party-acts'],
  recipient: [2, 'party-acts-recipient'],
  'recipient-admin': [2, 'party-acts-their-admin'],
};
const LEGS = { final: 'leg-cut', expired: 'leg-cut', pending: 'leg-open', fine: 'leg-through' };

function parties(bounce, lang) {
  if (NO_FAILURE.includes(bounce.cause)) return null;
  const [place, key] = ACTS[bounce.fixed_by] ?? [];
  const domain = bounce.recipient?.split('@').slice(1).pop();
  const names = [words(lang, 'party-you'), words(lang, 'party-service'), domain || words(lang, 'party-recipient')];
  const all = names.flatMap((name, index) => {
    const acts = index === place;
    const note = acts && said('span', 'acts', words(lang, key));
    const leg = ['leg-through', LEGS[outcome(bounce)]][index];
    const way = leg && node('li', `leg ${leg}`, [said('span', 'hidden', words(lang, leg))]);
    return [node('li', acts ? 'party party--acts' : 'party', [node('strong', '', [bdi(name)]), note]), way];
  });
  const list = node('ol', 'parties', all);
  list.setAttribute('aria-label', words(lang, 'parties-label'));
  const idle = { wait: 'party-acts-wait', nobody: 'party-acts-nobody' }[bounce.fixed_by];
  return node('div', 'way', [list, idle && said('p', 'idle', words(lang, idle))]);
}

function steps({ explanation }, lang) {
  const all = explanation.user.filter(({ type }) => type === 'step').map(({ title, body, time }) => {
    const when = time && node('p', 'time', [said('span', 'hidden', `${words(lang, 'answer-time')}: `), ...inlines(time)]);
    return node('li', 'step', [node('h4', '', inlines(title)), ...blocks(body), when]);
  });
  return node('section', 'advice', [said('h3', 'label', words(lang, 'answer-steps')), node('ol', 'steps', all)]);
}

function causes({ explanation }, lang) {
  const isCause = ({ type }) => type === 'cause';
  const all = explanation.admin.filter(isCause).map((cause, index) => {
    const part = (key, content) => content?.length && node('div', 'part', [said('h5', 'label', words(lang, key)), ...content]);
    const first = index === 0 && said('small', 'likeliest', words(lang, 'admin-likeliest'));
    const details = node('details', 'cause', [
      node('summary', '', [node('h4', '', inlines(cause.title)), first]),
      part('admin-tell', blocks(cause.tell)),
      part('admin-fix', blocks(cause.fix)),
      part('admin-check', blocks(cause.check)),
      part('admin-time', cause.time && [node('p', '', inlines(cause.time))]),
    ]);
    details.open = index === 0;
    return details;
  });
  const intro = blocks(explanation.admin.filter((block) => !isCause(block)));
  return node('section', 'advice', [said('h3', 'label', words(lang, 'answer-causes')), ...intro, ...all]);
}

function blocks(list) {
  return list.map((block) => {
    if (block.type === 'paragraph') return node('p', '', inlines(block.text));
    if (block.type === 'command') return node('pre', '', [said('code', '', block.text)]);
    if (block.type !== 'list') return null;
    return node(block.ordered ? 'ol' : 'ul', 'list', block.items.map((item) => node('li', '', inlines(item))));
  });
}

/** The note that stands in the words of the page under another name than its own. */
const NOTES = { truncated: 'note-truncated', 'not-sent-by-you': 'note-not-sent', lookalike: 'note-lookalike' };

function notices({ notes }, selected, lang) {
  const all = notes.map((note) => {
    const { slug } = note;
    if (slug === 'code-and-text-disagree') return note.bounce === selected && [words(lang, 'note-disagree', note)];
    if (slug === 'many-recipients') return [counted(lang, 'note-many', note.total)];
    if (slug === 'lookalike') return [words(lang, NOTES[slug]), ...note.signs.map((sign) => words(lang, `sign-${sign}`))];
    return [words(lang, NOTES[slug] ?? `intake-${slug}`)];
  });
  const told = all.filter(Boolean).map((lines) => node('li', 'notice', lines.map((line) => said('p', '', line))));
  if (told.length === 0) return null;
  const list = node('ul', 'notices', told);
  list.setAttribute('aria-label', words(lang, 'note-label'));
  return list;
}

function nothing({ report, lang }) {
  const instead = ['nothing-whole', 'nothing-line', 'nothing-file'].map((key) => said('li', '', words(lang, key)));
  const isMail = ['mime', 'mbox', 'outlook-msg'].includes(report.form);
  return [
    heading(words(lang, 'nothing-heading')),
    said('p', 'summary', words(lang, isMail ? 'nothing-mail' : 'nothing-other')),
    notices(report, 0, lang),
    said('h3', 'label', words(lang, 'nothing-instead')),
    node('ul', 'list', instead),
  ];
}
