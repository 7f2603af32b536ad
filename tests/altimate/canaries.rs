//! Canaries: paths, hosts, literals, keys and names, planted in everything that goes wrong in a session,
//! and looked for in every byte that the server got.

use serde_json::json;
use telemetry_receiver::Receiver;

use super::cli;
use super::launch;
use super::work::Work;

/// What begins every name, number and key that is planted, and nothing else: one search for all.
const MARKS: [&str; 3] = ["zwolf", "730912345", "Kx9Zq4"];

/// What is planted, and the words in it that must not arrive.
#[derive(Default)]
struct Planted {
    work: Option<Work>,
    canaries: Vec<(&'static str, String)>,
    next: u64,
}

impl Planted {
    /// A name that occurs nowhere else: letters only, as people's and projects' names are.
    fn name(&mut self, kind: &'static str) -> String {
        let letter = |place: u32| char::from(b'a' + (self.next / 26u64.pow(place) % 26) as u8);
        let name = format!("{}{}{}{}", MARKS[0], letter(2), letter(1), letter(0));
        self.next += 1;
        self.canaries.push((kind, name.clone()));
        name
    }

    /// Something as random as a key: letters and digits of both cases.
    fn key(&mut self, length: usize) -> String {
        const ALPHABET: &[u8; 62] =
            b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
        let mut state = self.next.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5851_f42d_4c95_7f2d;
        self.next += 1;
        let mut key = MARKS[2].to_owned();
        while key.len() < length {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            key.push(char::from(ALPHABET[(state >> 33) as usize % ALPHABET.len()]));
        }
        self.canaries.push(("key", key.clone()));
        key
    }

    fn number(&mut self) -> u64 {
        let number = 730_912_345_000 + self.next;
        self.next += 1;
        self.canaries.push(("literal", number.to_string()));
        number
    }

    fn work(&mut self) -> &mut Work {
        self.work.get_or_insert_with(|| Work {
            files: Vec::new(),
            statements: Vec::new(),
            arguments: Vec::new(),
            complaints: Vec::new(),
        })
    }

    fn complain(&mut self, complaint: String) {
        self.work().complaints.push(complaint);
    }

    /// Folders and files in the home, on shares, with blanks, brackets, quotes and other alphabets.
    fn paths(&mut self) {
        for form in [
            "/home/@/notes.txt",
            "/home/jane/@/models/orders.sql",
            "/Users/@/Library/Application Support/altimate/log.txt",
            "/Users/jane doe/@ 2026/q3 final.sql",
            "/srv/@/Kunden Ü/Müller & Söhne.csv",
            "/data/@/日本語/レポート.parquet",
            "/mnt/@ (copy)/it's here.sql",
            r"C:\Users\@\AppData\Local\Temp\model.sql",
            r"D:\projects\@\dbt_project.yml",
            r"\\@\Team Share\Q3 report.sql",
            r"\\fileserver\@\plan.xlsx",
            r"\\?\C:\Users\@\x.sql",
            "~/@/models/staging/orders.sql",
            "~@/profiles.yml",
            "file:///home/@/a%20b/c.sql",
            "s3://bucket/@/part-0001.parquet",
        ] {
            let file = form.replace('@', &self.name("path"));
            self.work().files.push(file.into());
        }
        for form in [
            "ENOENT: no such file or directory, open '/home/@/.snowflake/config'",
            "dbt failed: Could not find profile at /Users/@/.dbt/profiles.yml",
            "thread 'main' panicked at /home/@/src/engine/main.rs:12:5: no entry",
            "  File \"/opt/@/site-packages/engine.py\", line 3, in <module>",
            "cannot read C:\\Users\\@\\work\\q.sql: Access is denied. (os error 5)",
            "bash: line 1: /home/@/bin/run.sh: Permission denied",
            "warning: unused file ~/@/x.sql; see /var/log/@/err.log for more",
        ] {
            let complaint = form.replace('@', &self.name("path"));
            self.complain(complaint);
        }
    }

