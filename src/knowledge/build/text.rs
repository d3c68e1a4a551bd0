//! Reads `<lang>.md`: what an article says in one language.

use super::elements::elements;
use super::inline::pieces;
use super::lines::Line;
use super::outline::{Section, split};
use super::problems::Problems;
use super::prose::Place;
use super::source::Source;
use crate::knowledge::text_run::TextRun;
use crate::knowledge::words::{AdminCause, Depth, Element, Passage, Piece, Step, Text};

/// The sections, in order.
pub const SECTIONS: [&str; 6] = ["happened", "user", "admin", "looks", "meaning", "help"];

/// All that a file says.
#[derive(Debug, Default)]
pub struct Written<'a> {
    /// What comes first.
    pub text: Text<'a>,
    /// The rest.
    pub depth: Depth<'a>,
}

/// Reads what a file says. A part that is missing is told and left empty.
pub fn read<'a>(
    source: &'a Source,
    path: &str,
    general: bool,
    problems: &mut Problems,
) -> Written<'a> {
    Reader { path, problems }.text(source, general)
}

struct Reader<'p> {
    path: &'p str,
    problems: &'p mut Problems,
}

impl Reader<'_> {
    fn tell(&mut self, line: usize, problem: impl Into<String>) {
        self.problems.at(self.path, line, problem);
    }

    fn line<'a>(&mut self, line: usize, text: &'a str) -> TextRun<'a> {
        let pieces = pieces(
            Place {
                path: self.path,
                line,
            },
            text,
            self.problems,
        );
        TextRun(pieces)
    }

    fn text<'a>(&mut self, source: &'a Source, general: bool) -> Written<'a> {
        let Written {
            mut text,
            mut depth,
        } = Written::default();
        for (line, key, value) in &source.front {
            match key.as_str() {
                "name" => {
                    text.name = value;
                    if !matches!(self.line(*line, value).0.as_slice(), [Piece::Text(_)]) {
                        self.tell(*line, "the name is plain words, without slots and marks");
                    }
                }
                "title" => text.title = self.line(*line, value),
                "title-pending" => text.title_pending = self.line(*line, value),
                "summary" => text.summary = self.line(*line, value),
                _ => text.summary_pending = self.line(*line, value),
            }
        }
        for key in ["name", "title", "summary"] {
            if !source.front.iter().any(|(_, known, _)| known == key) {
                self.tell(
                    1,
                    format!("`{key}` is missing; add `{key}: …` between the `---` lines"),
                );
            }
        }
        let (lead, sections) = self.split(&source.lines, 2);
        if let Some(line) = lead.first() {
            self.tell(
                line.number,
                "text before the first section; put it under `## happened`",
            );
        }
        let mut place = 0;
        for section in &sections {
            self.untitled(section);
            match SECTIONS.iter().position(|id| *id == section.id) {
                None => self.tell(
                    section.line,
                    format!(
                        "there is no section `{}`; the sections are {}",
                        section.id,
                        SECTIONS.join(", ")
                    ),
                ),
                Some(at)
                    if at < place
                        || (at == place
                            && at > 0
                            && sections.iter().filter(|s| s.id == section.id).count() > 1) =>
                {
                    self.tell(
                        section.line,
                        format!(
                            "`## {}` stands in the wrong place or twice; the order is {}",
                            section.id,
                            SECTIONS.join(", ")
                        ),
                    );
                }
                Some(at) => place = at,
            }
            if section.condition.is_some() && section.id != "happened" {
                self.tell(
                    section.line,
                    "only `## happened`, steps and causes can have a condition",
                );
            }
            match section.id {
                "happened" => {
                    let body = self.filled(section);
                    text.happened.push(Passage {
                        condition: section.condition,
                        body,
                    });
                }
                "user" => text.steps = self.steps(section),
                "admin" => (depth.intro, depth.causes) = self.causes(section),
                "looks" => depth.looks = self.filled(section),
                "meaning" => depth.meaning = self.filled(section),
                "help" => depth.help = self.filled(section),
                _ => {}
            }
        }
        for id in SECTIONS {
            let needed = !(general && matches!(id, "looks" | "meaning" | "help"));
            if needed && !sections.iter().any(|section| section.id == id) {
                self.tell(1, format!("the section `## {id}` is missing; add it"));
            }
        }
        Written { text, depth }
    }

    fn split<'a>(&mut self, lines: &'a [Line], level: usize) -> (&'a [Line], Vec<Section<'a>>) {
        split(self.path, lines, level, self.problems)
    }

    fn untitled(&mut self, section: &Section<'_>) {
        if section.title.is_some() {
            self.tell(
                section.line,
                format!(
                    "the heading `{}` has no words of its own; the page has them",
                    section.id
                ),
            );
        }
    }

    fn titled<'a>(&mut self, section: &Section<'a>) -> TextRun<'a> {
        let title = section.title.unwrap_or_default();
        if title.is_empty() {
            self.tell(
                section.line,
                format!("the heading needs words behind its id: `{}: …`", section.id),
            );
        }
        self.line(section.line, title)
    }

    fn filled<'a>(&mut self, section: &Section<'a>) -> Vec<Element<'a>> {
        if section.body.is_empty() {
            self.tell(section.line, format!("`{}` is empty; write it", section.id));
        }
        self.elements(section.body)
    }

    /// One paragraph without marks of its own: a time.
    fn time<'a>(&mut self, section: &Section<'a>) -> TextRun<'a> {
        match self.filled(section).as_slice() {
            [Element::Paragraph(text)] => text.clone(),
            [] => TextRun::default(),
            _ => {
                self.tell(section.line, "`#### time` is one short paragraph");
                TextRun::default()
            }
        }
    }

    fn steps<'a>(&mut self, section: &Section<'a>) -> Vec<Step<'a>> {
        let (lead, sections) = self.split(section.body, 3);
        if let Some(line) = lead.first() {
            self.tell(
                line.number,
                "the user part begins with its first step, `### id: …`",
            );
        }
        sections
            .iter()
            .map(|section| {
                let title = self.titled(section);
                let (lead, parts) = self.split(section.body, 4);
                let body = self.elements(lead);
                if body.is_empty() {
                    self.tell(
                        section.line,
                        format!("the step `{}` needs a sentence or two", section.id),
                    );
                }
                let mut time = None;
                for part in &parts {
                    self.untitled(part);
                    if part.id == "time" && time.is_none() && part.condition.is_none() {
                        time = Some(self.time(part));
                    } else {
                        self.tell(
                            part.line,
                            "a step has no other heading than one `#### time`",
                        );
                    }
                }
                Step {
                    id: section.id,
                    condition: section.condition,
                    title,
                    body,
                    time,
                }
            })
            .collect()
    }

    fn causes<'a>(&mut self, section: &Section<'a>) -> (Vec<Element<'a>>, Vec<AdminCause<'a>>) {
        const PARTS: [&str; 4] = ["tell", "fix", "check", "time"];
        let (lead, sections) = self.split(section.body, 3);
        let intro = self.elements(lead);
        let causes = sections
            .iter()
            .map(|section| {
                let title = self.titled(section);
                let (lead, parts) = self.split(section.body, 4);
                if let Some(line) = lead.first() {
                    self.tell(
                        line.number,
                        format!(
                            "text before `#### tell` in the cause `{}`; \
                    put it under a heading",
                            section.id
                        ),
                    );
                }
                let ids: Vec<&str> = parts.iter().map(|part| part.id).collect();
                let wanted: Vec<&str> = PARTS
                    .into_iter()
                    .filter(|id| *id != "check" || ids.contains(id))
                    .collect();
                if ids != wanted {
                    self.tell(
                        section.line,
                        format!(
                            "the cause `{}` needs `#### tell`, `#### fix`, \
                    perhaps `#### check`, and `#### time`, in this order; \
                    it has {}",
                            section.id,
                            ids.join(", ")
                        ),
                    );
                }
                let mut cause = AdminCause {
                    id: section.id,
                    condition: section.condition,
                    title,
                    tell: vec![],
                    fix: vec![],
                    check: vec![],
                    time: TextRun::default(),
                };
                for part in &parts {
                    self.untitled(part);
                    if part.condition.is_some() {
                        self.tell(part.line, "put the condition on the cause");
                    }
                    match part.id {
                        "tell" => cause.tell = self.filled(part),
                        "fix" => cause.fix = self.filled(part),
                        "check" => cause.check = self.filled(part),
                        "time" => cause.time = self.time(part),
                        _ => {}
                    }
                }
                cause
            })
            .collect();
        (intro, causes)
    }

    fn elements<'a>(&mut self, lines: &'a [Line]) -> Vec<Element<'a>> {
        elements(self.path, lines, self.problems)
    }
}
