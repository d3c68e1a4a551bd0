//! The time of the message in the queue: the three questions that a sender has, and a line.

use yew::prelude::*;

use super::element::{element, said};
use super::journey::span;
use crate::transit::queue::{Point, Queue, State, What, queue};
use crate::ui::browser::time;
use crate::ui::state::Audience;
use crate::ui::strings::Strings;
use crate::ui::view::View;

/// Questions, line and list; the admin also reads how such servers usually try. Nothing where nothing waited.
pub fn waiting_time(view: &View, audience: Audience, words: Strings) -> Html {
    let now = time::now();
    let Some(queue) = queue(view.reading(), view.index(), now) else {
        return html! {};
    };
    let admin = audience == Audience::Admin;
    let mut parts = vec![
        said("h2", "label", &words.text("queue-heading")),
        answers(&queue, now, words),
    ];
    // For the user the begin, now and the end are enough.
    let mut points = queue.points.clone();
    if !admin {
        let first = points.first().copied();
        points.retain(|point| Some(*point) == first || matches!(point.what, What::Now | What::End));
    }
    if points.len() > 1 {
        parts.push(line(&queue, &points, admin, words));
        let list = points.iter().map(|point| entry(point, &queue, words));
        parts.push(element("ul", "queue__points", list.collect()));
    }
    if admin {
        let usual = queue.usual.map(|(name, lifetime)| {
            let span = span(lifetime, words);
            words.with("queue-usually", &[("name", name), ("span", &span)])
        });
        let ticks = (!queue.tries.is_empty()).then_some("queue-ticks");
        let more = [queue.rhythm, ticks].into_iter().flatten();
        let said = usual.into_iter().chain(more.map(|key| words.text(key)));
        parts.extend(said.map(|text| self::said("p", "queue__usual", &text)));
    }
    element("section", "queue", parts)
}

/// Has it failed? Will it still arrive? Must I send it again?
fn answers(queue: &Queue, now: i64, words: Strings) -> Html {
    let state = queue.state.slug();
    let mut arrive = ["queue-", state, "-arrive"].concat();
    let (mut name, mut lifetime, mut until, mut left) =
        ("", String::new(), String::new(), String::new());
    if let Some(end) = queue.end {
        until = time::moment(end.at, words.lang);
        left = span(end.at - now, words);
        if let Some(usual) = queue.usual.filter(|_| !end.stated) {
            name = usual.0;
            lifetime = span(usual.1, words);
            arrive.push_str("-usual");
        }
    } else if queue.state == State::Over {
        arrive.push_str("-open");
    }
    let values = [
        ("time", until.as_str()),
        ("left", left.as_str()),
        ("name", name),
        ("span", lifetime.as_str()),
    ];
    let texts = [
        (
            "queue-failed",
            words.text(&["queue-", state, "-failed"].concat()),
        ),
        ("queue-arrive", words.with(&arrive, &values)),
        (
            "queue-again",
            words.text(&["queue-", state, "-again"].concat()),
        ),
    ];
    let pairs = texts.into_iter().map(|(question, answer)| {
        let pair = vec![
            said("dt", "", &words.text(question)),
            said("dd", "", &answer),
        ];
        element("div", "queue__pair", pair)
    });
    element("dl", "queue__answers", pairs.collect())
}

fn line(queue: &Queue, points: &[Point], admin: bool, words: Strings) -> Html {
    let passed = points.iter().rfind(|point| point.what == What::Now);
    let passed = passed.map_or(queue.scale, |now| now.place.min(queue.scale));
    let tries = queue.tries.iter().filter(|_| admin).map(|place| {
        html! { <line class="line__try" x1={percent(*place)} x2={percent(*place)} y1="1" y2="7" /> }
    });
    html! {
        <div class="queue__line" role="img" aria-label={words.text("queue-line")}>
            <svg class="line">
                <line class="line__open" x2="100%" y1="14" y2="14" />
                <line class="line__all" x2={percent(queue.scale)} y1="14" y2="14" />
                <line class="line__passed" x2={percent(passed)} y1="14" y2="14" />
                { for tries }
                { for points.iter().map(|point| mark(point.what, percent(point.place))) }
            </svg>
        </div>
    }
}

fn percent(place: i64) -> String {
    [&place.to_string(), "%"].concat()
}

/// The sign of a point: a bar for the end, a large dot for now, small ones for the rest.
fn mark(what: What, x: String) -> Html {
    match what {
        What::End => html! { <line class="line__end" x1={x.clone()} x2={x} y1="5" y2="23" /> },
        What::Now => html! { <circle class="line__now" cx={x} cy="14" r="7" /> },
        What::Tried => html! { <circle class="line__tried" cx={x} cy="14" r="5" /> },
        What::Sent | What::Taken => html! { <circle class="line__sent" cx={x} cy="14" r="5" /> },
    }
}

fn entry(point: &Point, queue: &Queue, words: Strings) -> Html {
    let mut name = words.text(point.what.slug());
    if let Some(end) = queue.end.filter(|_| point.what == What::End) {
        name = words.text(if end.stated {
            "queue-end-stated"
        } else {
            "queue-end-usual"
        });
    }
    html! {
        <li>
            <svg class="line line--sign" aria-hidden="true">{ mark(point.what, "50%".into()) }</svg>
            { said("span", "soft", &name) }
            { said("span", "queue__when", &time::moment(point.at, words.lang)) }
        </li>
    }
}
