//! The arguments of the command line.

use std::ffi::OsString;
use std::path::PathBuf;
use std::time::Duration;

pub(crate) const USAGE: &str = "\
usage: cargo run --example declare -- [--docs FILE | --of CODE VERSION] [--expect MEMBER].. ACTION..
       cargo run --example declare -- [--docs FILE | --of CODE VERSION] --list | --product

  ACTION..           prints the Rust file that declares these operations
  --expect MEMBER    a member that is in every reply, such as `MediaId` or `MediaInfos.MediaId`
  --list             prints the operations in the document
  --product          prints the constant of the document's product

  --docs FILE        the document: an `api-docs.json`, or the `api.json` of one operation
  --of CODE VERSION  fetches the document of a product other than `ICE 2020-11-09`, such as `Ecs 2014-05-26`
  --address URL      where to fetch it, instead of https://api.aliyun.com
  --timeout SECONDS  how long to wait for an answer, or for more of it (30)";

/// What to do.
#[derive(Debug)]
pub(crate) struct Arguments {
    pub(crate) docs: Option<PathBuf>,
    pub(crate) code: String,
    pub(crate) version: String,
    pub(crate) address: String,
    pub(crate) timeout: Duration,
    pub(crate) actions: Vec<String>,
    pub(crate) expected: Vec<String>,
    pub(crate) list: bool,
    pub(crate) product: bool,
    pub(crate) help: bool,
    /// An option that only concerns a fetched document.
    fetches: Option<String>,
}

impl Arguments {
    /// Parses the arguments after the program's name.
    pub(crate) fn parse(words: impl IntoIterator<Item = OsString>) -> Result<Self, String> {
        let mut arguments = Self {
            docs: None,
            code: "ICE".to_owned(),
            version: "2020-11-09".to_owned(),
            address: "https://api.aliyun.com".to_owned(),
            timeout: Duration::from_secs(30),
            actions: Vec::new(),
            expected: Vec::new(),
            list: false,
            product: false,
            help: false,
            fetches: None,
        };
        let mut words = words.into_iter();
        while let Some(word) = words.next() {
            let word = word.to_string_lossy().into_owned();
            let mut path = || value_of(&word, words.next());
            let mut text = || Ok::<_, String>(path()?.to_string_lossy().into_owned());
            if matches!(word.as_str(), "--of" | "--address") {
                arguments.fetches = Some(word.clone());
            }
            match word.as_str() {
                "--docs" => arguments.docs = Some(path()?.into()),
                "--of" => (arguments.code, arguments.version) = (text()?, text()?),
                "--address" => arguments.address = text()?,
                "--timeout" => arguments.timeout = seconds(&text()?)?,
                "--expect" => arguments.expected.push(text()?),
                "--list" => arguments.list = true,
                "--product" => arguments.product = true,
                "--help" | "-h" => arguments.help = true,
                option if option.starts_with('-') => return Err(format!("unknown option `{option}`\n{USAGE}")),
                _ => arguments.actions.push(word),
            }
        }
        match arguments.mistake() {
            Some(mistake) if !arguments.help => Err(format!("{mistake}\n{USAGE}")),
            _ => Ok(arguments),
        }
    }

    /// What does not go together.
    fn mistake(&self) -> Option<String> {
        if let (Some(option), Some(_)) = (&self.fetches, &self.docs) {
            return Some(format!(
                "`{option}` is for a fetched document, but `--docs` names a file: leave one of them out"
            ));
        }
        let alone = [("--list", self.list), ("--product", self.product)].into_iter().find(|(_, is_set)| *is_set);
        match (alone, self.actions.first()) {
            (None, None) => Some("name an operation".to_owned()),
            (Some((option, _)), Some(action)) => {
                Some(format!("`{option}` takes no operation: leave out `{option}` or `{action}`"))
            }
            _ => None,
        }
    }
}

/// The value of an option, unless it is another option.
fn value_of(option: &str, value: Option<OsString>) -> Result<OsString, String> {
    match value {
        Some(next) if next.to_string_lossy().starts_with('-') => {
            Err(format!("`{option}` needs {} before `{}`\n{USAGE}", expected(option), next.to_string_lossy()))
        }
        value => value.ok_or_else(|| format!("`{option}` needs {}\n{USAGE}", expected(option))),
    }
}

/// What follows an option.
fn expected(option: &str) -> &'static str {
    if option == "--of" { "a product code and a version, such as `Ecs 2014-05-26`" } else { "a value" }
}

fn seconds(text: &str) -> Result<Duration, String> {
    let seconds: Option<u64> = text.parse().ok().filter(|seconds| *seconds > 0);
    seconds.map(Duration::from_secs).ok_or_else(|| format!("`--timeout` needs a number of seconds, not `{text}`"))
}
