//! What other languages send of a catalogue: the exported files run in a shell and in node against the
//! receiver, which is as strict with them as with the library.

#[path = "../../examples/openjarvis/events.rs"]
#[allow(dead_code, reason = "the tests send a few of the events")]
mod events;

mod every_kind;
mod home;
mod shell;
mod typescript;

use telemetry::testing::assert_document_is_current;
use telemetry::{Beacon, ConsentPolicy, PostHog};

use events::OpenJarvis;

#[test]
fn the_committed_exports_are_current() {
    assert_document_is_current(
        "examples/openjarvis/telemetry.ts",
        &PostHog::typescript::<OpenJarvis>(),
    );
    let beacon = Beacon {
        id_file: "$HOME/.openjarvis/anon_id",
        state_folder: "$HOME/.openjarvis/telemetry",
        consent_policy: ConsentPolicy::OnUntilOptedOut,
        opt_out_variables: &[],
    };
    let transport = PostHog::new("phc_openjarvis").host("https://analytics.openjarvis.ai");
    assert_document_is_current(
        "examples/openjarvis/beacon.sh",
        &transport.shell::<OpenJarvis>(&beacon).unwrap(),
    );
}
