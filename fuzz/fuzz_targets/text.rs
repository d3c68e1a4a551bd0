#![no_main]
//! Any text, as it would be pasted.

mod check;

use libfuzzer_sys::fuzz_target;
use ndr_explainer::intake::Input;

fuzz_target!(|data: &str| check::check(Input::Text(data)));
