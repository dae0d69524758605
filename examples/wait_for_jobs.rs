//! Waits for many jobs at once, without starting more calls per second than the service allows.
//!
//! `cargo run --example wait_for_jobs` waits for 100 jobs at 5 calls per second, against an emulator whose jobs take
//! two polls each: this takes 40 seconds, as the rate is never exceeded. `cargo run --example wait_for_jobs -- 20 100`
//! waits for 20 jobs at 100 calls per second.

use std::time::Duration;

use ice_runtime::emulator::Emulator;
use ice_runtime::{Client, ice_operation};
use indicatif::ProgressBar;
use serde_json::json;
use tokio::task::JoinSet;

/// Queries the progress of a job.
#[ice_operation(action = "GetTranscodeJob")]
struct GetTranscodeJob {
    parent_job_id: String,
}

#[derive(serde::Deserialize)]
#[serde(rename_all = "PascalCase")]
struct GetTranscodeJobResponse {
    transcode_parent_job: Job,
}

#[derive(serde::Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Job {
    parent_job_id: String,
    status: String,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let mut argument = |default| arguments.next().map_or(Ok(default), |number| number.parse::<u32>());
    let (jobs, calls_a_second) = (argument(100)?, argument(5)?);

    let emulator = Emulator::builder()
        .answer_job::<GetTranscodeJob>(
            ["Processing", "Success"],
            |status| json!({ "TranscodeParentJob": { "ParentJobId": "job", "Status": status } }),
        )
        .start()
        .await?;
    // The rate limits all calls of this client and its clones together.
    let client = Client::builder()
        .endpoint(emulator.endpoint())
        .credentials(emulator.credentials())
        .max_rate(calls_a_second as usize, Duration::from_secs(1))
        .build()?;

    // The emulator's jobs are quick; the default of two seconds suits real ones.
    let interval = Duration::from_millis(50);
    let mut waits = JoinSet::new();
    for number in 0..jobs {
        let operation = GetTranscodeJob { parent_job_id: format!("job-{number:03}") };
        let is_over = |reply: &GetTranscodeJobResponse| reply.transcode_parent_job.status != "Processing";
        waits.spawn(
            client.wait(operation).until(is_over).interval(interval).within(Duration::from_secs(3600)).into_future(),
        );
    }
    let bar = ProgressBar::new(jobs.into());
    while let Some(outcome) = waits.join_next().await {
        // A job that fails does not stop the others.
        match outcome? {
            Ok(reply) => bar.println(format!(
                "{}: {}",
                reply.transcode_parent_job.parent_job_id, reply.transcode_parent_job.status
            )),
            Err(error) => bar.println(format!("{error}")),
        }
        bar.inc(1);
    }
    bar.finish_and_clear();
    println!("{jobs} jobs finished after {} calls", emulator.received().len());
    Ok(())
}
