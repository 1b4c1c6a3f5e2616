//! Host names of well-known providers: which of them carry a bucket in front, and which are web
//! consoles. A host that is not listed is taken as it is.

/// How providers name their endpoints: what the endpoint's host ends with and how many labels
/// stand before that (a region, an account). Anything further in front is a bucket.
const ENDPOINTS: &[(&str, usize)] = &[
    (".digitaloceanspaces.com", 1),
    (".linodeobjects.com", 1),
    (".backblazeb2.com", 2),
    (".wasabisys.com", 2),
    (".scw.cloud", 2),
    (".cloud.ovh.net", 3),
    (".your-objectstorage.com", 1),
    (".r2.cloudflarestorage.com", 1),
];

/// Consoles: pages for people.
const CONSOLES: &[&str] = &[
    "console.aws.amazon.com",
    "cloud.digitalocean.com",
    "cloud.linode.com",
    "console.cloud.google.com",
    "console.scaleway.com",
    "console.wasabisys.com",
    "dash.cloudflare.com",
    "secure.backblaze.com",
];

/// Whether the host is a provider's web console.
pub(super) fn is_console(host: &str) -> bool {
    let under =
        |console: &str| host.strip_suffix(console).is_some_and(|front| front.is_empty() || front.ends_with('.'));
    CONSOLES.iter().any(|console| under(console))
}

/// The bucket in front of a provider's endpoint, and the host without it.
pub(super) fn bucket_in(host: &str) -> Option<(String, String)> {
    bucket_of_aws(host).or_else(|| bucket_of_others(host)).filter(|(bucket, _)| !bucket.is_empty())
}

/// `bucket.s3.region.amazonaws.com`, `bucket.s3-region.…`, `bucket.s3.amazonaws.com`, and the same
/// under `amazonaws.com.cn` and `amazonaws.eu`. A bucket may have dots, so the last label that
/// begins the endpoint counts.
fn bucket_of_aws(host: &str) -> Option<(String, String)> {
    let suffix = [".amazonaws.com", ".amazonaws.com.cn", ".amazonaws.eu"].into_iter().find(|s| host.ends_with(s))?;
    let front = host.strip_suffix(suffix)?;
    let labels: Vec<&str> = front.split('.').collect();
    let begins = |label: &&str| *label == "s3" || *label == "s3-fips" || label.starts_with("s3-");
    let at = labels.iter().rposition(begins)?;
    (at > 0).then(|| (labels[..at].join("."), format!("{}{suffix}", labels[at..].join("."))))
}

fn bucket_of_others(host: &str) -> Option<(String, String)> {
    if let Some(bucket) = host.strip_suffix(".storage.googleapis.com") {
        return Some((bucket.to_owned(), "storage.googleapis.com".to_owned()));
    }
    let (suffix, own) = ENDPOINTS.iter().find(|(suffix, _)| host.ends_with(suffix))?;
    let front = host.strip_suffix(suffix)?;
    let labels: Vec<&str> = front.split('.').collect();
    // R2 puts a jurisdiction between the account and its domain: it is no account by itself.
    let own = match *suffix == ".r2.cloudflarestorage.com" && matches!(labels.last(), Some(&("eu" | "fedramp"))) {
        true => 2,
        false => *own,
    };
    let at = labels.len().checked_sub(own).filter(|at| *at > 0)?;
    Some((labels[..at].join("."), format!("{}{suffix}", labels[at..].join("."))))
}
