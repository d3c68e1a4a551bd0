//! The bar at the top: the name, which leads back to the beginning, the reference, and the languages.

use yew::prelude::*;

use super::icon::{Drawing, icon};
use super::language_switch::LanguageSwitch;
use crate::ui::page::Page;
use crate::ui::state::Action;

/// The bar at the top; `away` while the reference is shown and not the answer.
pub fn header(page: &Page, away: bool) -> Html {
    let words = page.words;
    let name = html! {
        <>
            { icon(Drawing::Mark) }
            { words.text("page-name") }
        </>
    };
    html! {
        <header class="bar">
            if away {
                // Away from the text, the name leads back to it and clears nothing.
                <a class="bar__name" href="#/">{ name }</a>
            } else {
                <button type="button" class="bar__name" aria-label={words.text("page-home")}
                    onclick={page.on(Action::Clear)}>{ name }</button>
            }
            <a class="bar__link" href="#/codes" aria-current={away.then_some("page")}>
                { words.text("codes-link") }
            </a>
            <LanguageSwitch />
        </header>
    }
}
