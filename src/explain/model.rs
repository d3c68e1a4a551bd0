//! What the reader reads: one bounce explained in one language, as data.

use crate::diagnosis::model::Outcome;
use crate::lang::Lang;
use crate::slug::slugs;

slugs! {
    /// A value of the bounce that can stand in a text.
    ///
    /// The slug is the name of the placeholder in the articles: `{recipient|the recipient}`.
    pub enum Slot {
        /// The address that the sender used.
        Recipient = "recipient",
        /// The part of that address behind the last `@`.
        Domain = "domain",
        /// The server that answered or should have: its host name, or else its IP address.
        Remote = "remote",
        /// The server that wrote the report.
        Reporting = "reporting",
        /// The enhanced status code of the innermost answer, such as `5.4.1`.
        Status = "status",
        /// The reply code and the enhanced status code, as far as known: `550 5.4.1`.
        Code = "code",
        /// The address that the returned message came from.
        Sender = "sender",
        /// The part of that address behind the last `@`.
        SenderDomain = "sender-domain",
        /// The subject of the returned message.
        Subject = "subject",
        /// The mail service that wrote the report, by its product name: `Microsoft 365`, `Gmail`.
        Service = "service",
        /// Until when the server keeps trying, if the report states it.
        RetryUntil = "retry-until",
    }
}

/// A run of text.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(tag = "type", rename_all = "lowercase")]
pub enum Inline {
    /// Plain words.
    Text { text: String },
    /// Words that carry weight.
    Strong { text: String },
    /// A code, a file name, a name of a setting: shown in a fixed-width face.
    Code { text: String },
    /// A link to a page outside; https only.
    Link { text: String, url: String },
    /// A value of this bounce; its evidence is the evidence of the slot.
    Value { slot: Slot, text: String },
}

/// A piece of an explanation.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(tag = "type", rename_all = "lowercase")]
pub enum Block {
    /// A paragraph.
    Paragraph { text: Vec<Inline> },
    /// A list; each item is a run of text.
    List {
        ordered: bool,
        items: Vec<Vec<Inline>>,
    },
    /// A command to copy. `shell` is `powershell`, `sh` or `text`.
    Command { shell: String, text: String },
    /// A thing that the reader can do.
    Step {
        id: String,
        title: Vec<Inline>,
        body: Vec<Block>,
        time: Option<Vec<Inline>>,
    },
    /// One possible cause, for the admin.
    Cause {
        id: String,
        title: Vec<Inline>,
        tell: Vec<Block>,
        fix: Vec<Block>,
        check: Vec<Block>,
        time: Option<Vec<Inline>>,
    },
}

/// Where a fact of the article was read.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Reference {
    /// The page's own title.
    pub title: String,
    /// Its address.
    pub url: String,
    /// The day on which it was read, `YYYY-MM-DD`.
    pub read: String,
}

/// One bounce explained in one language.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// The language of every text in here.
    pub lang: Lang,
    /// The short name of what happened: `Connection refused`.
    pub name: String,
    /// The verdict: one sentence that names the recipient.
    pub title: Vec<Inline>,
    /// One sentence that a child of twelve understands.
    pub summary: Vec<Inline>,
    /// Whether it is over; the page's tag and colour follow it.
    pub outcome: Outcome,
    /// What happened, in a paragraph or two.
    pub happened: Vec<Block>,
    /// Steps for the email user, likeliest first ([`Block::Step`]).
    pub user: Vec<Block>,
    /// An introduction, then the causes for the email admin, likeliest first ([`Block::Cause`]).
    pub admin: Vec<Block>,
    /// What the code means.
    pub meaning: Vec<Block>,
    /// How such a report looks.
    pub looks: Vec<Block>,
    /// Further help.
    pub help: Vec<Block>,
    /// The parts of the enhanced status code in words, outermost first: class, subject, detail (RFC 3463, IANA).
    pub status_parts: Vec<StatusPart>,
    /// Where the facts were read.
    pub references: Vec<Reference>,
}

/// One part of an enhanced status code in words.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct StatusPart {
    /// The part as written: `5`, `4`, or the whole `5.4.1` for the detail.
    pub code: String,
    /// What the registry says that it means, in our own words.
    pub meaning: String,
}
