//! What can be found in each article, in one language: folded once, when it is first needed.

use std::sync::OnceLock;

use super::fold::fold;
use super::{Entry, ordered, provider};
use crate::knowledge::words::{Element, Piece, Text};
use crate::knowledge::{self, Scope};
use crate::lang::Lang;

/// Where in an article a word stands; the better first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// In its name.
    Name,
    /// In the verdict, or in the name of the provider.
    Title,
    /// In the summary.
    Summary,
    /// Anywhere else in its words, or in the words of servers that select it.
    Body,
}

/// The words of one article.
pub struct Indexed {
    /// The article.
    pub entry: Entry,
    places: [(Place, String); 4],
}

impl Indexed {
    /// The best place that fits; `None` if there is none.
    pub fn place(&self, fits: impl Fn(&str) -> bool) -> Option<Place> {
        let place = self.places.iter().find(|(_, words)| fits(words));
        place.map(|(place, _)| *place)
    }
}

/// The words of all articles in a language, whose pack must be there; as far as it has come.
pub fn index(lang: Lang) -> &'static [Indexed] {
    static INDEX: [[OnceLock<Vec<Indexed>>; 2]; Lang::ALL.len()] =
        [const { [const { OnceLock::new() }; 2] }; Lang::ALL.len()];
    INDEX[lang as usize][usize::from(knowledge::is_deep(lang))].get_or_init(|| {
        let entries = ordered().filter_map(|entry| {
            let text = knowledge::text(lang, entry.id)?;
            Some(indexed(lang, entry, text))
        });
        entries.collect()
    })
}

fn indexed(lang: Lang, entry: Entry, text: &Text<'_>) -> Indexed {
    let mut title = String::new();
    line(&text.title, &mut title);
    line(&text.title_pending, &mut title);
    title.push_str(provider(entry.scope).unwrap_or_default());
    title.push_str(nicknames(entry.scope));
    let mut summary = String::new();
    line(&text.summary, &mut summary);
    line(&text.summary_pending, &mut summary);
    Indexed {
        entry,
        places: [
            (Place::Name, fold(text.name)),
            (Place::Title, fold(&title)),
            (Place::Summary, fold(&summary)),
            (Place::Body, fold(&body(lang, entry, text))),
        ],
    }
}

/// What else people call a mail system.
const fn nicknames(scope: Scope) -> &'static str {
    match scope {
        Scope::Exchange | Scope::ExchangeOnline => "\nExchange Online Office 365 O365 M365",
        Scope::OutlookCom => "\nHotmail Live MSN Microsoft",
        Scope::Gmail => "\nGoogle Workspace",
        Scope::Yahoo => "\nAOL",
        _ => "",
    }
}

fn body(lang: Lang, entry: Entry, text: &Text<'_>) -> String {
    let mut out = String::new();
    for code in &entry.codes {
        out.push_str(code.0);
        out.push('\n');
    }
    for pattern in &entry.patterns {
        out.push_str(pattern.0);
        out.push('\n');
    }
    for passage in &text.happened {
        section(&passage.body, &mut out);
    }
    for step in &text.steps {
        line(&step.title, &mut out);
        section(&step.body, &mut out);
    }
    let depth = knowledge::depth(lang, entry.id);
    section(&depth.intro, &mut out);
    for cause in &depth.causes {
        line(&cause.title, &mut out);
        for part in [&cause.tell, &cause.fix, &cause.check] {
            section(part, &mut out);
        }
    }
    for part in [&depth.looks, &depth.meaning, &depth.help] {
        section(part, &mut out);
    }
    out
}

fn section(elements: &[Element<'_>], out: &mut String) {
    for element in elements {
        match element {
            Element::Paragraph(text) | Element::Command { text, .. } => line(text, out),
            Element::List { items, .. } => items.iter().for_each(|item| line(item, out)),
        }
    }
}

fn line(pieces: &[Piece<'_>], out: &mut String) {
    for piece in pieces {
        out.push_str(match *piece {
            Piece::Text(text)
            | Piece::Strong(text)
            | Piece::Code(text)
            | Piece::Link { text, .. } => text,
            Piece::Slot { fallback, .. } => fallback,
        });
    }
    out.push('\n');
}
