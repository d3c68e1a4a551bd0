//! Holds the languages of an article against each other, and against what `article.toml` promises.

use std::collections::BTreeSet;

use super::problems::Problems;
use super::text::Written;
use crate::diagnosis::model::Outcome;
use crate::explain::model::Slot;
use crate::knowledge::model::{Article, Condition};
use crate::knowledge::words::{Element, Piece};

/// One thing that all languages must have alike: its name, whether it is there, and its slots.
#[derive(Debug, PartialEq, Eq)]
struct Feature {
    name: String,
    slots: BTreeSet<&'static str>,
}

fn slots_of<'t, 'a: 't>(
    pieces: impl IntoIterator<Item = &'t Piece<'a>>,
    slots: &mut BTreeSet<&'static str>,
) {
    for piece in pieces {
        if let Piece::Slot { slot, .. } = piece {
            slots.insert(Slot::slug(*slot));
        }
    }
}

fn slots_in<'a>(elements: &[Element<'a>], slots: &mut BTreeSet<&'static str>) {
    for element in elements {
        match element {
            Element::Paragraph(text) | Element::Command { text, .. } => {
                slots_of(text.iter(), slots)
            }
            Element::List { items, .. } => {
                slots_of(items.iter().flat_map(|item| item.iter()), slots)
            }
        }
    }
}

fn label(kind: &str, id: &str, condition: Option<Condition>) -> String {
    let condition = condition
        .map(|c| format!(" [{}]", c.slug()))
        .unwrap_or_default();
    format!("{kind}{id}{condition}")
}

/// What a language has, in order.
fn features(Written { text, depth }: &Written<'_>) -> Vec<Feature> {
    let mut out = vec![];
    let mut add = |name: String, lines: &[&[Piece<'_>]], bodies: &[&[Element<'_>]]| {
        let mut slots = BTreeSet::new();
        lines.iter().for_each(|line| slots_of(*line, &mut slots));
        bodies.iter().for_each(|body| slots_in(body, &mut slots));
        out.push(Feature { name, slots });
    };
    for (name, line) in [
        ("`title`", &text.title),
        ("`title-pending`", &text.title_pending),
        ("`summary`", &text.summary),
        ("`summary-pending`", &text.summary_pending),
    ] {
        if !line.is_empty() {
            add(name.into(), &[line], &[]);
        }
    }
    for passage in &text.happened {
        add(
            label("`## happened", "`", passage.condition),
            &[],
            &[&passage.body],
        );
    }
    for step in &text.steps {
        let time = step.time.as_deref();
        let name = label("the step ", step.id, step.condition);
        let with_time = if time.is_some() {
            " with `#### time`"
        } else {
            ""
        };
        add(
            format!("{name}{with_time}"),
            &[&step.title, time.unwrap_or_default()],
            &[&step.body],
        );
    }
    for (name, body) in [("the introduction of `## admin`", &depth.intro)] {
        if !body.is_empty() {
            add(name.into(), &[], &[body]);
        }
    }
    for cause in &depth.causes {
        let name = label("the cause ", cause.id, cause.condition);
        let with_check = if cause.check.is_empty() {
            ""
        } else {
            " with `#### check`"
        };
        add(
            format!("{name}{with_check}"),
            &[&cause.title, &cause.time],
            &[&cause.tell, &cause.fix, &cause.check],
        );
    }
    for (name, body) in [
        ("`## looks`", &depth.looks),
        ("`## meaning`", &depth.meaning),
        ("`## help`", &depth.help),
    ] {
        if !body.is_empty() {
            add(name.into(), &[], &[body]);
        }
    }
    out
}

