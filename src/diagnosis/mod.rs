//! Decides what a bounce means: cause, confidence, who can fix it, which article explains it.
//!
//! Input: a [`BounceReport`]. Output: one [`Diagnosis`] per delivery, and notes. Knows no words of any language of the page.
//! Text beats number; the innermost answer beats what wraps it.

mod codes;
pub mod model;
mod phrases;
mod plain;
pub mod safety;
mod select;
mod speaker;

pub use model::{Cause, Confidence, Diagnosis, FixedBy, Outcome};

use crate::knowledge::normalise;
use crate::report::{Action, BounceReport, Delivery, Kind, ReportNote};

/// The longest text that may be a bounce by its words alone, in bytes.
const MAX_WORDS: usize = 300;

/// Whether a short text says, in words or marks that servers use, why a message was refused.
pub fn knows(text: &str) -> bool {
    if text.len() > MAX_WORDS {
        return false;
    }
    let text = normalise(text);
    phrases::as_written(&text).is_some_and(|phrase| {
        !phrase.hint && {
            let words = &text[phrase.range.clone()];
            let marked = words.bytes().any(|b| b.is_ascii_digit())
                && !text[..phrase.range.start].ends_with(|c: char| c.is_alphanumeric());
            let long = words.len() >= MIN_WORDS && (!phrase.vague || words.len() == text.len());
            long || (marked && words.len() >= MIN_MARK)
        }
    })
}

/// The shortest phrase that tells a bounce by itself, in bytes; a vague one must be all there is.
const MIN_WORDS: usize = 10;

/// The shortest mark of a mail system with a number in it (`IPBL0001`) that does, in bytes.
const MIN_MARK: usize = 5;

/// The third stage: one diagnosis per delivery, in order, and what the reader should know beside them. `first` is the
/// number by which the notes call the first delivery.
pub fn diagnose(report: &BounceReport, first: usize) -> (Vec<Diagnosis>, Vec<ReportNote>) {
    let mut notes = Vec::new();
    let diagnoses = report
        .deliveries
        .iter()
        .enumerate()
        .map(|(n, delivery)| match fine(report.kind, delivery) {
            Some(cause) => without_failure(cause),
            None => failure(report, delivery, first + n, &mut notes),
        })
        .collect();
    (diagnoses, notes)
}

/// The cause of what is no failure.
fn fine(kind: Kind, delivery: &Delivery) -> Option<Cause> {
    match kind {
        Kind::AutoReply => Some(Cause::AutoReply),
        Kind::Feedback => Some(Cause::FeedbackReport),
        Kind::ReadReceipt => Some(Cause::ReadReceipt),
        Kind::NotABounce => Some(Cause::NotABounce),
        Kind::DeliveryReport => match delivery.action.as_ref().map(|a| a.value) {
            Some(Action::Delivered) => Some(Cause::Delivered),
            Some(Action::Relayed) => Some(Cause::Relayed),
            Some(Action::Expanded) => Some(Cause::Expanded),
            _ => None,
        },
    }
}

fn without_failure(cause: Cause) -> Diagnosis {
    let known = select::Known {
        cause: Some(cause),
        by_words: false,
        status: None,
        speaker: None,
        said: &[],
        outcome: Outcome::Fine,
        queued: false,
    };
    Diagnosis {
        cause,
        // An automatic reply is told by a header field that other programs set too.
        confidence: if cause == Cause::AutoReply {
            Confidence::Likely
        } else {
            Confidence::Exact
        },
        fixed_by: FixedBy::Nobody,
        outcome: Outcome::Fine,
        article: article_id(select::article(&known).map(|a| a.id)),
    }
}

