//! Reads what a bounce states: who failed, with which codes, at which servers, when; and the message that came back.
//!
//! Input: a [`Document`]. Output: a [`BounceReport`]. Knows mail systems by their layout and RFC 3464 by its fields; knows
//! nothing of causes, articles or languages of the page. Never fails; a fact that the mail does not state is `None`.

mod answer;
mod code;
mod draft;
mod dsn;
mod exchange;
mod fields;
mod kind;
mod language;
mod merge;
pub mod model;
mod original;
mod phrases;
mod prose;
mod recipients;
mod reporter;
mod scan;
mod signs;
mod time;
mod trace;

pub use merge::merge;
pub use model::{
    Action, Answer, BounceReport, Delivery, Hop, Kind, OneOfSeveral, OriginalMessage, ReportNote,
};

use crate::intake::{Document, Part, Role};
use crate::span::Fact;
use draft::Draft;
use fields::{Field, MAX_FIELDS};
use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

/// The most recipients that are explained; a note gives the true number.
pub const MAX_DELIVERIES: usize = 1_000;

/// How much of the words for people is kept, in bytes.
const MAX_PROSE: usize = 4_000;

/// Which readers read a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Readers {
    /// All of them.
    #[default]
    All,
    /// Only those that know no mail system and no notation: they must be good enough alone, since nobody knows them all.
    General,
}

/// Whether a text is a date but for the zone of its clock: with one it would be a point in time.
pub fn is_date(text: &str) -> bool {
    let clock = text.split('(').next().unwrap_or_default();
    let clock = clock.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == ' ');
    time::rfc5322(&[clock, " +0000"].concat()).is_some()
}

/// The second stage: one report for each bounce in the document, up to as many recipients as are explained; the last one
/// notes how many recipients there are from it on. If there is no bounce, one that says so.
pub fn read(document: &Document) -> Vec<BounceReport> {
    read_by(document, Readers::All)
}

/// The second stage with some of its readers.
pub fn read_by(document: &Document, readers: Readers) -> Vec<BounceReport> {
    let mut reports = vec![];
    let mut nothing = BounceReport::of(Kind::NotABounce);
    let (mut explained, mut beyond) = (0, 0);
    for parts in document.parts.chunk_by(|a, b| a.mail == b.mail) {
        let source = Source::new(document, parts, readers);
        let kind = kind::of(&source);
        if kind == Kind::NotABounce {
            continue;
        }
        let found = Found::in_mail(&source, kind);
        if let Some(signs) = found.lookalike(&source, kind) {
            merge::add_notes(&mut nothing.notes, vec![ReportNote::Lookalike { signs }]);
        } else if explained < MAX_DELIVERIES {
            let report = read_mail(&source, kind, found);
            explained += report.deliveries.len();
            reports.push(report);
        } else {
            // What is not explained is counted, no more: a file can hold a million mails.
            beyond += found.total();
        }
    }
    if beyond > 0
        && let Some(last) = reports.last_mut()
    {
        let total = beyond + merge::take_total(last);
        last.notes.push(ReportNote::ManyRecipients { total });
    }
    match reports.first_mut() {
        Some(first) => merge::add_notes(&mut first.notes, nothing.notes),
        None => reports.push(nothing),
    }
    reports
}

/// A line or two that were pasted, taken as one answer; `None` if the document is more than that.
pub fn of_words(document: &Document) -> Option<BounceReport> {
    let [part] = document.parts.as_slice() else {
        return None;
    };
    let text = &document.clean[part.start..part.end];
    if document.form == crate::intake::Form::Mime
        || part.role != Role::Text
        || text.lines().filter(|l| !l.trim().is_empty()).count() > 3
    {
        return None;
    }
    let range = answer::trim(&document.clean, part.start..part.end);
    let draft = Draft {
        recipient: recipients::named(&document.clean, part.start..part.end),
        answers: answer::chain(&document.clean, range),
        ..Draft::default()
    };
    Some(BounceReport {
        reporter: reporter::find(None, text),
        deliveries: vec![draft.finish(document)],
        ..BounceReport::of(Kind::DeliveryReport)
    })
}

/// What the readers find of the recipients of one mail.
struct Found {
    /// What Exchange states.
    exchange: exchange::Exchange,
    /// The recipients, with what became of each.
    drafts: Vec<Draft>,
    /// How many there are, where they are more than are kept; else 0.
    named: usize,
}

