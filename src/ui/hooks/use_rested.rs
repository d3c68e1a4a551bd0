//! Values that have come to rest.

use gloo_timers::callback::Timeout;
use yew::prelude::*;

/// The last value that stayed the same for `rest` milliseconds; the default before there is one.
#[hook]
pub fn use_rested<T: Clone + PartialEq + Default + 'static>(value: T, rest: u32) -> T {
    let rested = use_state_eq(T::default);
    let setter = rested.setter();
    use_effect_with(value, move |value| {
        let value = value.clone();
        let timer = Timeout::new(rest, move || setter.set(value));
        move || drop(timer)
    });
    (*rested).clone()
}
