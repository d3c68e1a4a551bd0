//! Reads what a bounce states.

pub mod model;
pub use model::{Action, Answer, BounceReport, Delivery, Hop, Kind, OriginalMessage, ReportNote};

/// The second stage.
pub fn read(_document: &crate::intake::Document) -> BounceReport {
    BounceReport {
        kind: Kind::NotABounce,
        language: None,
        reporter: None,
        deliveries: vec![],
        original: None,
        notes: vec![],
    }
}
