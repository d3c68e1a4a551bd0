//! The languages of an article.

use super::{check, check_files, path, sound};

#[test]
fn a_language_by_itself() {
    let en = "articles/refused/en.md";
    for (old, new, problem) in [
        ("---\nname", "name", "begins with `---`"),
        ("name: Refused\n", "", "`name` is missing"),
        ("name: Refused", "name: **R**", "plain words"),
        ("name: Refused", "mane: Refused", "one of the keys"),
        (
            "title-pending: {recipient|They} have not got it yet\n",
            "",
            "`title-pending` is missing",
        ),
        ("## looks", "## look", "no section `look`"),
        ("## looks\n\n`450`\n\n", "", "`## looks` is missing"),
        ("## meaning", "## help", "wrong place or twice"),
        ("`450`", "", "`looks` is empty"),
        ("## looks", "## looks [final]", "can have a condition"),
        ("## looks", "## looks: How it looks", "no words of its own"),
        (
            "## happened [pending]",
            "## happened [maybe]",
            "no condition [maybe]",
        ),
        (
            "## happened [pending]",
            "## happened [expired]",
            "nothing to show for the outcome pending",
        ),
        (
            "### wait [pending]: Wait",
            "### wait [pending]",
            "needs words",
        ),
        ("### wait [pending]: Wait", "### Wait: Wait", "needs an id"),
        ("It tries again.", "", "needs a sentence"),
        ("#### time\n\nnow", "#### when\n\nnow", "no other heading"),
        ("### admin: Tell", "### boss: Tell", "last step must be"),
        (
            "### resend [final]",
            "### resend [expired]",
            "two to six steps for the outcome final; it has 1",
        ),
        (
            "### resend [final]",
            "### admin [final]",
            "`admin` stands there twice",
        ),
        (
            "### partner: The",
            "### other: The",
            "needs the cause `partner`",
        ),
        ("#### fix\n\nAsk them.\n\n", "", "in this order"),
        ("#### tell\n\nAsk.", "Ask.", "text before `#### tell`"),
        ("a day", "- a day", "one short paragraph"),
        ("```sh", "```bash", "names its shell"),
        ("- Look.", "1. Look.\n3. Look.", "numbers each list from 1"),
        ("It means that.", "It <b>means</b>.", "HTML"),
    ] {
        check(en, old, new, problem);
    }
}

#[test]
fn languages_beside_each_other() {
    let pl = "articles/refused/pl.md";
    for (old, new, problem) in [
        (
            "{recipient|They} did",
            "They did",
            "`title` does not use {recipient|…}",
        ),
        (
            "It means that.",
            "It means {code|that}.",
            "`## meaning` uses {code|…}",
        ),
        (
            "`450`",
            "`450 {status|5.4.1}`",
            "`## looks` uses {status|…}",
        ),
        (
            "dig {domain|example.com}",
            "dig",
            "the cause firewall does not use {domain|…}",
        ),
        (
            "### wait [pending]",
            "### rest [pending]",
            "the step wait [pending] is missing",
        ),
        (
            "#### time\n\nnow\n",
            "",
            "the step resend [final] with `#### time` is missing",
        ),
        (
            "#### check\n\nAsk again.\n\n",
            "",
            "the cause partner with `#### check` is missing",
        ),
        (
            "## admin\n",
            "## admin\n\nRead this.\n",
            "the introduction of `## admin` is not in",
        ),
        (
            "## happened [final]",
            "## happened [expired]",
            "`## happened` [final] is missing",
        ),
    ] {
        check(pl, old, new, problem);
    }
    let mut files = sound();
    let text = files.get_mut(&path(pl)).expect(pl);
    *text = text
        .replace("happened [final]", "happened [later]")
        .replace("happened [pending]", "happened [final]")
        .replace("happened [later]", "happened [pending]");
    check_files(&files, pl, "in another order than in");
}
