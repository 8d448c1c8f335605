//! `pharos serve`: the API and the page, until it is told to stop.

use super::metrics::listed;
use crate::arguments::ServeArguments;
use crate::clock;
use crate::console::Console;
use crate::data;
use crate::failure::{Exit, Failure};
use locales::Argument;
use serde::Serialize;
use server::api::metrics::list::MetricSummary;
use server::listener::{ConnectionLimits, serve};
use server::page::assets::Assets;
use server::state::{AppState, ServerOptions};
use std::collections::BTreeMap;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use workspace::Workspace;

/// An import that is cut off here is finished at the next start: what was acknowledged is on disk.
const LONGEST_STOP: Duration = Duration::from_secs(3);

pub(crate) fn run(console: &Console, asked: Option<PathBuf>, arguments: ServeArguments) -> Result<(), Failure> {
    let directory = data::directory(asked);
    let listener = bind(arguments.port)?;
    let workspace = data::open(console, data::options(&directory, arguments.dev.as_deref()))?;
    serve_workspace(console, &directory, workspace, listener, &arguments)
}

/// Takes the port before anything else is done, so that a taken one is told at once.
pub(crate) fn bind(port: u16) -> Result<TcpListener, Failure> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    TcpListener::bind(address).map_err(|_| Failure::said(Exit::Failed, "port_taken", "port", port.to_string()))
}

/// Serves an open workspace until the process is told to stop.
pub(crate) fn serve_workspace(
    console: &Console,
    directory: &Path,
    workspace: Workspace,
    listener: TcpListener,
    arguments: &ServeArguments,
) -> Result<(), Failure> {
    let address = format!("http://{}", listener.local_addr()?);
    workspace.ledger().publish_address(&address).map_err(Failure::unexpected)?;
    announce(console, &address, &workspace)?;
    let options = server_options(directory, arguments)?;
    let workspace = Arc::new(workspace);
    let runtime = tokio::runtime::Runtime::new()?;
    let stopped = runtime.block_on(run_server(Arc::clone(&workspace), listener, options, || {
        if !arguments.no_open && console.is_interactive() {
            // A machine without a browser is no reason to stop.
            let _ = open::that_detached(&address);
        }
    }));
    runtime.shutdown_timeout(LONGEST_STOP);
    stopped?;
    console.say("stopped", &[]);
    Ok(())
}

async fn run_server(
    workspace: Arc<Workspace>,
    listener: TcpListener,
    options: ServerOptions,
    started: impl FnOnce(),
) -> Result<(), Failure> {
    listener.set_nonblocking(true)?;
    let listener = tokio::net::TcpListener::from_std(listener)?;
    let (stop, stopping) = watch::channel(false);
    let state = AppState::new(workspace, Arc::new(clock::now), options, stopping.clone());
    let signal = stop_signal()?;
    tokio::spawn(async move {
        signal.await;
        // Nobody listens any more when the server is gone already.
        let _ = stop.send(true);
    });
    tokio::spawn(server::own_files::follow(state.clone()));
    started();
    serve(listener, server::router(state), ConnectionLimits::default(), stopping).await;
    Ok(())
}

/// Ends with Ctrl-C or, where there is such a thing, a request to terminate.
fn stop_signal() -> Result<impl Future<Output = ()>, Failure> {
    #[cfg(unix)]
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
    Ok(async move {
        #[cfg(unix)]
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = terminate.recv() => {}
        }
        #[cfg(not(unix))]
        let _ = tokio::signal::ctrl_c().await;
    })
}

/// Uploads wait in a folder of the data directory; what a killed process left there is removed.
fn server_options(directory: &Path, arguments: &ServeArguments) -> Result<ServerOptions, Failure> {
    let uploads = directory.join("uploads");
    if uploads.exists() {
        std::fs::remove_dir_all(&uploads)?;
    }
    std::fs::create_dir_all(&uploads)?;
    let mut options = ServerOptions::new(uploads);
    options.upload_limit = arguments.upload_limit;
    options.empty_store = Some(data::empty_store());
    if let Some(dev) = &arguments.dev {
        options.assets = Assets::Directory(dev.join("web/dist"));
    }
    Ok(options)
}

/// What a program reads when the server is ready.
#[derive(Serialize)]
struct Ready<'a> {
    address: &'a str,
    computed: usize,
    not_computed: BTreeMap<String, Vec<String>>,
}

/// Metrics without data that the line names; more would hide the address.
const MOST_NAMED: usize = 12;

/// The one line that says that everything is ready, and which metrics are not computed and why.
fn announce(console: &Console, address: &str, workspace: &Workspace) -> Result<(), Failure> {
    let metrics = listed(workspace)?;
    let computed = metrics.iter().filter(|metric| metric.computed).count();
    let missing = by_missing_entity(&metrics);
    let reasons: Vec<String> = missing
        .iter()
        .map(|(entity, metrics)| {
            let names = entity.split('|').map(|one| console.name(&format!("ui.entity.{one}"), one));
            let entity = names.collect::<Vec<_>>().join(" / ");
            console.text(
                "ready_reason",
                &[("entity", Argument::from(entity)), ("metrics", Argument::from(metrics.join(", ")))],
            )
        })
        .collect();
    let missing_metrics = metrics.len() - computed;
    let reasons = if missing_metrics > MOST_NAMED { console.text("ready_many", &[]) } else { reasons.join("; ") };
    let arguments = [
        ("address", Argument::from(address)),
        ("computed", Argument::from(computed)),
        ("missing", Argument::from(missing_metrics)),
        ("reasons", Argument::from(reasons)),
    ];
    console.say("ready", &arguments);
    console.value(&Ready { address, computed, not_computed: missing })
}

/// The metrics that cannot be computed, by the first entity they lack; alternatives are separated by `|`.
fn by_missing_entity(metrics: &[MetricSummary]) -> BTreeMap<String, Vec<String>> {
    let mut missing: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for metric in metrics.iter().filter(|metric| !metric.computed) {
        let need = metric.needs.first().map(String::as_str).unwrap_or_default();
        let mut entities: Vec<&str> = need.split('|').filter_map(|one| one.trim().split('.').next()).collect();
        entities.dedup();
        missing.entry(entities.join("|")).or_default().push(metric.id.clone());
    }
    missing
}
