//! The main job end to end: the example `upload_stream` as a process, against an emulator that sees what it does.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

use ice_runtime::emulator::{Answer, Emulator, Fault};
use ice_tests::operations::CreateUploadStream;
use tempfile::TempDir;

/// The example's program. Cargo builds it, or finds that it is built.
fn program() -> &'static Path {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| {
        // The features of the whole workspace, which `cargo test` has built already.
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(["build", "--workspace", "--example", "upload_stream", "--message-format", "json"]);
        // What cargo says of this package, build scripts of others would take for a change.
        for (name, _) in std::env::vars_os() {
            let text = name.to_string_lossy();
            if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") {
                cargo.env_remove(&name);
            }
        }
        if !cfg!(debug_assertions) {
            cargo.arg("--release");
        }
        let output = cargo.current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/..")).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let messages = String::from_utf8(output.stdout).unwrap();
        let program = messages.lines().find_map(|line| {
            let message: serde_json::Value = serde_json::from_str(line).ok()?;
            let is_wanted = message["target"]["name"] == "upload_stream";
            message["executable"].as_str().filter(|_| is_wanted).map(PathBuf::from)
        });
        program.expect("cargo names the program that it built")
    })
}

/// An emulator, a home directory and a file, for runs of the program.
struct Stage {
    emulator: Emulator,
    folder: TempDir,
}

impl Stage {
    fn new() -> Self {
        Self {
            emulator: Emulator::builder().answer_upload::<CreateUploadStream>().start_blocking().unwrap(),
            folder: tempfile::tempdir().unwrap(),
        }
    }

    fn file(&self, name: &str, bytes: &[u8]) -> String {
        let path = self.folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        path.to_str().unwrap().to_owned()
    }

    /// The program without any credentials.
    fn bare(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(program());
        command.env_clear().env("HOME", self.folder.path()).args(arguments);
        command
    }

    /// The program with this emulator's endpoint and keys.
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

