/**
 * What a film or a recording is packed with, read from its head: asked only when it does not
 * play.
 */
import { Numbers } from "../parts/numbers";
import { TooFar, type Windows } from "../reading";

export interface Codec {
  /** As people call it. */
  name: string;
  /** What a browser is asked by whether it plays it. */
  type: string;
}

const codec = (name: string, type: string): Codec => ({ name, type });

/* eslint-disable page/words -- names of formats, the same in every language */
const h264 = codec("H.264", 'video/mp4; codecs="avc1.42E01E"');
const h265 = codec("H.265 (HEVC)", 'video/mp4; codecs="hvc1.1.6.L93.B0"');
const av1 = codec("AV1", 'video/mp4; codecs="av01.0.04M.08"');
const vp8 = codec("VP8", 'video/webm; codecs="vp8"');
const vp9 = codec("VP9", 'video/webm; codecs="vp9"');
const theora = codec("Theora", 'video/ogg; codecs="theora"');
const mpeg4 = codec("MPEG-4 Visual", 'video/mp4; codecs="mp4v.20.8"');
const proRes = codec("Apple ProRes", 'video/quicktime; codecs="apch"');
const motionJpeg = codec("Motion JPEG", 'video/quicktime; codecs="jpeg"');
const mpeg2 = codec("MPEG-2", 'video/mp2t; codecs="mp2v"');
const windowsVideo = codec("Windows Media Video", "video/x-ms-wmv");
const flash = codec("Flash Video", "video/x-flv");
const aac = codec("AAC", 'audio/mp4; codecs="mp4a.40.2"');
const mp3 = codec("MP3", "audio/mpeg");
const opus = codec("Opus", 'audio/ogg; codecs="opus"');
const vorbis = codec("Vorbis", 'audio/ogg; codecs="vorbis"');
const flac = codec("FLAC", "audio/flac");
const alac = codec("Apple Lossless", 'audio/mp4; codecs="alac"');
const ac3 = codec("Dolby Digital", 'audio/mp4; codecs="ac-3"');
const eac3 = codec("Dolby Digital Plus", 'audio/mp4; codecs="ec-3"');
const dts = codec("DTS", 'audio/mp4; codecs="dtsc"');
const pcm = codec("PCM", "audio/wav");
const windowsAudio = codec("Windows Media Audio", "audio/x-ms-wma");
/* eslint-enable page/words */

/** By the four letters of MP4, QuickTime and AVI, in small letters. */
const fours: Record<string, Codec> = {
  avc1: h264,
  avc3: h264,
  h264: h264,
  x264: h264,
  hvc1: h265,
  hev1: h265,
  hevc: h265,
  av01: av1,
  vp08: vp8,
  vp80: vp8,
  vp09: vp9,
  vp90: vp9,
  mp4v: mpeg4,
  divx: mpeg4,
  dx50: mpeg4,
  xvid: mpeg4,
  fmp4: mpeg4,
  apch: proRes,
  apcn: proRes,
  apcs: proRes,
  apco: proRes,
  ap4h: proRes,
  jpeg: motionJpeg,
  mjpg: motionJpeg,
  wmv3: windowsVideo,
  mp4a: aac,
  alac,
  opus,
  flac,
  "ac-3": ac3,
  "ec-3": eac3,
  dtsc: dts,
  ".mp3": mp3,
};

/** By how the names of Matroska begin, the longer ones first. */
const matroska: [string, Codec][] = [
  ["V_MPEG4/ISO/AVC", h264],
  ["V_MPEGH/ISO/HEVC", h265],
  ["V_MPEG4/ISO", mpeg4],
  ["V_MPEG2", mpeg2],
  ["V_AV1", av1],
  ["V_VP8", vp8],
  ["V_VP9", vp9],
  ["V_THEORA", theora],
  ["V_PRORES", proRes],
  ["V_MJPEG", motionJpeg],
  ["A_AAC", aac],
  ["A_MPEG/L3", mp3],
  ["A_OPUS", opus],
  ["A_VORBIS", vorbis],
  ["A_FLAC", flac],
  ["A_ALAC", alac],
  ["A_AC3", ac3],
  ["A_EAC3", eac3],
  ["A_DTS", dts],
];

