//! Runs the upload examples as processes, against an emulator that records what they do.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use ice_runtime::emulator::{Answer, Emulator, EmulatorBuilder, Fault, StorageOperation};
use ice_runtime::ice_operation;
use ice_tests::examples::program;
use ice_tests::operations::CreateUploadStream;
use tempfile::TempDir;

#[ice_operation(action = "CreateUploadMedia")]
struct CreateUploadMedia {
    file_info: Option<String>,
}

#[ice_operation(action = "RefreshUploadMedia", response = CreateUploadMediaResponse)]
struct RefreshUploadMedia {
    media_id: Option<String>,
}

#[derive(serde::Deserialize)]
struct CreateUploadMediaResponse {}

/// An emulator, a home directory and files for running a program.
struct Stage {
    program: PathBuf,
    emulator: Emulator,
    folder: TempDir,
}

impl Stage {
    fn new(name: &str) -> Self {
        Self::with(name, Emulator::builder())
    }

    fn with(name: &str, builder: EmulatorBuilder) -> Self {
        let builder = builder.answer_upload::<CreateUploadStream>().answer_upload::<CreateUploadMedia>();
        let emulator = builder.answer_upload::<RefreshUploadMedia>().start_blocking().unwrap();
        Self { program: program(name), emulator, folder: tempfile::tempdir().unwrap() }
    }

    fn file(&self, name: &str, bytes: &[u8]) -> String {
        let path = self.folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        path.to_str().unwrap().to_owned()
    }

    /// The program without any credentials.
    fn bare(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        command.env_clear().env("HOME", self.folder.path()).args(arguments);
        command
    }

    /// The program with this emulator's endpoint and credentials.
    fn against_emulator(&self, arguments: &[&str]) -> Command {
        let credentials = self.emulator.credentials();
        let endpoint = self.emulator.endpoint().to_string();
        let mut command = self.bare(&["--endpoint", &endpoint]);
        command
            .env("ALIBABA_CLOUD_ACCESS_KEY_ID", credentials.access_key_id())
            .env("ALIBABA_CLOUD_ACCESS_KEY_SECRET", credentials.access_key_secret())
            .env("ALIBABA_CLOUD_REGION_ID", "cn-shanghai")
            .args(arguments);
        command
    }

    /// What the emulator has stored of the only upload.
    fn stored(&self) -> Option<Vec<u8>> {
        let id = self.emulator.received().first()?.request_id().replace('-', "").to_ascii_lowercase();
        let path = self.emulator.uploaded("media", &format!("stream/{id}.mp4"))?;
        Some(fs::read(path).unwrap())
    }
}

fn success(command: &mut Command) -> String {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", texts(&output));
    String::from_utf8(output.stdout).unwrap()
}

fn failure(command: &mut Command) -> String {
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", texts(&output));
    texts(&output)
}

fn texts(output: &Output) -> String {
    [&output.stdout, &output.stderr].map(|text| String::from_utf8_lossy(text).into_owned()).concat()
}

/// Larger than every buffer involved, with no two pieces alike.
fn media() -> Vec<u8> {
    (0..700_001_u32).flat_map(|number| number.wrapping_mul(2_654_435_761).to_le_bytes()).collect()
}

#[test]
fn upload_stream_runs_without_any_setup() {
    let stage = Stage::new("upload_stream");
    let output = success(&mut stage.bare(&[]));
    for text in ["no credentials in the environment", "uploaded 67108864 bytes", ", confirmed", "requests    1"] {
        assert!(output.contains(text), "{output}");
    }
    let file = stage.file("own.mp4", b"my own");
    let output = success(&mut stage.bare(&["--file", &file, "--media-id", "mine"]));
    assert!(output.contains("uploaded 6 bytes") && output.contains("media id    mine"), "{output}");
    let help = success(&mut stage.bare(&["--help"]));
    assert!(help.starts_with("usage: cargo run --example upload_stream"), "{help}");
}

