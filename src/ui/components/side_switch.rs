//! Which side the reader looks after, and what to ask of the other one.

use yew::prelude::*;

use super::element::{element, said};
use crate::knowledge::Side;
use crate::ladder::side;
use crate::ui::desk::Move;
use crate::ui::page::Page;
use crate::ui::state::Action;
use crate::ui::view::View;

/// Two native radio buttons, and what to ask; nothing where the other side has no part in it.
pub fn side_switch(view: &View, chosen: Option<Side>, page: &Page) -> Html {
    let words = page.words;
    let question = |side: Side| side::question(view.reading(), view.index(), side);
    if Side::ALL.iter().all(|side| question(*side).is_none()) {
        return html! {};
    }
    let choices = Side::ALL.iter().map(|&one| {
        html! {
            <label class="side__one">
                <input type="radio" name="side" value={one.slug()} checked={chosen == Some(one)}
                    onchange={page.on(Action::Work(Move::Look(one)))} />
                <span>{ words.text(&["side-", one.slug()].concat()) }</span>
            </label>
        }
    });
    // Always a node: one that comes and goes would have the radio buttons made anew, and their focus lost.
    let ask = chosen.and_then(question).map(|ask| {
        let content = vec![
            said("h2", "label", &words.text("side-ask")),
            said("p", "", &words.text(&["ask-", ask.slug()].concat())),
        ];
        element("div", "side__ask", content)
    });
    html! {
        <div class="side">
            <fieldset class="side__all">
                <legend class="label">{ words.text("side-legend") }</legend>
                { for choices }
            </fieldset>
            { ask.unwrap_or_default() }
        </div>
    }
}
