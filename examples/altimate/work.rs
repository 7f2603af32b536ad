//! What goes wrong in a session: files in awkward places, statements, arguments, complaints.

use std::path::PathBuf;

use serde_json::{Value, json};

/// What a user works with, and what goes wrong with it.
pub struct Work {
    /// Files that cannot be opened.
    pub files: Vec<PathBuf>,
    /// Statements, and what the warehouse says to them.
    pub statements: Vec<(String, String)>,
    /// What tools are called with.
    pub arguments: Vec<Value>,
    /// What providers, servers and the engine complain about.
    pub complaints: Vec<String>,
}

impl Work {
    /// Files in awkward places, and text that no template expects.
    pub fn awkward() -> Self {
        Self {
            files: [
                "/home/jane/Kunden Ü/Müller & Söhne/q3 \"final\".sql",
                "/Users/jane doe/Library/Application Support/altimate/notes (2).md",
                r"\\fileserver\Team Share\Q3 report.sql",
                r"C:\Users\Jane Doe\AppData\Local\Temp\model.sql",
                "~/dbt/models/jane's staging/orders.sql",
            ]
            .map(PathBuf::from)
            .into(),
            statements: [
                (
                    "SELECT name FROM customers WHERE email = 'jane.doe@acme.example' -- for Jane",
                    "syntax error at or near \"jane.doe@acme.example\" (host db.acme.internal:5432)",
                ),
                (
                    "COPY INTO orders FROM 's3://acme-exports/q3/' CREDENTIALS=(AWS_SECRET_KEY='wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY')",
                    "Invalid credentials for s3://acme-exports/q3/ of user jane.doe@acme.example",
                ),
                ("INSERT INTO notes VALUES ('it''s\nÜber 5 €', 4711)", "duplicate key value: 4711"),
            ]
            .map(|(sql, refusal)| (sql.to_owned(), refusal.to_owned()))
            .into(),
            arguments: vec![
                json!({"path": "/home/jane/notes.txt", "limit": 20, "api_key": "sk-ant-api03-abcdef"}),
                json!({"warehouse": {"host": "db.acme.internal", "password": "hunter2"}, "rows": [1, 2]}),
            ],
            complaints: [
                "401 Unauthorized: invalid x-api-key sk-ant-api03-Zm9vYmFyYmF6cXV4",
                "connect ECONNREFUSED 10.20.30.40:5432",
                "command failed: /opt/tools/jane/mcp-server --token ghp_0123456789abcdefghijABCDEFGHIJ012345",
            ]
            .map(str::to_owned)
            .into(),
        }
    }
}
