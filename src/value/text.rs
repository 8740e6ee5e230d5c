//! Values as text: padded to the width that a format asks for, serialized, and read back.

use std::fmt::{self, Alignment, Write};

/// Writes a text with the format's width, fill and alignment; to the left unless told, as text is.
pub(crate) fn pad(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    let room = f.width().unwrap_or(0).saturating_sub(text.chars().count());
    let before = match f.align() {
        Some(Alignment::Right) => room,
        Some(Alignment::Center) => room / 2,
        Some(Alignment::Left) | None => 0,
    };
    let fill = f.fill();
    (0..before).try_for_each(|_| f.write_char(fill))?;
    f.write_str(text)?;
    (before..room).try_for_each(|_| f.write_char(fill))
}

/// Lets a type be serialized as its text and read from it, by `ToString` and `FromStr`.
macro_rules! serde_as_text {
    ($($type:ty),* $(,)?) => {$(
        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <String as serde::Deserialize>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    )*};
}

/// Gives an enum the names of its variants: `as_str`, `Display`, `FromStr` and serde. Another name is
/// refused as the value of a field, with the reason and the remedy; `Error` has to be in scope.
macro_rules! named {
    (
        $(#[$doc:meta])* $visible:vis $type:ident, $field:literal, $refusal:literal,
        { $($variant:ident => $name:literal),+ $(,)? }
    ) => {
        impl $type {
            $(#[$doc])*
            $visible fn as_str(self) -> &'static str {
                match self {
                    $($type::$variant => $name,)+
                }
            }
        }

        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                $crate::value::pad(f, self.as_str())
            }
        }

        impl std::str::FromStr for $type {
            type Err = Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match text {
                    $($name => Ok($type::$variant),)+
                    _ => Err(Error::bad_field($field, text, $refusal)),
                }
            }
        }

        $crate::value::serde_as_text!($type);
    };
}

pub(crate) use {named, serde_as_text};
