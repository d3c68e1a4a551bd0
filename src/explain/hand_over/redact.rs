//! Leaves out of a text what somebody would rather not give away, so that one can still tell which is which:
//! `[address 1]`, `[host 2]`.
//!
//! It hides too much rather than too little: whatever has the form of an address, a host name or an IP address goes.

use std::ops::Range;

use super::find::{self, Word};
use crate::Reading;
use crate::explain::model::{Inline, Slot};
use crate::knowledge::Ui;
use crate::slug::slugs;
use crate::span::Fact;

slugs! {
    /// What can be left out.
    pub enum Kind {
        /// Mail addresses, message ids, and addresses inside Exchange.
        Address = "address",
        /// Names of people, where they stand beside an address somewhere in the mail, and the first parts of addresses.
        Name = "name",
        /// Host names and domains.
        Host = "host",
        /// IPv4 and IPv6 addresses.
        Ip = "ip",
        /// The subject of the returned message.
        Subject = "subject",
    }
}

/// What is left out, by the place of the kind in [`Kind::ALL`].
pub type Hide = [bool; 5];

/// The longest value that is read, in bytes; what is longer is cut between two words.
const LONGEST: usize = 16 * 1024;

/// Names shorter than this are not looked for, in characters: they stand in too many words.
const SHORTEST: usize = 3;

/// Leaves things out of one text, and remembers what they were called there.
pub struct Redactor {
    ui: Ui,
    hide: Hide,
    seen: Vec<(Kind, String)>,
    /// Words that go wherever they stand; ASCII in lower case.
    known: Vec<(Kind, String)>,
}

impl Redactor {
    /// For a text about delivery number `index` of the reading.
    pub fn new(reading: &Reading, index: usize, hide: Hide, ui: Ui) -> Self {
        let mut redactor = Redactor {
            ui,
            hide,
            seen: vec![],
            known: vec![],
        };
        if hide.contains(&true) {
            redactor.learn(reading, index);
        }
        redactor
    }

    fn hides(&self, kind: Kind) -> bool {
        self.hide[kind as usize]
    }

    /// Collects what has no form of its own: the subject, names, hosts without a dot, domains in other scripts.
    fn learn(&mut self, reading: &Reading, index: usize) {
        let report = &reading.report;
        let original = report.original_of(index);
        let delivery = report.deliveries.get(index);
        let hide = self.hide;
        let mut know = |kind: Kind, word: &str| {
            let word = word.trim().to_ascii_lowercase();
            if word.chars().count() >= SHORTEST && hide[kind as usize] {
                self.known.push((kind, word));
            }
        };
        let value = |fact: &Option<Fact<String>>| fact.as_ref().map(|fact| fact.value.clone());
        if let Some(subject) = original.and_then(|original| value(&original.subject)) {
            know(Kind::Subject, &subject);
        }
        let recipient = delivery.and_then(|delivery| value(&delivery.recipient));
        let sender = original.and_then(|original| value(&original.from));
        for address in [recipient, sender].into_iter().flatten() {
            let (local, domain) = address.rsplit_once('@').unwrap_or((&address, ""));
            know(Kind::Name, local);
            know(Kind::Host, domain);
        }
        for host in delivery
            .iter()
            .flat_map(|d| [&d.reporting_mta, &d.remote_mta])
        {
            know(Kind::Host, &value(host).unwrap_or_default());
        }
        if self.hides(Kind::Name) {
            for name in find::names(&reading.document.text) {
                self.known.push((Kind::Name, name.to_ascii_lowercase()));
            }
        }
    }

    /// A run of text as plain words: the mail's own without what is hidden, ours as they are.
    pub fn plain(&mut self, inlines: &[Inline]) -> String {
        let mut out = String::new();
        for inline in inlines {
            match inline {
                Inline::Text { text } | Inline::Strong { text } | Inline::Link { text, .. } => {
                    out.push_str(text);
                }
                Inline::Code { text } => out.push_str(&self.text(text)),
                Inline::Value { slot, text } => out.push_str(&self.value(kind_of(*slot), text)),
            }
        }
        out
    }

    /// A value that is of a kind as a whole, whatever its form; `None` for words. A host may be told by its IP address.
    pub fn value(&mut self, kind: Option<Kind>, text: &str) -> String {
        let Some(kind) = kind.filter(|kind| self.hides(*kind)) else {
            return self.text(text);
        };
        let bare = text.trim_matches(['<', '>']);
        let words = find::words(text);
        if kind == Kind::Host && !words.is_empty() && words.iter().all(|word| word.kind == Kind::Ip)
        {
            return self.text(text);
        }
        text.replacen(bare, &self.label(kind, bare), 1)
    }

    /// Words of the mail without what is hidden.
    pub fn text(&mut self, text: &str) -> String {
        if !self.hide.contains(&true) {
            return text.to_owned();
        }
        let text = cut(text);
        // By the place where they begin, the longest: where they end, and what they are.
        let mut found: Vec<Option<(usize, Kind)>> = vec![None; text.len()];
        let mut note = |range: Range<usize>, kind| {
            if let Some(place) = found.get_mut(range.start)
                && place.is_none_or(|(end, _)| end < range.end)
            {
                *place = Some((range.end, kind));
            }
        };
        let lower = text.to_ascii_lowercase();
        for (kind, word) in &self.known {
            find::whole(&lower, word).for_each(|range| note(range, *kind));
        }
        for Word { range, kind } in find::words(text) {
            // A kept address keeps its domain; all else that is kept protects nothing in it.
            if self.hides(kind) || kind == Kind::Address {
                note(range, kind);
            }
        }
        let mut out = String::new();
        let (mut done, mut at) = (0, 0);
        while let Some(place) = found.get(at) {
            let start = at;
            at += 1;
            let Some((mut end, kind)) = *place else {
                continue;
            };
            let mut hidden = self.hides(kind);
            while at < end {
                if let Some((further, more)) = found[at]
                    && further > end
                {
                    end = further;
                    hidden |= self.hides(more);
                }
                at += 1;
            }
            if hidden {
                out.push_str(&text[done..start]);
                out.push_str(&self.label(kind, &text[start..end]));
                done = end;
            }
        }
        out.push_str(&text[done..]);
        out
    }

    /// What stands for a value: the same for the same value.
    fn label(&mut self, kind: Kind, value: &str) -> String {
        let value = value.to_ascii_lowercase();
        let mut number = 0;
        let mut known = false;
        for (other, text) in &self.seen {
            if *other == kind {
                number += 1;
                known = *text == value;
                if known {
                    break;
                }
            }
        }
        if !known {
            number += 1;
            self.seen.push((kind, value));
        }
        let key = ["hidden-", kind.slug()].concat();
        self.ui.text(&key, &[("n", &number.to_string())])
    }
}

/// The kind of what a slot holds.
const fn kind_of(slot: Slot) -> Option<Kind> {
    match slot {
        Slot::Recipient | Slot::Sender => Some(Kind::Address),
        Slot::Domain | Slot::SenderDomain | Slot::Remote | Slot::Reporting => Some(Kind::Host),
        Slot::Subject => Some(Kind::Subject),
        Slot::Status | Slot::Code | Slot::Service | Slot::RetryUntil => None,
    }
}

/// The beginning of a text: half a word at its end could be half of something that must not be seen.
fn cut(text: &str) -> &str {
    if text.len() <= LONGEST {
        return text;
    }
    let head = &text[..text.floor_char_boundary(LONGEST)];
    head.rfind(char::is_whitespace)
        .map_or("", |end| &head[..end])
}
