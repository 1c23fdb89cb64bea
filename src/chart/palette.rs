//! The colours of the charts, with their contrast on white.

/// An opaque colour: red, green, blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Colour(pub u8, pub u8, pub u8);

/// Text that says the most; 14.4 to 1.
pub(super) const INK: Colour = Colour(0x21, 0x2B, 0x32);
/// Text beside it: axis labels and notes; 7.8 to 1.
pub(super) const SOFT_INK: Colour = Colour(0x42, 0x55, 0x63);
/// The page.
pub(super) const PAPER: Colour = Colour(0xFF, 0xFF, 0xFF);
/// The area that the briefing is about; 10.3 to 1.
pub(super) const AREA: Colour = Colour(0x12, 0x43, 0x6D);
/// England, as a line or an outline; 3.0 to 1, so never for text.
pub(super) const ENGLAND: Colour = Colour(0xF4, 0x6A, 0x25);
/// All the others, in the background; 3.3 to 1.
pub(super) const OTHERS: Colour = Colour(0x8E, 0x8E, 0x8E);
/// A second series without a hue; 10.9 to 1.
pub(super) const DARK_GREY: Colour = Colour(0x3D, 0x3D, 0x3D);
/// The line at the foot of a plot; 3.8 to 1.
pub(super) const AXIS: Colour = Colour(0x76, 0x86, 0x92);
/// Grid lines, which only decorate.
pub(super) const GRID: Colour = Colour(0xD9, 0xD9, 0xD9);
/// The ground of a stretch without data, hatched so that it shows.
pub(super) const BAND: Colour = Colour(0xEE, 0xEE, 0xEE);
/// A result published by others; 9.8 to 1.
pub(super) const STUDY: Colour = Colour(0x80, 0x16, 0x50);
/// Above, or more than usual; 6.2 to 1.
pub(super) const RISE: Colour = Colour(0x00, 0x5E, 0xB8);
/// Below, or less than usual; 3.3 to 1, so never for text.
pub(super) const FALL: Colour = Colour(0x4A, 0x90, 0xC8);
/// The ground of what is clearly below, on which ink is 9.3 to 1.
pub(super) const BELOW: Colour = Colour(0xA9, 0xD0, 0xEE);
/// The ground of what is picked out, which only decorates.
pub(super) const PALE: Colour = Colour(0xE8, 0xF0, 0xF8);