fn failure(
    report: &BounceReport,
    delivery: &Delivery,
    n: usize,
    notes: &mut Vec<ReportNote>,
) -> Diagnosis {
    let mut said: Vec<(String, Option<String>)> = delivery
        .chain
        .iter()
        .rev()
        .map(|answer| {
            (
                normalise(&answer.text.value),
                answer.status.as_ref().map(|s| s.value.clone()),
            )
        })
        .collect();
    // A report without any answer says why in its own words, if at all; hints are for answers.
    let answered = !said.is_empty();
    if !answered {
        said.extend(
            report
                .prose
                .as_ref()
                .map(|prose| (normalise(&prose.value), None)),
        );
    }
    let status = delivery.status.as_ref().map(|s| s.value.as_str());
    let speaker = speaker::of(delivery, report.reporter.as_deref());
    // Sendmail's word for a message that it keeps.
    let deferred = (said.last()).is_some_and(|(text, _)| text.starts_with("deferred:"));
    let outcome = outcome(delivery, deferred);
    let by_code = status.and_then(|status| codes::cause(status, speaker));
    // Words: of the innermost answer that says something, then of the report itself.
    let found = || {
        said.iter()
            .filter_map(|(text, _)| phrases::best(text).map(|phrase| (phrase, text)))
            .filter(|(phrase, _)| answered || !phrase.hint)
    };
    let words = found()
        .find(|(phrase, _)| !phrase.vague)
        .or_else(|| found().next());
    let prose = || {
        report
            .prose
            .as_ref()
            .and_then(|prose| phrases::as_written(&normalise(&prose.value)))
            .filter(|phrase| !phrase.hint)
    };
    let reply = || {
        delivery
            .reply
            .as_ref()
            .and_then(|reply| codes::reply_cause(&reply.value))
    };
    // A vague phrase says less than a code that names its cause; and where a policy refused the message for good, "not
    // available" is no fault of the server.
    let refused = status.is_some_and(|status| status.starts_with("5.7."));
    let counts = |phrase: &phrases::Phrase| {
        !(phrase.vague && (by_code.is_some() || refused && phrase.cause == Cause::ServerError))
    };
    let words = words.filter(|(phrase, _)| counts(phrase));
    let (cause, confidence) = match (&words, by_code) {
        (Some((phrase, text)), Some(code))
            if phrase.cause != code && !refines(phrase.cause, code) =>
        {
            notes.push(ReportNote::CodeAndTextDisagree {
                bounce: n,
                code: status.unwrap_or_default().to_owned(),
                text: text[phrase.range.clone()].to_owned(),
            });
            (Some(phrase.cause), Confidence::Likely)
        }
        // Words and code say the same: nothing is left to judge.
        (Some((phrase, _)), Some(code)) if phrase.cause == code => (Some(code), Confidence::Exact),
        // Words that say it closer than the code, or without one.
        (Some((phrase, _)), _) => (Some(phrase.cause), Confidence::Likely),
        (None, Some(code)) => (Some(code), Confidence::Likely),
        (None, None) => match prose().filter(counts).map(|p| p.cause).or_else(reply) {
            Some(cause) => (Some(cause), Confidence::Likely),
            None => (None, Confidence::General),
        },
    };
    let known = select::Known {
        cause,
        by_words: words.is_some(),
        status,
        speaker,
        said: &said,
        outcome,
        queued: matches!(
            report.reporter.as_deref(),
            Some("exchange-online" | "exchange-server")
        ) && delivery.action.is_none(),
    };
    let article = select::article(&known);
    // An article that words or code chose tells the cause where nothing else does.
    let cause = cause
        .or_else(|| article.map(|a| a.cause))
        .unwrap_or(Cause::Undetermined);
    let confidence = match (confidence, article) {
        (Confidence::General, Some(a)) if cause != Cause::Undetermined && !a.general => {
            Confidence::Likely
        }
        (confidence, _) => confidence,
    };
    let named = article.and_then(|a| select::fixer(a, &known));
    let fixed_by = named.unwrap_or_else(|| match article {
        Some(a) if a.cause == cause || cause == Cause::Undetermined => a.fixed_by,
        // An article for several causes, chosen by its own words, knows who can act.
        Some(a) if a.cause == Cause::Undetermined && a.needs_pattern => a.fixed_by,
        // So does one of a single cause that its own code or words chose.
        Some(a) if a.cause != Cause::Undetermined && !a.default_for_cause => a.fixed_by,
        _ => usual_fixer(cause),
    });
    // A notice that the server still tries, without any answer of the other side: nothing tells yet that the other side
    // has to act.
    let delayed = delivery.action.as_ref().map(|a| a.value) == Some(Action::Delayed);
    let unanswered =
        delivery.reply.is_none() && outcome == Outcome::Pending && (delayed || deferred);
    let fixed_by = match fixed_by {
        FixedBy::RecipientAdmin if unanswered => FixedBy::Wait,
        fixed_by => fixed_by,
    };
    Diagnosis {
        cause,
        confidence,
        fixed_by,
        outcome,
        article: article_id(article.map(|a| a.id)),
    }
}

fn article_id(id: Option<&str>) -> String {
    id.unwrap_or("undetermined").to_owned()
}

