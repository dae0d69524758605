//! Credentials printed by a command. It is run without a shell, so the command line is split into words here.

use std::process::Stdio;
use std::time::Duration;
use std::{fmt, io};

use tokio::io::AsyncReadExt;
use tokio::process::Command;
use zeroize::Zeroizing;

use super::section::{Section, Setting, parse_json};
use super::{Environment, Provided};
use crate::error::CredentialsError;

/// Less than a fetch may take, so that the error can name the command.
const LIMIT: Duration = Duration::from_millis(9_500);
/// The most that a command may print, in bytes.
const OUTPUT_LIMIT: usize = 64 * 1024;

/// Credentials that a command prints on its standard output, like the command-line client's mode `External`:
/// `{"mode": "StsToken", "access_key_id": "..", "access_key_secret": "..", "sts_token": "..", "expiration": ".."}`, or
/// mode `AK` without the last two.
/// The command is run without a shell; quotes keep an argument together. It is killed after 9.5 seconds. Its standard
/// error is discarded.
///
/// ```
/// use ice_runtime::credentials::{Environment, ExternalCredentials};
///
/// let provider = ExternalCredentials::new("vault-keys --role 'media worker'", Environment::process());
/// ```
#[derive(Clone)]
pub struct ExternalCredentials {
    command: Zeroizing<String>,
    environment: Environment,
}

provider!(ExternalCredentials);

impl ExternalCredentials {
    /// Uses this command, which sees the variables of `environment` and no others.
    pub fn new(command: impl Into<String>, environment: Environment) -> Self {
        Self { command: Zeroizing::new(command.into()), environment }
    }

    async fn fetch(&self) -> Result<Provided, CredentialsError> {
        let words = split(&self.command).map_err(wrong)?;
        let Some((program, arguments)) = words.split_first() else {
            return Err(wrong("it is empty: write a command and its arguments"));
        };
        let mut command = Command::new(program);
        command
            .args(arguments)
            .env_clear()
            .envs(&self.environment.vars)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true);
        let output = tokio::time::timeout(LIMIT, output_of(command)).await;
        of_output(&output.unwrap_or_else(|_| Err(wrong("the command took more than 9.5 s: make it faster")))?)
    }
}

impl fmt::Debug for ExternalCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Arguments may be secrets.
        f.debug_struct("ExternalCredentials").finish_non_exhaustive()
    }
}

async fn output_of(mut command: Command) -> Result<Zeroizing<Vec<u8>>, CredentialsError> {
    let failed = |what: &'static str| move |error: io::Error| wrong(format_args!("the command {what}: {error}"));
    let mut child = command.spawn().map_err(failed("could not be started"))?;
    // Large enough from the start: a vector that grows leaves its old memory behind unzeroed.
    let mut output = Zeroizing::new(Vec::with_capacity(OUTPUT_LIMIT + 64));
    if let Some(stdout) = child.stdout.take() {
        let mut stdout = stdout.take(OUTPUT_LIMIT as u64 + 1);
        stdout.read_to_end(&mut output).await.map_err(failed("could not be read from"))?;
    }
    if output.len() > OUTPUT_LIMIT {
        return Err(wrong("the command printed more than 64 KiB: let it print the keys only"));
    }
    match child.wait().await.map_err(failed("could not be waited for"))? {
        status if status.success() => Ok(output),
        status => Err(wrong(format_args!("the command failed with {status}: run it by hand to see why"))),
    }
}

pub(super) fn of_output(output: &[u8]) -> Result<Provided, CredentialsError> {
    const HOLDER: &str = "the output of `process_command`";
    let keys: Section = parse_json(HOLDER, output)?;
    let mode = keys.get(HOLDER, "mode");
    let is = |name| mode.text.is_some_and(|mode| mode.eq_ignore_ascii_case(name));
    if is("StsToken") {
        keys.get(HOLDER, "sts_token").required()?;
    } else if mode.text.is_some() && !is("AK") {
        return Err(mode.error("write `AK` or `StsToken`"));
    }
    // Long-term credentials have no token, whatever the output says.
    let token = if is("AK") { "" } else { "sts_token" };
    keys.keys(HOLDER, ["access_key_id", "access_key_secret", token, "expiration"])
}

fn wrong(problem: impl fmt::Display) -> CredentialsError {
    Setting::new("the external command", "process_command", None).error(problem)
}

/// Splits a command line into words at white space, like the command-line client. In addition, quotes keep words
/// together, and a backslash escapes the next character, except on Windows, where it separates folders.
pub(super) fn split(command: &str) -> Result<Vec<String>, &'static str> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    let mut characters = command.chars().peekable();
    while let Some(character) = characters.next() {
        match (quote, character) {
            (Some(open), _) if character == open => quote = None,
            (None, '\'' | '"') => {
                quote = Some(character);
                word.get_or_insert_default();
            }
            (None | Some('"'), '\\') => {
                let is_taken = |next: &char| match quote {
                    None => !cfg!(windows),
                    Some(_) => *next == '"' || !cfg!(windows) && matches!(next, '\\' | '$' | '`'),
                };
                word.get_or_insert_default().push(characters.next_if(is_taken).unwrap_or('\\'));
            }
            (None, _) if character.is_whitespace() => words.extend(word.take()),
            _ => word.get_or_insert_default().push(character),
        }
    }
    if quote.is_some() {
        return Err("a quote is not closed: close it");
    }
    words.extend(word);
    Ok(words)
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn a_command_line_is_split_at_white_space_outside_quotes() {
        for (line, words) in [
            ("", &[][..]),
            ("  a  b\tc ", &["a", "b", "c"]),
            (r#"a "b c" 'd "e"' "#, &["a", "b c", r#"d "e""#]),
            (r#"a"b"'c' '' "#, &["abc", ""]),
        ] {
            assert_eq!(split(line).unwrap(), words, "{line}");
        }
        assert!(split("a 'b").is_err());
        assert!(split("a \"b").is_err());
    }

    #[cfg(unix)]
    #[test]
    fn a_backslash_escapes_the_next_character() {
        assert_eq!(split(r#"a\ b "c\"d\e" '\'"#).unwrap(), ["a b", r#"c"d\e"#, r"\"]);
        assert_eq!(split(r"a \").unwrap(), ["a", r"\"]);
    }
}
