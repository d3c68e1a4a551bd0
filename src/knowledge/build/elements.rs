//! Makes paragraphs, lists and commands of logical lines.

use super::inline::{command, pieces};
use super::lines::{Kind, Line};
use super::problems::Problems;
use super::prose::Place;
use crate::knowledge::words::Element;

/// The shells that a fence may name.
const SHELLS: [&str; 3] = ["powershell", "sh", "text"];

/// The elements of a section; a heading in it is told.
pub fn elements<'a>(path: &str, lines: &'a [Line], problems: &mut Problems) -> Vec<Element<'a>> {
    let mut out: Vec<Element<'a>> = vec![];
    for line in lines {
        let place = Place {
            path,
            line: line.number,
        };
        match &line.kind {
            Kind::Heading(level) => place.tell(
                problems,
                format!("a heading with {} cannot stand here", "#".repeat(*level)),
            ),
            Kind::Paragraph => out.push(Element::Paragraph(
                pieces(place, &line.text, problems).into(),
            )),
            Kind::Bullet | Kind::Numbered(_) => {
                let numbered = line.kind != Kind::Bullet;
                let item = pieces(place, &line.text, problems).into();
                let item_number = match out.last_mut() {
                    Some(Element::List { ordered, items }) if *ordered == numbered => {
                        items.push(item);
                        items.len()
                    }
                    _ => {
                        out.push(Element::List {
                            ordered: numbered,
                            items: vec![item],
                        });
                        1
                    }
                };
                if matches!(line.kind, Kind::Numbered(n) if n != item_number) {
                    place.tell(
                        problems,
                        format!(
                            "the page numbers each list from 1: this item is {item_number}; \
                    a list cannot go on behind a fence or a paragraph"
                        ),
                    );
                }
            }
            Kind::Fence(shell) => {
                if !SHELLS.contains(&shell.as_str()) {
                    place.tell(
                        problems,
                        format!("a fence names its shell: {}", SHELLS.join(", ")),
                    );
                }
                if line.text.is_empty() {
                    place.tell(problems, "the fence is empty");
                }
                out.push(Element::Command {
                    shell,
                    text: command(place, &line.text, problems).into(),
                });
            }
        }
    }
    out
}
