//! Times in the reader's own zone.

use js_sys::{Array, Date, Intl, Object, Reflect};
use wasm_bindgen::JsValue;

use crate::lang::Lang;
use crate::ui::instant;

/// An RFC 3339 time as the reader's clock would show it, with the name of the zone; anything else stays as it is.
pub fn local(text: &str, lang: Lang) -> String {
    format(
        text,
        lang,
        &[
            ("year", "numeric"),
            ("month", "long"),
            ("day", "numeric"),
            ("hour", "numeric"),
            ("minute", "2-digit"),
            ("timeZoneName", "short"),
        ],
    )
    .unwrap_or_else(|| text.to_owned())
}

/// A day `YYYY-MM-DD` in words; anything else stays as it is.
pub fn day(text: &str, lang: Lang) -> String {
    format(
        &format!("{text}T00:00:00Z"),
        lang,
        &[
            ("year", "numeric"),
            ("month", "long"),
            ("day", "numeric"),
            ("timeZone", "UTC"),
        ],
    )
    .unwrap_or_else(|| text.to_owned())
}

fn format(text: &str, lang: Lang, parts: &[(&str, &str)]) -> Option<String> {
    let milliseconds = instant::seconds(text)? as f64 * 1000.0;
    let options = Object::new();
    for (name, value) in parts {
        Reflect::set(&options, &JsValue::from(*name), &JsValue::from(*value)).ok()?;
    }
    let locales = Array::of1(&JsValue::from(lang.html()));
    let format = Intl::DateTimeFormat::new(&locales, &options);
    let date = Date::new(&JsValue::from(milliseconds));
    format
        .format()
        .call1(&JsValue::UNDEFINED, &date)
        .ok()?
        .as_string()
}
