//! The documents that users read are what the code declares.

use notes::Catalogue;
use telemetry::testing::assert_document_is_current;

#[test]
fn the_privacy_document_is_current() {
    assert_document_is_current("TELEMETRY.md", &Catalogue::markdown());
}

#[test]
fn the_catalogue_for_machines_is_current() {
    assert_document_is_current("telemetry.json", &Catalogue::json());
}
