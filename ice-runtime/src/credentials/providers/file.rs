//! Files that may hold secrets: in comes a path, out goes the text, in memory that is zeroed at the end.

use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use crate::error::CredentialsError;

/// The largest file that is read, in bytes: profiles and tokens are a thousandth of that.
const LIMIT: u64 = 1024 * 1024;

/// The text of a file; `None` where there is no such file. Errors name the file, never its content.
pub(super) async fn read(path: &Path) -> Result<Option<Zeroizing<String>>, CredentialsError> {
    let owned = path.to_owned();
    let content = match tokio::runtime::Handle::try_current() {
        Ok(runtime) => runtime.spawn_blocking(move || read_blocking(&owned)).await,
        Err(_) => Ok(read_blocking(&owned)),
    };
    let problem = |problem: &str| CredentialsError::new(format_args!("{} {problem}", path.display()));
    let Ok(content) = content else {
        return Err(problem("was not read: the runtime ended"));
    };
    let content = match content {
        Ok(content) => content,
        Err(error) if is_absent(&error) => return Ok(None),
        Err(error) => return Err(problem(&format!("cannot be read: {error}"))),
    };
    match std::str::from_utf8(&content) {
        Ok(text) => Ok(Some(Zeroizing::new(text.to_owned()))),
        Err(error) => {
            let line = 1 + content.iter().take(error.valid_up_to()).filter(|&&byte| byte == b'\n').count();
            Err(problem(&format!("is no UTF-8 in line {line}: save it as such")))
        }
    }
}

fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory)
}

fn read_blocking(path: &PathBuf) -> io::Result<Zeroizing<Vec<u8>>> {
    let metadata = std::fs::metadata(path)?;
    // A pipe or a device may never end.
    if !metadata.is_file() {
        return Err(io::Error::new(ErrorKind::InvalidInput, "it is no file"));
    }
    if metadata.len() > LIMIT {
        return Err(io::Error::new(ErrorKind::FileTooLarge, "it is larger than 1 MiB"));
    }
    // Large enough from the start: a vector that grows leaves its old memory behind as it is.
    let room = usize::try_from(metadata.len()).unwrap_or_default() + 1;
    let mut content = Zeroizing::new(Vec::with_capacity(room));
    File::open(path)?.take(LIMIT + 1).read_to_end(&mut content)?;
    Ok(content)
}
