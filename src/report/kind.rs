//! What the input is as a whole, and what became of the message.

use super::draft::{Draft, Placed};
use super::model::{Action, Kind};
use super::phrases::Phrases;
use super::{Readers, Source, code, dsn, fields, recipients, scan};
use crate::intake::{Form, Role};
use crate::letters;
use std::sync::LazyLock;

/// Sentences with which reports of a failure begin, in many languages; lower case.
const FAILED: &[&str] = &[
    "couldn't be delivered",
    "could not be delivered",
    "couldn't deliver",
    "could not deliver",
    "wasn't delivered",
    "was not delivered",
    "not be delivered",
    "hasn't been delivered",
    "has not been delivered",
    "delivery has failed",
    "delivery failed",
    "delivery failure",
    "failed permanently",
    "undeliverable",
    "undelivered",
    "unable to deliver",
    "unable to be delivered",
    "cannot be delivered",
    "can't be delivered",
    "did not reach the following recipient",
    "returned mail",
    "returned to sender",
    "mail delivery failed",
    "delivery status notification",
    "failure notice",
    "failed to deliver",
    "failed recipient",
    "permanent fatal errors",
    "permanent error",
    "rejected your message",
    "mail system error",
    "message blocked",
    " said: 5",
    " said: 4",
    "returned '5",
    "returned '4",
    "address not found",
    "has been blocked",
    "delivery is delayed",
    "message delayed",
    "delivery to the following recipient",
    "user unknown",
    "unknown user",
    "mail failed",
    "requested action not taken",
    "requested mail action",
    "cannot send message",
    "could not send message",
    "loop alert",
    "failed addresses",
    "unknown host",
    "no valid recipients",
    "does not like recipient",
    "nie można dostarczyć",
    "nie mogła zostać dostarczona",
    "niedostarczalne",
    "nie powiodło się",
    "nie udało się dostarczyć",
    "odmowa dostępu",
    "無法傳遞",
    "無法送達",
    "退信",
    "无法送达",
    "未送达",
    "投递失败",
    "該用戶不存在",
    "该用户不存在",
    "配信不能",
    "échec de la remise",
    "non remis",
    "message non distribué",
    "não foi possível entregar",
    "не удалось",
    "unzustellbar",
    "impossible de contacter",
];

/// What is left of an answer when only a line or two of it were copied; lower case.
const TERSE: &[&str] = &[
    "connection reset by peer",
    "connection timed out",
    "connection refused",
    "host not found",
    "nxdomain",
    "domain name not found",
    "name service error",
    "illegal address",
    "address syntax",
    "quota",
    "mailbox full",
    "mailbox is full",
    "no such user",
    "no such recipient",
    "does not accept mail",
    "nullmx",
    "no smtp service",
    "recipient rejected",
    "sender rejected",
    "access denied",
    "relaying denied",
    "relay access denied",
    "does not exist",
    "blacklist",
    "block list",
    "spam",
    "message too large",
    "message size exceeds",
    "lost connection",
    "信箱已滿",
    "容量已滿",
    "用户不存在",
    "用戶不存在",
    "skrzynka jest",
    "skrzynka poczt",
    "skrzynka odbior",
    "skrzynka adres",
    "pełna skrzynka",
    "przepełniona",
    "nie istnieje",
    "no route to host",
    "network is unreachable",
    "greylist",
    "try again later",
    "retry time not reached",
    "in the queue too long",
    "temporarily deferred",
    "temporary failure",
];

/// Sentences that say that nothing has failed yet; lower case.
const DELAYED: &[&str] = &[
    "delivery is delayed",
    "message delayed",
    "has not been delivered yet",
    "hasn't been delivered yet",
    "this is a warning",
    "warning only",
    "you do not need to resend",
    "will be retried",
    "will continue to be attempted",
    "still being attempted",
    "delivery attempts will continue",
    "delayed mail",
    "message delivery is delayed",
    "delivery temporarily suspended",
    " defer (",
    "warning: message",
    "could not be delivered for the last",
];

/// Words that say that a queue gave up; lower case.
const EXPIRED: &[&str] = &[
    "message expired",
    "queue.expired",
    "delivery time expired",
    "retry timeout exceeded",
    "retry time not reached for any host after a long failure period",
    "too long in queue",
    "has been in the queue too long",
    "in the queue too long",
    "delivery timed out",
    "could not be delivered for",
    "unable to deliver message for",
    "message timed out",
    "envelope expired",
    "delivery expired",
    "queue expired",
    "mail expired",
    "giving up after",
    "maximum retry",
    "retries exceeded",
    "has been on the queue too long",
    "queue lifetime",
    "message could not be delivered within",
    "timeout exceeded",
    "been queued too long",
    "for too long",
    "final delivery timed out",
    "undeliverable for",
];

