//! The folded sections below the answer. A section without content does not appear.

use yew::prelude::*;

use super::blocks::blocks;
use super::chain::chain;
use super::fact_list::fact_list;
use super::meaning::meaning;
use super::original_message::original_message;
use super::references::{shown, sources};
use crate::knowledge;
use crate::ui::strings::Strings;
use crate::ui::view::View;

/// The folded sections.
pub fn details(view: &View, words: Strings) -> Html {
    let replies = view.delivery().map_or(0, |delivery| delivery.chain.len());
    let message = view.original().is_some();
    let Some(explanation) = view.explanation() else {
        return html! { <div class="more">{ fold(words.text("details-facts"), fact_list(view, words)) }</div> };
    };
    let has_meaning = !(explanation.meaning.is_empty() && explanation.status_parts.is_empty());
    let references = shown(&explanation.references);
    let count = references.len();
    let article = view
        .diagnosis()
        .and_then(|d| knowledge::article(&d.article));
    html! {
        <div class="more">
            if has_meaning {
                { fold(words.text("details-code"), meaning(view, words)) }
            }
            { fold(words.text("details-facts"), fact_list(view, words)) }
            if replies > 0 {
                { fold(words.count("details-replies", replies, &[]), chain(view, words)) }
            }
            if !explanation.looks.is_empty() {
                { fold(words.text("details-looks"), blocks(&explanation.looks, words)) }
            }
            if message {
                { fold(words.text("details-message"), original_message(view, words)) }
            }
            if !explanation.help.is_empty() {
                { fold(words.text("details-help"), blocks(&explanation.help, words)) }
            }
            if count > 0 {
                { fold(words.count("details-sources", count, &[]), sources(&references, words)) }
            }
            if let Some(article) = article {
                <p class="more__entry"><a href={format!("#/codes/{}", article.id)}>{ words.text("codes-this") }</a></p>
            }
        </div>
    }
}

/// A folded section.
pub fn fold(name: String, content: Html) -> Html {
    html! {
        <details class="fold">
            <summary class="fold__name"><h2 class="fold__heading">{ name }</h2></summary>
            <div class="fold__body">{ content }</div>
        </details>
    }
}
