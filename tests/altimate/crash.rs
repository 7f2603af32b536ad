//! P10: killed before the final flush, it leaves nothing on disk but the machine id.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use telemetry::Telemetry;
use telemetry_receiver::Receiver;

use super::cli::{self, MACHINE_ID};
use super::events::Altimate;
use super::work::Work;
use super::{PATIENCE, arrived, child, pruned};

/// Every file below a folder, with its content; folders have none.
fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut tree = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in next.read_dir().unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(folder).unwrap().display().to_string();
            if path.is_dir() {
                tree.insert(format!("{name}/"), Vec::new());
                folders.push(path);
            } else {
                tree.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    tree
}

/// What kills it, and whether anything was sent before that.
fn killed(how: &str, receiver: &Receiver) -> (BTreeMap<String, Vec<u8>>, Vec<u64>) {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir_all(home.path().join(".altimate")).unwrap();
    fs::create_dir_all(home.path().join("project/models")).unwrap();
    fs::write(home.path().join("project/models/orders.sql"), "select 1").unwrap();
    let before = tree(home.path());
    let mut command = child::command(&[how, &receiver.url(), &home.path().display().to_string()]);
    // Whatever it may want to write elsewhere is in the tree as well.
    command.env("HOME", home.path()).env("TMPDIR", home.path()).current_dir(home.path());
    let output = command.output().unwrap();
    assert!(!output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    let mut after = tree(home.path());
    after.retain(|name, content| before.get(name) != Some(content));
    (after, arrived(receiver))
}

#[test]
fn p10_killed_before_the_final_flush_it_leaves_nothing_but_the_machine_id() {
    for how in ["abort", "kill"] {
        let receiver = Receiver::start().unwrap();
        let (new, arrived) = killed(how, &receiver);
        assert_eq!(new.keys().collect::<Vec<_>>(), [MACHINE_ID], "{how}");
        let id = String::from_utf8(new[MACHINE_ID].clone()).unwrap();
        assert_eq!(id.trim().len(), 36, "a UUID and nothing else: {id}");
        assert_eq!(arrived, [14, 1], "{how}: what was flushed, and nothing of what waited");
    }
}

#[test]
fn p10_killed_before_anything_was_sent_it_leaves_nothing_at_all() {
    for how in ["abort at once", "kill at once"] {
        let receiver = Receiver::start().unwrap();
        let (new, arrived) = killed(how, &receiver);
        assert!(new.is_empty() && arrived.is_empty(), "{how}: {new:?}");
    }
}

/// The application, in a process of its own.
pub fn play(how: &str, url: &str, home: &str) {
    let telemetry = Telemetry::<Altimate>::new();
    let transport = telemetry::ApplicationInsights::new(
        "InstrumentationKey=11111111-2222-3333-4444-555555555555",
    );
    let _guard = cli::set_up(&telemetry, Path::new(home), Some("jane.doe@example.com"))
        .start(transport.endpoint(url))
        .unwrap();
    cli::session(&telemetry, &Work::awkward());
    telemetry.track(pruned(1));
    if !how.ends_with("at once") {
        assert_eq!(telemetry.flush(PATIENCE).pending, 0);
        cli::session(&telemetry, &Work::awkward());
        telemetry.track(pruned(2));
    }
    if how.starts_with("abort") {
        std::process::abort();
    }
    let me = std::process::id().to_string();
    std::process::Command::new("kill").args(["-9", &me]).status().unwrap();
    loop {
        std::thread::park();
    }
}