static FAILURE_WORDS: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(FAILED.iter().copied()));
static DELAY_WORDS: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(DELAYED.iter().copied()));
static EXPIRY_WORDS: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(EXPIRED.iter().copied()));

/// Words that a report about mail has, in the languages of [`FAILED`]; lower case.
const MAIL: &[&str] = &[
    "mail",
    "message",
    "recipient",
    "mailbox",
    "returned to sender",
    "nachricht",
    "empfänger",
    "wiadomo",
    "adresat",
    "skrzynk",
    "郵件",
    "信件",
    "信箱",
    "收件者",
    "邮件",
    "邮箱",
    "メール",
    "メッセージ",
    "сообщен",
    "письм",
    "courriel",
    "destinataire",
    "mensa",
    "correo",
    "messaggi",
    "bericht",
    "退信",
    "用户不存在",
    "用戶不存在",
];

/// Words of what is carried by other means, and of what else can be blocked; lower case.
const GOODS: &[&str] = &[
    "parcel",
    "package",
    "courier",
    "shipment",
    "shipping",
    "your order",
    "order no",
    "your card",
    "paczk",
    "przesyłk",
    "kurier",
    "包裹",
    "快遞",
    "快递",
    "宅配",
    "sendung",
    "paket",
    "colis",
    "paquete",
    "pacco",
    "pakket",
    "посылк",
    "заказ",
    "荷物",
    "택배",
];

/// What the input is.
pub fn of(source: &Source<'_>) -> Kind {
    let clean = source.document.clean.as_str();
    if source.parts(Role::Feedback).next().is_some() || has_fields(source, &["feedback-type"]) {
        return Kind::Feedback;
    }
    if source.parts(Role::DeliveryStatus).next().is_some() {
        return Kind::DeliveryReport;
    }
    if source.parts(Role::Disposition).next().is_some() {
        return Kind::ReadReceipt;
    }
    let texts = source.ranges(Role::Text);
    let fields = source.readers == Readers::All;
    if fields
        && texts.iter().any(|r| {
            !dsn::read(clean, r.clone()).drafts.is_empty() && has_recipient_field(&clean[r.clone()])
        })
    {
        return Kind::DeliveryReport;
    }
    if matches!(source.document.form, Form::TraceRow | Form::Json)
        && texts.iter().any(|r| has_failure(&clean[r.clone()]))
    {
        return Kind::DeliveryReport;
    }
    if source.document.form == Form::Mime {
        return of_mail(source);
    }
    of_text(source)
}

fn has_recipient_field(text: &str) -> bool {
    [
        "final-recipient:",
        "diagnostic-code:",
        "original-recipient:",
    ]
    .iter()
    .any(|f| scan::find_ci(text, f, 0).is_some())
}

fn has_fields(source: &Source<'_>, names: &[&str]) -> bool {
    let clean = source.document.clean.as_str();
    source.ranges(Role::Text).into_iter().any(|r| {
        names.iter().all(|n| {
            scan::find_ci(&clean[r.clone()], n, 0).is_some()
                && fields::read(clean, r.clone()).any(|f| f.name == *n)
        })
    })
}

/// A mail without machine-readable part.
fn of_mail(source: &Source<'_>) -> Kind {
    let header = |name: &str| {
        source
            .header(name)
            .map(|h| letters::lower(&h.0))
            .unwrap_or_default()
    };
    let subject = source
        .header("subject")
        .map(|h| letters::lower(&super::original::decoded(&h.0)))
        .unwrap_or_default();
    let from = header("from");
    let auto = header("auto-submitted");
    let daemon = [
        "mailer-daemon",
        "postmaster",
        "post_master",
        "mail delivery",
        "mail administrator",
        "microsoftexchange",
        "system administrator",
        "mailerdaemon",
        "<>",
    ]
    .iter()
    .any(|n| from.contains(n))
        || header("return-path").trim() == "<>"
        || !header("x-failed-recipients").is_empty();
    let answers = source
        .ranges(Role::Text)
        .iter()
        .any(|r| has_failure(&source.document.clean[r.clone()]));
    if daemon && answers {
        return Kind::DeliveryReport;
    }
    let text = scan::lower(source.head());
    let failed = [&subject, &text]
        .iter()
        .any(|words| FAILURE_WORDS.any(words) || DELAY_WORDS.any(words));
    if auto.starts_with("auto-replied") && !failed && !answers {
        return Kind::AutoReply;
    }
    let words = scan::lower(&source.joined());
    // A mail that a person wrote: an answer that opens a line, not a code in a sentence.
    let quoted = source
        .ranges(Role::Text)
        .iter()
        .any(|r| has_leading_failure(&source.document.clean[r.clone()]));
    let error = quoted
        && text.lines().count() <= 60
        && words.contains("error")
        && scan::address(&words, 0).is_some();
    // A subject alone: over a text that names somebody, and not one that asks.
    let says = |text: &str| FAILURE_WORDS.any(text);
    let titled = says(&subject)
        && is_about_mail(&format!("{subject}\n{words}"))
        && scan::address(&words, 0).is_some()
        && (says(&words) || !subject.contains(['?', '？']));
    if daemon && (failed || answers) || (failed && quoted) || error || titled {
        return Kind::DeliveryReport;
    }
    if auto.starts_with("auto-replied")
        || [
            "auto:",
            "autoreply",
            "auto reply",
            "automatic reply",
            "out of office",
            "vacation",
        ]
        .iter()
        .any(|p| subject.contains(p))
    {
        return Kind::AutoReply;
    }
    if daemon && !text.trim().is_empty() && source.parts(Role::OriginalHeaders).next().is_some() {
        return Kind::DeliveryReport;
    }
    Kind::NotABounce
}

