//! Requests a second over loopback, 64 at once: `client.send` beside bare reqwest that sends a request built before,
//! and beside bare reqwest that is handed a freshly signed request each time, as one would by hand.
//!
//! `cargo bench -p ice-tests --bench throughput` prints them and the ratios; the rounds alternate, so that what else
//! the machine does hits all alike.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::time::{Duration, Instant};

use ice_runtime::sign::{Signer, Stamp};
use ice_runtime::{Client, Credentials, Endpoint, HttpSettings, ice_operation};
use tokio::task::JoinSet;

const AT_ONCE: usize = 64;
const ROUNDS: usize = 9;
const ROUND: Duration = Duration::from_millis(1500);
const REPLY: &str = r#"{"RequestId":"4C467B38-3910-447D-87BC-AC049166F216","MediaId":"48555e8b"}"#;

#[ice_operation(action = "CreateUploadStream")]
#[derive(Clone, Default)]
struct CreateUploadStream {
    media_id: Option<String>,
    definition: Option<String>,
    file_extension: Option<String>,
    #[ice(rename = "HDRType")]
    hdr_type: Option<String>,
    user_data: Option<String>,
}

#[derive(serde::Deserialize)]
#[serde(rename_all = "PascalCase")]
struct CreateUploadStreamResponse {
    media_id: String,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let race = Race::prepare(serve()?)?;
    let (mut ratios, mut by_hand) = (Vec::new(), Vec::new());
    for round in 0..=ROUNDS {
        let ours = runtime.block_on(race.ours());
        let theirs = runtime.block_on(race.built_before());
        let hand_signed = runtime.block_on(race.signed_by_hand());
        // The first round warms up.
        if round > 0 {
            println!("client.send {ours:>7.0}/s   bare reqwest {theirs:>7.0}/s   signed by hand {hand_signed:>7.0}/s");
            ratios.push(ours / theirs);
            by_hand.push(ours / hand_signed);
        }
    }
    for (ratios, beside) in [(&mut ratios, "bare reqwest"), (&mut by_hand, "the same signed by hand")] {
        ratios.sort_by(f64::total_cmp);
        println!("median ratio to {beside}: {:.3}", ratios[ROUNDS / 2]);
    }
    Ok(())
}

/// What each of the three sends, and with what.
#[derive(Clone)]
struct Race {
    operation: CreateUploadStream,
    endpoint: Endpoint,
    signer: Signer,
    client: Client,
    bare: reqwest::Client,
    /// The same bytes as ours sends, signed once.
    built: Arc<reqwest::Request>,
}

impl Race {
    fn prepare(address: SocketAddr) -> Result<Self, Box<dyn std::error::Error>> {
        let operation = CreateUploadStream {
            media_id: Some("20b48fb04483915d4f2cd8ac".into()),
            definition: Some("HD".into()),
            file_extension: Some("mp4".into()),
            hdr_type: Some("HDR10".into()),
            user_data: Some(r#"{"Extend":{"localId":"xxx","test":"www"}}"#.into()),
        };
        let endpoint = Endpoint::new(&format!("http://{address}"))?;
        let credentials = Credentials::new("testid", "testsecret")?;
        let client = Client::builder().endpoint(endpoint.clone()).credentials(credentials.clone()).build()?;
        let signer = Signer::new(credentials);
        let request = signer.sign(&operation, &endpoint, &Stamp::now())?;
        let built = Arc::new(request.map(reqwest::Body::from).try_into()?);
        Ok(Self { operation, endpoint, signer, client, bare: bare()?, built })
    }

    async fn ours(&self) -> f64 {
        let sending = (self.client.clone(), self.operation.clone());
        rate(move || {
            let (client, operation) = sending.clone();
            async move { client.send(&operation).await.is_ok_and(|reply| !reply.media_id.is_empty()) }
        })
        .await
    }

    async fn built_before(&self) -> f64 {
        let (bare, built) = (self.bare.clone(), Arc::clone(&self.built));
        rate(move || {
            let (bare, built) = (bare.clone(), built.try_clone());
            async move {
                let Some(request) = built else { return false };
                answered(&bare, request).await.is_some()
            }
        })
        .await
    }

    async fn signed_by_hand(&self) -> f64 {
        let race = Arc::new(self.clone());
        rate(move || {
            let race = Arc::clone(&race);
            async move {
                let Self { signer, operation, endpoint, bare, .. } = &*race;
                let Ok(request) = signer.sign(operation, endpoint, &Stamp::now()) else { return false };
                let Ok(request) = request.map(reqwest::Body::from).try_into() else { return false };
                let Some(body) = answered(bare, request).await else { return false };
                serde_json::from_slice::<CreateUploadStreamResponse>(&body)
                    .is_ok_and(|reply| !reply.media_id.is_empty())
            }
        })
        .await
    }
}

/// reqwest with our client's settings: what they cost is the price of a time-out, not of this library.
fn bare() -> reqwest::Result<reqwest::Client> {
    // Bare reqwest panics without a process-wide provider; this crate's client brings its own.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let settings = HttpSettings::default();
    reqwest::Client::builder()
        .http1_only()
        .no_proxy()
        .redirect(reqwest::redirect::Policy::none())
        .tcp_nodelay(true)
        .connect_timeout(settings.connect_timeout)
        .read_timeout(settings.read_timeout)
        .timeout(Duration::from_secs(30))
        .build()
}

/// The whole body of a reply.
async fn answered(client: &reqwest::Client, request: reqwest::Request) -> Option<bytes::Bytes> {
    let body = client.execute(request).await.ok()?.bytes().await.ok()?;
    (body.len() == REPLY.len()).then_some(body)
}

/// How many calls a second succeed.
async fn rate<F: Future<Output = bool> + Send + 'static>(call: impl Fn() -> F + Clone + Send + 'static) -> f64 {
    let started = Instant::now();
    let mut tasks = JoinSet::new();
    for _ in 0..AT_ONCE {
        let call = call.clone();
        tasks.spawn(async move {
            let mut done = 0_u32;
            while started.elapsed() < ROUND {
                assert!(call().await, "a call failed");
                done += 1;
            }
            done
        });
    }
    let done: u32 = tasks.join_all().await.into_iter().sum();
    f64::from(done) / started.elapsed().as_secs_f64()
}

/// A peer that answers every head with the same reply, a thread a connection.
fn serve() -> std::io::Result<SocketAddr> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = listener.local_addr()?;
    std::thread::spawn(move || {
        for connection in listener.incoming().flatten() {
            std::thread::spawn(move || answer(connection));
        }
    });
    Ok(address)
}

fn answer(mut connection: TcpStream) -> std::io::Result<()> {
    connection.set_nodelay(true)?;
    let reply =
        format!("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{REPLY}", REPLY.len());
    let mut buffer = [0; 8192];
    let mut kept = 0;
    loop {
        let read = connection.read(&mut buffer[kept..])?;
        if read == 0 {
            return Ok(());
        }
        kept += read;
        if buffer[..kept].ends_with(b"\r\n\r\n") {
            connection.write_all(reply.as_bytes())?;
            kept = 0;
        }
    }
}
