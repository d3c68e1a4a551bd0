//! Reading a file that the reader chose or dropped.

use std::rc::Rc;

use js_sys::Uint8Array;
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, FileList};
use yew::platform::time::sleep;

use crate::ui::page::Page;
use crate::ui::state::{Action, MAX_FILE, Refusal};

/// Reads the first file of a list and reports what became of it.
pub fn open_first(files: Option<FileList>, page: &Page) {
    if let Some(file) = files.and_then(|files| files.get(0)) {
        open(file, page.clone());
    }
}

fn open(file: File, page: Page) {
    let name: Rc<str> = file.name().into();
    if file.size() > MAX_FILE {
        page.send(Action::Refuse(name, Refusal::TooLarge));
        return;
    }
    page.send(Action::Open(name.clone()));
    wasm_bindgen_futures::spawn_local(async move {
        let read = JsFuture::from(file.array_buffer()).await;
        // One breath, so that "Reading …" is on the screen before a large file keeps the browser busy.
        sleep(std::time::Duration::from_millis(20)).await;
        page.send(match read {
            Ok(buffer) => Action::Load(name, Uint8Array::new(&buffer).to_vec().into()),
            Err(_) => Action::Refuse(name, Refusal::Unreadable),
        });
    });
}
