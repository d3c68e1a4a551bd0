//! One delivery of a reading, made ready to be shown in one language.

use std::rc::Rc;

use crate::Reading;
use crate::diagnosis::Diagnosis;
use crate::explain::{Explanation, explain, name};
use crate::lang::Lang;
use crate::report::{Delivery, OriginalMessage};

use super::digest::LeftOut;
use super::groups::{Group, group_of, groups, together};
use super::marks::{Mark, marks};
use super::state::Shared;

/// What the components of the answer show. Cheap to clone; equal only to its own clones.
#[derive(Debug, Clone)]
pub struct View(Rc<Inner>);

#[derive(Debug)]
struct Inner {
    reading: Shared,
    index: usize,
    groups: Vec<Group>,
    names: Vec<String>,
    bounces: Vec<OneBounce>,
    marks: Vec<Mark>,
    explanation: Option<Explanation>,
}

/// One of several bounces, as it stands in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OneBounce {
    /// Its first delivery.
    pub first: usize,
    /// The first recipient.
    pub recipient: Option<String>,
    /// How many more there are.
    pub others: usize,
    /// What happened, by name.
    pub name: String,
    /// It is the one that is shown.
    pub current: bool,
}

fn bounces(reading: &Reading, index: usize, lang: Lang) -> Vec<OneBounce> {
    let shown = reading.report.bounce_of(index);
    let several = reading.report.several.iter().enumerate();
    several
        .map(|(place, one)| {
            let delivery = reading.report.deliveries.get(one.first);
            OneBounce {
                first: one.first,
                recipient: delivery
                    .and_then(|delivery| delivery.recipient.as_ref())
                    .map(|recipient| recipient.value.clone()),
                others: together(reading, one.first).len().saturating_sub(1),
                name: name(reading, one.first, lang),
                current: shown == Some(place),
            }
        })
        .collect()
}

impl PartialEq for View {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl View {
    /// Prepares delivery number `index`; one that does not exist gives a view without explanation.
    pub fn new(reading: Shared, index: usize, lang: Lang) -> Self {
        let groups = groups(&reading, together(&reading, index));
        let names = groups
            .iter()
            .map(|group| name(&reading, group.first(), lang))
            .collect();
        let bounces = bounces(&reading, index, lang);
        let marks = reading
            .report
            .deliveries
            .get(index)
            .map(|delivery| marks(&reading.document.text, delivery))
            .unwrap_or_default();
        let explanation = explain(&reading, index, lang);
        View(Rc::new(Inner {
            reading,
            index,
            groups,
            names,
            bounces,
            marks,
            explanation,
        }))
    }

    /// What the input says.
    pub fn reading(&self) -> &Reading {
        &self.0.reading
    }

    /// What is missing from the text of the reading.
    pub fn left_out(&self) -> &[LeftOut] {
        self.0.reading.left_out()
    }

    /// The number of the delivery.
    pub fn index(&self) -> usize {
        self.0.index
    }

    /// The bounces of the input, if it holds several.
    pub fn bounces(&self) -> &[OneBounce] {
        &self.0.bounces
    }

    /// The message that came back with the delivery.
    pub fn original(&self) -> Option<&OriginalMessage> {
        self.0.reading.report.original_of(self.0.index)
    }

    /// The deliveries of the same bounce by what they need.
    pub fn groups(&self) -> &[Group] {
        &self.0.groups
    }

    /// The position of the group that holds the delivery.
    pub fn group(&self) -> usize {
        group_of(&self.0.groups, self.0.index)
    }

    /// The names of what happened, one for each group.
    pub fn names(&self) -> &[String] {
        &self.0.names
    }

    /// The spots that are marked in the text.
    pub fn marks(&self) -> &[Mark] {
        &self.0.marks
    }

    /// The explanation of the delivery.
    pub fn explanation(&self) -> Option<&Explanation> {
        self.0.explanation.as_ref()
    }

    /// The delivery.
    pub fn delivery(&self) -> Option<&Delivery> {
        self.0.reading.report.deliveries.get(self.0.index)
    }

    /// What the delivery means.
    pub fn diagnosis(&self) -> Option<&Diagnosis> {
        self.0.reading.diagnoses.get(self.0.index)
    }
}
