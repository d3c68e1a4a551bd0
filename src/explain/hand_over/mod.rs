//! Texts for somebody who can act: the reader's own email admin, the recipient's postmaster, the support of a mail service.

mod find;
pub mod mailto;
mod redact;
mod sheet;

pub use redact::{Hide, Kind};

use super::explain;
use super::model::{Block, Explanation, Inline};
use crate::Reading;
use crate::diagnosis::{Cause, Diagnosis, Outcome};
use crate::instant::utc;
use crate::knowledge::{self, Ui};
use crate::lang::Lang;
use crate::report::Delivery;
use crate::slug::slugs;
use crate::span::Fact;
use redact::Redactor;
use sheet::{Part, Sheet};

slugs! {
    /// Who gets the text.
    pub enum Addressee {
        /// The email admin of the reader's organization: all that is known.
        Admin = "admin",
        /// The postmaster of the recipient's mail system: a short request.
        Postmaster = "postmaster",
        /// The support of Microsoft or another provider: ids, times, answers word for word, what was tried.
        Support = "support",
    }
}

slugs! {
    /// The form of the text; the slug is the end of its file's name.
    pub enum Format {
        /// Plain text.
        Text = "txt",
        /// Markdown (CommonMark).
        Markdown = "md",
        /// JSON (RFC 8259).
        Json = "json",
    }
}

/// How many causes are named.
const CAUSES: usize = 3;
/// How many replies are listed.
const REPLIES: usize = 10;

/// What is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Order {
    /// For whom.
    pub to: Addressee,
    /// In which language.
    pub lang: Lang,
    /// In which form.
    pub format: Format,
    /// What is left out.
    pub hide: Hide,
    /// Which causes were looked into without success: bit 0 is the first of [`causes`].
    pub tried: u32,
}

impl Order {
    /// The whole text for the email admin.
    pub const fn new(lang: Lang) -> Self {
        Order {
            to: Addressee::Admin,
            lang,
            format: Format::Text,
            hide: [false; 5],
            tried: 0,
        }
    }
}

/// A text that is ready to be handed over.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Handed {
    /// What a mail with it has as its subject: nothing of the mail but codes.
    pub subject: String,
    /// All of it.
    pub text: String,
}

/// The text about delivery number `index`. Without such a delivery it is empty. What the mail does not state is left out.
pub fn write(reading: &Reading, index: usize, order: &Order) -> Handed {
    let (Some(explanation), Some(delivery), Some(diagnosis)) = (
        explain(reading, index, order.lang),
        reading.report.deliveries.get(index),
        reading.diagnoses.get(index),
    ) else {
        return Handed::default();
    };
    let ui = knowledge::ui(order.lang);
    let heading = [
        "copy-heading",
        "hand-heading-postmaster",
        "hand-heading-support",
    ];
    let mut writer = Writer {
        reading,
        index,
        delivery,
        diagnosis,
        explanation: &explanation,
        redactor: Redactor::new(reading, index, order.hide, ui),
        sheet: Sheet {
            ui,
            to: order.to,
            heading: ui.text(heading[order.to as usize], &[]),
            slugs: vec![
                ("article", diagnosis.article.clone()),
                ("cause", diagnosis.cause.slug().into()),
                ("confidence", diagnosis.confidence.slug().into()),
                ("fixed_by", diagnosis.fixed_by.slug().into()),
                ("outcome", diagnosis.outcome.slug().into()),
            ],
            parts: vec![],
        },
    };
    match order.to {
        Addressee::Admin => writer.admin(),
        Addressee::Postmaster => writer.postmaster(),
        Addressee::Support => writer.support(order.tried),
    }
    let sheet = writer.finish();
    let text = match order.format {
        Format::Json => sheet.json(),
        format => sheet.lines(format == Format::Markdown),
    };
    let mut subject = sheet.heading;
    let code = code(delivery);
    if !code.is_empty() {
        subject.push_str(super::text::colon(order.lang));
        subject.push_str(&code);
    }
    Handed { subject, text }
}

/// The titles of the possible causes, likeliest first.
pub fn causes(explanation: &Explanation) -> impl Iterator<Item = &Vec<Inline>> {
    explanation.admin.iter().filter_map(|block| match block {
        Block::Cause { title, .. } => Some(title),
        _ => None,
    })
}

fn code(delivery: &Delivery) -> String {
    let code = [&delivery.reply, &delivery.status].into_iter().flatten();
    let code: Vec<&str> = code.map(|fact| fact.value.as_str()).collect();
    code.join(" ")
}

/// What the postmaster is asked for; the key of the sentence.
const fn wish(cause: Cause) -> &'static str {
    match cause {
        Cause::RecipientUnknown
        | Cause::RecipientMoved
        | Cause::RecipientDisabled
        | Cause::RecipientAddressInvalid
        | Cause::Suppressed => "hand-ask-address",
        Cause::MailboxFull | Cause::RecipientRateLimited | Cause::ServerStorageFull => {
            "hand-ask-room"
        }
        Cause::RecipientRestricted | Cause::SenderRejected => "hand-ask-allow",
        Cause::DomainUnknown | Cause::DomainRefusesMail | Cause::DnsFailure => "hand-ask-dns",
        Cause::ConnectionTimeout | Cause::ConnectionRefused | Cause::ConnectionDropped => {
            "hand-ask-connect"
        }
        Cause::TlsFailure | Cause::CertificateInvalid => "hand-ask-tls",
        Cause::RelayDenied | Cause::MailLoop => "hand-ask-domain",
        Cause::IpBlocklisted | Cause::ReverseDnsMissing => "hand-ask-list",
        Cause::RateLimited | Cause::Greylisted => "hand-ask-rate",
        Cause::ContentRejected
        | Cause::SpamDetected
        | Cause::MalwareDetected
        | Cause::PolicyRejected
        | Cause::SenderAuthFailed
        | Cause::MessageMalformed => "hand-ask-rule",
        Cause::MessageTooLarge => "hand-ask-size",
        _ => "hand-ask-log",
    }
}

