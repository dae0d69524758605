//! Uploads: the ticket that says where an object goes and, with the feature `upload`, the code that sends it there.
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
//! Up to 5 GiB go in one streamed `PUT`. The storage checks the credentials when it starts, so it may outlive its
//! ticket; but if it breaks, it starts over from the first byte. With [`Upload::refresh`] or [`Upload::parts`], and
//! above 5 GiB, a source larger than one part goes in parts of 8 MiB or more, 3 at once. Each of them is retried by
//! itself, and the upload can be resumed. The limits of the storage:
//!
//! | what | limit |
//! | --- | --- |
//! | one `PUT`, or one part | 5 GiB |
//! | a part other than the last | at least 100 KiB |
//! | parts | 10,000, so 48.8 TiB in all |
//! | a ticket | 3,000 seconds |
//!
//! # Credentials that expire
//!
//! A ticket with less than 60 seconds left is not used. [`Upload::refresh`] says how to get another one for the same
//! object. These operations return one:
//!
//! | the upload was created by | it is refreshed by |
//! | --- | --- |
//! | `CreateUploadMedia` (ICE) | `RefreshUploadMedia` |
//! | `CreateUploadVideo` (vod) | `RefreshUploadVideo` |
//! | `CreateUploadStream` (ICE) | nothing: called again, it creates another object |
//!
//! A ticket from `CreateUploadStream` has to be used in one request, or within its lifetime. Without a refresh the
//! upload ends with [`UploadFailure::KeysExpired`] and a checkpoint to resume it from with new credentials. So does an
//! upload whose new credentials are refused before any request succeeded with them. A refresh may take 90 seconds.
//!
//! # Time
//!
//! An upload may take any amount of time. A request that stalls for
//! [`read_timeout`](crate::HttpSettings::read_timeout) is sent again. The operating system buffers up to a few
//! megabytes, whose progress nobody sees: on a line of less than a megabit per second, set a longer one. The client's
//! other time limits do not apply. Your own [`Transport`](crate::Transport) has to end stalled requests itself.
//!
//! Each request is sent up to 6 times ([`Upload::retry`]), under the client's retry budget.
//!
//! # What is checked
//!
//! The CRC-64 of every part is computed while it is read, and compared with the one that the storage reports. The
//! object's CRC-64 follows from those of its parts, and is compared too. A file that changes meanwhile, or is not the one
//! that a checkpoint was made from, ends the upload with [`UploadFailure::Changed`], and the upload is aborted. A resumed
//! upload asks the storage which parts it has, reads those from the source again, and sends every part whose size or
//! checksum differs.
//!
//! # What is left behind
//!
//! An upload that fails or is dropped is aborted, and the storage discards its parts, unless [`Upload::checkpoint`]
//! was called, the credentials have expired, the storage cannot be reached, or the process was killed. Parts left
//! behind are not visible as an object, but are charged for until they are aborted ([`Upload::abort`]) or removed by a
//! lifecycle rule of the bucket. A part in flight while its upload is aborted may be left behind as well, and so is an
//! upload whose id was lost with the reply.
//!
//! # What can be run twice
//!
//! Uploading the same source again, resuming a checkpoint twice in a row, and aborting: they end with the same object,
//! or none. An existing object with the same key is replaced. Two processes that resume one checkpoint at once may
//! send parts twice, but create the same object. A header like `x-oss-forbid-overwrite` changes that: a `PUT` whose
//! reply was lost is then blocked by its own object.
//!
//! # What is logged
//!
//! With the feature `tracing` an upload is a span, and each failed attempt an event with the part, the kind of
//! failure, status, code and request id, under the target `ice_runtime`. Bucket, key and credentials are not logged.

#[cfg(feature = "upload")]
mod builder;
#[cfg(feature = "upload")]
mod checksum;
#[cfg(feature = "upload")]
mod engine;
#[cfg(feature = "upload")]
mod header;
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
