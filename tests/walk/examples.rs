//! Runs the examples about pages and jobs as processes, like a user without an account.

use std::process::Command;

use ice_tests::examples::program;

fn output(example: &str, arguments: &[&str]) -> String {
    let output = Command::new(program(example)).env_clear().args(arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn list_media_lists_each_asset_once_and_continues_from_a_position() {
    let output = output("list_media", &[]);
    let (first, rest) = output.split_once("continuing from Token(").unwrap();
    let first: Vec<_> = first.lines().skip(1).map(str::trim).collect();
    assert_eq!(first, (1..=12).map(|number| format!("media-{number:02}")).collect::<Vec<_>>());
    let rest: Vec<_> = rest.lines().skip(1).flat_map(str::split_whitespace).collect();
    assert_eq!(rest, (11..=25).map(|number| format!("media-{number:02}")).collect::<Vec<_>>(), "from the page's start");
}

#[test]
fn transcode_submits_a_job_and_waits_until_it_ends() {
    let output = output("transcode", &[]);
    assert_eq!(output.lines().collect::<Vec<_>>(), ["job job-01 is Init", "job job-01 finished: Success"]);
}

#[test]
fn wait_for_jobs_waits_for_all_of_them_at_once() {
    assert_eq!(output("wait_for_jobs", &["7", "1000"]).trim(), "7 jobs finished after 14 calls");
}
