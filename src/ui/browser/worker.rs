//! The worker that reads what is long, so that the page stays awake: the page's side of it. Its other side is
//! `www/boot.js` and [`Feed`](super::feed::Feed).

use std::cell::{Cell, RefCell};

use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{MessageEvent, Worker};

use crate::ui::digest::Digest;
use crate::ui::page::Page;
use crate::ui::state::{Action, Progress, Refusal, What};

thread_local! {
    static WORKER: RefCell<Option<Worker>> = const { RefCell::new(None) };
    static JOBS: Cell<u32> = const { Cell::new(0) };
}

/// Takes a worker that is ready for jobs.
pub fn employ(worker: Worker) {
    WORKER.set(Some(worker));
}

/// Whether there is a worker.
pub fn is_there() -> bool {
    WORKER.with_borrow(Option::is_some)
}

/// Gives the worker a file or a text (`given`) and reports what becomes of it. An older job goes on, but nobody hears of it.
/// Without a worker nothing happens; see [`is_there`].
pub fn give(given: &JsValue, what: What, page: &Page) {
    let job = JOBS.get() + 1;
    JOBS.set(job);
    page.send(Action::Open(job, what.clone()));
    let sent = WORKER.with_borrow(|worker| {
        let worker = worker.as_ref()?;
        let (page, what) = (page.clone(), what.clone());
        let listener = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some(action) = heard(job, &what, &event.data()) {
                page.send(action);
            }
        });
        worker.set_onmessage(Some(listener.into_js_value().unchecked_ref()));
        let message = js_sys::Object::new();
        Reflect::set(&message, &"id".into(), &job.into()).ok()?;
        Reflect::set(&message, &"given".into(), given).ok()?;
        worker.post_message(&message).ok()
    });
    if sent.is_none() {
        page.send(failed(what));
    }
}

/// What a message of the worker means; `None` for one about another job.
fn heard(job: u32, what: &What, message: &JsValue) -> Option<Action> {
    let get = |key: &str| Reflect::get(message, &key.into()).ok();
    if get("id")?.as_f64()? != f64::from(job) {
        return None;
    }
    if let Some(percent) = get("percent")?.as_f64() {
        // Each of the two stages is half of the way.
        let reading = get("stage")?.as_string()? == "reading";
        let percent = (percent / 2.0 + if reading { 50.0 } else { 0.0 }) as u8;
        let progress = Progress { reading, percent };
        return Some(Action::Progress(job, progress));
    }
    let bytes = get("reading")?.dyn_into::<Uint8Array>().ok();
    Some(
        match bytes.and_then(|bytes| Digest::from_bytes(&bytes.to_vec())) {
            Some(digest) => Action::Finish(job, digest.into()),
            None => {
                // What stopped it once (memory, most likely) has left it in an unknown state.
                WORKER.set(None);
                failed(what.clone())
            }
        },
    )
}

fn failed(what: What) -> Action {
    Action::Refuse(what, Refusal::Unreadable)
}
