//! The recipients that share a result.

use yew::prelude::*;

use crate::ui::page::{Page, use_page};
use crate::ui::state::Action;
use crate::ui::view::View;

/// So many recipients are shown before the reader asks for more.
const FIRST: usize = 20;

/// See [`Recipients`].
#[derive(Properties, PartialEq)]
pub struct RecipientsProps {
    /// What is shown.
    pub view: View,
}

/// The recipients that share the result, as buttons that choose whose evidence is shown; nothing when there is only one.
#[component]
pub fn Recipients(props: &RecipientsProps) -> Html {
    let page = use_page();
    let words = page.words;
    let all = use_state_eq(|| false);
    let view = &props.view;
    let Some(group) = view
        .groups()
        .get(view.group())
        .filter(|g| g.members.len() > 1)
    else {
        return html! {};
    };
    let total = group.members.len();
    let shown = if *all { total } else { total.min(FIRST) };
    let more = {
        let all = all.clone();
        Callback::from(move |_| all.set(true))
    };
    html! {
        <div class="recipients" role="group" aria-labelledby="recipients-heading">
            <h2 id="recipients-heading" class="label">{ words.count("recipients-same", total, &[]) }</h2>
            <ul class="recipients__all">
                { for group.members[..shown].iter().map(|&index| one(view, index, &page)) }
            </ul>
            if shown < total {
                <button type="button" class="textual" onclick={more}>
                    { words.count("recipients-more", total - shown, &[]) }
                </button>
            }
        </div>
    }
}

fn one(view: &View, index: usize, page: &Page) -> Html {
    let recipient = (view.reading().report.deliveries.get(index))
        .and_then(|delivery| delivery.recipient.as_ref())
        .map_or_else(
            || page.words.text("recipients-unnamed"),
            |fact| fact.value.clone(),
        );
    html! {
        <li>
            <button type="button" class="recipients__one" translate="no" aria-pressed={(index == view.index()).to_string()}
                onclick={page.on(Action::Select(index))}>{ recipient }</button>
        </li>
    }
}
