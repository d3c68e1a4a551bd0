//! The few things that the page needs from the browser. Each fails quietly: a page without storage or clipboard still works.

pub mod clipboard;
pub mod feed;
pub mod files;
pub mod focus;
pub mod languages;
pub mod outlet;
pub mod storage;
pub mod time;
pub mod worker;

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlTextAreaElement};

/// The document of the page, or `None` outside a browser.
pub fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// The element with that id.
pub fn by_id(id: &str) -> Option<Element> {
    document()?.get_element_by_id(id)
}

/// What stands in the text field with that id.
pub fn field_value(id: &str) -> Option<String> {
    Some(by_id(id)?.dyn_into::<HtmlTextAreaElement>().ok()?.value())
}
