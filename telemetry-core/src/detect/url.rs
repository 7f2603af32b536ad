//! URLs that say more than a public address does.
//!
//! Files and objects in cloud stores are paths. Connection strings, users in a URL, secret query
//! parameters, signed downloads, buckets and web hooks are replaced whole, for their hosts and
//! paths are as private as their passwords. Any other URL stays; what its host or its path may
//! hold is for the other rules. Source: RFC 3986; RFC 8089; the URI forms that the vendors document.

use super::bytes::{
    byte_at, byte_before, ends_with, is_one_of, is_word, part, run_end, run_start, starts_with,
};
use super::credential::{is_credential, is_random};
use super::key::{Strength, is_secret_key};
use super::names::ROOT_FOLDERS;
use super::needs::Needs;
use super::path::is_home;
use super::path_end::{path_end, without_punctuation};
use super::word_list::WordList;
use super::{Findings, Rule};
use memchr::{memchr, memchr_iter, memchr2_iter, memrchr};

/// Schemes whose address is the place of a file or an object.
#[rustfmt::skip]
static STORES: WordList = WordList::new(&[
    "file", "s3", "s3a", "s3n", "gs", "gcs", "abfs", "abfss", "wasb", "wasbs", "adl", "az",
    "azure", "hdfs", "viewfs", "webhdfs", "dbfs", "r2", "oss", "cos", "cosn", "obs", "b2",
    "minio", "scp", "smb", "cifs", "nfs", "afp", "unix", "npipe", "sqlite", "sqlite3",
    "duckdb", "jar", "content", "rsync", "swift", "vscode-remote", "vscode-file",
    "vscode-userdata", "vscode", "gdrive", "dropbox", "onedrive", "alluxio", "lakefs", "tos",
    "ks3", "bos", "kodo", "iceberg", "delta", "storage", "ipfs", "asset", "resource", "tauri",
    "app", "wsl", "jetbrains", "idea", "zed", "cursor", "txmt", "webcal", "webcals",
]);

/// Schemes of servers that nobody reaches without credentials.
#[rustfmt::skip]
static SERVICES: WordList = WordList::new(&[
    "postgres", "postgresql", "mysql", "mysqlx", "mariadb", "mongodb", "mongodb+srv", "redis",
    "rediss", "valkey", "amqp", "amqps", "mssql", "sqlserver", "oracle", "clickhouse",
    "snowflake", "cassandra", "kafka", "nats", "mqtt", "mqtts", "ldap", "ldaps", "smtp", "smtps",
    "imap", "imaps", "pop3", "couchdb", "couchbase", "couchbases", "neo4j", "neo4j+s", "bolt",
    "bolt+s", "cockroachdb", "memcached", "trino", "presto", "databricks", "redshift",
    "elasticsearch", "tcp", "influxdb", "bigquery", "vertica", "teradata", "hive", "hive2",
    "impala", "db2", "firebird", "sybase", "pulsar", "pulsar+ssl", "stomp", "zookeeper", "etcd",
    "consul", "libsql", "turso", "surrealdb", "scylla", "rabbitmq", "otpauth", "ss", "vless",
    "vmess", "trojan", "socks4", "socks5", "socks5h", "rtsp", "rtmp", "vnc", "rdp", "telnet",
    "sentry", "dsn", "exasol", "hana", "sftp", "ftp", "ftps", "dav", "davs", "webdav",
]);

/// Hosts whose URLs name a customer's bucket or are a secret themselves.
#[rustfmt::skip]
const PRIVATE_HOSTS: &[&str] = &[
    "amazonaws.com", "storage.googleapis.com", "core.windows.net", "r2.cloudflarestorage.com",
    "digitaloceanspaces.com", "webhook.office.com", "logic.azure.com", "ngrok.io",
    "ngrok-free.app", "ngrok.app",
    "trycloudflare.com", "ts.net", "webhook.site", "pipedream.net", "ingest.sentry.io",
    "backblazeb2.com", "wasabisys.com", "aliyuncs.com", "supabase.co", "firebaseio.com",
    "mainnet.infura.io", "g.alchemy.com", "quiknode.pro", "hc-ping.com", "maker.ifttt.com",
    "sharepoint.com", "1drv.ms", "docs.google.com", "drive.google.com", "calendar.google.com",
];

/// `a://b`.
pub(super) const NEEDS: Needs = Needs { bytes: 5, separators: 1, slashes: 2, ..Needs::NOTHING };
/// `jdbc:a`, `arn:aws`.
pub(super) const OPAQUE_NEEDS: Needs = Needs { separators: 1, letters: 5, ..Needs::NOTHING };

pub(super) fn find(text: &str, found: &mut Findings) {
    let bytes = text.as_bytes();
    let mut done = 0;
    for colon in memchr_iter(b':', bytes) {
        if colon >= done
            && let Some((start, end, rule)) = url_at(bytes, colon)
        {
            done = end;
            if let Some(rule) = rule {
                found.add(start, end, rule);
            }
        }
    }
}

