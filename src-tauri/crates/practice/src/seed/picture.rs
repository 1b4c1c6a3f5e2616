//! Landscapes as JPEG and a floor plan as PNG, drawn by arithmetic: ridges one behind the other
//! under a sky.

use std::io;

use jpeg_encoder::{ColorType, Encoder};

const WIDTH: u16 = 720;
const HEIGHT: u16 = 480;

type Colour = [f32; 3];

/// A landscape.
pub(super) struct Scene {
    /// At the top and at the horizon.
    sky: [Colour; 2],
    /// Across and down as shares of the picture, and its radius.
    sun: (f32, f32, f32),
    /// Far and near; those between are mixed.
    ridges: [Colour; 2],
    /// How many, and how high they rise as a share of the picture.
    relief: (u8, f32),
    /// Whether the lower third is water.
    water: bool,
    seed: f32,
}

/// Whether it is archived, its key, and what it shows.
pub(super) const SCENES: &[(bool, &str, Scene)] = &[
    (
        false,
        "photos/2026/harbour-0412.jpg",
        scene(
            [[92., 140., 190.], [236., 214., 190.]],
            (0.72, 0.34, 0.05),
            [[130., 150., 170.], [36., 52., 74.]],
            (3, 0.10),
            true,
            1.3,
        ),
    ),
    (
        false,
        "photos/2026/dunes-0530.jpg",
        scene(
            [[110., 170., 216.], [246., 232., 200.]],
            (0.2, 0.2, 0.06),
            [[232., 198., 140.], [176., 122., 66.]],
            (4, 0.12),
            false,
            2.1,
        ),
    ),
    (
        false,
        "photos/2026/pine-ridge-0718.jpg",
        scene(
            [[150., 190., 206.], [222., 232., 226.]],
            (0.5, 0.16, 0.04),
            [[142., 170., 164.], [24., 54., 44.]],
            (6, 0.2),
            false,
            4.7,
        ),
    ),
    (
        false,
        "photos/2026/lake-at-dusk-0802.jpg",
        scene(
            [[44., 40., 88.], [240., 150., 106.]],
            (0.38, 0.5, 0.05),
            [[112., 80., 118.], [26., 22., 46.]],
            (4, 0.16),
            true,
            6.2,
        ),
    ),
    (
        false,
        "photos/2025/snowfield-0114.jpg",
        scene(
            [[120., 152., 196.], [226., 234., 244.]],
            (0.8, 0.22, 0.04),
            [[188., 204., 224.], [240., 244., 250.]],
            (5, 0.24),
            false,
            8.8,
        ),
    ),
    (
        false,
        "photos/2025/evening-fields-0921.jpg",
        scene(
            [[70., 96., 150.], [250., 186., 120.]],
            (0.6, 0.44, 0.07),
            [[170., 140., 96.], [62., 70., 34.]],
            (5, 0.1),
            false,
            9.4,
        ),
    ),
    (
        false,
        "photos/2025/foothills-1103.jpg",
        scene(
            [[164., 176., 190.], [228., 222., 214.]],
            (0.3, 0.26, 0.04),
            [[160., 150., 150.], [74., 52., 44.]],
            (7, 0.22),
            false,
            11.9,
        ),
    ),
    (
        true,
        "2024/photos/first-light-0303.jpg",
        scene(
            [[60., 80., 130.], [244., 200., 180.]],
            (0.5, 0.52, 0.06),
            [[150., 140., 170.], [40., 44., 70.]],
            (5, 0.18),
            true,
            13.1,
        ),
    ),
];

const fn scene(
    sky: [Colour; 2],
    sun: (f32, f32, f32),
    ridges: [Colour; 2],
    relief: (u8, f32),
    water: bool,
    seed: f32,
) -> Scene {
    Scene { sky, sun, ridges, relief, water, seed }
}

impl Scene {
    /// The picture as a JPEG file.
    pub(super) fn jpeg(&self) -> io::Result<Vec<u8>> {
        let mut file = Vec::new();
        let encoder = Encoder::new(&mut file, 82);
        encoder.encode(&self.pixels(), WIDTH, HEIGHT, ColorType::Rgb).map_err(io::Error::other)?;
        Ok(file)
    }

