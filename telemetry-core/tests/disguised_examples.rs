//! Personal data that something else hides: an encoding, a neighbour, a wrapping.

use telemetry_core::filter::check;
use telemetry_core::scrub::scrub;

/// Texts, each with what must not be left of it.
const DISGUISED: &[(&str, &str)] = &[
    // In the escape sequences of a terminal.
    ("\u{1b}]8;;mailto:anna@example.com\u{7}write\u{1b}]8;;\u{7}", "anna"),
    ("\u{1b}]0;anna@example.com: ~/x\u{7}ready", "anna"),
    // What was put behind an address.
    ("anna.b@example.com.1", "anna"),
    ("anna.b@example.com1700000000", "anna"),
    ("see anna.b@example.com.2024-01-02.log", "anna"),
    // Neighbours that are not ASCII need no blank.
    ("接続先192.168.178.20に失敗", "192.168"),
    ("错误：连接203.0.113.9超时", "203.0"),
    ("…203.0.113.9…", "203.0"),
    ("カード4111111111111111を拒否", "4111"),
    ("电话+49 170 1234567。", "1234567"),
    ("口座DE89370400440532013000宛", "3704"),
    ("装置de:ad:be:ef:00:01に", "ad:be"),
    ("·2001:db8:85a3::8a2e:370:7334·", "85a3"),
    ("号码078-05-1120。", "05-1120"),
    // Nor do escapes that nobody undid.
    (r"refused\n203.0.113.9\n", "203.0"),
    (r"card\t4111 1111 1111 1111", "1111"),
    ("打开/opt/anna/x失败", "anna"),
    ("ファイル/var/log/anna.logを", "anna"),
    ("パスワード: hunter2", "hunter2"),
    ("비밀번호: hunter2", "hunter2"),
    ("4111.1111.1111.1111", "1111"),
    // Names of files and the like.
    ("log_192.168.178.20_old", "192.168"),
    ("paid_4111111111111111_twice", "4111"),
    ("iban_DE89370400440532013000_x", "3704"),
    ("dev_de:ad:be:ef:00:01_x", "ad:be"),
    ("peer_2001:db8:85a3::8a2e:370:7334_x", "85a3"),
    ("call_+49 170 1234567_x", "1234567"),
    // Characters that are drawn as nothing, or over the one before.
    ("an\u{e0020}na@exa\u{e0061}mple.com", "anna"),
    ("ok\u{e0061}\u{e006e}\u{e006e}\u{e0061}", "\u{e0061}\u{e006e}"),
    ("ok\u{e0141}\u{e014e}", "\u{e0141}"),
    ("10\u{3164}.0.0.\u{180b}1", "0.0"),
    ("1\u{301}0.\u{20dd}0.0.1", ".0."),
    ("/ho\u{300}me\u{36f}/anna/x", "anna"),
    ("passw\u{308}ord=hunter2", "hunter2"),
    // Digits and letters of other blocks.
    ("๑๙๒.๑๖๘.๑.๒๐", "๑๖๘"),
    ("১০.০.০.১", "১০"),
    ("①⓪.⓪.⓪.①", "⓪"),
    ("ⓟⓐⓢⓢⓦⓞⓡⓓ=hunter2", "hunter2"),
    ("🅿🅰🆂🆂🆆🅾🆁🅳=hunter2", "hunter2"),
    // Around the mark of an address.
    ("anna.b @ example.com", "anna"),
    ("anna.b@\texample.com", "anna"),
    ("anna.b@@example.com", "anna"),
    ("{anna,bert}@example.com", "bert"),
    (
        "anna.b+xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx@example.com",
        "anna",
    ),
    // In the address of a page.
    ("http://localhost:5173/@fs/Users/anna/x.ts?t=1", "anna"),
    ("https://example.com/open?file=/home/anna/x", "anna"),
    ("https://example.com/open?file=C:/acme/x", "acme"),
    ("https://example.com//home/anna/x", "anna"),
    // Escapes of other formats.
    ("anna&#0000064;example.com", "anna"),
    ("anna&#64example.com", "anna"),
    (r"anna\x{40}example.com", "anna"),
    ("anna%u0040example.com", "anna"),
    ("anna&#64;example.com", "anna"),
    ("anna&#x40;example&#46;com", "anna"),
    ("anna&commat;example.com", "anna"),
    ("anna&amp;#64;example.com", "anna"),
    (r"anna\u0040example.com", "anna"),
    (r"anna\x40example.com", "anna"),
    (r"anna\u{40}example.com", "anna"),
    (r"anna\\u0040example.com", "anna"),
    (r"\x61\x6e\x6e\x61\x40\x78\x2e\x63\x6f\x6d", "x61"),
    ("anna.b=40example.com", "anna"),
    (r"\u002fhome\u002fanna\u002fx", "anna"),
    ("&#47;home&#47;anna&#47;x", "anna"),
    ("+49%20170%201234567", "1234567"),
    ("%7B%22ip%22%3A%22203.0.113.9%22%7D", "203.0"),
    ("%22password%22%3A%22hunter2%22", "hunter2"),
    ("a\0n\0n\0a\0@\0x\0.\0c\0o\0m\0", "a\0n\0n"),
    ("٤١١١١١١١١١١١١١١١", "٤١١١"),
    // What `Debug` and lists put around a secret.
    (r#"Config { password: Some("hunter2") }"#, "hunter2"),
    (r#"Config { password: Some(Secret("hunter2")) }"#, "hunter2"),
    (r#"Object {"password": String("hunter2")}"#, "hunter2"),
    (r#"["--password", "hunter2"]"#, "hunter2"),
    (r#""mysql" "--password" "hunter2""#, "hunter2"),
    (
        "Authorization: Digest username=\"anna\", response=\"6629fae49393a05397450978507c4ef1\"",
        "6629",
    ),
    // Line breaks.
    ("anna@\nexample.com", "anna"),
    ("anna@=\r\nexample.com", "anna"),
    // Names that stand with an address.
    ("Author: Anna Bell <anna@example.com>", "Bell"),
    ("From: \"Bell, Anna\" <anna@example.com>", "Bell"),
    ("Signed-off-by: Änne von Bell <anna@example.com>", "Bell"),
    ("=?utf-8?B?QW5uYQ==?= <anna@example.com>", "QW5uYQ"),
    ("anna@annas-macbook is away", "anna@"),
    // Logins, without a domain of the internet.
    ("anna@localhost", "anna"),
    ("anna@box:~$ ls", "anna"),
    ("anna@mac ~ % ls", "anna"),
    ("scp x anna@files:/srv/in", "anna"),
    ("ssh anna@10.1.2.3", "anna"),
    ("anna@[IPv6:2001:db8::1]", "anna"),
    ("Access denied for user 'anna'@'localhost'", "anna"),
    ("definer ('anna'@'%') does not exist", "anna"),
    (r"Login failed for user 'ACME\nina'.", "nina"),
    (r"User ID=ACME\nina;", "nina"),
    (r"ACME\anna.b denied", "anna"),
    (r"AzureAD\annab", "annab"),
    ("owner S-1-5-21-3623811015-3361044348-30300820-1013", "3623811015"),
    ("SHELL=sh USER=anna", "anna"),
    ("uid=1000(anna) gid=1000(anna)", "anna"),
    ("uid=anna,ou=people,dc=acme,dc=com", "anna"),
    ("CN=Anna Bell,OU=Sales Team,DC=acme,DC=com not found", "Anna"),
    (r"CN=Bell\, Anna,OU=Sales,DC=acme", "Bell"),
];

/// What is left of a message.
const LEFT: &[(&str, &str)] = &[
    ("Author: Anna Bell <anna@example.com>", "Author: <email>"),
    ("good signature from \"Anna Bell <anna@example.com>\"", "good signature from \"<email>\""),
    ("From <anna@example.com>", "From <<email>>"),
    ("mail to <anna@example.com> failed", "mail to <<email>> failed"),
    ("no user CN=Anna Bell,OU=Sales,DC=acme here", "no user <account> here"),
    ("login 'anna'@'localhost' denied", "login '<account>' denied"),
];

/// Look-alikes.
const PLAIN: &[&str] = &[
    "\u{1b}[31mred\u{1b}[0m",
    "\u{1b}]0;building\u{7}ready",
    "torch@nightly.dev20240101",
    "lib@1.0.0-alpha.beta",
    "react@next.14",
    "版本1.2.3",
    r"C\n1.2.3.4.5",
    "AT&T; R&D",
    "run_20240102_1234567",
    "v_1.2.3.4_beta",
    "app_2024.01.02_003",
    "a=1&b=2",
    "size=40px.png",
    "limit=40.5",
    "100%",
    r"C\x64",
    "postgres@sha256",
    "checkout@v4",
    "5 tok/s @ llama.cpp",
    r"\d+\w",
    r"App\Models\User",
    r"FAILED\nretry",
    r"FFI\Exception",
    r"HKCU\Software",
    "S-1-5-18",
    "root@localhost",
    "a=1,b=2",
    "和/或",
    "中文/English/日文",
    "uid=1000",
    "user=none",
    "password: None",
    "--password --user",
];

#[test]
fn no_disguise_hides_personal_data() {
    for (text, secret) in DISGUISED {
        assert!(check(text).is_err(), "{text:?} is kept");
        let scrubbed = scrub(text, 4000).text;
        assert!(!scrubbed.contains(secret), "{text:?} became {scrubbed:?}");
    }
}

#[test]
fn the_rest_of_a_message_is_left() {
    for (text, left) in LEFT {
        assert_eq!(scrub(text, 4000).text, *left);
    }
}

#[test]
fn look_alikes_of_disguises_are_kept() {
    for text in PLAIN {
        assert_eq!(check(text), Ok(()), "{text:?}");
    }
}
