//! Errors: their class comes from what they are, and nothing that they say can cost more than its
//! share of time or memory.

use std::error::Error;
use std::fmt;
use std::io;
use std::time::{Duration, Instant};

use telemetry_receiver::Receiver;

use super::events::*;
use super::{Launched, launch};

fn class(error: &(dyn Error + 'static)) -> ErrorClass {
    error.into()
}

pub fn tracked(app: &Launched, error: &dyn Error) {
    app.telemetry.track(EngineError {
        phase: EnginePhase::Runtime,
        error_class: ErrorClass::Unknown,
        error_message: error,
    });
}

/// The text that arrived, if any.
fn message(receiver: &Receiver) -> Option<String> {
    let event = receiver.events().into_iter().next_back()?;
    event.props.get("error_message")?.as_str().map(str::to_owned)
}

#[test]
fn the_class_comes_from_the_chain_and_never_from_the_text() {
    let file = |kind: io::ErrorKind| {
        let source = io::Error::new(kind, "permission denied: timeout parsing /home/jane");
        ToolError::File { path: "/home/jane/x".into(), source }
    };
    assert_eq!(class(&file(io::ErrorKind::NotFound)), ErrorClass::FileNotFound);
    assert_eq!(class(&file(io::ErrorKind::PermissionDenied)), ErrorClass::Permission);
    assert_eq!(class(&file(io::ErrorKind::Other)), ErrorClass::Unknown);
    assert_eq!(class(&ToolError::FileStale("x".into())), ErrorClass::FileStale);
    let connect = SqlError::Connect {
        host: "db.internal".to_owned(),
        source: io::ErrorKind::ConnectionRefused.into(),
    };
    assert_eq!(class(&connect), ErrorClass::Connection);
    assert_eq!(class(&ToolError::Sql(connect)), ErrorClass::Connection);
    let json = serde_json::from_str::<u8>("{").unwrap_err();
    assert_eq!(class(&ToolError::Answer(json)), ErrorClass::ParseError);
    assert_eq!(class(&io::Error::other(file(io::ErrorKind::TimedOut))), ErrorClass::Timeout);
}

/// Errors that cause each other for ever, and say so.
#[derive(Debug)]
struct Circle;

impl fmt::Display for Circle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // As those do that print the whole chain.
        let mut cause: Option<&dyn Error> = Some(self);
        while let Some(error) = cause {
            f.write_str("caused by /home/zwolf/x: ")?;
            cause = error.source();
        }
        Ok(())
    }
}

impl Error for Circle {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&Circle)
    }
}

#[test]
fn p8_a_circle_of_causes_ends() {
    let receiver = Receiver::start().unwrap();
    let app = launch(&receiver);
    assert_eq!(class(&Circle), ErrorClass::Unknown);
    tracked(&app, &Circle);
    app.flush();
    let message = message(&receiver).unwrap_or_default();
    assert!(message.chars().count() <= 500 && !message.contains("zwolf"), "{message}");
}

#[test]
fn p8_an_error_of_ten_megabytes_costs_what_one_of_64_kib_costs() {
    let receiver = Receiver::start().unwrap();
    let app = launch(&receiver);
    let time = |bytes: usize, shape: &str| {
        let error = io::Error::other(shape.repeat(bytes / shape.len() + 1));
        let once = || {
            let start = Instant::now();
            tracked(&app, &error);
            start.elapsed()
        };
        (0..3).map(|_| once()).min().unwrap_or_default()
    };
    for shape in
        ["cannot open /home/jane/a b.sql: it's \"so\"; ", "'", "(", "a@", "\\", "ü\u{200b}"]
    {
        let (small, large) = (time(64 * 1024, shape), time(10_000_000, shape));
        let most = small * 4 + Duration::from_millis(20);
        assert!(large < most, "{shape:?}: {large:?} after {small:?}");
    }
    app.flush();
    for event in receiver.events() {
        let text = event.props.get("error_message").and_then(|text| text.as_str());
        assert!(text.unwrap_or_default().chars().count() <= 500);
    }
}

#[test]
fn p8_an_error_that_panics_while_it_is_written_is_left_out() {
    #[derive(Debug)]
    struct Panics;
    impl fmt::Display for Panics {
        fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
            panic!("a defect of the application")
        }
    }
    impl Error for Panics {}
    let receiver = Receiver::start().unwrap();
    let app = launch(&receiver);
    tracked(&app, &Panics);
    app.flush();
    assert_eq!((receiver.events().len(), message(&receiver)), (1, None));
}

pub fn statement(app: &Launched, sql: &str) {
    let error = SqlError::Refused { message: String::new(), is_syntax: true };
    app.telemetry.track(SqlExecuteFailure {
        warehouse_type: Warehouse::Other,
        query_type: QueryType::Other,
        error_class: class(&error),
        error_message: &error,
        masked_sql: sql,
        duration_ms: Duration::ZERO,
    });
}

/// Lone surrogates, as escapes and as what becomes of them in UTF-8; characters outside the first plane.
#[test]
fn p8_statements_that_were_no_utf16_keep_no_literal() {
    let receiver = Receiver::start().unwrap();
    let app = launch(&receiver);
    let lossy = String::from_utf16_lossy(&[0xd800, 0x27, 0x7a, 0xdc00, 0x27]);
    for sql in [
        r"SELECT '\ud800zwolf\udc00' FROM t",
        r"SELECT U&'\D800zwolf' FROM t",
        r#"SELECT "\uDFFFzwolf" || 'zwolf\uD83D' FROM t"#,
        "SELECT '\u{fffd}zwolf\u{fffd}' FROM t",
        "SELECT '😀zwolf\u{fffd} FROM t",
        "SELECT N'\u{10ffff}zwolf' -- \u{fffd}zwolf",
        "\u{feff}SELECT 'zwolf\u{0}' FROM t",
        &format!("SELECT {lossy}zwolf' FROM t"),
    ] {
        statement(&app, sql);
    }
    app.flush();
    assert_eq!(receiver.events().len(), 8);
    assert!(receiver.refused().is_empty(), "{:?}", receiver.refused());
    assert!(!receiver.received_anywhere("zwolf"));
    assert!(receiver.received_anywhere("SELECT"));
}

#[test]
fn p8_a_statement_of_ten_megabytes_costs_what_one_of_64_kib_costs() {
    let receiver = Receiver::start().unwrap();
    let app = launch(&receiver);
    for shape in ["SELECT 'a' FROM t; ", "'", "/*", "$$", "(", "\"", "--"] {
        let time = |bytes: usize| {
            let sql = shape.repeat(bytes / shape.len() + 1);
            let start = Instant::now();
            statement(&app, &sql);
            start.elapsed()
        };
        let small = (0..3).map(|_| time(64 * 1024)).min().unwrap_or_default();
        let large = (0..3).map(|_| time(10_000_000)).min().unwrap_or_default();
        assert!(large < small * 4 + Duration::from_millis(20), "{shape:?}: {large:?} {small:?}");
    }
}
