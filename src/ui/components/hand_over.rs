//! The findings as text, for somebody who can act on them: copied by one click, or chosen in all ways.

use std::cell::RefCell;
use std::rc::Rc;

use web_sys::HtmlElement;
use yew::prelude::*;

use super::copy_button::CopyButton;
use super::element::{element, said};
use super::language_switch::name;
use crate::diagnosis::FixedBy;
use crate::explain::hand_over::{Addressee, Format, Kind, Order, causes, mailto, write};
use crate::explain::text::{for_admin, plain};
use crate::knowledge;
use crate::lang::Lang;
use crate::ui::browser::outlet;
use crate::ui::page::use_page;
use crate::ui::state::Audience;
use crate::ui::strings::Strings;
use crate::ui::view::View;

/// See [`HandOver`].
#[derive(Properties, PartialEq)]
pub struct HandOverProps {
    /// What is shown.
    pub view: View,
    /// For whom the page is written.
    pub audience: Audience,
}

/// What the reader chose.
struct Chosen {
    order: Order,
    /// The language is the reader's choice, not that of the page.
    own_lang: bool,
    /// The causes of which article were ticked.
    article: String,
}

/// A button that copies the findings, and all other ways folded below it.
#[component]
pub fn HandOver(props: &HandOverProps) -> Html {
    let words = use_page().words;
    let view = &props.view;
    let open = use_state_eq(|| false);
    // No state: a choice builds on the one before it, even where that is not drawn yet.
    let chosen = use_mut_ref(|| Chosen {
        order: Order::new(words.lang),
        own_lang: false,
        article: String::new(),
    });
    let redraw = use_force_update();
    let label = words.text(match props.audience {
        Audience::User => "handover-user",
        Audience::Admin => "handover-admin",
    });
    let text = for_admin(view.reading(), view.index(), words.lang);
    let ontoggle = {
        let open = open.setter();
        Callback::from(move |event: Event| {
            let details = event.target_dyn_into::<HtmlElement>();
            open.set(details.is_some_and(|details| details.has_attribute("open")));
        })
    };
    html! {
        <div class="hand">
            <CopyButton {text} {label} class="btn btn--main" describedby="handover-hint" />
            <p id="handover-hint" class="hand__hint">{ words.text("handover-hint") }</p>
            <details class="hand__more" {ontoggle}>
                <summary class="fold__name">{ words.text("hand-more") }</summary>
                if *open { { all(view, &chosen, &redraw, words) } }
            </details>
        </div>
    }
}

