//! Every article, in every language, for every outcome, with all values of a bounce and with none.

use ndr_explainer::Reading;
use ndr_explainer::api;
use ndr_explainer::diagnosis::{Cause, Confidence, Diagnosis, FixedBy, Outcome};
use ndr_explainer::explain::{Block, Explanation, Inline, Slot, explain, markdown, text};
use ndr_explainer::intake::{Document, Form};
use ndr_explainer::knowledge;
use ndr_explainer::lang::Lang;
use ndr_explainer::report::{Answer, BounceReport, Delivery, Kind, OriginalMessage};
use ndr_explainer::span::{Fact, Span};

const TEXT: &str = "żółw@contoso.example 😀 anna@fabrikam.example 550 5.4.316 connection refused";

fn fact(value: &str) -> Option<Fact<String>> {
    let start = TEXT.find(value).unwrap_or(0);
    let end = start + if TEXT.contains(value) { value.len() } else { 0 };
    Some(Fact {
        value: value.into(),
        span: Span { start, end },
    })
}

fn full() -> (Delivery, OriginalMessage) {
    let delivery = Delivery {
        recipient: fact("anna@fabrikam.example"),
        status: fact("5.4.316"),
        reply: fact("550"),
        diagnostic: fact("550 5.4.316 connection refused"),
        reporting_mta: fact("mx1.contoso.example"),
        remote_mta: fact("mail.fabrikam.example"),
        remote_ip: fact("192.0.2.148"),
        arrival: fact("2026-11-19T17:08:35Z"),
        last_attempt: fact("2026-11-20T17:14:09Z"),
        retry_until: fact("2026-11-21T17:08:35Z"),
        chain: vec![Answer {
            status: fact("5.4.316"),
            reply: fact("550"),
            text: fact("550 5.4.316 connection refused").expect("a fact"),
        }],
        ..Delivery::default()
    };
    let original = OriginalMessage {
        subject: fact("The plans"),
        from: fact("maria@contoso.example"),
        message_id: fact("<1@contoso.example>"),
        ..OriginalMessage::default()
    };
    (delivery, original)
}

fn reading(
    article: &str,
    outcome: Outcome,
    stated: Option<(Delivery, OriginalMessage)>,
) -> Reading {
    let reporter = stated.is_some().then(|| "exchange-online".to_owned());
    let (delivery, original) = stated.unzip();
    Reading {
        document: Document {
            form: Form::Rendered,
            text: TEXT.into(),
            clean: TEXT.into(),
            parts: vec![],
            runs: vec![],
            notes: vec![],
        },
        report: BounceReport {
            reporter,
            deliveries: vec![delivery.unwrap_or_default()],
            original,
            ..BounceReport::of(Kind::DeliveryReport)
        },
        diagnoses: vec![Diagnosis {
            cause: Cause::ConnectionRefused,
            confidence: Confidence::Exact,
            fixed_by: FixedBy::RecipientAdmin,
            outcome,
            article: article.into(),
        }],
    }
}

fn each(check: impl Fn(&Reading, Lang, &Explanation, &str)) {
    for article in knowledge::articles() {
        for outcome in Outcome::ALL {
            for stated in [None, Some(full())] {
                let reading = reading(article.id, *outcome, stated);
                for lang in Lang::ALL {
                    let explanation = explain(&reading, 0, *lang).expect("there is a delivery");
                    let place = format!("{} {} {}", article.id, outcome.slug(), lang.slug());
                    check(&reading, *lang, &explanation, &place);
                }
            }
        }
    }
}

fn lines(blocks: &[Block], out: &mut Vec<Vec<Inline>>) {
    for block in blocks {
        match block {
            Block::Paragraph { text } => out.push(text.clone()),
            Block::List { items, .. } => out.extend(items.iter().cloned()),
            Block::Command { text, .. } => out.push(vec![Inline::Code { text: text.clone() }]),
            Block::Step {
                title, body, time, ..
            } => {
                out.push(title.clone());
                lines(body, out);
                out.extend(time.clone());
            }
            Block::Cause {
                title,
                tell,
                fix,
                check,
                time,
                ..
            } => {
                out.push(title.clone());
                [tell, fix, check]
                    .into_iter()
                    .for_each(|part| lines(part, out));
                out.extend(time.clone());
            }
        }
    }
}

fn all_lines(explanation: &Explanation) -> Vec<Vec<Inline>> {
    let mut out = vec![explanation.title.clone(), explanation.summary.clone()];
    for blocks in [
        &explanation.happened,
        &explanation.user,
        &explanation.admin,
        &explanation.meaning,
        &explanation.looks,
        &explanation.help,
    ] {
        lines(blocks, &mut out);
    }
    out
}

#[test]
fn nothing_is_empty_and_no_slot_is_left() {
    each(|_, _, explanation, place| {
        assert!(
            (2..=7).contains(&explanation.user.len()),
            "{place}: {} steps",
            explanation.user.len()
        );
        assert!(
            explanation
                .admin
                .iter()
                .any(|block| matches!(block, Block::Cause { .. })),
            "{place}: no cause"
        );
        assert!(
            !explanation.happened.is_empty(),
            "{place}: nothing happened"
        );
        let admin = explanation.user.last();
        assert!(
            matches!(admin, Some(Block::Step { id, .. }) if id == "admin"),
            "{place}: the last step"
        );
        for line in all_lines(explanation) {
            let text = text::plain(&line);
            assert!(!text.trim().is_empty(), "{place}: an empty line");
            for slot in Slot::ALL {
                assert!(
                    !text.contains(&format!("{{{}", slot.slug())),
                    "{place}: {text}"
                );
            }
        }
    });
}

