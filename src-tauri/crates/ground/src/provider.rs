//! One table of providers: what to fill in for each and how it differs from AWS. A difference is
//! a line here; no other module asks for a provider by name.

mod hosted;
mod regions;

/// A kind of server that Bucketwise knows.
#[derive(Clone, Copy, Debug)]
pub struct Provider {
    /// Stable id, kept in saved connections.
    pub id: &'static str,
    /// Name as people know it.
    pub name: &'static str,
    /// Whether a person must give an endpoint; without one the SDK knows the address by region.
    pub needs_endpoint: bool,
    /// The endpoint where one address serves everybody, with `{region}` in the region's place;
    /// empty where it has a name of the customer's in it or where the SDK knows it.
    pub endpoint_template: &'static str,
    /// What an endpoint of this provider looks like; empty where none is needed.
    pub endpoint_example: &'static str,
    /// The server has another address at each start, and is known by its id.
    pub moves: bool,
    /// Region to sign for when none is given.
    pub default_region: &'static str,
    /// Whether buckets are part of the path (`host/bucket/key`) rather than of the host name.
    pub path_style: bool,
    /// When checksums are sent.
    pub checksums: Checksums,
    /// Regions to choose from; empty where a region is free text.
    pub regions: &'static [Region],
    /// How the server differs from AWS.
    pub quirks: Quirks,
}

impl Provider {
    /// The endpoint for a region, or none where only the person knows it. No region means the usual
    /// one.
    pub fn endpoint_for(&self, region: &str) -> Option<String> {
        let region = if region.is_empty() { self.default_region } else { region };
        (!self.endpoint_template.is_empty()).then(|| self.endpoint_template.replace("{region}", region))
    }
}

/// When a request carries one of the `x-amz-checksum-*` values.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Checksums {
    /// With every upload, as a trailer where the body is streamed.
    Always,
    /// Only where the operation demands an integrity header (DeleteObjects). Ceph 16 answers
    /// trailers with 400 XAmzContentSHA256Mismatch, Garage refuses signed ones.
    WhenRequired,
}

/// One region of a provider.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Region {
    /// The id that requests are signed for, for instance `eu-central-1`.
    pub id: &'static str,
    /// Name as people know it.
    pub name: &'static str,
    /// The partition (`aws`, `aws-us-gov`, `aws-cn`, `aws-eusc`): logins do not cross it.
    pub partition: &'static str,
}

