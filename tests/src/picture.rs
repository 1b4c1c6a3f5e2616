//! Pictures of a part of the screen: from the X server's own file of it (XWD, as `Xvfb -fbdir`
//! keeps it) to PNG.

/// A rectangle of the screen in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Area {
    /// From the left.
    pub x: usize,
    /// From the top.
    pub y: usize,
    /// Width.
    pub width: usize,
    /// Height.
    pub height: usize,
}

/// The `area` of an XWD `screen` as a PNG file. What lies outside the screen is left out.
///
/// # Panics
/// When the screen is not 32 bits a pixel, blue first, which is what Xvfb makes for depth 24 on
/// little-endian machines.
pub fn png(screen: &[u8], area: Area) -> Vec<u8> {
    // The header is a row of big-endian 32-bit numbers (X11/XWDFile.h).
    let field = |n: usize| u32::from_be_bytes(screen[4 * n..4 * n + 4].try_into().expect("four bytes")) as usize;
    let (header, width, height, byte_order) = (field(0), field(4), field(5), field(7));
    let (bits, line, colours) = (field(11), field(12), field(19));
    assert_eq!((bits, byte_order), (32, 0), "the screen has another layout");
    // After the header come the colour map's entries of 12 bytes each, then the lines.
    let pixels = &screen[header + 12 * colours..];
    let (across, down) = (area.width.min(width - area.x), area.height.min(height - area.y));
    let mut rgb = Vec::with_capacity(across * down * 3);
    for y in area.y..area.y + down {
        let row = &pixels[y * line + 4 * area.x..][..4 * across];
        rgb.extend(row.chunks_exact(4).flat_map(|pixel| [pixel[2], pixel[1], pixel[0]]));
    }
    encode(&rgb, across, down)
}

fn encode(rgb: &[u8], width: usize, height: usize) -> Vec<u8> {
    let mut file = Vec::new();
    let size = |n: usize| u32::try_from(n).expect("a screen is not that large");
    let mut encoder = png::Encoder::new(&mut file, size(width), size(height));
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Balanced);
    let mut writer = encoder.write_header().expect("a header in memory");
    writer.write_image_data(rgb).expect("pixels in memory");
    writer.finish().expect("an end in memory");
    file
}
