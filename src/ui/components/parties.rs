//! The strip of two or three parties: how far the message got, and who has to act.

use yew::prelude::*;

use super::icon::{Drawing, icon};
use crate::ui::route::{Leg, Party, Role, route};
use crate::ui::strings::Strings;
use crate::ui::view::View;

impl Role {
    const fn drawing(self) -> Drawing {
        match self {
            Role::You => Drawing::Person,
            Role::Service => Drawing::Cloud,
            Role::Recipient => Drawing::Servers,
        }
    }
}

impl Leg {
    const fn class(self) -> &'static str {
        match self {
            Leg::Through => "leg--through",
            Leg::Cut => "leg--cut",
            Leg::Open => "leg--open",
        }
    }
}

/// The strip; nothing when no delivery was reported.
pub fn parties(view: &View, words: Strings) -> Html {
    let Some(route) = route(view.reading(), view.index()) else {
        return html! {};
    };
    let size = if route.parties.len() == 2 {
        "way--two"
    } else {
        "way--three"
    };
    let steps = route.parties.iter().enumerate().map(|(index, one)| {
        html! {
            <>
                { party(one, words) }
                if let Some(next) = route.legs.get(index) { { leg(*next, words) } }
            </>
        }
    });
    html! {
        <div class="way">
            <ol class={classes!("way__all", size)} aria-label={words.text("parties-label")}>{ for steps }</ol>
            if let Some(idle) = route.idle { <p class="way__idle">{ words.text(idle) }</p> }
        </div>
    }
}

fn party(party: &Party, words: Strings) -> Html {
    let role = words.text(&format!("party-{}", party.role.slug()));
    let name = party.name.clone().unwrap_or(role);
    html! {
        <li class={classes!("party", party.acts.is_some().then_some("party--acts"))}>
            { icon(party.role.drawing()) }
            <strong class="party__name">{ name }</strong>
            if let Some(note) = &party.note { <small class="party__note" translate="no">{ note }</small> }
            if let Some(acts) = party.acts { <span class="party__acts">{ words.text(acts.slug()) }</span> }
        </li>
    }
}

fn leg(leg: Leg, words: Strings) -> Html {
    html! {
        <li class={classes!("leg", leg.class())}>
            <span class="visually-hidden">{ words.text(leg.slug()) }</span>
        </li>
    }
}
