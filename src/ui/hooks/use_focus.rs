//! Fulfils wishes to move the focus, after the page has drawn what they point at.

use yew::prelude::*;

use crate::ui::browser::focus;
use crate::ui::state::Focus;

/// Moves the focus whenever `wish` is a new one.
#[hook]
pub fn use_focus(wish: Option<Focus>) {
    use_effect_with(wish, |wish| {
        if let Some(wish) = wish {
            focus::go(wish.target);
        }
    });
}
