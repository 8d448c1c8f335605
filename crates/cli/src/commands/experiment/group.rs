//! Groups as a person types them.

/// `A=120/1000` (successes of members) and `A=5.2/1.1/98` (mean, deviation, members) as the address holds them:
/// `A:1000:120` and `A:98:5.2:1.1`. What is written so already, or in no way that is known, stays as it is.
pub(super) fn address(group: &str) -> String {
    let Some((name, numbers)) = group.rsplit_once('=') else {
        return group.to_owned();
    };
    let parts: Vec<&str> = numbers.split('/').map(str::trim).collect();
    let name = escaped(name.trim());
    match parts.as_slice() {
        [successes, members] => format!("{name}:{members}:{successes}"),
        [mean, deviation, members] => format!("{name}:{members}:{mean}:{deviation}"),
        _ => group.to_owned(),
    }
}

/// Signs that divide groups and their parts, inside a name.
fn escaped(name: &str) -> String {
    name.replace('%', "%25").replace(':', "%3A").replace('|', "%7C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_and_means_are_read_as_people_say_them() {
        let read = ["A=120/1000", "new page = 5.2/1.1/98", "A:1000:120", "A=120", "a:b=1/2"].map(address);
        assert_eq!(read, ["A:1000:120", "new page:98:5.2:1.1", "A:1000:120", "A=120", "a%3Ab:2:1"]);
    }
}
