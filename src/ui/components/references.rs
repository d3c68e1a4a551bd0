//! Where the facts were read.

use yew::prelude::*;

use super::inline::outside;
use crate::ui::browser::time;
use crate::ui::page::use_page;
use crate::ui::view::View;

/// See [`References`].
#[derive(Properties, PartialEq)]
pub struct ReferencesProps {
    /// What is shown.
    pub view: View,
}

/// The sources with the days on which they were read.
#[component]
pub fn References(props: &ReferencesProps) -> Html {
    let words = use_page().words;
    let Some(explanation) = props.view.explanation() else {
        return html! {};
    };
    let sources = explanation.references.iter().map(|source| {
        let day = time::day(&source.read, words.lang);
        html! {
            <li>
                <span lang="">{ outside(&source.title, &source.url, words) }</span>
                { " " }
                <small class="soft">{ words.with("source-read", &[("date", &day)]) }</small>
            </li>
        }
    });
    html! { <ul class="list">{ for sources }</ul> }
}
