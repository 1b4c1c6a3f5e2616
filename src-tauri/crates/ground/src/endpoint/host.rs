//! The host names of storage: whose they are, in which region, whether a bucket is part of them,
//! and where programs go. The one table of them; a host that is not in it is taken as it is.

mod aws;

/// What a host's name says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Host {
    /// Whose it is, of [`crate::providers`].
    pub provider: &'static str,
    /// The part of AWS (`aws-cn`), whose logins do not cross over; empty elsewhere.
    pub partition: &'static str,
    /// As requests are signed for it.
    pub region: Option<String>,
    /// The bucket that is part of the name.
    pub bucket: Option<String>,
    /// Whether S3 answers there, or something else of the provider.
    pub kind: HostKind,
    /// Where programs go, without the bucket; empty where provider and region say it all.
    pub api: String,
}

/// What answers at a host.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum HostKind {
    /// The S3 interface.
    Api,
    /// Another way to what a bucket holds (a website, a network that is nearer); S3 itself is
    /// elsewhere.
    Door,
    /// An access point, which has rights of its own.
    AccessPoint,
    /// The provider's web console.
    Console,
    /// Pages or files for people, which no program can list.
    Page,
}

/// Reads a host in small letters. `None`: nobody's that is known.
#[must_use]
pub fn host(name: &str) -> Option<Host> {
    page(name).or_else(|| aws::read(name)).or_else(|| rented(name))
}

impl Host {
    /// The host that programs are given.
    pub(crate) fn usual(&self) -> String {
        let end = match self.partition {
            "aws-cn" => "amazonaws.com.cn",
            "aws-eusc" => "amazonaws.eu",
            _ => "amazonaws.com",
        };
        match (&self.region, self.api.is_empty()) {
            (_, false) => self.api.clone(),
            (Some(region), true) => format!("s3.{region}.{end}"),
            (None, true) => format!("s3.{end}"),
        }
    }
}

/// How the hosts of a provider are made: what stands before the end.
struct Form {
    end: &'static str,
    provider: &'static str,
    /// Labels in front that are no bucket; `None` where a bucket is never in front.
    own: Option<usize>,
    /// Whether one of those labels is the region.
    region: bool,
}

const fn form(end: &'static str, provider: &'static str, own: Option<usize>, region: bool) -> Form {
    Form { end, provider, own, region }
}

/// By the documentation of each.
const FORMS: &[Form] = &[
    form(".digitaloceanspaces.com", "digitalocean", Some(1), true),
    form(".linodeobjects.com", "linode", Some(1), true),
    form(".backblazeb2.com", "b2", Some(2), true),
    form(".wasabisys.com", "wasabi", Some(2), true),
    form(".scw.cloud", "scaleway", Some(2), true),
    form(".cloud.ovh.net", "ovh", Some(3), true),
    form(".cloud.ovh.us", "ovh-us", Some(3), true),
    form(".ovh.net", "ovh", None, true),
    form(".ovh.us", "ovh-us", None, true),
    form(".your-objectstorage.com", "hetzner", Some(1), true),
    form(".r2.cloudflarestorage.com", "r2", Some(1), false),
    form(".idrivee2.com", "idrive", None, true),
    form(".storjshare.io", "storj", None, false),
    form(".storage.tigris.dev", "tigris", Some(1), false),
    form(".storage.dev", "tigris", Some(1), false),
    form(".tigris.dev", "tigris", None, false),
    form(".oraclecloud.com", "oracle", None, true),
    form(".cloud-object-storage.appdomain.cloud", "ibm", None, true),
    form(".aliyuncs.com", "alibaba", None, true),
    form("storage.googleapis.com", "gcs", Some(0), false),
    form(".supabase.co", "other", None, false),
];

