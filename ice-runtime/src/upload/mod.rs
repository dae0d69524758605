//! Uploads: the ticket that says where an object goes, and with the feature `upload` what brings it there whole.
//!
//! ```no_run
//! # #[cfg(feature = "upload")]
//! # async fn run(
//! #     client: ice_runtime::Client,
//! #     created: (ice_runtime::upload::UploadAddress, ice_runtime::upload::UploadAuth),
//! # ) -> Result<(), ice_runtime::Error> {
//! # let (upload_address, upload_auth) = created;
//! let stored = client.upload(&upload_address, &upload_auth).file("movie.mp4").await?;
//! println!("{} bytes as {}", stored.length, stored.etag);
//! # Ok(())
//! # }
//! ```
//!
//! # One request or parts
//!
//! Up to 5 GB go in one streamed `PUT`. The storage checks the keys when it starts, so it may outlive its ticket; but what
//! breaks starts again from the first byte. With [`Upload::refresh`] or [`Upload::parts`], and above 5 GB, a source that
//! does not fit into one part goes in parts of 8 MiB or more, 3 at once, each of them again where it fails, and can be
//! resumed. The limits of the storage:
//!
//! | what | limit |
//! | --- | --- |
//! | one `PUT`, or one part | 5 GB |
//! | a part but the last | at least 100 KB |
//! | parts | 10,000, so 48.8 TB in all |
//! | a ticket | 3,000 seconds |
//!
//! # Keys that expire
//!
//! A ticket that has less than 60 seconds left is not used. [`Upload::refresh`] says how to get another one for the same
//! object. These operations give one:
//!
//! | the upload was created by | it is refreshed by |
//! | --- | --- |
//! | `CreateUploadMedia` (ICE) | `RefreshUploadMedia` |
//! | `CreateUploadVideo` (vod) | `RefreshUploadVideo` |
//! | `CreateUploadStream` (ICE) | nothing: asked again, it makes another object |
//!
//! What `CreateUploadStream` gives out has to be uploaded in one request, or within the ticket's life. Without a refresh the
//! upload ends with [`UploadFailure::KeysExpired`] and the checkpoint to resume it from under new keys. So does one whose
//! new keys are refused before any request succeeded under them. A refresh may take 90 seconds.
//!
//! # Time
//!
//! An upload may take as long as it likes. A request that stands still for
//! [`read_timeout`](crate::HttpSettings::read_timeout) is sent again. The system takes up to a few megabytes before the line
//! has them, and nobody sees those move: on a line of less than a megabit a second, set a longer one. The client's other
//! time limits do not apply. A [`Transport`](crate::Transport) of one's own has to end silence itself.
//!
//! Each request is sent up to 6 times ([`Upload::retry`]), under the client's retry budget.
//!
//! # What is checked
//!
//! The CRC-64 of every part is computed while it is read, and compared with what the storage says it has. Those of all parts
//! make that of the object, which is compared too. A file that changes meanwhile ends the upload with
//! [`UploadFailure::Changed`]. A resumed upload asks the storage for the parts that it has, reads those from the source again,
//! and sends every part anew whose size or checksum differs.
//!
//! # What stays behind
//!
//! An upload that fails or is dropped is aborted, and the storage forgets its parts: unless [`Upload::checkpoint`] was called,
//! the keys have expired, the storage cannot be reached, or the process was killed. Parts that stay are not seen as an object,
//! but are charged for until they are aborted ([`Upload::abort`]) or a lifecycle rule of the bucket removes them. A part
//! that is under way while its upload is aborted may stay as well, and so does an upload whose id was lost on its way back.
//!
//! # What can be run twice
//!
//! Uploading the same source again, resuming a checkpoint twice one after the other, and aborting: they end with the same
//! object, or none. An object of the same key is replaced. Two processes that resume one checkpoint at once can send parts
//! twice, but make the same object. A header like `x-oss-forbid-overwrite` changes that: a `PUT` whose reply was lost then
//! finds its own object in the way.
//!
//! # What is logged
//!
//! With the feature `tracing` an upload is a span, and each attempt that failed an event with the part, the kind of failure,
//! status, code and request id, under the target `ice_runtime`. Bucket, key and keys are not logged.

#[cfg(feature = "upload")]
mod builder;
#[cfg(feature = "upload")]
mod checksum;
#[cfg(feature = "upload")]
mod engine;
#[cfg(feature = "upload")]
mod keys;
#[cfg(feature = "upload")]
mod object;
#[cfg(feature = "upload")]
mod parts;
#[cfg(feature = "upload")]
mod piece;
#[cfg(feature = "upload")]
mod progress;
#[cfg(feature = "upload")]
mod requests;
#[cfg(feature = "upload")]
mod source;
#[cfg(feature = "upload")]
mod span;
#[cfg(feature = "upload")]
mod storage;
#[cfg(feature = "upload")]
mod trace;

pub use crate::tickets::{UploadAddress, UploadAuth};

#[cfg(feature = "upload")]
pub use crate::checkpoint::Checkpoint;
#[cfg(feature = "upload")]
pub use crate::error::{UploadError, UploadFailure};
#[cfg(feature = "upload")]
pub use builder::Upload;
#[cfg(feature = "upload")]
pub use object::StoredObject;
#[cfg(feature = "upload")]
pub use progress::{UploadPhase, UploadProgress};
