//! Jobs that progress from call to call, and sequences of answers.

use ice_runtime::emulator::{Answer, Emulator};
use ice_runtime::ice_operation;
use serde::Deserialize;
use serde_json::json;

use super::{ListNothing, client_of};

#[ice_operation(action = "GetJob", response = Job)]
struct GetJob {
    job_id: u32,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Job {
    status: String,
}

#[tokio::test]
async fn each_call_finds_its_job_one_state_further_and_the_last_state_stays() {
    let builder =
        Emulator::builder().answer_job::<GetJob>(["Queued", "Running", "Success"], |state| json!({ "Status": state }));
    let emulator = builder.start().await.unwrap();
    let client = client_of(&emulator).build().unwrap();
    let state = async |job_id| client.send(&GetJob { job_id }).await.unwrap().status;
    assert_eq!([state(1).await, state(1).await], ["Queued", "Running"]);
    assert_eq!([state(2).await, state(1).await, state(2).await], ["Queued", "Success", "Running"]);
    assert_eq!([state(1).await, state(2).await, state(2).await], ["Success"; 3]);
}

#[tokio::test]
async fn a_job_is_waited_for() {
    let builder = Emulator::builder().answer_job::<GetJob>(["Running", "Success"], |state| json!({ "Status": state }));
    let emulator = builder.start().await.unwrap();
    let client = client_of(&emulator).build().unwrap();
    let wait = client.wait(GetJob { job_id: 1 }).interval(std::time::Duration::from_millis(1));
    let job = wait.until(|job| job.status == "Success").await.unwrap();
    assert_eq!((job.status.as_str(), emulator.received().len()), ("Success", 2));
}

#[tokio::test]
async fn answers_come_in_sequence_and_the_last_one_is_repeated() {
    let answers = [Answer::error(404, "NotYet", "wait"), json!({ "JobId": 1 }).into(), json!({ "JobId": 2 }).into()];
    let builder = Emulator::builder().answer::<ListNothing>(Answer::sequence(answers));
    let emulator = builder.start().await.unwrap();
    let client = client_of(&emulator).build().unwrap();
    assert_eq!(client.send(&ListNothing {}).await.unwrap_err().code(), Some("NotYet"));
    for expected in [1, 2, 2, 2] {
        assert_eq!(client.send(&ListNothing {}).await.unwrap().job_id, Some(expected));
    }
}

#[tokio::test]
async fn an_empty_script_says_so() {
    let builder = Emulator::builder()
        .answer::<ListNothing>(Answer::sequence([]))
        .answer_job::<GetJob>([""; 0], |state| json!({ "Status": state }));
    let emulator = builder.start().await.unwrap();
    let client = client_of(&emulator).build().unwrap();
    let error = client.send(&ListNothing {}).await.unwrap_err().to_string();
    assert!(error.contains("the sequence of answers is empty"), "{error}");
    let error = client.send(&GetJob { job_id: 1 }).await.unwrap_err().to_string();
    assert!(error.contains("the job has no states"), "{error}");
}
