//! The commands of the steps, filled in. None of them changes anything.
//!
//! A command is a template; what stands between `<` and `>` in it is a value of the bounce, always inside single quotation
//! marks. A value that the bounce does not state, or that does not keep to its grammar, leaves its place as it is: quoted,
//! it can neither redirect nor run.

use super::shell::{Shell, push_quoted};
use super::side::System;
use super::table::Kind;
use super::values::{Value, Values, Why};
use super::window::Age;
use crate::diagnosis::Cause;
use crate::knowledge::Side;

use Cause as C;
use Kind as K;
use Shell::{PowerShell as PS, Sh};

/// A command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Command {
    /// What reads it.
    pub shell: Shell,
    /// What is copied.
    pub text: String,
    /// The places that are still open, by the names that stand there.
    pub open: Vec<(&'static str, Why)>,
}

/// A command to be filled in.
struct Template {
    kind: Kind,
    shell: Shell,
    /// The mail systems that have it; empty: all.
    systems: &'static [System],
    /// The causes that it can help with; empty: all whose steps have the kind.
    causes: &'static [Cause],
    text: &'static str,
}

const M365: &[System] = &[System::Microsoft365];
const SERVER: &[System] = &[System::ExchangeServer];
const ANY: &[System] = &[];
const ALL: &[Cause] = &[];

const ADDRESS: &[Cause] = &[
    C::RecipientUnknown,
    C::RecipientAddressInvalid,
    C::RecipientMoved,
    C::RecipientDisabled,
];
const ROOM: &[Cause] = &[C::MailboxFull, C::ServerStorageFull, C::DeliveryAgentFailed];
const TLS: &[Cause] = &[C::TlsFailure, C::CertificateInvalid];
const IDENTITY: &[Cause] = &[C::SenderAuthFailed, C::SpamDetected];
const SENDER: &[Cause] = &[C::SenderAuthFailed, C::SpamDetected, C::SenderRejected];
const PTR: &[Cause] = &[C::ReverseDnsMissing, C::IpBlocklisted];
const NAMES: &[Cause] = &[C::DnsFailure, C::DomainUnknown];
/// Where the recipient's domain, and the servers that it names, are at stake.
const ROUTE: &[Cause] = &[
    C::ConnectionTimeout,
    C::ConnectionRefused,
    C::ConnectionDropped,
    C::DnsFailure,
    C::DomainUnknown,
    C::DomainRefusesMail,
    C::TlsFailure,
    C::CertificateInvalid,
    C::RecipientUnknown,
    C::RecipientAddressInvalid,
    C::RecipientMoved,
    C::RecipientDisabled,
    C::RelayDenied,
    C::MailLoop,
    C::MessageExpired,
];
/// Where the name of the server that should have answered is at stake.
const HOST: &[Cause] = &[
    C::ConnectionTimeout,
    C::ConnectionRefused,
    C::ConnectionDropped,
    C::DnsFailure,
    C::MessageExpired,
];
const TALK: &[Cause] = &[
    C::TlsFailure,
    C::CertificateInvalid,
    C::ConnectionDropped,
    C::ProtocolError,
];

const fn template(
    kind: Kind,
    shell: Shell,
    systems: &'static [System],
    causes: &'static [Cause],
    text: &'static str,
) -> Template {
    Template {
        kind,
        shell,
        systems,
        causes,
        text,
    }
}

