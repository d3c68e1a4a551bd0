//! Moving the focus, and the eye with it.

use wasm_bindgen::JsCast;
use web_sys::{
    Element, FocusOptions, HtmlElement, HtmlTextAreaElement, ScrollBehavior, ScrollIntoViewOptions,
    ScrollLogicalPosition,
};

use super::document;
use crate::ui::state::Target;

/// Focuses the target and brings it into view. A target that is not on the page is ignored.
pub fn go(target: Target) {
    let _ = try_go(target);
}

fn try_go(target: Target) -> Option<()> {
    let selector = match target {
        Target::Field => "#text".to_owned(),
        Target::Answer => "#answer-heading".to_owned(),
        Target::Mark(number) => format!("#mark-{number} a"),
        Target::Evidence(number) => format!("#answer [data-evidence='{number}']"),
    };
    let behavior = if prefers_calm() {
        ScrollBehavior::Instant
    } else {
        ScrollBehavior::Smooth
    };
    to(&selector, behavior, ScrollLogicalPosition::Nearest)
}

/// Focuses the element of another page of the app; `false` if it is not there. A heading is shown with what stands above it.
pub fn arrive(selector: &str) -> bool {
    let top = selector.ends_with("-heading");
    if top && let Some(window) = web_sys::window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
    let near = ScrollLogicalPosition::Nearest;
    to(selector, ScrollBehavior::Instant, near).is_some()
}

/// Focuses the element and brings it to the top of the window, if it is there.
pub fn jump(selector: &str) {
    to(
        selector,
        ScrollBehavior::Instant,
        ScrollLogicalPosition::Start,
    );
}

fn to(selector: &str, behavior: ScrollBehavior, block: ScrollLogicalPosition) -> Option<()> {
    let element = document()?.query_selector(selector).ok()??;
    unfold(&element);
    if let Some(field) = element.dyn_ref::<HtmlTextAreaElement>() {
        // Else the browser jumps to the end of the text, where the caret stood after pasting.
        let _ = field.set_selection_range(0, 0);
    }
    let element: HtmlElement = element.dyn_into().ok()?;
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    element.focus_with_options(&options).ok()?;
    let options = ScrollIntoViewOptions::new();
    options.set_block(block);
    options.set_behavior(behavior);
    element.scroll_into_view_with_scroll_into_view_options(&options);
    Some(())
}

/// Scrolls the text, and only the text, so that its first mark is in sight with a few lines above it.
pub fn show_first_mark(scroller: &Element) {
    const LINES_ABOVE: i32 = 48;
    let mark = scroller.query_selector(".mark").ok().flatten();
    let top = mark
        .and_then(|mark| mark.dyn_into::<HtmlElement>().ok())
        .map_or(0, |mark| mark.offset_top() - LINES_ABOVE);
    scroller.set_scroll_top(top.max(0));
}

/// Opens every folded section around the element.
fn unfold(element: &Element) {
    let mut parent = element.parent_element();
    while let Some(current) = parent {
        if current.tag_name() == "DETAILS" {
            let _ = current.set_attribute("open", "");
        }
        parent = current.parent_element();
    }
}

fn prefers_calm() -> bool {
    web_sys::window()
        .and_then(|window| {
            window
                .match_media("(prefers-reduced-motion: reduce)")
                .ok()
                .flatten()
        })
        .is_some_and(|query| query.matches())
}
