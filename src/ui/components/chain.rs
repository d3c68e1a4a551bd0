//! The answers in their own words, the report's first, the innermost last.

use yew::prelude::*;

use crate::ui::strings::Strings;
use crate::ui::view::View;

/// The answers, from the wrapper to the one that counts.
pub fn chain(view: &View, words: Strings) -> Html {
    let Some(delivery) = view.delivery() else {
        return html! {};
    };
    let last = delivery.chain.len().saturating_sub(1);
    let lang = view.reading().report.language.clone().unwrap_or_default();
    let answers = delivery.chain.iter().enumerate().map(|(index, answer)| {
        let label = if index == last { "chain-inner" } else { "chain-outer" };
        html! {
            <li class="chain__one">
                if last > 0 { <span class="label">{ words.text(label) }</span> }
                <q class="chain__text" lang={lang.clone()} translate="no" dir="auto">{ &answer.text.value }</q>
            </li>
        }
    });
    html! { <ol class="chain">{ for answers }</ol> }
}
