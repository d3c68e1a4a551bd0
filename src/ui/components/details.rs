//! The folded sections below the answer. A section without content does not appear.

use yew::prelude::*;

use super::blocks::blocks;
use super::chain::chain;
use super::fact_list::fact_list;
use super::journey;
use super::meaning::meaning;
use super::original_message::original_message;
use super::references::{shown, sources};
use crate::diagnosis::Outcome;
use crate::knowledge;
use crate::transit::journey::journey as route_of;
use crate::ui::state::Audience;
use crate::ui::strings::Strings;
use crate::ui::view::View;

/// The folded sections.
pub fn details(view: &View, audience: Audience, words: Strings) -> Html {
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
    let route = route_of(view.reading(), view.index());
    let legs = route.as_ref().is_some_and(|route| !route.legs.is_empty());
    let failed = explanation.outcome != Outcome::Fine;
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
            if legs || failed {
                {
                    open_fold(
                        legs && audience == Audience::Admin,
                        journey::heading(route.as_ref(), words),
                        journey::journey(route.as_ref(), words),
                    )
                }
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
    open_fold(false, name, content)
}

fn open_fold(open: bool, name: String, content: Html) -> Html {
    html! {
        <details class="fold" {open}>
            <summary class="fold__name"><h2 class="fold__heading">{ name }</h2></summary>
            <div class="fold__body">{ content }</div>
        </details>
    }
}
