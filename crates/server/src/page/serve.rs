//! Answers every address outside the API: a file of the page, or the document.

use super::assets::Assets;
use super::content_type::content_type;
use super::document::{self, Document};
use super::first;
use crate::errors::{ApiError, ErrorCode};
use crate::language::Language;
use crate::state::AppState;
use axum::extract::State;
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use std::borrow::Cow;

/// Files below this folder carry a hash of their content in their names.
const HASHED: &str = "assets/";
/// Compressed copies beside each file, the better first.
const ENCODINGS: [(&str, &str); 2] = [("br", ".br"), ("gzip", ".gz")];

/// The fallback of the router.
pub async fn serve(
    State(state): State<AppState>,
    method: Method,
    address: Uri,
    asked: HeaderMap,
) -> Result<Response, ApiError> {
    let path = address.path().trim_start_matches('/');
    if path.starts_with("api/") {
        return Err(ApiError::new(ErrorCode::NotFound));
    }
    if method != Method::GET && method != Method::HEAD {
        return Err(ApiError::new(ErrorCode::MethodNotAllowed));
    }
    match content_type(path) {
        Some(kind) if path != "index.html" => serve_file(&state.options.assets, path, kind, &asked),
        None if path.starts_with(HASHED) => Err(ApiError::new(ErrorCode::NotFound)),
        _ => serve_document(&state, &address, &asked).await,
    }
}

fn serve_file(assets: &Assets, path: &str, kind: &'static str, asked: &HeaderMap) -> Result<Response, ApiError> {
    let accepted = text_of(asked, &ACCEPT_ENCODING).to_ascii_lowercase();
    let compressed = ENCODINGS
        .iter()
        .filter(|(name, _)| {
            accepted.split(',').any(|wish| wish.split(';').next().is_some_and(|wish| wish.trim() == *name))
        })
        .find_map(|(name, ending)| Some((*name, assets.read(&format!("{path}{ending}"))?)));
    let (encoding, content) = match compressed {
        Some((name, content)) => (Some(name), content),
        None => (None, assets.read(path).ok_or_else(|| ApiError::new(ErrorCode::NotFound))?),
    };
    let lifetime = if path.starts_with(HASHED) { "public, max-age=31536000, immutable" } else { "no-cache" };
    let headers = [(CONTENT_TYPE, kind), (CACHE_CONTROL, lifetime), (VARY, "accept-encoding")];
    let mut response = (headers, validated(content, asked)).into_response();
    if let Some(name) = encoding {
        response.headers_mut().insert(CONTENT_ENCODING, HeaderValue::from_static(name));
    }
    Ok(response)
}

async fn serve_document(state: &AppState, address: &Uri, asked: &HeaderMap) -> Result<Response, ApiError> {
    let language = Language::choose(address, asked);
    let Some(template) = state.options.assets.read("index.html") else {
        return Ok(page_missing(state, language));
    };
    let template = String::from_utf8_lossy(&template).into_owned();
    let first = first::figures(state, address, language).await;
    let Document { html, policy } =
        document::fill(&template, language, &first).map_err(|cause| ApiError::internal(&cause))?;
    let headers = [
        (CONTENT_TYPE, "text/html; charset=utf-8"),
        (CACHE_CONTROL, "no-cache"),
        (VARY, "accept-language, cookie"),
        (CONTENT_SECURITY_POLICY, &policy),
    ];
    Ok((headers, validated(Cow::Owned(html.into_bytes()), asked)).into_response())
}

/// Says how to build the page when the program was built without it.
fn page_missing(state: &AppState, language: Language) -> Response {
    let text = |key: &str| state.workspace.texts().text(language.tag(), key, &[]);
    let body = format!("{}\n\n{}\n", text("errors.page_missing"), text("errors.page_missing_hint"));
    ([(CONTENT_TYPE, "text/plain; charset=utf-8")], body).into_response()
}

/// The content with its tag, or word that the reader's copy is still right.
fn validated(content: Cow<'static, [u8]>, asked: &HeaderMap) -> Response {
    let tag = format!("\"{}\"", blake3::hash(&content).to_hex());
    // Proxies and our own compression mark tags as weak; the content is the same.
    let known = text_of(asked, &IF_NONE_MATCH).split(',').any(|known| known.trim().trim_start_matches("W/") == tag);
    if known {
        return (StatusCode::NOT_MODIFIED, [(ETAG, tag)]).into_response();
    }
    ([(ETAG, tag)], content.into_owned()).into_response()
}

fn text_of<'a>(headers: &'a HeaderMap, name: &HeaderName) -> &'a str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}