    fn hosts(&mut self) {
        for form in [
            "getaddrinfo ENOTFOUND @.internal",
            "could not translate host name \"@\" to address: Name or service not known",
            "connection to server at \"@.corp\", port 5432 failed: Connection refused",
            "connect ETIMEDOUT db.@.internal:5439",
            "request to https://svc:pw@host.@.lan:8443/v1/query failed",
            "SSL: no alternative certificate subject name matches target host name '@-db.local'",
            "failed to connect to jdbc:postgresql://@.prod.internal:5432/warehouse",
            "failed to connect to postgres://reader:s3cret@@.internal:5432/warehouse",
        ] {
            let name = self.name("host");
            self.complain(
                form.replace("@host", "\u{0}")
                    .replace("@@", "\u{1}")
                    .replace('@', &name)
                    .replace('\u{0}', "@host")
                    .replace('\u{1}', &format!("@{name}")),
            );
        }
        for last in 1..=8 {
            let address = format!("10.{}.37.{last}", 100 + last);
            self.canaries.push(("host", address.clone()));
            self.complain(format!("dial tcp {address}:5432: connect: connection refused"));
        }
    }

    /// What stands in statements, in the quotes of one dialect or another; and what warehouses say.
    fn literals(&mut self) {
        for form in [
            "SELECT * FROM t WHERE name = '@'",
            "SELECT * FROM t WHERE name = 'it''s @'",
            "SELECT * FROM t WHERE name = E'a\\'@'",
            "SELECT * FROM t WHERE name = N'@' AND city = U&'@\\0041'",
            "SELECT $$@$$, $tag$ it's @ $tag$",
            "SELECT q'[it's @]' FROM dual",
            "SELECT * FROM t WHERE name LIKE \"%@%\"",
            "SELECT * FROM t -- asked for by @",
            "SELECT /* ticket of @ */ * FROM t # @ again",
            "SELECT r'''@''', \"\"\"@\"\"\" FROM t",
            "INSERT INTO t (a, b) VALUES ('@', 'x'), ('y', '@')",
            "UPDATE t SET name = '@' WHERE id = 5",
            "CREATE USER app PASSWORD '@'",
            "ALTER USER app IDENTIFIED BY '@'",
            "COPY INTO t FROM 's3://@/x' CREDENTIALS = (AWS_KEY_ID = '@')",
            "SELECT '@' UNION ALL SELECT 'unterminated @",
            "SELECT json_col->>'@' FROM t WHERE data ? '@'",
            "SELECT DATE '@', INTERVAL '@' DAY",
        ] {
            for refusal in [
                "syntax error at or near \"@\"",
                "Duplicate entry '@' for key 'users.email'",
                "Key (email)=(@) already exists.",
                "invalid input syntax for type integer: \"@\"",
                "Numeric value '@' is not recognized",
                "Conversion failed when converting the varchar value '@' to data type int.",
            ] {
                // Each template once with each answer would be as many events as the buffer has twice.
                if !self.next.is_multiple_of(3) && self.next > 60 {
                    self.next += 1;
                    continue;
                }
                let (sql, echo) = (self.name("literal"), self.name("literal"));
                let number = self.number();
                let statement = format!("{}\nAND 1 = {number}", form.replace('@', &sql));
                self.work().statements.push((statement, refusal.replace('@', &echo)));
            }
        }
    }

    fn keys(&mut self) {
        for (form, length) in [
            ("invalid x-api-key sk-ant-api03-@", 40),
            ("Incorrect API key provided: sk-proj-@.", 48),
            ("command failed: mcp-server --token ghp_@", 36),
            ("remote: Invalid credentials glpat-@", 20),
            ("401: Authorization: Bearer @", 44),
            ("Authorization=Basic @", 32),
            ("failed: password=@ user=app", 18),
            ("env SNOWFLAKE_PASSWORD='@' is wrong", 18),
            ("xoxb-123456789012-123456789012-@", 24),
            ("{\"client_secret\":\"@\",\"error\":\"invalid_client\"}", 30),
            ("GET https://api.acme.io/v1?api_key=@ returned 403", 32),
            ("npm ERR! //registry.npmjs.org/:_authToken=npm_@", 36),
        ] {
            for _ in 0..2 {
                let complaint = form.replace('@', &self.key(length));
                self.complain(complaint);
            }
        }
    }

