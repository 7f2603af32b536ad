//! The README shows what the compiler really says.

#[test]
fn the_readme_shows_the_real_compiler_output() {
    let readme = include_str!("../README.md");
    let case = include_str!("ui/readme/message_sent.rs");
    let message = include_str!("ui/readme/message_sent.stderr");
    let (_, code) = case.split_once("use telemetry::TelemetryEvent;\n\n").unwrap();
    let code = code.trim_end_matches("\nfn main() {}\n");
    assert!(readme.contains(code), "the README does not show the struct of the case");
    // The test lies elsewhere than the code of a reader.
    let message = message.replace("tests/ui/readme/message_sent.rs:", "src/main.rs:");
    assert!(readme.contains(message.trim_end()), "the README does not show:\n{message}");
}
