//! Draws again when another language has come.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use yew::prelude::*;

/// The event of the document that says so (`www/boot.js`).
const EVENT: &str = "ndr-language";

/// Makes the component draw again each time a language pack was installed.
#[hook]
pub fn use_languages() {
    let trigger = use_force_update();
    use_effect_with((), move |()| {
        let listener = Closure::<dyn Fn()>::new(move || trigger.force_update());
        let document = web_sys::window().and_then(|window| window.document());
        if let Some(document) = &document {
            // Without the event the buttons stay as they are; nothing else rests on it.
            let _ =
                document.add_event_listener_with_callback(EVENT, listener.as_ref().unchecked_ref());
        }
        move || {
            if let Some(document) = document {
                let _ = document
                    .remove_event_listener_with_callback(EVENT, listener.as_ref().unchecked_ref());
            }
        }
    });
}