/// How a server differs from AWS. For a server nobody knows, the careful answer.
#[derive(Clone, Copy, Debug)]
pub struct Quirks {
    /// Stores another key than it was given for some keys with leading, doubled or dotted
    /// segments (SeaweedFS stores `a//b` as `a/b`; Garage and SeaweedFS `/lead` as `lead`):
    /// compare the key that a listing shows after a PUT.
    pub folds_slashes: bool,
    /// Lists in UTF-8 byte order, as AWS does. SeaweedFS lists in directory order (`a/b` before
    /// `a!`): never resume by comparing keys there.
    pub lists_in_byte_order: bool,
    /// Sends the whole object's checksum with a range (rclone). Ranges are never validated here.
    pub range_checksum_is_whole: bool,
    /// `DELETE /bucket//` deletes the bucket (Garage, SeaweedFS, rclone, LocalStack): object
    /// calls for keys of slashes only are refused without asking the server.
    pub delete_slash_key_is_deadly: bool,
    /// Accepts a checksum after the body (`STREAMING-UNSIGNED-PAYLOAD-TRAILER`); Ceph 16 does not.
    pub trailing_checksums: bool,
    /// Longest part of a key between two slashes, in bytes; `None` where only the 1,024 bytes of
    /// the whole key count. Servers over a file system take 255.
    pub max_key_segment: Option<usize>,
    /// Keeps a folder marker (`a/`). rclone makes a file `a` of it, in the way of all below `a/`.
    pub keeps_folder_markers: bool,
    /// Keeps a CRC64NVME of the whole object, of one sent in parts too, and tells it with a head:
    /// uploads carry one.
    pub keeps_crc64nvme: bool,
    /// An ETag of 32 hexadecimal digits is the MD5 of the bytes, and with `-` and a number the MD5
    /// of the parts' MD5s, unless the object is encrypted with a key of KMS or the caller's: one
    /// that differs means other bytes.
    pub etag_is_md5: bool,
    /// Can hold `k` and `k/child` at once. rclone and SeaweedFS keep objects as files and cannot.
    pub key_and_folder_coexist: bool,
    /// Unpacks objects of `Content-Encoding: gzip` for whoever does not ask for gzip (Google).
    pub unpacks_gzip: bool,
    /// Keeps tags of objects and tells them as S3 does. rclone answers with the object itself.
    pub keeps_tags: bool,
    /// Heeds `If-None-Match: *` and `If-Match` of uploads. rclone stores anyway.
    pub heeds_conditions: bool,
    /// Heeds `If-Match` of deletions.
    pub heeds_delete_if: bool,
    /// Forms by which browsers store files (POST policies) are worth a try: no page says otherwise.
    pub takes_forms: bool,
    /// Tells in a listing how far fetching an object out of an archive is, when asked to.
    pub tells_restores: bool,
    /// Lists buckets page by page, and tells their regions only then; accounts of more than 10,000
    /// are told nothing otherwise.
    /// <https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html>
    pub pages_buckets: bool,
    /// The largest object, in bytes.
    pub largest: u64,
    /// The most parts of one object. None of those looked up takes more than 10,000.
    pub most_parts: u32,
    /// The same name may be another bucket under another key: names belong to a project (Storj), a
    /// tenant (Ceph, OpenStack) or a key (Garage's local aliases), and the address does not say
    /// which.
    pub names_per_key: bool,
    /// Which rules for ageing files (lifecycle) it carries out.
    pub ages: Ages,
}

/// 10,000 parts of 5 GiB, which Amazon calls 50 TB: no object that is sent in parts can be larger.
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html>
const ALL_PARTS: u64 = 50_000 << 30;
/// 5 TiB: what Amazon took before, and what most who speak S3 say of themselves.
const USUAL: u64 = 5 << 40;

/// Which rules for ageing files a server carries out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ages {
    /// Every lifecycle action that AWS has.
    All,
    /// Without tags, sizes and a number of old versions to keep, which it drops in silence (Ceph).
    Unfiltered,
    /// Deleting files and cleaning unfinished uploads, and nothing else (Garage).
    Deletes,
    /// It is not known which of them.
    Unknown,
}

/// As AWS documents S3.
const AS_AWS: Quirks = Quirks {
    folds_slashes: false,
    lists_in_byte_order: true,
    range_checksum_is_whole: false,
    delete_slash_key_is_deadly: false,
    trailing_checksums: true,
    max_key_segment: None,
    keeps_folder_markers: true,
    keeps_crc64nvme: true,
    etag_is_md5: true,
    key_and_folder_coexist: true,
    unpacks_gzip: false,
    keeps_tags: true,
    heeds_conditions: true,
    heeds_delete_if: true,
    takes_forms: true,
    tells_restores: false,
    pages_buckets: false,
    largest: USUAL,
    most_parts: 10_000,
    names_per_key: false,
    ages: Ages::All,
};

/// Nothing is known: assume what hurts least when wrong.
const CAREFUL: Quirks = Quirks {
    folds_slashes: true,
    lists_in_byte_order: false,
    delete_slash_key_is_deadly: true,
    trailing_checksums: false,
    keeps_crc64nvme: false,
    etag_is_md5: false,
    keeps_tags: false,
    heeds_conditions: false,
    heeds_delete_if: false,
    ages: Ages::Unknown,
    ..AS_AWS
};

/// A server somebody runs: an endpoint, path style, no checksum that was not asked for.
const OWN_SERVER: Provider = Provider {
    id: "other",
    name: "Another S3 server",
    needs_endpoint: true,
    endpoint_template: "",
    endpoint_example: "https://s3.example.com",
    moves: false,
    default_region: "us-east-1",
    path_style: true,
    checksums: Checksums::WhenRequired,
    regions: &[],
    quirks: CAREFUL,
};

