//! A small workspace behind a router.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Method, Request, StatusCode, header::HeaderMap};
use ingest::Mapping;
use jiff::Timestamp;
use serde_json::Value;
use server::page::assets::Assets;
use server::state::{AppState, ServerOptions};
use std::path::Path;
use std::sync::Arc;
use store::Store;
use store_duckdb::{DuckdbStore, EngineSettings};
use tempfile::TempDir;
use tokio::sync::watch;
use tower::ServiceExt;
use workspace::{ImportFile, OpenOptions, Workspace};

/// The moment of every question.
pub(crate) const NOW: &str = "2026-02-15T12:00:00Z";

/// Four orders of two customers in January 2026, 100.00 in all.
pub(crate) const ORDERS: &str = "id,customer,name,placed,net,channel
1,a,Anna,2026-01-03,10.00,web
2,a,Anna,2026-01-09,30.00,web
3,b,Boris,2026-01-20,40.00,store
4,b,Boris,2026-01-31,20.00,
";

/// What the columns of [`ORDERS`] are.
pub(crate) const MAPPING: &str = "mapping: 1
source: shop
object: order
entities:
  - entity: sales_document
    id: { column: id }
    fields:
      kind: { constant: order }
      person_id: customer
      issued_at: placed
      net: net
      channel: channel
  - entity: person
    id: { column: customer }
    fields:
      full_name: name
";

const DOCUMENT: &str = "<!doctype html>
<html lang=\"en\" data-theme=\"light\">
<head><script>start()</script></head>
<body></body>
</html>";

pub(crate) struct App {
    pub(crate) workspace: Arc<Workspace>,
    router: Router,
    stop: watch::Sender<bool>,
    _folder: TempDir,
}

/// An answer read to its end.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {}", self.text))
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map(|value| value.to_str().expect("text")).unwrap_or_default()
    }
}

impl App {
    /// A workspace without data.
    pub(crate) fn empty() -> Self {
        let folder = tempfile::tempdir().expect("folder");
        let (page, uploads) = (folder.path().join("page"), folder.path().join("uploads"));
        std::fs::create_dir_all(page.join("assets")).expect("page");
        std::fs::create_dir_all(&uploads).expect("uploads");
        std::fs::write(page.join("index.html"), DOCUMENT).expect("document");
        std::fs::write(page.join("assets/main-1a2b.js"), "plain").expect("asset");
        std::fs::write(page.join("assets/main-1a2b.js.br"), "brotli").expect("asset");
        let options = OpenOptions { directory: folder.path().join("data"), ..OpenOptions::default() };
        let now: Timestamp = NOW.parse().expect("moment");
        let workspace = Workspace::open(options, Box::new(open_store), now, &mut |_| {}).expect("workspace");
        let workspace = Arc::new(workspace);
        let (stop, stopping) = watch::channel(false);
        let mut options = ServerOptions::new(uploads);
        options.upload_limit = 1_000;
        options.empty_store = Some(Arc::new(|| Ok(Box::new(DuckdbStore::in_memory()?))));
        options.assets = Assets::Directory(page);
        let state = AppState::new(Arc::clone(&workspace), Arc::new(move || now), options, stopping);
        Self { workspace, router: server::router(state), stop, _folder: folder }
    }

    /// A workspace with [`ORDERS`].
    pub(crate) fn with_orders() -> Self {
        let app = Self::empty();
        app.import_orders();
        app
    }

    /// Brings [`ORDERS`] in.
    pub(crate) fn import_orders(&self) {
        let path = self._folder.path().join("orders.csv");
        std::fs::write(&path, ORDERS).expect("file");
        let mapping = Mapping::parse("orders.yaml", MAPPING).expect("mapping");
        let file = ImportFile { path, display_name: "orders.csv".to_owned(), mapping: Some(mapping) };
        let now = NOW.parse().expect("moment");
        self.workspace.import(&[file], now, &mut |_| {}).expect("import");
    }

    pub(crate) fn stop(&self) {
        self.stop.send(true).expect("running");
    }

    /// The data directory.
    pub(crate) fn data(&self) -> std::path::PathBuf {
        self._folder.path().join("data")
    }

    /// Sends JSON that changes something.
    pub(crate) async fn change(&self, method: Method, address: &str, body: &Value) -> Answer {
        let request = request(method, address).header("content-type", "application/json");
        self.send(request.body(Body::from(body.to_string())).expect("request")).await
    }

    /// Saves an own file over the version that was edited.
    pub(crate) async fn save_over(&self, version: i64, draft: &Value) -> Answer {
        let request = request(Method::PUT, "/api/v1/definitions").header("if-match", format!("\"{version}\""));
        let request = request.header("content-type", "application/json");
        self.send(request.body(Body::from(draft.to_string())).expect("request")).await
    }

    pub(crate) async fn get(&self, address: &str) -> Answer {
        self.send(request(Method::GET, address).body(Body::empty()).expect("request")).await
    }

    /// Sends a form with a file, and a mapping when there is one.
    pub(crate) async fn upload(&self, address: &str, file: &str, mapping: Option<&str>) -> Answer {
        let part = |name: &str, file: &str, content: &str| {
            format!("--cut\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n{content}\r\n")
        };
        let mapping = mapping.map(|text| part("mapping", "", text)).unwrap_or_default();
        let body = format!("{mapping}{}--cut--\r\n", part("file", "; filename=\"orders.csv\"", file));
        let request = request(Method::POST, address).header("content-type", "multipart/form-data; boundary=cut");
        self.send(request.body(Body::from(body)).expect("request")).await
    }

    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.respond(request).await;
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, 1 << 24).await.expect("body");
        let text = String::from_utf8(bytes.to_vec()).expect("text");
        Answer { status: parts.status, headers: parts.headers, text }
    }

    pub(crate) async fn respond(&self, request: Request<Body>) -> axum::response::Response {
        self.router.clone().oneshot(request).await.expect("infallible")
    }
}

/// A request as a program on this machine sends it.
pub(crate) fn request(method: Method, address: &str) -> axum::http::request::Builder {
    Request::builder().method(method).uri(address).header("host", "127.0.0.1:7411")
}

fn open_store(path: &Path) -> Result<Arc<dyn Store>, store::StoreError> {
    Ok(Arc::new(DuckdbStore::open(path, &EngineSettings::default())?))
}
