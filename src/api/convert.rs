//! Makes the JSON form of a reading.

use super::utf16::Utf16;
use super::{Answer, Bounce, Evidence, Explanation, Hop, Note, Original, Report, SCHEMA};
use crate::Reading;
use crate::diagnosis::Diagnosis;
use crate::explain::{self, text::plain};
use crate::lang::Lang;
use crate::report::{self, Delivery};
use crate::span::{Fact, Span};

/// A reading in its JSON form, explained in that language.
pub fn report(reading: &Reading, lang: Lang) -> Report {
    let Reading {
        document,
        report,
        diagnoses,
    } = reading;
    let facts: Vec<Vec<(&'static str, Span)>> = report.deliveries.iter().map(evidence).collect();
    let places = Utf16::new(
        &document.text,
        facts
            .iter()
            .flatten()
            .flat_map(|(_, span)| [span.start, span.end]),
    );
    let bounces = report
        .deliveries
        .iter()
        .zip(diagnoses)
        .zip(facts)
        .enumerate();
    let bounces = bounces.map(|(index, ((delivery, diagnosis), facts))| {
        let evidence = facts.into_iter().map(|(field, span)| Evidence {
            field,
            start: places.at(span.start),
            end: places.at(span.end),
        });
        bounce(
            delivery,
            diagnosis,
            evidence.collect(),
            explanation(reading, index, lang),
        )
    });
    Report {
        schema: SCHEMA,
        form: document.form,
        text: document.text.clone(),
        language: report.language.clone(),
        reporter: report.reporter.clone(),
        bounces: bounces.collect(),
        original: report.original.as_ref().map(|original| Original {
            subject: value(&original.subject),
            from: value(&original.from),
            message_id: value(&original.message_id),
            date: value(&original.date),
            hops: original.hops.iter().map(hop).collect(),
        }),
        notes: document
            .notes
            .iter()
            .map(|slug| Note::Intake { slug: *slug })
            .chain(report.notes.iter().cloned().map(Note::Report))
            .collect(),
    }
}

fn value<T: Clone>(fact: &Option<Fact<T>>) -> Option<T> {
    fact.as_ref().map(|fact| fact.value.clone())
}

fn hop(hop: &report::Hop) -> Hop {
    Hop {
        from: hop.from.clone(),
        by: hop.by.clone(),
        with: hop.with.clone(),
        time: hop.time.clone(),
    }
}

fn bounce(
    delivery: &Delivery,
    diagnosis: &Diagnosis,
    evidence: Vec<Evidence>,
    explanation: Explanation,
) -> Bounce {
    Bounce {
        recipient: value(&delivery.recipient),
        action: value(&delivery.action),
        status: value(&delivery.status),
        reply: value(&delivery.reply),
        diagnostic: value(&delivery.diagnostic),
        reporting_mta: value(&delivery.reporting_mta),
        remote_mta: value(&delivery.remote_mta),
        remote_ip: value(&delivery.remote_ip),
        arrival: value(&delivery.arrival),
        last_attempt: value(&delivery.last_attempt),
        retry_until: value(&delivery.retry_until),
        cause: diagnosis.cause.slug(),
        confidence: diagnosis.confidence.slug(),
        fixed_by: diagnosis.fixed_by.slug(),
        article: diagnosis.article.clone(),
        chain: delivery
            .chain
            .iter()
            .map(|answer| Answer {
                status: value(&answer.status),
                reply: value(&answer.reply),
                text: answer.text.value.clone(),
            })
            .collect(),
        evidence,
        explanation,
    }
}

fn explanation(reading: &Reading, index: usize, lang: Lang) -> Explanation {
    let explained = explain::explain(reading, index, lang);
    let lang = lang.slug();
    explained.map_or_else(
        || Explanation {
            lang,
            title: String::new(),
            summary: String::new(),
            user: vec![],
            admin: vec![],
            references: vec![],
        },
        |explained| Explanation {
            lang,
            title: plain(&explained.title),
            summary: plain(&explained.summary),
            user: explained.user,
            admin: explained.admin,
            references: explained.references,
        },
    )
}

/// The facts of a delivery that were read somewhere, by the name of their field.
fn evidence(delivery: &Delivery) -> Vec<(&'static str, Span)> {
    fn place<T>(fact: &Option<Fact<T>>) -> Option<Span> {
        fact.as_ref().map(|fact| fact.span)
    }
    [
        ("recipient", place(&delivery.recipient)),
        ("action", place(&delivery.action)),
        ("status", place(&delivery.status)),
        ("reply", place(&delivery.reply)),
        ("diagnostic", place(&delivery.diagnostic)),
        ("reporting_mta", place(&delivery.reporting_mta)),
        ("remote_mta", place(&delivery.remote_mta)),
        ("remote_ip", place(&delivery.remote_ip)),
        ("arrival", place(&delivery.arrival)),
        ("last_attempt", place(&delivery.last_attempt)),
        ("retry_until", place(&delivery.retry_until)),
    ]
    .into_iter()
    .filter_map(|(field, span)| Some((field, span?)))
    .collect()
}
