//! How to get the message out of the mail program.

use yew::prelude::*;

use crate::ui::strings::Strings;

/// Name of the program, how to copy the text, how to save a file.
const PROGRAMS: [[&str; 3]; 4] = [
    ["how-web", "how-web-copy", "how-web-file"],
    ["how-classic", "how-classic-copy", "how-classic-file"],
    ["how-gmail", "how-gmail-copy", "how-gmail-file"],
    ["how-apple", "how-apple-copy", "how-apple-file"],
];

/// A folded list, one entry per mail program.
pub fn how_to_copy(words: Strings) -> Html {
    let programs = PROGRAMS.iter().map(|[name, copy, file]| {
        html! {
            <div class="how__one">
                <dt>{ words.text(name) }</dt>
                <dd>{ words.text(copy) }</dd>
                <dd>{ words.text(file) }</dd>
            </div>
        }
    });
    html! {
        <details class="fold how">
            <summary class="fold__name">{ words.text("how-heading") }</summary>
            <dl class="how__all">{ for programs }</dl>
        </details>
    }
}
