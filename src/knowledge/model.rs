//! The knowledge base as data, as far as all languages share it: the pack of what `article.toml` says.
//!
//! The build script writes the packs, the crate reads them; strings are borrowed from the pack. What the reader sees is in
//! [`words`](super::words), so that a language is one pack of its own.

use serde::{Deserialize, Serialize};

use crate::diagnosis::model::{Cause, FixedBy, Outcome};
use crate::knowledge::code::Code;
use crate::knowledge::pattern::Pattern;
use crate::slug::slugs;

slugs! {
    /// Whose answers an article explains: the mail system that said it.
    pub enum Scope {
        /// Any mail system.
        Any = "any",
        /// Exchange Online and Exchange Server.
        Exchange = "exchange",
        /// Exchange Online (Microsoft 365).
        ExchangeOnline = "exchange-online",
        /// Exchange Server in an organization's own rooms.
        ExchangeServer = "exchange-server",
        /// Outlook.com, Hotmail, Live, MSN.
        OutlookCom = "outlook-com",
        /// Gmail and Google Workspace.
        Gmail = "gmail",
        /// Yahoo and AOL.
        Yahoo = "yahoo",
        /// iCloud Mail.
        Icloud = "icloud",
        /// Postfix.
        Postfix = "postfix",
        /// Exim.
        Exim = "exim",
        /// Sendmail.
        Sendmail = "sendmail",
        /// qmail and its descendants.
        Qmail = "qmail",
        /// HCL (IBM, Lotus) Domino.
        Domino = "domino",
        /// Amazon SES and WorkMail.
        AmazonSes = "amazon-ses",
        /// Proofpoint.
        Proofpoint = "proofpoint",
        /// Mimecast.
        Mimecast = "mimecast",
        /// Barracuda.
        Barracuda = "barracuda",
        /// Zoho Mail.
        Zoho = "zoho",
        /// GMX and WEB.DE.
        Gmx = "gmx",
        /// Mail.ru.
        MailRu = "mail-ru",
        /// Yandex Mail.
        Yandex = "yandex",
        /// QQ Mail and Tencent Exmail.
        Tencent = "tencent",
        /// NetEase (163.com, 126.com).
        Netease = "netease",
    }
}

impl Scope {
    /// Whether an article of this scope may speak about an answer of that mail system (a reporter's slug; `None` if unknown).
    pub fn covers(self, system: Option<&str>) -> bool {
        match (self, system) {
            (Scope::Any, _) => true,
            (Scope::Exchange, Some(system)) => matches!(
                Scope::from_slug(system),
                Some(Scope::Exchange | Scope::ExchangeOnline | Scope::ExchangeServer)
            ),
            (scope, Some(system)) => scope.slug() == system,
            (_, None) => false,
        }
    }

    /// How narrow the scope is: 0 for any mail system, 1 for a family, 2 for one system.
    pub const fn narrowness(self) -> u8 {
        match self {
            Scope::Any => 0,
            Scope::Exchange => 1,
            _ => 2,
        }
    }

    /// Whether some mail system is covered by both.
    pub fn overlaps(self, other: Scope) -> bool {
        self.covers(Some(other.slug())) || other.covers(Some(self.slug()))
    }
}

slugs! {
    /// What the codes of an article themselves say about another try (RFC 3463 section 3.1).
    pub enum Permanence {
        /// The server keeps trying (class 4).
        Transient = "transient",
        /// It is over (class 5).
        Permanent = "permanent",
        /// Both occur.
        Either = "either",
    }
}

impl Permanence {
    /// Whether a bounce with such a code can still be open.
    pub const fn may_be_pending(self) -> bool {
        !matches!(self, Permanence::Permanent)
    }
}

slugs! {
    /// When a part of an article is shown.
    pub enum Condition {
        /// Only while the server keeps trying.
        Pending = "pending",
        /// Only when it is over; this includes expired.
        Final = "final",
        /// Only when the queue gave up after repeated tries.
        Expired = "expired",
    }
}

impl Condition {
    /// Whether a part with this condition (`None`: always) is shown for that outcome. What is no failure counts as final.
    pub const fn holds(condition: Option<Condition>, outcome: Outcome) -> bool {
        match condition {
            None => true,
            Some(Condition::Pending) => matches!(outcome, Outcome::Pending),
            Some(Condition::Final) => !matches!(outcome, Outcome::Pending),
            Some(Condition::Expired) => matches!(outcome, Outcome::Expired),
        }
    }
}

slugs! {
    /// One of the two sides between which a message travels.
    pub enum Side {
        /// The organization that the message came from, with its mail service.
        Sender = "sender",
        /// The organization that it goes to, with its mail service.
        Recipient = "recipient",
    }
}

/// A page where facts of an article were read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source<'a> {
    /// The page's own title.
    pub title: &'a str,
    /// Its address; https.
    pub url: &'a str,
    /// The day on which it was read, `YYYY-MM-DD`.
    pub read: &'a str,
}

/// Somebody else than usual who can remove an article's cause, and by what it is told.
///
/// It fits where the condition holds and either a code or a pattern does; without codes and patterns, wherever the
/// condition holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fixer<'a> {
    /// Who.
    pub who: FixedBy,
    /// Enhanced status codes that tell it.
    #[serde(borrow)]
    pub codes: Vec<Code<'a>>,
    /// Texts of servers that tell it.
    pub patterns: Vec<Pattern<'a>>,
    /// While the server still tries only, or when it is over only.
    pub when: Option<Condition>,
}

/// What all languages share of an article: `article.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article<'a> {
    /// The folder's name.
    pub id: &'a str,
    /// The enhanced status codes that it explains.
    #[serde(borrow)]
    pub codes: Vec<Code<'a>>,
    /// Whose answers it explains.
    pub scope: Scope,
    /// The cause that it explains.
    pub cause: Cause,
    /// What its codes themselves say about another try.
    pub permanence: Permanence,
    /// Who can remove the cause, unless one of `fixers` fits.
    pub fixed_by: FixedBy,
    /// Who can remove it instead where the answer says so; the first that fits holds.
    pub fixers: Vec<Fixer<'a>>,
    /// Ids of admin causes that lie on the sender's side although `fixed_by` does not say so.
    pub sender_causes: Vec<&'a str>,
    /// Ids of admin causes that lie on the recipient's side although `fixed_by` does not say so.
    pub recipient_causes: Vec<&'a str>,
    /// Whether mail through a connector to a partner can end like this.
    pub connector: bool,
    /// Whether it explains every bounce with its cause that no article names more exactly.
    pub default_for_cause: bool,
    /// Whether it knows class and subject of the code only; its id begins with `general-`.
    pub general: bool,
    /// Whether the code alone does not select it.
    pub needs_pattern: bool,
    /// Ids of articles that yield to this one where both fit.
    pub more_specific_than: Vec<&'a str>,
    /// Ids of articles that the reader may look for instead.
    pub related: Vec<&'a str>,
    /// Texts of servers that select it.
    pub patterns: Vec<Pattern<'a>>,
}

/// The pack that all languages share.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Meta<'a> {
    /// The same number in all packs of one build.
    pub stamp: u64,
    /// The keys of the page's words, sorted.
    #[serde(borrow)]
    pub keys: Vec<&'a str>,
    /// Every article, sorted by id.
    pub articles: Vec<Article<'a>>,
}
