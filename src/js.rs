//! The JavaScript API: `explain(input, options)`. Everything else is in [`api`](crate::api).

use js_sys::{ArrayBuffer, Reflect, Uint8Array};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::intake::{Input, charsets};
use crate::lang::Lang;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("js.d.ts");

/// Reads a bounce and explains it. Never throws: what is neither a string nor a `Uint8Array` counts as an empty text,
/// options that cannot be read count as not given.
#[wasm_bindgen(skip_typescript)]
pub fn explain(input: JsValue, options: JsValue) -> JsValue {
    let lang = lang(&options);
    let text = input.as_string();
    let bytes = bytes(&input);
    let input = match (&text, &bytes) {
        (Some(text), _) => Input::Text(text),
        (None, Some(bytes)) => Input::Bytes(bytes),
        (None, None) => Input::Text(""),
    };
    let report = crate::api::report(&crate::read(input, charsets()), lang);
    let json = serde_wasm_bindgen::Serializer::json_compatible();
    report.serialize(&json).unwrap_or(JsValue::NULL)
}

/// Reads a mail and explains nothing: the number of deliveries that it found.
#[cfg(feature = "bench")]
#[wasm_bindgen]
pub fn read(mail: &[u8]) -> usize {
    crate::read(Input::Bytes(mail), charsets()).diagnoses.len()
}

/// The bytes of a `Uint8Array`. A proxy of one is not taken: its traps could throw.
fn bytes(input: &JsValue) -> Option<Vec<u8>> {
    let array = input.dyn_ref::<Uint8Array>()?;
    ArrayBuffer::is_view(array).then(|| array.to_vec())
}

/// The language that the options name, by slug or by any tag of a browser; English if they do not.
fn lang(options: &JsValue) -> Lang {
    let tag = Reflect::get(options, &JsValue::from_str("lang")).ok();
    let tag = tag.and_then(|tag| tag.as_string()).unwrap_or_default();
    Lang::from_slug(&tag)
        .or_else(|| Lang::for_tag(&tag))
        .unwrap_or(Lang::En)
}
