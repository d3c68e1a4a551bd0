//! Copying text, also where `navigator.clipboard` does not exist (plain http) or is forbidden.

use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlDocument, HtmlElement, HtmlTextAreaElement};

use super::document;

/// Copies `text`; `false` if the browser allows no way.
pub async fn copy(text: &str) -> bool {
    modern(text).await.is_some() || old(text).unwrap_or(false)
}

async fn modern(text: &str) -> Option<()> {
    let navigator = web_sys::window()?.navigator();
    // web-sys would take it for granted; it is undefined on plain http.
    let clipboard = Reflect::get(&navigator, &JsValue::from("clipboard")).ok()?;
    if clipboard.is_undefined() || clipboard.is_null() {
        return None;
    }
    let promise = navigator.clipboard().write_text(text);
    JsFuture::from(promise).await.ok().map(|_| ())
}

/// `document.execCommand('copy')` on a field that exists only for that moment.
fn old(text: &str) -> Option<bool> {
    let document = document()?.dyn_into::<HtmlDocument>().ok()?;
    let before = document.active_element();
    let field: HtmlTextAreaElement = document.create_element("textarea").ok()?.dyn_into().ok()?;
    field.set_value(text);
    field.set_read_only(true);
    field.set_class_name("clip");
    document.body()?.append_child(&field).ok()?;
    field.select();
    let copied = document.exec_command("copy").unwrap_or(false);
    field.remove();
    if let Some(before) = before.and_then(|e| e.dyn_into::<HtmlElement>().ok()) {
        let _ = before.focus();
    }
    Some(copied)
}