/// Those that this project was tried against, or that a person runs; rented ones follow them.
const KNOWN: [Provider; 8] = [
    Provider {
        id: "aws",
        name: "Amazon S3",
        needs_endpoint: false,
        endpoint_example: "",
        path_style: false,
        checksums: Checksums::Always,
        regions: regions::AWS,
        quirks: Quirks { tells_restores: true, pages_buckets: true, largest: ALL_PARTS, ..AS_AWS },
        ..OWN_SERVER
    },
    Provider { quirks: Quirks { names_per_key: true, ..CAREFUL }, ..OWN_SERVER },
    Provider {
        id: "practice",
        name: "Practice (on this computer only)",
        endpoint_example: "http://127.0.0.1:9000",
        moves: true,
        quirks: Quirks { takes_forms: false, ..AS_AWS },
        ..OWN_SERVER
    },
    // MinIO refuses `.` and `..` segments and folds `//`, and keeps segments as file names.
    // <https://docs.min.io/community/minio-object-store/operations/concepts/thresholds.html>
    Provider {
        id: "minio",
        name: "MinIO",
        endpoint_example: "https://minio.example.com:9000",
        quirks: Quirks {
            lists_in_byte_order: true,
            trailing_checksums: true,
            max_key_segment: Some(255),
            keeps_tags: true,
            largest: ALL_PARTS,
            ..CAREFUL
        },
        ..OWN_SERVER
    },
    // Answers 400 for `.` and `..` segments, turns `\` into `/`, keeps no bytes in a `dir/` key.
    Provider {
        id: "seaweedfs",
        name: "SeaweedFS",
        endpoint_example: "http://seaweed.example.com:8333",
        quirks: Quirks {
            trailing_checksums: true,
            keeps_crc64nvme: true,
            etag_is_md5: true,
            max_key_segment: Some(255),
            key_and_folder_coexist: false,
            keeps_tags: true,
            heeds_conditions: true,
            ..CAREFUL
        },
        ..OWN_SERVER
    },
    // Takes `PUT /bucket?x` for CreateBucket and `DELETE /bucket?x` for DeleteBucket.
    Provider {
        id: "rclone",
        name: "rclone serve s3",
        endpoint_example: "http://127.0.0.1:8080",
        quirks: Quirks {
            lists_in_byte_order: true,
            range_checksum_is_whole: true,
            keeps_folder_markers: false,
            trailing_checksums: true,
            max_key_segment: Some(255),
            key_and_folder_coexist: false,
            takes_forms: false,
            ..CAREFUL
        },
        ..OWN_SERVER
    },
    // Answers 503 to keys over 511 bytes on lmdb, AccessDenied to a wrong key and a wrong secret.
    Provider {
        id: "garage",
        name: "Garage",
        endpoint_example: "https://garage.example.com",
        default_region: "garage",
        // <https://garagehq.deuxfleurs.fr/documentation/reference-manual/s3-compatibility/>
        // A key may have names of its own for buckets:
        // <https://garagehq.deuxfleurs.fr/documentation/design/internals/>
        quirks: Quirks {
            lists_in_byte_order: true,
            trailing_checksums: true,
            names_per_key: true,
            ages: Ages::Deletes,
            ..CAREFUL
        },
        ..OWN_SERVER
    },
    Provider {
        id: "ceph",
        name: "Ceph",
        endpoint_example: "https://ceph.example.com",
        default_region: "default",
        quirks: Quirks {
            folds_slashes: false,
            lists_in_byte_order: true,
            keeps_tags: true,
            // <https://docs.ceph.com/en/latest/radosgw/multitenancy/>
            names_per_key: true,
            ages: Ages::Unfiltered,
            ..CAREFUL
        },
        ..OWN_SERVER
    },
];

