//! Markdown (CommonMark): a whole explanation, for a ticket or a wiki.

use super::model::{Block, Explanation, Inline};
use super::text::colon;
use crate::knowledge::{self, Ui};

/// The explanation as Markdown, with its headings in its language. Words of the mail stand there as words: nothing in them is markup.
pub fn write(explanation: &Explanation) -> String {
    let mut page = Page {
        ui: knowledge::ui(explanation.lang),
        out: String::new(),
    };
    page.paragraph("# ", &line(&explanation.title));
    page.paragraph("", &line(&explanation.summary));
    page.section("answer-happened", &explanation.happened);
    page.section("answer-steps", &explanation.user);
    page.section("answer-causes", &explanation.admin);
    page.section("details-code", &explanation.meaning);
    for part in &explanation.status_parts {
        page.item(
            "- ",
            &format!("{} {}", code(&part.code), escape(&part.meaning)),
        );
    }
    page.gap();
    page.section("details-looks", &explanation.looks);
    page.section("details-help", &explanation.help);
    if !explanation.references.is_empty() {
        let count = explanation.references.len();
        let heading = page.ui.count("details-sources", count, &[]);
        page.paragraph("## ", &escape(&heading));
        for source in &explanation.references {
            let read = page.ui.text("source-read", &[("date", &source.read)]);
            page.item(
                "- ",
                &format!(
                    "[{}](<{}>), {}",
                    escape(&source.title),
                    source.url,
                    escape(&read)
                ),
            );
        }
    }
    page.out.truncate(page.out.trim_end().len());
    page.out.push('\n');
    page.out
}

/// Plain words: every character that could be markup is escaped.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let number = out.bytes().all(|b| b.is_ascii_digit()) && !out.is_empty();
        if matches!(
            c,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '!' | '$'
        ) || (out.is_empty() && matches!(c, '-' | '+' | '='))
            || (number && matches!(c, '.' | ')'))
        {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// The longest run of backticks in a text.
fn backticks(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}

pub(super) fn code(text: &str) -> String {
    let fence = "`".repeat(backticks(text) + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') {
        " "
    } else {
        ""
    };
    format!("{fence}{pad}{text}{pad}{fence}")
}

fn line(inlines: &[Inline]) -> String {
    let words = inlines.iter().map(|inline| match inline {
        Inline::Text { text } | Inline::Value { text, .. } => escape(text),
        Inline::Strong { text } => format!("**{}**", escape(text)),
        Inline::Code { text } => code(text),
        Inline::Link { text, url } => format!("[{}](<{url}>)", escape(text)),
    });
    words.collect()
}

struct Page {
    ui: Ui,
    out: String,
}

impl Page {
    fn gap(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    fn item(&mut self, mark: &str, text: &str) {
        self.out.push_str(mark);
        self.out.push_str(text);
        self.out.push('\n');
    }

    fn paragraph(&mut self, mark: &str, text: &str) {
        if !text.is_empty() {
            self.gap();
            self.item(mark, text);
            self.gap();
        }
    }

    fn section(&mut self, key: &str, blocks: &[Block]) {
        if !blocks.is_empty() {
            let heading = self.ui.text(key, &[]);
            self.paragraph("## ", &escape(&heading));
            self.blocks(blocks);
        }
    }

    fn time(&mut self, key: &str, time: Option<&Vec<Inline>>) {
        if let Some(time) = time {
            let name = self.ui.text(key, &[]);
            self.paragraph(
                "",
                &format!(
                    "**{}**{}{}",
                    escape(&name),
                    colon(self.ui.lang()),
                    line(time)
                ),
            );
        }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        let mut step = 0;
        for block in blocks {
            match block {
                Block::Paragraph { text } => self.paragraph("", &line(text)),
                Block::List { ordered, items } => {
                    self.gap();
                    for (place, item) in (1..).zip(items) {
                        let mark = if *ordered {
                            format!("{place}. ")
                        } else {
                            "- ".to_owned()
                        };
                        self.item(&mark, &line(item));
                    }
                    self.gap();
                }
                Block::Command { shell, text } => {
                    let fence = "`".repeat(backticks(text).max(2) + 1);
                    self.paragraph("", &format!("{fence}{shell}\n{text}\n{fence}"));
                }
                Block::Step {
                    title, body, time, ..
                } => {
                    step += 1;
                    self.paragraph("### ", &format!("{step}. {}", line(title)));
                    self.blocks(body);
                    self.time("answer-time", time.as_ref());
                }
                Block::Cause {
                    title,
                    tell,
                    fix,
                    check,
                    time,
                    ..
                } => {
                    self.paragraph("### ", &line(title));
                    for (key, part) in [
                        ("admin-tell", tell),
                        ("admin-fix", fix),
                        ("admin-check", check),
                    ] {
                        if !part.is_empty() {
                            let name = self.ui.text(key, &[]);
                            self.paragraph("", &format!("**{}**", escape(&name)));
                            self.blocks(part);
                        }
                    }
                    self.time("admin-time", time.as_ref());
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Inline, line};

    #[track_caller]
    fn check(inline: Inline, want: &str) {
        assert_eq!(line(&[inline]), want);
    }

    #[test]
    fn words_of_the_mail_are_no_markup() {
        let text = |text: &str| Inline::Text { text: text.into() };
        check(
            text("a*b* <i> [x](y) & `z`"),
            "a\\*b\\* \\<i\\> \\[x\\](y) \\& \\`z\\`",
        );
        check(text("- a - b"), "\\- a - b");
        check(text("1. a 2. b"), "1\\. a 2. b");
        check(Inline::Code { text: "a`b".into() }, "``a`b``");
        check(Inline::Code { text: "`a".into() }, "`` `a ``");
        check(Inline::Strong { text: "a_b".into() }, "**a\\_b**");
    }
}
