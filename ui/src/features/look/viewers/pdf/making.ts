/**
 * A PDF for tests: many pages in one flat list, each with a picture that takes most of its bytes.
 */

/** The list of pages comes first or last, as programs have it. */
export function pdfOf(pages: number, bytes: number, list: "first" | "last"): Uint8Array<ArrayBuffer> {
  const file = new Uint8Array(bytes + 100_000 + pages * 1_000);
  const offsets: number[] = [];
  const encoder = new TextEncoder();
  let at = 0;
  const write = (text: string) => (at += encoder.encodeInto(text, file.subarray(at)).written);
  const object = (number: number, content: string) => {
    offsets[number] = at;
    write(`${number} 0 obj\n${content}\nendobj\n`);
  };
  const side = Math.floor(Math.sqrt(bytes / pages / 3));
  const length = side * side * 3;
  const kids = Array.from({ length: pages }, (_, page) => `${10 + page * 3} 0 R`).join(" ");
  const listed = () => object(2, `<< /Type /Pages /Count ${pages} /Kids [${kids}] >>`);
  write("%PDF-1.7\n");
  object(1, "<< /Type /Catalog /Pages 2 0 R >>");
  object(3, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
  if (list === "first") listed();
  for (let page = 0; page < pages; page += 1) {
    const number = 10 + page * 3;
    // eslint-disable-next-line page/words -- what draws a page
    const drawn = `q 500 0 0 500 50 200 cm /I Do Q BT /F 24 Tf 50 750 Td (Page ${page + 1}) Tj ET`;
    object(
      number,
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents ${number + 1} 0 R ` +
        `/Resources << /Font << /F 3 0 R >> /XObject << /I ${number + 2} 0 R >> >> >>`,
    );
    object(number + 1, `<< /Length ${drawn.length} >>\nstream\n${drawn}\nendstream`);
    offsets[number + 2] = at;
    write(
      `${number + 2} 0 obj\n<< /Type /XObject /Subtype /Image /Width ${side} /Height ${side} ` +
        `/ColorSpace /DeviceRGB /BitsPerComponent 8 /Length ${length} >>\nstream\n`,
    );
    file.fill((page * 37) % 256, at, at + length);
    at += length;
    write("\nendstream\nendobj\n");
  }
  if (list === "last") listed();
  const table = at;
  const entry = (offset: number | undefined) =>
    offset === undefined ? "0000000000 65535 f \n" : `${String(offset).padStart(10, "0")} 00000 n \n`;
  const count = 10 + pages * 3;
  write(`xref\n0 ${count}\n${Array.from({ length: count }, (_, number) => entry(offsets[number])).join("")}`);
  write(`trailer\n<< /Size ${count} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`);
  return file.slice(0, at);
}
