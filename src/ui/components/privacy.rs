//! What the page does with a mail, and how to check that.

use yew::prelude::*;

use super::code_entry::way;
use super::element::{element, said};
use crate::ui::strings::Strings;

/// What happens to a mail, and what the page cannot prevent, by the key of the heading.
const DOES: [&str; 7] = [
    "privacy-does",
    "privacy-read",
    "privacy-quiet",
    "privacy-stored",
    "privacy-kept",
    "privacy-address",
    "privacy-leaves",
];
const LIMITS: [&str; 3] = [
    "privacy-limits",
    "privacy-limit-extension",
    "privacy-limit-owner",
];

/// The ways to check it: what to do it with, and how.
const CHECKS: [[&str; 2]; 3] = [
    ["privacy-off", "privacy-off-how"],
    ["privacy-tools", "privacy-tools-how"],
    ["privacy-policy", "privacy-policy-how"],
];

/// The page about privacy; `returns` when there is an answer to go back to.
pub fn privacy(returns: bool, words: Strings) -> Html {
    let checks = CHECKS.iter().map(|[name, how]| {
        let name = said("h3", "step__title", &words.text(name));
        let how = said("p", "step__body", &words.text(how));
        element("li", "step", vec![name, how])
    });
    let checks = vec![
        said("h2", "codes__acts", &words.text("privacy-check")),
        element("ol", "steps", checks.collect()),
    ];
    let intro = html! {
        <div class="codes__intro">
            <h1 id="privacy-heading" class="verdict__title" tabindex="-1">{ words.text("privacy-heading") }</h1>
            { said("p", "intro__lead", &words.text("privacy-lead")) }
        </div>
    };
    let parts = vec![
        way(false, returns, words),
        intro,
        listed(&DOES, words),
        element("section", "codes__part", checks),
        listed(&LIMITS, words),
    ];
    element("main", "page codes codes--told", parts)
}

/// A heading and a list.
fn listed(keys: &[&str], words: Strings) -> Html {
    let [heading, items @ ..] = keys else {
        return html! {};
    };
    let items = items.iter().map(|key| said("li", "", &words.text(key)));
    let content = vec![
        said("h2", "codes__acts", &words.text(heading)),
        element("ul", "list", items.collect()),
    ];
    element("section", "codes__part", content)
}
