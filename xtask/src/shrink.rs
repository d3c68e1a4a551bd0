//! Takes comments and indentation out of style sheets and scripts. No more: what is given out stays readable.

/// A style sheet without comments, indentation and blank lines. Strings with `/*` in them are not expected.
pub fn css(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(start) = rest.find("/*") {
        out.push_str(&rest[..start]);
        rest = rest[start..]
            .find("*/")
            .map_or("", |end| &rest[start + end + 2..]);
    }
    out.push_str(rest);
    lines(&out, |_| false)
}

/// A script without the comments that stand on lines of their own, indentation and blank lines.
/// Template strings over several lines are not expected.
pub fn js(source: &str) -> String {
    lines(source, |line| {
        line.starts_with("//")
            || line.starts_with("/*")
            || line.starts_with("* ")
            || line == "*"
            || line.starts_with("*/")
    })
}

fn lines(source: &str, drop: impl Fn(&str) -> bool) -> String {
    let mut out = String::with_capacity(source.len());
    for line in source
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !drop(line))
    {
        out.push_str(line);
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{css, js};

    #[test]
    fn comments_go() {
        assert_eq!(
            css("/* head */\n.a {\n  color: red; /* why */\n}\n\n"),
            ".a {\ncolor: red;\n}\n"
        );
        assert_eq!(
            js("/**\n * doc\n */\nfunction f() {\n  // why\n  return 2 * 3;\n}\n"),
            "function f() {\nreturn 2 * 3;\n}\n"
        );
    }
}
