//! Runs of text: the Markdown subset, and what is told of the rest.

use crate::explain::model::Slot;
use crate::knowledge::build::inline::{command, pieces};
use crate::knowledge::build::problems::Problems;
use crate::knowledge::build::prose::Place;
use crate::knowledge::words::{Piece, Style};

const PLACE: Place<'static> = Place {
    path: "en.md",
    line: 7,
};

#[track_caller]
fn check(text: &str, want: &[Piece<'_>]) {
    let mut problems = Problems::default();
    assert_eq!(pieces(PLACE, text, &mut problems), want);
    assert_eq!(problems.lines().collect::<Vec<_>>(), [""; 0]);
}

#[track_caller]
fn check_problem(text: &str, want: &str) {
    let mut problems = Problems::default();
    pieces(PLACE, text, &mut problems);
    let told: Vec<String> = problems.lines().collect();
    assert!(
        told.iter()
            .any(|line| line.starts_with("en.md:7: ") && line.contains(want)),
        "{text}: {told:?}"
    );
}

const fn slot(slot: Slot, fallback: &str, style: Style) -> Piece<'_> {
    Piece::Slot {
        slot,
        fallback,
        style,
    }
}

#[test]
fn the_subset() {
    check("plain", &[Piece::Text("plain")]);
    check(
        "a **b** `c_d <x>` [e f](https://example.com/a_b?c) {recipient|the person}.",
        &[
            Piece::Text("a "),
            Piece::Strong("b"),
            Piece::Text(" "),
            Piece::Code("c_d <x>"),
            Piece::Text(" "),
            Piece::Link {
                text: "e f",
                url: "https://example.com/a_b?c",
            },
            Piece::Text(" "),
            slot(Slot::Recipient, "the person", Style::Plain),
            Piece::Text("."),
        ],
    );
    check(
        "**ask {domain|them} now**",
        &[
            Piece::Strong("ask "),
            slot(Slot::Domain, "them", Style::Strong),
            Piece::Strong(" now"),
        ],
    );
    check(
        "`dig {domain|example.com}`",
        &[
            Piece::Code("dig "),
            slot(Slot::Domain, "example.com", Style::Code),
        ],
    );
    check(
        "寄給 Get-X_y 的 5 & 6",
        &[Piece::Text("寄給 Get-X_y 的 5 & 6")],
    );
}

#[test]
fn commands_keep_their_braces() {
    let mut problems = Problems::default();
    let text = "Get-X | ? {$_.A -eq '{remote|mail.contoso.com}'} | % { $_ }";
    assert_eq!(
        command(PLACE, text, &mut problems),
        [
            Piece::Text("Get-X | ? {$_.A -eq '"),
            slot(Slot::Remote, "mail.contoso.com", Style::Code),
            Piece::Text("'} | % { $_ }"),
        ]
    );
    command(PLACE, "dig {domain} {dommain|x}", &mut problems);
    let told: Vec<String> = problems.lines().collect();
    assert!(
        told.len() == 2 && told[0].contains("no fallback") && told[1].contains("no slot `dommain`"),
        "{told:?}"
    );
}

#[test]
fn what_is_not_of_the_subset_is_told() {
    for (text, want) in [
        ("<b>x</b>", "HTML"),
        ("a &nbsp; b", "entity"),
        ("_em_", "emphasis"),
        ("__strong__", "emphasis"),
        ("*em*", "cannot read"),
        ("**open", "cannot read"),
        ("`open", "cannot read"),
        ("[a] b", "cannot read"),
        ("![a](https://example.com/a.png)", "image"),
        ("[a](http://example.com)", "https"),
        ("[a](https://exa mple.com)", "https"),
        ("[a](javascript:x)", "https"),
        ("see https://example.com", "a link is"),
        ("a ~~b~~", "~~"),
        ("a\\*b", "backslashes"),
        ("a } b", "closing bracket"),
        ("{recipient}", "no fallback"),
        ("{recipient|}", "no fallback"),
        ("{recipient|a `b`}", "words only"),
        ("{person|x}", "no slot `person`"),
        ("a\u{200b}b", "invisible"),
        ("**a `b`**", "words and slots"),
    ] {
        check_problem(text, want);
    }
}
