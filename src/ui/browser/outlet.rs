//! What leaves the page at the reader's click: a mail to be written, a file, a sheet of paper. No request is made for any.

use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlElement, Url};

use super::document;
use crate::lang::Lang;

/// How long the browser may take to begin with a file, in milliseconds.
const BEGUN: u32 = 10_000;

/// Opens the reader's mail program with a `mailto:` address, which stands in the page at no time.
pub fn mail(address: &str) {
    follow(address, None);
}

/// Gives a text to the reader as a file of that name.
pub fn save(text: &str, name: &str) {
    let parts = Array::of1(&JsValue::from(text));
    let kind = BlobPropertyBag::new();
    kind.set_type("text/plain;charset=utf-8");
    let Ok(blob) = Blob::new_with_str_sequence_and_options(&parts, &kind) else {
        return;
    };
    if let Ok(address) = Url::create_object_url_with_blob(&blob) {
        follow(&address, Some(name));
        let revoke = move || {
            let _ = Url::revoke_object_url(&address);
        };
        Timeout::new(BEGUN, revoke).forget();
    }
}

/// Prints a text alone; the style sheet leaves all else out while it is there.
pub fn print(text: &str, lang: Lang) {
    let printed = || {
        let window = web_sys::window()?;
        let paper = document()?.create_element("section").ok()?;
        paper.set_class_name("paper");
        let _ = paper.set_attribute("lang", lang.html());
        paper.set_text_content(Some(text));
        document()?.body()?.append_child(&paper).ok()?;
        EventListener::once(&window, "afterprint", move |_| paper.remove()).forget();
        window.print().ok()
    };
    let _ = printed();
}

/// Follows a link that stands nowhere.
fn follow(address: &str, file: Option<&str>) {
    let link = document().and_then(|document| document.create_element("a").ok());
    let Some(link) = link.and_then(|link| link.dyn_into::<HtmlElement>().ok()) else {
        return;
    };
    let _ = link.set_attribute("href", address);
    if let Some(file) = file {
        let _ = link.set_attribute("download", file);
    }
    link.click();
}
