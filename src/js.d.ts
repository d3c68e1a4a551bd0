/** A language of the explanations. */
export type Lang = 'en' | 'zh-TW' | 'pl';

/** How to explain. */
export interface ExplainOptions {
  /** The language of the explanations; English if not given. */
  lang?: Lang;
  /** The present moment, RFC 3339. Reserved: nothing depends on it in schema 1. */
  now?: string;
}

/** What one input says and means. A field that the mail does not state is null. */
export interface Report {
  schema: 1;
  /** In which form it was given. */
  form: 'mime' | 'mbox' | 'outlook-msg' | 'rendered' | 'smtp-reply' | 'trace-row' | 'log' | 'json' | 'unknown';
  /** What was read and is shown: the input itself, or the decoded text of encoded parts and files. */
  text: string;
  /** Language of the bounce itself, BCP 47. */
  language: string | null;
  /** The mail system that wrote it, such as `exchange-online`. */
  reporter: string | null;
  /** One per recipient, in order of appearance, at most 1,000; empty only when it is not a bounce. */
  bounces: Bounce[];
  /** The message that came back. */
  original: OriginalMessage | null;
  notes: Note[];
}

/** One recipient's fate, and what it means. */
export interface Bounce {
  /** The address that the sender used. */
  recipient: string | null;
  action: 'failed' | 'delayed' | 'expired' | 'delivered' | 'relayed' | 'expanded' | null;
  /** Enhanced status code of the innermost answer, such as `5.4.1`. */
  status: string | null;
  /** Reply code of the same answer, such as `550`. */
  reply: string | null;
  /** That answer in its own words. */
  diagnostic: string | null;
  reporting_mta: string | null;
  remote_mta: string | null;
  remote_ip: string | null;
  /** RFC 3339. */
  arrival: string | null;
  /** RFC 3339. */
  last_attempt: string | null;
  /** RFC 3339. */
  retry_until: string | null;
  cause: Cause;
  confidence: 'exact' | 'likely' | 'general';
  /** Who can remove the cause. `provider`: a fault of the mail service itself. */
  fixed_by: 'sender' | 'sender-admin' | 'recipient' | 'recipient-admin' | 'provider' | 'wait' | 'nobody';
  /** Id of the article; general articles begin with `general-`. */
  article: string;
  /** Every answer, wrapper first, innermost last. */
  chain: Answer[];
  /** Where the facts stand in `Report.text`. */
  evidence: Evidence[];
  explanation: Explanation;
}

/** Why the message did not arrive, or what the report says instead. */
export type Cause =
  | 'recipient-unknown' | 'recipient-moved' | 'recipient-disabled' | 'recipient-address-invalid' | 'mailbox-full'
  | 'recipient-restricted' | 'recipient-rate-limited' | 'domain-unknown' | 'domain-refuses-mail' | 'dns-failure'
  | 'connection-timeout' | 'connection-refused' | 'connection-dropped' | 'tls-failure' | 'certificate-invalid'
  | 'relay-denied' | 'auth-required' | 'send-as-denied' | 'sender-rejected' | 'sender-auth-failed'
  | 'reverse-dns-missing' | 'ip-blocklisted' | 'sender-blocked' | 'sending-limit' | 'rate-limited'
  | 'greylisted' | 'message-too-large' | 'content-rejected' | 'spam-detected' | 'malware-detected'
  | 'message-malformed' | 'protocol-error' | 'mail-loop' | 'external-forwarding-blocked' | 'message-expired'
  | 'server-error' | 'server-storage-full' | 'delivery-agent-failed' | 'policy-rejected' | 'suppressed'
  | 'auto-reply' | 'feedback-report' | 'delivered' | 'relayed' | 'expanded'
  | 'read-receipt' | 'not-a-bounce' | 'undetermined';

/** One answer of a server. */
export interface Answer {
  status: string | null;
  reply: string | null;
  text: string;
}

/** Where a fact stands: UTF-16 offsets into `Report.text`. */
export interface Evidence {
  field:
    | 'recipient' | 'action' | 'status' | 'reply' | 'diagnostic' | 'reporting_mta' | 'remote_mta' | 'remote_ip'
    | 'arrival' | 'last_attempt' | 'retry_until';
  start: number;
  end: number;
}

/** A bounce explained in one language. */
export interface Explanation {
  lang: Lang;
  /** The verdict, one sentence. */
  title: string;
  /** One plain sentence about it. */
  summary: string;
  /** Steps for the email user, likeliest first. */
  user: Block[];
  /** An introduction, then causes for the email admin, likeliest first. */
  admin: Block[];
  references: Reference[];
}

/** A piece of an explanation. */
export type Block =
  | { type: 'paragraph'; text: Inline[] }
  | { type: 'list'; ordered: boolean; items: Inline[][] }
  | { type: 'command'; shell: 'powershell' | 'sh' | 'text'; text: string }
  | { type: 'step'; id: string; title: Inline[]; body: Block[]; time: Inline[] | null }
  | { type: 'cause'; id: string; title: Inline[]; tell: Block[]; fix: Block[]; check: Block[]; time: Inline[] | null };

/** A run of text. `value`: the mail's own words, to be shown as text only. */
export type Inline =
  | { type: 'text' | 'strong' | 'code'; text: string }
  | { type: 'link'; text: string; url: string }
  | { type: 'value'; slot: Slot; text: string };

/** Which value of the bounce. */
export type Slot =
  | 'recipient' | 'domain' | 'remote' | 'reporting' | 'status' | 'code'
  | 'sender' | 'sender-domain' | 'subject' | 'service' | 'retry-until';

/** Where a fact of the explanation was read. */
export interface Reference {
  title: string;
  url: string;
  /** The day on which it was read, `YYYY-MM-DD`. */
  read: string;
}

/** The message that came back. */
export interface OriginalMessage {
  subject: string | null;
  from: string | null;
  message_id: string | null;
  /** RFC 3339. */
  date: string | null;
  /** Its route, oldest leg first. */
  hops: Hop[];
}

/** One leg of a route. */
export interface Hop {
  from: string | null;
  by: string | null;
  with: string | null;
  /** RFC 3339. */
  time: string | null;
}

/** Something to know beside the facts. */
export type Note =
  | { slug: 'empty' | 'binary' | 'broken-mime' | 'unknown-charset' | 'too-large' }
  | { slug: 'truncated' | 'not-sent-by-you' }
  | { slug: 'code-and-text-disagree'; bounce: number; code: string; text: string }
  | { slug: 'lookalike'; signs: string[] }
  | { slug: 'many-recipients'; total: number };

/** Reads a bounce and explains it. Never throws, whatever the input. */
export function explain(input: string | Uint8Array, options?: ExplainOptions): Report;
