//! The route of the message, leg by leg.

use yew::prelude::*;

use crate::report::Hop;
use crate::ui::browser::time;
use crate::ui::instant::seconds;
use crate::ui::strings::Strings;

/// A table of the legs with the time that each one took.
pub fn hops(hops: &[Hop], words: Strings) -> Html {
    let heads = [
        "hops-from",
        "hops-by",
        "hops-with",
        "hops-time",
        "hops-delay",
    ];
    let rows = hops.iter().enumerate().map(|(index, hop)| {
        let before = index.checked_sub(1).and_then(|i| hops.get(i));
        let when = (hop.time.as_ref()).map(|text| time::local(text, words.lang));
        html! {
            <tr>
                <th scope="row">{ index + 1 }</th>
                <td translate="no">{ hop.from.clone().unwrap_or_default() }</td>
                <td translate="no">{ hop.by.clone().unwrap_or_default() }</td>
                <td translate="no">{ hop.with.clone().unwrap_or_default() }</td>
                <td>{ when.unwrap_or_default() }</td>
                <td>{ delay(before, hop, words) }</td>
            </tr>
        }
    });
    html! {
        <div class="hops" tabindex="0" role="group" aria-labelledby="hops-heading">
            <table class="hops__table">
                <caption id="hops-heading" class="label">{ words.text("hops-heading") }</caption>
                <thead>
                    <tr>
                        <td></td>
                        { for heads.iter().map(|key| html! { <th scope="col">{ words.text(key) }</th> }) }
                    </tr>
                </thead>
                <tbody>{ for rows }</tbody>
            </table>
        </div>
    }
}

/// How long the leg took, in the largest unit that fits; clocks that run apart are told, not counted.
fn delay(before: Option<&Hop>, hop: &Hop, words: Strings) -> String {
    let time = |hop: &Hop| hop.time.as_deref().and_then(seconds);
    let Some((from, to)) = before.and_then(time).zip(time(hop)) else {
        return String::new();
    };
    let Ok(took) = usize::try_from(to - from) else {
        return words.text("hops-skew");
    };
    match took {
        0..120 => words.count("hops-seconds", took, &[]),
        120..7200 => words.count("hops-minutes", took / 60, &[]),
        _ => words.count("hops-hours", took / 3600, &[]),
    }
}
