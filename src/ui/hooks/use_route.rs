//! The address of the page: which page of the app it names, and what happens on the way from one to another.

use gloo_events::EventListener;
use yew::prelude::*;

use crate::knowledge;
use crate::ui::browser::focus;
use crate::ui::place::Place;

/// The place that the address names, now and whenever the reader goes elsewhere, also back and forth.
#[hook]
pub fn use_route() -> Place {
    let place = use_state_eq(current);
    let setter = place.setter();
    use_effect_with((), move |()| {
        let listener = web_sys::window().map(|window| {
            EventListener::new(&window, "hashchange", move |_| setter.set(current()))
        });
        move || drop(listener)
    });
    (*place).clone()
}

/// Leads from another place back to the answer; there it does nothing.
pub fn leave() {
    if current() != Place::Answer
        && let Some(window) = web_sys::window()
    {
        // Only a browser without history refuses.
        let _ = window.location().set_hash("#/");
    }
}

/// Moves the focus to the new place; not when the page has only just been opened.
#[hook]
pub fn use_arrival(place: &Place) {
    let before = use_mut_ref(|| None::<Place>);
    use_effect_with(place.clone(), move |place| {
        if let Some(before) = before.replace(Some(place.clone())) {
            arrive(&before, place);
        }
    });
}

fn arrive(before: &Place, place: &Place) {
    let origin = match (before, place) {
        // Back in the list, the reader goes on where they left it.
        (Place::Entry(name), Place::Codes | Place::Entry(_)) => knowledge::article(name),
        _ => None,
    };
    let link = |id| format!("main:not([hidden]) .codes__link[href='#/codes/{id}']");
    let heading = match place {
        Place::Answer => "#answer-heading",
        Place::Privacy => "#privacy-heading",
        Place::Codes | Place::Entry(_) => "#codes-heading",
    };
    let found =
        origin.is_some_and(|article| focus::arrive(&link(article.id))) || focus::arrive(heading);
    if !found {
        focus::arrive("#text");
    }
}

fn current() -> Place {
    let fragment = web_sys::window().and_then(|window| window.location().hash().ok());
    let fragment = fragment.unwrap_or_default();
    let decoded = js_sys::decode_uri_component(&fragment).map(String::from);
    Place::parse(&decoded.unwrap_or(fragment))
}
