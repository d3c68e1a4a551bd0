//! Values inside the quotes of a shell.

use crate::slug::slugs;

slugs! {
    /// A program that reads commands.
    pub enum Shell {
        /// PowerShell on Windows; Exchange's own commands run in it everywhere.
        PowerShell = "powershell",
        /// The shells of Linux and macOS.
        Sh = "sh",
    }
}

/// Appends a value to a command in which a single quotation mark is open, so that the shell reads the value and nothing else.
///
/// PowerShell ends such a string at U+2018 to U+201B as well as at U+0027, and takes two of them in a row for one; a POSIX
/// shell has no way to write `'` inside, so the string is closed and opened again.
pub fn push_quoted(shell: Shell, value: &str, out: &mut String) {
    for c in value.chars() {
        match (shell, c) {
            (Shell::PowerShell, '\'' | '\u{2018}'..='\u{201b}') => {
                out.push(c);
                out.push(c);
            }
            (Shell::Sh, '\'') => out.push_str("'\\''"),
            _ => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Shell, push_quoted};

    #[track_caller]
    fn check(shell: Shell, value: &str, want: &str) {
        let mut out = String::new();
        push_quoted(shell, value, &mut out);
        assert_eq!(out, want);
    }

    #[test]
    fn quotation_marks() {
        check(Shell::PowerShell, "o'brien", "o''brien");
        check(Shell::PowerShell, "a‘b’c‚d‛e", "a‘‘b’’c‚‚d‛‛e");
        check(Shell::PowerShell, "$(x)`\"", "$(x)`\"");
        check(Shell::Sh, "o'brien", "o'\\''brien");
        check(Shell::Sh, "a’$(x)`", "a’$(x)`");
    }
}
