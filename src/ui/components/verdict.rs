//! One sentence that answers first, and the facts it rests on.

use yew::prelude::*;

use super::facts::facts;
use super::inline::{inlines, proven};
use crate::diagnosis::Outcome;
use crate::explain::Inline;
use crate::ui::strings::Strings;
use crate::ui::view::View;

impl Outcome {
    /// The CSS class that colours the tag.
    const fn class(self) -> &'static str {
        match self {
            Outcome::Final | Outcome::Expired => "tag--failed",
            Outcome::Pending => "tag--open",
            Outcome::Fine => "tag--fine",
        }
    }
}

/// Outcome, verdict, facts and the plain sentence.
pub fn verdict(view: &View, words: Strings) -> Html {
    let Some(diagnosis) = view.diagnosis() else {
        return html! {};
    };
    let outcome = diagnosis.outcome;
    let tag = words.text(&format!("outcome-{}", outcome.slug()));
    let cause = words.text(&format!("cause-{}", diagnosis.cause.slug()));
    let title = match view.explanation() {
        Some(explanation) => proven(&explanation.title, words, view),
        None => inlines(&[Inline::Text { text: cause }], words),
    };
    html! {
        <div class="verdict">
            <p class={classes!("tag", outcome.class())}>{ tag }</p>
            <h1 id="answer-heading" class="verdict__title" tabindex="-1">{ title }</h1>
            { facts(view, words) }
            if let Some(explanation) = view.explanation() {
                <p class="verdict__summary">{ inlines(&explanation.summary, words) }</p>
            }
        </div>
    }
}
