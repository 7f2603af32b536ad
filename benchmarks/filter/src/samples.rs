//! Texts of the shapes that applications send.

/// A text and what kind of text it is.
pub struct Sample {
    pub shape: &'static str,
    pub text: &'static str,
}

const fn sample(shape: &'static str, text: &'static str) -> Sample {
    Sample { shape, text }
}

/// Forty bytes where the shape allows it.
#[rustfmt::skip]
pub const CLEAN_VALUES: &[Sample] = &[
    sample("words", "retry after model load and context reset"),
    sample("sentence", "Operation timed out after three attempts"),
    sample("sentence with marks", "Couldn't parse tool call: unexpected EOF"),
    sample("snake case", "tool_call_parse_error_unexpected_end_eof"),
    sample("camel case", "toolCallParseErrorUnexpectedEndOfMessage"),
    sample("error class", "sqlalchemy.exc.IntegrityError: duplicate"),
    sample("rust path", "tokio::sync::mpsc::error::TrySendError::"),
    sample("model id", "deepseek-r1-distill-qwen-32b-instruct-q4"),
    sample("model id, short", "qwen3.5:2b"),
    sample("model id, owner", "mlx-community/Qwen3-4B-4bit"),
    sample("model id, long owner", "mlx-community/Qwen2.5-Coder-32B-Instruct"),
    sample("model id, file", "Meta-Llama-3.1-8B-Instruct-Q4_K_M.gguf:1"),
    sample("target with version", "x86_64-unknown-linux-gnu-1.95.0-nightly2"),
    sample("semver", "1.95.0-nightly.20260715+build.7.linux.gn"),
    sample("semver, short", "4.12.0-beta.3"),
    sample("package", "@modelcontextprotocol/sdk@1.17.4-alpha.2"),
    sample("locale", "zh-Hant-TW-u-ca-gregory-nu-latn-co-strok"),
    sample("locale, short", "en-US"),
    sample("uuid", "550e8400-e29b-41d4-a716-446655440000"),
    sample("hash", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b"),
    sample("hash, short", "33322fc3fb99"),
    sample("time", "2026-07-20T12:34:56.789+02:00 and 250 ms"),
    sample("user agent", "app/4.12.0 (Linux 6.8; x86_64) rustc/1.9"),
    sample("number", "1048576.25"),
    sample("key and count", "max_tokens=4096 temperature=0.7 top_k=40"),
];

#[rustfmt::skip]
pub const DIRTY_VALUES: &[Sample] = &[
    sample("e-mail", "reported by anna.berg@mail.example.co.uk"),
    sample("path", "/home/anna/work/acme/models/orders.sql:1"),
    sample("address", "connect 203.0.113.9:8443 refused, errno 1"),
    sample("token", "ghp_AbCdEfGhIjKlMnOpQrStUvWxYz0123456789"),
    sample("assignment", "login failed with password=hunter2x again"),
    sample("unknown secret", "rejected Zk3Vq9Xw2Lp8Rt5Yb7NcQ4Hd6Gj1Fs0"),
];

#[rustfmt::skip]
pub const CLEAN_MESSAGES: &[Sample] = &[
    sample("prose", "the quick brown fox jumps over the lazy dog while the five boxing wizards jump quickly and pack my box with five dozen liquor jugs, then sphinx of black quartz judges my vow and how vexingly quick daft zebras jump; waltz bad nymph for quick jigs vex, glib jocks quiz nymph to vex dwarf, jackdaws love my big sphinx of quartz and the job requires extra pluck and zeal from every young wage earner who is still here, and a mad boxer shot a quick gloved jab to the jaw of his dizzy opponent at the very end"),
    sample("prose of errors", "The model could not be loaded because there isn't enough memory for its weights on this device. Close other programs or choose a smaller model, then try again. If the problem goes on, look at the chapter about memory in the handbook, which explains how much each model needs and what the settings do. Nothing was lost: the conversation is still there, and the last message can be sent again when the model is ready. The program went on without it and will try to load it again as soon as another message arrives."),
    sample("log with settings", "error communicating with the model server: connection closed before message completed; the request was retried 3 times with back-off 250 ms, 500 ms and 1000 ms before it was given up. model=qwen2.5-coder:32b engine=llama-cpp streaming=true context=8192 tokens=3856. The last chunk that arrived had index 41 and finish reason none. Consider a larger time-out or a smaller context window; see the chapter about slow back ends in the handbook. Exit code 1, category network, severity warning, phase generation, end"),
    sample("log with versions", "thread main panicked while it was holding the lock on the queue of pending events, which is poisoned now: called Option::unwrap() on a None value in telemetry_core::queue::Queue::push, note: run with RUST_BACKTRACE=1 to display a backtrace. The worker went on with a fresh queue and reported 12 dropped events (overflow 9, filtered 3). Versions: app 4.12.0, core 0.9.3, rustc 1.95.0, os Linux 6.8, arch x86_64, locale en-US, time zone Europe/Berlin. No further action is needed unless this happens again today, end"),
    sample("log with times", "2026-07-20T12:34:56.789Z WARN worker: batch 17/32 refused, status 429, retry-after 30 s; 2026-07-20T12:35:27.012Z INFO worker: batch 17/32 sent again in 0.482 s (attempt 2/5), 100 events, 48.3 KB, ratio 0.31; 2026-07-20T12:35:57.440Z INFO worker: queue 512/10000, dropped 0, p50 12.5 ms, p95 48.9 ms, p99 310.0 ms; 2026-07-20T12:36:01.003Z DEBUG gc: pause 3.2 ms, heap 412/1024 MB, and/or arenas 8/16, threads 4-8, mode low-latency, build 4.12.0-rc.1+linux-x64, locale de-DE, tz UTC+02:00, seed 42"),
    sample("log with links", "warning: unused variable `chunk` in the function `read_all`, see https://doc.rust-lang.org/rustc/lints/listing/warn-by-default.html#unused-variables for details; error[E0382]: borrow of moved value, more about this error in https://doc.rust-lang.org/stable/error_codes/E0382.html; 2 warnings, 1 error: could not compile `telemetry-core` (lib) due to 1 previous error. GET /v1/models answered 200 OK with content-type application/json in 35 ms, text/event-stream was expected. Build 1.95.0 finished, end"),
];

#[rustfmt::skip]
pub const DIRTY_MESSAGES: &[Sample] = &[
    sample("one path", "failed to open the data base at /home/anna/work/acme/orders.sqlite: the file is locked by another process; the request was retried 3 times with back-off 250 ms, 500 ms and 1000 ms before it was given up. model=qwen2.5-coder:32b engine=llama-cpp streaming=true context=8192 tokens=3856. The last chunk that arrived had index 41 and finish reason none. Consider a larger time-out or a smaller context window; see the chapter about slow back ends in the handbook. Exit code 1, category network, severity warning, end"),
    sample("key and host", "could not reach 10.0.0.17:8080 with api_key=Zk3Vq9Xw2Lp8Rt5Yb7Nc: connection refused; the worker went on with a fresh queue and reported 12 dropped events (overflow 9, filtered 3). Versions: app 4.12.0, core 0.9.3, rustc 1.95.0, os Linux 6.8, arch x86_64, locale en-US, time zone Europe/Berlin. thread main panicked while it was holding the lock on the queue of pending events, which is poisoned now: called Option::unwrap() on a None value in telemetry_core::queue::Queue::push. No further action is needed, end"),
    sample("eight spans", "user anna@example.com from 192.168.1.20 (00:1a:2b:3c:4d:5e) ran /Users/anna/My Files/report.sql with password=hunter2x against postgres://anna:secret99@db.internal:5432/app; the token ghp_AbCdEfGhIjKlMnOpQrStUvWxYz0123456789 was refused, call +49 30 1234567 for help. The quick brown fox jumps over the lazy dog while the five boxing wizards jump quickly and pack my box with five dozen liquor jugs, then sphinx of black quartz judges my vow and how vexingly quick daft zebras jump at the very end"),
];
