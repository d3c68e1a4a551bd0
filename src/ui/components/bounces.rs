//! The bounces of a file that holds several.

use yew::prelude::*;

use crate::ui::page::{Page, use_page};
use crate::ui::state::Action;
use crate::ui::view::{OneBounce, View};

/// So many bounces are shown before the reader asks for more.
const FIRST: usize = 20;

/// See [`Bounces`].
#[derive(Properties, PartialEq)]
pub struct BouncesProps {
    /// What is shown.
    pub view: View,
}

/// The list from which the reader chooses whose answer is shown; nothing when there is only one bounce.
#[component]
pub fn Bounces(props: &BouncesProps) -> Html {
    let page = use_page();
    let words = page.words;
    let all = use_state_eq(|| false);
    let bounces = props.view.bounces();
    let total = bounces.len();
    if total < 2 {
        return html! {};
    }
    let shown = if *all { total } else { total.min(FIRST) };
    let more = {
        let all = all.clone();
        Callback::from(move |_| all.set(true))
    };
    let items = bounces[..shown].iter().map(|bounce| one(bounce, &page));
    html! {
        <nav class="bounces" aria-labelledby="bounces-heading">
            <h2 id="bounces-heading" class="label">{ words.count("bounces-heading", total, &[]) }</h2>
            <ol class="bounces__all">{ for items }</ol>
            if shown < total {
                <button type="button" class="textual" onclick={more}>
                    { words.count("recipients-more", total - shown, &[]) }
                </button>
            }
        </nav>
    }
}

fn one(bounce: &OneBounce, page: &Page) -> Html {
    let words = page.words;
    let recipient = bounce
        .recipient
        .clone()
        .unwrap_or_else(|| words.text("recipients-unnamed"));
    let others = bounce.others;
    html! {
        <li>
            <button type="button" class="bounces__one" aria-current={bounce.current.then_some("true")}
                onclick={page.on(Action::Select(bounce.first))}>
                <bdi class="bounces__who" translate="no">{ recipient }</bdi>
                if others > 0 { <small>{ words.count("bounces-others", others, &[]) }</small> }
                <small class="bounces__name">{ &bounce.name }</small>
            </button>
        </li>
    }
}
