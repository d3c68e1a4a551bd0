//! The answer, from the verdict to the sources.

use yew::prelude::*;

use super::audience_switch::AudienceSwitch;
use super::bounces::Bounces;
use super::causes::Causes;
use super::details::Details;
use super::hand_over::HandOver;
use super::notices::Notices;
use super::parties::Parties;
use super::recipients::Recipients;
use super::steps::Steps;
use super::tabs::Tabs;
use super::verdict::Verdict;
use crate::ui::state::Audience;
use crate::ui::view::View;

/// See [`Answer`].
#[derive(Properties, PartialEq)]
pub struct AnswerProps {
    /// What is shown.
    pub view: View,
    /// For whom.
    pub audience: Audience,
}

/// The answer to one bounce.
#[component]
pub fn Answer(props: &AnswerProps) -> Html {
    let view = &props.view;
    let several = view.groups().len() > 1;
    let panel = several.then_some("tabpanel");
    let labelledby = several.then(|| format!("tab-{}", view.group()));
    html! {
        <article id="answer" class="answer">
            <Bounces view={view.clone()} />
            <Tabs view={view.clone()} />
            <div id="answer-panel" role={panel} aria-labelledby={labelledby}>
                <Verdict view={view.clone()} />
                <Recipients key={view.group()} view={view.clone()} />
                <Notices view={view.clone()} />
                <Parties view={view.clone()} />
                <AudienceSwitch audience={props.audience} />
                if props.audience == Audience::User {
                    <Steps view={view.clone()} />
                } else {
                    <Causes view={view.clone()} />
                }
                <HandOver view={view.clone()} audience={props.audience} />
                <Details view={view.clone()} />
            </div>
        </article>
    }
}
