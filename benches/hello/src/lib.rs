//! A page of yew that says hello, and tells as the real one does when it can be used.

use wasm_bindgen::prelude::*;
use yew::prelude::*;

#[component]
fn Hello() -> Html {
    use_effect_with((), |()| {
        let document = web_sys::window().and_then(|window| window.document());
        if let Some(root) = document.and_then(|document| document.document_element()) {
            let _ = root.set_attribute("data-ready", "");
        }
    });
    html! { <h1>{ "Hello" }</h1> }
}

/// Starts the page.
#[wasm_bindgen(start)]
pub fn start() {
    yew::Renderer::<Hello>::new().render();
}
