//! Paragraphs, lists and commands of an explanation.

use yew::prelude::*;

use super::command::command;
use super::inline::inlines;
use crate::explain::Block;
use crate::ui::strings::Strings;

/// The blocks as nodes. Steps and causes have components of their own and are left out here.
pub fn blocks(blocks: &[Block], words: Strings) -> Html {
    blocks.iter().map(|block| one(block, words)).collect()
}

fn one(block: &Block, words: Strings) -> Html {
    match block {
        Block::Paragraph { text } => html! { <p>{ inlines(text, words) }</p> },
        Block::List { ordered, items } => {
            let items = items
                .iter()
                .map(|item| html! { <li>{ inlines(item, words) }</li> });
            if *ordered {
                html! { <ol class="list">{ for items }</ol> }
            } else {
                html! { <ul class="list">{ for items }</ul> }
            }
        }
        Block::Command { text, .. } => command(text, words),
        Block::Step { .. } | Block::Cause { .. } => html! {},
    }
}
