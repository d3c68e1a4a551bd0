//! The possible causes for the email admin, likeliest first.

use yew::prelude::*;

use super::blocks::blocks;
use super::inline::inlines;
use crate::explain::{Block, Inline};
use crate::ui::strings::Strings;
use crate::ui::view::View;

/// An introduction and the causes, the first one open.
pub fn causes(view: &View, words: Strings) -> Html {
    let Some(explanation) = view.explanation() else {
        return html! {};
    };
    let introduction: Vec<Block> = (explanation.admin.iter())
        .filter(|block| !matches!(block, Block::Cause { .. }))
        .cloned()
        .collect();
    let causes: Html = (explanation.admin.iter())
        .filter(|block| matches!(block, Block::Cause { .. }))
        .enumerate()
        .map(|(index, block)| {
            let key = format!("{}-", view.index());
            cause(block, &key, (index == 0, index == 0), None, words)
        })
        .collect();
    html! {
        <section class="advice">
            <h2 class="label">{ words.text("answer-causes") }</h2>
            if !introduction.is_empty() {
                <div class="advice__introduction">{ blocks(&introduction, words) }</div>
            }
            <div class="causes">{ causes }</div>
        </section>
    }
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