/// Pages for people, and whose they are.
const PAGES: &[(&str, &str, HostKind)] = &[
    ("console.aws.amazon.com", "aws", HostKind::Console),
    ("console.amazonaws-us-gov.com", "aws", HostKind::Console),
    ("console.amazonaws.cn", "aws", HostKind::Console),
    ("console.amazonaws-eusc.eu", "aws", HostKind::Console),
    ("signin.aws.amazon.com", "aws", HostKind::Page),
    ("signin.amazonaws-us-gov.com", "aws", HostKind::Page),
    ("signin.amazonaws.cn", "aws", HostKind::Page),
    ("cloud.digitalocean.com", "digitalocean", HostKind::Console),
    ("cloud.linode.com", "linode", HostKind::Console),
    ("console.cloud.google.com", "gcs", HostKind::Console),
    ("console.scaleway.com", "scaleway", HostKind::Console),
    ("console.wasabisys.com", "wasabi", HostKind::Console),
    ("dash.cloudflare.com", "r2", HostKind::Console),
    ("r2.dev", "r2", HostKind::Page),
    ("secure.backblaze.com", "b2", HostKind::Console),
    ("link.storjshare.io", "storj", HostKind::Page),
    ("cloud.ibm.com", "ibm", HostKind::Page),
];

fn page(name: &str) -> Option<Host> {
    let under = |end: &str| name.strip_suffix(end).is_some_and(|front| front.is_empty() || front.ends_with('.'));
    let (end, provider, kind) = PAGES.iter().find(|(end, ..)| under(end))?;
    let partition = match (*provider, *end) {
        ("aws", end) if end.ends_with("-us-gov.com") => "aws-us-gov",
        ("aws", end) if end.ends_with(".cn") => "aws-cn",
        ("aws", end) if end.ends_with(".eu") => "aws-eusc",
        ("aws", _) => "aws",
        _ => "",
    };
    Some(Host { provider, partition, region: None, bucket: None, kind: *kind, api: String::new() })
}

fn rented(name: &str) -> Option<Host> {
    let form = FORMS.iter().find(|form| name.ends_with(form.end))?;
    let front = name.strip_suffix(form.end)?.trim_end_matches('.');
    let mut labels: Vec<&str> = front.split('.').filter(|label| !label.is_empty()).collect();
    let mut kind = HostKind::Api;
    match form.provider {
        // acme.fra1.cdn.digitaloceanspaces.com
        "digitalocean" if labels.last() == Some(&"cdn") => {
            labels.pop();
            kind = HostKind::Door;
        }
        // f004.backblazeb2.com/file/…
        "b2" if labels.len() == 1 && labels[0].starts_with('f') => kind = HostKind::Page,
        _ => {}
    }
    let own = match (form.provider, labels.last()) {
        // R2 puts a jurisdiction between the account and its domain: it is no account by itself.
        ("r2", Some(&("eu" | "fedramp"))) => Some(2),
        ("wasabi", Some(&"s3")) => Some(1),
        _ => form.own,
    };
    let at = own.map_or(0, |own| labels.len().saturating_sub(own));
    let bucket = (at > 0).then(|| labels[..at].join("."));
    let end = form.end.trim_start_matches('.');
    let api = labels[at..].iter().chain([&end]).copied().collect::<Vec<_>>().join(".");
    let region = match form.provider {
        "r2" => Some("auto".to_owned()),
        _ if form.region => region(&labels[at..]),
        _ => None,
    };
    Some(Host { provider: form.provider, partition: "", region, bucket, kind, api })
}

/// The label that is a region, such as `eu-central-003`, `fra1` or `oss-cn-hangzhou`.
fn region(labels: &[&str]) -> Option<String> {
    let usual = ["s3", "io", "cloud", "objectstorage", "compat", "private", "direct"];
    let label = labels.iter().rfind(|label| !usual.contains(label))?;
    (label.len() <= 24).then(|| label.trim_start_matches("s3-").trim_start_matches("oss-").to_owned())
}

#[cfg(test)]
mod tests;