/// Whether words in lower case are about mail and not about a parcel or a card.
fn is_about_mail(words: &str) -> bool {
    MAIL.iter().any(|w| words.contains(w)) && !GOODS.iter().any(|w| words.contains(w))
}

/// A text that was pasted: a server's answer, or a sentence of a report.
fn of_text(source: &Source<'_>) -> Kind {
    let text = source.joined();
    let lower = scan::lower(&text);
    let lines = text.lines().filter(|l| !l.trim().is_empty()).count();
    // A bounce may stand in the middle of a long log.
    let failed = [lower.as_str(), &text[lower.len()..]]
        .iter()
        .any(|words| FAILURE_WORDS.any(words) || DELAY_WORDS.any(words));
    if is_table(&text) {
        return Kind::NotABounce;
    }
    if has_failure(&text) && (failed || lines <= 40 || source.document.form != Form::Rendered) {
        return Kind::DeliveryReport;
    }
    // A lone code, or one that a sentence in any language holds; a log has numbers of its own.
    let short = lines <= 12;
    let code = match source.document.form {
        Form::Log => ["dsn=", "status=", "stat="].iter().any(|name| {
            lower.contains(&format!("{name}4.")) || lower.contains(&format!("{name}5."))
        }),
        _ => {
            short
                && text.chars().count() <= MAX_LONE
                && failures(&text, code::status).any(|range| !code::is_version(&text, &range))
        }
    };
    if code {
        return Kind::DeliveryReport;
    }
    if short && TERSE.iter().any(|p| has_word(&lower, p)) {
        return Kind::DeliveryReport;
    }
    // Parcels fail too; a text that was cut to one sentence need not say that it is about mail.
    if failed && lines <= 200 && (is_about_mail(&lower) || !GOODS.iter().any(|w| lower.contains(w)))
    {
        return Kind::DeliveryReport;
    }
    Kind::NotABounce
}

/// How long a text may be whose only sign is one code, in characters: an excerpt of a manual is longer.
const MAX_LONE: usize = 600;

/// Whether `phrase` stands in `text` and does not begin inside a word (`rspamd`).
fn has_word(text: &str, phrase: &str) -> bool {
    text.match_indices(phrase).any(|(at, _)| {
        !(phrase.is_ascii() && text[..at].ends_with(|c: char| c.is_ascii_alphanumeric()))
    })
}

/// The codes of failures (classes 4 and 5) that `find` finds in `text`.
fn failures<'a>(
    text: &'a str,
    find: impl Fn(&str, usize) -> Option<std::ops::Range<usize>> + 'a,
) -> impl Iterator<Item = std::ops::Range<usize>> + 'a {
    let mut from = 0;
    std::iter::from_fn(move || {
        let found = find(text, from)?;
        from = found.end;
        Some(found)
    })
    .filter(|range| !text[range.clone()].starts_with('2'))
}

/// Whether `text` holds the answer of a server that refuses: a reply code in its place.
fn has_failure(text: &str) -> bool {
    failures(text, code::reply).next().is_some()
}

/// The same, where the answer opens a line or stands behind a mark, and says something in words.
fn has_leading_failure(text: &str) -> bool {
    failures(text, code::reply).any(|range| code::leads(text, &range))
}

/// How many different codes make a list of codes.
const TABLE: usize = 6;

/// Whether `text` is a list of codes as manuals have one: many different ones and no address.
fn is_table(text: &str) -> bool {
    let mut distinct = std::collections::BTreeSet::new();
    failures(text, code::reply).any(|code| distinct.insert(&text[code]) && distinct.len() == TABLE)
        && scan::address(text, 0).is_none()
}

