//! One delivery of a reading, made ready to be shown in one language.

use std::rc::Rc;

use crate::Reading;
use crate::diagnosis::Diagnosis;
use crate::explain::{Explanation, explain};
use crate::lang::Lang;
use crate::report::Delivery;

use super::digest::LeftOut;
use super::groups::{Group, group_of, groups};
use super::marks::{Mark, marks};
use super::state::Shared;
use super::strings::Strings;

/// What the components of the answer show. Cheap to clone; equal only to its own clones.
#[derive(Debug, Clone)]
pub struct View(Rc<Inner>);

#[derive(Debug)]
struct Inner {
    reading: Shared,
    index: usize,
    groups: Vec<Group>,
    names: Vec<String>,
    marks: Vec<Mark>,
    explanation: Option<Explanation>,
}

impl PartialEq for View {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl View {
    /// Prepares delivery number `index`; one that does not exist gives a view without explanation.
    pub fn new(reading: Shared, index: usize, lang: Lang) -> Self {
        let groups = groups(&reading);
        let names = groups
            .iter()
            .map(|group| match explain(&reading, group.first(), lang) {
                Some(explanation) => explanation.name,
                None => Strings { lang }.text(&format!("cause-{}", group.cause.slug())),
            })
            .collect();
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

    /// The deliveries by what they need.
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
