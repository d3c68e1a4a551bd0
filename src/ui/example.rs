//! A reading made by hand, for the tests of the page.

use crate::Reading;
use crate::diagnosis::{Cause, Confidence, Diagnosis, FixedBy, Outcome};
use crate::intake::{Document, Form};
use crate::report::{Action, BounceReport, Delivery, Kind};
use crate::span::{Fact, Span};

/// A report about one recipient per cause: `r0@fabrikam.example`, `r1@fabrikam.example` …
pub fn reading(causes: &[Cause]) -> Reading {
    let mut text = String::from("Undeliverable:\n");
    let mut deliveries = vec![];
    for index in 0..causes.len() {
        let start = text.len();
        let address = format!("r{index}@fabrikam.example");
        text.push_str(&address);
        let span = Span {
            start,
            end: text.len(),
        };
        text.push_str(" failed\n");
        deliveries.push(Delivery {
            recipient: Some(Fact {
                value: address,
                span,
            }),
            action: Some(Fact {
                value: Action::Failed,
                span,
            }),
            ..Delivery::default()
        });
    }
    Reading {
        document: Document {
            form: Form::Rendered,
            clean: text.clone(),
            text,
            parts: vec![],
            runs: vec![],
            notes: vec![],
        },
        report: BounceReport {
            reporter: Some("exchange-online".into()),
            deliveries,
            ..BounceReport::of(Kind::DeliveryReport)
        },
        diagnoses: causes
            .iter()
            .map(|&cause| Diagnosis {
                cause,
                confidence: Confidence::Exact,
                fixed_by: FixedBy::Sender,
                outcome: Outcome::Final,
                article: cause.slug().into(),
            })
            .collect(),
    }
}
