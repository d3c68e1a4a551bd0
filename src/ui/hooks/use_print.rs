//! On paper nothing can be unfolded, so everything in the answer is open there.

use gloo_events::EventListener;
use yew::prelude::*;

use crate::ui::browser::document;

const MARKER: &str = "data-opened-to-print";

/// Opens the folded sections of the answer for printing, and folds them again afterwards.
#[hook]
pub fn use_print() {
    use_effect_with((), |()| {
        let listeners = web_sys::window().map(|window| {
            [
                EventListener::new(&window, "beforeprint", |_| unfold()),
                EventListener::new(&window, "afterprint", |_| fold()),
            ]
        });
        move || drop(listeners)
    });
}

fn unfold() {
    each("main details:not([open])", |element| {
        let _ = element.set_attribute("open", "");
        let _ = element.set_attribute(MARKER, "");
    });
}

fn fold() {
    each("details[data-opened-to-print]", |element| {
        let _ = element.remove_attribute("open");
        let _ = element.remove_attribute(MARKER);
    });
}

fn each(selector: &str, act: impl Fn(&web_sys::Element)) {
    let found = document().and_then(|d| d.query_selector_all(selector).ok());
    let Some(found) = found else { return };
    for index in 0..found.length() {
        if let Some(element) = found
            .get(index)
            .and_then(|node| wasm_bindgen::JsCast::dyn_into(node).ok())
        {
            act(&element);
        }
    }
}
