//! The only big choice on the page: for whom the answer is written.

use yew::prelude::*;

use super::icon::{Drawing, icon};
use crate::ui::browser::storage;
use crate::ui::page::Page;
use crate::ui::state::{Action, Audience};

impl Audience {
    const fn key(self) -> &'static str {
        match self {
            Audience::User => "role-user",
            Audience::Admin => "role-admin",
        }
    }

    const fn drawing(self) -> Drawing {
        match self {
            Audience::User => Drawing::Person,
            Audience::Admin => Drawing::Spanner,
        }
    }
}

/// Two native radio buttons, drawn as two cards; the browser gives them their keys.
pub fn audience_switch(chosen: Audience, page: &Page) -> Html {
    let words = page.words;
    let choices = Audience::ALL.iter().map(|&audience| {
        html! {
            <label class="audience__one">
                <input type="radio" name="audience" value={audience.slug()} class="audience__input"
                    checked={audience == chosen} onchange={choose(audience, page)} />
                { icon(audience.drawing()) }
                <span>{ words.text(audience.key()) }</span>
            </label>
        }
    });
    html! {
        <fieldset class="audience">
            <legend class="visually-hidden">{ words.text("role-legend") }</legend>
            { for choices }
        </fieldset>
    }
}

fn choose(audience: Audience, page: &Page) -> Callback<Event> {
    let page = page.clone();
    Callback::from(move |_| {
        storage::keep_audience(audience);
        page.send(Action::Address(audience));
    })
}
