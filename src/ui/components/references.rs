//! Where the facts were read.

use yew::prelude::*;

use super::inline::outside;
use crate::explain::Reference;
use crate::ui::browser::time;
use crate::ui::strings::Strings;

/// The sources with the days on which they were read.
pub fn sources(references: &[Reference], words: Strings) -> Html {
    let sources = references.iter().map(|source| {
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
