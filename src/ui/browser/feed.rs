//! The worker's side of reading something long: takes it piece by piece, so that it is never there twice, and gives back
//! a [`Digest`].

use js_sys::Function;
use wasm_bindgen::prelude::*;

use crate::intake::{self, Input, MAX_INPUT, charsets};
use crate::ui::digest::Digest;

/// What has come so far.
#[wasm_bindgen]
pub struct Feed {
    bytes: Vec<u8>,
}

#[wasm_bindgen]
impl Feed {
    /// Makes room for about so many bytes.
    #[wasm_bindgen(constructor)]
    pub fn new(size: f64) -> Feed {
        Feed {
            bytes: Vec::with_capacity((size.max(0.0) as usize).min(MAX_INPUT)),
        }
    }

    /// Takes the next bytes.
    pub fn push(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    /// Reads it all, as text or as the bytes of a file; `tell` is called with how far it is, in percent.
    /// The result is a packed [`Digest`]; empty if there is no memory for it.
    pub fn read(self, is_text: bool, tell: &Function) -> Vec<u8> {
        let tell = |percent: u32| {
            // Nobody waits for the number; the answer comes all the same.
            let _ = tell.call1(&JsValue::NULL, &percent.into());
        };
        tell(0);
        let document = match String::from_utf8(self.bytes) {
            Ok(text) if is_text => intake::take(Input::Text(&text), charsets()),
            Ok(text) => intake::take(Input::Bytes(text.as_bytes()), charsets()),
            Err(other) => intake::take(Input::Bytes(other.as_bytes()), charsets()),
        };
        tell(60);
        let reading = crate::understand(document);
        tell(90);
        Digest::new(reading).to_bytes().unwrap_or_default()
    }
}
