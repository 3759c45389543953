//! What every chart promises: readable XML, escaped words, the same bytes, no bound drawn as a
//! point, and no text that is cut or runs into other text.

mod samples;

/// Writes the samples where a person can look at them.
#[test]
#[ignore = "writes pictures to look at"]
fn pictures() {
    let folder = std::env::temp_dir().join("charts");
    std::fs::create_dir_all(&folder).unwrap();
    for chart in samples::all() {
        std::fs::write(folder.join(format!("{}.svg", chart.id)), super::svg(&chart).unwrap()).unwrap();
        std::fs::write(folder.join(format!("{}.png", chart.id)), super::png(&chart).unwrap()).unwrap();
    }
}
