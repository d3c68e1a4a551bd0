//! Charsets by a library: encoding_rs natively, the browser's `TextDecoder` in WebAssembly.
//!
//! UTF-7 (RFC 2152) is known to neither and is read by `utf7`.

use super::Charsets;

/// The decoder of this platform.
pub fn charsets() -> &'static dyn Charsets {
    &Platform
}

struct Platform;

#[cfg(not(target_arch = "wasm32"))]
impl Charsets for Platform {
    fn decode(&self, label: &str, bytes: &[u8]) -> Option<String> {
        let encoding = encoding_rs::Encoding::for_label(label.trim().as_bytes())?;
        let mut decoder = encoding.new_decoder_without_bom_handling();
        // Room as it is needed: room for the worst case is three times the input.
        let mut text = String::with_capacity(bytes.len() + bytes.len() / 8);
        let mut from = 0;
        loop {
            let (result, read, _) = decoder.decode_to_string(&bytes[from..], &mut text, true);
            from += read;
            match result {
                encoding_rs::CoderResult::InputEmpty => return Some(text),
                // No less than the longest character, however short the input is.
                encoding_rs::CoderResult::OutputFull => text.reserve((bytes.len() - from).max(16)),
            }
        }
    }
}

#[cfg(all(target_arch = "wasm32", any(feature = "js", feature = "ui")))]
impl Charsets for Platform {
    fn decode(&self, label: &str, bytes: &[u8]) -> Option<String> {
        let options = web_sys::TextDecoderOptions::new();
        // web-sys has no setter for this option: a byte order mark is text here, since intake took the real one off.
        let _ = js_sys::Reflect::set(options.as_ref(), &"ignoreBOM".into(), &true.into());
        let decoder =
            web_sys::TextDecoder::new_with_label_and_options(label.trim(), &options).ok()?;
        decoder.decode_with_u8_array(bytes).ok()
    }
}

#[cfg(all(target_arch = "wasm32", not(any(feature = "js", feature = "ui"))))]
impl Charsets for Platform {
    fn decode(&self, _label: &str, bytes: &[u8]) -> Option<String> {
        Some(String::from_utf8_lossy(bytes).into_owned())
    }
}
