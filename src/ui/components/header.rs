//! The bar at the top: the name, which leads back to the beginning, the reference, and the languages.

use yew::prelude::*;

use super::icon::{Drawing, icon};
use super::language_switch::LanguageSwitch;
use crate::ui::page::Page;
use crate::ui::place::Place;
use crate::ui::state::Action;

/// The bar at the top; away from the answer, its name is a link.
pub fn header(page: &Page, place: &Place) -> Html {
    let words = page.words;
    let away = *place != Place::Answer;
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
            <a class="bar__link" href="#/codes" aria-current={place.is_reference().then_some("page")}>
                { words.text("codes-link") }
            </a>
            <LanguageSwitch />
        </header>
    }
}