/// The URL whose first slash is at `mark`, and the rule that forbids it. What may be a drive as well
/// (`c://`) is for the detectors to look at; it ends where it starts.
pub(super) fn around(bytes: &[u8], mark: usize) -> Option<(usize, usize, Option<Rule>)> {
    let colon = mark.checked_sub(1).filter(|&colon| byte_at(bytes, colon) == b':')?;
    match scheme_start(bytes, colon)? {
        start if colon - start == 1 => Some((start, start, Some(Rule::Url))),
        start => url_from(bytes, start, colon),
    }
}

/// Whether a name without `//` starts at `colon`: of an object in Amazon's cloud, or of a data base
/// for Java.
pub(super) fn is_opaque_name(bytes: &[u8], colon: usize) -> bool {
    if !matches!(byte_before(bytes, colon), b'n' | b'c') {
        return false;
    }
    let ends = |word: &[u8]| {
        let start = colon.saturating_sub(word.len());
        part(bytes, start, colon) == word && !is_word(byte_before(bytes, start))
    };
    ends(b"arn") && starts_with(part(bytes, colon + 1, bytes.len()), "aws")
        || ends(b"jdbc") && byte_at(bytes, colon + 1).is_ascii_alphabetic()
}

/// The URL whose scheme ends at `colon`, and the rule that forbids it.
fn url_at(bytes: &[u8], colon: usize) -> Option<(usize, usize, Option<Rule>)> {
    if is_opaque_name(bytes, colon) {
        let start = scheme_start(bytes, colon)?;
        return Some((start, url_end(bytes, colon + 1), Some(Rule::Url)));
    }
    if byte_at(bytes, colon + 1) != b'/' {
        return None;
    }
    url_from(bytes, scheme_start(bytes, colon)?, colon)
}

/// The URL whose scheme starts at `start` and ends at `colon`.
fn url_from(bytes: &[u8], start: usize, colon: usize) -> Option<(usize, usize, Option<Rule>)> {
    if part(bytes, colon + 1, colon + 3) != b"//" {
        return None;
    }
    let scheme = part(bytes, start, colon);
    let first = byte_at(bytes, colon + 3);
    if !is_word(first) && !b"/[.:~%${(".contains(&first) {
        return None;
    }
    if is_one_of(scheme, &["https", "http"]) {
        let end = url_end(bytes, colon + 1);
        return Some((start, end, is_private(part(bytes, colon + 3, end)).then_some(Rule::Url)));
    }
    let innermost = scheme.rsplit(|&byte| byte == b':').next().unwrap_or(scheme);
    let is_jdbc = starts_with(scheme, "jdbc:");
    let is_local = first == b'/' && has_root_folder(bytes, colon + 3);
    // `cursor://file/..`: how editors are told what to open.
    let is_editor = starts_with(part(bytes, colon + 3, bytes.len()), "file/");
    if is_local || is_editor || STORES.contains(innermost) && !is_jdbc {
        let host_end =
            run_end(bytes, colon + 3, |byte| is_word(byte) || b".-:@+$[]".contains(&byte));
        return Some((start, path_end(bytes, start, host_end.saturating_sub(1)), Some(Rule::Path)));
    }
    let end = url_end(bytes, colon + 1);
    let is_private =
        is_jdbc || SERVICES.contains(scheme) || is_private(part(bytes, colon + 3, end));
    Some((start, end, is_private.then_some(Rule::Url)))
}

/// Whether a folder that many systems have below their root follows the slash at `mark`.
fn has_root_folder(bytes: &[u8], mark: usize) -> bool {
    ROOT_FOLDERS.contains(part(bytes, mark + 1, run_end(bytes, mark + 1, is_word)))
}

/// Where the scheme that ends before `colon` starts; `jdbc:` in front belongs to it.
pub(super) fn scheme_start(bytes: &[u8], colon: usize) -> Option<usize> {
    let belongs = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.');
    let start = run_start(bytes, colon, 24, belongs);
    let start = run_end(part(bytes, 0, colon), start, |byte| !byte.is_ascii_alphabetic());
    (start < colon).then(|| outer_start(bytes, start).unwrap_or(start))
}

/// Where the scheme starts that stands in front of the one at `start`.
fn outer_start(bytes: &[u8], start: usize) -> Option<usize> {
    let colon = start.checked_sub(1).filter(|&colon| byte_at(bytes, colon) == b':')?;
    let outer = run_start(bytes, colon, 8, |byte| byte.is_ascii_alphabetic());
    is_one_of(part(bytes, outer, colon), &["jdbc", "r2dbc", "jar"]).then_some(outer)
}

/// What no quotes, brackets and blanks around a URL are.
static IS_INSIDE: [bool; 256] = inside_of_urls();

const fn inside_of_urls() -> [bool; 256] {
    let mut table = [true; 256];
    let mut byte = 0;
    while byte < 128 {
        table[byte as usize] = byte > b' '
            && byte < 127
            && !matches!(byte, b'"' | b'<' | b'>' | b'`' | b'\\' | b'|' | b'\'');
        byte += 1;
    }
    table
}

/// Where the URL ends whose `//` is at `mark`.
pub(super) fn url_end(bytes: &[u8], mark: usize) -> usize {
    let end = run_end(bytes, mark, |byte| IS_INSIDE[usize::from(byte)]);
    without_punctuation(bytes, mark + 2, end)
}

