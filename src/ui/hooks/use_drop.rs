//! The whole page takes files.

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{DragEvent, Event};
use yew::prelude::*;

use crate::ui::browser::files;
use crate::ui::page::Page;

/// Reads a file that is dropped anywhere; `true` while one hangs over the page.
#[hook]
pub fn use_drop(page: Page) -> bool {
    let over = use_state_eq(|| false);
    let setter = over.setter();
    use_effect_with(page, move |page| {
        let page = page.clone();
        let listeners: Vec<EventListener> = ["dragenter", "dragover", "dragleave", "drop"]
            .into_iter()
            .filter_map(|name| listen(name, page.clone(), setter.clone()))
            .collect();
        move || drop(listeners)
    });
    *over
}

fn listen(name: &'static str, page: Page, over: UseStateSetter<bool>) -> Option<EventListener> {
    let window = web_sys::window()?;
    let options = EventListenerOptions::enable_prevent_default();
    let handle = move |event: &Event| {
        if let Some(event) = event.dyn_ref::<DragEvent>().filter(|e| has_files(e)) {
            handle(name, event, &page, &over);
        }
    };
    Some(EventListener::new_with_options(
        &window, name, options, handle,
    ))
}

fn handle(name: &str, event: &DragEvent, page: &Page, over: &UseStateSetter<bool>) {
    match name {
        // No related target: the file has left the window.
        "dragleave" => over.set(event.related_target().is_some()),
        "drop" => {
            event.prevent_default();
            over.set(false);
            files::open_first(event.data_transfer().and_then(|data| data.files()), page);
        }
        _ => {
            event.prevent_default();
            over.set(true);
        }
    }
}

fn has_files(event: &DragEvent) -> bool {
    event
        .data_transfer()
        .is_some_and(|data| data.types().iter().any(|kind| kind == "Files"))
}
