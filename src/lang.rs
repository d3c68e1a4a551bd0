//! The languages in which the page speaks.

use crate::slug::slugs;

slugs! {
    /// A language of the page. The slug is its BCP 47 tag in the API and in file names.
    pub enum Lang {
        /// English.
        En = "en",
        /// Chinese as written in Taiwan.
        ZhTw = "zh-TW",
        /// Polish.
        Pl = "pl",
    }
}

impl Lang {
    /// The value of the HTML attribute `lang`.
    pub const fn html(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::ZhTw => "zh-Hant-TW",
            Lang::Pl => "pl",
        }
    }

    /// The best language of the page for a BCP 47 tag of a browser, or `None`.
    ///
    /// Chinese in traditional characters (zh-TW, zh-HK, zh-MO, zh-Hant) becomes zh-TW; simplified Chinese does not.
    pub fn for_tag(tag: &str) -> Option<Self> {
        let tag = tag.to_ascii_lowercase();
        let mut parts = tag.split(['-', '_']);
        match parts.next()? {
            "en" => Some(Lang::En),
            "pl" => Some(Lang::Pl),
            "zh" => {
                let rest: Vec<&str> = parts.collect();
                let traditional = rest.contains(&"hant")
                    || (!rest.contains(&"hans")
                        && rest.iter().any(|p| matches!(*p, "tw" | "hk" | "mo")));
                traditional.then_some(Lang::ZhTw)
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Lang;

    #[test]
    fn tags_of_browsers() {
        for (tag, want) in [
            ("en-GB", Some(Lang::En)),
            ("pl", Some(Lang::Pl)),
            ("zh-TW", Some(Lang::ZhTw)),
            ("zh-HK", Some(Lang::ZhTw)),
            ("zh-Hant", Some(Lang::ZhTw)),
            ("zh-Hant-CN", Some(Lang::ZhTw)),
            ("zh-Hans-TW", None),
            ("zh-CN", None),
            ("zh", None),
            ("de", None),
            ("", None),
        ] {
            assert_eq!(Lang::for_tag(tag), want, "{tag}");
        }
    }
}
