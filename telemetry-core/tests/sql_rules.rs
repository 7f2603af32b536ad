//! One row a rule: what of this statement must not leave, and what must stay.

use serde_json::Value;
use telemetry_core::sql::mask_sql;

fn texts<'a>(row: &'a Value, key: &str) -> impl Iterator<Item = &'a str> {
    row[key].as_array().into_iter().flatten().filter_map(Value::as_str)
}

#[test]
fn every_rule_holds() {
    let rows: Vec<Value> = include_str!("sql_rules.jsonl")
        .lines()
        .map(|line| serde_json::from_str(line).expect("a row is JSON"))
        .collect();
    assert!(rows.len() >= 60);
    for row in rows {
        let sql = row["sql"].as_str().expect("a row has SQL");
        let masked = mask_sql(sql, usize::MAX);
        for secret in texts(&row, "secrets") {
            assert!(sql.contains(secret), "{secret} is not in {sql}");
            assert!(!masked.contains(secret), "{secret} survived\n{sql}\n{masked}");
        }
        for part in texts(&row, "keep") {
            assert!(masked.contains(part), "{part} was lost\n{sql}\n{masked}");
        }
        assert_eq!(mask_sql(&masked, usize::MAX), masked, "masked twice: {sql}");
    }
}
