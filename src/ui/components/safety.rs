//! What to beware of, where the bounce shows signs of it.

use yew::prelude::*;

use super::element::{element, said};
use crate::diagnosis::safety::{Danger, Sign, Warning, warnings};
use crate::knowledge;
use crate::ui::strings::Strings;
use crate::ui::view::View;

/// A box for each danger: what it is, what shows it, what to do first. Nothing where there is no sign.
pub fn safety(view: &View, words: Strings) -> Html {
    let reading = view.reading();
    (warnings(&reading.report, &reading.diagnoses, view.index()).iter())
        .map(|warning| one(warning, words))
        .collect()
}

fn one(warning: &Warning, words: Strings) -> Html {
    let slug = warning.danger.slug();
    let key = |end: &str| ["danger-", slug, end].concat();
    let why = match warning.danger {
        Danger::Lookalike => "note-lookalike".to_owned(),
        Danger::Backscatter => "note-not-sent".to_owned(),
        _ => key("-why"),
    };
    let signs = warning.signs.iter().map(|sign| {
        let sign = match sign {
            Sign::Code(code) => words.with("sign-code", &[("code", code)]),
            Sign::Words(key) => words.text(key),
            Sign::Recipients(n) => words.count("sign-many", *n, &[]),
            Sign::Dress(slug) => words.text(&["sign-", slug].concat()),
        };
        said("li", "", &sign)
    });
    let mut parts = vec![
        said("h2", "safety__name", &words.text(&key(""))),
        said("p", "", &words.text(&why)),
        said("p", "label", &words.text("danger-signs")),
        element("ul", "list", signs.collect()),
    ];
    let ui = knowledge::ui(words.lang);
    let steps: Vec<String> = (1..=4)
        .map(|step: u8| key(&["-", &step.to_string()].concat()))
        .filter(|key| ui.has(key))
        .collect();
    // A single step has no order.
    let tag = if steps.len() > 1 {
        parts.push(said("p", "label", &words.text("danger-first")));
        "ol"
    } else {
        "ul"
    };
    if !steps.is_empty() {
        let steps = steps.iter().map(|key| said("li", "", &words.text(key)));
        parts.push(element(tag, "list", steps.collect()));
    }
    element("section", "notice safety", parts)
}