/// In the order in which they are shown. `<window>` and `<span>` become parameters with times, or nothing.
#[rustfmt::skip]
const TEMPLATES: &[Template] = &[
    template(K::Trace, PS, M365, ALL, "Get-MessageTraceV2 -SenderAddress '<sender>' -RecipientAddress '<recipient>'<window> | Format-List Received,Status,MessageId,MessageTraceId"),
    template(K::Trace, PS, M365, ALL, "Get-MessageTraceV2 -SenderAddress '<sender>' -RecipientAddress '<recipient>'<window> | Get-MessageTraceDetailV2 | Format-List Date,Event,Action,Detail"),
    template(K::Queue, PS, SERVER, ALL, "Get-TransportService | Get-Queue | Format-List Identity,Status,MessageCount,NextHopDomain,LastError"),
    template(K::Queue, PS, SERVER, ALL, "Get-TransportService | Get-Queue | Where-Object { $_.NextHopDomain -eq '<domain>' } | Get-Message | Format-List Identity,FromAddress,Status,RetryCount,LastError"),
    template(K::Tracking, PS, SERVER, ALL, "Get-TransportService | Get-MessageTrackingLog -Sender '<sender>' -Recipients '<recipient>'<span> -ResultSize Unlimited | Sort-Object Timestamp | Format-List Timestamp,EventId,Source,ConnectorId,RecipientStatus"),
    template(K::Log, PS, ANY, ALL, "Select-String -SimpleMatch -Pattern '<recipient>' -Path '<mail-log>'"),
    template(K::Log, Sh, ANY, ALL, "grep -F -e '<recipient>' '<mail-log>'"),
    template(K::Connectors, PS, M365, &[C::RelayDenied, C::MailLoop], "Get-InboundConnector | Format-List Name,Enabled,ConnectorType,SenderDomains,SenderIPAddresses,TlsSenderCertificateName,RestrictDomainsToIPAddresses,RestrictDomainsToCertificate"),
    template(K::Connectors, PS, M365, ALL, "Get-OutboundConnector | Format-List Name,Enabled,ConnectorType,UseMXRecord,SmartHosts,TlsSettings,TlsDomain,RecipientDomains,RouteAllMessagesViaOnPremises"),
    template(K::Connectors, PS, M365, ALL, "Validate-OutboundConnector -Identity '<connector-name>' -Recipients '<recipient>'"),
    template(K::Connectors, PS, SERVER, ALL, "Get-SendConnector | Format-List Name,Enabled,AddressSpaces,SmartHosts,DNSRoutingEnabled,RequireTLS"),
    template(K::Connectors, PS, SERVER, &[C::RelayDenied, C::MailLoop], "Get-ReceiveConnector | Format-List Name,Enabled,Bindings,RemoteIPRanges,PermissionGroups"),
    template(K::Domains, PS, ANY, ALL, "Get-AcceptedDomain | Format-Table Name,DomainName,DomainType"),
    template(K::Recipient, PS, ANY, ADDRESS, "Get-Recipient -Identity '<recipient>' | Format-List Name,RecipientTypeDetails,PrimarySmtpAddress,EmailAddresses"),
    template(K::Recipient, PS, M365, ADDRESS, "Get-Mailbox -SoftDeletedMailbox -Identity '<recipient>' | Format-List Name,WhenSoftDeleted,EmailAddresses"),
    template(K::Recipient, PS, ANY, ROOM, "Get-MailboxStatistics -Identity '<recipient>' | Format-List TotalItemSize,TotalDeletedItemSize,ItemCount"),
    template(K::Recipient, PS, ANY, ROOM, "Get-Mailbox -Identity '<recipient>' | Format-List ProhibitSendQuota,ProhibitSendReceiveQuota,UseDatabaseQuotaDefaults,Database"),
    template(K::Recipient, PS, ANY, &[C::RecipientRestricted], "Get-Recipient -Identity '<recipient>' | Format-List Name,RecipientTypeDetails"),
    template(K::Recipient, PS, ANY, &[C::RecipientRestricted], "Get-Mailbox -Identity '<recipient>' | Format-List RequireSenderAuthenticationEnabled,AcceptMessagesOnlyFromSendersOrMembers,RejectMessagesFromSendersOrMembers"),
    template(K::Recipient, PS, ANY, &[C::RecipientRestricted], "Get-DistributionGroup -Identity '<recipient>' | Format-List RequireSenderAuthenticationEnabled,AcceptMessagesOnlyFromSendersOrMembers,ModerationEnabled"),
    template(K::Recipient, PS, ANY, &[C::MessageTooLarge], "Get-Mailbox -Identity '<recipient>' | Format-List MaxReceiveSize"),
    template(K::Account, PS, M365, &[C::SenderBlocked, C::SendingLimit], "Get-BlockedSenderAddress -SenderAddress '<sender>'"),
    template(K::Account, PS, M365, &[C::AuthRequired], "Get-CASMailbox -Identity '<sender>' | Format-List SmtpClientAuthenticationDisabled"),
    template(K::Account, PS, M365, &[C::AuthRequired], "Get-TransportConfig | Format-List SmtpClientAuthenticationDisabled"),
    template(K::Account, PS, M365, &[C::SendAsDenied], "Get-RecipientPermission -Identity '<sender>' | Format-List Trustee,AccessRights"),
    template(K::Account, PS, M365, &[C::ExternalForwardingBlocked], "Get-HostedOutboundSpamFilterPolicy | Format-List Name,AutoForwardingMode"),
    template(K::Account, PS, M365, &[C::ExternalForwardingBlocked], "Get-Mailbox -ResultSize Unlimited | Where-Object { $_.ForwardingSmtpAddress } | Format-List PrimarySmtpAddress,ForwardingSmtpAddress"),
    template(K::Account, PS, M365, &[C::MessageTooLarge], "Get-Mailbox -Identity '<sender>' | Format-List MaxSendSize"),
    template(K::Rules, PS, ANY, ALL, "Get-TransportRule | Where-Object { $_.RejectMessageReasonText } | Format-List Name,State,RejectMessageReasonText,RejectMessageEnhancedStatusCode"),
    template(K::Dns, PS, ANY, ROUTE, "Resolve-DnsName '<domain>' -Type MX"),
    template(K::Dns, Sh, ANY, ROUTE, "dig +short MX '<domain>'"),
    template(K::Dns, PS, ANY, NAMES, "Resolve-DnsName '<domain>' -Type NS"),
    template(K::Dns, Sh, ANY, NAMES, "dig +short NS '<domain>'"),
    template(K::Dns, PS, ANY, HOST, "Resolve-DnsName '<mail-server-name>'"),
    template(K::Dns, Sh, ANY, HOST, "dig +short A '<mail-server-name>'; dig +short AAAA '<mail-server-name>'"),
    template(K::Dns, PS, ANY, TLS, "Resolve-DnsName '_mta-sts.<domain>' -Type TXT"),
    template(K::Dns, Sh, ANY, TLS, "dig +short TXT '_mta-sts.<domain>'"),
    template(K::Dns, Sh, ANY, TLS, "dig +short TLSA '_25._tcp.<mail-server-name>'"),
    template(K::Dns, PS, ANY, &[C::SenderRejected], "Resolve-DnsName '<sender-domain>' -Type MX"),
    template(K::Dns, Sh, ANY, &[C::SenderRejected], "dig +short MX '<sender-domain>'"),
    template(K::Dns, PS, ANY, SENDER, "Resolve-DnsName '<sender-domain>' -Type TXT"),
    template(K::Dns, Sh, ANY, SENDER, "dig +short TXT '<sender-domain>'"),
    template(K::Dns, PS, ANY, IDENTITY, "Resolve-DnsName '<selector>._domainkey.<sender-domain>' -Type TXT"),
    template(K::Dns, Sh, ANY, IDENTITY, "dig +short TXT '<selector>._domainkey.<sender-domain>'"),
    template(K::Dns, PS, ANY, IDENTITY, "Resolve-DnsName '_dmarc.<sender-domain>' -Type TXT"),
    template(K::Dns, Sh, ANY, IDENTITY, "dig +short TXT '_dmarc.<sender-domain>'"),
    template(K::Dns, PS, ANY, PTR, "Resolve-DnsName '<sending-ip>' -Type PTR"),
    template(K::Dns, Sh, ANY, PTR, "dig +short -x '<sending-ip>'"),
    template(K::Port, PS, ANY, ALL, "Test-NetConnection '<mail-server>' -Port 25"),
    template(K::Port, Sh, ANY, ALL, "nc -vz -w 15 '<mail-server>' 25"),
    template(K::Port, Sh, ANY, TALK, "openssl s_client -starttls smtp -connect '<mail-server-name>:25' -servername '<mail-server-name>' </dev/null"),
];

