//! What must never compile in this application.

#[test]
fn what_is_refused() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("tests/ui/*.rs");
}
