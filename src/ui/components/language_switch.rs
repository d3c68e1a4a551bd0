//! The languages, each by its own name.

use yew::prelude::*;

use crate::knowledge;
use crate::lang::Lang;
use crate::ui::browser::storage;
use crate::ui::hooks::use_languages;
use crate::ui::page::{Page, use_page};
use crate::ui::state::Action;

/// What a language is called in itself.
pub const fn name(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "English",
        Lang::ZhTw => "繁體中文",
        Lang::Pl => "Polski",
    }
}

/// A group of buttons, one of them pressed.
#[component]
pub fn LanguageSwitch() -> Html {
    let page = use_page();
    use_languages();
    let buttons = Lang::ALL.iter().map(|&lang| {
        let pressed = if lang == page.words.lang {
            "true"
        } else {
            "false"
        };
        html! {
            <button type="button" class="languages__one" lang={lang.html()} aria-pressed={pressed} disabled={!knowledge::is_ready(lang)}
                onclick={choose(lang, &page)}>
                { name(lang) }
            </button>
        }
    });
    html! {
        <div class="languages" role="group" aria-label={page.words.text("page-languages")}>
            { for buttons }
        </div>
    }
}

fn choose(lang: Lang, page: &Page) -> Callback<MouseEvent> {
    let page = page.clone();
    Callback::from(move |_| {
        storage::keep_lang(lang);
        page.send(Action::Speak(lang));
    })
}
