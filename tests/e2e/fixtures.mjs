// The bounces that the tests give to the page, and what is true of them. All names in them are made for documentation.

import { readFileSync } from 'node:fs';

/** The bytes of a fixture. */
export const bytes = (name) => readFileSync(new URL(`fixtures/${name}`, import.meta.url));

/** The text of a fixture. */
export const text = (name) => bytes(name).toString('utf8');

/**
 * One entry per fixture that names one recipient: `recipient`; `code` as it stands below the verdict; `cause` (slug);
 * `outcome` (slug); `acts`, the key of the words that say who has to act; `mentions`, what a handed-over text has to name.
 */
export const BOUNCES = {
  'exchange-restricted.txt': {
    recipient: 'projects@fabrikam.example',
    code: '550 5.7.133',
    cause: 'recipient-restricted',
    outcome: 'final',
    acts: 'party-acts-their-admin',
    mentions: ['DB9PR08MB7001.eurprd08.prod.outlook.com', 'RESOLVER.RST.SenderNotAuthenticatedForGroup'],
  },
  'exchange-refused.txt': {
    recipient: 'li.wei@fabrikam.example',
    code: '450 4.4.316',
    cause: 'connection-refused',
    outcome: 'expired',
    acts: 'party-acts-their-admin',
    mentions: ['mx2.fabrikam.example', '203.0.113.61', 'VE1PR04MB6603.eurprd04.prod.outlook.com', '550 5.4.316'],
  },
  'trace-row.txt': {
    recipient: 'zofia@fabrikam.example',
    code: '550 5.1.1',
    cause: 'recipient-unknown',
    outcome: 'final',
    acts: 'party-acts-you',
    mentions: ['mx3.fabrikam.example', '203.0.113.18', 'User unknown in virtual mailbox table'],
  },
  'qmail.txt': {
    recipient: 'piotr@fabrikam.example',
    code: '552 5.3.4',
    cause: 'message-too-large',
    outcome: 'final',
    acts: 'party-acts-you',
    mentions: ['Plans of the new hall', '10485760'],
  },
  'postfix.eml': {
    recipient: 'jan@fabrikam.example',
    code: '554 5.7.1',
    cause: 'ip-blocklisted',
    outcome: 'final',
    acts: 'party-acts-your-admin',
    mentions: ['mx1.fabrikam.example', 'mail.contoso.example', 'bl.blocklist.example', 'Delivery on Monday'],
  },
  'delay.eml': {
    recipient: 'kasia@fabrikam.example',
    code: '450 4.2.0',
    cause: 'greylisted',
    outcome: 'pending',
    acts: 'party-acts-wait',
    mentions: ['mx1.fabrikam.example', 'mail.contoso.example'],
  },
  'cut-off.txt': {
    recipient: 'tomek@fabrikam.example',
    code: '552 5.2.2',
    cause: 'mailbox-full',
    outcome: 'final',
    acts: 'party-acts-recipient',
    mentions: ['AM7PR02MB5501.eurprd02.prod.outlook.com'],
  },
};

/** The same for the examples that the page itself offers, by the key of their name. */
export const SAMPLES = {
  'start-sample-unknown': {
    recipient: 'ana.novak@fabrikam.example',
    code: '550 5.1.10',
    cause: 'recipient-unknown',
    outcome: 'final',
    acts: 'party-acts-you',
  },
  'start-sample-full': {
    recipient: 'ola@fabrikam.example',
    code: '552 5.2.2',
    cause: 'mailbox-full',
    outcome: 'final',
    acts: 'party-acts-recipient',
  },
  'start-sample-refused': {
    recipient: 'anna@fabrikam.example',
    code: '450 4.4.316',
    cause: 'connection-refused',
    outcome: 'expired',
    acts: 'party-acts-their-admin',
  },
};