#[test]
fn upload_stream_survives_transient_faults() {
    let stage = Stage::new("upload_stream");
    let file = stage.file("media.mp4", &media());
    stage.emulator.fault(Fault::throttled(None));
    for fault in [Fault::unavailable(), Fault::Reset, Fault::CutOff] {
        stage.emulator.fault_of_upload(fault);
    }
    let output = success(&mut stage.against_emulator(&["--file", &file]));
    assert!(output.contains("requests    4"), "{output}");
    assert_eq!(stage.emulator.received().len(), 2);
    assert_eq!(stage.emulator.received()[1].parameter("FileExtension"), Some("mp4"));
}

#[test]
fn upload_stream_says_what_to_do_about_permanent_faults() {
    let stage = Stage::new("upload_stream");
    let file = stage.file("media.mp4", b"media");
    for _ in 0..6 {
        stage.emulator.fault_of_upload(Fault::Answer(Answer::error(500, "InternalError", "planted text")));
    }
    let output = failure(&mut stage.against_emulator(&["--file", &file]));
    assert!(output.contains("InternalError") && output.contains("after 6 attempts"), "{output}");
    assert_eq!(stage.emulator.upload_attempts(), 6);
    stage.emulator.fault_of_upload(Fault::Answer(Answer::error(403, "SecurityTokenExpired", "planted text")));
    let output = failure(&mut stage.against_emulator(&["--file", &file]));
    assert!(output.contains("the credentials have expired"), "{output}");
    let secret = stage.emulator.credentials().access_key_secret().to_owned();
    assert!(!output.contains(&secret), "{output}");
}

#[test]
fn upload_stream_sends_a_media_id_with_line_breaks_unchanged() {
    let stage = Stage::new("upload_stream");
    let file = stage.file("media.mp4", b"media");
    let output = success(&mut stage.against_emulator(&["--file", &file, "--media-id", "a\r\nX: y"]));
    assert!(output.contains("media id    a\\r\\nX: y"), "{output}");
    assert_eq!(stage.emulator.received()[0].parameter("MediaId"), Some("a\r\nX: y"));
    assert_eq!(stage.stored().as_deref(), Some(b"media".as_slice()));
}

#[test]
fn settings_that_cannot_work_are_named_and_nothing_is_sent() {
    let stage = Stage::new("upload_stream");
    let file = stage.file("media.mp4", b"media");
    let cases: [(&str, Option<&str>, &str); 4] = [
        ("ALIBABA_CLOUD_REGION_ID", Some("cn-hangzhou"), "`cn-shanghai`, `cn-beijing` or `cn-shenzhen`"),
        ("ALIBABA_CLOUD_ACCESS_KEY_SECRET", None, "ALIBABA_CLOUD_ACCESS_KEY_SECRET"),
        ("ALIBABA_CLOUD_ACCESS_KEY_ID", None, "ALIBABA_CLOUD_ACCESS_KEY_ID"),
        ("ALIBABA_CLOUD_ACCESS_KEY_SECRET", Some("two words"), "white space"),
    ];
    for (variable, value, expected) in cases {
        let mut command = stage.against_emulator(&["--file", &file]);
        match value {
            Some(value) => command.env(variable, value),
            None => command.env_remove(variable),
        };
        let output = failure(&mut command);
        assert!(output.contains(expected), "{variable}: {output}");
        assert!(!output.contains(stage.emulator.credentials().access_key_secret()), "{output}");
    }
    let cases: [(&[&str], &str); 5] = [
        (&["--endpoint", "http://ice.cn-shanghai.aliyuncs.com"], "`https://`"),
        (&["--flie", "media.mp4"], "unknown option `--flie`"),
        (&["--media-id"], "`--media-id` needs a value"),
        (&["--file", "missing.mp4"], "cannot open `missing.mp4`"),
        (&["--endpoint", "http://127.0.0.1:1/path"], "path"),
    ];
    for (arguments, expected) in cases {
        let mut command = stage.against_emulator(&["--file", &file]);
        let output = failure(command.args(arguments));
        assert!(output.contains(expected), "{output}");
    }
    assert!(stage.emulator.received().is_empty());
}

