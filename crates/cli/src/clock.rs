//! The one place that reads the time; everything else is handed it.

use jiff::Timestamp;
use jiff::tz::TimeZone;

/// The present moment.
pub(crate) fn now() -> Timestamp {
    #[expect(clippy::disallowed_methods, reason = "the program's edge is where the time comes in")]
    Timestamp::now()
}

/// The zone of this machine, when it has a name.
pub(crate) fn zone() -> Option<String> {
    TimeZone::system().iana_name().map(str::to_owned)
}
