/** Numbers in bytes that may end early: what is not there is zero. */
export class Numbers {
  readonly bytes: Uint8Array;
  readonly little: boolean;

  constructor(bytes: Uint8Array, little: boolean) {
    this.bytes = bytes;
    this.little = little;
  }

  u8(at: number): number {
    return this.bytes[at] ?? 0;
  }

  u16(at: number): number {
    return this.little ? this.u8(at) | (this.u8(at + 1) << 8) : (this.u8(at) << 8) | this.u8(at + 1);
  }

  u32(at: number): number {
    return this.little
      ? this.u16(at) + this.u16(at + 2) * 0x10000
      : this.u16(at) * 0x10000 + this.u16(at + 2);
  }

  text(at: number, length: number): string {
    return String.fromCharCode(...this.bytes.subarray(at, at + length));
  }
}
