//! The few drawings of the page. None stands without words, so all are hidden from assistive technology.

use yew::prelude::*;

/// Which drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drawing {
    /// An envelope that comes back.
    Mark,
    /// A person.
    Person,
    /// A spanner.
    Spanner,
    /// A cloud.
    Cloud,
    /// Two servers.
    Servers,
    /// A shield with a tick.
    Shield,
    /// A clock.
    Clock,
}

impl Drawing {
    /// The outlines, in a square of 24 units.
    const fn paths(self) -> &'static [&'static str] {
        match self {
            Drawing::Mark => &[
                "M4 7.5 12 13l8-5.500",
                "M20 12V6.800A1.800 1.800 0 0 0 18.200 5H5.800A1.800 1.800 0 0 0 4 6.800v9.400A1.800 1.800 0 0 0 5.800 18H11",
                "m17.500 20.500-3-3 3-3M14.700 17.500h4.800a2 2 0 0 0 2-2",
            ],
            Drawing::Person => &[
                "M8.400 8a3.600 3.600 0 1 0 7.200 0a3.600 3.600 0 1 0-7.200 0",
                "M4.800 19.500c1.200-3.500 4-5 7.200-5s6 1.500 7.200 5",
            ],
            Drawing::Spanner => &[
                "M14.500 6.500a4 4 0 0 1 5-.8l-2.700 2.700 1.800 1.800L21.300 7.500a4 4 0 0 1-5.600 4.800L8.500 19.500a2 2 0 0 1-3-3l7.200-7.200a4 4 0 0 1 1.800-2.800Z",
            ],
            Drawing::Cloud => &[
                "M7 18.500a4 4 0 0 1-.5-8 5.500 5.500 0 0 1 10.600 1.200A3.500 3.500 0 0 1 17 18.500Z",
            ],
            Drawing::Servers => &[
                "M5.500 4.500h13a1.500 1.500 0 0 1 1.500 1.500v3a1.500 1.500 0 0 1-1.500 1.500h-13A1.500 1.500 0 0 1 4 9V6a1.500 1.500 0 0 1 1.500-1.500Z",
                "M5.500 13.500h13a1.500 1.500 0 0 1 1.500 1.500v3a1.500 1.500 0 0 1-1.500 1.500h-13A1.500 1.500 0 0 1 4 18v-3a1.500 1.500 0 0 1 1.500-1.500Z",
                "M7.500 7.500h.01M7.500 16.500h.01",
            ],
            Drawing::Shield => &[
                "M12 3.500 5 6v5.500c0 4.300 2.900 7.300 7 9 4.100-1.700 7-4.700 7-9V6Z",
                "m9 12 2.200 2.200L15.200 10",
            ],
            Drawing::Clock => &[
                "M4.500 12a7.500 7.500 0 1 0 15 0a7.500 7.500 0 1 0-15 0",
                "M12 7.800V12l2.800 1.800",
            ],
        }
    }
}

/// A drawing in the colour of the text around it.
#[inline(never)]
pub fn icon(drawing: Drawing) -> Html {
    html! {
        <svg class="icon" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75"
            stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">
            { for drawing.paths().iter().map(|d| html! { <path d={*d} /> }) }
        </svg>
    }
}
