/** Faults as the engine words them, for the states that the fake world can be in. */
import { Refusal } from "../backend";
import type { Fault } from "../contract";

const base = { details: "", retry: false };

export const notPermitted = (operation: string, place: string): Fault => ({
  ...base,
  code: "not_permitted",
  title: "This login may not do that",
  what: `The server knows who you are, but “${place}” does not allow this action for your login. Nothing was changed.`,
  next: "Ask whoever manages this storage for the permission; the details name what was refused.",
  details: `operation: ${operation}\nbucket: ${place}\nstatus: 403\ncode: AccessDenied\nrequest id: 4F2A9C11D07E`,
});

export const interrupted = (place: string): Fault => ({
  ...base,
  code: "interrupted",
  title: "The connection broke off",
  what: `The network dropped while “${place}” was being read or written. What was already moved is kept.`,
  next: "Try again.",
  details: `operation: ListObjectsV2\nbucket: ${place}\nkind: Interrupted`,
  retry: true,
});

export const nameNotFound = (endpoint: string): Fault => ({
  ...base,
  code: "name_not_found",
  title: "No computer answers to that address",
  what: "The name in the endpoint could not be found. Nothing was sent.",
  next: "Check the endpoint for a typing slip, and that this computer is online.",
  details: `operation: HeadBucket\nendpoint: ${endpoint}`,
  retry: true,
});

export const bucketNeeded: Fault = {
  ...base,
  code: "bucket_needed",
  title: "This login may not list buckets",
  what: "The login works, but it may not see the list of all buckets. Many logins are made that way.",
  next: "Fill in the name of the bucket you were given.",
  details: "operation: ListBuckets\nstatus: 403\ncode: AccessDenied",
};

export const signatureMismatch: Fault = {
  ...base,
  code: "signature_mismatch",
  title: "The secret key does not fit the access key",
  what: "The server knows the access key but the secret does not belong to it.",
  next: "Copy the secret key again, whole and without spaces.",
  details: "operation: ListBuckets\nstatus: 403\ncode: SignatureDoesNotMatch\nrequest id: 81B0",
};

export const localFile = (name: string): Fault => ({
  ...base,
  code: "local_file",
  title: "A file on this computer could not be read",
  what: `“${name}” vanished, became shorter, or may not be opened by you. Nothing incomplete was kept in the storage.`,
  next: "Check the file on this computer, then try again.",
  details: `file: ${name}`,
  retry: true,
});

export const folderExists = (name: string): Fault => ({
  ...base,
  code: "folder_exists",
  title: "There is already a folder with this name",
  what: `“${name}” is here already. Nothing was changed.`,
  next: "Choose another name, or open the folder that is there.",
});

export const gone = (what: string): Fault => ({
  ...base,
  code: "gone",
  title: "This is no longer open",
  what: `The ${what} was closed or removed in the meantime. Nothing was changed.`,
  next: "Open it again from the sidebar.",
});

export const refuse = (fault: Fault): never => {
  throw new Refusal(fault);
};

export const wrongAddress: Fault = {
  code: "address",
  title: "The address leads to another storage",
  what: "It is at www.example.com, which this connection does not reach.",
  next: "Type a path in this bucket, or s3://bucket/folder.",
  details: "",
  retry: false,
};

export const nothingThere = (key: string): Fault => ({
  code: "nothing_there",
  title: "Nothing of that name is there",
  what: `The bucket has neither a file nor a folder called “${key}”.`,
  next: "Check the spelling; capitals and small letters count.",
  details: "",
  retry: false,
});

export const archiveClosed: Fault = {
  code: "read_only",
  title: "This connection is for looking only",
  what: "It was set up so that nothing can be changed through it. Nothing was sent.",
  next: "To change files here, add a connection that is not for looking only.",
  details: "",
  retry: false,
};
