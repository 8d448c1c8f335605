//! Who may speak to the server: until there are accounts, only this machine itself.
//!
//! A page of another site can make a browser send requests here. A wrong `Host` gives away a name that was
//! rebound to the loopback address; requests that change something are checked by `CsrfLayer` as well.

use crate::errors::{ApiError, ErrorCode};
use axum::extract::Request;
use axum::http::header::HOST;
use axum::http::uri::Authority;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Names under which the loopback interface is addressed.
const OWN_NAMES: [&str; 3] = ["127.0.0.1", "localhost", "[::1]"];

/// Middleware: refuses requests that were not addressed to this machine by name.
pub(crate) async fn refuse_foreign_hosts(request: Request, next: Next) -> Response {
    let host = request.headers().get(HOST).and_then(|host| host.to_str().ok());
    let addressed = request.uri().authority().map(Authority::as_str).or(host);
    if host.is_some_and(is_own_name) && addressed.is_some_and(is_own_name) {
        return next.run(request).await;
    }
    ApiError::new(ErrorCode::ForbiddenHost).into_response()
}

fn is_own_name(authority: &str) -> bool {
    let parsed = authority.parse::<Authority>();
    parsed.is_ok_and(|authority| OWN_NAMES.iter().any(|name| authority.host().eq_ignore_ascii_case(name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_the_loopback_interface_are_our_own() {
        for own in ["127.0.0.1:7411", "localhost", "LOCALHOST:1", "[::1]:7411"] {
            assert!(is_own_name(own), "{own}");
        }
        for foreign in ["pharos.example", "localhost.evil.example", "127.0.0.1.nip.io:7411", "", "10.0.0.5"] {
            assert!(!is_own_name(foreign), "{foreign}");
        }
    }
}
