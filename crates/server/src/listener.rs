//! Accepts connections: how many, how long they may dawdle, and how they end.

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use hyper::body::Incoming;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::server::graceful::GracefulShutdown;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tower::ServiceExt;

/// What one server bears.
#[derive(Debug, Clone)]
pub struct ConnectionLimits {
    /// Connections at once; further ones wait in the system's queue.
    pub connections: usize,
    /// Longest wait for the head of a request, which is also how long an idle connection stays open.
    pub header_timeout: Duration,
    /// Longest wait for running requests when the server stops.
    pub drain_timeout: Duration,
}

impl Default for ConnectionLimits {
    fn default() -> Self {
        Self { connections: 256, header_timeout: Duration::from_secs(30), drain_timeout: Duration::from_secs(5) }
    }
}

/// Serves until `stopping` becomes true, then lets running requests finish.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    limits: ConnectionLimits,
    mut stopping: watch::Receiver<bool>,
) {
    let places = Arc::new(Semaphore::new(limits.connections));
    let graceful = GracefulShutdown::new();
    loop {
        tokio::select! {
            accepted = accept(&listener, &places) => {
                if let Some((stream, place)) = accepted {
                    converse(stream, place, router.clone(), &limits, &graceful);
                }
            }
            _ = stopping.wait_for(|stop| *stop) => break,
        }
    }
    drop(listener);
    if tokio::time::timeout(limits.drain_timeout, graceful.shutdown()).await.is_err() {
        tracing::warn!("some requests had not finished when the server stopped");
    }
}

async fn accept(listener: &TcpListener, places: &Arc<Semaphore>) -> Option<(TcpStream, OwnedSemaphorePermit)> {
    let place = Arc::clone(places).acquire_owned().await.ok()?;
    match listener.accept().await {
        Ok((stream, _)) => Some((stream, place)),
        Err(cause) => {
            tracing::warn!(%cause, "a connection could not be accepted");
            // Out of file handles is the usual cause; give others a moment to close theirs.
            tokio::time::sleep(Duration::from_millis(50)).await;
            None
        }
    }
}

fn converse(
    stream: TcpStream,
    place: OwnedSemaphorePermit,
    router: Router,
    limits: &ConnectionLimits,
    graceful: &GracefulShutdown,
) {
    // Answers are small and written at once: do not wait for more to send.
    let _ = stream.set_nodelay(true);
    let service =
        hyper::service::service_fn(move |request: Request<Incoming>| router.clone().oneshot(request.map(Body::new)));
    let mut builder = Builder::new(TokioExecutor::new());
    builder.http1().timer(TokioTimer::new()).header_read_timeout(limits.header_timeout);
    let connection = builder.serve_connection(TokioIo::new(stream), service).into_owned();
    let watched = graceful.watch(connection);
    tokio::spawn(async move {
        if let Err(cause) = watched.await {
            tracing::debug!(%cause, "a connection ended early");
        }
        drop(place);
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    #[tokio::test]
    async fn a_head_that_never_ends_closes_the_connection() {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("port");
        let address = listener.local_addr().expect("address");
        let limits = ConnectionLimits { header_timeout: Duration::from_millis(50), ..ConnectionLimits::default() };
        let (stop, stopping) = watch::channel(false);
        let server = tokio::spawn(serve(listener, Router::new(), limits, stopping));
        let mut stream = TcpStream::connect(address).await.expect("connection");
        stream.write_all(b"GET / HTTP/1.1\r\nHost: ").await.expect("half a head");
        let mut answer = Vec::new();
        // Returns only because the server closes the connection.
        let _ = stream.read_to_end(&mut answer).await;
        assert!(!answer.starts_with(b"HTTP/1.1 200"));
        stop.send(true).expect("running");
        server.await.expect("stops");
    }
}
