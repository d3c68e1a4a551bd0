// Shared by the targets: reads an input and checks what must hold for every input.

use ndr_explainer::intake::{Input, charsets};
use ndr_explainer::lang::Lang;
use ndr_explainer::{explain, read};

/// Reads and explains; panics when evidence is out of bounds or cuts a character.
pub fn check(input: Input<'_>) {
    let reading = read(input, charsets());
    let text = reading.document.text.as_str();
    for (index, delivery) in reading.report.deliveries.iter().enumerate() {
        let facts = [
            &delivery.recipient, &delivery.status, &delivery.reply, &delivery.diagnostic, &delivery.reporting_mta,
            &delivery.remote_mta, &delivery.remote_ip, &delivery.arrival, &delivery.last_attempt, &delivery.retry_until,
        ];
        for fact in facts.into_iter().flatten() {
            assert!(text.get(fact.span.start..fact.span.end).is_some(), "{fact:?}");
        }
        if index < 2 {
            assert!(explain::explain(&reading, index, Lang::En).is_some());
        }
    }
    let _ = ndr_explainer::api::report(&reading, Lang::Pl);
}
