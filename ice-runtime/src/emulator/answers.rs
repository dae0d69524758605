//! Registers answers with the builder: for each operation a function or a script.

use std::sync::Arc;

use bytes::Bytes;
use serde::Serialize;
use serde_json::Value;

use super::answer::Answer;
use super::builder::EmulatorBuilder;
use super::received::Call;
use super::scripts::pages::{AnsweredPage, Layout, Pages};
use super::scripts::steps;
use super::state::Registered;
use crate::error::Error;
use crate::operation::Operation;
use crate::page::Paged;
use crate::response::read_reply;
use crate::text::about;

impl EmulatorBuilder {
    /// Registers an answer for the operation `O`. A later answer replaces an earlier one.
    ///
    /// The request has passed all checks when `answer` sees it. If `O::Response` cannot be read from a success reply,
    /// the caller gets the error `InvalidAnswer`, which says where it differs. If the answer panics, as a failed
    /// assertion does, the caller gets the error `AnswerPanicked`, which quotes the panic. Clients do not retry either.
    pub fn answer<O: Operation>(self, answer: impl Fn(&Call) -> Answer + Send + Sync + 'static) -> Self {
        let metadata = const { &O::METADATA };
        self.register(Registered { metadata, answer: Box::new(answer), mismatch: mismatch::<O> })
    }

    /// Answers an operation that issues an upload, such as `CreateUploadStream`, `CreateUploadMedia` or vod's
    /// `CreateUploadVideo`, with a media id, the file's URL, and the address and credentials with which the emulator
    /// accepts the file. An operation whose name starts with `Refresh`, such as `RefreshUploadMedia`, gets new
    /// credentials for the object that its media id was created for.
    ///
    /// The reply has all of these members: `MediaId`, `VideoId` and `ImageId`, `FileURL`, `MediaURL` and `ImageURL`,
    /// `UploadAddress` and `UploadAuth`. The object is `stream/<id>.<extension>` in the bucket `media`: the id is that
    /// of the request in lower case without hyphens, the extension is taken from `FileExtension`, `FileName`,
    /// `FileInfo`, `ImageExt` or `MediaExt`. To use other names, call [`Call::ticket`] in your own answer.
    pub fn answer_upload<O: Operation>(self) -> Self {
        let uploads = Arc::clone(&self.uploads);
        self.answer::<O>(move |call| uploads.answer(call))
    }

    /// Checks and answers requests by the vendor's documents: a request for a documented operation is checked against
    /// the document, and an operation without a registered answer gets the document's sample reply.
    ///
    /// For an operation that is registered too, parameters and enum values that only its declaration has are accepted.
    /// The reply is the sample, made to fit the schema and completed from it. Masked tickets and credentials in it are
    /// replaced with ones that the emulator accepts, and a list has a single page. May be called for several documents.
    ///
    /// ```
    /// use ice_runtime::api_docs::ApiDocs;
    /// use ice_runtime::emulator::Emulator;
    ///
    /// # let text = r#"{"apis": {"GetMedia": {"parameters": []}}}"#;
    /// let emulator = Emulator::builder().docs(ApiDocs::from_json(text)?).start_blocking()?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[cfg(feature = "api-docs")]
    pub fn docs(mut self, docs: crate::api_docs::ApiDocs) -> Self {
        let uploads = Arc::clone(&self.uploads);
        self.documents.push(Box::new(super::documents::operation::DocsOf { docs, uploads }));
        self
    }

    /// Answers an operation with the pages of a list, by token, by number or by both, depending on its parameters.
    ///
    /// ```
    /// # use ice_runtime::emulator::Emulator;
    /// # use ice_runtime::{Operation, Paged};
    /// # use serde_json::json;
    /// # fn builder<ListMediaBasicInfos: Paged>() {
    /// let media = (0..5).map(|id| json!({ "MediaId": id.to_string() }));
    /// let builder = Emulator::builder().answer_pages::<ListMediaBasicInfos>(media, 2);
    /// # }
    /// ```
    ///
    /// A page has `page_size` items, or fewer if the request's `PageSize` or `MaxResults` says so. The position is a
    /// token from an earlier page, in whichever parameter it comes back, or else a number (`PageNo`, `PageNumber` and
    /// the like, from 1). A token that no page returned is refused. The places of items, token and total in the reply
    /// are found by trial: they go wherever `O::Response` reads them from. Other required members are made up. If the
    /// places cannot be found, or to set more members, use [`answer_pages_with`](Self::answer_pages_with).
    pub fn answer_pages<O: Paged>(self, items: impl IntoIterator<Item = impl Serialize>, page_size: usize) -> Self {
        let pages = Pages::new(values(items), page_size);
        let layout = Layout::of::<O>(&pages);
        self.answer::<O>(move |call| pages.turn(call).map_or_else(|refusal| refusal, |page| layout.fill(page)))
    }

    /// Answers any operation like [`answer_pages`](Self::answer_pages): `reply` puts a page into the operation's reply.
    pub fn answer_pages_with<O: Operation>(
        self,
        items: impl IntoIterator<Item = impl Serialize>,
        page_size: usize,
        reply: impl Fn(AnsweredPage) -> Value + Send + Sync + 'static,
    ) -> Self {
        let pages = Pages::new(values(items), page_size);
        self.answer::<O>(move |call| pages.turn(call).map_or_else(|refusal| refusal, |page| Answer::json(reply(page))))
    }

    /// Answers an operation that queries the state of a job: each call finds the job one state further, until it
    /// reaches the last state and stays there. Calls with different parameters are about different jobs, each with its
    /// own progress.
    ///
    /// ```
    /// # use ice_runtime::emulator::Emulator;
    /// # use ice_runtime::ice_operation;
    /// # use serde_json::json;
    /// # #[ice_operation(action = "GetTranscodeJob", response = ())]
    /// # struct GetTranscodeJob {}
    /// let builder = Emulator::builder()
    ///     .answer_job::<GetTranscodeJob>(["Running", "Success"], |state| json!({ "Status": state }));
    /// ```
    pub fn answer_job<O: Operation>(
        self,
        states: impl IntoIterator<Item = impl Into<String>>,
        reply: impl Fn(&str) -> Value + Send + Sync + 'static,
    ) -> Self {
        let states: Vec<String> = states.into_iter().map(Into::into).collect();
        self.answer::<O>(steps::job(states, move |state: &String| Answer::json(reply(state))))
    }
}

/// Serializes the items of a reply. One that cannot be serialized becomes `null`, which its response then reports.
fn values(items: impl IntoIterator<Item = impl Serialize>) -> Vec<Value> {
    items.into_iter().map(|item| serde_json::to_value(item).unwrap_or_default()).collect()
}

/// Why `O::Response` cannot be read from a reply, if it cannot; an intended error counts as readable.
fn mismatch<O: Operation>(reply: http::Response<Bytes>) -> Option<String> {
    match read_reply::<O>(reply) {
        Err(Error::Reply(failed)) => Some(format!(
            "the answer registered for {} does not fit its response: {}",
            O::METADATA.action,
            about(failed.path(), failed.problem())
        )),
        _ => None,
    }
}
