//! Which steps can help with which cause, in which order: data only.

use super::side::System;
use crate::diagnosis::Cause;
use crate::knowledge::Side;
use crate::slug::slugs;

slugs! {
    /// A step of the admin.
    pub enum Kind {
        /// Try in Outlook on the web: tells client from service.
        Web = "web",
        /// Microsoft's Support and Recovery Assistant.
        Tool = "tool",
        /// The service health page.
        Health = "health",
        /// Microsoft's email delivery diagnostic.
        Diagnostic = "diagnostic",
        /// Message trace.
        Trace = "trace",
        /// Queues of Exchange Server.
        Queue = "queue",
        /// The message tracking log of Exchange Server.
        Tracking = "tracking",
        /// The log of any other mail server.
        Log = "log",
        /// Connectors.
        Connectors = "connectors",
        /// Accepted domains.
        Domains = "domains",
        /// The recipient as the mail system knows it.
        Recipient = "recipient",
        /// The account that sent.
        Account = "account",
        /// Mail flow rules.
        Rules = "rules",
        /// DNS records.
        Dns = "dns",
        /// Port 25 and TLS.
        Port = "port",
        /// The causes of the article.
        Checks = "checks",
    }
}

impl Kind {
    /// About how long it takes, in minutes; `None` where that depends.
    pub const fn minutes(self) -> Option<usize> {
        match self {
            Kind::Web | Kind::Health | Kind::Diagnostic | Kind::Queue | Kind::Domains => Some(5),
            Kind::Recipient | Kind::Account | Kind::Dns | Kind::Port => Some(5),
            Kind::Tool | Kind::Tracking | Kind::Log | Kind::Connectors | Kind::Rules => Some(10),
            Kind::Trace => Some(15),
            Kind::Checks => None,
        }
    }

    /// Whether a mail system has it.
    pub const fn is_of(self, system: System) -> bool {
        match self {
            Kind::Web
            | Kind::Tool
            | Kind::Health
            | Kind::Diagnostic
            | Kind::Trace
            | Kind::Account => {
                matches!(system, System::Microsoft365)
            }
            Kind::Queue | Kind::Tracking => matches!(system, System::ExchangeServer),
            Kind::Log => matches!(system, System::Other),
            Kind::Connectors | Kind::Domains | Kind::Recipient | Kind::Rules => {
                !matches!(system, System::Other)
            }
            Kind::Dns | Kind::Port | Kind::Checks => true,
        }
    }

    /// Whether it is nothing without a command.
    pub const fn needs_command(self) -> bool {
        !matches!(
            self,
            Kind::Web | Kind::Tool | Kind::Health | Kind::Diagnostic | Kind::Checks
        )
    }

    /// The page on which it is done.
    pub const fn page(self) -> Option<&'static str> {
        Some(match self {
            Kind::Web => "https://outlook.office.com/mail/",
            Kind::Health => "https://admin.microsoft.com/#/servicehealth",
            Kind::Trace => "https://admin.exchange.microsoft.com/#/messagetrace",
            Kind::Connectors => "https://admin.exchange.microsoft.com/#/connectors",
            Kind::Domains => "https://admin.exchange.microsoft.com/#/accepteddomains",
            Kind::Rules => "https://admin.exchange.microsoft.com/#/transportrules",
            _ => return None,
        })
    }
}

/// On whose side a step can be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum At {
    /// On the sender's only.
    Sender,
    /// On the recipient's only.
    Recipient,
    /// On both.
    Both,
}

use At::{Both as B, Recipient as R, Sender as S};
use Cause as C;
use Kind::{
    Account, Checks, Connectors, Diagnostic, Dns, Domains, Health, Log, Port, Queue, Recipient,
    Rules, Tool, Trace, Tracking, Web,
};