impl Found {
    fn in_mail(source: &Source<'_>, kind: Kind) -> Self {
        let exchange = match source.readers {
            Readers::All => exchange::read(&source.document.clean, &source.ranges(Role::Text)),
            Readers::General => exchange::Exchange::default(),
        };
        let (drafts, named) = deliveries(source, &exchange, kind);
        Found {
            exchange,
            drafts,
            named,
        }
    }

    /// What shows that it is no bounce at all, though it looks like one.
    fn lookalike(&self, source: &Source<'_>, kind: Kind) -> Option<Vec<String>> {
        (kind == Kind::DeliveryReport)
            .then(|| signs::lookalike(source, &self.drafts))
            .flatten()
    }

    /// How many recipients there are.
    fn total(&self) -> usize {
        self.named.max(self.drafts.len().min(MAX_DELIVERIES))
    }
}

/// One mail, or the text that was given, which is a bounce.
fn read_mail(source: &Source<'_>, kind: Kind, found: Found) -> BounceReport {
    let document = source.document;
    let total = found.total();
    let Found {
        exchange: found,
        mut drafts,
        ..
    } = found;
    let mut report = BounceReport::of(kind);
    report.original = source.original();
    report.prose = source.prose();
    report.language = language::of(source);
    report.notes = signs::notes(source, &drafts);
    let generating = found.generating.clone().or_else(|| introduced(source));
    // Words count only where no field says what became of the message.
    let unsaid = drafts.iter().any(|draft| draft.action.is_none());
    let reported = kind == Kind::DeliveryReport;
    let stated = (reported && unsaid).then(|| kind::stated(source)).flatten();
    for draft in &mut drafts {
        draft.reporting_mta = draft.reporting_mta.take().or_else(|| generating.clone());
        if let Some((host, ip)) = &found.receiving {
            draft.remote_mta = draft.remote_mta.take().or_else(|| {
                host.clone()
                    .filter(|h| Some(h) != draft.reporting_mta.as_ref())
            });
            draft.remote_ip = draft.remote_ip.take().or_else(|| ip.clone());
        }
        if reported {
            kind::settle_action(&document.clean, draft, stated.as_ref());
        }
        servers(&source.document.clean, draft);
    }
    let clean = source.document.clean.as_str();
    let host = drafts
        .first()
        .and_then(|d| d.reporting_mta.clone())
        .map(|r| &clean[r]);
    report.reporter = reporter::find(host, source.head());
    if report
        .reporter
        .as_deref()
        .is_none_or(|r| r == "exchange-server")
        && drafts.iter().any(|d| microsoft_number(clean, d))
    {
        report.reporter = Some("exchange-online".to_owned());
    }
    fill_original(document, &mut report.original, &found);
    drafts.truncate(MAX_DELIVERIES);
    report.deliveries = drafts
        .into_iter()
        .map(|draft| draft.finish(document))
        .collect();
    if total > report.deliveries.len() {
        report.notes.push(ReportNote::ManyRecipients { total });
    }
    report
}

/// The parts of one mail of the document, by what they are.
pub(crate) struct Source<'a> {
    /// The document.
    pub document: &'a Document,
    /// The parts of this mail.
    parts: &'a [Part],
    /// Who reads them.
    pub readers: Readers,
    /// The header fields of the report itself, once they were asked for.
    fields: OnceCell<Vec<Field>>,
}

impl<'a> Source<'a> {
    fn new(document: &'a Document, parts: &'a [Part], readers: Readers) -> Self {
        Source {
            document,
            parts,
            readers,
            fields: OnceCell::new(),
        }
    }

    /// Where the parts of that role stand in the clean text.
    pub fn ranges(&self, role: Role) -> Vec<Range<usize>> {
        self.parts(role).map(|p| p.start..p.end).collect()
    }

