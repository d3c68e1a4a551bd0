//! CLDR plural rules of the page's languages, for whole numbers.

use super::words::Message;
use crate::lang::Lang;

/// A CLDR plural form (Unicode TR 35, part 3, section 5).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// 1 recipient, 1 adresat.
    One,
    /// 2 adresaci, 22 adresaci.
    Few,
    /// 0 adresatów, 5 adresatów, 12 adresatów.
    Many,
    /// Everything else.
    Other,
}

/// The form in which a language counts `n` things.
pub const fn form(lang: Lang, n: usize) -> Form {
    match (lang, n) {
        (Lang::En | Lang::Pl, 1) => Form::One,
        (Lang::Pl, _) => match (n % 10, n % 100) {
            (_, 12..=14) => Form::Many,
            (2..=4, _) => Form::Few,
            _ => Form::Many,
        },
        _ => Form::Other,
    }
}

impl<'a> Message<'a> {
    /// The text in that form; `other` if the message does not have it.
    pub fn in_form(&self, form: Form) -> &'a str {
        match form {
            Form::One => self.one,
            Form::Few => self.few,
            Form::Many => self.many,
            Form::Other => None,
        }
        .unwrap_or(self.other)
    }
}

#[cfg(test)]
mod tests {
    use intl_pluralrules::{PluralCategory, PluralRuleType, PluralRules};
    use unic_langid::LanguageIdentifier;

    use super::{Form, form};
    use crate::lang::Lang;

    #[track_caller]
    fn check(lang: Lang) {
        let id: LanguageIdentifier = lang
            .slug()
            .split('-')
            .next()
            .expect("tag")
            .parse()
            .expect("tag");
        let rules = PluralRules::create(id, PluralRuleType::CARDINAL).expect("rules");
        for n in 0..=1000_usize {
            let want = match rules.select(n).expect("category") {
                PluralCategory::ONE => Form::One,
                PluralCategory::FEW => Form::Few,
                PluralCategory::MANY => Form::Many,
                _ => Form::Other,
            };
            assert_eq!(form(lang, n), want, "{} {n}", lang.slug());
        }
    }

    #[test]
    fn same_as_cldr() {
        for lang in Lang::ALL {
            check(*lang);
        }
    }
}
