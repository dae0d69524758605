//! The file to upload, checked before anything is sent.

use std::io::Write;
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::Outcome;

/// What one `PUT` carries at most: 5 GB.
const SIZE_LIMIT: u64 = 5 << 30;

/// The size of the file that the example makes.
const SAMPLE_SIZE: usize = 64 << 20;

/// A file to upload.
#[derive(Debug)]
pub(crate) struct Source {
    pub(crate) path: PathBuf,
    pub(crate) length: u64,
    /// A file that the example made is removed at its end.
    _sample: Option<NamedTempFile>,
}

impl Source {
    /// The user's file.
    pub(crate) fn open(path: &Path) -> Outcome<Self> {
        let shown = path.display();
        let facts = std::fs::metadata(path)
            .map_err(|error| format!("cannot read `{shown}`: {error}; check the path behind --file"))?;
        if facts.is_dir() {
            return Err(format!("`{shown}` is a directory: name a file behind --file").into());
        }
        if !facts.is_file() {
            return Err(format!("`{shown}` is no regular file: copy it into one, so that its size is known").into());
        }
        if facts.len() == 0 {
            return Err(format!("`{shown}` is empty: there is nothing to upload").into());
        }
        if facts.len() > SIZE_LIMIT {
            let problem = "is larger than 5 GB, the most that one upload carries: use a multipart upload of an OSS SDK";
            return Err(format!("`{shown}` {problem}").into());
        }
        // A file that may not be read should be known before a ticket is asked for.
        std::fs::File::open(path).map_err(|error| format!("cannot open `{shown}`: {error}"))?;
        Ok(Self { path: path.to_owned(), length: facts.len(), _sample: None })
    }

    /// A file of 64 MiB that is no media, but has no two equal parts.
    pub(crate) fn sample() -> Outcome<Self> {
        let mut file = NamedTempFile::with_suffix(".mp4")
            .map_err(|error| format!("cannot make a file to upload: {error}; name one with --file"))?;
        let mut state = 0x2545_F491_4F6C_DD1D_u64;
        let mut piece = Vec::with_capacity(1 << 16);
        for _ in 0..SAMPLE_SIZE >> 16 {
            piece.clear();
            while piece.len() < 1 << 16 {
                // Xorshift: each number follows from the one before.
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                piece.extend_from_slice(&state.to_le_bytes());
            }
            file.write_all(&piece).map_err(|error| format!("cannot write a file to upload: {error}"))?;
        }
        Ok(Self { path: file.path().to_owned(), length: SAMPLE_SIZE as u64, _sample: Some(file) })
    }

    /// Whether the file still has its length.
    pub(crate) fn is_unchanged(&self) -> bool {
        std::fs::metadata(&self.path).is_ok_and(|facts| facts.len() == self.length)
    }

    /// The extension of the file's name.
    pub(crate) fn extension(&self) -> Option<String> {
        Some(self.path.extension()?.to_str()?.to_owned())
    }
}
