//! Times in the reader's own zone.

use js_sys::{Array, Date, Intl, Object, Reflect};
use wasm_bindgen::JsValue;

use crate::lang::Lang;
use crate::transit::instant;

const LOCAL: [(&str, &str); 6] = [
    ("year", "numeric"),
    ("month", "long"),
    ("day", "numeric"),
    ("hour", "numeric"),
    ("minute", "2-digit"),
    ("timeZoneName", "short"),
];

/// An RFC 3339 time as the reader's clock would show it, with the name of the zone; anything else stays as it is.
pub fn local(text: &str, lang: Lang) -> String {
    match instant::seconds(text) {
        Some(seconds) => moment(seconds, lang),
        None => text.to_owned(),
    }
}

/// A time in seconds since 1970-01-01 UTC, as [`local`] shows it; empty if the browser cannot.
pub fn moment(seconds: i64, lang: Lang) -> String {
    format(seconds, lang, &LOCAL).unwrap_or_default()
}

/// A time in seconds since 1970-01-01 UTC to the second, with the name of the zone; empty if the browser cannot.
pub fn exact(seconds: i64, lang: Lang) -> String {
    format(
        seconds,
        lang,
        &[("dateStyle", "medium"), ("timeStyle", "long")],
    )
    .unwrap_or_default()
}

/// What the reader's clock says, in seconds since 1970-01-01 UTC.
pub fn now() -> i64 {
    (Date::now() / 1000.0) as i64
}

/// A day `YYYY-MM-DD` in words; anything else stays as it is.
pub fn day(text: &str, lang: Lang) -> String {
    let day = instant::seconds(&[text, "T00:00:00Z"].concat());
    day.and_then(|day| {
        format(
            day,
            lang,
            &[LOCAL[0], LOCAL[1], LOCAL[2], ("timeZone", "UTC")],
        )
    })
    .unwrap_or_else(|| text.to_owned())
}

fn format(seconds: i64, lang: Lang, parts: &[(&str, &str)]) -> Option<String> {
    let milliseconds = seconds as f64 * 1000.0;
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
