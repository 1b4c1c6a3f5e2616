import { describe, expect, it } from "vitest";
import { Refusal } from "../../../../lib/backend/backend";
import { memory, told } from "../../testing";
import { Windows } from "../reading";
import { Reads } from "../reads";
import { codecsIn } from "./codecs";
import { MediaState } from "./media.svelte";

const latin = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0) & 0xff);
const u32 = (value: number) =>
  String.fromCharCode(value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255);
const box = (type: string, content: string) => u32(content.length + 8) + type + content;
const track = (four: string) => box("trak", box("stsd", u32(0) + u32(1) + box(four, "\0".repeat(70))));
const mp4 = (...fours: string[]) => box("ftyp", "isomiso2") + box("moov", fours.map(track).join(""));
const late = (...fours: string[]) =>
  box("ftyp", "isom") +
  box("free", "") +
  box("mdat", "x".repeat(500_000)) +
  box("moov", fours.map(track).join(""));
const matroska = (...names: string[]) =>
  `\x1a\x45\xdf\xa3....${names.map((name) => `\x86\x8f${name}\0`).join("..")}`;
const avi = (four: string) =>
  `RIFF....AVI LIST....hdrlavih....strl strh....vids${four}....strh....auds\0\0\0\0`;

const named = async (file: string, format = "video/mp4") => {
  const source = memory(latin(file), { name: "a", kind: "video", format });
  const pieces = Windows.bounded(new Reads(source), { reads: 18, bytes: 6_000_000 });
  return { names: (await codecsIn(pieces, format)).map(({ name }) => name), source };
};

describe("codecs", () => {
  it.each([
    ["of MP4", mp4("avc1", "mp4a"), "video/mp4", ["H.264", "AAC"]],
    ["of MP4 whose contents come last", late("hev1", "ac-3"), "video/mp4", ["H.265 (HEVC)", "Dolby Digital"]],
    ["of QuickTime", mp4("apch", "lpcm"), "video/quicktime", ["Apple ProRes"]],
    ["of Matroska", matroska("V_MPEG4/ISO/AVC", "A_AAC"), "video/x-matroska", ["H.264", "AAC"]],
    [
      "of Matroska with the older name",
      matroska("V_MPEG4/ISO/ASP", "A_EAC3"),
      "video/x-matroska",
      ["MPEG-4 Visual", "Dolby Digital Plus"],
    ],
    ["of WebM", matroska("V_VP9", "A_OPUS"), "video/webm", ["VP9", "Opus"]],
    ["of Ogg", "OggS........\x80theora..OggS...\x01vorbis", "video/ogg", ["Theora", "Vorbis"]],
    ["of AVI", avi("XVID"), "video/x-msvideo", ["MPEG-4 Visual"]],
    ["of AVI that nobody knows", avi("IV50"), "video/x-msvideo", ["IV50"]],
    ["of what says it by its format", "ID3", "audio/mpeg", ["MP3"]],
    ["of Windows Media", "0&²u", "video/x-ms-wmv", ["Windows Media Video", "Windows Media Audio"]],
    ["of nothing", "", "video/mp4", []],
    ["of a box without an end", box("ftyp", "") + u32(0) + "mdat", "video/mp4", []],
    ["of boxes of no length", `${box("ftyp", "")}${u32(1)}moov`, "video/mp4", []],
  ])("%s are named", async (_, file, format, names) =>
    expect((await named(file, format)).names).toEqual(names),
  );

  it("of MP4 are found in few reads, whatever lies before them", async () => {
    expect((await named(late("avc1"))).source.reads.length).toBeLessThanOrEqual(2);
    const many = box("ftyp", "") + box("free", "x".repeat(200_000)).repeat(16) + mp4("avc1");
    expect((await named(many)).source.reads.length).toBeLessThanOrEqual(18);
  });
});

function failing(file: string, plays: (type: string) => boolean, linux = true, format = "video/mp4") {
  const source = memory(latin(file), { name: "a.mp4", kind: "video", format });
  return { source, media: new MediaState(source, plays, linux) };
}

describe("a film that does not play", () => {
  it("says which codecs are missing, and how to get them", async () => {
    const { media } = failing(mp4("avc1", "mp4a", "Opus"), (type) => type.includes("opus"));
    await media.failed();
    expect(told(media.trouble)).toEqual({
      title: "This file needs a codec that is not installed",
      words:
        "It uses H.264 and AAC. On Debian and Ubuntu, install gstreamer1.0-libav. On Fedora, install gstreamer1-plugin-libav. Then restart Bucketwise.",
    });
  });

  it("elsewhere than on Linux is to be downloaded", async () => {
    const { media } = failing(mp4("hvc1"), () => false, false);
    await media.failed();
    expect(told(media.trouble)?.words).toContain("Download it");
    expect(told(media.trouble)?.words).not.toContain("gstreamer");
  });

  it("though its codecs are there may be damaged", async () => {
    const { media } = failing(mp4("avc1"), () => true);
    await media.failed();
    expect(media.playable).toBe(false);
    expect(told(media.trouble)).toMatchObject({ title: "This file cannot be played" });
    expect(told(media.trouble)?.words).toContain("damaged");
  });

  it("of a format that nothing here plays names the format", async () => {
    const { media } = failing("garbage", () => false, true, "video/x-odd");
    await media.failed();
    expect(told(media.trouble)?.words).toContain("video/x-odd");
  });

  it("with sound and no picture says so", async () => {
    const { media } = failing(mp4("hvc1", "mp4a"), (type) => type.includes("mp4a"));
    await media.failed(true);
    expect(media.playable).toBe(true);
    expect(told(media.trouble)).toMatchObject({ title: "Only the sound of this video can be played" });
    expect(told(media.trouble)?.words).toContain("H.265 (HEVC)");
  });

  it("because it cannot be read says that instead", async () => {
    const { source, media } = failing(mp4("avc1"), () => true);
    const fault = { code: "not_permitted" } as never;
    source.read = () => Promise.reject(new Refusal(fault));
    await media.failed();
    expect(media.trouble).toEqual({ fault });
    media.retry();
    expect([media.trouble, media.playable, media.round]).toEqual([null, true, 1]);
  });

  it("and was closed says nothing", async () => {
    const { media } = failing(mp4("avc1"), () => true);
    media.close();
    await media.failed();
    expect(media.trouble).toBeNull();
  });
});
