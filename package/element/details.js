// The folded sections: what the report states, and where the facts of the explanation were read.

import { bdi, node, outside, said } from './nodes.js';
import { counted, spoken, words } from './words.js';

/** A section that opens. */
function fold(name, content) {
  return node('details', 'fold', [said('summary', '', name), content]);
}

const DAY = { year: 'numeric', month: 'long', day: 'numeric' };

/** A time (RFC 3339) as the reader's clock shows it, or a day; what is neither stays as it is. */
function shown(text, lang, options) {
  const time = Date.parse(text);
  return Number.isNaN(time) ? text : new Intl.DateTimeFormat(spoken(lang), options).format(time);
}

const local = (text, lang) =>
  text && shown(text, lang, { ...DAY, hour: 'numeric', minute: '2-digit', timeZoneName: 'short' });

/** The facts of a delivery and of the message that came back; what the mail does not state is left out. */
export function facts(bounce, { original }, lang) {
  const remote = [...new Set([bounce.remote_mta, bounce.remote_ip])].filter(Boolean);
  const rows = [
    ['fact-recipient', bounce.recipient],
    ['fact-action', bounce.action && words(lang, `action-${bounce.action}`)],
    ['fact-code', [bounce.reply, bounce.status].filter(Boolean).join(' ')],
    ['fact-diagnostic', bounce.diagnostic],
    ['fact-remote', remote.join(' · ')],
    ['fact-reporting', bounce.reporting_mta],
    ['fact-arrival', local(bounce.arrival, lang)],
    ['fact-last-attempt', local(bounce.last_attempt, lang)],
    ['fact-retry-until', local(bounce.retry_until, lang)],
    ['message-subject', original?.subject],
    ['message-from', original?.from],
    ['message-date', local(original?.date, lang)],
    ['message-id', original?.message_id],
  ];
  const pairs = rows.filter(([, value]) => value).map(([key, value]) => {
    return node('div', 'pair', [said('dt', '', words(lang, key)), node('dd', '', [bdi(value)])]);
  });
  return fold(words(lang, 'details-facts'), node('dl', 'pairs', pairs));
}

/** The sources with the days on which they were read. */
export function sources({ explanation }, lang) {
  const { references } = explanation;
  if (references.length === 0) return null;
  const all = references.map(({ title, url, read }) => {
    const name = node('span', '', [outside(title, url)]);
    name.lang = '';
    const date = shown(read, lang, { ...DAY, timeZone: 'UTC' });
    return node('li', '', [name, ' ', said('small', '', words(lang, 'source-read', { date }))]);
  });
  return fold(counted(lang, 'details-sources', references.length), node('ul', 'list', all));
}
