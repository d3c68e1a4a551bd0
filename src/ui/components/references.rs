//! Where the facts were read.

use yew::prelude::*;

use super::inline::outside;
use crate::explain::Reference;
use crate::ui::browser::time;
use crate::ui::config::current;
use crate::ui::strings::Strings;

/// The sources that the organization does not hide.
pub fn shown(references: &[Reference]) -> Vec<&Reference> {
    let shown = |reference: &&Reference| !current().hides(&reference.url);
    references.iter().filter(shown).collect()
}

/// The sources with the days on which they were read.
pub fn sources(references: &[&Reference], words: Strings) -> Html {
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