    /// The parts of that role.
    pub fn parts(&self, role: Role) -> impl Iterator<Item = &'a Part> {
        self.parts.iter().filter(move |p| p.role == role)
    }

    /// The words for people, up to a bound.
    pub fn words(&self) -> Option<&'a str> {
        let first = self.parts(Role::Text).next()?;
        let text = &self.document.clean[first.start..first.end];
        Some(&text[..text.floor_char_boundary(MAX_PROSE)])
    }

    /// The same as a fact, white space folded.
    fn prose(&self) -> Option<Fact<String>> {
        let first = self.parts(Role::Text).next()?;
        let text = self.words()?;
        let value = scan::fold(text);
        (!value.is_empty()).then(|| Fact {
            value,
            span: self.document.locate(first.start, first.start + text.len()),
        })
    }

    /// The texts for people, one behind the other.
    pub fn joined(&self) -> Cow<'a, str> {
        let clean = self.document.clean.as_str();
        let mut texts = self.parts(Role::Text).map(|p| &clean[p.start..p.end]);
        let first = texts.next().unwrap_or_default();
        texts.fold(Cow::Borrowed(first), |joined, text| joined + "\n" + text)
    }

    /// Header and text of the report, up to the returned message.
    pub fn head(&self) -> &'a str {
        let start = self.parts.first().map_or(0, |p| p.start);
        let end = self
            .parts
            .iter()
            .find(|p| matches!(p.role, Role::OriginalHeaders | Role::OriginalBody))
            .map(|p| p.start);
        let end = end
            .or_else(|| self.parts.last().map(|p| p.end))
            .unwrap_or(start);
        &self.document.clean[start..end.max(start)]
    }

    /// This mail as it was given, up to where the next one begins to be read.
    pub fn given(&self) -> &'a str {
        let (text, clean) = (self.document.text.as_str(), &self.document.clean);
        let place = |at| match at {
            0 => 0,
            at if at >= clean.len() => text.len(),
            at => self.document.locate(at, at).start,
        };
        let start = self.parts.first().map_or(0, |part| part.start);
        let end = self.parts.last().map_or(0, |part| part.end);
        text.get(place(start)..place(end)).unwrap_or(text)
    }

    /// A header field of the report itself, folded.
    pub fn header(&self, name: &str) -> Option<(String, Range<usize>)> {
        let clean = self.document.clean.as_str();
        let fields = self.fields.get_or_init(|| {
            let header = self.parts(Role::Headers).next();
            header.map_or_else(Vec::new, |part| {
                fields::read(clean, part.start..part.end)
                    .take(MAX_FIELDS)
                    .collect()
            })
        });
        let field = fields.iter().find(|f| f.name == name)?;
        Some((scan::fold(&clean[field.value.clone()]), field.value.clone()))
    }

    fn original(&self) -> Option<OriginalMessage> {
        self.parts(Role::OriginalHeaders)
            .find_map(|p| original::read(self.document, p.start..p.end))
    }
}

/// The deliveries of every reader, joined: the machine-readable part leads, text fills in what it lacks. Beside them how
/// many recipients there are, when they are more than are kept.
fn deliveries(
    source: &Source<'_>,
    exchange: &exchange::Exchange,
    kind: Kind,
) -> (Vec<Draft>, usize) {
    let clean = source.document.clean.as_str();
    let texts = source.ranges(Role::Text);
    if source.readers == Readers::General {
        return by_general_readers(source, kind);
    }
    let mut drafts: Vec<Draft> = Vec::new();
    let mut total = 0;
    let fields = source.ranges(Role::DeliveryStatus);
    let machine = !fields.is_empty();
    for range in fields
        .into_iter()
        .chain(texts.iter().filter(|_| !machine).cloned())
    {
        let dsn = dsn::read(clean, range);
        total += dsn.total;
        drafts.extend(dsn.drafts);
        drafts.truncate(MAX_DELIVERIES);
    }
    for text in &texts {
        join(&mut drafts, trace::read(clean, text.clone()), true);
    }
    let traced = drafts.iter().any(|d| {
        d.answers
            .iter()
            .any(|a| clean[..a.text.start].ends_with("LED="))
    });
    if kind == Kind::DeliveryReport && !traced {
        join(&mut drafts, exchange.drafts.clone(), true);
        let (stanzas, named) = prose::read(clean, &texts);
        total = total.max(named);
        join(&mut drafts, stanzas, false);
    }
    name_recipients(source, &mut drafts, machine, kind);
    (
        merge_same(drafts),
        if total > MAX_DELIVERIES { total } else { 0 },
    )
}

