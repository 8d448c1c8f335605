//! What a metric's file says, without what names and proves it.

use crate::yaml::{Value, parse};

/// Keys that change no number.
const BESIDE: [&str; 5] = ["boards", "examples", "meaning", "name", "version"];

/// Two texts with the same meaning give the same numbers. A text that cannot be read means itself.
pub fn meaning(text: &str) -> String {
    let Some(mut json) = parse(text).ok().map(|parsed| parsed.root.json()) else {
        return text.to_owned();
    };
    if let Some(fields) = json.as_object_mut() {
        fields.retain(|key, _| !BESIDE.contains(&key.as_str()));
    }
    json.to_string()
}

/// The version that a file gives itself.
pub fn stated_version(text: &str) -> Option<u32> {
    stated(text, "version")?.parse().ok()
}

/// The id that a file gives itself.
pub fn stated_id(text: &str) -> Option<String> {
    stated(text, "id")
}

fn stated(text: &str, key: &str) -> Option<String> {
    let Value::Map(entries) = parse(text).ok()?.root.value else {
        return None;
    };
    entries.iter().find(|entry| entry.key == key)?.value.text().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::{meaning, stated_id, stated_version};

    #[test]
    fn a_name_and_an_example_change_nothing_and_a_filter_does() {
        let text = "id: a\nversion: 2\nname: A\nmeasure: { fact: orders, count: rows }\nexamples: [{ gives: 1 }]\n";
        assert_eq!(meaning(text), meaning(&text.replace("gives: 1", "gives: 2").replace("name: A", "name: B # other")));
        assert_ne!(meaning(text), meaning(&text.replace("count: rows", "count: rows, where: \"net > 0\"")));
        assert_eq!((stated_version(text), stated_version("[")), (Some(2), None));
        for written in ["id: a_b", "id: \"a_b\"", "id: 'a_b' # why", "version: 1\nid:   a_b"] {
            assert_eq!(stated_id(written).as_deref(), Some("a_b"), "{written}");
        }
        assert_eq!((stated_id("["), stated_id("version: 1")), (None, None));
    }
}
