//! What assistive technology hears when the answer changes.

use yew::prelude::*;

use crate::ui::hooks::use_rested;
use crate::ui::page::use_page;
use crate::ui::strings::Strings;
use crate::ui::view::View;

/// The text has to rest for so long before the outcome is said, in milliseconds.
const REST: u32 = 700;

/// See [`StatusLine`].
#[derive(Properties, PartialEq)]
pub struct StatusLineProps {
    /// What is shown; `None` before anything was given.
    pub view: Option<View>,
    /// Something was given and taken away again.
    pub cleared: bool,
}

/// A live region that says the outcome, never on every keystroke.
#[component]
pub fn StatusLine(props: &StatusLineProps) -> Html {
    let words = use_page().words;
    let text = match &props.view {
        Some(view) => outcome(view, words),
        None if props.cleared => words.text("status-cleared"),
        None => String::new(),
    };
    let said = use_rested(text, REST);
    html! { <p class="visually-hidden" role="status">{ said }</p> }
}

fn outcome(view: &View, words: Strings) -> String {
    let total = view.reading().diagnoses.len();
    if total == 0 {
        return words.text("nothing-heading");
    }
    let bounces = view.bounces().len();
    if bounces > 1 {
        return words.count("bounces-heading", bounces, &[]);
    }
    let causes = words.list(view.names());
    words.count("status-outcome", total, &[("causes", &causes)])
}
