//! Lays out `dist/`: plain copies, nothing is rewritten on the way.

use std::fs;
use std::path::Path;

use crate::build::{say, say_size};

/// The npm library: `www/lib` with the engine in `wasm/`.
pub fn library(root: &Path, staging: &Path, wasm: &Path, to: &Path) -> Result<(), String> {
    clear(to)?;
    copy_dir(&root.join("www/lib"), to)?;
    copy(&staging.join("whowhen.js"), &to.join("wasm/whowhen.js"))?;
    copy(wasm, &to.join("wasm/whowhen_bg.wasm"))?;
    say_size(&shown(root, to), &to.join("wasm/whowhen_bg.wasm"))
}

/// What of `www/dom` draws the page's own article; it is no part of the npm package.
const PAGE_ONLY: [&str; 4] = ["render.js", "roving.js", "sections.js", "slices.js"];

/// `whowhen/dom` of the npm package, beside the library, where it finds `../lib`.
pub fn dom(root: &Path) -> Result<(), String> {
    let to = root.join("dist/dom");
    clear(&to)?;
    copy_dir(&root.join("www/dom"), &to)?;
    for name in PAGE_ONLY {
        let path = to.join(name);
        fs::remove_file(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    Ok(())
}

/// The page: `www/page` with the library in `lib/` and `www/dom` in `dom/`.
pub fn page(root: &Path) -> Result<(), String> {
    let to = root.join("dist/page");
    clear(&to)?;
    copy_dir(&root.join("www/page"), &to)?;
    copy_dir(&root.join("dist/lib"), &to.join("lib"))?;
    copy_dir(&root.join("www/dom"), &to.join("dom"))?;
    say(&shown(root, &to), "ready to serve");
    Ok(())
}

/// The bytes of a file.
pub fn read(path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|error| format!("{}: {error}", path.display()))
}

fn shown(root: &Path, path: &Path) -> String {
    path.strip_prefix(root).unwrap_or(path).display().to_string()
}

fn clear(dir: &Path) -> Result<(), String> {
    if dir.exists() { fs::remove_dir_all(dir).map_err(|error| format!("{}: {error}", dir.display())) } else { Ok(()) }
}

fn copy_dir(from: &Path, to: &Path) -> Result<(), String> {
    let failed = |error: std::io::Error| format!("{}: {error}", from.display());
    for entry in fs::read_dir(from).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        let Some(name) = path.file_name() else { continue };
        if path.is_dir() { copy_dir(&path, &to.join(name))? } else { copy(&path, &to.join(name))? }
    }
    Ok(())
}

fn copy(from: &Path, to: &Path) -> Result<(), String> {
    let failed = |error: std::io::Error| format!("{} to {}: {error}", from.display(), to.display());
    if let Some(parent) = to.parent() {
        fs::create_dir_all(parent).map_err(failed)?;
    }
    fs::copy(from, to).map_err(failed)?;
    Ok(())
}