/// Tells where a language differs from the first one.
pub fn compare(
    first_path: &str,
    first: &Written<'_>,
    path: &str,
    text: &Written<'_>,
    problems: &mut Problems,
) {
    let (first, own) = (features(first), features(text));
    let names = |list: &[Feature]| {
        list.iter()
            .map(|feature| feature.name.clone())
            .collect::<Vec<_>>()
    };
    let (first_names, own_names) = (names(&first), names(&own));
    for name in first_names.iter().filter(|name| !own_names.contains(name)) {
        problems.add(
            path,
            format!("{name} is missing; {first_path} has it, write it here too"),
        );
    }
    for name in own_names.iter().filter(|name| !first_names.contains(name)) {
        problems.add(
            path,
            format!("{name} is not in {first_path}; all languages have the same parts"),
        );
    }
    let common = |list: &[String], other: &[String]| {
        list.iter()
            .filter(|name| other.contains(name))
            .cloned()
            .collect::<Vec<_>>()
    };
    if common(&first_names, &own_names) != common(&own_names, &first_names) {
        problems.add(path, format!("steps or causes stand in another order than in {first_path}; bring them into the same order"));
    }
    for feature in &own {
        let Some(other) = first.iter().find(|other| other.name == feature.name) else {
            continue;
        };
        for slot in other.slots.difference(&feature.slots) {
            problems.add(
                path,
                format!(
                    "{} does not use {{{slot}|…}}, but in {first_path} it does",
                    feature.name
                ),
            );
        }
        for slot in feature.slots.difference(&other.slots) {
            problems.add(
                path,
                format!(
                    "{} uses {{{slot}|…}}, but in {first_path} it does not",
                    feature.name
                ),
            );
        }
    }
}

/// Tells what is wrong with one language by itself and beside `article.toml`.
pub fn promises(article: &Article<'_>, path: &str, written: &Written<'_>, problems: &mut Problems) {
    let Written { text, depth } = written;
    let open = article.permanence.may_be_pending();
    for (key, pending) in [
        ("title-pending", &text.title_pending),
        ("summary-pending", &text.summary_pending),
    ] {
        if open && pending.is_empty() {
            problems.add(
                path,
                format!(
                    "`{key}` is missing; an article whose permanence is {} needs it",
                    article.permanence.slug()
                ),
            );
        }
    }
    if text.title_pending.is_empty() != text.summary_pending.is_empty() {
        problems.add(
            path,
            "`title-pending` and `summary-pending` come together; write both or neither",
        );
    }
    if article.connector && !depth.causes.iter().any(|cause| cause.id == "partner") {
        problems.add(
            path,
            "connector = true needs the cause `partner`: `### partner: …` in `## admin`",
        );
    }
    let sides = (article.sender_causes.iter()).chain(&article.recipient_causes);
    for id in sides.clone() {
        if !depth.causes.iter().any(|cause| cause.id == *id) {
            problems.add(
                path,
                format!("`sender_causes` or `recipient_causes` names the cause {id}, which is missing; add `### {id}: …` or mend article.toml"),
            );
        }
        if sides.clone().filter(|other| *other == id).count() > 1 {
            problems.add(
                path,
                format!("article.toml puts the cause {id} on a side twice; keep one"),
            );
        }
    }
    if text
        .steps
        .last()
        .is_some_and(|step| step.id != "admin" || step.condition.is_some())
    {
        problems.add(
            path,
            "the last step must be `### admin: …`, without a condition",
        );
    }
    let outcomes = [Outcome::Final, Outcome::Expired, Outcome::Pending];
    for outcome in outcomes
        .into_iter()
        .filter(|outcome| open || *outcome != Outcome::Pending)
    {
        let shown = |condition: Option<Condition>| Condition::holds(condition, outcome);
        let when = format!("for the outcome {}", outcome.slug());
        let steps: Vec<&str> = text
            .steps
            .iter()
            .filter(|step| shown(step.condition))
            .map(|step| step.id)
            .collect();
        let causes: Vec<&str> = depth
            .causes
            .iter()
            .filter(|cause| shown(cause.condition))
            .map(|cause| cause.id)
            .collect();
        if !(2..=6).contains(&steps.len()) {
            problems.add(
                path,
                format!(
                    "the user part needs two to six steps {when}; it has {}",
                    steps.len()
                ),
            );
        }
        if causes.is_empty() {
            problems.add(
                path,
                format!("the admin part needs at least one cause {when}; add `### id: …`"),
            );
        }
        if !text.happened.iter().any(|passage| shown(passage.condition)) {
            problems.add(path, format!("`## happened` has nothing to show {when}; add it without a condition or with a fitting one"));
        }
        for (kind, ids) in [("step", steps), ("cause", causes)] {
            for (index, id) in ids.iter().enumerate() {
                if ids[..index].contains(id) {
                    problems.add(path, format!("the {kind} `{id}` stands there twice {when}; give each an id of its own"));
                }
            }
        }
    }
}