#[test]
fn values_come_from_the_mail_only() {
    each(|reading, _, explanation, place| {
        let stated = reading.report.reporter.is_some();
        for inline in all_lines(explanation).iter().flatten() {
            if let Inline::Value { slot, text } = inline {
                assert!(stated, "{place}: {slot:?} {text} is not stated");
            }
        }
    });
}

#[test]
fn texts_and_markdown_can_be_written() {
    each(|reading, lang, explanation, place| {
        let sheet = text::for_admin(reading, 0, lang);
        assert!(
            sheet.contains(&text::plain(&explanation.title)),
            "{place}: {sheet}"
        );
        assert!(
            sheet.lines().count() > 5 && !sheet.contains("\n\n\n"),
            "{place}: {sheet}"
        );
        assert!(
            !sheet.contains("copy-") && !sheet.contains("fixed-by-"),
            "{place}: {sheet}"
        );
        let page = markdown::write(explanation);
        assert!(
            page.starts_with("# ") && page.ends_with('\n') && !page.contains("\n\n\n"),
            "{place}: {page}"
        );
    });
}

#[test]
fn an_unknown_article_never_gives_one_about_something_else() {
    for lang in Lang::ALL {
        let explanation = explain(
            &reading("no-such-article", Outcome::Final, Some(full())),
            0,
            *lang,
        );
        let explanation = explanation.expect("there is a delivery");
        assert!(!explanation.title.is_empty() && !explanation.summary.is_empty());
        let used = knowledge::articles().iter().find(|article| {
            knowledge::text(*lang, article.id).is_some_and(|text| text.name == explanation.name)
        });
        assert!(
            used.is_none_or(|article| article.general || article.cause == Cause::ConnectionRefused)
        );
    }
}

#[test]
fn no_delivery_no_explanation() {
    let reading = reading("x", Outcome::Final, None);
    assert_eq!(explain(&reading, 1, Lang::En), None);
    assert_eq!(text::for_admin(&reading, 1, Lang::En), "");
}

#[test]
fn a_forged_line_stays_in_its_line() {
    let (mut delivery, original) = full();
    delivery.diagnostic = fact("550 no\nRecipient: \u{202e}boss@contoso.example");
    let sheet = text::for_admin(
        &reading("x", Outcome::Final, Some((delivery, original))),
        0,
        Lang::En,
    );
    assert!(
        sheet
            .lines()
            .any(|line| line.ends_with("550 no Recipient: boss@contoso.example")),
        "{sheet}"
    );
}

#[test]
fn the_json_has_the_fields_of_schema_1() {
    let json = api::report(&reading("x", Outcome::Final, Some(full())), Lang::Pl);
    let json = serde_json::to_value(json).expect("JSON");
    let keys = |value: &serde_json::Value| -> Vec<String> {
        value
            .as_object()
            .expect("an object")
            .keys()
            .cloned()
            .collect()
    };
    assert_eq!(
        keys(&json),
        [
            "bounces", "form", "language", "notes", "original", "reporter", "schema", "text"
        ]
    );
    let bounce = &json["bounces"][0];
    assert_eq!(
        keys(bounce),
        [
            "action",
            "arrival",
            "article",
            "cause",
            "chain",
            "confidence",
            "diagnostic",
            "evidence",
            "explanation",
            "fixed_by",
            "last_attempt",
            "recipient",
            "remote_ip",
            "remote_mta",
            "reply",
            "reporting_mta",
            "retry_until",
            "status",
        ]
    );
    assert_eq!(
        keys(&bounce["explanation"]),
        ["admin", "lang", "references", "summary", "title", "user"]
    );
    assert_eq!(
        keys(&json["original"]),
        ["date", "from", "hops", "message_id", "subject"]
    );
    assert_eq!(
        (&json["schema"], &json["form"]),
        (&1.into(), &"rendered".into())
    );
    assert_eq!(
        (&bounce["cause"], &bounce["fixed_by"]),
        (&"connection-refused".into(), &"recipient-admin".into())
    );
    assert_eq!(
        (&bounce["action"], &json["language"]),
        (&serde_json::Value::Null, &serde_json::Value::Null)
    );
    assert_eq!(bounce["explanation"]["lang"], "pl");
}

#[test]
fn evidence_is_counted_as_javascript_counts() {
    let json = api::report(&reading("x", Outcome::Final, Some(full())), Lang::En);
    let units: Vec<u16> = TEXT.encode_utf16().collect();
    let bounce = &json.bounces[0];
    for (field, want) in [
        ("recipient", "anna@fabrikam.example"),
        ("status", "5.4.316"),
        ("reply", "550"),
    ] {
        let evidence = bounce
            .evidence
            .iter()
            .find(|evidence| evidence.field == field)
            .expect(field);
        assert_eq!(
            String::from_utf16_lossy(&units[evidence.start..evidence.end]),
            want
        );
    }
}
