//! One tab for each result, when the recipients do not share one.

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

use crate::ui::browser::by_id;
use crate::ui::page::{Page, use_page};
use crate::ui::state::Action;
use crate::ui::view::View;

/// So many tabs are shown before the reader asks for more.
const FIRST: usize = 20;

/// See [`Tabs`].
#[derive(Properties, PartialEq)]
pub struct TabsProps {
    /// What is shown.
    pub view: View,
}

/// The tabs; nothing when there is only one result.
#[component]
pub fn Tabs(props: &TabsProps) -> Html {
    let page = use_page();
    let words = page.words;
    let view = &props.view;
    let all = use_state_eq(|| false);
    let total = view.groups().len();
    if total < 2 {
        return html! {};
    }
    let current = view.group();
    let shown = if *all {
        total
    } else {
        total.min(FIRST.max(current + 1))
    };
    let tabs = (0..shown).map(|index| tab(view, index, current, &page));
    let onkeydown = keys(view, current, shown, &page);
    let more = {
        let all = all.clone();
        Callback::from(move |_| all.set(true))
    };
    html! {
        <div class="tabs">
            <div class="tabs__all" role="tablist" aria-label={words.text("recipients-tabs")} {onkeydown}>
                { for tabs }
            </div>
            if shown < total {
                <button type="button" class="textual" onclick={more}>
                    { words.count("recipients-more", total - shown, &[]) }
                </button>
            }
        </div>
    }
}

fn tab(view: &View, index: usize, current: usize, page: &Page) -> Html {
    let group = &view.groups()[index];
    let selected = index == current;
    let count = page
        .words
        .count("recipients-count", group.members.len(), &[]);
    html! {
        <button type="button" role="tab" id={format!("tab-{index}")} class="tabs__one"
            aria-selected={selected.to_string()} aria-controls="answer-panel"
            tabindex={if selected { "0" } else { "-1" }} onclick={page.on(Action::Select(group.first()))}>
            <span class="tabs__name">{ &view.names()[index] }</span>
            <small>{ count }</small>
        </button>
    }
}

/// Arrow keys, Home and End move between tabs, as the pattern for tabs asks.
fn keys(view: &View, current: usize, shown: usize, page: &Page) -> Callback<KeyboardEvent> {
    let firsts: Vec<usize> = view.groups().iter().map(|group| group.first()).collect();
    let page = page.clone();
    Callback::from(move |event: KeyboardEvent| {
        let next = match event.key().as_str() {
            "ArrowRight" | "ArrowDown" => (current + 1) % shown,
            "ArrowLeft" | "ArrowUp" => (current + shown - 1) % shown,
            "Home" => 0,
            "End" => shown - 1,
            _ => return,
        };
        event.prevent_default();
        page.send(Action::Select(firsts[next]));
        if let Some(tab) = by_id(&format!("tab-{next}")).and_then(|e| e.dyn_into().ok()) {
            let tab: HtmlElement = tab;
            let _ = tab.focus();
        }
    })
}