    fn pixels(&self) -> Vec<u8> {
        let (width, height) = (usize::from(WIDTH), usize::from(HEIGHT));
        let mut pixels = vec![0; width * height * 3];
        for x in 0..width {
            let edges: Vec<f32> = (0..self.relief.0).map(|ridge| self.edge(x as f32 / width as f32, ridge)).collect();
            for y in 0..height {
                let colour = self.colour(x as f32 / width as f32, y as f32 / height as f32, &edges);
                // A little grain keeps the gradients from banding.
                let grain = ((x * 7 + y * 13 + x * y) % 5) as f32 - 2.0;
                let at = (y * width + x) * 3;
                for (channel, value) in pixels[at..at + 3].iter_mut().zip(colour) {
                    *channel = (value + grain).clamp(0.0, 255.0) as u8;
                }
            }
        }
        pixels
    }

    /// Where a ridge begins in a column, as a share of the height from above.
    fn edge(&self, across: f32, ridge: u8) -> f32 {
        let near = f32::from(ridge + 1) / f32::from(self.relief.0);
        let phase = self.seed * 3.7 + f32::from(ridge) * 5.1;
        let wave = (across * 4.0 + phase).sin()
            + 0.5 * (across * 9.0 + phase * 2.0).sin()
            + 0.2 * (across * 23.0 - phase).sin();
        0.42 + 0.46 * near - self.relief.1 * (0.6 + 0.4 * wave)
    }

    fn colour(&self, across: f32, down: f32, edges: &[f32]) -> Colour {
        if self.water && down > 0.72 {
            // What stands above the shore, upside down and darker.
            let ripple = 0.012 * (down * 160.0 + (across * 14.0).sin() * 2.0).sin();
            let mirrored = self.land(across, (1.44 - down + ripple).clamp(0.0, 0.72), edges);
            return mix(mirrored, [30.0, 44.0, 66.0], 0.35);
        }
        self.land(across, down, edges)
    }

    fn land(&self, across: f32, down: f32, edges: &[f32]) -> Colour {
        let hit = edges.iter().rposition(|edge| down >= *edge);
        let Some(ridge) = hit else {
            return self.air(across, down);
        };
        let near = (ridge + 1) as f32 / edges.len() as f32;
        // Haze lies at the foot of each ridge.
        let depth = ((down - edges[ridge]) * 2.2).min(0.5);
        mix(mix(self.ridges[0], self.ridges[1], near), self.sky[1], depth * (1.0 - near))
    }

    fn air(&self, across: f32, down: f32) -> Colour {
        let sky = mix(self.sky[0], self.sky[1], (down * 1.6).min(1.0));
        let (x, y, radius) = self.sun;
        let away = ((across - x) * 1.5).hypot(down - y);
        if away < radius {
            return [255.0, 248.0, 228.0];
        }
        mix(sky, [255.0, 240.0, 210.0], (radius / away).powi(2) * 0.6)
    }
}

fn mix(from: Colour, to: Colour, share: f32) -> Colour {
    std::array::from_fn(|channel| from[channel] + (to[channel] - from[channel]) * share)
}

/// Left, top, right, bottom and shade of what stands in the reading room.
const PLAN: [(usize, usize, usize, usize, u8); 13] = [
    (20, 20, 620, 28, 40),
    (20, 372, 620, 380, 40),
    (20, 20, 28, 380, 40),
    (612, 20, 620, 150, 40),
    (612, 230, 620, 380, 40),
    (390, 28, 396, 260, 40),
    (60, 60, 340, 84, 170),
    (60, 120, 340, 144, 170),
    (60, 180, 340, 204, 170),
    (60, 300, 180, 344, 130),
    (220, 300, 340, 344, 130),
    (430, 60, 580, 120, 130),
    (430, 300, 580, 344, 200),
];

/// The floor plan of a small reading room, as a PNG file.
pub(super) fn floor_plan() -> io::Result<Vec<u8>> {
    let (width, height) = (640, 400);
    let mut grey = vec![250_u8; width * height];
    for (left, top, right, bottom, shade) in PLAN {
        for row in grey.chunks_mut(width).take(bottom).skip(top) {
            row[left..right].fill(shade);
        }
    }
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, width as u32, height as u32);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header().map_err(io::Error::other)?;
    writer.write_image_data(&grey).map_err(io::Error::other)?;
    writer.finish().map_err(io::Error::other)?;
    Ok(file)
}
