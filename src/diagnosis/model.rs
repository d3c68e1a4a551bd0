//! What a bounce means: the data types of the stage, without any words for the reader.

use crate::slug::slugs;

slugs! {
    /// Why the message did not arrive, or what the report says instead.
    pub enum Cause {
        /// The address does not exist at the recipient's mail system.
        RecipientUnknown = "recipient-unknown",
        /// The mailbox moved to another address.
        RecipientMoved = "recipient-moved",
        /// The mailbox exists but is disabled, suspended, closed or inactive.
        RecipientDisabled = "recipient-disabled",
        /// The recipient's address is malformed.
        RecipientAddressInvalid = "recipient-address-invalid",
        /// The mailbox or public folder is over its quota.
        MailboxFull = "mailbox-full",
        /// The recipient takes mail only from certain senders, or blocked this one.
        RecipientRestricted = "recipient-restricted",
        /// The recipient receives mail faster than its limit.
        RecipientRateLimited = "recipient-rate-limited",
        /// The domain does not exist or has no usable mail host.
        DomainUnknown = "domain-unknown",
        /// The domain states that it takes no mail (null MX, RFC 7505).
        DomainRefusesMail = "domain-refuses-mail",
        /// The lookup of the destination failed.
        DnsFailure = "dns-failure",
        /// The destination server did not answer in time or could not be reached.
        ConnectionTimeout = "connection-timeout",
        /// The destination server refused the connection.
        ConnectionRefused = "connection-refused",
        /// The destination server closed the connection in the middle.
        ConnectionDropped = "connection-dropped",
        /// An encrypted connection was required and could not be made.
        TlsFailure = "tls-failure",
        /// The destination's certificate failed validation.
        CertificateInvalid = "certificate-invalid",
        /// The server does not take mail for that domain from that sender.
        RelayDenied = "relay-denied",
        /// The client or device must sign in before it may send.
        AuthRequired = "auth-required",
        /// The sender may not send from that address or mailbox.
        SendAsDenied = "send-as-denied",
        /// The sender's address or domain is refused.
        SenderRejected = "sender-rejected",
        /// SPF, DKIM or DMARC of the sender's domain failed.
        SenderAuthFailed = "sender-auth-failed",
        /// The sending server's PTR record or HELO name is missing or refused.
        ReverseDnsMissing = "reverse-dns-missing",
        /// The sending IP address is on a block list or has a bad reputation.
        IpBlocklisted = "ip-blocklisted",
        /// The sender's own account, tenant or connector is blocked from sending.
        SenderBlocked = "sender-blocked",
        /// The sender went over a sending limit of its own service.
        SendingLimit = "sending-limit",
        /// The destination throttles this sender or sending server.
        RateLimited = "rate-limited",
        /// The destination asks an unknown sender to try again later.
        Greylisted = "greylisted",
        /// The message is over a size limit or has too many recipients.
        MessageTooLarge = "message-too-large",
        /// A rule or filter refused the content.
        ContentRejected = "content-rejected",
        /// The message was judged to be spam.
        SpamDetected = "spam-detected",
        /// The message was judged to carry malware.
        MalwareDetected = "malware-detected",
        /// The message breaks the mail format.
        MessageMalformed = "message-malformed",
        /// The two servers misunderstood each other.
        ProtocolError = "protocol-error",
        /// The message went round in a loop.
        MailLoop = "mail-loop",
        /// Automatic forwarding to outside the organization is switched off.
        ExternalForwardingBlocked = "external-forwarding-blocked",
        /// The queue gave up after repeated tries and nothing says why.
        MessageExpired = "message-expired",
        /// The destination had an internal error.
        ServerError = "server-error",
        /// The destination's disk or message store is full.
        ServerStorageFull = "server-storage-full",
        /// The program that files the message in the mailbox failed.
        DeliveryAgentFailed = "delivery-agent-failed",
        /// A policy of the destination refused the message and does not say more.
        PolicyRejected = "policy-rejected",
        /// The sending service will not try this address any more.
        Suppressed = "suppressed",
        /// Not a failure: an automatic reply such as an absence note (RFC 3834).
        AutoReply = "auto-reply",
        /// Not a failure: an abuse report (RFC 5965).
        FeedbackReport = "feedback-report",
        /// Not a failure: a delivery receipt.
        Delivered = "delivered",
        /// Not a failure: handed to a server that gives no further receipts.
        Relayed = "relayed",
        /// Not a failure: a distribution list took the message and passed it on.
        Expanded = "expanded",
        /// Not a failure: a read or deletion receipt (MDN, RFC 8098).
        ReadReceipt = "read-receipt",
        /// The input is not a bounce.
        NotABounce = "not-a-bounce",
        /// A bounce, but it does not say why.
        Undetermined = "undetermined",
    }
}

slugs! {
    /// Who can remove the cause.
    pub enum FixedBy {
        /// The person who sent the message.
        Sender = "sender",
        /// The email admin of the sender's organization.
        SenderAdmin = "sender-admin",
        /// The person who should have received it.
        Recipient = "recipient",
        /// The email admin or provider of the recipient.
        RecipientAdmin = "recipient-admin",
        /// The mail service itself: a fault there.
        Provider = "provider",
        /// Time: it may still arrive, or works later.
        Wait = "wait",
        /// Nobody has to act.
        Nobody = "nobody",
    }
}

slugs! {
    /// How sure the diagnosis is.
    pub enum Confidence {
        /// The mail says it in so many words.
        Exact = "exact",
        /// Code or text point to it without saying it outright.
        Likely = "likely",
        /// Only the class and subject of the code are known.
        General = "general",
    }
}

slugs! {
    /// Whether it is over, still running, or no failure at all.
    pub enum Outcome {
        /// The message will not arrive.
        Final = "final",
        /// The message will not arrive: the queue gave up after repeated tries.
        Expired = "expired",
        /// Nothing has failed yet: the server keeps trying.
        Pending = "pending",
        /// No failure: delivered, relayed, expanded, read, an automatic reply or an abuse report.
        Fine = "fine",
    }
}

/// What one bounce means, in no language.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Diagnosis {
    /// Why.
    pub cause: Cause,
    /// How sure that is.
    pub confidence: Confidence,
    /// Who can remove the cause.
    pub fixed_by: FixedBy,
    /// Whether it is over.
    pub outcome: Outcome,
    /// Id of the article that explains it: a folder of `src/knowledge/articles`.
    pub article: String,
}
