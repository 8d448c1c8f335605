//! The page's Content-Security-Policy: own files, and the few inline pieces that are known by their hash.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// Style elements the component library (react-aria) inserts: touch behaviour of pressable parts, and no
/// scrolling behind an open layer on touch screens.
const LIBRARY_STYLES: [&str; 2] = [
    "@layer {\n  [data-react-aria-pressable] {\n    touch-action: pan-x pan-y pinch-zoom;\n  }\n}",
    "@layer {\n  * {\n    overscroll-behavior: contain;\n  }\n}",
];

/// The policy for a document with these inline scripts and styles.
pub(super) fn content_security_policy(template: &str) -> String {
    let scripts = hashes(inline_contents(template, "script").into_iter());
    let styles = hashes(inline_contents(template, "style").into_iter().chain(LIBRARY_STYLES));
    format!(
        "default-src 'none'; script-src 'self'{scripts}; style-src 'self'{styles}; img-src 'self' data:; \
         font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; \
         base-uri 'none'; object-src 'none'; frame-ancestors 'none'"
    )
}

fn hashes<'a>(contents: impl Iterator<Item = &'a str>) -> String {
    contents.map(|content| format!(" 'sha256-{}'", STANDARD.encode(Sha256::digest(content.as_bytes())))).collect()
}

/// What stands between `<name>` and `</name>`; an element with a `src` is a file and has nothing inside.
fn inline_contents<'a>(template: &'a str, name: &str) -> Vec<&'a str> {
    let (open, close) = (format!("<{name}"), format!("</{name}>"));
    let elements = template.split(&open).skip(1);
    elements
        .filter_map(|element| {
            let (attributes, rest) = element.split_once('>')?;
            let (content, _) = rest.split_once(&close)?;
            (!attributes.contains("src=") && !content.is_empty()).then_some(content)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inline_pieces_are_allowed_by_hash_and_nothing_else_is() {
        let template = "<head><script>alert(1)</script><script type=\"module\" src=\"/a.js\"></script></head>";
        let policy = content_security_policy(template);
        // printf 'alert(1)' | openssl dgst -sha256 -binary | base64
        assert!(
            policy.contains("script-src 'self' 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI=';"),
            "{policy}"
        );
        assert!(!policy.contains("unsafe"));
    }
}