    fn names(&mut self) {
        for form in [
            "password authentication failed for user \"@\"",
            "Access denied for user '@'@'10.0.0.1' (using password: YES)",
            "role \"@\" does not exist",
            "permission denied for schema '@'",
            "mail to @@example.org bounced",
            "owner <@@acme.example> has left",
            "no pg_hba.conf entry for host \"10.1.2.3\", user \"@\", database \"x\"",
            "Object '@' does not exist or not authorized.",
        ] {
            let name = self.name("name");
            self.complain(form.replacen('@', &name, 1));
        }
    }

    fn arguments(&mut self) {
        for _ in 0..6 {
            let name = |planted: &mut Self| planted.name("argument");
            let arguments = json!({
                "path": format!("/home/{}/x", name(self)),
                "query": name(self),
                "limit": self.number(),
                "api_key": self.key(30),
                "nested": {"host": name(self), "rows": [name(self), {"deep": [[name(self)]]}]},
                // Keys can be values, too: of a map that is keyed by people.
                format!("{}@example.org", name(self)): true,
            });
            self.work().arguments.push(arguments);
        }
    }
}

#[test]
fn no_canary_arrives_in_any_byte() {
    let mut planted = Planted::default();
    planted.paths();
    planted.hosts();
    planted.literals();
    planted.keys();
    planted.names();
    planted.arguments();
    let Planted { work, canaries, .. } = planted;
    let work = work.unwrap();
    assert!(canaries.len() >= 200, "{}", canaries.len());

    let receiver = Receiver::start().unwrap();
    let app = launch(&receiver);
    // In portions that the buffer holds, so that none is spared by falling out of it.
    for portion in portions(work) {
        cli::session(&app.telemetry, &portion);
        app.flush();
    }
    drop(app.guard);
    let counts = app.telemetry.status().counts;
    assert_eq!(counts.recorded, counts.sent, "{counts}");
    assert!(receiver.refused().is_empty(), "{:?}", receiver.refused());

    let marked = MARKS.map(|mark| receiver.received_anywhere(mark));
    let arrived = |canary: &str| match MARKS.iter().position(|mark| canary.starts_with(mark)) {
        Some(mark) => marked[mark] && receiver.received_anywhere(canary),
        None => receiver.received_anywhere(canary),
    };
    let seen: Vec<_> = canaries
        .iter()
        .filter(|(_, canary)| arrived(canary))
        .map(|(kind, canary)| {
            let events = receiver.events();
            let event = events.iter().find(|event| event.json.to_string().contains(canary));
            format!("{kind} {canary} in {}", event.map_or(String::new(), |it| it.json.to_string()))
        })
        .collect();
    assert!(seen.is_empty(), "{} of {}:\n{}", seen.len(), canaries.len(), seen.join("\n"));
    assert_eq!(marked, [false; 3], "a part of one");
    // The search is not blind, and the texts around the canaries did arrive.
    for text in ["No such file or directory", "does not exist", "for type integer", "string:"] {
        assert!(receiver.received_anywhere(text), "{text}");
    }
}

/// The same work in several sessions.
fn portions(work: Work) -> Vec<Work> {
    const EACH: usize = 12;
    let Work { mut files, mut statements, mut arguments, mut complaints } = work;
    let mut portions = Vec::new();
    while !(files.is_empty()
        && statements.is_empty()
        && arguments.is_empty()
        && complaints.is_empty())
    {
        portions.push(Work {
            files: files.split_off(files.len().saturating_sub(EACH)),
            statements: statements.split_off(statements.len().saturating_sub(EACH)),
            arguments: arguments.split_off(arguments.len().saturating_sub(EACH)),
            complaints: complaints.split_off(complaints.len().saturating_sub(EACH)),
        });
    }
    portions
}