/// The steps that can help with a cause, in the order in which they are worth taking. Empty where nothing is to be done.
pub const fn steps(cause: Cause) -> &'static [(Kind, At)] {
    match cause {
        C::ConnectionTimeout | C::ConnectionRefused | C::ConnectionDropped => &[
            (Health, B),
            (Port, B),
            (Dns, B),
            (Diagnostic, S),
            (Trace, S),
            (Queue, S),
            (Connectors, S),
            (Log, B),
            (Checks, B),
        ],
        C::DnsFailure | C::DomainUnknown => &[
            (Dns, B),
            (Health, S),
            (Diagnostic, S),
            (Trace, S),
            (Queue, S),
            (Connectors, S),
            (Log, S),
            (Checks, B),
        ],
        C::DomainRefusesMail => &[(Dns, B), (Trace, S), (Log, S), (Checks, B)],
        C::TlsFailure | C::CertificateInvalid => &[
            (Port, B),
            (Dns, B),
            (Connectors, S),
            (Trace, S),
            (Queue, S),
            (Log, B),
            (Checks, B),
        ],
        C::RecipientUnknown
        | C::RecipientAddressInvalid
        | C::RecipientMoved
        | C::RecipientDisabled => &[
            (Web, S),
            (Recipient, R),
            (Domains, R),
            (Diagnostic, B),
            (Trace, B),
            (Tracking, B),
            (Dns, B),
            (Log, B),
            (Checks, B),
        ],
        C::MailboxFull
        | C::ServerStorageFull
        | C::DeliveryAgentFailed
        | C::RecipientRateLimited => &[
            (Recipient, R),
            (Diagnostic, B),
            (Trace, B),
            (Tracking, B),
            (Log, B),
            (Checks, B),
        ],
        C::RecipientRestricted => &[
            (Recipient, R),
            (Rules, R),
            (Diagnostic, B),
            (Trace, B),
            (Tracking, B),
            (Log, B),
            (Checks, B),
        ],
        C::RelayDenied => &[
            (Health, B),
            (Dns, B),
            (Domains, R),
            (Diagnostic, B),
            (Trace, S),
            (Connectors, B),
            (Tracking, S),
            (Log, B),
            (Checks, B),
        ],
        C::MailLoop => &[
            (Domains, B),
            (Dns, B),
            (Diagnostic, B),
            (Trace, B),
            (Connectors, B),
            (Tracking, B),
            (Log, B),
            (Checks, B),
        ],
        C::SenderAuthFailed => &[
            (Dns, B),
            (Diagnostic, B),
            (Trace, B),
            (Tracking, B),
            (Log, B),
            (Checks, B),
        ],
        C::SenderRejected => &[
            (Dns, B),
            (Diagnostic, B),
            (Trace, B),
            (Rules, R),
            (Log, B),
            (Checks, B),
        ],
        C::ReverseDnsMissing | C::IpBlocklisted => {
            &[(Dns, B), (Trace, S), (Tracking, S), (Log, S), (Checks, B)]
        }
        C::SenderBlocked | C::SendingLimit => &[
            (Account, S),
            (Diagnostic, S),
            (Trace, S),
            (Tracking, S),
            (Log, S),
            (Checks, B),
        ],
        C::AuthRequired => &[
            (Web, S),
            (Tool, S),
            (Health, S),
            (Account, S),
            (Log, B),
            (Checks, B),
        ],
        C::SendAsDenied => &[
            (Web, S),
            (Account, S),
            (Diagnostic, S),
            (Tracking, S),
            (Log, S),
            (Checks, B),
        ],
        C::ExternalForwardingBlocked => &[(Account, S), (Trace, S), (Checks, B)],
        C::SpamDetected => &[
            (Dns, B),
            (Diagnostic, B),
            (Trace, B),
            (Rules, R),
            (Tracking, B),
            (Log, B),
            (Checks, B),
        ],
        C::PolicyRejected | C::ContentRejected | C::MalwareDetected => &[
            (Rules, B),
            (Diagnostic, B),
            (Trace, B),
            (Tracking, B),
            (Log, B),
            (Checks, B),
        ],
        C::MessageTooLarge => &[
            (Account, S),
            (Recipient, R),
            (Trace, B),
            (Tracking, B),
            (Log, B),
            (Checks, B),
        ],
        C::MessageMalformed => &[
            (Web, S),
            (Tool, S),
            (Diagnostic, B),
            (Trace, B),
            (Tracking, B),
            (Log, B),
            (Checks, B),
        ],
        C::ProtocolError => &[
            (Port, B),
            (Diagnostic, S),
            (Trace, B),
            (Tracking, B),
            (Log, B),
            (Checks, B),
        ],
        C::MessageExpired => &[
            (Health, B),
            (Diagnostic, S),
            (Trace, B),
            (Queue, B),
            (Connectors, S),
            (Dns, B),
            (Port, B),
            (Log, B),
            (Checks, B),
        ],
        C::ServerError | C::Undetermined => &[
            (Health, B),
            (Diagnostic, B),
            (Trace, B),
            (Queue, B),
            (Tracking, B),
            (Log, B),
            (Checks, B),
        ],
        C::RateLimited | C::Greylisted => &[(Trace, S), (Queue, S), (Log, B), (Checks, B)],
        C::Suppressed => &[(Log, S), (Checks, B)],
        C::Delivered | C::Relayed => &[
            (Web, B),
            (Tool, B),
            (Health, B),
            (Trace, B),
            (Tracking, B),
            (Log, B),
            (Checks, B),
        ],
        C::AutoReply | C::FeedbackReport | C::Expanded | C::ReadReceipt | C::NotABounce => &[],
    }
}

/// What a look into Outlook on the web, or the support tool, tells: which text the step shows.
pub const fn web_use(cause: Cause) -> &'static str {
    match cause {
        C::AuthRequired | C::SendAsDenied => "signin",
        C::MessageMalformed => "content",
        C::Delivered | C::Relayed => "look",
        _ => "address",
    }
}