    /// What the emulator keeps of the only upload.
    fn stored(&self) -> Option<Vec<u8>> {
        let id = self.emulator.received().last()?.request_id().replace('-', "").to_ascii_lowercase();
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

/// More than one piece of every buffer on the way, and no two pieces alike.
fn media() -> Vec<u8> {
    (0..700_001_u32).flat_map(|number| number.wrapping_mul(2_654_435_761).to_le_bytes()).collect()
}

#[test]
fn without_credentials_it_uploads_its_own_file_to_its_own_emulator() {
    let stage = Stage::new();
    let output = success(&mut stage.bare(&[]));
    for text in [
        "no credentials in the environment",
        "uploaded 67108864 bytes",
        "the storage's is that of the file",
        "the emulator's has the same bytes",
        "lives for another 49 min",
    ] {
        assert!(output.contains(text), "{output}");
    }
    let file = stage.file("own.mp4", b"my own");
    let output = success(&mut stage.bare(&["--file", &file, "--media-id", "mine"]));
    assert!(output.contains("uploaded 6 bytes") && output.contains("media id    mine"), "{output}");
}

#[test]
fn the_file_arrives_with_its_bytes_also_through_transient_faults() {
    let stage = Stage::new();
    let file = stage.file("media.mp4", &media());
    stage.emulator.fault(Fault::throttled(None));
    for fault in [Fault::unavailable(), Fault::Reset, Fault::CutOff] {
        stage.emulator.fault_of_upload(fault);
    }
    let output = success(&mut stage.against_emulator(&["--file", &file]));
    assert!(output.contains("attempts    4"), "{output}");
    assert!(stage.stored() == Some(media()), "the copy differs");
    assert_eq!(stage.emulator.received().len(), 2);
    assert_eq!(stage.emulator.received()[1].parameter("FileExtension"), Some("mp4"));
}

#[test]
fn faults_that_stay_end_it_with_what_to_do() {
    let stage = Stage::new();
    let file = stage.file("media.mp4", b"media");
    for _ in 0..4 {
        stage.emulator.fault_of_upload(Fault::Answer(Answer::error(500, "InternalError", "planted text")));
    }
    let output = failure(&mut stage.against_emulator(&["--file", &file]));
    assert!(output.contains("InternalError (status 500") && output.contains("try again later"), "{output}");
    assert_eq!(stage.emulator.upload_attempts(), 4);
    stage.emulator.fault_of_upload(Fault::Answer(Answer::error(403, "SecurityTokenExpired", "planted text")));
    let output = failure(&mut stage.against_emulator(&["--file", &file]));
    assert!(output.contains("the ticket has expired, so run this again"), "{output}");
    assert_eq!(stage.emulator.upload_attempts(), 5);
    let secret = stage.emulator.credentials().access_key_secret().to_owned();
    assert!(!output.contains(&secret) && !output.contains("planted"), "{output}");
}

#[test]
fn a_file_that_shrinks_meanwhile_is_not_stored() {
    let mut stage = Stage::new();
    let file = stage.file("media.mp4", b"media");
    let shrinking = file.clone();
    let emulator = Emulator::builder().answer::<CreateUploadStream>(move |call| {
        fs::write(&shrinking, b"me").unwrap();
        let ticket = call.ticket("media", "media.mp4");
        Answer::json(serde_json::json!({
            "MediaId": "m",
            "FileURL": ticket.file_url(),
            "UploadAddress": ticket.upload_address(),
            "UploadAuth": ticket.upload_auth(),
        }))
    });
    stage.emulator = emulator.start_blocking().unwrap();
    let output = failure(&mut stage.against_emulator(&["--file", &file]));
    assert!(output.contains("the file was changed while it was uploaded"), "{output}");
    assert_eq!(stage.emulator.uploaded("media", "media.mp4"), None);
}

#[test]
fn a_media_id_with_line_breaks_arrives_as_it_is() {
    let stage = Stage::new();
    let file = stage.file("media.mp4", b"media");
    let output = success(&mut stage.against_emulator(&["--file", &file, "--media-id", "a\r\nX: y"]));
    assert!(output.contains("media id    a\\r\\nX: y"), "{output}");
    assert_eq!(stage.emulator.received()[0].parameter("MediaId"), Some("a\r\nX: y"));
    assert_eq!(stage.stored().as_deref(), Some(b"media".as_slice()));
}

#[test]
fn files_that_cannot_be_uploaded_are_known_before_anything_is_sent() {
    let stage = Stage::new();
    let empty = stage.file("empty.mp4", b"");
    let large = stage.file("large.mp4", b"");
    // A file with a hole takes no room on the disk.
    fs::File::options().write(true).open(&large).unwrap().set_len((5 << 30) + 1).unwrap();
    let folder = stage.folder.path().to_str().unwrap();
    for (file, expected) in [
        ("missing.mp4", "check the path behind --file"),
        (folder, "is a directory: name a file"),
        (&empty, "is empty"),
        (&large, "larger than 5 GB"),
    ] {
        let output = failure(&mut stage.against_emulator(&["--file", file]));
        assert!(output.starts_with("error: ") && output.contains(expected), "{output}");
    }
    assert!(stage.emulator.received().is_empty());
}

#[test]
fn settings_that_cannot_work_are_named_and_nothing_is_sent() {
    let stage = Stage::new();
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
    let cases: [(&[&str], &str); 4] = [
        (&["--endpoint", "http://127.0.0.1:1/path"], "has a path"),
        (&["--endpoint", "http://ice.cn-shanghai.aliyuncs.com"], "`https://`"),
        (&["--flie", "media.mp4"], "unknown option `--flie`"),
        (&["--media-id"], "`--media-id` needs a value"),
    ];
    for (arguments, expected) in cases {
        let mut command = stage.against_emulator(&["--file", &file]);
        let output = failure(command.args(arguments));
        assert!(output.contains(expected), "{output}");
    }
    assert!(stage.emulator.received().is_empty());
}
