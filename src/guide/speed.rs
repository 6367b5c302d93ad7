#![doc = include_str!("speed.md")]