/// What the general readers find alone. Fields for machines are paragraphs to them: each names its recipient by a label.
fn by_general_readers(source: &Source<'_>, kind: Kind) -> (Vec<Draft>, usize) {
    let clean = source.document.clean.as_str();
    let (mut drafts, mut named) = (Vec::new(), 0);
    if kind == Kind::DeliveryReport {
        (drafts, named) = prose::read(clean, &source.ranges(Role::Text));
        for part in source.ranges(Role::DeliveryStatus) {
            for paragraph in scan::paragraphs(clean, part) {
                let (mut said, _) = prose::read(clean, std::slice::from_ref(&paragraph));
                if let [draft] = said.as_mut_slice() {
                    let recipient = recipients::named(clean, paragraph);
                    draft.recipient = recipient.or(draft.recipient.take());
                }
                prose::merge(clean, &mut drafts, said);
            }
        }
    }
    name_recipients(source, &mut drafts, false, kind);
    (
        merge_same(drafts),
        if named > MAX_DELIVERIES { named } else { 0 },
    )
}

/// Joins what a reader found into what is known. `chains` says that its answers may replace a shorter chain.
fn join(drafts: &mut Vec<Draft>, more: Vec<Draft>, chains: bool) {
    if drafts.is_empty() {
        drafts.extend(more);
        return;
    }
    let machine = drafts
        .iter()
        .any(|d| d.status.is_some() || d.action.is_some());
    let single = drafts.len() == 1 && more.len() == 1;
    for draft in more {
        let address = draft.recipient.as_ref().map(|(a, _)| a.clone());
        let target = match &address {
            Some(address) => {
                let known = drafts.iter().position(|d| d.is_for(address));
                // One delivery without a recipient takes the one that the text names.
                known
                    .or_else(|| (single && (drafts[0].recipient.is_none())).then_some(0))
                    .or_else(|| {
                        (single
                            && machine
                            && !draft.answers.is_empty()
                            && drafts[0].answers.is_empty())
                        .then_some(0)
                    })
            }
            None => (drafts.len() == 1).then_some(0),
        };
        match target {
            Some(n) => {
                let known = &mut drafts[n];
                let longer = chains
                    && known.has_code()
                    && draft.answers.len() > known.answers.len()
                    && draft.has_code();
                let codes = !known.has_code() && draft.has_code();
                if longer || codes {
                    known.answers = draft.answers.clone();
                }
                known.fill_from(Draft {
                    recipient: known.recipient.clone().or(draft.recipient.clone()),
                    ..draft
                });
            }
            None if !machine && address.is_some() && draft.has_code() => drafts.push(draft),
            None if !machine && address.is_none() => {
                for known in drafts.iter_mut().filter(|d| !d.has_code()) {
                    known.answers = draft.answers.clone();
                }
            }
            None => {}
        }
    }
}

/// Finds the recipient where no reader named one: a header field, a label, a sentence, the answer itself.
fn name_recipients(source: &Source<'_>, drafts: &mut Vec<Draft>, machine: bool, kind: Kind) {
    let clean = source.document.clean.as_str();
    if drafts.is_empty() {
        drafts.push(Draft::default());
    }
    if drafts.iter().any(|d| d.recipient.is_some()) {
        if !machine {
            drafts.retain(|d| d.recipient.is_some());
        }
        return;
    }
    if let Some((value, range)) = source.header("x-failed-recipients") {
        let addresses: Vec<&str> = value
            .split(',')
            .map(str::trim)
            .filter(|a| a.contains('@'))
            .collect();
        let template = drafts[0].clone();
        for (n, address) in addresses.into_iter().enumerate() {
            let recipient = clean[range.clone()].find(address).map(|at| {
                (
                    address.to_owned(),
                    range.start + at..range.start + at + address.len(),
                )
            });
            match n {
                0 => drafts[0].recipient = recipient,
                _ => drafts.push(Draft {
                    recipient,
                    ..template.clone()
                }),
            }
        }
        if drafts[0].recipient.is_some() {
            return;
        }
    }
    let by_text = source
        .ranges(Role::Text)
        .into_iter()
        .find_map(|r| recipients::named(clean, r));
    let by_answer = || {
        drafts
            .iter()
            .flat_map(|d| d.answers.iter().rev())
            .find_map(|a| {
                let text = &clean[a.text.clone()];
                recipients::in_answer(text).map(|r| {
                    (
                        text[r.clone()].to_owned(),
                        a.text.start + r.start..a.text.start + r.end,
                    )
                })
            })
    };
    let mut found: Vec<_> = by_text
        .filter(|_| kind == Kind::DeliveryReport)
        .or_else(by_answer)
        .into_iter()
        .collect();
    if found.is_empty() {
        found = kind::recipients(source, kind);
    }
    for (n, recipient) in found.into_iter().enumerate() {
        match drafts.get_mut(n) {
            Some(draft) => draft.recipient = Some(recipient),
            None => drafts.push(Draft {
                recipient: Some(recipient),
                ..Draft::default()
            }),
        }
    }
}

