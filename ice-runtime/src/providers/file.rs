//! Files that may contain secrets: they are read into memory that is zeroed on drop.

use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::Path;

use zeroize::Zeroizing;

use crate::error::CredentialsError;

/// The largest file that is read, in bytes. Real profiles and tokens are a thousandth of that.
const LIMIT: u64 = 1024 * 1024;

/// Returns the content of a file; `None` if it does not exist. Errors name the file, never its content.
pub(super) async fn read(path: &Path) -> Result<Option<Zeroizing<String>>, CredentialsError> {
    let owned = path.to_owned();
    let text = match tokio::runtime::Handle::try_current() {
        Ok(runtime) => {
            runtime.spawn_blocking(move || read_blocking(&owned)).await.unwrap_or_else(|end| Err(end.into()))
        }
        Err(_) => read_blocking(&owned),
    };
    match text {
        Ok(text) => Ok(Some(text)),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(None),
        Err(error) => Err(CredentialsError::new(format_args!("cannot read {}: {error}", path.display()))),
    }
}

fn read_blocking(path: &Path) -> io::Result<Zeroizing<String>> {
    let metadata = std::fs::metadata(path)?;
    // A pipe or a device may never end.
    if !metadata.is_file() {
        return Err(io::Error::new(ErrorKind::InvalidInput, "not a regular file"));
    }
    if metadata.len() > LIMIT {
        return Err(io::Error::new(ErrorKind::FileTooLarge, "larger than 1 MiB"));
    }
    // Large enough from the start: a vector that grows leaves its old memory behind unzeroed.
    let room = usize::try_from(metadata.len()).unwrap_or_default() + 1;
    let mut content = Zeroizing::new(Vec::with_capacity(room));
    File::open(path)?.take(LIMIT + 1).read_to_end(&mut content)?;
    let text = std::str::from_utf8(&content).map_err(|error| {
        let line = 1 + content.iter().take(error.valid_up_to()).filter(|&&byte| byte == b'\n').count();
        io::Error::new(ErrorKind::InvalidData, format!("line {line} is not valid UTF-8: save the file as UTF-8"))
    })?;
    Ok(Zeroizing::new(text.to_owned()))
}
