//! What an emulator is to answer: each operation by a function, or by a script.

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

impl EmulatorBuilder {
    /// Answers the operation `O`. A later answer takes the place of an earlier one.
    ///
    /// The request has passed all checks when `answer` sees it. A success that `O::Response` cannot be read from is
    /// refused with the code `InvalidAnswer`, which says where it differs. An answer that panics, as a failed assertion
    /// does, is refused with the code `AnswerPanicked`, which quotes the panic. Clients do not repeat these.
    pub fn answer<O: Operation>(self, answer: impl Fn(&Call) -> Answer + Send + Sync + 'static) -> Self {
        let metadata = const { &O::METADATA };
        self.register(Registered { metadata, answer: Box::new(answer), mismatch: mismatch::<O> })
    }

    /// Answers an operation that gives out an upload, such as `CreateUploadStream`, `CreateUploadMedia` or vod's
    /// `CreateUploadVideo`: with a media id, the file's URL, and address and keys under which the emulator takes the
    /// file. An operation whose name starts with `Refresh`, such as `RefreshUploadMedia`, gets new keys for the object
    /// that its media id was created for.
    ///
    /// The reply has the members of all of these: `MediaId`, `VideoId` and `ImageId`, `FileURL`, `MediaURL` and
    /// `ImageURL`, `UploadAddress` and `UploadAuth`. The object is `stream/<id>.<extension>` in the bucket `media`: the id
    /// is that of the request in lower case without hyphens, the extension is taken from `FileExtension`, `FileName`,
    /// `FileInfo`, `ImageExt` or `MediaExt`. For other names call [`Call::ticket`] in an answer of your own.
    pub fn answer_upload<O: Operation>(self) -> Self {
        let uploads = Arc::clone(&self.uploads);
        self.answer::<O>(move |call| uploads.answer(call))
    }

    /// Lets the vendor's documents judge and answer: a request for an operation that they describe is checked by them,
    /// and what has no answer of its own gets the document's sample reply.
    ///
    /// Of an operation that is registered as well, what its declaration has beyond the document passes: parameters and
    /// listed values. A reply is the sample, made to fit the schema and completed from it. Masked tickets and keys in it
    /// are replaced by ones that the emulator accepts, and a list is on one page. May be called for several documents.
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

    /// Answers an operation with the pages of a list, by token, by number or by both, as its parameters ask for it.
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
    /// A page has `page_size` items, or as many as `PageSize` or `MaxResults` of the request say if those are fewer. The
    /// position is the token that a page before gave out, in whichever parameter it comes back, or else a number (`PageNo`,
    /// `PageNumber` and their like, from 1). A token that no page gave out is refused. Where the reply has items, token
    /// and total is found by trying: what `O::Response` shows as its items, its token and its total gets them. The
    /// members that it needs besides are made up. For replies of which this cannot be known, and to say more in them, see
    /// [`answer_pages_with`](Self::answer_pages_with).
    pub fn answer_pages<O: Paged>(self, items: impl IntoIterator<Item = impl Serialize>, page_size: usize) -> Self {
        let pages = Pages::new(values(items), page_size);
        let layout = Layout::of::<O>(&pages);
        self.answer::<O>(move |call| pages.turn(call).map_or_else(|refusal| refusal, |page| layout.fill(page)))
    }

    /// As [`answer_pages`](Self::answer_pages), for any operation: `reply` puts a page into the operation's reply.
    pub fn answer_pages_with<O: Operation>(
        self,
        items: impl IntoIterator<Item = impl Serialize>,
        page_size: usize,
        reply: impl Fn(AnsweredPage) -> Value + Send + Sync + 'static,
    ) -> Self {
        let pages = Pages::new(values(items), page_size);
        self.answer::<O>(move |call| pages.turn(call).map_or_else(|refusal| refusal, |page| Answer::json(reply(page))))
    }

    /// Answers an operation that asks for the state of a job: each call finds the job one state further, and once it
    /// has come to the last it stays there. Calls with other parameters are about other jobs, each with a course of its
    /// own.
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

/// Items as they stand in a reply. What cannot be written as JSON is `null` there, which its response says.
fn values(items: impl IntoIterator<Item = impl Serialize>) -> Vec<Value> {
    items.into_iter().map(|item| serde_json::to_value(item).unwrap_or_default()).collect()
}

/// Why `O::Response` cannot be read from a reply; an error that is answered on purpose can.
fn mismatch<O: Operation>(reply: http::Response<Bytes>) -> Option<String> {
    match read_reply::<O>(reply) {
        Err(Error::Reply(failed)) => Some(format!(
            "the answer registered for {} does not fit its response: `{}`: {}",
            O::METADATA.action,
            failed.path(),
            failed.problem()
        )),
        _ => None,
    }
}
