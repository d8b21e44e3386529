//! Makes a permission of each of our own commands; builds again when the pages were built again.

fn main() {
    println!("cargo:rerun-if-changed=../ui/dist");
    let commands =
        tauri_build::AppManifest::new().commands(&["call", "pick", "save", "arrived", "view", "offer"]);
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(commands))
        .expect("tauri.conf.json, the capability and the icons are in the repository");
}
