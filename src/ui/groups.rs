//! Deliveries that need the same words, told together. No browser in it.

use std::ops::Range;

use crate::Reading;
use crate::diagnosis::{Cause, Diagnosis};

/// Deliveries with the same cause, article, outcome and helper, in order of appearance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Why.
    pub cause: Cause,
    /// Indices into `report.deliveries`; never empty.
    pub members: Vec<usize>,
}

impl Group {
    /// The member that stands for the group.
    pub fn first(&self) -> usize {
        self.members.first().copied().unwrap_or(0)
    }
}

/// The deliveries that came back with delivery number `index`, by their numbers: all, unless the input holds several bounces.
pub fn together(reading: &Reading, index: usize) -> Range<usize> {
    let total = reading.diagnoses.len();
    let several = &reading.report.several;
    let Some(place) = reading.report.bounce_of(index) else {
        return 0..total;
    };
    let end = several.get(place + 1).map_or(total, |next| next.first);
    several[place].first..end.min(total)
}

/// Sorts deliveries of a reading into groups, in order of first appearance.
pub fn groups(reading: &Reading, deliveries: Range<usize>) -> Vec<Group> {
    let mut groups: Vec<(&Diagnosis, Group)> = vec![];
    for (index, diagnosis) in (reading.diagnoses.iter().enumerate())
        .skip(deliveries.start)
        .take(deliveries.len())
    {
        match groups.iter_mut().find(|(seen, _)| same(seen, diagnosis)) {
            Some((_, group)) => group.members.push(index),
            None => groups.push((
                diagnosis,
                Group {
                    cause: diagnosis.cause,
                    members: vec![index],
                },
            )),
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

/// The group that holds a delivery; the first one if none does.
pub fn group_of(groups: &[Group], delivery: usize) -> usize {
    groups
        .iter()
        .position(|group| group.members.contains(&delivery))
        .unwrap_or(0)
}

fn same(a: &Diagnosis, b: &Diagnosis) -> bool {
    (a.cause, a.fixed_by, a.outcome, &a.article) == (b.cause, b.fixed_by, b.outcome, &b.article)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::OneOfSeveral;
    use crate::ui::example::reading;

    #[test]
    fn same_cause_and_article_stand_together() {
        let reading = reading(&[
            Cause::MailboxFull,
            Cause::RecipientUnknown,
            Cause::MailboxFull,
        ]);
        let groups = groups(&reading, 0..3);
        assert_eq!(groups.len(), 2);
        assert_eq!(groups[0].members, [0, 2]);
        assert_eq!(groups[1].members, [1]);
        assert_eq!(group_of(&groups, 2), 0);
        assert_eq!(group_of(&groups, 1), 1);
        assert_eq!(group_of(&groups, 9), 0);
    }

    #[test]
    fn bounces_of_one_file_stay_apart() {
        let mut reading = reading(&[Cause::MailboxFull, Cause::MailboxFull, Cause::MailboxFull]);
        assert_eq!(together(&reading, 1), 0..3);
        let parts = [0, 2].map(|first| OneOfSeveral::of(&reading.report, first));
        reading.report.several = parts.into();
        assert_eq!(together(&reading, 1), 0..2);
        assert_eq!(together(&reading, 2), 2..3);
        assert_eq!(groups(&reading, 2..3)[0].members, [2]);
    }
}
