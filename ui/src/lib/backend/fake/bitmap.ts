/** A picture that a browser decodes, put together by hand: hills in the colours of its name. */
export function bitmap(name: string): Uint8Array<ArrayBuffer> {
  const seed = [...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9973, 7);
  const [width, height] = seed % 3 === 0 ? [72, 96] : [96, 64];
  const row = width * 3;
  const bytes = new Uint8Array(54 + row * height);
  const view = new DataView(bytes.buffer);
  bytes.set([0x42, 0x4d]);
  view.setUint32(2, bytes.length, true);
  view.setUint32(10, 54, true);
  view.setUint32(14, 40, true);
  view.setInt32(18, width, true);
  view.setInt32(22, height, true);
  view.setUint16(26, 1, true);
  view.setUint16(28, 24, true);
  const [red, green, blue] = [90 + (seed % 120), 90 + ((seed >> 3) % 120), 90 + ((seed >> 6) % 120)];
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const hill = height * (0.35 + 0.2 * Math.sin((x + seed) / 13));
      const at = 54 + y * row + x * 3;
      bytes.set(y < hill ? [blue >> 1, green, red >> 1] : [255 - (y >> 1), 200, red], at);
    }
  }
  return bytes;
}
