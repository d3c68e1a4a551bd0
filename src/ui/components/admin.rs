//! The part of the answer for the email admin: which side they look after, the steps, the causes.

use yew::prelude::*;

use super::causes::causes;
use super::ladder::ladder;
use super::side_switch::side_switch;
use crate::ladder::{Ladder, side};
use crate::ui::browser::time;
use crate::ui::config::current;
use crate::ui::desk::Desk;
use crate::ui::page::Page;
use crate::ui::view::View;

/// The part for the email admin.
pub fn admin(view: &View, desk: &Desk, page: &Page) -> Html {
    let (reading, index) = (view.reading(), view.index());
    let side = desk
        .side
        .or_else(|| side::of_domains(reading, index, &current().domains));
    let steps = Ladder::new(reading, index, side, Some(time::now()));
    html! {
        <>
            { side_switch(view, side, page) }
            if let Some(steps) = steps.filter(|steps| !steps.steps.is_empty()) {
                { ladder(view, &steps, desk, page) }
            }
            { causes(view, side, page.words) }
        </>
    }
}
