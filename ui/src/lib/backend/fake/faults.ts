/** Faults as the engine words them, for the states that the fake world can be in. */
import { Refusal } from "../backend";
import type { Fault } from "../contract";

const base = { details: "", retry: false };

export const notPermitted = (operation: string, place: string): Fault => ({
  ...base,
  code: "not_permitted",
  title: "Access denied",
  what: `The server knows who you are, but does not allow this action for “${place}”. It gave no reason. A permission may be missing. The bucket policy, the encryption key or another account’s policy may also deny it. Nothing was changed.`,
  next: "Copy the message and send it to your storage administrator.",
  details: `operation: ${operation}\nbucket: ${place}\nstatus: 403\ncode: AccessDenied\nrequest id: 4F2A9C11D07E`,
});

export const interrupted = (place: string): Fault => ({
  ...base,
  code: "interrupted",
  title: "The connection was lost",
  what: `The network connection failed while “${place}” was being read or written. Anything already transferred is kept.`,
  next: "Check your network connection, then retry.",
  details: `operation: ListObjectsV2\nbucket: ${place}\nkind: Interrupted`,
  retry: true,
});

export const nameNotFound = (endpoint: string): Fault => ({
  ...base,
  code: "name_not_found",
  title: "Endpoint not found",
  what: "No server has the name in the endpoint. Nothing was sent.",
  next: "Check the spelling of the endpoint, and that this computer is online.",
  details: `operation: HeadBucket\nendpoint: ${endpoint}`,
  retry: true,
});

export const bucketNeeded: Fault = {
  ...base,
  code: "bucket_needed",
  title: "This connection has no permission to list buckets",
  what: "You are signed in, but cannot see the list of all buckets. Many access keys are limited in this way.",
  next: "Enter the name of the bucket you were given.",
  details: "operation: ListBuckets\nstatus: 403\ncode: AccessDenied",
};

export const signatureMismatch: Fault = {
  ...base,
  code: "signature_mismatch",
  title: "Wrong secret key for this access key",
  what: "The server knows the access key, but the secret key does not match it.",
  next: "Copy the whole secret key again, without spaces.",
  details: "operation: ListBuckets\nstatus: 403\ncode: SignatureDoesNotMatch\nrequest id: 81B0",
};

export const localFile = (name: string): Fault => ({
  ...base,
  code: "local_file",
  title: "Could not read a file on this computer",
  what: `“${name}” was removed or shortened, or you do not have permission to read it. No incomplete file was saved on the server.`,
  next: "Check the file on this computer, then retry.",
  details: `file: ${name}`,
  retry: true,
});

export const folderExists = (name: string): Fault => ({
  ...base,
  code: "folder_exists",
  title: "A folder with this name already exists",
  what: `“${name}” already exists here. Nothing was changed.`,
  next: "Choose another name, or open the existing folder.",
});

export const gone = (what: string): Fault => ({
  ...base,
  code: "gone",
  title: "This is no longer open",
  what: `The ${what} has been closed or removed. Nothing was changed.`,
  next: "Open it again from the sidebar.",
});

export const refuse = (fault: Fault): never => {
  throw new Refusal(fault);
};

export const wrongAddress: Fault = {
  code: "address",
  title: "The address belongs to another server",
  what: "It is on www.example.com, which this connection does not use.",
  next: "Enter a path in this bucket, an s3:// URI, an S3 URL or an ARN.",
  details: "",
  retry: false,
};

export const nothingThere = (key: string): Fault => ({
  code: "nothing_there",
  title: "No file or folder with this name",
  what: `The bucket has no file or folder named “${key}”.`,
  next: "Check the spelling, including uppercase and lowercase letters.",
  details: "",
  retry: false,
});

export const archiveClosed: Fault = {
  code: "read_only",
  title: "This connection is read-only",
  what: "The connection blocks all changes. Nothing was sent.",
  next: "To change files, use a connection that is not read-only.",
  details: "",
  retry: false,
};
