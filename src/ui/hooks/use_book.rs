//! Printing what is not on the screen.

use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use yew::prelude::*;

/// Whether the page is being printed, and a callback that prints it once it is drawn for that.
#[hook]
pub fn use_book() -> (bool, Callback<MouseEvent>) {
    let printing = use_state_eq(|| false);
    let setter = printing.setter();
    use_effect_with((), move |()| {
        let listeners = web_sys::window().map(|window| {
            [("beforeprint", true), ("afterprint", false)].map(|(event, printing)| {
                let setter = setter.clone();
                EventListener::new(&window, event, move |_| setter.set(printing))
            })
        });
        move || drop(listeners)
    });
    let setter = printing.setter();
    let print = Callback::from(move |_: MouseEvent| {
        // Printing holds everything up, drawing too: first the one, then the other.
        setter.set(true);
        let print = || {
            if let Some(window) = web_sys::window() {
                // A browser that cannot print has no such button to press on either.
                let _ = window.print();
            }
        };
        Timeout::new(0, print).forget();
    });
    (*printing, print)
}
