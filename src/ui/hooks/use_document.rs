//! What the page says about itself outside its own element: language, title, readiness.

use yew::prelude::*;

use crate::lang::Lang;
use crate::ui::browser::document;

/// Keeps `<html lang>` and the title.
#[hook]
pub fn use_document(lang: Lang, title: String) {
    // Apart from the title: the styles of all elements are worked out anew when it is set, even to what it was.
    use_effect_with(lang, |lang| {
        if let Some(root) = document().and_then(|document| document.document_element()) {
            let _ = root.set_attribute("lang", lang.html());
        }
    });
    use_effect_with(title, |title| {
        if let Some(document) = document() {
            document.set_title(title);
        }
    });
}

/// Sets `data-ready` on `<html>` once the page can be used.
#[hook]
pub fn use_ready() {
    use_effect_with((), |()| {
        if let Some(root) = document().and_then(|d| d.document_element()) {
            let _ = root.set_attribute("data-ready", "");
        }
    });
}
