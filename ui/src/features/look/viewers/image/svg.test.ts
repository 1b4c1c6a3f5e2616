// @vitest-environment jsdom
import { describe, expect, it } from "vitest";
import { drawable } from "./svg";

const utf8 = (text: string) => new TextEncoder().encode(text);
const drawing = (inside: string, before = "") =>
  utf8(
    `${before}<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">${inside}</svg>`,
  );

/** The beginning of a PNG of this many pixels, as Base64. */
function png(width: number, height: number): string {
  const bytes = new Uint8Array(60);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
  new DataView(bytes.buffer).setUint32(16, width);
  new DataView(bytes.buffer).setUint32(20, height);
  return btoa(String.fromCharCode(...bytes));
}
const vast = png(20_000, 20_000);
const vastAs = (address: string) => `<image href="${address}"/>`;
const refused = { why: { id: "look-image-drawing" }, title: "look-image-large-title" };

/** Levels of parts that each repeat the next one twice. */
const doubling = (levels: number, attribute = "href") =>
  Array.from(
    { length: levels },
    (_, at) => `<g id="p${at}"><use ${attribute}="#p${at + 1}"/><use ${attribute}="#p${at + 1}"/></g>`,
  ).join("") + `<rect id="p${levels}"/>`;

describe("a drawing", () => {
  it("of usual size is drawn as it is", async () => {
    const inside = `<image href="data:image/png;base64,${png(2_000, 2_000)}"/>${doubling(8)}`;
    expect(await drawable(drawing(inside))).toContain('id="p8"');
    const gradients = `<defs><linearGradient id="a"/></defs>${'<rect fill="url(#a)"/>'.repeat(1_000)}`;
    await expect(drawable(drawing(gradients))).resolves.toContain("linearGradient");
    await expect(drawable(drawing('<use href="#none"/><use/>'))).resolves.toContain("use");
  });

  it.each([
    ["in an image", vastAs(`data:image/png;base64,${vast}`)],
    ["under the older name", `<image xlink:href="data:image/png;base64,${vast}"/>`],
    ["with breaks in its address", vastAs(`da&#10;ta:image/p&#9;ng;base64,${vast}`)],
    ["with breaks in its bytes", vastAs(`data:image/png;base64,${vast.replace(/(.{7})/g, "$1 ")}`)],
    ["in letters that are numbers", vastAs(`d&#97;ta:image/png;base64,${vast}`)],
    [
      "with bytes that are numbers",
      vastAs(`data:image/png;base64,%${vast.charCodeAt(0).toString(16)}${vast.slice(1)}`),
    ],
    ["called something else", vastAs(`data:text/plain;base64,${vast}`)],
    ["in a style", `<rect style="mask-image:url(data:image/png;base64,${vast})"/>`],
    ["in a style sheet", `<style>rect { mask: url('d\\61 ta:image/png;base64,${vast}') }</style>`],
    ["that comes later", `<image><set attributeName="href" to="data:image/png;base64,${vast}"/></image>`],
    [
      "that comes second",
      `<image><animate attributeName="href" values="data:image/png;base64,${png(2, 2)};data:image/png;base64,${vast}"/></image>`,
    ],
    [
      "with a bracket in it",
      vastAs(`data:text/plain,%89PNG%0D%0A%1A%0A%00%00%00%0DIHDR%00(%00%00%00(%00%00`),
    ],
    [
      "of a page inside",
      `<foreignObject><img xmlns="http://www.w3.org/1999/xhtml" src="data:image/png;base64,${vast}"/></foreignObject>`,
    ],
    [
      "together with others",
      Array.from({ length: 4 }, (_, at) => vastAs(`data:image/png;base64,${png(6_000 + at, 6_000)}`)).join(
        "",
      ),
    ],
    ["of another drawing", vastAs(`data:image/svg+xml,${encodeURIComponent('<svg xmlns="x"/>')}`)],
    ["of a drawing called otherwise", vastAs(`data:image/x,${encodeURIComponent("<svg/>")}`)],
  ])("with too many pixels %s is not drawn", async (_, inside) => {
    await expect(drawable(drawing(inside))).rejects.toMatchObject(refused);
  });

  it("with an image that does not say how many pixels it has is not drawn", async () => {
    const inside = vastAs("data:image/png;base64,AAAA");
    await expect(drawable(drawing(inside))).rejects.toMatchObject({ why: { id: "look-image-unmeasured" } });
  });

  it.each([
    ["thirty levels of two", doubling(30)],
    ["by the older name", doubling(30, "xlink:href")],
    ["a part of itself", '<g id="a"><use href="#a"/></g>'],
    ["one large part often", `<g id="a">${"<rect/>".repeat(1_000)}</g>${'<use href="#a"/>'.repeat(101)}`],
  ])("that repeats its parts too often is not drawn: %s", async (_, inside) => {
    await expect(drawable(drawing(inside))).rejects.toMatchObject(refused);
  });

  it("is the same text for whoever measures and whoever draws it, in every encoding", async () => {
    const declared = '<?xml version="1.0" encoding="UTF-16"?>';
    const bytes = drawing(vastAs(`data:image/png;base64,${vast}`), declared);
    const wide = new Uint8Array([
      0xff,
      0xfe,
      ...[...new TextDecoder().decode(bytes)].flatMap((l) => [l.charCodeAt(0), 0]),
    ]);
    await expect(drawable(wide)).rejects.toMatchObject(refused);
    const latin = Uint8Array.from(
      [
        ...`<?xml version="1.0" encoding="iso-8859-1"?><svg xmlns="http://www.w3.org/2000/svg"><text>é</text></svg>`,
      ],
      (each) => each.charCodeAt(0),
    );
    const text = await drawable(latin);
    expect([text.includes("é"), text.includes("<?xml")]).toEqual([true, false]);
  });

  it("that is broken is said to be", async () => {
    await expect(drawable(utf8("<svg"))).rejects.toMatchObject({ why: { id: "look-image-broken" } });
  });
});
