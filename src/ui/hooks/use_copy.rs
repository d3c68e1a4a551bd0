//! A button that copies, and what it says afterwards.

use gloo_timers::callback::Timeout;
use yew::prelude::*;

use crate::ui::browser::clipboard;

/// How long a button says that it has copied, in milliseconds.
const SAID: u32 = 3000;

/// What became of the last copying.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Copied {
    /// Nothing was copied, or long ago.
    No,
    /// It worked.
    Yes,
    /// The browser allows no way.
    Refused,
}

/// What became of the last copying, and a callback that copies a text.
#[hook]
pub fn use_copy() -> (Copied, Callback<String>) {
    let copied = use_state_eq(|| Copied::No);
    let timer = use_mut_ref(|| None::<Timeout>);
    let setter = copied.setter();
    let copy = use_callback((), move |text: String, ()| {
        let (setter, timer) = (setter.clone(), timer.clone());
        wasm_bindgen_futures::spawn_local(async move {
            if !clipboard::copy(&text).await {
                setter.set(Copied::Refused);
                return;
            }
            setter.set(Copied::Yes);
            let later = Timeout::new(SAID, move || setter.set(Copied::No));
            *timer.borrow_mut() = Some(later);
        });
    });
    (*copied, copy)
}
