//! Speed on a million orders: rows per second of an import, the overview cold and from cache; and of the
//! largest fit.

use crate::command::{self, Outcome, heading};
use crate::{demo, setup, web};
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const MAPPING: &str = "\
mapping: 1
source: bench
object: order
format: { delimiter: \",\", header: true }
entities:
  - entity: person
    id: customer
    fields: { full_name: customer }
  - entity: sales_document
    id: order
    fields:
      number: order
      kind: { constant: order }
      person_id: customer
      issued_at: placed_at
      net: net
      currency: { constant: EUR }
      channel: channel
";

/// Makes the file, imports it with the release program, and asks for the overview.
pub(crate) fn run(root: &Path, orders: u32, customers: u32) -> Outcome {
    setup::run(root)?;
    web::build(root)?;
    demo::build_release(root)?;
    let folder = demo::target_directory(root).join("bench");
    std::fs::remove_dir_all(&folder).ok();
    std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let file = folder.join("orders.csv");
    let mapping = folder.join("orders.yaml");
    write_orders(&file, orders, customers).map_err(|error| format!("{}: {error}", file.display()))?;
    std::fs::write(&mapping, MAPPING).map_err(|error| format!("{}: {error}", mapping.display()))?;

    heading(&format!("Import of {orders} orders of {customers} customers"));
    let data = folder.join("data");
    let began = now();
    let mut import = Command::new(demo::release_program(root));
    import.args(["import", "--yes", "--zone", "Europe/Vilnius", "--currency", "EUR", "--map"]).arg(&mapping);
    import.arg("--data").arg(&data).arg(&file);
    command::run_command(&mut import)?;
    let seconds = began.elapsed().as_secs_f64();
    println!("import: {seconds:.1} s, {:.0} rows per second, from file to facts", f64::from(orders) / seconds);

    heading("Overview board");
    let mut server = Server::start(root, &data)?;
    let path = "/api/v1/boards/overview?p=2025-12&vs=pp";
    let cold = server.time(path)?;
    let cached = server.time(path)?;
    println!(
        "overview: {:.0} ms cold, {:.1} ms from cache",
        cold.as_secs_f64() * 1000.0,
        cached.as_secs_f64() * 1000.0
    );
    server.stop();

    heading("Fit of 200,000 customers");
    let example = ["run", "--release", "--quiet", "--package", "scoring", "--example", "fit_many_customers"];
    command::run(root, env!("CARGO"), example)
}

/// Orders over three years; later customers buy less often, so that repeat counts differ.
fn write_orders(path: &PathBuf, orders: u32, customers: u32) -> std::io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    writeln!(out, "order,customer,placed_at,net,channel")?;
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut next = |bound: u32| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u32::try_from(state >> 40).unwrap_or(0) % bound
    };
    for order in 0..orders {
        let customer = next(customers).min(next(customers));
        let day = next(1095);
        let (year, month, day_of_month) = (2023 + day / 365, day % 365 / 31 + 1, day % 28 + 1);
        let (hour, minute, cents) = (next(24), next(60), next(50_000) + 500);
        let channel = ["web", "shop", "phone"][next(3) as usize];
        writeln!(
            out,
            "O{order},C{customer},{year}-{month:02}-{day_of_month:02}T{hour:02}:{minute:02}:00,{}.{:02},{channel}",
            cents / 100,
            cents % 100
        )?;
    }
    out.flush()
}

struct Server {
    process: Child,
    address: String,
}

impl Server {
    fn start(root: &Path, data: &Path) -> Outcome<Self> {
        let mut command = Command::new(demo::release_program(root));
        command.args(["serve", "--port", "0", "--no-open", "--data"]).arg(data).stdout(Stdio::piped());
        let mut process = command.spawn().map_err(|error| format!("the server could not be started: {error}"))?;
        let output = process.stdout.take().ok_or("the server has no output")?;
        let line = BufReader::new(output).lines().map_while(Result::ok).find(|line| line.contains("http://"));
        let line = line.ok_or("the server did not say where it listens")?;
        let address = line.split("http://").nth(1).unwrap_or_default();
        let end = address.find(|character: char| !character.is_ascii_digit() && !".:".contains(character));
        let address = address[..end.unwrap_or(address.len())].to_owned();
        Ok(Self { process, address })
    }

    fn time(&self, path: &str) -> Outcome<Duration> {
        let began = now();
        let answer = self.get(path).map_err(|error| format!("{path}: {error}"))?;
        let elapsed = began.elapsed();
        if answer.starts_with("HTTP/1.1 200") { Ok(elapsed) } else { Err(format!("{path}: {answer}")) }
    }

    fn get(&self, path: &str) -> std::io::Result<String> {
        let mut stream = TcpStream::connect(&self.address)?;
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address)?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        Ok(String::from_utf8_lossy(&answer).into_owned())
    }

    fn stop(&mut self) {
        self.process.kill().ok();
        self.process.wait().ok();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}

#[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
fn now() -> Instant {
    Instant::now()
}
