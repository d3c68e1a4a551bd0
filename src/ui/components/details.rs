//! The folded sections below the answer. A section without content does not appear.

use yew::prelude::*;

use super::blocks::blocks;
use super::chain::Chain;
use super::fact_list::FactList;
use super::meaning::Meaning;
use super::original_message::OriginalMessage;
use super::references::References;
use crate::ui::page::use_page;
use crate::ui::view::View;

/// See [`Details`].
#[derive(Properties, PartialEq)]
pub struct DetailsProps {
    /// What is shown.
    pub view: View,
}

/// The folded sections.
#[component]
pub fn Details(props: &DetailsProps) -> Html {
    let words = use_page().words;
    let view = &props.view;
    let replies = view.delivery().map_or(0, |delivery| delivery.chain.len());
    let message = view.original().is_some();
    let Some(explanation) = view.explanation() else {
        return html! { <div class="more">{ fold(words.text("details-facts"), html! { <FactList view={view.clone()} /> }) }</div> };
    };
    let has_meaning = !(explanation.meaning.is_empty() && explanation.status_parts.is_empty());
    let sources = explanation.references.len();
    html! {
        <div class="more">
            if has_meaning {
                { fold(words.text("details-code"), html! { <Meaning view={view.clone()} /> }) }
            }
            { fold(words.text("details-facts"), html! { <FactList view={view.clone()} /> }) }
            if replies > 0 {
                { fold(words.count("details-replies", replies, &[]), html! { <Chain view={view.clone()} /> }) }
            }
            if !explanation.looks.is_empty() {
                { fold(words.text("details-looks"), blocks(&explanation.looks, words)) }
            }
            if message {
                { fold(words.text("details-message"), html! { <OriginalMessage view={view.clone()} /> }) }
            }
            if !explanation.help.is_empty() {
                { fold(words.text("details-help"), blocks(&explanation.help, words)) }
            }
            if sources > 0 {
                { fold(words.count("details-sources", sources, &[]), html! { <References view={view.clone()} /> }) }
            }
        </div>
    }
}

fn fold(name: String, content: Html) -> Html {
    html! {
        <details class="fold">
            <summary class="fold__name"><h2 class="fold__heading">{ name }</h2></summary>
            <div class="fold__body">{ content }</div>
        </details>
    }
}
