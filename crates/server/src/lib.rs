//! The HTTP server: the API, the page, the event stream.
