//! Which of our languages suits a reader.

use crate::TAGS;

/// The best of our languages for an `Accept-Language` header or a list of tags; English when none fits.
pub fn best_tag(accept_language: &str) -> &'static str {
    let mut wishes: Vec<(f32, &str)> = accept_language
        .split(',')
        .filter_map(|wish| {
            let mut parts = wish.trim().split(';');
            let tag = parts.next()?.trim();
            let quality = parts.find_map(|part| part.trim().strip_prefix("q=")?.parse().ok()).unwrap_or(1.0);
            (!tag.is_empty()).then_some((quality, tag))
        })
        .collect();
    wishes.sort_by(|a, b| b.0.total_cmp(&a.0));
    wishes.iter().find_map(|(_, wish)| our_tag(wish)).unwrap_or(TAGS[0])
}

fn our_tag(wish: &str) -> Option<&'static str> {
    let language = wish.split(['-', '_', '.']).next()?.to_ascii_lowercase();
    TAGS.iter().copied().find(|tag| *tag == language)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_wish_we_can_fulfil_wins() {
        assert_eq!(best_tag("fr-FR, lt;q=0.8, en;q=0.5"), "lt");
        assert_eq!(best_tag("en;q=0.2, fa-IR;q=0.9"), "fa");
        assert_eq!(best_tag("de_DE.UTF-8"), "de");
        assert_eq!(best_tag(""), "en");
    }
}
