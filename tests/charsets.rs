//! Charsets as encoding_rs reads them; `tests/web.rs` does the same in a browser.
#![cfg(not(target_arch = "wasm32"))]

#[path = "shared/charsets.rs"]
mod charsets;

use ndr_explainer::intake::{Input, take};

#[test]
fn every_charset_gives_its_text() {
    let wrong = charsets::wrong();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// UTF-7 is all ASCII: a body that is neither quoted-printable nor Base64 is decoded as well, as a file and pasted.
#[test]
fn bare_utf7_bodies() {
    let mail = "Received: from a\nContent-Type: text/plain; charset=unicode-1-1-utf-7\n\nNie dostarczono: +AXwA8wFC-w\n";
    for input in [Input::Bytes(mail.as_bytes()), Input::Text(mail)] {
        let document = take(input, ndr_explainer::intake::charsets());
        assert!(document.text.ends_with("\n\nNie dostarczono: żółw\n"));
    }
}
