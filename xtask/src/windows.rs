//! To come.
pub(crate) fn check() -> Result<(), String> {
    Ok(())
}
