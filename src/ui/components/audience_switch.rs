//! The only big choice on the page: for whom the answer is written.

use yew::prelude::*;

use super::icon::{Drawing, icon};
use crate::ui::browser::storage;
use crate::ui::page::{Page, use_page};
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

/// See [`AudienceSwitch`].
#[derive(Properties, PartialEq)]
pub struct AudienceSwitchProps {
    /// The one that is chosen.
    pub audience: Audience,
}

/// Two native radio buttons, drawn as two cards; the browser gives them their keys.
#[component]
pub fn AudienceSwitch(props: &AudienceSwitchProps) -> Html {
    let page = use_page();
    let words = page.words;
    let choices = Audience::ALL.iter().map(|&audience| {
        html! {
            <label class="audience__one">
                <input type="radio" name="audience" value={audience.slug()} class="audience__input"
                    checked={audience == props.audience} onchange={choose(audience, &page)} />
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
