//! The possible causes for the email admin, likeliest first.

use yew::prelude::*;

use super::blocks::blocks;
use super::element::said;
use super::inline::inlines;
use crate::explain::{Block, Inline};
use crate::knowledge::{self, Side};
use crate::ladder::side;
use crate::ui::strings::Strings;
use crate::ui::view::View;

/// An introduction and the causes, those of the reader's side before the others, and the first one open.
pub fn causes(view: &View, on: Option<Side>, words: Strings) -> Html {
    let Some(explanation) = view.explanation() else {
        return html! {};
    };
    let introduction: Vec<Block> = (explanation.admin.iter())
        .filter(|block| !matches!(block, Block::Cause { .. }))
        .cloned()
        .collect();
    let all: Vec<(usize, &Block)> = (explanation.admin.iter())
        .filter(|block| matches!(block, Block::Cause { .. }))
        .enumerate()
        .collect();
    // What lies on no side is everybody's.
    let (own, other): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|(_, block)| match (on, block) {
            (Some(on), Block::Cause { id, .. }) => {
                side::of_cause(view.reading(), view.index(), id).is_none_or(|side| side == on)
            }
            _ => true,
        });
    let key = format!("{}-", view.index());
    let opened = own.first().or(other.first()).map(|(place, _)| *place);
    let list = |part: &[(usize, &Block)]| -> Html {
        (part.iter())
            .map(|(place, block)| {
                cause(
                    block,
                    &key,
                    (*place == 0, Some(*place) == opened),
                    None,
                    words,
                )
            })
            .collect()
    };
    let named = |part: &[(usize, &Block)], name: &str| match part {
        [] => html! {},
        part => {
            let name = on.map(|_| said("h3", "causes__side", &words.text(name)));
            html! { <div class="causes">{ name }{ list(part) }</div> }
        }
    };
    html! {
        <section class="advice">
            <h2 class="label">{ words.text("answer-causes") }</h2>
            { coming(words) }
            if !introduction.is_empty() {
                <div class="advice__introduction">{ blocks(&introduction, words) }</div>
            }
            { named(&own, "side-own") }
            { named(&other, "side-other") }
        </section>
    }
}

/// Said in the place of what has not been loaded yet.
pub fn coming(words: Strings) -> Html {
    if knowledge::is_deep(words.lang) {
        return html! {};
    }
    said("p", "notice", &words.text("answer-coming"))
}

/// One cause, under a key that begins with `scope`: the likeliest or not, open or folded, and when it holds, if that depends.
pub fn cause(
    block: &Block,
    scope: &str,
    (first, open): (bool, bool),
    when: Option<Html>,
    words: Strings,
) -> Html {
    let Block::Cause {
        id,
        title,
        tell,
        fix,
        check,
        time,
    } = block
    else {
        return html! {};
    };
    html! {
        <details key={format!("{scope}{id}")} class="cause" data-cause={id.clone()} {open}>
            <summary class="cause__name">
                <h3 class="cause__title">{ inlines(title, words) }{ when }</h3>
                if first { <small class="cause__likeliest">{ words.text("admin-likeliest") }</small> }
            </summary>
            <div class="cause__body">
                { part("admin-tell", blocks(tell, words), tell.is_empty(), words) }
                { part("admin-fix", blocks(fix, words), fix.is_empty(), words) }
                { part("admin-check", blocks(check, words), check.is_empty(), words) }
                { time_part(time.as_deref(), words) }
            </div>
        </details>
    }
}

fn part(key: &str, content: Html, is_empty: bool, words: Strings) -> Html {
    if is_empty {
        return html! {};
    }
    html! {
        <div class="cause__part">
            <h4 class="label">{ words.text(key) }</h4>
            { content }
        </div>
    }
}

fn time_part(time: Option<&[Inline]>, words: Strings) -> Html {
    let Some(time) = time else {
        return html! {};
    };
    part(
        "admin-time",
        html! { <p>{ inlines(time, words) }</p> },
        false,
        words,
    )
}