#[test]
fn upload_many_uploads_a_folder_and_names_what_failed() {
    let stage = Stage::new("upload_many");
    assert_eq!(success(&mut stage.bare(&[])).matches(" bytes as media ").count(), 8);
    for number in 0..7 {
        stage.file(&format!("{number}.mp4"), format!("file {number}").as_bytes());
    }
    let empty = stage.file("empty.mp4", b"");
    let folder = stage.folder.path().to_str().unwrap();
    let output = success(&mut stage.against_emulator(&["--folder", folder]));
    assert_eq!(output.matches(": 6 bytes as media ").count(), 7, "{output}");
    assert!(output.contains("empty.mp4: 0 bytes as media "), "{output}");
    fs::remove_file(empty).unwrap();
    let denied = Fault::Answer(Answer::error(403, "AccessDenied", "not this one"));
    stage.emulator.fault_of_storage(StorageOperation::PutObject, denied);
    let output = failure(&mut stage.against_emulator(&["--folder", folder]));
    assert!(output.contains("AccessDenied: not this one") && output.contains("not uploaded: 1"), "{output}");
    assert_eq!(output.matches(": 6 bytes as media ").count(), 6, "{output}");
    let empty = tempfile::tempdir().unwrap();
    let output = failure(&mut stage.against_emulator(&["--folder", empty.path().to_str().unwrap()]));
    assert!(output.contains("there are no files in"), "{output}");
}

#[test]
fn upload_media_sends_parts_and_refreshes_its_credentials() {
    let stage = Stage::new("upload_media");
    let output = success(&mut stage.bare(&[]));
    assert!(output.contains("uploaded 67108864 bytes in 8 parts"), "{output}");
    let stage = Stage::with("upload_media", Emulator::builder().ticket_uses(4));
    let file = stage.file("media.mp4", &vec![7; 41 << 20]);
    let output = success(&mut stage.against_emulator(&["--file", &file]));
    assert!(output.contains("in 6 parts"), "{output}");
    let received = stage.emulator.received();
    let refreshes = received.iter().filter(|call| call.action() == "RefreshUploadMedia").count();
    assert!(refreshes >= 1, "{refreshes}");
    assert!(stage.stored() == Some(vec![7; 41 << 20]));
}

#[test]
fn upload_media_says_what_to_do_with_a_state_that_is_of_no_use() {
    let stage = Stage::new("upload_media");
    let file = stage.file("media.mp4", &vec![7; 17 << 20]);
    let saved_to = format!("{file}.upload.json");
    let run = || stage.against_emulator(&["--file", &file]);
    let denied = || Fault::Answer(Answer::error(403, "AccessDenied", "not now"));
    stage.emulator.fault_of_storage(StorageOperation::CompleteMultipartUpload, denied());
    let output = failure(&mut run());
    assert!(output.contains("run this again to resume") && output.contains(&saved_to), "{output}");
    assert!(!PathBuf::from(format!("{file}.upload.tmp")).exists(), "it is renamed");

    // The service does not know the media any more.
    stage.emulator.fault_of::<RefreshUploadMedia>(Fault::Answer(Answer::error(404, "MediaNotFound", "gone")));
    let output = failure(&mut run());
    assert!(output.contains(&format!("delete `{saved_to}` and run this again")), "{output}");

    // The state is truncated.
    let saved = fs::read(&saved_to).unwrap();
    fs::write(&saved_to, &saved[..saved.len() / 2]).unwrap();
    let output = failure(&mut run());
    assert!(output.contains(&format!("cannot read `{saved_to}`")) && output.contains("delete it"), "{output}");

    // The file is another one: nothing stays, and the next run starts anew.
    fs::write(&saved_to, &saved).unwrap();
    stage.file("media.mp4", &vec![8; 18 << 20]);
    let output = failure(&mut run());
    assert!(output.contains("run this again to upload from the start"), "{output}");
    assert!(!PathBuf::from(&saved_to).exists() && stage.emulator.unfinished_uploads().is_empty());
    assert!(success(&mut run()).contains("uploaded 18874368 bytes in 3 parts"));
}