/// Whether it is over: by what the report says of it, else by the class of the reply, on which a sending server acts
/// (RFC 5321 section 4.2.1), or of the status code (RFC 3463 section 3.1).
fn outcome(delivery: &Delivery, deferred: bool) -> Outcome {
    match delivery.action.as_ref().map(|a| a.value) {
        Some(Action::Failed) => Outcome::Final,
        Some(Action::Expired) => Outcome::Expired,
        Some(Action::Delayed) => Outcome::Pending,
        Some(Action::Delivered | Action::Relayed | Action::Expanded) => Outcome::Fine,
        None => {
            let outermost = delivery
                .chain
                .first()
                .and_then(|a| a.reply.as_ref().or(a.status.as_ref()))
                .map(|c| c.value.as_str());
            let code = outermost.or(delivery.status.as_ref().map(|s| s.value.as_str()));
            match code.and_then(|c| c.chars().next()) {
                Some('4') => Outcome::Pending,
                None if deferred => Outcome::Pending,
                _ => Outcome::Final,
            }
        }
    }
}

/// Whether words say the same as a code, only closer.
fn refines(words: Cause, code: Cause) -> bool {
    use Cause::*;
    match code {
        MessageExpired | ConnectionTimeout => matches!(
            words,
            ConnectionRefused
                | ConnectionDropped
                | ConnectionTimeout
                | DnsFailure
                | DomainUnknown
                | Greylisted
                | TlsFailure
                | ServerError
                | RateLimited
                | MailboxFull
                | MessageExpired
        ),
        TlsFailure => matches!(
            words,
            CertificateInvalid | ConnectionDropped | ConnectionTimeout | ServerError
        ),
        CertificateInvalid => words == TlsFailure,
        DomainUnknown => words == DnsFailure,
        DnsFailure => words == DomainUnknown,
        RecipientDisabled => matches!(words, RecipientUnknown | MailboxFull),
        RecipientUnknown => matches!(
            words,
            Suppressed
                | RecipientDisabled
                | RecipientAddressInvalid
                | RecipientMoved
                | DomainUnknown
        ),
        ProtocolError => true,
        ServerError => matches!(
            words,
            ServerStorageFull | RateLimited | DeliveryAgentFailed | MailLoop
        ),
        ConnectionDropped => matches!(
            words,
            ConnectionTimeout | ConnectionRefused | RateLimited | TlsFailure
        ),
        SenderRejected => matches!(
            words,
            SenderAuthFailed | SenderBlocked | DomainUnknown | SendAsDenied
        ),
        SenderBlocked => matches!(
            words,
            IpBlocklisted | SendingLimit | RateLimited | PolicyRejected
        ),
        RecipientRestricted => words == AuthRequired,
        _ => false,
    }
}

/// Who usually can remove a cause.
fn usual_fixer(cause: Cause) -> FixedBy {
    use Cause::*;
    match cause {
        RecipientUnknown
        | RecipientMoved
        | RecipientAddressInvalid
        | DomainUnknown
        | DomainRefusesMail
        | SendingLimit
        | MessageTooLarge
        | ContentRejected
        | SpamDetected
        | MalwareDetected => FixedBy::Sender,
        RecipientDisabled | MailboxFull => FixedBy::Recipient,
        RecipientRateLimited | RateLimited | Greylisted => FixedBy::Wait,
        RecipientRestricted | DnsFailure | ConnectionTimeout | ConnectionRefused
        | ConnectionDropped | TlsFailure | CertificateInvalid | RelayDenied | MailLoop
        | MessageExpired | ServerError | ServerStorageFull | DeliveryAgentFailed
        | PolicyRejected => FixedBy::RecipientAdmin,
        AuthRequired
        | SendAsDenied
        | SenderRejected
        | SenderAuthFailed
        | ReverseDnsMissing
        | IpBlocklisted
        | SenderBlocked
        | MessageMalformed
        | ProtocolError
        | ExternalForwardingBlocked
        | Suppressed
        | Undetermined => FixedBy::SenderAdmin,
        AutoReply | FeedbackReport | Delivered | Relayed | Expanded | ReadReceipt | NotABounce => {
            FixedBy::Nobody
        }
    }
}

#[cfg(test)]
mod tests {
    use super::FixedBy;
    use crate::intake::{Input, charsets};

    #[track_caller]
    fn check(text: &str, who: FixedBy) {
        let reading = crate::read(Input::Text(text), charsets());
        let got: Vec<FixedBy> = reading.diagnoses.iter().map(|d| d.fixed_by).collect();
        assert_eq!(got, [who], "{text}");
    }

