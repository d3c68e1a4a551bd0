//! The library as WebAssembly, inside a real browser.
#![cfg(target_arch = "wasm32")]

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
