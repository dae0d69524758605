//! One example a file.
