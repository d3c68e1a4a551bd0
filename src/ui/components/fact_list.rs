//! Everything that the report states about the delivery, each with the number of its evidence.

use yew::prelude::*;

use super::evidence_link::with_evidence;
use super::facts::code;
use crate::report::Delivery;
use crate::span::Fact;
use crate::ui::browser::time;
use crate::ui::marks::Field;
use crate::ui::strings::Strings;
use crate::ui::view::View;

struct Row {
    label: String,
    value: String,
    field: Option<Field>,
}

/// The facts as a list of pairs; what the report does not state is left out.
pub fn fact_list(view: &View, words: Strings) -> Html {
    let Some(delivery) = view.delivery() else {
        return html! {};
    };
    let rows = rows(delivery, words).into_iter().map(|row| {
        html! {
            <div class="pairs__one">
                <dt>{ row.label }</dt>
                <dd>
                    <bdi translate="no">
                        if let Some(field) = row.field {
                            { with_evidence(&row.value, view, field) }
                        } else {
                            { row.value }
                        }
                    </bdi>
                </dd>
            </div>
        }
    });
    html! { <dl class="pairs">{ for rows }</dl> }
}

fn rows(delivery: &Delivery, words: Strings) -> Vec<Row> {
    let row = |key: &str, value: Option<String>, field| {
        Some(Row {
            label: words.text(key),
            value: value?,
            field,
        })
    };
    let plain = |fact: &Option<Fact<String>>| fact.as_ref().map(|fact| fact.value.clone());
    let when =
        |fact: &Option<Fact<String>>| (fact.as_ref()).map(|f| time::local(&f.value, words.lang));
    let action =
        (delivery.action.as_ref()).map(|fact| words.text(&format!("action-{}", fact.value.slug())));
    [
        row(
            "fact-recipient",
            plain(&delivery.recipient),
            Some(Field::Recipient),
        ),
        row("fact-action", action, None),
        row("fact-code", code(delivery), Some(Field::Answer)),
        row(
            "fact-diagnostic",
            plain(&delivery.diagnostic),
            Some(Field::Answer),
        ),
        row("fact-remote", remote(delivery), Some(Field::Remote)),
        row(
            "fact-reporting",
            plain(&delivery.reporting_mta),
            Some(Field::Reporting),
        ),
        row(
            "fact-arrival",
            when(&delivery.arrival),
            Some(Field::Arrival),
        ),
        row(
            "fact-last-attempt",
            when(&delivery.last_attempt),
            Some(Field::LastAttempt),
        ),
        row(
            "fact-retry-until",
            when(&delivery.retry_until),
            Some(Field::RetryUntil),
        ),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn remote(delivery: &Delivery) -> Option<String> {
    match (&delivery.remote_mta, &delivery.remote_ip) {
        (Some(host), Some(ip)) if host.value != ip.value => {
            Some(format!("{} ({})", host.value, ip.value))
        }
        (Some(host), _) => Some(host.value.clone()),
        (None, ip) => ip.as_ref().map(|ip| ip.value.clone()),
    }
}
