//! What a bounce states: the data types of the stage. A fact that the mail does not state is `None`.

use crate::slug::slugs;
use crate::span::Fact;

slugs! {
    /// What became of the message for one recipient (RFC 3464 section 2.3.3, and two of our own).
    pub enum Action {
        /// It could not be delivered.
        Failed = "failed",
        /// It has not been delivered yet; the server keeps trying.
        Delayed = "delayed",
        /// It could not be delivered: the queue gave up after repeated tries (our own; RFC 3464 says failed).
        Expired = "expired",
        /// It was delivered.
        Delivered = "delivered",
        /// It was handed to a server that gives no receipts.
        Relayed = "relayed",
        /// It was passed on to the members of a list.
        Expanded = "expanded",
    }
}

slugs! {
    /// What the input is as a whole.
    pub enum Kind {
        /// A report about delivery: failed, delayed, expired, delivered, relayed or expanded.
        DeliveryReport = "delivery-report",
        /// An automatic reply (RFC 3834).
        AutoReply = "auto-reply",
        /// An abuse report (RFC 5965).
        Feedback = "feedback",
        /// A read or deletion receipt (RFC 8098).
        ReadReceipt = "read-receipt",
        /// None of these.
        NotABounce = "not-a-bounce",
    }
}

/// One answer of a server, or of the program that wrote the report.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Answer {
    /// The enhanced status code (RFC 3463): `5.4.1`.
    pub status: Option<Fact<String>>,
    /// The reply code (RFC 5321): `550`.
    pub reply: Option<Fact<String>>,
    /// The whole answer, white space folded.
    pub text: Fact<String>,
}

/// One recipient's fate.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
pub struct Delivery {
    /// The address that the sender used.
    pub recipient: Option<Fact<String>>,
    /// What became of the message.
    pub action: Option<Fact<Action>>,
    /// The enhanced status code of the innermost answer, or of the report's `Status` field.
    pub status: Option<Fact<String>>,
    /// The reply code of the same answer.
    pub reply: Option<Fact<String>>,
    /// The innermost answer in its own words.
    pub diagnostic: Option<Fact<String>>,
    /// The MTA that wrote the report.
    pub reporting_mta: Option<Fact<String>>,
    /// The MTA that answered, or that should have.
    pub remote_mta: Option<Fact<String>>,
    /// Its IP address.
    pub remote_ip: Option<Fact<String>>,
    /// When the reporting MTA took the message (RFC 3339).
    pub arrival: Option<Fact<String>>,
    /// When it tried last (RFC 3339).
    pub last_attempt: Option<Fact<String>>,
    /// Until when it will keep trying (RFC 3339).
    pub retry_until: Option<Fact<String>>,
    /// Every answer, wrapper first, innermost last.
    pub chain: Vec<Answer>,
}

/// One leg of the returned message's route, read from a `Received` field (RFC 5321 section 4.4).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Hop {
    /// The server that handed over.
    pub from: Option<String>,
    /// The server that took it.
    pub by: Option<String>,
    /// The protocol stated (`ESMTPS`, `mapi`).
    pub with: Option<String>,
    /// What the field says of TLS: the version (`1.3`), or nothing but that it was used (empty).
    pub tls: Option<String>,
    /// When (RFC 3339).
    pub time: Option<String>,
    /// What stands in the place of the date, where that gives no point in time: its zone is missing, or it is no date.
    pub date: Option<String>,
}

/// The message that came back.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
pub struct OriginalMessage {
    /// Its subject, decoded.
    pub subject: Option<Fact<String>>,
    /// The address it came from.
    pub from: Option<Fact<String>>,
    /// Its message id, with angle brackets as it stands.
    pub message_id: Option<Fact<String>>,
    /// Its date (RFC 3339).
    pub date: Option<Fact<String>>,
    /// Its route, oldest leg first.
    pub hops: Vec<Hop>,
}

/// One of several bounces in one input.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct OneOfSeveral {
    /// The first of its deliveries in [`BounceReport::deliveries`]; they go up to the first one of the next.
    pub first: usize,
    /// The mail system that wrote it.
    pub reporter: Option<String>,
    /// The message that came back.
    pub original: Option<OriginalMessage>,
}

impl OneOfSeveral {
    /// A report whose deliveries begin with number `first`.
    pub fn of(report: &BounceReport, first: usize) -> Self {
        OneOfSeveral {
            first,
            reporter: report.reporter.clone(),
            original: report.original.clone(),
        }
    }
}

/// What the input states as a whole.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct BounceReport {
    /// What it is.
    pub kind: Kind,
    /// Language of the report itself, BCP 47, where labels or headers tell it.
    pub language: Option<String>,
    /// The mail system that wrote it: a slug such as `exchange-online`.
    pub reporter: Option<String>,
    /// The words of the report for people, white space folded, at most 4,000 bytes: where no answer says why, they may.
    pub prose: Option<Fact<String>>,
    /// One per recipient, in order of appearance.
    pub deliveries: Vec<Delivery>,
    /// The message that came back.
    pub original: Option<OriginalMessage>,
    /// What was noticed.
    pub notes: Vec<ReportNote>,
    /// Where the input holds several bounces: each, in order. Empty for one.
    pub several: Vec<OneOfSeveral>,
}

impl BounceReport {
    /// A report of that kind that states nothing yet.
    pub fn of(kind: Kind) -> Self {
        BounceReport {
            kind,
            language: None,
            reporter: None,
            prose: None,
            deliveries: vec![],
            original: None,
            notes: vec![],
            several: vec![],
        }
    }

    /// Which of several bounces delivery number `index` belongs to; `None` if there is only one.
    pub fn bounce_of(&self, index: usize) -> Option<usize> {
        self.several
            .partition_point(|one| one.first <= index)
            .checked_sub(1)
    }

    /// The mail system that reported delivery number `index`.
    pub fn reporter_of(&self, index: usize) -> Option<&str> {
        match self.bounce_of(index) {
            Some(place) => self.several[place].reporter.as_deref(),
            None => self.reporter.as_deref(),
        }
    }

    /// The message that came back with delivery number `index`.
    pub fn original_of(&self, index: usize) -> Option<&OriginalMessage> {
        match self.bounce_of(index) {
            Some(place) => self.several[place].original.as_ref(),
            None => self.original.as_ref(),
        }
    }
}

/// Something the reader should know beside the facts.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(tag = "slug", rename_all = "kebab-case")]
pub enum ReportNote {
    /// The input ends in the middle of something.
    Truncated,
    /// Code and text of delivery number `bounce` say different things; the text won.
    CodeAndTextDisagree {
        bounce: usize,
        code: String,
        text: String,
    },
    /// The returned message does not come from the reader's own servers.
    NotSentByYou,
    /// It looks like a bounce but has no bounce's structure, and wants a link clicked.
    Lookalike { signs: Vec<String> },
    /// More recipients than are explained; `total` is the true number.
    ManyRecipients { total: usize },
}
