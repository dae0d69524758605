//! What an upload of 5 GB costs: the client's memory above idle, and its processor time beside `curl -T` of the same bytes and
//! one CRC-64 of them. Limits: 64 MiB, and 1.3 times. The file is sparse; the emulator runs in a process of its own and keeps nothing.
//!
//! `cargo bench -p ice-tests --bench upload`; it needs Linux and curl.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, reason = "a benchmark fails by panicking")]

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::process::{Command, Stdio};
use std::time::{Duration, SystemTime};

use ice_runtime::emulator::Emulator;
use ice_runtime::sign::oss::{Resource, Signer};
use ice_runtime::{Client, Credentials, Endpoint};

const LENGTH: u64 = 5 << 30;
const SERVER: &str = "ICE_BENCH_UPLOAD_SERVER";

fn main() {
    if std::env::var_os(SERVER).is_some() {
        return serve();
    }
    let mut server = Command::new(std::env::current_exe().unwrap());
    server.env(SERVER, "1").stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut server = server.spawn().unwrap();
    let mut lines = BufReader::new(server.stdout.take().unwrap()).lines().map(Result::unwrap);
    let [endpoint, id, secret] = std::array::from_fn(|_| lines.next().unwrap());
    let (endpoint, keys) = (Endpoint::new(&endpoint).unwrap(), Credentials::new(id, secret).unwrap());

    let file = tempfile::NamedTempFile::new().unwrap();
    file.as_file().set_len(LENGTH).unwrap();
    let path = file.path().to_owned();
    // From here on all of them read it from memory; the second time pages move to another list.
    for _ in 0..2 {
        std::io::copy(&mut fs::File::open(&path).unwrap(), &mut std::io::sink()).unwrap();
    }
    let [curl, checksum] = [best(|| curl(&endpoint, &keys, &path)), best(checksum)];
    println!("curl -T: {curl:.2} s of processor time; one CRC-64: {checksum:.2} s");
    for (name, parts) in [("in one request", false), ("in parts of 8 MiB", true)] {
        let mut most_memory = 0;
        let seconds = best(|| {
            let (seconds, memory) = upload(&endpoint, &keys, &path, parts);
            most_memory = most_memory.max(memory);
            seconds
        });
        let ratio = seconds / (curl + checksum);
        println!("{name}: {seconds:.2} s of processor time, {ratio:.2} times those; {most_memory} KiB above idle");
    }
    server.kill().unwrap();
    server.wait().unwrap();
}

fn serve() {
    let emulator = Emulator::builder().discard_uploads().start_blocking().unwrap();
    let keys = emulator.credentials();
    println!("{}\n{}\n{}", emulator.endpoint(), keys.access_key_id(), keys.access_key_secret());
    let _ = std::io::stdin().read(&mut [0]);
}

/// The least of three: other work on the machine only adds to it.
fn best(mut measure: impl FnMut() -> f64) -> f64 {
    (0..3).map(|_| measure()).fold(f64::INFINITY, f64::min)
}

/// Processor time in seconds, and memory above idle in KiB.
fn upload(endpoint: &Endpoint, keys: &Credentials, path: &std::path::Path, parts: bool) -> (f64, u64) {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let builder = Client::builder().endpoint(endpoint.clone()).region("cn-shanghai").credentials(keys.clone());
    let client = builder.build().unwrap();
    let send = |length: u64| {
        let upload = client.upload_to("media", "bench").endpoint(endpoint.clone());
        let upload = if length == 0 { upload.bytes("warm") } else { upload.file(path) };
        let upload = if parts { upload.parts(8 << 20) } else { upload };
        runtime.block_on(upload.into_future()).unwrap()
    };
    send(0);
    // What follows is the highest from here on.
    fs::write("/proc/self/clear_refs", "5").unwrap();
    let (idle, before) = (memory("VmRSS"), processor_time());
    let stored = send(LENGTH);
    assert!(stored.is_checksum_confirmed && stored.length == LENGTH);
    (processor_time() - before, memory("VmHWM") - idle)
}

fn curl(endpoint: &Endpoint, keys: &Credentials, path: &std::path::Path) -> f64 {
    let request = http::Request::put(format!("{endpoint}/media/bench")).body(()).unwrap();
    let signer = Signer::new(keys.clone(), "cn-shanghai");
    let object = Resource::object("media", "bench");
    let url = signer.presign(&request, &object, SystemTime::now(), Duration::from_secs(3600)).unwrap();
    let mut curl = Command::new("bash");
    curl.args(["-c", "TIMEFORMAT='%U %S'; time curl -fsS -H Expect: -T \"$0\" \"$1\""]).arg(path).arg(url.to_string());
    let output = curl.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let times = String::from_utf8(output.stderr).unwrap();
    times.split_whitespace().map(|time| time.parse::<f64>().unwrap()).sum()
}

fn checksum() -> f64 {
    let (piece, before) = (vec![0; 1 << 19], processor_time());
    let mut digest = crc64fast::Digest::new();
    for _ in 0..LENGTH >> 19 {
        digest.write(std::hint::black_box(&piece));
    }
    std::hint::black_box(digest.sum64());
    processor_time() - before
}

/// User and system time of this process, in seconds.
fn processor_time() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap();
    let fields: Vec<&str> = stat.rsplit_once(')').unwrap().1.split_whitespace().collect();
    let ticks: f64 = [fields[11], fields[12]].iter().map(|ticks| ticks.parse::<f64>().unwrap()).sum();
    ticks / 100.0
}

/// A line of the process's status, in KiB.
fn memory(name: &str) -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap();
    line.trim_matches(|character: char| !character.is_ascii_digit()).parse().unwrap()
}
