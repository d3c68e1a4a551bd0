// Fills a ticket from a pasted bounce. Only the fields of the ticket are sent, never what was pasted: it has no name in the form.

import '../dist/pkg/ndr-explainer-element.js';

const element = document.querySelector('ndr-explainer');
const at = (id) => document.getElementById(id);

/** Which team gets the ticket, by who can remove the cause. */
const TEAMS = { 'sender-admin': 'mail', provider: 'mail', 'recipient-admin': 'desk', recipient: 'desk' };

at('bounce').addEventListener('input', ({ target }) => {
  element.input = target.value;
});
at('file').addEventListener('change', async ({ target }) => {
  const [file] = target.files;
  if (file) element.input = new Uint8Array(await file.arrayBuffer());
});

element.addEventListener('explained', ({ detail: { bounces, original } }) => {
  const [bounce] = bounces;
  if (!bounce) return;
  const code = [bounce.reply, bounce.status].filter(Boolean).join(' ');
  at('subject').value = bounce.explanation.title;
  at('team').value = TEAMS[bounce.fixed_by] ?? 'none';
  at('details').value = [
    ['Recipients', bounces.map(({ recipient }) => recipient).filter(Boolean).join(', ')],
    ['Code', code],
    ['Answer of the server', bounce.diagnostic],
    ['Server', bounce.remote_mta ?? bounce.remote_ip],
    ['Sent', original?.date],
    ['Message ID', original?.message_id],
  ]
    .filter(([, value]) => value)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');
});
