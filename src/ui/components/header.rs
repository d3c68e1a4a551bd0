//! The bar at the top: the name, which leads back to the beginning, and the languages.

use yew::prelude::*;

use super::icon::{Drawing, Icon};
use super::language_switch::LanguageSwitch;
use crate::ui::page::use_page;
use crate::ui::state::Action;

/// The bar at the top.
#[component]
pub fn Header() -> Html {
    let page = use_page();
    let words = page.words;
    html! {
        <header class="bar">
            <button type="button" class="bar__name" aria-label={words.text("page-home")}
                onclick={page.on(Action::Clear)}>
                <Icon drawing={Drawing::Mark} />
                { words.text("page-name") }
            </button>
            <LanguageSwitch />
        </header>
    }
}
