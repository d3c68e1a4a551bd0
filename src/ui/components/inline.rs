//! Runs of text. Everything becomes a text node; only https links become links.

use yew::prelude::*;

use super::evidence_link::with_evidence;
use crate::explain::Inline;
use crate::ui::config::current;
use crate::ui::marks::Field;
use crate::ui::strings::Strings;
use crate::ui::view::View;

/// The run as nodes.
pub fn inlines(text: &[Inline], words: Strings) -> Html {
    text.iter().map(|inline| one(inline, words, None)).collect()
}

/// The run as nodes, each value followed by the number of its evidence.
pub fn proven(text: &[Inline], words: Strings, view: &View) -> Html {
    (text.iter())
        .map(|inline| one(inline, words, Some(view)))
        .collect()
}

/// A link to a page outside; anything but https stays text, and so does what the organization hides.
pub fn outside(text: &str, url: &str, words: Strings) -> Html {
    if !url.starts_with("https://") || current().hides(url) {
        return html! { { text } };
    }
    html! {
        <a href={url.to_owned()} target="_blank" rel="noreferrer noopener" title={words.text("page-new-tab")}>
            { text }
        </a>
    }
}

fn one(inline: &Inline, words: Strings, view: Option<&View>) -> Html {
    match inline {
        Inline::Text { text } => html! { { text } },
        Inline::Strong { text } => html! { <strong>{ text }</strong> },
        Inline::Code { text } => html! { <code translate="no">{ text }</code> },
        Inline::Link { text, url } => outside(text, url, words),
        Inline::Value { slot, text } => {
            let text = match view.zip(Field::of_slot(*slot)) {
                Some((view, field)) => with_evidence(text, view, field),
                None => html! { { text } },
            };
            html! { <bdi class="value" translate="no">{ text }</bdi> }
        }
    }
}