/// What is asked of old data; its result is a file.
const HISTORY: &str = "Start-HistoricalSearch -ReportTitle 'Bounce' -ReportType MessageTraceDetail -SenderAddress '<sender>' -RecipientAddress '<recipient>'<window> -NotifyAddress '<your-address>'";

/// Mail servers with the program `mailq`.
const MAILQ: [&str; 3] = ["postfix", "exim", "sendmail"];

/// The commands of a step: for this cause, on a side with this system.
pub fn commands(
    kind: Kind,
    cause: Cause,
    system: System,
    side: Side,
    values: &Values<'_>,
) -> Vec<Command> {
    // Who sends through Microsoft 365 has no address of their own to look up.
    if kind == K::Dns
        && PTR.contains(&cause)
        && system == System::Microsoft365
        && side == Side::Sender
    {
        return vec![];
    }
    let fits = |template: &&Template| {
        template.kind == kind
            && (template.systems.is_empty() || template.systems.contains(&system))
            && (template.causes.is_empty() || template.causes.contains(&cause))
    };
    let found = TEMPLATES.iter().filter(fits);
    let mut out: Vec<Command> = found
        .map(|template| fill(template.shell, template.text, values))
        .collect();
    match kind {
        K::Trace if values.window.age == Age::Old => out.push(fill(PS, HISTORY, values)),
        K::Trace if values.window.age == Age::Gone => out.clear(),
        K::Log if values.waits() && values.reporter().is_some_and(|name| MAILQ.contains(&name)) => {
            out.push(fill(Sh, "mailq", values));
        }
        _ => {}
    }
    out
}

/// Fills a template in.
fn fill(shell: Shell, template: &'static str, values: &Values<'_>) -> Command {
    let mut command = Command {
        shell,
        text: String::new(),
        open: vec![],
    };
    let mut rest = template;
    while let Some((before, behind)) = rest.split_once('<') {
        command.text.push_str(before);
        let (name, after) = behind.split_once('>').unwrap_or((behind, ""));
        rest = after;
        let names = match name {
            "window" => [" -StartDate ", " -EndDate "],
            "span" => [" -Start ", " -End "],
            _ => {
                match values.get(name) {
                    Some(Value::Known(value)) => push_quoted(shell, &value, &mut command.text),
                    Some(Value::Open(why)) => {
                        command.hole(name);
                        if !command.open.contains(&(name, why)) {
                            command.open.push((name, why));
                        }
                    }
                    // Not ours: `</dev/null`.
                    None => {
                        command.text.push('<');
                        rest = behind;
                    }
                }
                continue;
            }
        };
        if let Some((from, to)) = &values.window.span {
            for (name, time) in names.into_iter().zip([from, to]) {
                command.text.push_str(name);
                command.text.push_str("([datetime]'");
                command.text.push_str(time);
                command.text.push_str("')");
            }
        }
    }
    command.text.push_str(rest);
    command
}

impl Command {
    fn hole(&mut self, name: &str) {
        self.text.push('<');
        self.text.push_str(name);
        self.text.push('>');
    }
}
