//! What a code alone means: enhanced status codes (RFC 3463, the IANA registry, Microsoft's list), then reply codes.

use super::model::Cause;

/// The cause that an enhanced status code names by itself; `None` where it names a class of causes only, or different
/// ones at different systems.
pub fn cause(status: &str, speaker: Option<&str>) -> Option<Cause> {
    let (_, rest) = status.split_once('.')?;
    let microsoft = matches!(speaker, Some("exchange-online" | "exchange-server"));
    if microsoft && let Some(cause) = microsoft_cause(rest) {
        return Some(cause);
    }
    Some(match rest {
        "1.1" => Cause::RecipientUnknown,
        "1.2" => Cause::DomainUnknown,
        "1.3" => Cause::RecipientAddressInvalid,
        "1.6" => Cause::RecipientMoved,
        "1.7" | "1.8" => Cause::SenderRejected,
        "2.1" => Cause::RecipientDisabled,
        "2.2" => Cause::MailboxFull,
        "2.3" | "3.4" | "5.3" => Cause::MessageTooLarge,
        "3.1" => Cause::ServerStorageFull,
        "3.2" | "3.5" => Cause::ServerError,
        "4.1" if status.starts_with('4') => Cause::ConnectionTimeout,
        "4.2" => Cause::ConnectionDropped,
        "4.3" => Cause::DnsFailure,
        "4.4" => Cause::DomainUnknown,
        "4.6" => Cause::MailLoop,
        "4.7" => Cause::MessageExpired,
        "5.1" | "5.2" | "5.4" | "5.5" => Cause::ProtocolError,
        "6.1" | "6.3" => Cause::MessageMalformed,
        "7.2" => Cause::RecipientRestricted,
        "7.8" | "7.9" | "7.11" => Cause::AuthRequired,
        "7.10" => Cause::TlsFailure,
        // A password transition is needed (RFC 4954).
        "7.12" if status.starts_with('4') => Cause::AuthRequired,
        "7.17" | "7.18" => Cause::RecipientUnknown,
        "7.20" | "7.21" | "7.22" | "7.23" | "7.24" | "7.26" => Cause::SenderAuthFailed,
        "7.25" => Cause::ReverseDnsMissing,
        "7.28" => Cause::RateLimited,
        _ => return None,
    })
}

/// Numbers that Exchange and Microsoft 365 use with a meaning of their own.
fn microsoft_cause(rest: &str) -> Option<Cause> {
    let mut numbers = rest.split('.').map(str::parse::<u16>);
    let (subject, detail) = (numbers.next()?.ok()?, numbers.next()?.ok()?);
    Some(match (subject, detail) {
        (1, 6) => Cause::RecipientAddressInvalid,
        (1, 8) => Cause::SenderBlocked,
        (1, 10..=13) => Cause::RecipientUnknown,
        (1, 20) => Cause::MessageMalformed,
        (1, 90) => Cause::SendingLimit,
        (2, 12) | (3, 4) => Cause::MessageTooLarge,
        (4, 310) => Cause::DomainUnknown,
        (4, 312) => Cause::DnsFailure,
        (4, 315) => Cause::ConnectionTimeout,
        (4, 316) => Cause::ConnectionRefused,
        (4, 317) => Cause::TlsFailure,
        (4, 318) => Cause::ConnectionDropped,
        (7, 128) | (4, 14) | (4, 20) => Cause::MailLoop,
        (4, 300) => Cause::MessageExpired,
        (6, 11) | (7, 512) => Cause::MessageMalformed,
        (7, 12) | (7, 100..=127 | 129..=136) | (7, 193) => Cause::RecipientRestricted,
        (7, 13) => Cause::RecipientDisabled,
        (7, 23) => Cause::SenderAuthFailed,
        (7, 30) | (7, 57) | (7, 139) => Cause::AuthRequired,
        (7, 60) => Cause::SendAsDenied,
        (7, 64) => Cause::RelayDenied,
        (7, 230) => Cause::SenderBlocked,
        (7, 232) | (7, 233) | (7, 236) => Cause::SendingLimit,
        (7, 321) => Cause::TlsFailure,
        (7, 324) => Cause::DnsFailure,
        (7, 320 | 322 | 323 | 325) => Cause::CertificateInvalid,
        (7, 350) => Cause::SpamDetected,
        (7, 504) => Cause::RecipientUnknown,
        (7, 505 | 507) => Cause::RecipientRestricted,
        (7, 506) => Cause::ReverseDnsMissing,
        (7, 508) => Cause::RateLimited,
        (7, 501..=503) => Cause::SenderBlocked,
        (7, 509) | (7, 515) => Cause::SenderAuthFailed,
        (7, 511) | (7, 606..=649) => Cause::IpBlocklisted,
        (7, 520) => Cause::ExternalForwardingBlocked,
        (7, 700..=708) | (7, 750) => Cause::SenderBlocked,
        (7, 900..=999) => Cause::PolicyRejected,
        _ => return None,
    })
}

/// The cause that a reply code names by itself (RFC 5321 section 4.2.3, RFC 7504; 525: the account that signs in is disabled).
pub fn reply_cause(reply: &str) -> Option<Cause> {
    Some(match reply {
        "421" => Cause::ServerError,
        "452" => Cause::ServerStorageFull,
        "500" | "501" | "502" | "503" | "504" => Cause::ProtocolError,
        "521" | "556" => Cause::DomainRefusesMail,
        "525" => Cause::SenderBlocked,
        "530" | "535" => Cause::AuthRequired,
        "552" => Cause::MessageTooLarge,
        _ => return None,
    })
}
