//! What the code means, part by part and as a whole.

use yew::prelude::*;

use super::blocks::blocks;
use crate::explain::StatusPart;
use crate::ui::strings::Strings;
use crate::ui::view::View;

/// The parts of the code in words, then what the code means here.
pub fn meaning(view: &View, words: Strings) -> Html {
    let Some(explanation) = view.explanation() else {
        return html! {};
    };
    html! {
        <>
            { blocks(&explanation.meaning, words) }
            { parts(&explanation.status_parts) }
        </>
    }
}

/// The parts of a code in words; nothing if there are none.
pub fn parts(parts: &[StatusPart]) -> Html {
    if parts.is_empty() {
        return html! {};
    }
    let parts = parts.iter().enumerate().map(|(place, part)| {
        html! {
            <div class="pairs__one">
                <dt><code translate="no">{ in_place(place, &part.code) }</code></dt>
                <dd>{ &part.meaning }</dd>
            </div>
        }
    });
    html! { <dl class="pairs pairs--codes">{ for parts }</dl> }
}

/// Class and subject are single numbers; their place in the code tells them apart.
fn in_place(place: usize, part: &str) -> String {
    match place {
        _ if part.contains('.') => part.to_owned(),
        0 => format!("{part}.x.x"),
        1 => format!("x.{part}.x"),
        _ => part.to_owned(),
    }
}
