//! What the organization set for its copy of the page, and what is wrong with its settings. All of it is text.

use yew::prelude::*;

use super::element::said;
use crate::explain::text::colon;
use crate::lang::Lang;
use crate::ui::config::{MAX_FAULTS, current, phone_link};
use crate::ui::state::Audience;
use crate::ui::strings::Strings;

/// Whom the reader can ask, in one line; nothing if the organization names nobody.
pub fn helpdesk(words: Strings) -> Html {
    let config = current();
    let mut parts = vec![];
    if let Some((lang, name)) = config.helpdesk.get(words.lang) {
        parts.push(html! { <strong lang={html_lang(lang)}>{ name }</strong> });
    }
    if let Some(email) = &config.email {
        parts.push(contact(["mailto:", email].concat(), email, words));
    }
    if let Some(phone) = &config.phone {
        parts.push(contact(phone_link(phone).unwrap_or_default(), phone, words));
    }
    if let Some(url) = &config.url {
        // The first colon ends the scheme.
        let text = url.split_once(':').map_or("", |(_, rest)| rest);
        let text = text.trim_matches('/');
        parts.push(contact(url.clone(), text, words));
    }
    if parts.is_empty() {
        return html! {};
    }
    let label = words.text("helpdesk-label") + colon(words.lang).trim_end();
    html! {
        <p class="helpdesk">
            <span>{ label }</span>
            { for parts }
        </p>
    }
}

fn contact(href: String, text: &str, words: Strings) -> Html {
    // What is no page opens no tab.
    let page = href
        .get(..4)
        .is_some_and(|scheme| scheme.eq_ignore_ascii_case("http"));
    html! {
        <a {href} target={page.then_some("_blank")} rel="noreferrer noopener"
            title={page.then(|| words.text("page-new-tab"))}>{ text }</a>
    }
}

/// The organization's note above the advice for that audience; nothing if it wrote none.
pub fn note(audience: Audience, words: Strings) -> Html {
    let config = current();
    let Some((lang, text)) = config.note(audience).get(words.lang) else {
        return html! {};
    };
    html! {
        <section class="said" aria-labelledby="organization-note">
            <h2 id="organization-note" class="label">{ words.text("config-note") }</h2>
            <p class="said__text" lang={html_lang(lang)}>{ text }</p>
        </section>
    }
}

/// A box for whoever set up the page, with what is wrong in its settings; nothing if they are right.
pub fn faults(words: Strings) -> Html {
    let faults = &current().faults;
    if faults.is_empty() {
        return html! {};
    }
    let items = faults.iter().map(|fault| {
        html! {
            <li>
                <code translate="no">{ &fault.field }</code>
                { colon(words.lang) }
                { fault.told(words) }
            </li>
        }
    });
    html! {
        <section class="faults" aria-labelledby="faults">
            <div class="notice">
                <p><strong id="faults">{ words.text("config-faults") }</strong></p>
                { said("p", "", &words.text("config-faults-lead")) }
                <ul class="list">{ for items }</ul>
                if faults.len() == MAX_FAULTS { { said("p", "", &words.text("config-faults-more")) } }
            </div>
        </section>
    }
}

/// The attribute `lang` of a text: empty where nobody said in which language it is.
fn html_lang(lang: Option<Lang>) -> &'static str {
    lang.map_or("", Lang::html)
}
