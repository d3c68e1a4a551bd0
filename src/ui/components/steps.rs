//! What the email user can do, likeliest first.

use yew::prelude::*;

use super::blocks::blocks;
use super::icon::{Drawing, icon};
use super::inline::inlines;
use super::organization::helpdesk;
use crate::explain::Block;
use crate::ui::strings::Strings;
use crate::ui::view::View;

/// What happened, and the numbered steps.
pub fn steps(view: &View, words: Strings) -> Html {
    let Some(explanation) = view.explanation() else {
        return html! {};
    };
    let steps: Html = (explanation.user.iter())
        .map(|block| step(block, None, words))
        .collect();
    html! {
        <div class="advice">
            if !explanation.happened.is_empty() {
                <section class="happened">
                    <h2 class="label">{ words.text("answer-happened") }</h2>
                    { blocks(&explanation.happened, words) }
                </section>
            }
            <section>
                <h2 class="label">{ words.text("answer-steps") }</h2>
                <ol class="steps">{ steps }</ol>
            </section>
        </div>
    }
}

/// The step in which every article hands over to the admin.
const TO_ADMIN: &str = "admin";

/// One step, and when it is to be taken, if that depends.
pub fn step(block: &Block, when: Option<Html>, words: Strings) -> Html {
    let Block::Step {
        id,
        title,
        body,
        time,
    } = block
    else {
        return html! {};
    };
    html! {
        <li class="step" data-step={id.to_owned()}>
            <h3 class="step__title">{ inlines(title, words) }{ when }</h3>
            <div class="step__body">{ blocks(body, words) }</div>
            if id == TO_ADMIN { { helpdesk(words) } }
            if let Some(time) = time {
                <p class="step__time">
                    { icon(Drawing::Clock) }
                    <span class="visually-hidden">{ words.text("answer-time") }{ ": " }</span>
                    <span>{ inlines(time, words) }</span>
                </p>
            }
        </li>
    }
}