const ogg: [string, Codec][] = [
  ["\x80theora", theora],
  ["\x01vorbis", vorbis],
  ["OpusHead", opus],
  ["\x7fFLAC", flac],
];

/** Formats that say by themselves what they are packed with. */
const alone: [RegExp, Codec[]][] = [
  [/^audio\/(mpeg|mp3)$/, [mp3]],
  [/^audio\/(x-)?flac$/, [flac]],
  [/^audio\/(x-)?aac$/, [aac]],
  [/^audio\/(x-|vnd\.)?wave?$/, [pcm]],
  [/wmv$|ms-asf$/, [windowsVideo, windowsAudio]],
  [/wma$/, [windowsAudio]],
  [/flv$/, [flash]],
  [/^video\/(mpeg|mp2t)$/, [mpeg2]],
];

/** Bytes of the table of contents of an MP4 at most. */
const mostContents = 1_000_000;

/** Empty where the file does not say. */
export async function codecsIn(pieces: Windows, format: string): Promise<Codec[]> {
  try {
    const head = new Numbers(await pieces.read(0, 131_072), false);
    const known = alone.find(([form]) => form.test(format))?.[1] ?? [];
    const found = await readCodecs(pieces, head);
    return found.length > 0 ? [...new Set(found)] : known;
  } catch (caught) {
    if (caught instanceof TooFar) return [];
    throw caught;
  }
}

async function readCodecs(pieces: Windows, head: Numbers): Promise<Codec[]> {
  if (head.u32(0) === 0x1a45dfa3) return namesIn(textOf(head.bytes), matroska);
  if (head.text(0, 4) === "OggS") return namesIn(textOf(head.bytes), ogg);
  // eslint-disable-next-line page/words -- a mark of the format
  if (head.text(0, 4) === "RIFF" && head.text(8, 4) === "AVI ") return inAvi(head.bytes);
  if (/^(ftyp|moov|mdat|wide|free|skip)$/.test(head.text(4, 4))) return inMp4(pieces);
  return [];
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder("latin1").decode(bytes);
}

function namesIn(text: string, names: [string, Codec][]): Codec[] {
  let rest = text;
  return names.flatMap(([name, found]) => {
    if (!rest.includes(name)) return [];
    // A shorter name must not be found in a longer one.
    rest = rest.replaceAll(name, "");
    return [found];
  });
}

function inAvi(bytes: Uint8Array): Codec[] {
  const text = textOf(bytes);
  return [...text.matchAll(/strh[^]{4}(vids|auds)([^]{4})/g)].flatMap(([, kind, four = ""]) => {
    const found = Object.hasOwn(fours, four.toLowerCase()) ? fours[four.toLowerCase()] : undefined;
    return found ? [found] : kind === "vids" && four.trim() !== "" ? [codec(four, "video/x-msvideo")] : [];
  });
}

/** The table of contents comes first, or after all that it is about. */
async function inMp4(pieces: Windows): Promise<Codec[]> {
  for (let at = 0, tries = 0; tries < 16 && at + 8 <= pieces.size; tries += 1) {
    const box = new Numbers(await pieces.read(at, 16), false);
    const short = box.u32(0);
    const length = short === 1 ? box.u32(8) * 2 ** 32 + box.u32(12) : short === 0 ? pieces.size - at : short;
    if (length < 8) return [];
    if (box.text(4, 4) === "moov") {
      return inContents(await pieces.read(at, Math.min(length, mostContents)));
    }
    at += length;
  }
  return [];
}

/**
 * `stsd`, four bytes, a count; then the length and the four letters of what a track is packed
 * with.
 */
function inContents(bytes: Uint8Array): Codec[] {
  const text = textOf(bytes);
  return [...text.matchAll(/stsd[^]{8}[^]{4}([^]{4})/g)].flatMap(([, four = ""]) => {
    const found = Object.hasOwn(fours, four.toLowerCase()) ? fours[four.toLowerCase()] : undefined;
    return found ? [found] : [];
  });
}
