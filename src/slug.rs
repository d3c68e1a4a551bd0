//! Closed sets of names: an enum whose variants each have one stable slug.
//!
//! The slug is what JSON, `article.toml` and the tests use; the variant is what the code uses.

/// Declares an enum with a slug for each variant, `ALL`, `slug` and `from_slug`, and serde by slug.
macro_rules! slugs {
    ($(#[$meta:meta])* $vis:vis enum $name:ident { $($(#[$vmeta:meta])* $variant:ident = $slug:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        $vis enum $name { $($(#[$vmeta])* #[serde(rename = $slug)] $variant,)+ }

        #[allow(dead_code)]
        impl $name {
            /// Every value, in the order of declaration.
            pub const ALL: &'static [$name] = &[$($name::$variant,)+];

            /// The stable name of the value.
            pub const fn slug(self) -> &'static str {
                match self { $($name::$variant => $slug,)+ }
            }

            /// The value with that slug, or `None`.
            pub fn from_slug(slug: &str) -> Option<Self> {
                match slug { $($slug => Some($name::$variant),)+ _ => None }
            }
        }
    };
}
pub(crate) use slugs;
