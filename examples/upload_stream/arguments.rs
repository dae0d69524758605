//! The arguments of the command line.

use std::path::PathBuf;

pub(crate) const USAGE: &str = "\
usage: cargo run --example upload_stream -- [--file FILE] [--media-id ID] [--endpoint URL]

  --file FILE      the file to upload; without it, 64 MiB that the example makes
  --media-id ID    the media asset that the stream belongs to; without it, a new one
  --endpoint URL   where to ask for the upload, such as http://127.0.0.1:8080 (`--example emulator` runs one)

With ALIBABA_CLOUD_ACCESS_KEY_ID, ALIBABA_CLOUD_ACCESS_KEY_SECRET and ALIBABA_CLOUD_REGION_ID in the environment it
talks to the real service, else to an emulator that it starts.";

/// What to do.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Arguments {
    pub(crate) file: Option<PathBuf>,
    pub(crate) media_id: Option<String>,
    pub(crate) endpoint: Option<String>,
    pub(crate) help: bool,
}

impl Arguments {
    /// Reads the words behind the program's name.
    pub(crate) fn parse(words: impl IntoIterator<Item = std::ffi::OsString>) -> Result<Self, String> {
        let mut arguments = Self::default();
        let mut words = words.into_iter();
        while let Some(option) = words.next() {
            let option = option.to_string_lossy().into_owned();
            let mut value = || words.next().ok_or_else(|| format!("`{option}` needs a value\n{USAGE}"));
            let text = |word: std::ffi::OsString| {
                word.into_string().map_err(|_| format!("the value of `{option}` is not Unicode: write it in UTF-8"))
            };
            match option.as_str() {
                "--file" => arguments.file = Some(value()?.into()),
                "--media-id" => arguments.media_id = Some(text(value()?)?),
                "--endpoint" => arguments.endpoint = Some(text(value()?)?),
                "--help" | "-h" => arguments.help = true,
                _ => return Err(format!("unknown option `{option}`\n{USAGE}")),
            }
        }
        Ok(arguments)
    }
}