struct Writer<'r> {
    reading: &'r Reading,
    index: usize,
    delivery: &'r Delivery,
    diagnosis: &'r Diagnosis,
    explanation: &'r Explanation,
    redactor: Redactor,
    sheet: Sheet,
}

type Text = Option<Fact<String>>;

impl Writer<'_> {
    fn ui(&self) -> Ui {
        self.sheet.ui
    }

    fn value(&mut self, key: &'static str, kind: Option<Kind>, fact: &Text) {
        if let Some(fact) = fact {
            let text = self.redactor.value(kind, &fact.value);
            self.sheet.add(Part::Value(key, text));
        }
    }

    fn servers(&mut self, sending: &'static str) {
        self.value(sending, Some(Kind::Host), &self.delivery.reporting_mta);
        let remote = [&self.delivery.remote_mta, &self.delivery.remote_ip];
        let remote: Vec<String> = (remote.into_iter().flatten())
            .map(|fact| self.redactor.value(Some(Kind::Host), &fact.value))
            .collect();
        self.sheet.add(Part::Value("remote", remote.join(", ")));
    }

    fn times(&mut self, universal: bool) {
        let delivery = self.delivery;
        for (key, time) in [
            ("arrival", &delivery.arrival),
            ("last-attempt", &delivery.last_attempt),
            ("retry-until", &delivery.retry_until),
        ] {
            if let Some(time) = time {
                let utc = universal.then(|| utc(&time.value)).flatten();
                let text = utc.unwrap_or_else(|| time.value.clone());
                self.sheet.add(Part::Value(key, text));
            }
        }
    }

    fn message(&mut self, subject: bool) {
        if let Some(original) = self.reading.report.original_of(self.index) {
            if subject {
                self.value("subject", Some(Kind::Subject), &original.subject);
            }
            self.value("from", Some(Kind::Address), &original.from);
            self.value("message-id", Some(Kind::Address), &original.message_id);
        }
    }

    fn recipient(&mut self) {
        self.value("recipient", Some(Kind::Address), &self.delivery.recipient);
    }

    fn code(&mut self) {
        self.sheet.add(Part::Value("code", code(self.delivery)));
    }

    fn verdict(&mut self) {
        let verdict = self.redactor.plain(&self.explanation.title);
        self.sheet.add(Part::Named("verdict", verdict));
    }

    /// All answers; a single one is the server's answer, which stands elsewhere.
    fn replies(&mut self) {
        let chain = &self.delivery.chain;
        if chain.len() > 1 {
            let replies = chain.iter().take(REPLIES);
            let replies = replies.map(|answer| self.redactor.text(&answer.text.value));
            let replies = replies.collect();
            self.sheet.add(Part::List("replies", replies));
        }
    }

    fn admin(&mut self) {
        self.verdict();
        let diagnosis = self.diagnosis;
        for (kind, slug) in [
            ("outcome-", diagnosis.outcome.slug()),
            ("fixed-by-", diagnosis.fixed_by.slug()),
            ("confidence-", diagnosis.confidence.slug()),
        ] {
            let sentence = self.ui().text(&[kind, slug].concat(), &[]);
            self.sheet.add(Part::Item(sentence));
        }
        self.sheet.add(Part::Gap);
        self.recipient();
        self.code();
        self.value("diagnostic", None, &self.delivery.diagnostic);
        self.servers("reporting");
        self.times(false);
        self.message(true);
        self.replies();
        let titles = causes(self.explanation).take(CAUSES);
        let titles = titles.map(|title| self.redactor.plain(title)).collect();
        self.sheet.add(Part::List("causes", titles));
        self.sheet.add(Part::Gap);
        self.sheet
            .add(Part::Says(self.ui().text("copy-made-with", &[])));
    }

    fn postmaster(&mut self) {
        self.sheet.say("hand-hello");
        self.sheet.say(match self.diagnosis.outcome {
            Outcome::Pending => "hand-pending",
            _ => "hand-final",
        });
        self.times(true);
        self.message(false);
        self.recipient();
        // Whoever got an answer from another server is the one that sent.
        let delivery = self.delivery;
        let is_between = delivery.remote_mta.is_some() || delivery.remote_ip.is_some();
        self.servers(if is_between { "sending" } else { "reporting" });
        self.code();
        self.value("diagnostic", None, &delivery.diagnostic);
        self.sheet.say(wish(self.diagnosis.cause));
        self.sheet.say("hand-thanks");
    }

    fn support(&mut self, tried: u32) {
        self.verdict();
        self.sheet.add(Part::Gap);
        self.message(true);
        self.recipient();
        self.times(true);
        self.code();
        self.servers("reporting");
        self.value("diagnostic", None, &self.delivery.diagnostic);
        self.replies();
        let tried = causes(self.explanation)
            .zip(0..u32::BITS)
            .filter(|(_, bit)| tried >> bit & 1 == 1)
            .map(|(title, _)| self.redactor.plain(title))
            .collect();
        self.sheet.add(Part::List("tried", tried));
        self.sheet.add(Part::Gap);
    }

    /// The sheet with its last line: which program and which state of its knowledge wrote it.
    fn finish(mut self) -> Sheet {
        let version = ("version", env!("CARGO_PKG_VERSION"));
        let date = ("date", knowledge::DAY);
        let line = self.ui().text("copy-knowledge", &[version, date]);
        self.sheet.add(Part::Says(line));
        self.sheet
    }
}
