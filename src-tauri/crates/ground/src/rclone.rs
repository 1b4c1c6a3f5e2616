//! What rclone calls the providers that this program knows.

use crate::Endpoint;

/// What rclone calls our providers; one it has no name for is "Other".
/// <https://rclone.org/s3/#s3-provider>
const RCLONE: &[(&str, &str)] = &[
    ("aws", "AWS"),
    ("minio", "Minio"),
    ("ceph", "Ceph"),
    ("seaweedfs", "SeaweedFS"),
    ("rclone", "Rclone"),
    ("r2", "Cloudflare"),
    ("wasabi", "Wasabi"),
    ("digitalocean", "DigitalOcean"),
    ("scaleway", "Scaleway"),
    ("hetzner", "Hetzner"),
    ("ovh", "OVHcloud"),
    ("ovh-us", "OVHcloud"),
    ("linode", "Linode"),
    ("idrive", "IDrive"),
    ("storj", "Storj"),
    ("gcs", "GCS"),
    ("ibm", "IBMCOS"),
    ("alibaba", "Alibaba"),
];

/// What rclone calls a provider of ours; empty is Amazon. To a server that is not Amazon's own
/// rclone must not be told that it is: its checksums differ.
#[must_use]
pub fn rclone_provider(ours: &str, endpoint: &str) -> &'static str {
    const AMAZON: [&str; 3] = [".amazonaws.com", ".amazonaws.com.cn", ".amazonaws.eu"];
    let ours = if ours.is_empty() { "aws" } else { ours };
    let amazon = || {
        let endpoint = Endpoint::parse(endpoint);
        endpoint.is_ok_and(|endpoint| AMAZON.iter().any(|end| endpoint.host().ends_with(end)))
    };
    if ours == "aws" && !endpoint.is_empty() && !amazon() {
        return "Other";
    }
    RCLONE.iter().find(|(id, _)| *id == ours).map_or("Other", |(_, name)| *name)
}