    #[test]
    fn code_and_words_tell_who_has_to_act() {
        for (text, who) in [
            (
                "535 5.7.8 Username and Password not accepted.",
                FixedBy::Sender,
            ),
            (
                "530 5.7.57 Client not authenticated to send mail.",
                FixedBy::SenderAdmin,
            ),
            ("421 4.3.2 System busy, try again later", FixedBy::Wait),
            (
                "421 too many connections from your host",
                FixedBy::SenderAdmin,
            ),
            (
                "451 4.4.3 Temporary server error. Please try again later",
                FixedBy::Wait,
            ),
            (
                "550 5.3.5 System incorrectly configured",
                FixedBy::RecipientAdmin,
            ),
            ("550 5.2.1 The mailbox is disabled", FixedBy::RecipientAdmin),
            ("550 5.2.1 The mailbox is inactive", FixedBy::Recipient),
            // A policy refused it for good: no fault of the server that nobody here could mend.
            ("554 5.7.1 Service unavailable", FixedBy::SenderAdmin),
            // An article that the code chose knows better than the cause that the words tell.
            (
                "450 4.7.652 The mail server has exceeded the maximum number of connections.",
                FixedBy::SenderAdmin,
            ),
            (
                "550 5.7.513 Service unavailable, Client host [192.0.2.1] blocked by contoso.com using Customer Block list",
                FixedBy::RecipientAdmin,
            ),
            // The code of the wrapper counts as well.
            (
                "550 5.7.367 Remote server returned not permitted to relay -> 554 5.7.1 Relaying denied",
                FixedBy::SenderAdmin,
            ),
        ] {
            check(text, who);
        }
    }

    #[test]
    fn while_it_is_tried_nobody_has_to_act() {
        check("400 4.4.7 Message delayed", FixedBy::Wait);
        check(
            "550 4.4.7 QUEUE.Expired; message expired",
            FixedBy::RecipientAdmin,
        );
        check(
            "Deferred: Connection timed out with mail.contoso.example",
            FixedBy::Wait,
        );
        let report = "Reporting-MTA: dns; mx.contoso.example\n\nFinal-Recipient: rfc822; anna@fabrikam.example\n\
            Action: delayed\nStatus: 4.4.1\n\
            Diagnostic-Code: X-Postfix; connect to mx.fabrikam.example[192.0.2.1]:25: Connection refused\n";
        check(report, FixedBy::Wait);
        check(
            &report.replace("delayed", "failed"),
            FixedBy::RecipientAdmin,
        );
        let answered = report.replace(
            "X-Postfix; connect to mx.fabrikam.example[192.0.2.1]:25: Connection refused",
            "smtp; 452 4.3.1 Insufficient system storage",
        );
        check(&answered, FixedBy::RecipientAdmin);
    }

    #[test]
    fn a_hint_counts_only_where_an_answer_says_nothing_else() {
        let cause = |text: &str| crate::read(Input::Text(text), charsets()).diagnoses[0].cause;
        assert_eq!(cause("551 Denied for Spam").slug(), "spam-detected");
        assert_eq!(
            cause("550 mailbox not found, see spam.contoso.example").slug(),
            "recipient-unknown"
        );
    }

    #[test]
    fn pieces_of_reports_are_bounces() {
        for (text, want) in [
            (
                "I'm not going to try again; this message has been in the queue too long.",
                "message-expired",
            ),
            ("Cannot send message for 3 days", "message-expired"),
            (
                "1hhvrT-0006kr-BK == anna@contoso.example R=out T=smtp defer (-53): retry time not reached for any host",
                "message-expired",
            ),
            (
                "Requested mail action not taken: too much fail authentication",
                "undetermined",
            ),
        ] {
            let reading = crate::read(Input::Text(text), charsets());
            let got: Vec<_> = reading.diagnoses.iter().map(|d| d.cause.slug()).collect();
            assert_eq!(got, [want], "{text}");
        }
    }

    #[test]
    fn marks_of_mail_systems_tell_a_bounce() {
        for text in [
            "AS(3140)",
            "IPBL0001",
            "retry timeout exceeded",
            "dnsbl.sorbs.net",
        ] {
            assert!(super::knows(text), "{text}");
        }
        for text in [
            "the policy",
            "access was denied, she said",
            "lib50123",
            "5.1.1",
            "a certificate and an attachment",
        ] {
            assert!(!super::knows(text), "{text}");
        }
    }
}
