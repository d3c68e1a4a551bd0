//! Starts other programs, says which, and turns their failure into a sentence.

use anyhow::{Context, Result, bail};
use std::io::{self, BufRead, BufReader, Write};
use std::process::{Command, Stdio};

/// Prints what is done next.
pub fn step(what: &str) {
    println!("==> {what}");
}

/// Runs a program to its end; its output goes to the terminal. `help` says what to do when it cannot be started.
pub fn run(command: &mut Command, help: &str) -> Result<()> {
    let status = command
        .status()
        .with_context(|| format!("cannot start {}: {help}", name(command)))?;
    if !status.success() {
        bail!("{} ended with {status}", name(command));
    }
    Ok(())
}

/// The output of a program, trimmed; `None` when it cannot be started or fails.
pub fn output(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).output().ok()?;
    if !output.status.success() {
        return None;
    }
    let text = String::from_utf8(output.stdout).ok()?;
    Some(text.trim().to_owned())
}

/// Runs a program to its end, shows what it prints and keeps it too: whether it succeeded, and its output.
pub fn tee(command: &mut Command, help: &str) -> Result<(bool, String)> {
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot start {}: {help}", name(command)))?;
    let mut kept = String::new();
    if let Some(stdout) = child.stdout.take() {
        let mut reader = BufReader::new(stdout);
        let mut line = Vec::new();
        while reader.read_until(b'\n', &mut line)? > 0 {
            // A closed terminal must not hide how the tests ended.
            let _ = io::stdout().write_all(&line);
            kept.push_str(&String::from_utf8_lossy(&line));
            line.clear();
        }
    }
    let status = child.wait()?;
    Ok((status.success(), kept))
}

/// A command as a person would name it: the program without its folder, and how its arguments begin.
fn name(command: &Command) -> String {
    let program = command.get_program().to_string_lossy();
    let mut name = format!(
        "`{}",
        program.rsplit(['/', '\\']).next().unwrap_or(&program)
    );
    for argument in command.get_args().take(3) {
        name.push(' ');
        name.push_str(&argument.to_string_lossy());
    }
    name.push('`');
    name
}

#[cfg(test)]
mod tests {
    use super::name;
    use std::process::Command;

    #[test]
    fn names_of_commands() {
        let mut command = Command::new("/opt/bin/cargo");
        assert_eq!(name(&command), "`cargo`");
        command.args(["test", "--workspace", "--no-fail-fast", "--quiet"]);
        assert_eq!(name(&command), "`cargo test --workspace --no-fail-fast`");
    }
}
