//! From Rust to WebAssembly: cargo, then wasm-bindgen as a library (its version and the crate's are one line in
//! Cargo.lock), then wasm-opt from the pinned npm package.

use std::collections::hash_map::DefaultHasher;
use std::ffi::OsString;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use wasm_bindgen_cli_support::Bindgen;

const TARGET: &str = "wasm32-unknown-unknown";

/// A function that is called once stays a function: browsers make quick code of one function at a time, and one that
/// holds half of the engine would run slowly for the first second, and take 14 ms to begin with.
const WASM_OPT: [&str; 4] = ["-O3", "--converge", "--one-caller-inline-max-function-size", "0"];

/// Builds the engine that is shipped, into `dist/engine`.
pub fn product() -> Result<(), String> {
    let root = root()?;
    let target = target_dir(&root);
    let staging = target.join("xtask");
    cargo(&root, &target, "wasm", &[])?;
    bindgen(&target, &staging)?;
    let optimized = optimize(&root, &staging)?;
    deliver(&root, &staging, &optimized, "dist/engine")
}

/// Builds the engine that has exports which break it, into `dist/test/engine`. It is not optimised further: only its way
/// of failing matters.
pub fn traps() -> Result<(), String> {
    let root = root()?;
    // Its own target directory: in a shared one, the two builds would undo each other.
    let target = target_dir(&root).join("traps");
    let staging = target.join("xtask");
    // Little memory, so that running out of it is quick and harms no machine.
    cargo(&root, &target, "test-traps", &["-Clink-arg=--max-memory=268435456"])?;
    let wasm = bindgen(&target, &staging)?;
    deliver(&root, &staging, &wasm, "dist/test/engine")
}

/// The two files of an engine, where `scripts/layout.mjs` finds them.
fn deliver(root: &Path, staging: &Path, wasm: &Path, to: &str) -> Result<(), String> {
    let dir = root.join(to);
    fs::create_dir_all(&dir).map_err(|error| format!("{to}: {error}"))?;
    for (from, name) in [(staging.join("whowhen.js").as_path(), "whowhen.js"), (wasm, "whowhen_bg.wasm")] {
        fs::copy(from, dir.join(name)).map_err(|error| format!("{} to {to}/{name}: {error}", from.display()))?;
    }
    say_size(to, &dir.join("whowhen_bg.wasm"))
}

fn cargo(root: &Path, target: &Path, feature: &str, flags: &[&str]) -> Result<(), String> {
    say("cargo", &format!("building for {TARGET} with the feature {feature}"));
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root).args(["build", "--release", "--lib", "--locked", "--target", TARGET]);
    command.args(["--no-default-features", "--features", feature, "--target-dir"]).arg(target);
    command.env("CARGO_ENCODED_RUSTFLAGS", rustflags(root, flags));
    // What WebAssembly does anyway. The command line unwinds, so that one article cannot end a stream.
    command.env("CARGO_PROFILE_RELEASE_PANIC", "abort");
    run(command, "The engine did not compile, see above.")
}

/// The same bytes on every machine: no path of this one gets into panic messages.
fn rustflags(root: &Path, more: &[&str]) -> OsString {
    let mut flags = OsString::from("--remap-path-prefix=");
    flags.push(root);
    flags.push("=/whowhen");
    let home = env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| Some(env::home_dir()?.join(".cargo")));
    if let Some(home) = home {
        flags.push("\u{1f}--remap-path-prefix=");
        flags.push(home);
        flags.push("=/cargo");
    }
    // All browsers that are supported have it; adding weights is what the tagger does.
    flags.push("\u{1f}-Ctarget-feature=+simd128");
    // A little less is joined than at level 3: as fast, and 6 KB of brotli less.
    flags.push("\u{1f}-Cllvm-args=-inline-threshold=150");
    for flag in more {
        flags.push("\u{1f}");
        flags.push(flag);
    }
    flags
}

/// Writes `whowhen.js` and `whowhen_bg.wasm` into the staging directory, gives the path of the latter.
fn bindgen(target: &Path, staging: &Path) -> Result<PathBuf, String> {
    let input = target.join(TARGET).join("release/whowhen.wasm");
    let mut bindgen = Bindgen::new();
    bindgen.input_path(&input).out_name("whowhen").typescript(false);
    // `engine.js` says where the .wasm is, so that bundlers see one address of it and not two.
    bindgen.omit_default_module_path(true);
    // A trap leaves an instance broken for good; this exports the function that replaces it.
    bindgen.reset_state_function(true);
    let done = bindgen.web(true).and_then(|bindgen| bindgen.generate(staging));
    done.map_err(|error| format!("wasm-bindgen: {error:#}"))?;
    let wasm = staging.join("whowhen_bg.wasm");
    say_size("wasm-bindgen", &wasm)?;
    Ok(wasm)
}

/// Runs wasm-opt, unless it ran on the same bytes last time: it takes longer than everything else.
fn optimize(root: &Path, staging: &Path) -> Result<PathBuf, String> {
    let (input, output, key_file) =
        (staging.join("whowhen_bg.wasm"), staging.join("optimized.wasm"), staging.join("optimized.key"));
    let package = root.join("node_modules/binaryen");
    let missing = "wasm-opt is missing: run `npm ci` first (`npm start` and `npm test` do so by themselves).";
    let version = fs::read(package.join("package.json")).map_err(|_| missing)?;
    let mut hasher = DefaultHasher::new();
    (read(&input)?, version, WASM_OPT).hash(&mut hasher);
    let key = hasher.finish().to_string();
    if fs::read_to_string(&key_file).is_ok_and(|last| last == key) && output.exists() {
        say("wasm-opt", "nothing changed");
        return Ok(output);
    }
    say("wasm-opt", "optimising, this takes a while");
    let mut command = Command::new(env::var_os("npm_node_execpath").unwrap_or_else(|| "node".into()));
    command.arg(package.join("bin/wasm-opt")).args(WASM_OPT).arg(&input).arg("-o").arg(&output);
    run(command, "wasm-opt failed, see above.")?;
    fs::write(&key_file, key).map_err(|error| format!("{}: {error}", key_file.display()))?;
    say_size("wasm-opt", &output)?;
    Ok(output)
}

fn run(mut command: Command, failed: &str) -> Result<(), String> {
    let program = command.get_program().to_string_lossy().into_owned();
    let status = command.status().map_err(|error| format!("{program} could not be started: {error}"))?;
    if status.success() { Ok(()) } else { Err(failed.to_owned()) }
}

/// The repository.
fn root() -> Result<PathBuf, String> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().map(Path::to_path_buf).ok_or_else(|| "xtask stands in no repository.".to_owned())
}

fn target_dir(root: &Path) -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |dir| root.join(dir))
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|error| format!("{}: {error}", path.display()))
}

/// One line of progress.
fn say(step: &str, words: &str) {
    println!("{step:>14}  {words}");
}

/// One line of progress: a file and its size.
fn say_size(step: &str, file: &Path) -> Result<(), String> {
    let bytes = fs::metadata(file).map_err(|error| format!("{}: {error}", file.display()))?.len();
    say(step, &format!("{} {} KB", file.file_name().unwrap_or_default().to_string_lossy(), bytes.div_ceil(1000)));
    Ok(())
}
