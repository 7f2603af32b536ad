//! A process of the application as it looks from outside, between the moment when it has tracked its
//! events and its end.

use std::io::{BufRead, BufReader, ErrorKind, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use telemetry_receiver::Receiver;

/// What a process says when it can be looked at.
const TRACKED: &str = "tracked";

/// What one process looks like.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Seen {
    pub threads: Vec<String>,
    pub sockets: usize,
    pub files: Vec<String>,
    pub connections: usize,
}

impl Seen {
    /// Nothing at all.
    pub fn nothing() -> Self {
        Self::default()
    }
}

/// Runs a process, and looks at it and at the folder that it may use; returns what it said, too.
pub fn look(program: &mut Command, state: &Path, receiver: &Receiver) -> (Seen, Vec<String>) {
    let mut process = spawn(program.stdin(Stdio::piped()).stdout(Stdio::piped()));
    let output = BufReader::new(process.stdout.take().unwrap());
    let mut output = output.lines().map_while(Result::ok);
    let said: Vec<_> = output.by_ref().take_while(|line| line != TRACKED).collect();
    let proc = Path::new("/proc").join(process.id().to_string());
    let threads = proc.join("task").read_dir().unwrap().map(|task| {
        std::fs::read_to_string(task.unwrap().path().join("comm")).unwrap().trim().to_owned()
    });
    let open = proc.join("fd").read_dir().unwrap();
    let open = open.filter_map(|file| std::fs::read_link(file.unwrap().path()).ok());
    let mut seen = Seen {
        threads: threads.filter(|name| name == "telemetry").collect(),
        sockets: open.filter(|file| file.to_string_lossy().starts_with("socket:")).count(),
        files: files(state),
        connections: 0,
    };
    process.stdin.take().unwrap().write_all(b"\n").unwrap();
    output.by_ref().for_each(drop);
    assert!(process.wait().unwrap().success());
    seen.connections = receiver.connections();
    (seen, said)
}

/// Starts a program that may just have been copied: a process that another test starts at the same time
/// has the copy open still.
pub fn spawn(program: &mut Command) -> Child {
    loop {
        match program.spawn() {
            Err(error) if error.kind() == ErrorKind::ExecutableFileBusy => {}
            spawned => return spawned.unwrap(),
        }
    }
}

/// Called by the process: it can be looked at until it is told to end.
pub fn be_looked_at() {
    println!("\n{TRACKED}");
    std::io::stdin().read_line(&mut String::new()).unwrap();
}

/// The names in a folder, in order.
pub fn files(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<_> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}