/// Whether a URL, without its scheme, has a user, a secret parameter or a private host.
fn is_private(rest: &[u8]) -> bool {
    let authority = part(rest, 0, run_end(rest, 0, |byte| !matches!(byte, b'/' | b'?' | b'#')));
    let host = match memrchr(b'@', authority) {
        Some(at) if at > 0 => return true,
        _ => authority,
    };
    let host = part(host, 0, memchr(b':', host).unwrap_or(host.len()));
    host.len() < rest.len() && is_private_host(host)
        || is_hook(host, rest)
        || has_secret_parameter(part(rest, authority.len(), rest.len()))
        || has_local_path(part(rest, authority.len(), rest.len()))
}

/// `?file=/home/anna/x`, `/@fs/Users/anna/x`: a file of a machine in the address of a page.
fn has_local_path(rest: &[u8]) -> bool {
    memchr_iter(b'/', rest).any(|slash| {
        let is_value = matches!(byte_before(rest, slash), b'=' | b'/');
        let drive = part(rest, slash.saturating_sub(3), slash);
        is_value && is_home(rest, slash)
            || part(rest, slash, rest.len()).starts_with(b"/@fs/")
            || matches!(drive, [b'=' | b'/', letter, b':'] if letter.is_ascii_alphabetic())
    })
}

fn is_private_host(host: &[u8]) -> bool {
    const LAST_LETTERS: u32 = last_letters();
    let last = host.last().map_or(0, |last| last & 31);
    LAST_LETTERS >> last & 1 == 1 && PRIVATE_HOSTS.iter().any(|private| ends_with(host, private))
}

/// The letters that private hosts end with, one bit each.
const fn last_letters() -> u32 {
    let mut letters = 0;
    let mut at = 0;
    while at < PRIVATE_HOSTS.len() {
        let host = PRIVATE_HOSTS[at].as_bytes();
        letters |= 1 << (host[host.len() - 1] & 31);
        at += 1;
    }
    letters
}

fn is_hook(host: &[u8], rest: &[u8]) -> bool {
    let path = part(rest, host.len(), rest.len());
    ends_with(host, "discord.com") && starts_with(path, "/api/webhooks/")
        || ends_with(host, "discordapp.com") && starts_with(path, "/api/webhooks/")
        || ends_with(host, "api.telegram.org") && starts_with(path, "/bot")
        || path.len() > 1 && is_named_hook(part(host, 0, run_end(host, 0, |byte| byte != b'.')))
        || has_hook_key(path)
}

fn is_named_hook(name: &[u8]) -> bool {
    is_one_of(name, &["hook", "hooks", "webhook", "webhooks", "incomingwebhook", "webhookb"])
}

/// `/webhook/3f2a..`: who knows the rest of such a path may call it.
fn has_hook_key(path: &[u8]) -> bool {
    if !memchr2_iter(b'k', b'K', path).any(|last| ends_with(part(path, 0, last + 1), "hook")) {
        return false;
    }
    let mut components = path.split(|byte| matches!(byte, b'/' | b'?' | b'#'));
    let is_hook = |component: &[u8]| {
        let word = part(component, 0, run_end(component, 0, |byte| byte.is_ascii_alphabetic()));
        is_named_hook(word)
    };
    components.any(is_hook)
        && components.any(|key| {
            let digits = key.iter().filter(|byte| byte.is_ascii_digit()).count();
            key.len() >= 16 && digits >= 3 || is_random(key)
        })
}

fn has_secret_parameter(rest: &[u8]) -> bool {
    memchr(b'=', rest).is_some()
        && rest.split(|&byte| matches!(byte, b'?' | b'&' | b'#' | b';')).skip(1).any(|parameter| {
            let (key, value) =
                parameter.split_at(memchr(b'=', parameter).unwrap_or(parameter.len()));
            let value = part(value, 1, value.len());
            !value.is_empty() && (is_signature(key) || is_secret_parameter(key, value))
        })
}

fn is_signature(key: &[u8]) -> bool {
    is_one_of(
        key,
        &[
            "sig",
            "signature",
            "hmac",
            "access_token",
            "id_token",
            "refresh_token",
            "client_secret",
            "password",
            "passwd",
            "pwd",
            "api_key",
            "apikey",
        ],
    ) || (starts_with(key, "x-amz-") || starts_with(key, "x-goog-"))
        && (ends_with(key, "signature") || ends_with(key, "credential") || ends_with(key, "token"))
}

fn is_secret_parameter(key: &[u8], value: &[u8]) -> bool {
    const GRANTS: &[&str] = &[
        "code",
        "state",
        "ticket",
        "otp",
        "nonce",
        "jwt",
        "auth",
        "session",
        "session_id",
        "sid",
        "t",
        "k",
    ];
    let strength = if is_one_of(key, GRANTS) { Some(Strength::Random) } else { is_secret_key(key) };
    strength.is_some_and(|strength| is_credential(value, strength))
        && value.iter().any(|&byte| is_word(byte))
        && byte_at(value, 0) != b'<'
}
