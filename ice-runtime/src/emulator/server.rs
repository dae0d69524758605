//! The server: it listens on its own thread until it is dropped.

use std::future::poll_fn;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::thread::JoinHandle;
use std::time::Duration;

use http::Request;
use http::header::AUTHORIZATION;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Runtime;
use tokio::sync::oneshot;

use super::delivery::{Abort, Delivery};
use super::state::State;
use super::{api, storage};

/// How long the head of a request may take.
const HEAD_TIMEOUT: Duration = Duration::from_secs(30);

/// A running server, which stops when dropped.
pub(super) struct Server {
    /// `None` only while it is being dropped.
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Serves on its own thread: clients that block their thread are answered too, and paused time in a test does not
    /// affect the server.
    pub(super) fn start(listener: std::net::TcpListener, state: Arc<State>) -> io::Result<Self> {
        listener.set_nonblocking(true)?;
        let (stop, stopped) = oneshot::channel();
        let (started, start) = mpsc::channel();
        let thread = std::thread::Builder::new().name("ice-emulator".to_owned()).spawn(move || {
            match enter(listener) {
                Ok((runtime, listener)) => {
                    // The receiver is waiting for this.
                    let _ = started.send(Ok(()));
                    runtime.spawn(accept(listener, state));
                    // An error means that the emulator was dropped, which is the signal to stop. All tasks end with the
                    // runtime.
                    let _ = runtime.block_on(stopped);
                }
                Err(error) => {
                    let _ = started.send(Err(error));
                }
            }
        })?;
        start.recv().map_err(io::Error::other)??;
        Ok(Self { stop: Some(stop), thread: Some(thread) })
    }
}

/// Creates a runtime with the listener in it.
fn enter(listener: std::net::TcpListener) -> io::Result<(Runtime, TcpListener)> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let context = runtime.enter();
    let listener = TcpListener::from_std(listener)?;
    drop(context);
    Ok((runtime, listener))
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take().filter(|thread| thread.thread().id() != std::thread::current().id()) {
            // A panic of an answer has already been reported.
            let _ = thread.join();
        }
    }
}

async fn accept(listener: TcpListener, state: Arc<State>) {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                tokio::spawn(connection(stream, Arc::clone(&state)));
            }
            // Out of descriptors, most likely.
            Err(_) => tokio::time::sleep(Duration::from_millis(10)).await,
        }
    }
}

async fn connection(stream: TcpStream, state: Arc<State>) {
    // Answers are small; without this, each could wait for an acknowledgement.
    let _ = stream.set_nodelay(true);
    let reset = AtomicBool::new(false);
    let service = service_fn(|request| {
        let (state, reset) = (&state, &reset);
        Box::pin(async move {
            let outcome = serve(state, request).await;
            if matches!(outcome, Err(Abort::Reset)) {
                reset.store(true, Ordering::Relaxed);
            }
            outcome.map(|delivery| delivery.0)
        })
    });
    let mut connection = http1::Builder::new()
        .timer(TokioTimer::new())
        // A client may close its writing side before it reads.
        .half_close(true)
        .header_read_timeout(HEAD_TIMEOUT)
        .serve_connection(TokioIo::new(stream), service);
    // A peer's protocol errors are ignored: hyper has already answered them if possible.
    let _ = poll_fn(|context| connection.poll_without_shutdown(context)).await;
    let stream = connection.into_parts().io.into_inner();
    if reset.load(Ordering::Relaxed) {
        let _ = stream.set_zero_linger();
    }
}

async fn serve(state: &Arc<State>, request: Request<Incoming>) -> Result<Delivery, Abort> {
    let authorization = request.headers().get(AUTHORIZATION);
    let is_for_storage = authorization.is_some_and(|value| value.as_bytes().starts_with(b"OSS"));
    if is_for_storage || request.uri().path() != "/" {
        storage::service::answer(&state.storage, request).await
    } else {
        api::answer(state, request).await
    }
}
