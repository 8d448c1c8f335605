//! The document with the reader's language and the first figures inside.

use super::policy::content_security_policy;
use crate::language::Language;
use serde::Serialize;

/// Id of the element with the first figures.
const FIRST_ID: &str = "pharos-first";

/// A finished document and the policy that fits it.
pub struct Document {
    /// HTML.
    pub html: String,
    /// Its Content-Security-Policy.
    pub policy: String,
}

/// Puts language, direction and first figures into the built document.
pub fn fill<T: Serialize>(template: &str, language: Language, first: &T) -> Result<Document, serde_json::Error> {
    let block = format!(
        "<script type=\"application/json\" id=\"{FIRST_ID}\">{}</script></head>",
        escape_for_script(&serde_json::to_string(first)?)
    );
    let html = with_language(template, language).replacen("</head>", &block, 1);
    Ok(Document { html, policy: content_security_policy(template) })
}

/// JSON that no HTML parser can mistake for the end of the script or the start of a comment.
fn escape_for_script(json: &str) -> String {
    let mut escaped = String::with_capacity(json.len());
    for character in json.chars() {
        match character {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => escaped.push_str(&format!("\\u{:04x}", u32::from(character))),
            other => escaped.push(other),
        }
    }
    escaped
}

/// Replaces `lang` and `dir` of the root element and leaves its other attributes alone.
fn with_language(template: &str, language: Language) -> String {
    let Some((before, root)) = template.split_once("<html") else {
        return template.to_owned();
    };
    let Some((attributes, after)) = root.split_once('>') else {
        return template.to_owned();
    };
    let kept: Vec<&str> = attributes
        .split_whitespace()
        .filter(|attribute| !attribute.starts_with("lang=") && !attribute.starts_with("dir="))
        .collect();
    let (tag, direction) = (language.tag(), language.direction());
    let kept: String = kept.iter().map(|attribute| format!(" {attribute}")).collect();
    format!("{before}<html lang=\"{tag}\" dir=\"{direction}\"{kept}>{after}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::extract::Request;

    const TEMPLATE: &str = "<!doctype html><html lang=\"en\" data-theme=\"light\"><head></head><body></body></html>";

    fn language(address: &str) -> Language {
        Language::of(&Request::builder().uri(address).body(axum::body::Body::empty()).expect("request"))
    }

    #[test]
    fn a_name_cannot_end_the_script() {
        let name = "</script><script>alert(1)</script><!-- & \u{2028}";
        let html = fill(TEMPLATE, language("/"), &name).expect("document").html;
        assert_eq!(html.matches("</script").count(), 1, "{html}");
        assert!(!html.contains("<!--"));
        let (_, block) = html.split_once("id=\"pharos-first\">").expect("block");
        let (json, _) = block.split_once("</script>").expect("end");
        assert_eq!(serde_json::from_str::<String>(json).expect("json"), name);
    }

    #[test]
    fn the_root_says_language_and_direction() {
        let html = fill(TEMPLATE, language("/?lang=fa"), &0).expect("document").html;
        assert!(html.starts_with("<!doctype html><html lang=\"fa\" dir=\"rtl\" data-theme=\"light\"><head>"), "{html}");
    }
}