/// The choices, the text as it will leave, and the ways out.
fn all(
    view: &View,
    chosen: &Rc<RefCell<Chosen>>,
    redraw: &UseForceUpdateHandle,
    words: Strings,
) -> Html {
    let mut now = chosen.borrow_mut();
    if !now.own_lang {
        now.order.lang = words.lang;
    }
    let diagnosis = view.diagnosis();
    let article = diagnosis.map_or("", |diagnosis| &diagnosis.article);
    if now.article != article {
        now.article = article.to_owned();
        now.order.tried = 0;
    }
    let order = now.order;
    drop(now);
    let choose = |change: fn(&mut Chosen, usize)| {
        let (chosen, redraw) = (chosen.clone(), redraw.clone());
        Callback::from(move |place| {
            change(&mut chosen.borrow_mut(), place);
            redraw.force_update();
        })
    };
    let texts = |keys: &[&str]| -> Vec<String> { keys.iter().map(|key| words.text(key)).collect() };
    let mut parts = vec![
        choices(
            "radio",
            words.text("hand-to"),
            texts(&["hand-to-admin", "hand-to-postmaster", "hand-to-support"]),
            1 << order.to as usize,
            choose(|now, place| now.order.to = Addressee::ALL[place]),
        ),
        choices(
            "radio",
            words.text("hand-lang"),
            Lang::ALL
                .iter()
                .map(|lang| name(*lang).to_owned())
                .collect(),
            1 << order.lang as usize,
            choose(|now, place| {
                let lang = Lang::ALL[place];
                if knowledge::is_ready(lang) {
                    now.order.lang = lang;
                    now.own_lang = true;
                }
            }),
        ),
        choices(
            "radio",
            words.text("hand-form"),
            vec![
                words.text("hand-form-text"),
                "Markdown".into(),
                "JSON".into(),
            ],
            1 << order.format as usize,
            choose(|now, place| now.order.format = Format::ALL[place]),
        ),
        choices(
            "checkbox",
            words.text("hand-hide"),
            (Kind::ALL.iter())
                .map(|kind| words.text(&["hand-hide-", kind.slug()].concat()))
                .collect(),
            (Kind::ALL.iter()).fold(0, |all, kind| {
                all | u32::from(order.hide[*kind as usize]) << *kind as u32
            }),
            choose(|now, place| now.order.hide[place] ^= true),
        ),
    ];
    // What is not shown keeps its place, or what follows would be drawn into its neighbours.
    let hint = |shown: bool, key: &str| {
        if shown {
            said("p", "hand__hint", &words.text(key))
        } else {
            Html::default()
        }
    };
    parts.push(hint(order.hide[Kind::Name as usize], "hand-hide-hint"));
    let tried: Vec<String> = (view.explanation().into_iter())
        .flat_map(|explanation| causes(explanation).map(|title| plain(title)))
        .take(8)
        .collect();
    parts.push(if order.to == Addressee::Support && !tried.is_empty() {
        choices(
            "checkbox",
            words.text("copy-tried"),
            tried,
            order.tried,
            choose(|now, place| now.order.tried ^= 1 << place),
        )
    } else {
        Html::default()
    });
    // Whoever is asked in vain should not be asked.
    let fixed_by = diagnosis.map_or(FixedBy::RecipientAdmin, |diagnosis| diagnosis.fixed_by);
    let is_theirs = matches!(fixed_by, FixedBy::Recipient | FixedBy::RecipientAdmin);
    let in_vain = order.to == Addressee::Postmaster && !is_theirs;
    parts.push(hint(in_vain, &["fixed-by-", fixed_by.slug()].concat()));
    let handed = write(view.reading(), view.index(), &order);
    parts.push(preview(&handed.text, order, words));
    let note = knowledge::ui(order.lang).text("hand-cut", &[]);
    let (address, whole) = mailto::link(&handed.subject, &handed.text, &note);
    parts.push(hint(!whole, "hand-short"));
    let end = [".", order.format.slug()].concat();
    let file = ["ndr-explainer", &end].concat();
    let (saved, printed) = (handed.text.clone(), handed.text.clone());
    parts.push(html! {
        <div class="hand__ways">
            <CopyButton text={handed.text} label={words.text("hand-copy")} class="btn" />
            { button(words.text("hand-mail"), move || outlet::mail(&address)) }
            { button(words.with("hand-save", &[("end", &end)]), move || outlet::save(&saved, &file)) }
            { button(words.text("hand-print"), move || outlet::print(&printed, order.lang)) }
        </div>
    });
    element("div", "hand__all", parts)
}

/// The text as it will leave.
fn preview(text: &str, order: Order, words: Strings) -> Html {
    html! {
        <div class="hand__preview">
            <p id="hand-preview" class="label">{ words.text("hand-preview") }</p>
            <pre class="hand__text" tabindex="0" role="group" aria-labelledby="hand-preview" translate="no"
                lang={order.lang.html()}>{ text }</pre>
        </div>
    }
}

fn button(label: String, act: impl Fn() + 'static) -> Html {
    let onclick = Callback::from(move |_: MouseEvent| act());
    html! { <button type="button" class="btn" {onclick}>{ label }</button> }
}

/// A group of radio buttons or boxes to tick; the bits of `on` say which are.
fn choices(
    kind: &'static str,
    legend: String,
    labels: Vec<String>,
    on: u32,
    pick: Callback<usize>,
) -> Html {
    let all = labels.into_iter().enumerate().map(|(place, label)| {
        let pick = pick.clone();
        let onchange = Callback::from(move |_: Event| pick.emit(place));
        html! {
            <label class="hand__one">
                <input type={kind} name={legend.clone()} checked={on >> place & 1 == 1} {onchange} />
                <span>{ label }</span>
            </label>
        }
    });
    let all: Html = all.collect();
    html! {
        <fieldset class="hand__group">
            <legend class="label">{ legend }</legend>
            { all }
        </fieldset>
    }
}
