//! The library as WebAssembly, inside a real browser.
#![cfg(target_arch = "wasm32")]

#[path = "shared/charsets.rs"]
mod charsets;

use ndr_explainer::lang::Lang;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn languages_of_browsers() {
    for (tag, want) in [
        ("en-GB", Some(Lang::En)),
        ("zh-Hant-HK", Some(Lang::ZhTw)),
        ("zh-CN", None),
        ("pl", Some(Lang::Pl)),
        ("de", None),
    ] {
        assert_eq!(Lang::for_tag(tag), want, "{tag}");
    }
}

/// `TextDecoder` gives the text that encoding_rs gives natively.
#[wasm_bindgen_test]
fn every_charset_gives_its_text() {
    let wrong = charsets::wrong();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
