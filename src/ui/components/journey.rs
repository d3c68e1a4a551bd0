//! The route of the message: a picture, and a table that says the same.

use yew::prelude::*;

use super::element::{element, said};
use crate::diagnosis::Outcome;
use crate::transit::in_units;
use crate::transit::journey::{Delay, Journey, Last, Leg, When};
use crate::ui::browser::time;
use crate::ui::strings::Strings;

/// The route in one line, as the name of its section.
pub fn heading(journey: Option<&Journey>, words: Strings) -> String {
    match journey.map_or(0, |journey| journey.legs.len()) {
        0 => words.text("hops-heading"),
        legs => words.count("route-heading", legs, &[]),
    }
}

/// The route; without any `Received` field, how to get it.
pub fn journey(journey: Option<&Journey>, words: Strings) -> Html {
    let missing = journey.is_none_or(|journey| journey.legs.is_empty());
    let mut parts = vec![];
    if let Some(journey) = journey {
        parts.push(picture(journey, words));
        let total = journey.total.map(|total| span(total, words));
        parts.extend(total.map(|time| {
            said(
                "p",
                "route__total",
                &words.with("route-total", &[("time", &time)]),
            )
        }));
        if !missing {
            parts.push(table(journey, words));
        }
    }
    if missing {
        parts.push(said("p", "soft", &words.text("route-missing")));
    }
    element("div", "route", parts)
}

/// A span of time in its largest unit.
pub fn span(seconds: i64, words: Strings) -> String {
    let (unit, n) = in_units(seconds);
    words.count(unit, n, &[])
}

fn picture(journey: &Journey, words: Strings) -> Html {
    let mut stops = vec![];
    // The name of a server stands once where the next leg says the same.
    let mut before: Option<&str> = None;
    for (place, leg) in journey.legs.iter().enumerate() {
        let from = leg.from.as_deref();
        if place == 0 {
            stops.push(stop("rail--first", from, None, vec![], words));
        }
        let via = from.filter(|from| place > 0 && !is_same(before, from));
        let mut notes = vec![said("span", "", &when(leg, words))];
        notes.extend(leg.with.as_deref().map(|with| said("code", "", with)));
        notes.extend(tls(leg).map(|tls| said("span", "route__mark", &tls)));
        notes.extend(private(leg, words).map(|word| said("span", "route__mark", &word)));
        let mut lines = vec![element("p", "route__notes", notes)];
        let took = took(leg, words);
        if !took.is_empty() {
            let slow = journey.slowest == Some(place);
            let share = match leg.delay {
                Delay::Took(_) => Some(journey.share(leg)),
                _ => None,
            };
            lines.push(bar(share, &took, slow, words));
        }
        stops.push(stop("", leg.by.as_deref(), via, lines, words));
        before = leg.by.as_deref();
    }
    if let Some(last) = &journey.last {
        let from = last.from.as_deref();
        if journey.legs.is_empty() && last.to.is_some() {
            stops.push(stop("rail--first", from, None, vec![], words));
        }
        let known = journey.legs.is_empty() || is_same(before, from.unwrap_or_default());
        let via = from.filter(|_| !known && last.to.is_some());
        let (class, result) = fate(last, words);
        let lines = vec![element("p", "route__notes", result)];
        let host = last.to.as_deref().or(from);
        stops.push(stop(class, host, via, lines, words));
    }
    html! {
        <div class="route__picture" role="img" aria-label={words.text("route-picture")}>{ stops }</div>
    }
}

fn is_same(before: Option<&str>, host: &str) -> bool {
    before.is_some_and(|before| before.eq_ignore_ascii_case(host))
}

/// A server on the line, and what is known of the leg that led there.
fn stop(
    class: &'static str,
    host: Option<&str>,
    via: Option<&str>,
    lines: Vec<Html>,
    words: Strings,
) -> Html {
    let mut text = vec![match host {
        Some(host) => html! { <bdi class="route__host" translate="no">{ host }</bdi> },
        None => said("span", "soft", &words.text("route-unnamed")),
    }];
    text.extend(via.map(|via| {
        let (before, behind) = words.around("route-via", "host");
        html! { <p class="route__via">{ before }<bdi translate="no">{ via }</bdi>{ behind }</p> }
    }));
    text.extend(lines);
    html! {
        <div class={classes!("route__stop", class)}>
            <svg class="rail"><rect x="10" width="2" height="100%" /><circle cx="11" cy="13" r="6" /><path d="m6 8 10 10m0-10-10 10" /></svg>
            { element("div", "route__text", text) }
        </div>
    }
}

