//! The regions of AWS by the names its console shows, as of November 2026.

use super::Region;

const fn aws(id: &'static str, name: &'static str) -> Region {
    Region { id, name, partition: "aws" }
}

/// Every region of the commercial, GovCloud, China and European Sovereign partitions.
pub(super) const AWS: &[Region] = &[
    aws("us-east-1", "US East (N. Virginia)"),
    aws("us-east-2", "US East (Ohio)"),
    aws("us-west-1", "US West (N. California)"),
    aws("us-west-2", "US West (Oregon)"),
    aws("ca-central-1", "Canada (Central)"),
    aws("ca-west-1", "Canada West (Calgary)"),
    aws("mx-central-1", "Mexico (Central)"),
    aws("sa-east-1", "South America (São Paulo)"),
    aws("eu-central-1", "Europe (Frankfurt)"),
    aws("eu-central-2", "Europe (Zurich)"),
    aws("eu-north-1", "Europe (Stockholm)"),
    aws("eu-south-1", "Europe (Milan)"),
    aws("eu-south-2", "Europe (Spain)"),
    aws("eu-west-1", "Europe (Ireland)"),
    aws("eu-west-2", "Europe (London)"),
    aws("eu-west-3", "Europe (Paris)"),
    aws("af-south-1", "Africa (Cape Town)"),
    aws("il-central-1", "Israel (Tel Aviv)"),
    aws("me-central-1", "Middle East (UAE)"),
    aws("me-south-1", "Middle East (Bahrain)"),
    aws("ap-east-1", "Asia Pacific (Hong Kong)"),
    aws("ap-east-2", "Asia Pacific (Taipei)"),
    aws("ap-northeast-1", "Asia Pacific (Tokyo)"),
    aws("ap-northeast-2", "Asia Pacific (Seoul)"),
    aws("ap-northeast-3", "Asia Pacific (Osaka)"),
    aws("ap-south-1", "Asia Pacific (Mumbai)"),
    aws("ap-south-2", "Asia Pacific (Hyderabad)"),
    aws("ap-southeast-1", "Asia Pacific (Singapore)"),
    aws("ap-southeast-2", "Asia Pacific (Sydney)"),
    aws("ap-southeast-3", "Asia Pacific (Jakarta)"),
    aws("ap-southeast-4", "Asia Pacific (Melbourne)"),
    aws("ap-southeast-5", "Asia Pacific (Malaysia)"),
    aws("ap-southeast-6", "Asia Pacific (New Zealand)"),
    aws("ap-southeast-7", "Asia Pacific (Thailand)"),
    Region { id: "us-gov-east-1", name: "AWS GovCloud (US-East)", partition: "aws-us-gov" },
    Region { id: "us-gov-west-1", name: "AWS GovCloud (US-West)", partition: "aws-us-gov" },
    Region { id: "cn-north-1", name: "China (Beijing)", partition: "aws-cn" },
    Region { id: "cn-northwest-1", name: "China (Ningxia)", partition: "aws-cn" },
    Region { id: "eusc-de-east-1", name: "AWS European Sovereign Cloud (Germany)", partition: "aws-eusc" },
];
