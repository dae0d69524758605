//! Submits a transcoding job and waits for it, with a progress bar.
//!
//! `cargo run --example transcode` runs it against an emulator whose job takes four polls. With
//! `ALIBABA_CLOUD_ACCESS_KEY_ID` and `ALIBABA_CLOUD_ACCESS_KEY_SECRET` in the environment it uses the real service:
//! `cargo run --example transcode -- INPUT_MEDIA_ID OUTPUT_URL TEMPLATE_ID`.

use std::time::Duration;

use ice_runtime::emulator::{Answer, Emulator};
use ice_runtime::{Client, ice_operation};
use indicatif::ProgressBar;
use serde::{Deserialize, Serialize};
use serde_json::json;

/// Starts a job for each output.
#[ice_operation(action = "SubmitTranscodeJob")]
struct SubmitTranscodeJob {
    #[ice(json)]
    input_group: Vec<Medium>,
    #[ice(json)]
    output_group: Vec<Output>,
    #[ice(idempotency_token)]
    client_token: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Medium {
    r#type: &'static str,
    media: String,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Output {
    output: Medium,
    process_config: ProcessConfig,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct ProcessConfig {
    transcode: Template,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Template {
    template_id: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct SubmitTranscodeJobResponse {
    transcode_parent_job: Job,
}

/// Queries the progress of a job.
#[ice_operation(action = "GetTranscodeJob")]
struct GetTranscodeJob {
    parent_job_id: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct GetTranscodeJobResponse {
    transcode_parent_job: Job,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Job {
    parent_job_id: String,
    status: String,
    percent: Option<u64>,
}

impl Job {
    /// Whether the job has ended, successfully or not: waiting for `Success` alone would not stop at a failure.
    fn is_over(&self) -> bool {
        matches!(self.status.as_str(), "Success" | "Fail")
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let mut argument = |default: &str| arguments.next().unwrap_or_else(|| default.to_owned());
    let submit = SubmitTranscodeJob {
        input_group: vec![Medium { r#type: "Media", media: argument("media-01") }],
        output_group: vec![Output {
            output: Medium { r#type: "OSS", media: argument("oss://bucket/output.mp4") },
            process_config: ProcessConfig { transcode: Template { template_id: argument("template-01") } },
        }],
        client_token: None,
    };
    // Dropping the emulator would stop it.
    let (client, interval, _emulator) = choose_service().await?;

    let submitted = client.send(&submit).await?.transcode_parent_job;
    println!("job {} is {}", submitted.parent_job_id, submitted.status);
    let bar = ProgressBar::new(100);
    let done = client
        .wait(GetTranscodeJob { parent_job_id: submitted.parent_job_id })
        .until(|reply| reply.transcode_parent_job.is_over())
        .interval(interval)
        .within(Duration::from_secs(3600))
        .progress(|reply| bar.set_position(reply.transcode_parent_job.percent.unwrap_or_default()))
        .await?
        .transcode_parent_job;
    bar.finish_and_clear();
    println!("job {} finished: {}", done.parent_job_id, done.status);
    Ok(())
}

async fn choose_service() -> Result<(Client, Duration, Option<Emulator>), ice_runtime::Error> {
    if std::env::var_os("ALIBABA_CLOUD_ACCESS_KEY_ID").is_some() {
        return Ok((Client::from_env()?, Duration::from_secs(2), None));
    }
    let job = |status: &str, percent: u32| json!({ "TranscodeParentJob": { "ParentJobId": "job-01", "Status": status, "Percent": percent } });
    let emulator = Emulator::builder()
        .answer::<SubmitTranscodeJob>(move |_| Answer::json(job("Init", 0)))
        .answer_job::<GetTranscodeJob>(["10", "50", "90", "100"], move |percent| {
            let percent = percent.parse().unwrap_or_default();
            job(if percent < 100 { "Processing" } else { "Success" }, percent)
        })
        .start()
        .await?;
    let client = Client::builder().endpoint(emulator.endpoint()).credentials(emulator.credentials()).build()?;
    Ok((client, Duration::from_millis(50), Some(emulator)))
}