/// Deliveries to the same recipient are one; a delivery without recipient beside others is none.
fn merge_same(drafts: Vec<Draft>) -> Vec<Draft> {
    let mut out: Vec<Draft> = Vec::new();
    let mut index: std::collections::HashMap<String, usize> = std::collections::HashMap::new();
    for draft in drafts {
        let key = draft
            .recipient
            .as_ref()
            .map(|(a, _)| a.to_ascii_lowercase());
        match key.as_ref().and_then(|k| index.get(k)) {
            Some(n) => {
                let known = &mut out[*n];
                if !known.has_code() && draft.has_code() {
                    known.answers = draft.answers.clone();
                }
                known.fill_from(draft);
            }
            None => {
                if let Some(key) = key {
                    index.insert(key, out.len());
                }
                out.push(draft);
            }
        }
    }
    out
}

/// The server that introduces itself: `This is the qmail-send program at mx.example.com.`
fn introduced(source: &Source<'_>) -> Option<Range<usize>> {
    const PHRASES: [&str; 5] = [
        "this is the mail system at host ",
        "this is the postfix program at host ",
        "this is the qmail-send program at ",
        "this is a delivery status notification from ",
        "mail delivery software on ",
    ];
    let clean = source.document.clean.as_str();
    source.ranges(Role::Text).into_iter().find_map(|range| {
        let text = &clean[range.clone()];
        let text = &text[..text.floor_char_boundary(MAX_PROSE)];
        let at = PHRASES
            .iter()
            .find_map(|phrase| scan::find_ci(text, phrase, 0).map(|at| at + phrase.len()))?;
        let host = scan::host_prefix(&text[at..])?;
        Some(range.start + at..range.start + at + host.len())
    })
}

/// Takes server names out of the answers where no field states them.
fn servers(clean: &str, draft: &mut Draft) {
    let ranges: Vec<Range<usize>> = draft.answers.iter().map(|a| a.text.clone()).collect();
    for range in ranges {
        trace::attempted(clean, range.clone(), draft);
        if draft.remote_mta.is_some() {
            continue;
        }
        // `host mx.example.com[192.0.2.1] said: …`
        let line_start = range.start - code::line_before(clean, range.start).len();
        let lead = &clean[line_start..range.end];
        if let Some(at) = scan::find_ci(lead, "host ", 0)
            && let Some(host) = scan::host_prefix(&lead[at + 5..])
        {
            let start = line_start + at + 5;
            draft.remote_mta = Some(start..start + host.len());
            let behind = &lead[at + 5 + host.len()..];
            if behind.trim_start().starts_with(['[', '(']) && draft.remote_ip.is_none() {
                draft.remote_ip = scan::ip(&behind[..behind.floor_char_boundary(60)])
                    .map(|r| start + host.len() + r.start..start + host.len() + r.end);
            }
        }
    }
}

/// Whether an answer states one of the queue numbers that only Microsoft 365 gives: `4.4.3xx`, `5.4.3xx`, `4.7.32x`.
fn microsoft_number(clean: &str, draft: &Draft) -> bool {
    draft
        .answers
        .iter()
        .filter_map(|a| a.status.clone())
        .any(|range| {
            let code = &clean[range];
            let rest = &code[1..];
            (rest.starts_with(".4.3") || rest.starts_with(".7.32")) && code.len() == 7
        })
}

/// Completes the returned message with what the report's text says of it.
fn fill_original(
    document: &Document,
    original: &mut Option<OriginalMessage>,
    found: &exchange::Exchange,
) {
    let mut known = original.take().unwrap_or_default();
    let fact = |value: String, range: &Range<usize>| Fact {
        value,
        span: document.locate(range.start, range.end),
    };
    if known.subject.is_none() {
        known.subject = found
            .subject
            .as_ref()
            .map(|r| fact(document.clean[r.clone()].to_owned(), r));
    }
    if known.from.is_none() {
        known.from = found.sender.as_ref().map(|(v, r)| fact(v.clone(), r));
    }
    if known.date.is_none() {
        known.date = found.created.as_ref().map(|(v, r)| fact(v.clone(), r));
    }
    *original = (known != OriginalMessage::default()).then_some(known);
}
