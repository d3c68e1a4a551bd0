//! Takes a line apart into prose and what is not prose.

/// How a part of a line is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Words.
    Plain,
    /// Words in **bold**: names of menus and buttons, and what is stressed.
    Strong,
    /// A wire text, a command.
    Code,
    /// A value of the bounce.
    Slot,
}

/// A part of a line. Code and slots have no words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// How it is set.
    pub style: Style,
    /// Its words.
    pub words: String,
}

/// Stands for a code span in prose.
pub const CODE: char = '\u{e000}';
/// Stands for a slot in prose.
pub const SLOT: char = '\u{e001}';

/// The spans of a line of an article, and the fallbacks of its slots.
pub fn article(line: &str) -> (Vec<Span>, Vec<String>) {
    let mut reader = Reader::default();
    reader.read(line, Style::Plain);
    (reader.spans, reader.fallbacks)
}

/// The spans of a text of the page, where `{name}` alone is special.
pub fn page(line: &str) -> Vec<Span> {
    let mut reader = Reader::default();
    let mut rest = line;
    while let Some((before, behind)) = rest.split_once('{') {
        reader.push(Style::Plain, before);
        reader.push(Style::Slot, "");
        rest = behind.split_once('}').map_or("", |(_, behind)| behind);
    }
    reader.push(Style::Plain, rest);
    reader.spans
}

#[derive(Default)]
struct Reader {
    spans: Vec<Span>,
    fallbacks: Vec<String>,
}

impl Reader {
    fn push(&mut self, style: Style, words: &str) {
        let wordless = matches!(style, Style::Code | Style::Slot);
        if wordless || !words.is_empty() {
            self.spans.push(Span {
                style,
                words: words.to_owned(),
            });
        }
    }

    fn read(&mut self, line: &str, style: Style) {
        let mut rest = line;
        while let Some(at) = rest.find(['`', '*', '[', '{']) {
            self.push(style, &rest[..at]);
            let marked = &rest[at..];
            rest = self.mark(marked, style).unwrap_or_else(|| {
                self.push(style, &marked[..1]);
                &marked[1..]
            });
        }
        self.push(style, rest);
    }

    /// Reads what begins with a mark; gives the rest. None if it is not closed.
    fn mark<'l>(&mut self, marked: &'l str, style: Style) -> Option<&'l str> {
        if let Some(behind) = marked.strip_prefix("**") {
            let (inner, rest) = behind.split_once("**")?;
            self.read(inner, Style::Strong);
            return Some(rest);
        }
        if let Some(behind) = marked.strip_prefix('`') {
            let (_, rest) = behind.split_once('`')?;
            self.push(Style::Code, "");
            return Some(rest);
        }
        if let Some(behind) = marked.strip_prefix('[') {
            let (inner, rest) = behind.split_once("](")?;
            let (_, rest) = rest.split_once(')')?;
            self.read(inner, style);
            return Some(rest);
        }
        let (inner, rest) = marked.strip_prefix('{')?.split_once('}')?;
        let (_, fallback) = inner.split_once('|')?;
        self.push(Style::Slot, "");
        self.fallbacks.push(fallback.to_owned());
        Some(rest)
    }
}

#[test]
fn a_line_is_taken_apart() {
    let (spans, fallbacks) = article(
        "Ask {remote|the server}: `550 {no}` in **Mail > Flow** or [here](https://a.example).",
    );
    let shown: Vec<(Style, &str)> = spans
        .iter()
        .map(|span| (span.style, span.words.as_str()))
        .collect();
    assert_eq!(
        shown,
        [
            (Style::Plain, "Ask "),
            (Style::Slot, ""),
            (Style::Plain, ": "),
            (Style::Code, ""),
            (Style::Plain, " in "),
            (Style::Strong, "Mail > Flow"),
            (Style::Plain, " or "),
            (Style::Plain, "here"),
            (Style::Plain, "."),
        ]
    );
    assert_eq!(fallbacks, ["the server"]);
    assert_eq!(article("2 * 3 [x").0.len(), 5);
    assert_eq!(page("{n} lines")[0].style, Style::Slot);
}