/// The length of a leg in words, and as a bar where it has one.
fn bar(share: Option<i64>, took: &str, slow: bool, words: Strings) -> Html {
    let width = share.map(|share| [&share.to_string(), "%"].concat());
    html! {
        <div class={classes!("route__took", slow.then_some("route__took--slow"))}>
            if width.is_some() {
                <svg class="bars"><rect width="100%" height="100%" rx="3" /><rect class="bars__fill" {width} height="100%" rx="3" /></svg>
            }
            { said("span", "", took) }
            if slow { { said("strong", "", &words.text("route-slow")) } }
        </div>
    }
}

fn table(journey: &Journey, words: Strings) -> Html {
    let heads = [
        "hops-from",
        "hops-by",
        "hops-with",
        "hops-time",
        "hops-delay",
    ];
    let mut rows: Vec<Html> = vec![];
    for (place, leg) in journey.legs.iter().enumerate() {
        let protocol: Vec<String> = [leg.with.clone(), tls(leg), private(leg, words)]
            .into_iter()
            .flatten()
            .collect();
        let mut took = took(leg, words);
        if journey.slowest == Some(place) {
            took.push_str(&words.text("list-separator"));
            took.push_str(&words.text("route-slow"));
        }
        let cells = [
            host(&leg.from, words),
            host(&leg.by, words),
            Html::from(words.list(&protocol)),
            Html::from(when(leg, words)),
            Html::from(took),
        ];
        rows.push(row(rows.len(), cells));
    }
    if let Some(last) = &journey.last {
        let cells = [
            host(&last.from, words),
            host(&last.to, words),
            Html::default(),
            Html::from(tried(last, words).unwrap_or_default()),
            element("div", "route__notes", fate(last, words).1),
        ];
        rows.push(row(rows.len(), cells));
    }
    html! {
        <details class="route__same">
            <summary class="textual">{ words.text("route-table") }</summary>
            <div class="hops" tabindex="0" role="group" aria-labelledby="hops-caption">
                <table class="hops__table">
                    <caption id="hops-caption" class="label">{ words.text("hops-heading") }</caption>
                    <thead>
                        <tr>
                            <td></td>
                            { for heads.iter().map(|key| html! { <th scope="col">{ words.text(key) }</th> }) }
                        </tr>
                    </thead>
                    <tbody>{ rows }</tbody>
                </table>
            </div>
        </details>
    }
}

fn row(before: usize, cells: [Html; 5]) -> Html {
    let cells = cells.into_iter().map(|cell| element("td", "", vec![cell]));
    html! { <tr><th scope="row">{ before + 1 }</th>{ for cells }</tr> }
}

fn host(name: &Option<String>, words: Strings) -> Html {
    match name {
        Some(name) => html! { <bdi translate="no">{ name }</bdi> },
        None => said("span", "soft", &words.text("route-unnamed")),
    }
}

/// What became of the message at the end: the class of its mark, and code, words and time.
fn fate(last: &Last, words: Strings) -> (&'static str, Vec<Html>) {
    let (class, key) = match last.outcome {
        Outcome::Final | Outcome::Expired => ("rail--cut", "leg-cut"),
        Outcome::Pending => ("rail--open", "leg-open"),
        Outcome::Fine => ("rail--through", "leg-through"),
    };
    let mut parts: Vec<Html> = vec![];
    parts.extend(
        last.code
            .as_deref()
            .map(|code| html! { <code translate="no">{ code }</code> }),
    );
    parts.push(said("strong", "route__fate", &words.text(key)));
    (class, parts)
}

fn tried(last: &Last, words: Strings) -> Option<String> {
    last.tried.map(|at| time::exact(at, words.lang))
}

fn when(leg: &Leg, words: Strings) -> String {
    match &leg.when {
        When::At(at) => time::exact(*at, words.lang),
        When::NoZone(date) => words.with("route-zone", &[("date", date)]),
        When::Odd(date) => words.with("route-odd", &[("date", date)]),
        When::Missing => words.text("route-no-time"),
    }
}

fn took(leg: &Leg, words: Strings) -> String {
    match leg.delay {
        Delay::Took(took) => span(took, words),
        Delay::Skew(skew) => words.with("hops-skew", &[("time", &span(skew, words))]),
        Delay::Start | Delay::Unknown => String::new(),
    }
}

fn tls(leg: &Leg) -> Option<String> {
    let version = leg.tls.as_deref()?;
    Some(["TLS ", version].concat().trim_end().to_owned())
}

fn private(leg: &Leg, words: Strings) -> Option<String> {
    leg.private.then(|| words.text("route-private"))
}
