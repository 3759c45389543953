//! Eight bytes of a text, looked at together. Nearly every cell of a table is as short, and no processor
//! guesses at which of its bytes it ends.

/// Eight bytes in the order of the text, the first of them lowest.
#[derive(Clone, Copy)]
pub(super) struct Word(pub(super) u64);

impl Word {
    /// How many bytes there are.
    pub(super) const LENGTH: usize = 8;

    pub(super) const fn new(bytes: [u8; Self::LENGTH]) -> Self {
        Self(u64::from_le_bytes(bytes))
    }

    /// A byte in all places.
    pub(super) const fn each(byte: u8) -> Self {
        Self::new([byte; Self::LENGTH])
    }

    /// The first bytes, and none behind them.
    pub(super) const fn first(self, count: usize) -> Self {
        if count < Self::LENGTH { Self(self.0 & ((1 << (8 * count)) - 1)) } else { self }
    }

    /// The first bytes moved up to the last places.
    pub(super) const fn moved_up(self, count: usize) -> Self {
        if count > 0 { Self(self.0 << (8 * (Self::LENGTH - count))) } else { Self(0) }
    }

    /// The last bytes, with another in all places before them.
    pub(super) const fn last(self, count: usize, filler: u8) -> Self {
        let free = Self::LENGTH - count;
        Self((self.0 ^ self.first(free).0) | Self::each(filler).first(free).0)
    }

    /// The place of the first such byte; [`Self::LENGTH`] where there is none.
    pub(super) const fn place_of(self, byte: u8) -> usize {
        place(self.flags(byte))
    }

    /// The place of the first byte that is one of these.
    pub(super) fn place_of_any<const N: usize>(self, bytes: [u8; N]) -> usize {
        place(bytes.into_iter().fold(0, |flags, byte| flags | self.flags(byte)))
    }

    /// The byte at a place.
    pub(super) const fn byte(self, place: usize) -> u8 {
        self.0.to_le_bytes()[place]
    }

    /// The highest bit of the first such byte is set, and perhaps some above it.
    const fn flags(self, byte: u8) -> u64 {
        let others = self.0 ^ Self::each(byte).0;
        // Taking 1 from each byte carries into the highest bit of the first that is 0.
        others.wrapping_sub(Self::each(1).0) & !others & Self::each(0x80).0
    }
}

const fn place(flags: u64) -> usize {
    (flags.trailing_zeros() / 8) as usize
}