const COUNT: usize = KNOWN.len() + hosted::HOSTED.len();

const PROVIDERS: [Provider; COUNT] = {
    let mut all = [OWN_SERVER; COUNT];
    let mut at = 0;
    while at < COUNT {
        all[at] = if at < KNOWN.len() { KNOWN[at] } else { hosted::HOSTED[at - KNOWN.len()] };
        at += 1;
    }
    all
};

/// All providers, in the order a form offers them.
pub fn providers() -> &'static [Provider] {
    &PROVIDERS
}

/// The provider with that id.
pub fn provider(id: &str) -> Option<&'static Provider> {
    providers().iter().find(|provider| provider.id == id)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn ids_are_unique_and_found() {
        let ids: HashSet<_> = providers().iter().map(|provider| provider.id).collect();
        assert_eq!(ids.len(), providers().len());
        assert!(providers().iter().all(|known| provider(known.id).is_some_and(|found| found.id == known.id)));
        assert!(provider("Amazon").is_none());
    }

    #[test]
    fn whoever_needs_an_endpoint_shows_one_that_parses() {
        for provider in providers() {
            assert_eq!(provider.needs_endpoint, !provider.endpoint_example.is_empty(), "{}", provider.id);
            if provider.needs_endpoint {
                crate::Endpoint::parse(&provider.endpoint_example.replace("{region}", "gra")).unwrap();
            }
            for region in provider.regions.iter().map(|region| region.id).chain(["", provider.default_region]) {
                let endpoint = provider.endpoint_for(region);
                assert_eq!(endpoint.is_some(), !provider.endpoint_template.is_empty(), "{}", provider.id);
                assert!(endpoint.is_none_or(|url| crate::Endpoint::parse(&url).is_ok_and(|it| it.is_https())));
            }
        }
    }

    #[test]
    fn aws_has_every_partition_and_each_region_once() {
        let regions = provider("aws").unwrap().regions;
        let ids: HashSet<_> = regions.iter().map(|region| region.id).collect();
        assert_eq!(ids.len(), regions.len());
        for (id, partition) in [
            ("us-east-1", "aws"),
            ("us-gov-west-1", "aws-us-gov"),
            ("cn-north-1", "aws-cn"),
            ("eusc-de-east-1", "aws-eusc"),
        ] {
            assert!(regions.iter().any(|region| region.id == id && region.partition == partition), "{id}");
        }
        assert!(ids.contains(provider("aws").unwrap().default_region));
    }

    #[test]
    fn rented_storage_has_each_region_once_and_its_usual_one_among_them() {
        for provider in providers().iter().filter(|provider| provider.needs_endpoint && !provider.regions.is_empty()) {
            let ids: HashSet<_> = provider.regions.iter().map(|region| region.id).collect();
            assert_eq!(ids.len(), provider.regions.len(), "{}", provider.id);
            assert!(ids.contains(provider.default_region), "{}", provider.id);
        }
    }

    #[test]
    fn the_largest_object_is_what_its_vendor_says_and_fits_into_parts() {
        let largest = |id: &str| provider(id).unwrap().quirks.largest;
        assert_eq!([largest("aws"), largest("minio")], [53_687_091_200_000; 2]);
        assert_eq!([largest("other"), largest("practice"), largest("b2")], [5_497_558_138_880; 3]);
        assert_eq!(largest("r2"), 5_492_189_429_760);
        assert_eq!(provider("scaleway").unwrap().quirks.most_parts, 1_000);
        for Provider { id, quirks, .. } in providers() {
            assert!((1..=10_000).contains(&quirks.most_parts), "{id}");
            assert!(quirks.largest <= u64::from(quirks.most_parts) * (5 << 30), "{id}");
        }
    }

    #[test]
    fn only_servers_known_to_be_safe_get_keys_of_slashes() {
        let safe: Vec<_> = providers().iter().filter(|p| !p.quirks.delete_slash_key_is_deadly).map(|p| p.id).collect();
        assert_eq!(safe, ["aws", "practice"]);
    }
}
