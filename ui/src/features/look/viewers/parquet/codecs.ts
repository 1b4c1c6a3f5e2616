/**
 * How pages of a Parquet file are unpacked: in JavaScript alone, and each into a buffer that is
 * bounded before.
 */
import { decompress as unzstd } from "fzstd";
import { snappyUncompress, type Compressors } from "hyparquet";
import { decompressBrotli } from "hyparquet-compressors/src/brotli.js";
import { gunzip } from "hyparquet-compressors/src/gzip.js";
import { decompressLz4, decompressLz4Raw } from "hyparquet-compressors/src/lz4.js";
import { unshown } from "../why";

/** One page unpacked, bytes. Programs write pages of about 1 MB. */
const pageLimit = 32 * 1024 * 1024;

type Unpack = (input: Uint8Array, length: number) => Uint8Array;

function bounded(unpack: Unpack): Unpack {
  return (input, length) => {
    if (!(length >= 0 && length <= pageLimit))
      throw unshown("look-parquet-page-too-large", { limit: pageLimit });
    return unpack(input, length);
  };
}

function into(length: number, unpack: (output: Uint8Array) => void): Uint8Array {
  const output = new Uint8Array(length);
  unpack(output);
  return output;
}

export const codecs: Compressors = {
  SNAPPY: bounded((input, length) => into(length, (output) => snappyUncompress(input, output))),
  GZIP: bounded((input, length) => into(length, (output) => gunzip(input, output))),
  BROTLI: bounded(decompressBrotli),
  ZSTD: bounded((input, length) => into(length, (output) => unzstd(input, output))),
  LZ4: bounded(decompressLz4),
  LZ4_RAW: bounded(decompressLz4Raw),
};
