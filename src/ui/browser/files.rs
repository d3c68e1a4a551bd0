//! Reading what the reader chose, dropped or pasted: short things at once, long ones by the worker.

use std::rc::Rc;

use js_sys::{JsString, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{DataTransfer, Event, File, FileList};

use super::worker;
use crate::intake::{Input, charsets};
use crate::ui::digest::LONGEST_TEXT;
use crate::ui::page::Page;
use crate::ui::state::{Action, Entry, LONG, MAX_FILE, Refusal, What};
use crate::ui::windows::WHOLE_TEXT;

/// Reads the first file of a list and reports what became of it.
pub fn open_first(files: Option<FileList>, page: &Page) {
    if let Some(file) = files.and_then(|files| files.get(0)) {
        open(file, page.clone());
    }
}

fn open(file: File, page: Page) {
    let what = What::File(file.name().into());
    if file.size() > MAX_FILE {
        page.send(Action::Refuse(what, Refusal::TooLarge));
        return;
    }
    if file.size() > LONG && worker::is_there() {
        worker::give(&file, what, &page);
        return;
    }
    wasm_bindgen_futures::spawn_local(async move {
        page.send(match JsFuture::from(file.array_buffer()).await {
            Ok(buffer) => {
                let bytes = Uint8Array::new(&buffer).to_vec();
                Action::Take(what, crate::read(Input::Bytes(&bytes), charsets()).into())
            }
            Err(_) => Action::Refuse(what, Refusal::Unreadable),
        });
    });
}

#[wasm_bindgen]
extern "C" {
    /// The same object, with a way to its text that does not copy it into the program.
    type RawData;
    #[wasm_bindgen(method, js_name = getData)]
    fn get_data(this: &RawData, kind: &str) -> JsString;
}

/// Takes a paste that is so long that the field should not hold it; `false` leaves it to the browser.
pub fn paste(event: &Event, data: &DataTransfer, page: &Page) -> bool {
    let text = data.unchecked_ref::<RawData>().get_data("text/plain");
    let length = text.length() as usize;
    if length <= WHOLE_TEXT {
        return false;
    }
    event.prevent_default();
    let kept = || -> Rc<str> { String::from(&text).into() };
    let what = What::Paste((length <= LONGEST_TEXT).then(kept));
    if length as f64 > MAX_FILE {
        page.send(Action::Refuse(what, Refusal::TooLarge));
    } else if worker::is_there() {
        worker::give(&text, what, page);
    } else {
        page.send(Action::Enter(kept(), Entry::Pasted));
    }
    true
}
