//! The answer, from the verdict to the sources.

use yew::prelude::*;

use super::admin::admin;
use super::audience_switch::audience_switch;
use super::bounces::Bounces;
use super::details::details;
use super::hand_over::HandOver;
use super::notices::notices;
use super::organization::note;
use super::parties::parties;
use super::queue::waiting_time;
use super::recipients::Recipients;
use super::safety::safety;
use super::steps::steps;
use super::tabs::Tabs;
use super::verdict::verdict;
use crate::ui::desk::Desk;
use crate::ui::page::use_page;
use crate::ui::state::Audience;
use crate::ui::view::View;

/// See [`Answer`].
#[derive(Properties, PartialEq)]
pub struct AnswerProps {
    /// What is shown.
    pub view: View,
    /// For whom.
    pub audience: Audience,
    /// What the email admin has chosen and done.
    pub desk: Desk,
}

/// The answer to one bounce.
#[component]
pub fn Answer(props: &AnswerProps) -> Html {
    let page = use_page();
    let words = page.words;
    let view = &props.view;
    let several = view.groups().len() > 1;
    let panel = several.then_some("tabpanel");
    let labelledby = several.then(|| format!("tab-{}", view.group()));
    html! {
        <article id="answer" class="answer">
            <Bounces view={view.clone()} />
            <Tabs view={view.clone()} />
            <div id="answer-panel" role={panel} aria-labelledby={labelledby}>
                { verdict(view, words) }
                <Recipients key={view.group()} view={view.clone()} />
                { safety(view, words) }
                { notices(view, words) }
                { parties(view, words) }
                { waiting_time(view, props.audience, words) }
                { audience_switch(props.audience, &page) }
                { note(props.audience, words) }
                if props.audience == Audience::User {
                    { steps(view, words) }
                } else {
                    { admin(view, &props.desk, &page) }
                }
                <HandOver view={view.clone()} audience={props.audience} />
                { details(view, props.audience, words) }
            </div>
        </article>
    }
}