/// Microsoft's email delivery diagnostic.
pub const DELIVERY: &str = "https://aka.ms/PillarEmailDelivery";

/// Microsoft's own diagnostic that comes nearest to a cause.
pub const fn diagnostic(cause: Cause) -> &'static str {
    match cause {
        C::RelayDenied | C::MailLoop => "https://aka.ms/EXOAcceptedDomain",
        C::RecipientUnknown | C::RecipientDisabled | C::RecipientMoved => {
            "https://aka.ms/PillarEXORecipients"
        }
        C::MailboxFull => "https://aka.ms/PillarMailboxSize",
        C::SenderAuthFailed => "https://aka.ms/diagdkim",
        _ => "https://aka.ms/PillarEmailNDR",
    }
}

slugs! {
    /// What one side asks of the other.
    pub enum Ask {
        /// Of the recipient's side: does the address exist?
        TheirAddress = "their-address",
        /// … make room, or take in less.
        TheirRoom = "their-room",
        /// … which rule refused it?
        TheirFilter = "their-filter",
        /// … does the server take connections?
        TheirServer = "their-server",
        /// … the MX record and the accepted domains: their domain, not the sender's.
        TheirDomain = "their-domain",
        /// … certificate and TLS.
        TheirTls = "their-tls",
        /// Of the sender's side: is the address right?
        OurAddress = "our-address",
        /// … does a fixed route lead there?
        OurRoute = "our-route",
        /// … SPF, DKIM, DMARC, PTR.
        OurIdentity = "our-identity",
        /// … which TLS do they ask for?
        OurTls = "our-tls",
        /// … what is wrong with the account?
        OurAccount = "our-account",
        /// … send it in another form.
        OurMessage = "our-message",
        /// … the whole report.
        OurReport = "our-report",
    }
}

/// What somebody on this side asks of the other one; `None` if the other side cannot help.
pub const fn ask(cause: Cause, side: Side) -> Option<Ask> {
    let (theirs, ours) = match cause {
        C::RecipientUnknown
        | C::RecipientAddressInvalid
        | C::RecipientMoved
        | C::RecipientDisabled => (Some(Ask::TheirAddress), Ask::OurAddress),
        C::MailboxFull
        | C::ServerStorageFull
        | C::DeliveryAgentFailed
        | C::RecipientRateLimited => (Some(Ask::TheirRoom), Ask::OurReport),
        C::RecipientRestricted | C::PolicyRejected => (Some(Ask::TheirFilter), Ask::OurReport),
        C::ContentRejected
        | C::MalwareDetected
        | C::MessageTooLarge
        | C::MessageMalformed
        | C::ProtocolError => (Some(Ask::TheirFilter), Ask::OurMessage),
        C::SpamDetected | C::SenderRejected | C::IpBlocklisted => {
            (Some(Ask::TheirFilter), Ask::OurIdentity)
        }
        C::ConnectionTimeout | C::ConnectionRefused | C::ConnectionDropped => {
            (Some(Ask::TheirServer), Ask::OurRoute)
        }
        C::ServerError | C::MessageExpired | C::RateLimited | C::Greylisted | C::Undetermined => {
            (Some(Ask::TheirServer), Ask::OurReport)
        }
        C::DnsFailure | C::DomainUnknown | C::DomainRefusesMail | C::RelayDenied | C::MailLoop => {
            (Some(Ask::TheirDomain), Ask::OurRoute)
        }
        C::TlsFailure | C::CertificateInvalid => (Some(Ask::TheirTls), Ask::OurTls),
        C::SenderAuthFailed | C::ReverseDnsMissing => (None, Ask::OurIdentity),
        C::SenderBlocked
        | C::SendingLimit
        | C::AuthRequired
        | C::SendAsDenied
        | C::ExternalForwardingBlocked => (None, Ask::OurAccount),
        C::Suppressed => (None, Ask::OurAccount),
        C::AutoReply
        | C::FeedbackReport
        | C::Delivered
        | C::Relayed
        | C::Expanded
        | C::ReadReceipt
        | C::NotABounce => {
            return None;
        }
    };
    match side {
        Side::Sender => theirs,
        Side::Recipient => Some(ours),
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, steps};
    use crate::diagnosis::Cause;

    #[test]
    fn each_list_ends_with_the_causes_and_names_nothing_twice() {
        for cause in Cause::ALL {
            let kinds: Vec<Kind> = steps(*cause).iter().map(|(kind, _)| *kind).collect();
            for (place, kind) in kinds.iter().enumerate() {
                assert!(
                    !kinds[..place].contains(kind),
                    "{} twice for {}",
                    kind.slug(),
                    cause.slug()
                );
            }
            assert!(
                kinds.last().is_none_or(|last| *last == Kind::Checks),
                "{}",
                cause.slug()
            );
        }
    }
}
