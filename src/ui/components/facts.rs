//! The line below the verdict: code, where, how sure.

use yew::prelude::*;

use super::evidence_link::with_evidence;
use crate::diagnosis::Outcome;
use crate::report::Delivery;
use crate::ui::browser::time;
use crate::ui::marks::Field;
use crate::ui::strings::Strings;
use crate::ui::view::View;

/// The facts that the verdict rests on, each with the number of its evidence.
pub fn facts(view: &View, words: Strings) -> Html {
    let (Some(delivery), Some(diagnosis)) = (view.delivery(), view.diagnosis()) else {
        return html! {};
    };
    let name = view.names().get(view.group()).cloned().unwrap_or_default();
    let code = code(delivery);
    let remote = delivery.remote_mta.as_ref().or(delivery.remote_ip.as_ref());
    let (before, behind) = words.around("fact-at", "host");
    let retry = (delivery.retry_until.as_ref())
        .filter(|_| diagnosis.outcome == Outcome::Pending)
        .map(|fact| {
            words.with(
                "fact-retry",
                &[("time", &time::local(&fact.value, words.lang))],
            )
        });
    let confidence = words.text(&format!("confidence-{}", diagnosis.confidence.slug()));
    html! {
        <ul class="facts">
            if code.is_some() || !name.is_empty() {
                <li>
                    if let Some(code) = code { <code translate="no">{ code }</code>{ " " } }
                    { with_evidence(&name, view, Field::Answer) }
                </li>
            }
            if let Some(remote) = remote {
                <li>
                    { before }<code translate="no">{ with_evidence(&remote.value, view, Field::Remote) }</code>{ behind }
                </li>
            }
            if let Some(retry) = retry {
                <li>{ with_evidence(&retry, view, Field::RetryUntil) }</li>
            }
            <li>{ confidence }</li>
        </ul>
    }
}

/// Reply code and enhanced status code, as far as known.
pub fn code(delivery: &Delivery) -> Option<String> {
    let parts: Vec<&str> = [&delivery.reply, &delivery.status]
        .into_iter()
        .flatten()
        .map(|fact| fact.value.as_str())
        .collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}
