//! Decides what a bounce means.

pub mod model;
pub use model::{Cause, Confidence, Diagnosis, FixedBy, Outcome};

/// The third stage: one diagnosis per delivery, in order.
pub fn diagnose(_report: &crate::report::BounceReport) -> Vec<Diagnosis> {
    vec![]
}
