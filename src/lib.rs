//! Reads a bounced e-mail (NDR, DSN) and says what it means, in three languages.
//!
//! ```text
//! bytes or pasted text
//!   -> intake     Document      what form it is; decoded text, offsets kept
//!   -> report     BounceReport  what the bounce states: recipients, codes, servers, times, hops
//!   -> diagnosis  Diagnosis     what that means: cause, confidence, who fixes it, which article
//!   -> explain    Explanation   the same in one language, as blocks
//!   -> ui, text, Markdown, JSON
//! ```
//!
//! A stage knows only the stage before it; language first appears in `explain`. No stage fails on a bad mail:
//! each returns its value and notes. Everything before the page is pure Rust and runs natively.

pub mod api;
pub mod diagnosis;
pub mod explain;
pub mod instant;
pub mod intake;
#[cfg(feature = "js")]
pub mod js;
pub mod knowledge;
pub mod ladder;
pub mod lang;
mod letters;
pub mod reference;
pub mod report;
mod slug;
pub mod span;
pub mod transit;
#[cfg(any(feature = "ui", test))]
pub mod ui;

/// What one input says and means, in no language: the result of the first three stages.
///
/// Plain data: it can be kept, sent to another thread, and explained in any language without reading again.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Reading {
    /// What was given.
    pub document: intake::Document,
    /// What it states.
    pub report: report::BounceReport,
    /// What each of `report.deliveries` means, in the same order.
    pub diagnoses: Vec<diagnosis::Diagnosis>,
}

/// Reads an input: the first three stages. Never fails; what could not be read is in the notes.
pub fn read(input: intake::Input<'_>, charsets: &dyn intake::Charsets) -> Reading {
    understand(intake::take(input, charsets))
}

/// The second and the third stage alone, for who wants the input out of the way by then.
pub fn understand(document: intake::Document) -> Reading {
    let mut reports = report::read(&document);
    // A line without any code, copied out of a report: the words alone may tell.
    if let [only] = reports.as_mut_slice()
        && only.kind == report::Kind::NotABounce
        && only.notes.is_empty()
        && diagnosis::knows(&document.clean)
        && let Some(report) = report::of_words(&document)
    {
        *only = report;
    }
    let mut diagnoses = vec![];
    for report in &mut reports {
        let (more, notes) = diagnosis::diagnose(report, diagnoses.len());
        diagnoses.extend(more);
        report.notes.extend(notes);
    }
    let report = report::merge(reports);
    diagnoses.truncate(report.deliveries.len());
    Reading {
        document,
        report,
        diagnoses,
    }
}
