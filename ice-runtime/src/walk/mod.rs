//! Built on top of calls: the pages of a list, their items, and waiting for a job.

mod course;
mod items;
mod pages;
mod steps;
#[cfg(feature = "stream")]
mod stream;
mod wait;

pub use items::Items;
pub use pages::Pages;
pub use wait::Wait;

use crate::client::Client;
use crate::operation::SafeToRepeat;
use crate::page::Paged;

impl Client {
    /// Walks through the pages of a list, whole replies one after another.
    ///
    /// ```no_run
    /// # use ice_runtime::{Client, Error, IcePage, ice_operation};
    /// #[ice_operation(action = "ListMediaBasicInfos", pages)]
    /// #[derive(Default)]
    /// struct ListMediaBasicInfos {
    ///     media_type: Option<String>,
    ///     next_token: Option<String>,
    /// }
    ///
    /// #[derive(serde::Deserialize, IcePage)]
    /// #[serde(rename_all = "PascalCase")]
    /// struct ListMediaBasicInfosResponse {
    ///     next_token: Option<String>,
    ///     #[ice(items)]
    ///     media_infos: Vec<MediaInfo>,
    /// }
    ///
    /// #[derive(serde::Deserialize)]
    /// #[serde(rename_all = "PascalCase")]
    /// struct MediaInfo {
    ///     media_id: String,
    /// }
    ///
    /// # async fn run(client: Client) -> Result<(), Error> {
    /// let mut pages = client.pages(ListMediaBasicInfos::default());
    /// while let Some(page) = pages.next().await? {
    ///     println!("{} media on this page", page.media_infos.len());
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// The first reply decides how to turn the pages. If it has a token, the walk goes by token and ends with the
    /// first reply without one. Otherwise it goes by number, until a page is empty or all items of the total have been
    /// seen.
    pub fn pages<'a, O: Paged + Send + Sync + 'a>(&self, operation: O) -> Pages<'a, O> {
        Pages::new(self.clone(), operation)
    }

    /// Walks through the items of a list, across its pages.
    ///
    /// ```no_run
    /// # use ice_runtime::{Client, Error, IcePage, ice_operation};
    /// # #[ice_operation(action = "ListMediaBasicInfos", pages)]
    /// # #[derive(Default)]
    /// # struct ListMediaBasicInfos {
    /// #     next_token: Option<String>,
    /// # }
    /// # #[derive(serde::Deserialize, IcePage)]
    /// # #[serde(rename_all = "PascalCase")]
    /// # struct ListMediaBasicInfosResponse {
    /// #     next_token: Option<String>,
    /// #     #[ice(items)]
    /// #     media_infos: Vec<MediaInfo>,
    /// # }
    /// # #[derive(serde::Deserialize)]
    /// # #[serde(rename_all = "PascalCase")]
    /// # struct MediaInfo {
    /// #     media_id: String,
    /// # }
    /// # async fn run(client: Client) -> Result<(), Error> {
    /// let mut infos = client.items(ListMediaBasicInfos::default()).limit(500);
    /// while let Some(info) = infos.next().await? {
    ///     println!("{}", info.media_id);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// Without this method, the same walk has to be written out for every list:
    ///
    /// ```no_run
    /// # use ice_runtime::{Client, Error, ice_operation};
    /// # #[ice_operation(action = "ListMediaBasicInfos")]
    /// # #[derive(Default)]
    /// # struct ListMediaBasicInfos {
    /// #     next_token: Option<String>,
    /// # }
    /// # #[derive(serde::Deserialize)]
    /// # #[serde(rename_all = "PascalCase")]
    /// # struct ListMediaBasicInfosResponse {
    /// #     next_token: Option<String>,
    /// #     media_infos: Option<Vec<MediaInfo>>,
    /// # }
    /// # #[derive(serde::Deserialize)]
    /// # #[serde(rename_all = "PascalCase")]
    /// # struct MediaInfo {
    /// #     media_id: String,
    /// # }
    /// # async fn run(client: Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let mut operation = ListMediaBasicInfos::default();
    /// let mut left = 500;
    /// let mut pages = 0;
    /// 'pages: loop {
    ///     pages += 1;
    ///     let reply = match client.send(&operation).await {
    ///         Ok(reply) => reply,
    ///         Err(error) => return Err(format!("page {pages}: {error}").into()),
    ///     };
    ///     // An empty page does not end the list: the service filters after it has counted.
    ///     for info in reply.media_infos.unwrap_or_default() {
    ///         if left == 0 {
    ///             break 'pages;
    ///         }
    ///         left -= 1;
    ///         println!("{}", info.media_id);
    ///     }
    ///     // The last page has no token, `null`, or an empty one.
    ///     let token = match reply.next_token {
    ///         Some(token) if !token.is_empty() => token,
    ///         _ => break,
    ///     };
    ///     if operation.next_token.as_ref() == Some(&token) {
    ///         return Err(format!("page {pages}: the service sent the same token twice").into());
    ///     }
    ///     operation.next_token = Some(token);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn items<'a, O: Paged + Send + Sync + 'a>(&self, operation: O) -> Items<'a, O> {
        Items::new(self.pages(operation))
    }

    /// Sends a safe operation repeatedly until its reply satisfies a condition.
    ///
    /// ```no_run
    /// # use ice_runtime::{Client, Error, ice_operation};
    /// # use std::time::Duration;
    /// # #[ice_operation(action = "GetTranscodeJob")]
    /// # struct GetTranscodeJob {
    /// #     parent_job_id: String,
    /// # }
    /// # #[derive(serde::Deserialize)]
    /// # #[serde(rename_all = "PascalCase")]
    /// # struct GetTranscodeJobResponse {
    /// #     transcode_parent_job: Job,
    /// # }
    /// # #[derive(serde::Deserialize)]
    /// # #[serde(rename_all = "PascalCase")]
    /// # struct Job {
    /// #     status: String,
    /// #     percent: Option<u32>,
    /// # }
    /// # async fn run(client: Client, parent_job_id: String) -> Result<(), Error> {
    /// let done = client
    ///     .wait(GetTranscodeJob { parent_job_id })
    ///     .until(|reply| matches!(reply.transcode_parent_job.status.as_str(), "Success" | "Fail"))
    ///     .within(Duration::from_secs(3600))
    ///     .progress(|reply| println!("{:?} %", reply.transcode_parent_job.percent))
    ///     .await?;
    /// println!("{}", done.transcode_parent_job.status);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// Which statuses end a job differs between operations: check for all of them, including failures.
    pub fn wait<'a, O: SafeToRepeat + Send + Sync + 'a>(&self, operation: O) -> Wait<'a, O> {
        Wait::new(self.clone(), operation)
    }
}
