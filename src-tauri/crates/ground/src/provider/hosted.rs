//! Storage that somebody rents. What stands here is from the vendors' documentation as of November
//! 2026; nothing of it was tried against their servers, so how they differ from AWS is assumed with
//! care (as of [`OWN_SERVER`]).

use super::{CAREFUL, OWN_SERVER, Provider, Quirks, Region, USUAL};

const fn hosted(
    id: &'static str,
    name: &'static str,
    endpoint: &'static str,
    default_region: &'static str,
    regions: &'static [Region],
) -> Provider {
    Provider {
        id,
        name,
        endpoint_template: endpoint,
        endpoint_example: endpoint,
        default_region,
        regions,
        ..OWN_SERVER
    }
}

/// The address has the account in it: only the person knows it.
const fn own_address(
    id: &'static str,
    name: &'static str,
    endpoint_example: &'static str,
    default_region: &'static str,
) -> Provider {
    Provider { id, name, endpoint_example, default_region, ..OWN_SERVER }
}

const fn region(id: &'static str, name: &'static str) -> Region {
    Region { id, name, partition: "" }
}

/// Rented storage, by name.
pub(super) const HOSTED: [Provider; 16] = [
    // Buckets in the path are refused (SecondLevelDomainForbidden).
    // <https://www.alibabacloud.com/help/en/oss/developer-reference/compatibility-with-amazon-s3>
    Provider {
        path_style: false,
        ..hosted("alibaba", "Alibaba Cloud OSS", "https://s3.oss-{region}.aliyuncs.com", "eu-central-1", &ALIBABA)
    },
    // No forms, as its page says. <https://www.backblaze.com/docs/cloud-storage-s3-compatible-api>
    Provider {
        quirks: Quirks { takes_forms: false, ..CAREFUL },
        ..hosted("b2", "Backblaze B2", "https://s3.{region}.backblazeb2.com", "us-west-004", &B2)
    },
    // ETags of objects sent in parts are random. <https://developers.cloudflare.com/r2/api/s3/api/>
    // 5 GiB less than others: <https://developers.cloudflare.com/r2/platform/limits/>
    // No forms: <https://developers.cloudflare.com/r2/api/s3/presigned-urls/>
    Provider {
        quirks: Quirks { largest: USUAL - (5 << 30), takes_forms: false, ..CAREFUL },
        ..own_address("r2", "Cloudflare R2", "https://ACCOUNT.r2.cloudflarestorage.com", "auto")
    },
    // <https://docs.digitalocean.com/products/spaces/details/availability/>
    hosted("digitalocean", "DigitalOcean Spaces", "https://{region}.digitaloceanspaces.com", "fra1", &DIGITALOCEAN),
    // <https://cloud.google.com/storage/docs/interoperability>
    Provider {
        quirks: Quirks { unpacks_gzip: true, ..CAREFUL },
        ..hosted("gcs", "Google Cloud Storage", "https://storage.googleapis.com", "auto", &[])
    },
    // <https://docs.hetzner.com/storage/object-storage/overview/>
    hosted("hetzner", "Hetzner Object Storage", "https://{region}.your-objectstorage.com", "fsn1", &HETZNER),
    // <https://cloud.ibm.com/docs/cloud-object-storage?topic=cloud-object-storage-endpoints>
    hosted("ibm", "IBM Cloud", "https://s3.{region}.cloud-object-storage.appdomain.cloud", "eu-de", &IBM),
    own_address("idrive", "IDrive e2", "https://s3.eu-central-1.idrivee2.com", "us-east-1"),
    // <https://techdocs.akamai.com/cloud-computing/docs/object-storage>
    hosted("linode", "Akamai (Linode)", "https://{region}.linodeobjects.com", "us-east-1", &LINODE),
    // <https://docs.oracle.com/en-us/iaas/Content/Object/Tasks/s3compatibleapi.htm>
    own_address(
        "oracle",
        "Oracle Cloud",
        "https://NAMESPACE.compat.objectstorage.eu-frankfurt-1.oraclecloud.com",
        "eu-frankfurt-1",
    ),
    // <https://help.ovhcloud.com/csm/en-public-cloud-storage-s3-location>
    hosted("ovh", "OVHcloud", "https://s3.{region}.io.cloud.ovh.net", "gra", &OVH),
    hosted("ovh-us", "OVHcloud US", "https://s3.{region}.io.cloud.ovh.us", "us-east-va", &OVH_US),
    // <https://www.scaleway.com/en/docs/object-storage/concepts/>
    // A tenth of the parts of others:
    // <https://www.scaleway.com/en/docs/object-storage/api-cli/multipart-uploads/>
    Provider {
        quirks: Quirks { most_parts: 1_000, largest: 5_000_000_000_000, ..CAREFUL },
        ..hosted("scaleway", "Scaleway", "https://s3.{region}.scw.cloud", "fr-par", &SCALEWAY)
    },
    // Every project has buckets of its own at the one address.
    // <https://storj.dev/dcs/api/s3/s3-compatible-gateway>
    Provider {
        quirks: Quirks { names_per_key: true, ..CAREFUL },
        ..hosted("storj", "Storj", "https://gateway.storjshare.io", "us-east-1", &[])
    },
    // New buckets are reached by their own host name alone.
    // <https://www.tigrisdata.com/docs/api/s3/>
    Provider { path_style: false, ..hosted("tigris", "Tigris", "https://t3.storage.dev", "auto", &[]) },
    // <https://docs.wasabi.com/docs/what-are-the-service-urls-for-wasabis-different-storage-regions>
    hosted("wasabi", "Wasabi", "https://s3.{region}.wasabisys.com", "us-east-1", &WASABI),
];

