//! An upload in parts: started or resumed, each part compared with what the storage has or sent, then completed.

use std::collections::BTreeMap;

use super::checksum::combine;
use super::engine::{Engine, Job};
use super::object::Object;
use super::requests::{Content, EMPTY};
use super::source::{Reading, failure_of};
use super::storage::{self, Action, ListedPart};
use crate::checkpoint::{Begun, StoredPart};
use crate::error::UploadFailure;

/// How an upload in parts ended.
enum Ending {
    Stored(Object),
    /// What is stored cannot be used, for this reason.
    Lost(UploadFailure),
}

impl Engine<'_> {
    /// Uploads in parts; starts over, once, if what is stored cannot be used.
    pub(super) async fn in_parts(&self) -> Result<Object, UploadFailure> {
        let mut may_restart = true;
        loop {
            match self.once().await? {
                Ending::Stored(object) => return Ok(object),
                Ending::Lost(_) if std::mem::take(&mut may_restart) => {
                    self.checkpoint.set(None);
                    self.requests.meter.start_again();
                }
                Ending::Lost(failure) => return Err(failure),
            }
        }
    }

    async fn once(&self) -> Result<Ending, UploadFailure> {
        let listed = match self.checkpoint.upload_id() {
            Some(id) => self.list(&id).await?,
            None => Some(self.begin().await?),
        };
        let Some(mut listed) = listed else { return self.find(false).await };
        let id = self.checkpoint.upload_id().unwrap_or_default();
        let parts = (1..=self.parts()).map(|number| -> Job<'_> {
            let listed = listed.remove(&number);
            Box::pin(self.part(&id, number, listed))
        });
        if !self.at_once(parts).await? {
            return Ok(Ending::Lost(UploadFailure::Gone));
        }
        let list = self.checkpoint.begun().map(|upload| upload.parts).unwrap_or_default();
        let list = Content::Text(storage::completion(list).into());
        let Some(reply) = self.requests.send_to_upload(Action::Complete { id: &id }, &list).await? else {
            return self.find(true).await;
        };
        let object = storage::object(&reply.response);
        let has_others = object.crc64.is_some_and(|theirs| theirs != self.checksum());
        Ok(if has_others { Ending::Lost(UploadFailure::Checksum) } else { Ending::Stored(object) })
    }

    async fn begin(&self) -> Result<BTreeMap<u32, ListedPart>, UploadFailure> {
        let reply = self.requests.send(Action::Begin, &EMPTY).await?;
        let id = storage::upload_id(&reply.response).unwrap_or_default();
        let (source, part_size) = (self.expected.fingerprint, self.part_size);
        self.checkpoint.set(Some(Begun { id, part_size, source, parts: BTreeMap::new() }));
        Ok(BTreeMap::new())
    }

    /// Returns the parts that the storage has; `None` if it does not know the upload.
    async fn list(&self, id: &str) -> Result<Option<BTreeMap<u32, ListedPart>>, UploadFailure> {
        let (mut listed, mut after) = (BTreeMap::new(), Some(0));
        while let Some(last) = after {
            let page = self.requests.send_to_upload(Action::List { id, after: last }, &EMPTY).await?;
            let Some(page) = page else { return Ok(None) };
            let (parts, next) = storage::listed(&page.response);
            listed.extend(parts.into_iter().map(|part| (part.number, part)));
            after = next.filter(|next| *next > last);
        }
        let numbers = 1..=self.parts();
        let is_usable = |part: &ListedPart| part.size == self.span(part.number).length && !part.etag.is_empty();
        listed.retain(|number, part| numbers.contains(number) && is_usable(part));
        self.checkpoint.forget_all_but(|number| listed.contains_key(&number));
        Ok(Some(listed))
    }

    /// Makes sure that the storage has a part. A listed part is kept if it matches the source. Returns whether the
    /// storage knows the upload.
    async fn part(&self, id: &str, number: u32, listed: Option<ListedPart>) -> Result<bool, UploadFailure> {
        if let Some(listed) = listed {
            let (noted, crc64) = (self.checkpoint.part(number), self.sum(number).await?);
            let is_same = match listed.crc64 {
                Some(theirs) => theirs == crc64,
                None => noted.is_some_and(|noted| noted.etag == listed.etag),
            };
            if is_same {
                self.store(number, StoredPart { etag: listed.etag, crc64 });
                return Ok(true);
            }
        }
        let sent =
            self.requests.send_to_upload(Action::Send { id, number }, &Content::Piece(self.piece(number))).await?;
        let part = sent.map(|reply| StoredPart { etag: storage::object(&reply.response).etag, crc64: reply.sum });
        Ok(part.map(|part| self.store(number, part)).is_some())
    }

    /// Reads a part of the source for its checksum.
    async fn sum(&self, number: u32) -> Result<u64, UploadFailure> {
        let crc64 = Reading::of(self.piece(number)).sum_up().await.map_err(failure_of)?;
        let noted = self.checkpoint.part(number);
        if noted.is_some_and(|noted| noted.crc64 != crc64) { Err(UploadFailure::Changed) } else { Ok(crc64) }
    }

    fn store(&self, number: u32, part: StoredPart) {
        self.checkpoint.store(number, part);
        self.requests.meter.stored(self.span(number).length);
    }

    /// Looks for the object of an upload that is gone. It may have been completed by a request whose reply was lost,
    /// or by a process that ended before it could say so. The object is ours if it has the source's checksum, which
    /// takes a full read.
    async fn find(&self, is_read: bool) -> Result<Ending, UploadFailure> {
        let found = self.requests.look().await?;
        let found = found.filter(|object| object.length == Some(self.expected.length()) && object.crc64.is_some());
        let Some(object) = found else { return Ok(Ending::Lost(UploadFailure::Gone)) };
        if !is_read {
            let sums = (1..=self.parts()).map(|number| -> Job<'_> {
                Box::pin(async move {
                    let crc64 = self.sum(number).await?;
                    self.store(number, StoredPart { etag: String::new(), crc64 });
                    Ok(true)
                })
            });
            self.at_once(sums).await?;
        }
        let is_ours = object.crc64 == Some(self.checksum());
        Ok(if is_ours { Ending::Stored(object) } else { Ending::Lost(UploadFailure::Gone) })
    }

    /// Returns the checksum of the source, all parts of which are stored.
    pub(super) fn checksum(&self) -> u64 {
        let parts = self.checkpoint.begun().map(|upload| upload.parts).unwrap_or_default();
        parts.iter().fold(0, |all, (number, part)| combine(all, part.crc64, self.span(*number).length))
    }
}