#[cfg(unix)]
#[test]
fn upload_media_aborts_the_upload_of_its_sample_when_it_is_interrupted() {
    let stall = |part| (part == Some(3)).then_some(Fault::Stall);
    let builder = Emulator::builder().upload_faults(move |request| stall(request.part_number()));
    let stage = Stage::with("upload_media", builder);
    let mut command = stage.against_emulator(&[]);
    let process = command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped()).spawn().unwrap();
    let parts = || stage.emulator.unfinished_uploads().iter().map(|upload| upload.parts.len()).sum::<usize>();
    while parts() < 7 {
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    assert!(Command::new("kill").args(["-INT", &process.id().to_string()]).status().unwrap().success());
    let output = process.wait_with_output().unwrap();
    assert!(!output.status.success() && texts(&output).contains("is aborted"), "{}", texts(&output));
    assert!(stage.emulator.unfinished_uploads().is_empty());
}

#[test]
fn upload_many_goes_on_when_nobody_reads_what_it_says() {
    let stage = Stage::new("upload_many");
    for number in 0..7 {
        stage.file(&format!("{number}.mp4"), b"media");
    }
    let mut command = stage.against_emulator(&["--folder", stage.folder.path().to_str().unwrap()]);
    let mut process =
        command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped()).spawn().unwrap();
    drop(process.stdout.take());
    let output = process.wait_with_output().unwrap();
    assert!(output.status.success(), "{}", texts(&output));
    assert_eq!(stage.emulator.storage_requests().len(), 7);
}

#[test]
fn the_emulator_says_in_words_what_it_does_not_understand() {
    let stage = Stage::new("emulator");
    for (arguments, expected) in [
        (["--flie", "x"], "error: unknown option `--flie`"),
        (["--docs", "missing.json"], "error: missing.json: "),
        (["--listen", "nowhere"], "error: "),
    ] {
        let output = failure(&mut stage.bare(&arguments));
        assert!(output.starts_with(expected), "{output}");
    }
}

#[cfg(unix)]
#[test]
fn upload_media_resumes_after_it_was_interrupted() {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};

    // Part 3 waits until the process has ended.
    let holds = Arc::new(AtomicBool::new(true));
    let held = Arc::clone(&holds);
    let stage = Stage::with(
        "upload_media",
        Emulator::builder().upload_faults(move |request| {
            (request.part_number() == Some(3) && held.load(Ordering::Relaxed)).then_some(Fault::Stall)
        }),
    );
    let file = stage.file("media.mp4", &vec![7; 41 << 20]);
    let mut command = stage.against_emulator(&["--file", &file]);
    let process = command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped()).spawn().unwrap();
    let parts = || stage.emulator.unfinished_uploads().iter().map(|upload| upload.parts.len()).sum::<usize>();
    while parts() < 5 {
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    assert!(Command::new("kill").args(["-INT", &process.id().to_string()]).status().unwrap().success());
    let output = process.wait_with_output().unwrap();
    assert!(!output.status.success() && texts(&output).contains("stopped with 5 parts stored"), "{}", texts(&output));
    let saved = fs::read_to_string(format!("{file}.upload.json")).unwrap();
    assert!(!saved.contains(stage.emulator.credentials().access_key_secret()), "{saved}");

    holds.store(false, Ordering::Relaxed);
    let output = success(&mut stage.against_emulator(&["--file", &file]));
    assert!(output.contains("resuming: 5 parts") && output.contains("in 6 parts"), "{output}");
    let requests = stage.emulator.storage_requests();
    let sent = requests.iter().filter(|request| request.operation() == StorageOperation::UploadPart);
    assert_eq!(sent.count(), 6 + 1, "the part that was in progress is sent again");
    assert!(stage.stored() == Some(vec![7; 41 << 20]));
    assert!(!PathBuf::from(format!("{file}.upload.json")).exists());
}