/// What the text for people says became of the message as a whole: whether it failed or waits.
pub(crate) fn stated(source: &Source<'_>) -> Option<Placed<Action>> {
    let clean = source.document.clean.as_str();
    let find = |set: &Phrases, action: Action| {
        source.parts(Role::Text).find_map(|part| {
            let text = &clean[part.start..part.end];
            let found = set.find(&text[..text.floor_char_boundary(MAX_STATED)]);
            // Sentences of other languages tell a report, not always its outcome.
            let (phrase, at) = found
                .map(|(number, at)| (number, set.phrase(number), at))
                .filter(|(_, phrase, _)| phrase.is_ascii())
                .min()
                .map(|(_, phrase, at)| (phrase, part.start + at))?;
            Some((action, at..at + phrase.len()))
        })
    };
    find(&DELAY_WORDS, Action::Delayed).or_else(|| find(&FAILURE_WORDS, Action::Failed))
}

/// How much of a text is searched for such words, in bytes: reports begin with them.
const MAX_STATED: usize = 16 * 1024;

/// Settles what became of the message, from the field, the words and the codes.
pub(crate) fn settle_action(clean: &str, draft: &mut Draft, stated: Option<&Placed<Action>>) {
    if draft.action.is_none() {
        draft.action = stated.cloned();
    }
    let said = draft.answers.iter().filter_map(|answer| {
        let (number, at) = EXPIRY_WORDS.first(&clean[answer.text.clone()])?;
        Some((number, answer.text.start + at))
    });
    let expired = said
        .min_by_key(|(number, _)| *number)
        .map(|(number, start)| start..start + EXPIRY_WORDS.phrase(number).len());
    let expired = expired.or_else(|| given_up(clean, draft));
    if let Some(range) = expired
        && matches!(draft.action, None | Some((Action::Failed, _)))
    {
        draft.action = Some((Action::Expired, range));
    }
}

/// The sentence right behind the last answer, in its paragraph, that says that the queue gave up: `I'm not going to try
/// again; this message has been in the queue too long.` of qmail.
fn given_up(clean: &str, draft: &Draft) -> Option<std::ops::Range<usize>> {
    let end = draft.answers.last()?.text.end;
    let rest = &clean[end..clean.floor_char_boundary(end + MAX_SENTENCE)];
    let rest = &rest[..rest.find("\n\n").unwrap_or(rest.len())];
    GIVEN_UP
        .iter()
        .find_map(|p| scan::find_ci(rest, p, 0).map(|at| end + at..end + at + p.len()))
}

/// What such a sentence says; lower case.
const GIVEN_UP: &[&str] = &[
    "in the queue too long",
    "retry timeout exceeded",
    "giving up after",
];

/// How far behind an answer it is looked for, in bytes.
const MAX_SENTENCE: usize = 400;

/// The recipients of a mail that is no delivery report: of an abuse report, a receipt, an automatic reply; of a delivery
/// report that names nobody, to whom the returned message was addressed.
pub(crate) fn recipients(source: &Source<'_>, kind: Kind) -> Vec<Placed<String>> {
    let clean = source.document.clean.as_str();
    // The first field of the list that is there counts, with the first address of each time that it stands there.
    let all = |role: Role, names: &[&str]| -> Vec<Placed<String>> {
        source
            .ranges(role)
            .into_iter()
            .find_map(|r| {
                names.iter().find_map(|n| {
                    let fields = fields::read(clean, r.clone()).filter(|f| f.name == *n);
                    let found: Vec<_> = fields
                        .filter_map(|f| recipients::first(clean, &f.value))
                        .take(super::MAX_DELIVERIES)
                        .collect();
                    (!found.is_empty()).then_some(found)
                })
            })
            .unwrap_or_default()
    };
    let first =
        |role: Role, names: &[&str]| all(role, names).into_iter().take(1).collect::<Vec<_>>();
    match kind {
        Kind::Feedback => {
            let named = all(Role::Feedback, &["original-rcpt-to", "removal-recipient"]);
            if named.is_empty() {
                first(
                    Role::OriginalHeaders,
                    &["to", "delivered-to", "x-original-to"],
                )
            } else {
                named
            }
        }
        Kind::ReadReceipt => first(
            Role::Disposition,
            &["original-recipient", "final-recipient"],
        ),
        Kind::AutoReply => first(Role::Headers, &["from"]),
        Kind::DeliveryReport | Kind::NotABounce => {
            let mut original = first(
                Role::OriginalHeaders,
                &["to", "x-original-to", "delivered-to"],
            );
            original.retain(|(address, _)| !recipients::is_mailer(address));
            original
        }
    }
}