const ALIBABA: [Region; 14] = [
    region("cn-hangzhou", "Hangzhou"),
    region("cn-shanghai", "Shanghai"),
    region("cn-beijing", "Beijing"),
    region("cn-shenzhen", "Shenzhen"),
    region("cn-hongkong", "Hong Kong"),
    region("ap-southeast-1", "Singapore"),
    region("ap-southeast-3", "Kuala Lumpur"),
    region("ap-southeast-5", "Jakarta"),
    region("ap-northeast-1", "Tokyo"),
    region("eu-central-1", "Frankfurt"),
    region("eu-west-1", "London"),
    region("me-east-1", "Dubai"),
    region("us-east-1", "Virginia"),
    region("us-west-1", "Silicon Valley"),
];

const B2: [Region; 7] = [
    region("us-west-001", "US West 001"),
    region("us-west-002", "US West 002"),
    region("us-west-004", "US West 004"),
    region("us-east-005", "US East 005"),
    region("ca-east-006", "Canada East 006"),
    region("eu-central-003", "EU Central 003"),
    region("us-west-000", "US West 000"),
];

const DIGITALOCEAN: [Region; 10] = [
    region("ams3", "Amsterdam"),
    region("blr1", "Bangalore"),
    region("fra1", "Frankfurt"),
    region("lon1", "London"),
    region("nyc3", "New York"),
    region("sfo2", "San Francisco 2"),
    region("sfo3", "San Francisco 3"),
    region("sgp1", "Singapore"),
    region("syd1", "Sydney"),
    region("tor1", "Toronto"),
];

const HETZNER: [Region; 3] = [region("fsn1", "Falkenstein"), region("hel1", "Helsinki"), region("nbg1", "Nuremberg")];

const IBM: [Region; 9] = [
    region("us-south", "Dallas"),
    region("us-east", "Washington DC"),
    region("eu-de", "Frankfurt"),
    region("eu-gb", "London"),
    region("jp-tok", "Tokyo"),
    region("au-syd", "Sydney"),
    region("us", "United States, across regions"),
    region("eu", "Europe, across regions"),
    region("ap", "Asia Pacific, across regions"),
];

const LINODE: [Region; 21] = [
    region("nl-ams-1", "Amsterdam"),
    region("us-southeast-1", "Atlanta"),
    region("in-maa-1", "Chennai"),
    region("us-ord-1", "Chicago"),
    region("eu-central-1", "Frankfurt"),
    region("id-cgk-1", "Jakarta"),
    region("gb-lon-1", "London 2"),
    region("us-lax-1", "Los Angeles"),
    region("es-mad-1", "Madrid"),
    region("au-mel-1", "Melbourne"),
    region("us-mia-1", "Miami"),
    region("it-mil-1", "Milan"),
    region("us-east-1", "Newark"),
    region("jp-osa-1", "Osaka"),
    region("fr-par-1", "Paris"),
    region("br-gru-1", "São Paulo"),
    region("us-sea-1", "Seattle"),
    region("ap-south-1", "Singapore"),
    region("sg-sin-1", "Singapore 2"),
    region("se-sto-1", "Stockholm"),
    region("us-iad-1", "Washington DC"),
];

const OVH: [Region; 12] = [
    region("gra", "Gravelines"),
    region("rbx", "Roubaix"),
    region("sbg", "Strasbourg"),
    region("eu-west-par", "Paris"),
    region("de", "Frankfurt"),
    region("uk", "London"),
    region("waw", "Warsaw"),
    region("bhs", "Beauharnois"),
    region("ca-east-tor", "Toronto"),
    region("sgp", "Singapore"),
    region("ap-southeast-syd", "Sydney"),
    region("ap-south-mum", "Mumbai"),
];

const OVH_US: [Region; 2] = [region("us-east-va", "Vint Hill, Virginia"), region("us-west-or", "Hillsboro, Oregon")];

const SCALEWAY: [Region; 4] =
    [region("fr-par", "Paris"), region("nl-ams", "Amsterdam"), region("pl-waw", "Warsaw"), region("it-mil", "Milan")];

const WASABI: [Region; 14] = [
    region("us-east-1", "Virginia 1"),
    region("us-east-2", "Virginia 2"),
    region("us-central-1", "Texas"),
    region("us-west-1", "Oregon"),
    region("ca-central-1", "Toronto"),
    region("eu-central-1", "Amsterdam"),
    region("eu-central-2", "Frankfurt"),
    region("eu-west-1", "London"),
    region("eu-west-2", "Paris"),
    region("eu-south-1", "Milan"),
    region("ap-northeast-1", "Tokyo"),
    region("ap-northeast-2", "Osaka"),
    region("ap-southeast-1", "Singapore"),
    region("ap-southeast-2", "Sydney"),
];
